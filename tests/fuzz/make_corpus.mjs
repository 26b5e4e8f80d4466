// node tests/fuzz/make_corpus.mjs: writes the seeds of ./lab fuzz from what examples/ holds, and its dictionaries from the words
// of the sources. Both are kept in the repository; this is run again where formats, operators or controls have changed.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load_engine } from '../../web/scripts/load_engine.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const examples = join(root, 'examples');
const read = (name) => readFileSync(join(examples, name));
const scenarios = readdirSync(examples).filter((name) => name.endsWith('.json') && !name.includes('.schema.'))
  .map((name) => JSON.parse(read(name)));

function write(target, name, bytes) {
  const folder = join(root, 'tests/fuzz/corpus', target);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), bytes);
}

/** One of each kind of task, with its first test. */
function short_tasks(scenario) {
  const kinds = new Set();
  return scenario.tasks.filter(({ kind }) => !kinds.has(kind) && kinds.add(kind));
}

/** Every text of the file is a letter: what is left is what the reader looks at. */
function without_words(json) {
  if (Array.isArray(json)) return json.map(without_words);
  if (json === null || typeof json !== 'object') return json;
  if (Object.keys(json).sort().join() === 'de,en') return { en: 'a $x$', de: 'b' };
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, without_words(value)]));
}

const MOST = 4000; // bytes of a seed: longer ones are mutated at one place only

function seeds_of_scenarios() {
  for (const scenario of scenarios)
    for (const task of short_tasks(scenario)) {
      const short = { ...task, tests: task.tests?.slice(0, 1), hints: undefined };
      const solution = scenario.solution?.slice(0, 1);
      const text = JSON.stringify(without_words({ ...scenario, $schema: undefined, source: 'a', tasks: [short], solution }));
      if (text.length <= MOST) write('scenario', `${scenario.name}-${task.kind}.json`, text);
    }
}

function seeds_of_answers() {
  for (const scenario of scenarios)
    for (const task of short_tasks(scenario).filter(({ tests, kind }) => tests && kind !== 'construct')) {
      const { answer } = task.tests[0];
      const text = typeof answer === 'string' && task.kind === 'choice' ? answer : JSON.stringify(answer);
      if (text.length <= MOST) write('answer', `${scenario.name}-${task.kind}`, `${scenario.name} ${task.id}\n${text}`);
    }
}

/** Names as the target has them, in the order they come. */
function with_known_names(json, known = ['a', 'x', 'W'], given = new Map()) {
  if (typeof json === 'string') return given.get(json) ?? (given.set(json, known[given.size % known.length]), given.get(json));
  return Array.isArray(json) ? [json[0], ...json.slice(1).map((part) => with_known_names(part, known, given))] : json;
}

function seeds_of_formulas() {
  const heads = new Set(); // functions seen: a formula without a new one adds nothing
  for (const scenario of scenarios)
    for (const task of scenario.tasks.filter(({ kind }) => kind === 'formula' || kind === 'derivation'))
      for (const { answer } of task.tests ?? []) {
        const formula = task.kind === 'derivation' ? answer.at(-1)?.formula ?? answer.at(-1) : answer;
        const text = JSON.stringify(with_known_names(formula));
        const fresh = [...(text ?? '').matchAll(/"([A-Z]\w+)"/g)].map((match) => match[1]).filter((name) => !heads.has(name));
        fresh.forEach((name) => heads.add(name));
        if (fresh.length > 0 && text.length <= MOST) write('formula', `${scenario.name}-${fresh[0]}`, text);
      }
  write('formula', 'Which', '["Which",["Greater","a",0],["Sqrt","x"],"True",["Log","a",2]]');
  write('formula', 'Matrix', '["Trace",["Inverse",["Matrix",["List",["List",1,"a"],["List",0,{"num":"2.5"}]]]]]');
  write('formula', 'Sum', '["Sum",["Power",["Subscript","x","i"],2],["Limits","i",1,3]]');
  write('formula', 'Determinant', '["Multiply",["Determinant","W"],["Norm","x",1],["KroneckerDelta",1,2]]');
}

const as_text = (value) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const values = Array.from(value.values);
  return value.shape.length === 1 ? JSON.stringify(values) : `@${value.shape.join()}:${values.join()}`;
};

/** All controls as they stand; then each choice's last option. */
async function seeds_of_controls() {
  const engine = await load_engine();
  for (const scenario of scenarios) {
    const opened = engine.open(JSON.stringify(scenario)).value;
    let { controls } = opened;
    for (const name of opened.needs) ({ controls } = engine.provide(opened.id, name, new Uint8Array(read(name))).value);
    const lines = controls.map(({ name, initial }) => `${name}=${as_text(initial)}`).filter((line) => line.length < 400);
    const long = scenario.name === 'prototype-digits'; // measures a minute under the sanitizers
    if (!long) write('controls', scenario.name, [scenario.name, ...lines, 'run', 'advance', 'measure', 'seek 3', ''].join('\n'));
    const last = controls.filter(({ kind }) => kind === 'choice').map(({ name, options }) => `${name}=${options.at(-1).value}`);
    write('controls', `${scenario.name}-last`, [scenario.name, 'run', ...last, 'run', 'advance', ''].join('\n'));
  }
}

