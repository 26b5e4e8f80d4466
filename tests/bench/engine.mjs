// Round trips of the engine module in Node: a slider move of every scenario, maps, grades.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { source_server } from '../web/support/source.mjs';

const must = (result) => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

async function percentiles(call, n) {
  for (let i = 0; i < n / 4; ++i) await call(i);
  const times = [];
  for (let i = 0; i < n; ++i) {
    const begin = performance.now();
    await call(i);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(n / 2)], p95: times[Math.floor(n * 0.95)] };
}

function line(name, { p50, p95 }, limit) {
  const ms = (span) => `${span.toFixed(2).padStart(7)} ms`;
  const verdict = `target p95 ≤ ${limit} ms: ${p95 <= limit ? 'met' : 'missed'}`;
  console.log(`  ${name.padEnd(52)} p50 ${ms(p50)}   p95 ${ms(p95)}   (${verdict})`);
}

/** Steps a second of the decoder's training, the pictures of it on its way included. */
function training_rate(engine, { id }, examples) {
  const digits = 'data/digits/train-images.idx3-ubyte', epochs = 4;
  const values = { decoder: 'trained', epochs, step: 0 };
  must(engine.provide(id, digits, new Uint8Array(readFileSync(join(examples, digits)))));
  const begin = performance.now();
  for (let frame = must(engine.run(id, values)); !frame.done;) frame = must(engine.advance(id, 10));
  return (epochs * 4000 / 32) / ((performance.now() - begin) / 1000);
}

export async function bench_engine(root) {
  const engine = await load_engine();
  const source = await source_server();
  const { submission_of } = await source.load('answers/submission.ts');
  const examples = join(root, 'examples');
  const open = (name) => {
    const opened = must(engine.open(readFileSync(join(examples, `${name}.json`), 'utf8')));
    for (const asset of opened.needs) must(engine.provide(opened.id, asset, new Uint8Array(readFileSync(join(examples, asset)))));
    return opened;
  };
  console.log('\nThe engine alone, one call from JavaScript to the frame and back (Node)');
  const digits = open('digits-lrp'), mins = open('lrp-min-networks'), taylor = open('taylor-rbf');
  const homogeneity = open('positive-homogeneity');
  const vector = (...values) => ({ shape: [values.length], values: new Float64Array(values) });
  line('digits-lrp: another digit', await percentiles((i) => must(engine.run(digits.id, { index: i % 500 })), 400), 8);
  line('digits-lrp: γ slider', await percentiles((i) => must(engine.run(digits.id, { index: 4, gamma: (i % 50) / 10 })), 400), 8);
  line('lrp-min-networks: the point', await percentiles((i) => must(engine.run(mins.id, { a1: (i % 50) / 10 })), 400), 8);
  line('lrp-min-networks: γ slider, coarse maps', await percentiles((i) => must(engine.run(mins.id, { gamma: (i % 50) / 10 })), 100), 8);
  line('lrp-min-networks: one slice, a 200×200 map', await percentiles((i) => {
    if (i % 3 === 0) must(engine.run(mins.id, { gamma: i / 100 }));
    must(engine.advance(mins.id, 10));
  }, 99), 16.7);
  line('taylor-rbf: dragging μ', await percentiles((i) => must(engine.run(taylor.id, { mu: vector(-2 + (i % 20) / 20, -1) })), 400), 8);
  line('positive-homogeneity: t slider', await percentiles((i) => must(engine.run(homogeneity.id, { t: (i % 100) / 10 })), 400), 8);
  const rate = training_rate(engine, open('prototype-digits'), examples).toFixed(0).padStart(5);
  console.log(`  prototype-digits: training the decoder${' '.repeat(15)} ${rate} steps a second, batches of 32`);
  for (const file of readdirSync(examples).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))) {
    const scenario = JSON.parse(readFileSync(join(examples, file), 'utf8'));
    const opened = open(scenario.name);
    for (const task of scenario.tasks ?? []) {
      if (task.kind === 'derivation') {
        const { answer, latex } = task.tests.find((one) => one.status === 'right' && one.latex);
        const draft = JSON.stringify(latex.map((typed, i) => ({ relation: '', reason: '', ...answer[i], latex: typed })));
        const asked = opened.tasks.find(({ id }) => id === task.id);
        line(`reading and grading ${task.id}, ${latex.length} lines`, await percentiles(async () => {
          const { json } = await submission_of(asked, draft, opened.symbols);
          must(engine.grade(opened.id, task.id, json, {}));
        }, 40), 60);
      }
      if (task.kind !== 'formula') continue;
      const answer = JSON.stringify(task.tests[0].answer);
      line(`grading ${scenario.name} / ${task.id}`, await percentiles(() => must(engine.grade(opened.id, task.id, answer, {})), 40), 50);
    }
  }
  await source.close();
}
