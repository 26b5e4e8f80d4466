// ./lab build --student: no solution and no key is shipped, everything else works, and what was recorded is checked by the whole lab.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { packed_wasm, read_scenario, scenario_names } from '../../web/scripts/files.mjs';
import { opaque } from '../../web/src/state/opaque_name.js';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { serve } from '../../web/scripts/static_server.mjs';
import { answered, launch, new_page, SINGLE_FILE } from './support/browser.mjs';
import { build_for_students, ROOT, shipped } from './support/student_build.mjs';
import { enter } from './support/typing.mjs';

let browser;
let built;
let site;
before(async () => {
  built = build_for_students();
  browser = await launch();
  site = await serve({ '/': join(built.dist, 'site') });
});
after(async () => { await browser.close(); await site.close(); built.remove(); });

const is_formula = (value) => Array.isArray(value) && /^[A-Z]\w+$/.test(value[0]);

/** All texts in a value, a formula as one; but not what controls are set to, for these are words of the lab's own. */
function texts_in(value) {
  if (typeof value === 'string') return [value];
  if (is_formula(value)) return [JSON.stringify(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(([name]) => !['values', 'at', 'relation'].includes(name)).flatMap(([, member]) => texts_in(member));
}
const SHORTEST = 12; // characters of a text that is looked for: shorter ones stand in any program

/** What a student reads anyway, and what gives an answer away. */
function told_and_secret(scenario) {
  const secret = [scenario.solution ?? []];
  const told = [scenario.title, scenario.summary, scenario.statement, scenario.source, scenario.symbols ?? [], scenario.experiment];
  const visit = (task) => {
    told.push(task.prompt ?? '', task.hints ?? [], task.proof ?? [], task.start ?? [], task.goal?.text ?? '', task.free ?? []);
    secret.push(task.why ?? '', task.wrong ?? [], task.tests ?? [], task.goal?.end ?? '');
    if (task.kind !== 'construct') secret.push(task.value ?? '');
    for (const one of [...task.options ?? [], ...task.steps ?? [], ...task.reasons ?? []]) {
      told.push(one.label ?? one.text);
      secret.push(one.feedback ?? '');
    }
    for (const blank of task.blanks ?? []) visit(blank);
  };
  for (const task of scenario.tasks ?? []) visit(task);
  return { told: told.flatMap(texts_in).join('\n'), secret: new Set(secret.flatMap(texts_in).filter((text) => text.length >= SHORTEST)) };
}

/** A file as text; JSON without the spaces between. */
const content_of = (name, bytes) => (name.endsWith('.json') ? JSON.stringify(JSON.parse(bytes)) : bytes.toString('utf8'));

/** As it reads once its strings are unescaped, twice for JSON inside JavaScript. */
const unescaped = (text) => text.replaceAll('\\\\', '\\').replaceAll('\\\\', '\\').replaceAll('\\"', '"');

test('nothing that tells an answer is in any file', () => {
  const files = shipped(built.dist);
  const all = [...files].filter(([name]) => !name.endsWith('.wasm.lzma'))
    .map(([name, bytes]) => [name, unescaped(content_of(name, bytes))]);
  for (const [name, bytes] of files) if (name.endsWith('.wasm.lzma')) assert.ok(bytes.equals(packed_wasm()), name);
  assert.ok(all.length > 60);
  for (const folder of ['single/examples/', 'first/']) assert.ok(all.some(([name]) => name.startsWith(folder)), folder);
  let looked_for = 0;
  const plain = unescaped(scenario_names().map((name) => told_and_secret(read_scenario(name)).told).join('\n'));
  for (const name of scenario_names()) {
    for (const text of told_and_secret(read_scenario(name)).secret) {
      const wanted = unescaped(text);
      if (plain.includes(wanted)) continue; // the question says it
      ++looked_for;
      for (const [file, content] of all) assert.ok(!content.includes(wanted), `${name}: “${text}” is in ${file}`);
    }
  }
  assert.ok(looked_for > 1000, `${looked_for} texts looked for`);
});

test('the whole lab does hold them: the search can find', () => {
  const whole = [...shipped(join(ROOT, 'dist'))].map(([name, bytes]) => unescaped(content_of(name, bytes))).join('\n');
  for (const name of scenario_names()) {
    const { secret } = told_and_secret(read_scenario(name));
    const found = [...secret].filter((text) => whole.includes(unescaped(text)));
    assert.ok(found.length > secret.size / 2, `${name}: ${found.length} of ${secret.size}`);
  }
});

const KEYS = ['tests', 'why', 'wrong', 'solution', 'right', 'after', 'feedback', 'needed', 'end'];
function fields_in(value) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [Array.isArray(value) ? '' : name, ...fields_in(member)]);
}

