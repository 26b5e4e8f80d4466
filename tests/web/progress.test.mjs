// Progress as a file: a damaged entry costs itself alone, and nothing is thrown away.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { source_server } from './support/source.mjs';
import { opaque } from '../../web/src/state/opaque_name.js';

const store = new Map();
globalThis.localStorage = {
  getItem: (key) => store.get(key) ?? null,
  setItem: (key, value) => { if (full.now) throw new DOMException('full', 'QuotaExceededError'); store.set(key, value); },
  removeItem: (key) => store.delete(key),
};
const heard = { storage: [], pagehide: [] }; // by every window
globalThis.addEventListener = (type, listener) => { if (type in heard) heard[type].push(listener); };
globalThis.window = globalThis;
const full = { now: false };

let server;
let file;
let Progress;
before(async () => {
  server = await source_server();
  file = await server.load('state/progress_file.ts');
  ({ Progress } = await server.load('state/progress.svelte.ts'));
});
after(() => server.close());
beforeEach(() => { store.clear(); full.now = false; heard.storage = []; heard.pagehide = []; });

const SOLVED = { draft: 'y', attempts: [{ answer: 'y', status: 'right' }], hints: 1, solved: true };
const text_of = (tasks, more = {}) => JSON.stringify({
  format: 'relevance-lab-progress', version: 1, scenarios: { one: { tasks, solution_seen: true }, ...more },
});
const kept = () => store.get('relevance-lab.progress');
/** A visit, and the text it leaves behind. */
function visit(text, act = () => undefined) {
  if (text) store.set('relevance-lab.progress', text);
  const progress = new Progress();
  act(progress);
  progress.import(text_of({})); // writes at once
  return progress;
}

test('a draft of any length is kept, and read again on the next visit', () => {
  visit('', (progress) => {
    progress.attempt('one', 'a', { answer: 'y', status: 'right' });
    progress.draft('one', 'b', 'x'.repeat(50_000));
    progress.attempt('one', 'b', { answer: 'x'.repeat(50_000), status: 'wrong' });
  });
  const again = new Progress();
  assert.equal(again.solved('one'), 1);
  assert.equal(again.task('one', 'b').draft.length, file.LONGEST);
  assert.equal(again.task('one', 'b').attempts.length, 1);
  assert.deepEqual(again.aside, []);
});

test('damaged parts cost themselves alone and are set aside', () => {
  const long = { ...SOLVED, draft: 'x'.repeat(20_001) };
  const broken = { draft: 7, attempts: [{ answer: 'z', status: 'wrong' }, 'nonsense'], hints: null, solved: 'yes' };
  const progress = visit(text_of({ good: SOLVED, long, broken, none: null }, { two: 'no scenario' }));
  assert.equal(progress.solved('one'), 2);
  assert.ok(progress.of('one').solution_seen);
  assert.equal(progress.task('one', 'long').draft.length, file.LONGEST);
  assert.deepEqual(progress.task('one', 'broken'), { draft: '', attempts: [{ answer: 'z', status: 'wrong' }], hints: 0, solved: false });
  const aside = JSON.parse(progress.aside[0]).scenarios;
  assert.deepEqual(aside.one.tasks, { long, broken, none: null });
  assert.equal(aside.two, 'no scenario');
  assert.deepEqual(new Progress().aside, progress.aside, 'once is enough');
  assert.deepEqual(JSON.parse(kept()).scenarios.one.tasks.good, SOLVED);
});

test('numbers no hint counter can hold become none', () => {
  const progress = visit('', (one) => {
    assert.equal(one.import(text_of({ a: SOLVED }).replace('"hints":1', '"hints":1e999')), 'partly');
  });
  assert.deepEqual(progress.task('one', 'a'), { ...SOLVED, hints: 0 });
  assert.equal(new Progress().solved('one'), 1);
});

test('a file that is none of ours, or newer, is set aside whole', () => {
  for (const text of ['{', text_of({ a: SOLVED }).replace('"version":1', '"version":2'),
    '{"format":"relevance-lab-progress","version":1}']) {
    store.clear();
    assert.deepEqual(visit(text).aside, [text]);
    assert.deepEqual(new Progress().aside, [text]);
  }
});

test('what an older lab set aside whole is read now, and so is what a newer lab can read', () => {
  store.set('relevance-lab.progress-unreadable', text_of({ a: SOLVED, b: { ...SOLVED, hints: -1 } }));
  store.set('relevance-lab.progress-aside', JSON.stringify([text_of({ c: SOLVED }), 'nonsense']));
  const progress = visit('');
  assert.equal(progress.solved('one'), 3);
  assert.equal(progress.aside.length, 2);
  assert.ok(progress.aside.includes('nonsense'));
  assert.equal(store.has('relevance-lab.progress-unreadable'), false);
});

test('tasks and scenarios may have any name', () => {
  const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
  visit('', (progress) => {
    for (const name of NAMES) {
      assert.equal(progress.task(name, name).solved, false);
      progress.hint(name, name);
      progress.attempt(name, name, { answer: 'y', status: 'right' });
      progress.see_solution(name);
    }
  });
  const again = new Progress();
  for (const name of NAMES) {
    assert.deepEqual([again.solved(name), again.task(name, name).hints, again.of(name).solution_seen], [1, 1, true]);
  }
  assert.deepEqual(again.aside, []);
});

test('clearing clears what was set aside too, and discarding that leaves the rest', () => {
  const text = text_of({ a: SOLVED, b: 1 });
  const discarded = visit(text);
  discarded.discard_aside();
  assert.deepEqual([new Progress().aside, new Progress().solved('one')], [[], 1]);
  visit(text).clear();
  assert.deepEqual([...store.keys()], []);
});

