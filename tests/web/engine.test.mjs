// How the page talks to the engine, with lines that a test holds: deaths, cancels, another exercise meanwhile.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { source_server } from './support/source.mjs';

let server;
let Engine;
let Trap;
let NotLoaded;
before(async () => {
  globalThis.document = { querySelector: () => null };
  server = await source_server({
    'virtual:lab': 'export const files = {}; export const wasm_path = "engine"; export const catalogue = [];',
    'virtual:worker': 'export default class {}', 'virtual:engine': 'export default () => null;',
    'lzma/decoder': 'export class Decoder {}', 'lzma/streams': 'export class InputBuffer {} export class OutputBuffer {}',
  });
  ({ Engine } = await server.load('engine/engine.ts'));
  ({ Trap } = await server.load('engine/line.ts'));
  ({ NotLoaded } = await server.load('engine/assets.ts'));
});
after(() => server.close());

const ok = (value) => ({ ok: true, value });
const frame = (say, done = true) => ({ say, done, views: [], controls: [] });
const OPENED = { needs_first: ['model'], controls: [], tasks: [] };

/** Until the promises under way have had their turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
async function until(holds) {
  for (let i = 0; i < 1000; ++i) {
    if (holds()) return;
    await turn();
  }
  assert.fail(`never: ${holds}`);
}

/** A line that answers at once, unless `held` names the call: then when it is let go. */
function fake_line(answers = {}) {
  let id = 0;
  const usual = { open: () => ok({ ...OPENED, id: ++id }), provide: () => ok({ needs: [], controls: [] }), close: () => ok(null),
    run: (_, values) => ok(frame(values.say)), advance: () => ok(frame('more')), grade: () => ok({ status: 'right' }) };
  const line = {
    trap: null, calls: [], held: new Set(), waiting: [],
    call(name, ...args) {
      line.calls.push([name, ...args]);
      if (line.trap) return Promise.reject(line.trap);
      const answer = () => (answers[name] ?? usual[name])(...args);
      if (!line.held.has(name)) return Promise.resolve().then(answer);
      return new Promise((resolve, reject) => line.waiting.push({ name, go: () => resolve(answer()), reject }));
    },
    die(message = 'trap', cause = 'trap') {
      line.trap = new Trap(message, cause);
      for (const one of line.waiting.splice(0)) one.reject(line.trap);
    },
    cut: () => line.die('cancelled', 'cancelled'),
    go: () => line.waiting.shift().go(),
    names: () => line.calls.map(([name]) => name),
  };
  return line;
}

/** An engine over these lines, one after the other; what it says is in `heard`. */
function make(lines, load_asset = async () => new Uint8Array(3)) {
  const heard = { frames: [], errors: [], restarts: 0, activity: 'idle', dialled: 0 };
  const engine = new Engine({
    frame: ({ say }, first) => heard.frames.push(first ? say : `+${say}`), controls: () => undefined,
    error: (error) => heard.errors.push(error), activity: (now) => { heard.activity = now; }, restarted: () => { heard.restarts += 1; },
  }, {
    connect: async () => {
      const line = lines[heard.dialled++];
      if (line instanceof Error) throw line;
      return line;
    },
    load_asset,
  });
  return { engine, heard, idle: () => until(() => heard.activity === 'idle') };
}

async function opened(lines, load_asset) {
  const made = make(lines, load_asset);
  assert.ok((await made.engine.open('text')).ok);
  return made;
}

test('opens, provides what is needed, runs', async () => {
  const line = fake_line();
  const { engine, heard, idle } = await opened([line]);
  engine.request({ say: 'a' }, true);
  await idle();
  assert.deepEqual(heard.frames, ['a']);
  assert.deepEqual(line.names(), ['open', 'provide', 'run']);
});

test('of settings that come while one runs, only the newest are run', async () => {
  const line = fake_line();
  const { engine, heard, idle } = await opened([line]);
  line.held.add('run');
  for (const say of ['a', 'b', 'c']) engine.request({ say }, true);
  for (let i = 0; i < 2; ++i) { await until(() => line.waiting.length > 0); line.go(); }
  await idle();
  assert.deepEqual(heard.frames, ['a', 'c']);
});