test('no shipped scenario has a field of a key; what keys are needed for is not graded', async () => {
  const engine = await load_engine();
  for (const name of scenario_names()) {
    const text = readFileSync(join(built.dist, 'site/examples', `${name}.json`), 'utf8');
    const scenario = JSON.parse(text);
    assert.equal(scenario.student, true);
    const kept = scenario.tasks.map((task) => (typeof task.goal?.end === 'number' ? { ...task, goal: {} } : task));
    const fields = new Set(fields_in({ ...scenario, tasks: kept, experiment: {} }));
    assert.deepEqual(KEYS.filter((key) => fields.has(key)), [], name);
    for (const task of scenario.tasks)
      if (['choice', 'order'].includes(task.kind)) assert.equal(task.ungraded, true, `${name}/${task.id}`);
    const opened = engine.open(text);
    assert.ok(opened.ok, `${name}: ${opened.error?.message}`);
    assert.deepEqual(opened.value.tasks.map(({ ungraded }) => ungraded), scenario.tasks.map(({ ungraded = false }) => ungraded));
    engine.close(opened.value.id);
  }
});

test('neither the order of steps nor the names of steps and options tell anything', () => {
  const orders = scenario_names().flatMap((name) => read_scenario(name).tasks.filter(({ kind }) => kind === 'order').map((task) => {
    const stripped = JSON.parse(readFileSync(join(built.examples, `${name}.json`), 'utf8')).tasks.find(({ id }) => id === task.id);
    return [task.steps.map(({ id }) => [task.id, id]), stripped.steps.map(({ id }) => id)];
  }));
  assert.ok(orders.length >= 3);
  for (const [given, shuffled] of orders) {
    assert.deepEqual(shuffled, [...shuffled].sort());
    assert.deepEqual(shuffled, given.map(([task, id]) => opaque(task, id)).sort());
  }
  for (const name of scenario_names()) {
    const { tasks } = JSON.parse(readFileSync(join(built.examples, `${name}.json`), 'utf8'));
    const values = tasks.filter(({ ungraded }) => ungraded).flatMap((task) => [...task.blanks ?? [], task])
      .flatMap(({ options = [], reasons = [] }) => [...options, ...reasons]).map(({ value }) => value);
    for (const value of values) assert.match(value, /^n[a-z0-9]+$/, name);
  }
});

test('what the engine computes itself is graded as before', async () => {
  const engine = await load_engine();
  let graded = 0;
  for (const name of scenario_names()) {
    const { tasks } = read_scenario(name);
    const { id, needs, tasks: stripped } = engine.open(readFileSync(join(built.examples, `${name}.json`), 'utf8')).value;
    for (const need of needs) engine.provide(id, need, new Uint8Array(readFileSync(join(built.examples, need))));
    for (const [i, task] of tasks.entries()) {
      if (stripped[i].ungraded || task.kind === 'construct') continue;
      const tests = ['right', 'wrong'].map((status) => task.tests.find((one) => one.status === status)).filter(Boolean);
      for (const one of tests) {
        const verdict = engine.grade(id, task.id, JSON.stringify(one.answer), {});
        const expected = one.known === undefined ? [one.status] : ['wrong', 'shape']; // what was known of it is gone
        assert.ok(expected.includes(verdict.value?.status), `${name}/${task.id}: ${verdict.value?.status ?? verdict.error.message}`);
        ++graded;
      }
    }
    engine.close(id);
  }
  assert.ok(graded > 80, `${graded} answers graded`);
});