test('where the browser\'s room is full, the page says that nothing is kept', () => {
  full.now = true;
  assert.equal(visit('').keeps, false);
});

/** Two windows of one browser; `write(one)` has it written now, `hear(one)` has it hear what is kept. */
function two_windows() {
  const [a, b] = [new Progress(), new Progress()];
  const [hear_a, hear_b] = heard.storage;
  const hear = (one) => (one === a ? hear_a : hear_b)({ key: 'relevance-lab.progress', newValue: kept() ?? null });
  const write = (one) => one.import(text_of({}));
  return { a, b, hear, write };
}

test('two windows: what another one wrote is not overwritten, heard of or not', () => {
  const { a, b, write, hear } = two_windows();
  a.attempt('one', 'a', { answer: 'x', status: 'wrong' });
  b.attempt('one', 'b', { answer: 'y', status: 'right' });
  b.attempt('two', 'b', { answer: 'y', status: 'right' });
  write(a);
  write(b);
  const again = new Progress();
  assert.deepEqual([again.solved('one'), again.solved('two'), again.task('one', 'a').attempts.length], [1, 1, 1]);
  hear(a);
  assert.equal(a.solved('two'), 1);
});

test('two windows: a draft that is being typed stays; one that was emptied elsewhere is empty', () => {
  const { a, b, write, hear } = two_windows();
  a.draft('one', 'a', 'y');
  write(a);
  hear(b);
  a.draft('one', 'a', 'y/2');
  b.draft('one', 'b', 'x');
  write(b); // with the older draft of a
  hear(a);
  assert.equal(a.task('one', 'a').draft, 'y/2');
  write(a);
  hear(b);
  assert.deepEqual([b.task('one', 'a').draft, b.task('one', 'b').draft], ['y/2', 'x']);
  b.draft('one', 'a', '');
  write(b);
  hear(a);
  assert.equal(a.task('one', 'a').draft, '');
});

test('two windows: who tries the same twice has tried twice, and nothing is counted double', () => {
  const { a, b, write, hear } = two_windows();
  for (let i = 0; i < 2; ++i) a.attempt('one', 'a', { answer: 'x', status: 'wrong' });
  write(a);
  hear(b);
  b.hint('one', 'a');
  write(b);
  hear(a);
  a.attempt('one', 'a', { answer: 'x', status: 'wrong' });
  write(a);
  hear(b);
  assert.deepEqual([a, b, new Progress()].map((one) => one.task('one', 'a').attempts.length), [3, 3, 3]);
});

test('two windows: what one clears does not come back from the other', () => {
  const { a, b, write, hear } = two_windows();
  a.attempt('one', 'a', { answer: 'x', status: 'right' });
  write(a);
  hear(b);
  a.clear();
  hear(b);
  b.hint('two', 'b');
  write(b);
  const again = new Progress();
  assert.deepEqual([again.solved('one'), again.task('two', 'b').hints], [0, 1]);
});

test('two windows: what the slower one overwrote is written again once that is heard of', () => {
  const { a, write, hear } = two_windows();
  a.attempt('one', 'a', { answer: 'x', status: 'right' });
  write(a);
  store.set('relevance-lab.progress', text_of({ b: SOLVED })); // as if it had not seen the other's yet
  hear(a);
  assert.equal(file.lacks(file.read_progress(kept()).scenarios, a.scenarios), true);
  heard.pagehide[0](); // writes what waits
  assert.equal(new Progress().solved('one'), 2);
});

test('a recorded answer waits until it has a verdict; a later one replaces it', async () => {
  const { all_pending, pending_answer } = await server.load('state/recorded.ts');
  const given = (...attempts) => pending_answer({ attempts: attempts.map(([answer, status]) => ({ answer, status })) });
  assert.equal(given(['a', 'wrong']), null);
  assert.equal(given(['a', 'recorded'], ['b', 'recorded']), 'b');
  assert.equal(given(['a', 'recorded'], ['a', 'wrong']), null);
  assert.equal(given(['a', 'recorded'], ['a', 'right'], ['b', 'recorded']), 'b');
  const progress = visit('', (one) => one.attempt('one', 'a', { answer: 'x', status: 'recorded' }));
  assert.deepEqual([progress.solved('one'), progress.has_recorded], [0, true]);
  assert.deepEqual(all_pending(progress.scenarios), [{ scenario: 'one', task: 'a', answer: 'x' }]);
  progress.attempt('one', 'a', { answer: 'x', status: 'right' });
  assert.deepEqual(all_pending(progress.scenarios), []);
});

test('names that a build for students gives are understood where the keys are', async () => {
  const { named_here } = await server.load('state/opaque.ts');
  const hidden = (name) => opaque('t', name);
  const task = (kind, more) => ({ id: 't', kind, options: [], steps: [], blanks: [], ...more });
  const [yes, no] = [{ value: 'yes' }, { value: 'no' }];
  assert.equal(named_here(task('choice', { options: [yes, no] }), hidden('no')), 'no');
  assert.equal(named_here(task('choice', { options: [yes, no] }), 'no'), 'no');
  const steps = [{ id: '1' }, { id: '2' }];
  assert.equal(named_here(task('order', { steps }), JSON.stringify([hidden('2'), hidden('1')])), '["2","1"]');
  const blanks = [task('choice', { options: [yes, no] }), task('formula', {})];
  assert.equal(named_here(task('fill', { blanks }), JSON.stringify({ a: hidden('yes'), b: 'x_1' })), '{"a":"yes","b":"x_1"}');
  const reasoned = task('derivation', { derivation: { reasons: [yes] } });
  assert.equal(named_here(reasoned, JSON.stringify([{ latex: 'n', reason: hidden('yes') }])), '[{"latex":"n","reason":"yes"}]');
  assert.equal(named_here(task('formula', {}), '{'), '{');
});