test('a trap: the same settings run once more on a fresh engine, which is told everything anew', async () => {
  const [first, second] = [fake_line(), fake_line()];
  const { engine, heard, idle } = await opened([first, second]);
  first.held.add('run');
  engine.request({ say: 'a' }, true);
  await until(() => first.waiting.length > 0);
  first.die();
  await idle();
  assert.deepEqual(second.names(), ['open', 'provide', 'run']);
  assert.deepEqual([heard.frames, heard.errors, heard.restarts], [['a'], [], 1]);
});

test('what traps again is told, and the next settings find another engine', async () => {
  const trapping = () => { const line = fake_line(); line.held.add('run'); return line; };
  const lines = [trapping(), trapping(), fake_line()];
  const { engine, heard, idle } = await opened(lines);
  engine.request({ say: 'a' }, true);
  for (const line of lines.slice(0, 2)) {
    await until(() => line.waiting.length > 0);
    line.die();
  }
  await idle();
  assert.deepEqual(heard.errors.map((error) => error.code), ['internal']);
  engine.request({ say: 'b' }, true);
  await idle();
  assert.deepEqual([heard.frames, heard.dialled], [['b'], 3]);
});

test('an engine that died idle is replaced at the next action: settings, and grading', async () => {
  for (const act of [(engine) => engine.request({ say: 'a' }, true), (engine) => engine.grade('task', 'y', {})]) {
    const [first, second] = [fake_line(), fake_line()];
    const { engine, heard, idle } = await opened([first, second]);
    first.die();
    const answer = await act(engine);
    await idle();
    assert.ok(answer === undefined || answer.ok);
    assert.deepEqual([second.names().slice(0, 2), heard.restarts, heard.errors], [['open', 'provide'], 1, []]);
  }
});

test('a judgement called off is answered as cancelled; what ran beside it runs anew', async () => {
  const [first, second] = [fake_line(), fake_line()];
  first.held.add('run').add('grade');
  const { engine, heard, idle } = await opened([first, second]);
  engine.request({ say: 'a' }, true);
  const verdict = engine.grade('task', 'y', {});
  await until(() => first.waiting.length === 2);
  await engine.cancel_grading();
  assert.equal((await verdict).error.code, 'cancelled');
  await idle();
  assert.deepEqual([heard.frames, heard.errors, heard.restarts], [['a'], [], 0]);
  assert.ok((await engine.grade('task', 'y', {})).ok);
});

test('an engine that dies while it loads a scenario or its files is replaced', async () => {
  for (const call of ['open', 'provide']) {
    const [first, second] = [fake_line(), fake_line()];
    first.held.add(call);
    const { engine, heard } = make([first, second]);
    const opening = engine.open('text');
    await until(() => first.waiting.length > 0);
    first.die();
    assert.ok((await opening).ok);
    assert.deepEqual([second.names(), heard.restarts], [['open', 'provide'], 0]);
  }
});

test('a cancel of a run cuts the line; nothing is run again, the next change is', async () => {
  const [first, second] = [fake_line(), fake_line()];
  const { engine, heard, idle } = await opened([first, second]);
  first.held.add('run');
  engine.request({ say: 'a' }, true);
  await until(() => first.waiting.length > 0);
  await engine.cancel('running');
  await idle();
  await until(() => second.calls.length === 2); // it stands ready
  assert.deepEqual([heard.frames, heard.errors, heard.restarts], [[], [], 0]);
  engine.request({ say: 'b' }, true);
  await idle();
  assert.deepEqual([heard.frames, heard.dialled], [['b'], 2]);
});

test('a cancel between slices keeps the engine; without resuming nothing advances', async () => {
  const line = fake_line({ run: (_, values) => ok(frame(values.say, false)), advance: () => ok(frame('more', false)) });
  line.held.add('advance');
  const { engine, heard, idle } = await opened([line]);
  engine.request({ say: 'a' }, true);
  await until(() => line.waiting.length > 0);
  await engine.cancel('advancing');
  await idle();
  line.go(); // the slice that was under way still brings what it computed
  await until(() => heard.frames.length === 2);
  engine.request({ say: 'b' }, false);
  await idle();
  assert.deepEqual([heard.frames, heard.dialled, line.waiting.length], [['a', '+more', 'b'], 1, 0]);
});

