// ./lab build --scenarios DIR: what a course's folder gives to a build, and every mistake in it, told before anything is built.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
const TEMPLATE = readFileSync(join(ROOT, 'examples/template/template.json'), 'utf8');
const DIGITS = readFileSync(join(ROOT, 'examples/digits-lrp.json'), 'utf8');
const home = mkdtempSync(join(tmpdir(), 'relevance-lab-gather-'));
const [course, build] = [join(home, 'course'), join(home, 'build')];
after(() => rmSync(home, { recursive: true }));
beforeEach(() => {
  rmSync(course, { recursive: true, force: true });
  mkdirSync(join(course, 'models'), { recursive: true });
});

const put = (name, content) => writeFileSync(join(course, name), content);
const named = (text, name) => text.replace(/"name": "[a-z-]+"/, `"name": "${name}"`);
/** Gathers, in a process of its own, as the script does it. */
function gather(...options) {
  const { status, stdout, stderr } = spawnSync('node', [join(ROOT, 'web/scripts/gather.mjs'), ...options],
    { env: { ...process.env, LAB_BUILD: build }, encoding: 'utf8' });
  return { status, folder: stdout.trim(), lines: stderr.split('\n').filter((line) => line !== '') };
}
const files_in = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  .map((one) => join(one.parentPath, one.name).slice(folder.length + 1)).sort();

test('the folder’s own files win, what it does not hold comes from examples/, and nothing else comes along', () => {
  put('my-first.json', named(TEMPLATE, 'my-first'));
  put('my-digits.json', JSON.stringify({ ...JSON.parse(DIGITS), name: 'my-digits', tasks: [] }));
  const linear = readFileSync(join(ROOT, 'examples/models/digits-linear.onnx'));
  put('models/digits-cnn.onnx', linear);
  const { status, folder, lines } = gather('--scenarios', course);
  assert.deepEqual([status, lines], [0, []]);
  assert.deepEqual(files_in(folder), ['data/digits/test-images.idx3-ubyte', 'data/digits/test-labels.idx1-ubyte',
    'models/digits-cnn-bias-free.onnx', 'models/digits-cnn.onnx', 'models/digits-linear.onnx', 'my-digits.json', 'my-first.json']);
  assert.ok(readFileSync(join(folder, 'models/digits-cnn.onnx')).equals(linear));
  assert.equal(readFileSync(join(folder, 'my-first.json'), 'utf8'), named(TEMPLATE, 'my-first'));
});

test('with --student the course’s files lose their keys too, and its own are left as they are', () => {
  put('my-first.json', named(TEMPLATE, 'my-first'));
  const { status, folder } = gather('--student', '--scenarios', course);
  assert.equal(status, 0);
  const { tasks, solution, student } = JSON.parse(readFileSync(join(folder, 'my-first.json'), 'utf8'));
  assert.deepEqual([student, solution, tasks.map(({ ungraded }) => ungraded)], [true, undefined, [undefined, true]]);
  assert.ok(tasks.every((task) => !('tests' in task) && !('why' in task) && !('wrong' in task)));
  assert.equal(readFileSync(join(course, 'my-first.json'), 'utf8'), named(TEMPLATE, 'my-first'));
});

const mine = named(TEMPLATE, 'mine');
const place = (text, part) => {
  const lines = text.slice(0, text.indexOf(part)).split('\n');
  return `line ${lines.length}, column ${lines.at(-1).length + 1}`;
};
const with_model = (name) => named(DIGITS, 'mine').replace('models/digits-cnn.onnx', name);
const outside = `expected a path inside the folder of the scenario`;

for (const [what, text, expected] of [
  ['a field that is none', mine.replace('"domain"', '"domian"'),
    /^relevance: bad-scenario: mine\.json: line 41, column 17: \/tasks\/0\/domian /],
  ['what is no JSON', '{ "schema": 1,', /^relevance: bad-scenario: mine\.json: line 1, column \d+: /],
  ['another name', TEMPLATE, `relevance: bad-scenario: mine.json: ${place(TEMPLATE, '"template"')}: /name is "template", expected "mine"`],
  ['a test that comes out otherwise', mine.replace('"status": "wrong", "known": 0', '"status": "right"'), /mine\.json: .*\/tasks\/0/],
  ['a test of a choice that comes out otherwise', mine.replace('"right": true }', '"right": true }, { "value": "x", "label": '
    + '{ "en": "x", "de": "x" }, "right": true }').replace('"answer": "sign", "status": "wrong"', '"answer": "x", "status": "wrong"'),
  /mine\.json: task "swap", test 2 .*expected wrong, got right/],
  ['a dollar sign alone', mine.replace('"A hint: begin', '"A $ hint: begin'),
    /mine\.json: line \d+, column \d+: \/tasks\/0\/hints\/0\/en has a \$/],
  ['a model that is nowhere', with_model('models/none.onnx'),
    /asset-missing: mine\.json: line \d+, column \d+: \/experiment\/models\/\d is "models\/none/],
  ['a path that leads out', with_model('../models/x.onnx'), new RegExp(`/experiment/models/\\d is "\\.\\./models/x\\.onnx", ${outside}`)],
  ['a path from the root', with_model('/etc/hostname'), new RegExp(`/experiment/models/\\d is "/etc/hostname", ${outside}`)],
  ['a link that leads out', with_model('models/link.onnx'),
    /\/experiment\/models\/\d is "models\/link\.onnx", a link that leads out of the folder/],
]) test(`${what} ends it with code 1, told with its place; nothing is written`, () => {
  put('sound.json', named(TEMPLATE, 'sound'));
  assert.equal(gather('--scenarios', course).status, 0);
  const before = files_in(join(build, 'course'));
  put('mine.json', text);
  symlinkSync(join(ROOT, 'examples/models/digits-linear.onnx'), join(course, 'models/link.onnx'));
  const { status, folder, lines } = gather('--scenarios', course);
  assert.deepEqual([status, folder], [1, '']);
  if (typeof expected === 'string') assert.ok(lines[0].startsWith(expected), lines[0]);
  else assert.match(lines.join('\n'), expected);
  assert.ok(lines.every((line) => /^relevance: [a-z-]+: mine\.json: /.test(line)), lines.join('\n'));
  assert.deepEqual(files_in(join(build, 'course')), before);
  assert.ok(!existsSync(join(build, 'course.new')));
});

test('no folder, an empty one, and options there are not', () => {
  assert.deepEqual([gather('--scenarios', join(home, 'none')).status, gather('--scenarios', course).status], [1, 1]);
  assert.match(gather('--scenarios', course).lines[0], /missing-file: .*holds no scenario; expected at least one \.json file/);
  assert.equal(gather('--colour').status, 2);
  assert.equal(gather('--scenarios').status, 2);
});

test('the lab’s own command refuses what it does not know, before it sets anything up', () => {
  for (const options of [['--colour'], ['--scenarios'], ['--student', 'x']]) {
    const { status, stderr } = spawnSync('bash', [join(ROOT, 'lab'), 'build', ...options], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /build \[--student\] \[--scenarios DIR\] \[--scorm …\]/);
  }
  execFileSync('bash', ['-n', join(ROOT, 'lab')]);
});
