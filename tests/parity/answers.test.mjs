// Every answer a task's tests carry, in WebAssembly: from its MathJSON, and typed, from its LaTeX
// as the page's reader reads it; derivations with each of their lines broken. `relevance check` runs the first natively.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { source_server } from '../web/support/source.mjs';
import { too_much } from '../web/support/typing.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const examples = join(root, 'examples');
const engine = await load_engine();
const source = await source_server();
const { make_reader } = await source.load('answers/kinds.ts');
await source.close();

const must = (result) => {
  assert.ok(result.ok, JSON.stringify(result.error));
  return result.value;
};

/** A value of a scenario file as it crosses the boundary. */
function crossing(value) {
  if (!Array.isArray(value) || typeof value[0] === 'string') return value;
  const shape = [];
  for (let level = value; Array.isArray(level); level = level[0]) shape.push(level.length);
  return { shape, values: new Float64Array(value.flat(Infinity)) };
}
const all_crossing = (values = {}) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, crossing(value)]));

/** A derivation as it is typed, in each of its ways: it breaks at the line that has something too much, whichever that is. */
function break_each_line(opened, read, { name }, { id, tests }) {
  for (const { answer, latex, values } of tests.filter((one) => one.status === 'right' && one.latex)) {
    for (const broken of latex.keys()) {
      const typed = latex.map((line, i) => ({
        ...(Array.isArray(answer[i]) ? {} : answer[i]),
        formula: JSON.parse(read(i === broken ? `${line}${too_much(name)}` : line).json),
      }));
      const verdict = must(engine.grade(opened.id, id, JSON.stringify(typed), all_crossing(values)));
      const what = `${id}: line ${broken} of ${latex.join(' | ')}: ${verdict.feedback.en}`;
      assert.ok(['wrong', 'shape'].includes(verdict.status), what);
      assert.equal(verdict.line, broken, what);
    }
  }
}

for (const file of readdirSync(examples).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))) {
  const scenario = JSON.parse(readFileSync(join(examples, file), 'utf8'));
  if (!scenario.tasks) continue;
  test(`${scenario.name}: verdicts on the tasks' own answers`, () => {
    const opened = must(engine.open(readFileSync(join(examples, file), 'utf8')));
    for (const name of opened.needs) must(engine.provide(opened.id, name, new Uint8Array(readFileSync(join(examples, name)))));
    assert.deepEqual(opened.tasks.map((task) => task.id), scenario.tasks.map((task) => task.id));
    assert.ok(!JSON.stringify(opened.tasks).includes('"right"'), 'which option is right stays in the engine');
    const read = make_reader(opened.symbols);
    for (const task of scenario.tasks) {
      if (task.kind === 'derivation') break_each_line(opened, read, scenario, task);
      for (const one of task.tests) {
        const grade = (answer) => {
          const verdict = must(engine.grade(opened.id, task.id, answer, all_crossing(one.values)));
          const what = `${task.id}: ${answer}`;
          assert.equal(verdict.status, one.status, `${what}: ${verdict.feedback.en}`);
          assert.ok(verdict.feedback.en && verdict.feedback.de, what);
          if (one.known !== undefined) assert.deepEqual(verdict.feedback, feedback_of(task.wrong[one.known]), what);
        };
        const grade_typed = (latex) => {
          const reading = read(latex);
          if (reading.ok) grade(reading.json);
          else assert.equal(one.status, 'unreadable', `${task.id}: ${latex}: ${reading.text.en}`);
        };
        grade(task.kind === 'choice' ? one.answer : JSON.stringify(one.answer ?? null));
        if (typeof one.latex === 'string') grade_typed(one.latex);
      }
    }
    must(engine.close(opened.id));
  });
}

function feedback_of(wrong) {
  const joined = (text) => (Array.isArray(text) ? text.join('\n') : text);
  return { en: joined(wrong.feedback.en), de: joined(wrong.feedback.de) };
}