test('another exercise while a frame is under way: the late frame is nobody\'s', async () => {
  const line = fake_line();
  const { engine, heard, idle } = await opened([line]);
  line.held.add('run');
  engine.request({ say: 'old' }, true);
  await until(() => line.waiting.length > 0);
  assert.ok((await engine.open('another')).ok);
  line.held.clear();
  line.go();
  engine.request({ say: 'new' }, true);
  await idle();
  assert.deepEqual(heard.frames, ['new']);
  assert.deepEqual(line.calls.find(([name]) => name === 'close'), ['close', 1]);
  assert.equal(line.calls.at(-1)[1], 2, 'runs go to what is open now');
});

test('what was left says nothing more while the next text is on its way, and is closed with it', async () => {
  const line = fake_line({ run: (_, values) => ok(frame(values.say, false)), advance: () => ok(frame('more', false)) });
  line.held.add('advance');
  const { engine, heard, idle } = await opened([line]);
  engine.request({ say: 'a' }, true);
  await until(() => line.waiting.length > 0);
  engine.leave();
  line.go();
  await idle();
  for (let i = 0; i < 10; ++i) await turn();
  assert.deepEqual([heard.frames, line.names().at(-1)], [['a'], 'advance'], 'and advances no more');
  assert.ok((await engine.open('another')).ok);
  assert.deepEqual(line.calls.find(([name]) => name === 'close'), ['close', 1]);
});

test('another exercise while a run traps: the old settings are not run on the new one', async () => {
  const [first, second] = [fake_line(), fake_line()];
  const { engine, heard, idle } = await opened([first, second]);
  first.held.add('run').add('close');
  engine.request({ say: 'old' }, true);
  await until(() => first.waiting.length > 0);
  const opening = engine.open('another');
  await until(() => first.waiting.length > 1);
  first.die();
  assert.ok((await opening).ok);
  await idle();
  assert.deepEqual([heard.frames, second.names()], [[], ['open', 'provide']]);
});

test('another exercise while one is still being opened: only the later one stands open', async () => {
  const line = fake_line();
  line.held.add('open');
  const { engine } = make([line]);
  const [a, b] = [engine.open('a'), engine.open('b')];
  for (let i = 0; i < 2; ++i) { await until(() => line.waiting.length > 0); line.go(); }
  assert.deepEqual([(await a).error?.code, (await b).ok], ['cancelled', true]);
  assert.deepEqual(line.calls.filter(([name]) => name === 'close' || name === 'provide').map(([name, id]) => [name, id]),
    [['close', 1], ['provide', 2]]);
});

test('an engine that does not come is asked for anew by the next who needs it', async () => {
  const line = fake_line();
  const { engine } = make([new NotLoaded('engine', 'damaged', 'cut short'), line]);
  await assert.rejects(engine.open('text'), (error) => error.fault === 'damaged');
  assert.ok((await engine.open('text')).ok);
});

test('a file that is asked for late and does not come is an error of its own; the next run asks again', async () => {
  let broken = true;
  const line = fake_line({ open: () => ok({ ...OPENED, id: 1, needs_first: [] }),
    run: (_, values) => (line.names().includes('provide') ? ok(frame(values.say))
      : { ok: false, error: { code: 'asset-missing', message: '', params: { name: 'data' } } }) });
  const { engine, heard, idle } = await opened([line], async (name) => {
    if (broken) throw new NotLoaded(name, 'missing', '404');
    return new Uint8Array();
  });
  engine.request({ say: 'a' }, true);
  await idle();
  assert.deepEqual(heard.errors.map(({ code, params }) => [code, params.file, params.fault]), [['file-missing', 'data', 'missing']]);
  broken = false;
  engine.request({ say: 'b' }, true);
  await idle();
  assert.deepEqual(heard.frames, ['b']);
});

test('a call with too few arguments, or of the wrong kind, is an error and no trap', async () => {
  const { perform } = await server.load('engine/host.ts');
  const engine = await load_engine();
  for (const [name, args] of [['open', []], ['provide', [1, 'name']], ['open', [1, 2, 3]]]) {
    const result = perform(engine, name, args);
    assert.equal(result.ok, false);
    assert.equal(result.error.code, 'bad-argument', JSON.stringify(result.error));
    assert.equal(result.error.params.call, name);
  }
  assert.equal(perform(engine, 'run', ['one', {}]).error.code, 'unknown-name');
  const { error } = perform(engine, 'open', [' '.repeat(2 ** 24 + 1)]);
  assert.deepEqual([error.code, error.params.call], ['out-of-memory', 'open'], 'refused before it is copied');
  assert.equal(perform(engine, 'open', ['{']).error.code, 'bad-scenario', 'and the engine answers on');
});
