// What a course asks for and keeps, in Node: options, states, how they are packed, SCORM's numbers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { read_scenario, scenario_names } from '../../web/scripts/files.mjs';
import { OPTIONS as PACKAGE_OPTIONS } from '../../web/scripts/scorm.mjs';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { source_server } from './support/source.mjs';

let server;
let plan;
let state;
let pack;
let api;
let words;
before(async () => {
  globalThis.matchMedia = () => ({ matches: false, addEventListener: () => undefined });
  server = await source_server();
  const load = (name) => server.load(name);
  [plan, state, pack, api, words] = await Promise.all(
    ['course/plan.ts', 'course/state.ts', 'course/pack.ts', 'course/scorm_api.ts', 'words/course.ts'].map(load));
});
after(() => server.close());

const LIMIT = 4096;
let seed = 7;
/** A text that cannot be packed well. */
const noise = (length) => Array.from({ length }, () => {
  seed = (seed * 48271) % 2147483647;
  return String.fromCharCode(97 + (seed % 26));
}).join('');
const task = (more) => ({ draft: '', attempts: [], hints: 0, solved: false, ...more });
const of_tasks = (tasks, settings = []) => ({
  settings: new Map(settings), progress: new Map([['one', { tasks: new Map(tasks), solution_seen: true }]]),
});

test('options are read from the address; what is none of those expected is told and left out', () => {
  const read = plan.read_plan('#/lrp-min-networks?embed&controls=off&solutions=off&lang=de&theme=dark&a1=3');
  assert.deepEqual({ ...read }, { scenarios: ['lrp-min-networks'], controls: false, solutions: false, language: 'de', theme: 'dark',
    options: 'embed=&lang=de&theme=dark&controls=off&solutions=off', faults: [] });
  const wrong = plan.read_plan('#/taylor-rbf?embed=1&controls=maybe&theme=pink');
  assert.deepEqual([wrong.controls, wrong.theme, wrong.options], [true, null, 'embed=1']);
  assert.deepEqual(wrong.faults.map(({ params }) => [params.name, params.given, params.expected]),
    [['theme', 'pink', 'auto, light, dark'], ['controls', 'maybe', 'on, off']]);
  assert.deepEqual(plan.read_plan('#/<script>?embed').scenarios, []);
});

test('a package says what counts, whatever the address says', () => {
  const read = plan.read_plan('#/taylor-rbf?controls=off', JSON.stringify({ scenarios: ['a', 'b'], options: 'solutions=off' }));
  assert.deepEqual([read.scenarios, read.controls, read.solutions, read.options], [['a', 'b'], true, false, 'solutions=off']);
});

test('settings are what remains of a link without its options', () => {
  assert.equal(plan.settings_of('#/x?embed&lang=de&a1=3&controls=off&a2=1'), 'a1=3&a2=1');
});

test('page, package and element know the same options', () => {
  const element = readFileSync(fileURLToPath(new URL('../../web/src/course/relevance-lab.js', import.meta.url)), 'utf8');
  const [, listed] = element.match(/const OPTIONS = \[([^\]]*)\]/);
  const { embed, ...others } = plan.EXPECTED;
  assert.ok(embed);
  assert.deepEqual(PACKAGE_OPTIONS, others);
  assert.deepEqual(listed.match(/\w+/g).sort(), Object.keys(others).sort());
});

test('no control of any exercise is called as an option is', async () => {
  const { OPTIONS } = await server.load('state/permalink.ts');
  const engine = await load_engine();
  let seen = 0;
  for (const name of scenario_names()) {
    const { value } = engine.open(JSON.stringify(read_scenario(name)));
    for (const control of value.controls) assert.ok(!OPTIONS.includes(control.name), `${name}: ${control.name}`);
    seen += value.controls.length;
  }
  assert.ok(seen > 50, `${seen} controls`);
});

test('a state comes back from plain data and from JSON text; what is none of ours does not', () => {
  const whole = of_tasks([['a', task({ draft: 'y', solved: true })]], [['one', 'x=1']]);
  const plain = state.write_state(whole);
  assert.deepEqual(state.read_state(structuredClone(plain)), whole);
  assert.deepEqual(state.read_state(JSON.stringify(plain)), whole);
  for (const other of [null, 7, 'x', [], {}, { format: 'other' }, { ...plain, version: 2 }]) assert.equal(state.read_state(other), null);
  assert.deepEqual(state.read_state({ ...plain, settings: 7, progress: 'x' }), state.nothing());
  for (const none of [undefined, null, '', '{}', {}]) assert.ok(state.is_nothing(none));
  assert.ok(!state.is_nothing({ format: 'x' }) && !state.is_nothing('x'));
});

test('a packed state is plain signs, and comes back whole', async () => {
  const answered = task({ draft: 'ä→\u{1d465}', attempts: [{ answer: '½', status: 'wrong' }], solved: true });
  const whole = of_tasks([['a', answered]], [['one', 'x=½']]);
  const text = await pack.pack(whole);
  assert.match(text, /^[A-Za-z0-9+/=.]+$/);
  assert.deepEqual(await pack.unpack(text), whole);
  for (const other of ['', 'viewed=1,2', 'rl1.', 'rl1.%%', text.slice(0, -9), `rl1.${btoa('nonsense')}`]) {
    assert.equal(await pack.unpack(other), null, other);
  }
});