function npy(version, descr, fortran, shape, data) {
  const length_bytes = version === 1 ? 2 : 4;
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape.map((n) => `${n},`).join(' ')}), }\n`;
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Buffer.from([version, 0]), length.subarray(0, length_bytes),
    Buffer.from(header), Buffer.from(data.buffer)]);
}

function seeds_of_data() {
  write('npy', 'single', npy(1, '<f4', 'False', [2, 3], new Float32Array([1, -2, 0.5, 0, 4, 5])));
  write('npy', 'double-fortran', npy(1, '<f8', 'True', [3, 2], new Float64Array([1, 2, 3, 4, 5, 6])));
  write('npy', 'bytes', npy(2, '|u1', 'False', [4], new Uint8Array([0, 1, 128, 255])));
  write('npy', 'scalar', npy(3, '<i8', 'False', [], new BigInt64Array([-7n])));
  write('npy', 'booleans', npy(1, '|b1', 'False', [1, 2, 1], new Uint8Array([0, 1])));
  write('npy', 'empty', npy(1, '<i2', 'False', [0, 3], new Int16Array()));
  const images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, ...Array(12).keys()];
  write('idx', 'images', Buffer.from(images));
  write('idx', 'labels', Buffer.from([0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 9]));
  write('csv', 'iris', read('data/iris/iris.csv').toString().split('\n').slice(0, 5).join('\n'));
  write('csv', 'semicolons', '"a";"b, c"\r\n1;-2.5e-3\r\n\r\n 3 ; 4\r\n');
  write('csv', 'tabs', '1\t2\t3\n4\t5\t6');
  write('csv', 'one-column', 'x\n0.1\n1e300\n');
}

/** What libFuzzer puts in at a stroke: words of a format, by its own escapes. */
function dictionary(target, words) {
  const escaped = (word) => Array.from(word, (letter) =>
    (/[ -~]/.test(letter) && !/["\\]/.test(letter) ? letter : `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`)).join('');
  const folder = join(root, 'tests/fuzz/dictionaries');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${target}.dict`), [...new Set(words)].map((word) => `"${escaped(word)}"\n`).join(''));
}

/** The words in quotes of a folder's sources. */
const words_of = (folder, pattern) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.cpp'))
  .flatMap((name) => [...readFileSync(join(root, folder, name), 'utf8').matchAll(pattern)].map((match) => match[1])).sort();

function dictionaries() {
  const numbers = ['0', '-1', '1e308', '1e-320', '2147483648', '9223372036854775808', '1e999'];
  const heads = words_of('src/formula', /"([A-Z]\w*)"/g);
  const fields = words_of('src/scenario', /"([a-z_]{2,})"/g);
  dictionary('onnx', [...words_of('src/io/onnx', /"([A-Za-z_]{2,})"/g),
    '\xff\xff\xff\xff\xff\xff\xff\xff\x7f', '\x80\x80\x80\x80\x08']);
  dictionary('idx', ['\0\0\x08\x01', '\0\0\x08\x03', '\xff\xff\xff\xff', '\x80\0\0\0', '\0\0\0\0']);
  dictionary('npy', ['\x93NUMPY', "'descr':", "'fortran_order':", "'shape':", 'True', 'False', '(0,', '<f4', '<f8', '|u1',
    '|b1', '<i8', '>f4', '<c8', ...numbers]);
  dictionary('csv', [';', '\t', ',', '\r\n', '"', 'nan', 'inf', '0x1p3', '\xef\xbb\xbf', '\xff', '\0', ...numbers]);
  dictionary('formula', [...heads.map((name) => `["${name}",`), '"a"', '"x"', '"W"', '"i"', '{"num":"', '{"sym":"', '{"fn":[', ...numbers]);
  dictionary('answer', [...heads.map((name) => `["${name}",`), '"relation":', '"formula":', '"reason":', ...numbers]);
  dictionary('scenario', [...fields.map((name) => `"${name}":`),
    ...words_of('src/scenario', /"([a-z]+-[a-z-]+)"/g), '{"en":"","de":""}', ...numbers]);
  const folder = join(root, 'tests/fuzz/corpus/controls');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.includes('='));
  dictionary('controls', [...lines.flatMap((line) => [`\n${line.split('=')[0]}=`, `\n${line}`]).filter((word) => word.length < 60),
    '\nrun', '\nadvance', '\nmeasure', '\nseek 7', '@0:', '@2,2:1,2,3,4', '@-1,-1:1', 'nan', 'inf', '-inf', ...numbers]);
}

rmSync(join(root, 'tests/fuzz/corpus'), { recursive: true, force: true });
seeds_of_scenarios();
seeds_of_answers();
seeds_of_formulas();
await seeds_of_controls();
seeds_of_data();
dictionaries();