test('the page opens every exercise, without solutions, and has no way to try files', async () => {
  const { page, seen, context } = await new_page(browser);
  await page.goto(`http://127.0.0.1:${site.port}/#/validate`);
  await page.locator('a.card').first().waitFor();
  assert.equal(await page.getByTestId('validate').count() + await page.locator('a[href="#/validate"]').count(), 0);
  assert.ok([...shipped(built.dist).keys()].every((name) => !name.includes('Validate')));
  for (const name of scenario_names()) {
    await page.goto(`http://127.0.0.1:${site.port}/#/${name}`);
    await page.locator('.statement h1').filter({ hasText: read_scenario(name).title.en }).first().waitFor();
    await answered(page);
    await page.locator('.tasks').waitFor();
    assert.equal(await page.getByTestId('solution').count(), 0, name);
  }
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

async function begin(page, task) {
  await page.getByTestId(`task-${task}`).getByRole('button', { name: /^Answer this/ }).click();
  return page.getByTestId(`task-${task}`);
}

test('single file: a formula is graded, a choice is recorded; the whole lab checks what was handed in', async () => {
  const { page, context } = await new_page(browser);
  await page.goto(`${pathToFileURL(join(built.dist, 'relevance-lab.html')).href}#/taylor-rbf`);
  const sum = await begin(page, 'sum');
  await enter(sum);
  await sum.getByTestId('answer-waiting').waitFor({ state: 'detached' });
  await sum.getByTestId('mathfield').evaluate((field, latex) => {
    field.value = latex;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, read_scenario('taylor-rbf').tasks.find(({ id }) => id === 'sum').tests[0].latex);
  await sum.getByRole('button', { name: 'Check', exact: true }).click();
  await sum.locator('[data-status=right]').waitFor();
  assert.match(await page.getByTestId('solved').innerText(), /^1 of \d solved$/);

  const { options } = read_scenario('taylor-rbf').tasks.find(({ id }) => id === 'remainder');
  const choice = await begin(page, 'remainder');
  await choice.getByRole('radio').nth(options.findIndex(({ right }) => right)).check();
  await choice.getByRole('button', { name: 'Record my answer' }).click();
  await choice.getByText('Recorded. Your lecturer checks it.').waitFor();
  assert.match(await page.getByTestId('recorded').innerText(), /^1 of 2 recorded$/);
  assert.match(await page.getByTestId('solved').innerText(), /^1 of \d solved$/, 'it does not count');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await choice.getByText('Aufgezeichnet. Deine Lehrkraft prüft es.').waitFor();
  await page.goto(`${page.url().split('#')[0]}#/`);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exportieren' }).click();
  const buffer = readFileSync(await (await saving).path());
  assert.match(buffer.toString(), /"status": "recorded"/);
  await context.close();

  const lecturer = await new_page(browser);
  await lecturer.page.goto(SINGLE_FILE);
  assert.equal(await lecturer.page.getByTestId('marking').count(), 0);
  await lecturer.page.getByTestId('import-file').setInputFiles({ name: 'hand-in.json', mimeType: 'application/json', buffer });
  await lecturer.page.getByRole('button', { name: 'Check the recorded answers (1)' }).click();
  await lecturer.page.getByTestId('marking-sum').getByText('Checked: 1, of which 1 right.').waitFor();
  assert.match(await lecturer.page.locator('[data-testid=marking] [data-status=right]').innerText(), /6\s+right/);
  const kept = () => JSON.parse(localStorage.getItem('relevance-lab.progress') ?? '{}').scenarios?.['taylor-rbf'].tasks.remainder;
  await lecturer.page.waitForFunction(() => localStorage.getItem('relevance-lab.progress')?.includes('"never-negative"'));
  const { attempts, solved } = await lecturer.page.evaluate(kept);
  assert.ok(solved);
  assert.deepEqual(attempts.map(({ status }) => status), ['recorded', 'recorded', 'right']);
  assert.deepEqual(attempts.map(({ answer }) => answer), [opaque('remainder', 'never-negative'), 'never-negative', 'never-negative']);
  assert.equal(await lecturer.page.getByRole('button', { name: /Check the recorded/ }).count(), 0, 'it waits no more');
  await lecturer.context.close();
});