test('what is too long loses earlier attempts, then drafts, the longest first; never what is solved', async () => {
  const attempts = [0, 1, 2].map(() => ({ answer: noise(900), status: 'wrong' }));
  const whole = of_tasks([['long', task({ draft: noise(4000), solved: true })], ['short', task({ draft: noise(300) })],
    ['tried', task({ attempts, hints: 2 })], ['solved', task({ solved: true })]], [['one', 'a1=3']]);
  const text = await pack.pack_within(whole, LIMIT);
  assert.ok(text.length < LIMIT, `${text.length}`);
  const { progress, settings } = await pack.unpack(text);
  const { tasks } = progress.get('one');
  assert.deepEqual([...tasks].map(([id, one]) => [id, one.solved, one.hints]),
    [['long', true, 0], ['short', false, 0], ['tried', false, 2], ['solved', true, 0]]);
  assert.deepEqual(tasks.get('tried').attempts, attempts.slice(-1));
  assert.equal(tasks.get('long').draft, '');
  assert.equal(tasks.get('short').draft.length, 300);
  assert.equal(settings.get('one'), 'a1=3');
});

test('all exercises together, every task at its longest, fit with all that is solved', async () => {
  const names = Array.from({ length: 14 }, (_, i) => `exercise-${i}`);
  const tasks = () => new Map(Array.from({ length: 12 }, () =>
    [noise(8), task({ draft: noise(2000), attempts: [{ answer: noise(2000), status: 'right' }], solved: true })]));
  const whole = { settings: new Map(names.map((name) => [name, noise(500)])),
    progress: new Map(names.map((name) => [name, { tasks: tasks(), solution_seen: false }])) };
  const text = await pack.pack_within(whole, LIMIT);
  assert.ok(text.length < LIMIT);
  const { progress } = await pack.unpack(text);
  assert.equal([...progress.values()].flatMap((one) => [...one.tasks.values()]).filter((one) => one.solved).length, 14 * 12);
  assert.equal(await pack.pack_within(whole, 100), null, 'where it cannot be, it is not');
});

test('points are plain decimals from 0 to 100, spans of time as SCORM 1.2 writes them', () => {
  assert.deepEqual([0, 1 / 3, 2 / 3, 1, 1 / 20_000, 1e-9].map(api.points), ['0', '33.33', '66.67', '100', '0.01', '0']);
  assert.deepEqual([0, 59.999, 61.5, 3600 * 27 + 0.07, 1e9, -1].map(api.timespan),
    ['0000:00:00.00', '0000:01:00.00', '0000:01:01.50', '0027:00:00.07', '9999:00:00.00', '0000:00:00.00']);
});

test('an API is found in the window, up its parents, and beyond the opener; other origins end nothing', () => {
  const API = { LMSInitialize: () => 'true' };
  const top = (more) => { const one = { opener: null, ...more }; one.parent ??= one; one.top ??= one; return one; };
  const closed = (parent) => Object.defineProperty({ parent, opener: null }, 'API', { get() { throw new DOMException('closed'); } });
  assert.equal(api.find_api(top({ API })), API);
  assert.equal(api.find_api(top({ parent: closed(top({ API })) })), API);
  assert.equal(api.find_api(top({ opener: top({ parent: top({ API }) }) })), API);
  const framed = top({});
  assert.equal(api.find_api({ parent: framed, top: { ...framed, opener: top({ API }) }, opener: null }), API);
  assert.equal(api.find_api(top({ API: { other: 1 }, opener: null })), null);
});

test('the host is who frames this page; where the browser does not say who that is, who answers', async () => {
  const { Host } = await server.load('course/host.ts');
  const posts = [];
  const parent = { postMessage: (_, target) => posts.push(target) };
  const between = (ancestorOrigins, referrer) => {
    Object.assign(globalThis, { window: { parent }, location: { ancestorOrigins }, document: { referrer } });
    return new Host();
  };
  const from = (origin, source = parent) => ({ origin, source });
  for (const host of [between(['https://a.example', 'https://top.example'], ''), between(undefined, 'https://a.example/page')]) {
    host.post({});
    assert.equal(posts.pop(), 'https://a.example');
    assert.deepEqual([from('https://a.example'), from('https://b.example'), from('https://a.example', {})].map((one) => host.sent(one)),
      [true, false, false]);
  }
  const unknown = between(undefined, '');
  unknown.post({});
  assert.equal(posts.pop(), '*');
  unknown.trust(from('https://c.example'));
  unknown.post({});
  assert.equal(posts.pop(), 'https://c.example');
  assert.ok(!unknown.sent(from('https://d.example')));
  const nobody = between(['null'], '');
  nobody.post({});
  assert.equal(posts.pop(), '*', 'a page without an origin can be named by no other');
  assert.ok(nobody.sent(from('null')) && !nobody.sent(from('https://d.example')));
});

test('every fault is told in both languages, with what was given and what was expected', () => {
  const codes = ['course-bad-option', 'course-bad-state', 'course-closed', 'course-no-api', 'course-refused', 'course-too-long',
    'course-unknown-exercise'];
  const params = { name: 'NAME', given: 'GIVEN', expected: 'EXPECTED', what: 'WHAT' };
  for (const code of codes) {
    const [en, de] = ['en', 'de'].map((language) => words.fault_text({ code, params }, language));
    assert.notEqual(en, de);
    for (const text of [en, de]) assert.ok(text.includes('EXPECTED') && (code === 'course-no-api' || text.includes('GIVEN')), text);
  }
});
