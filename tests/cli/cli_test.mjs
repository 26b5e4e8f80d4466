// The native command, from outside:  node tests/cli/cli_test.mjs [path of relevance]
// Prints "N passed, N failed"; exit 1 where any fails.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = resolve(process.argv[2] ?? join(root, 'build/native/relevance'));
const folder = mkdtempSync(join(tmpdir(), 'relevance-cli-'));
const models = join(root, 'examples/models');
const digits = join(root, 'examples/data/digits');
const cnn = join(models, 'digits-cnn.onnx');
const biasFree = join(models, 'digits-cnn-bias-free.onnx');
const linear = join(models, 'digits-linear.onnx');
const images = join(digits, 'test-images.idx3-ubyte');
const labels = join(digits, 'test-labels.idx1-ubyte');

let passed = 0;
let failed = 0;
function test(name, body) {
  try {
    body();
    ++passed;
  } catch (error) {
    ++failed;
    console.log(`FAILED  ${name}\n        ${String(error.message).split('\n').slice(0, 12).join('\n        ')}`);
  }
}

function relevance(...args) {
  const result = spawnSync(program, args, { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 });
  return { status: result.status, out: result.stdout, err: result.stderr };
}
function json(...args) {
  const { status, out, err } = relevance(...args);
  assert.equal(status, 0, err);
  return JSON.parse(out);
}
/** Exit 2, nothing on stdout but what is allowed, one line on stderr that begins with the code. */
function refused(code, pattern, ...args) {
  const { status, err } = relevance(...args);
  assert.equal(status, 2, `exit ${status}: ${err}`);
  assert.equal(err.trimEnd().split('\n').length, 1, `several lines: ${err}`);
  assert.ok(err.startsWith(`relevance: ${code}: `), err);
  if (pattern) assert.match(err, pattern);
}
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
function near(a, b, tolerance = 1e-9) {
  assert.ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b)), `${a} is not ${b}`);
}
/** The files a scenario names, wherever it names them. */
const asset_names = (value) => typeof value === 'string' ? (/^(models|data)\/\S+\.\w+/.test(value) ? [value] : [])
  : value && typeof value === 'object' ? Object.values(value).flatMap(asset_names) : [];
const sum = (list) => list.reduce((a, b) => a + b, 0);

function npy(values, shape, descr = '<f8') {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const padded = header.padEnd(117) + '\n';
  const head = Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY'), Buffer.from([1, 0, 118, 0])]);
  const Data = { '<f8': Float64Array, '<f4': Float32Array, '|u1': Uint8Array }[descr];
  return Buffer.concat([head, Buffer.from(padded), Buffer.from(Data.from(values).buffer)]);
}
/** Image `index` of the test digits as bytes, 20 × 20. */
function digit(index) {
  return [...readFileSync(images).subarray(16 + 400 * index, 16 + 400 * (index + 1))];
}
function framed(bytes) {
  const frame = new Array(784).fill(0);
  bytes.forEach((b, i) => (frame[(Math.floor(i / 20) + 4) * 28 + (i % 20) + 4] = b / 255));
  return frame;
}
const rows = (list, n) =>
  Array.from({ length: list.length / n }, (_, i) => list.slice(i * n, (i + 1) * n));

const flat = framed(digit(3));
const input = file('digit.json', JSON.stringify(flat));
const explain = (...args) => json('explain', ...args);

test('help and version exit with 0', () => {
  assert.equal(relevance('--help').status, 0);
  assert.match(relevance('--version').out, /^relevance \d/);
  for (const command of ['explain', 'evaluate', 'run', 'check', 'train'])
    assert.match(relevance(command, '--help').out, /Usage/);
});

test('explain: the output has the documented keys and shapes', () => {
  const e = explain(cnn, '--input', images, '--index', '3', '--composite', 'epsilon-plus');
  assert.deepEqual(e.shape, [1, 28, 28]);
  assert.equal(e.relevance.length, 784);
  assert.equal(e.scores.length, 10);
  near(e.output, Math.max(...e.scores));
  assert.equal(e.target, e.scores.indexOf(e.output));
  near(e.sum, sum(e.relevance));
});

test('explain: sum and absorbed close the account, layer by layer', () => {
  for (const way of [['--composite', 'epsilon-plus'], ['--composite', 'epsilon-alpha2-beta1'],
                     ['--composite', 'epsilon-plus-flat'], ['--composite', 'epsilon-alpha2-beta1-flat'],
                     ['--composite', 'epsilon-gamma-box:low=0,high=1'], ['--rule', 'zero'],
                     ['--rule', 'epsilon:epsilon=0.1'], ['--rule', 'gamma:gamma=0.5'], ['--rule', 'w-square']]) {
    const e = explain(cnn, '--input', images, '--index', '7', ...way);
    near(e.sum + e.absorbed, e.output);
    const parts = e.layers.flatMap((l) => Object.values(l.absorbed));
    near(sum(parts), e.absorbed);
  }
});

test('explain: without biases nothing is absorbed by them', () => {
  const e = explain(biasFree, '--input', images, '--rule', 'zero');
  near(e.sum, e.output, 1e-9);
  for (const layer of e.layers) assert.equal(layer.absorbed.bias, 0);
});

test('explain: JSON flat and nested, npy and IDX are the same input', () => {
  const pixels = digit(3);
  const files = [
    [input],
    [file('nested.json', JSON.stringify(rows(flat, 28)))],
    [file('small.json', JSON.stringify(rows(pixels.map((b) => b / 255), 20)))],
    [file('list.json', JSON.stringify(pixels.map((b) => b / 255)))],
    [file('channels.json', JSON.stringify([[rows(flat, 28)]]))],
    [file('f8.npy', npy(flat, [28, 28]))],
    [file('u1.npy', npy(pixels, [20, 20], '|u1'))],
    [file('batch.npy', npy([...digit(2), ...pixels], [2, 20, 20], '|u1')), '--index', '1'],
    [images, '--index', '3'],
  ];
  const first = explain(cnn, '--input', ...files[0], '--composite', 'epsilon-plus');
  for (const f of files)
    assert.deepEqual(explain(cnn, '--input', ...f, '--composite', 'epsilon-plus'), first, f[0]);
});

test('explain: the target may be chosen', () => {
  const e = explain(cnn, '--input', input, '--target', '4', '--rule', 'zero');
  assert.equal(e.target, 4);
  assert.equal(e.output, e.scores[4]);
});

test('explain: gradient times input of a linear network is its terms', () => {
  const gradient = explain(linear, '--input', input, '--method', 'gradient', '--target', '2');
  const product = explain(linear, '--input', input, '--method', 'gradient-times-input', '--target', '2');
  product.relevance.forEach((r, i) => near(r, gradient.relevance[i] * flat[i]));
  assert.equal(gradient.absorbed, 0);
});

test('explain: LRP-0 without biases is gradient times input', () => {
  const zero = explain(biasFree, '--input', input, '--rule', 'zero');
  const product = explain(biasFree, '--input', input, '--method', 'gradient-times-input');
  zero.relevance.forEach((r, i) => near(r, product.relevance[i], 1e-8));
});

test('explain: a rule for one layer', () => {
  const name = 'conv1';
  const e = explain(cnn, '--input', input, '--composite', 'epsilon-plus', '--layer', `${name}=z-box:low=0,high=1`);
  assert.equal(e.layers.find((l) => l.name === name).rule, 'z-box');
  near(e.sum + e.absorbed, e.output);
});

const of_pair = (left, right, ...more) => ['compare', biasFree, '--input', images, '--index', left, '--index2', right,
  '--features', 'relu3', ...more];
const compare = (...more) => of_pair('24', '38', ...more);

test('compare: the pairs sum to y, pooled or not, and the strongest come first', () => {
  for (const patch of ['1', '2', '7']) {
    const got = json(...compare('--rule', 'zero', '--patch', patch, '--strongest', '7'));
    const close = (a, b) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.abs(b), `${a} ${b}`);
    close(got.sum, got.y);
    for (const side of [got.marginal, got.marginal2]) {
      assert.equal(side.length, (28 / Number(patch)) ** 2);
      close(side.reduce((sum, value) => sum + value, 0), got.y);
    }
    const [phi, phi2] = got.features;
    close(phi.reduce((sum, value, m) => sum + value * phi2[m], 0), got.y);
    assert.equal(got.connections.length, 7);
    const sizes = got.connections.map(({ relevance: r }) => Math.abs(r));
    assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a));
  }
  const cosine = json(...compare('--rule', 'zero', '--cosine'));
  assert.ok(cosine.y > 0 && cosine.y < 1);
  const turned = json(...of_pair('38', '24', '--rule', 'zero', '--strongest', '1'));
  const straight = json(...compare('--rule', 'zero', '--strongest', '1'));
  assert.equal(turned.connections[0].from, straight.connections[0].to);
});

test('bad comparison: layer, patch, rules', () => {
  const code = (...args) => relevance(...args).err.split(': ')[1];
  assert.equal(code('compare', biasFree, '--input', images, '--features', 'image', '--rule', 'zero'), 'not-features');
  assert.equal(code('compare', biasFree, '--input', images, '--features', 'relu', '--rule', 'zero'), 'unknown-name');
  assert.equal(code(...compare('--rule', 'zero', '--patch', '3')), 'shape-mismatch');
  assert.equal(code(...compare('--rule', 'zero', '--patch', '0')), 'shape-mismatch');
  assert.equal(code(...compare()), 'bad-argument');
  assert.equal(code(...compare('--rule', 'zero', '--strongest', '-1')), 'out-of-range');
  assert.equal(code(...compare('--composite', 'epsilon-gamma-box')), 'box-bounds-missing');
});

test('evaluate: accuracy, n and confusion agree', () => {
  for (const [model, least] of [[cnn, 0.97], [biasFree, 0.96], [linear, 0.85]]) {
    const e = json('evaluate', model, '--images', images, '--labels', labels);
    assert.equal(e.n, 500);
    assert.ok(e.accuracy >= least, `${model}: ${e.accuracy}`);
    assert.equal(sum(e.confusion.flat()), 500);
    near(sum(e.confusion.map((row, i) => row[i])) / 500, e.accuracy);
    assert.ok(e.surest.length === 10 && e.surest.every((odds) => odds > 0 && odds < 40), String(e.surest));
  }
});

const explained = (...args) => ['explain', cnn, '--input', input, ...args];
const plus = ['--composite', 'epsilon-plus'];

test('bad model: missing, empty, truncated, not ONNX', () => {
  const bytes = readFileSync(cnn);
  refused('file-missing', /nothing\.onnx/, 'explain', join(folder, 'nothing.onnx'), '--input', input, ...plus);
  refused('file-missing', null, 'explain', folder, '--input', input, ...plus);
  for (const [name, content] of [['empty', ''], ['half', bytes.subarray(0, bytes.length / 2)], ['text', 'hello']])
    refused('bad-model', null, 'explain', file(`${name}.onnx`, content), '--input', input, ...plus);
});

test('bad model: unsupported operator is named with its node', () => {
  refused('unsupported-operator', /Exp.*the_node/, 'explain',
    join(root, 'tests/io/bad/unsupported-operator__exp.onnx'), '--input', input, ...plus);
});

test('bad input: shape, NaN, infinity, no numbers, missing, truncated', () => {
  const with_input = (name, content, code, pattern) =>
    refused(code, pattern, 'explain', cnn, '--input', file(name, content), ...plus);
  with_input('short.json', '[1, 2, 3]', 'shape-mismatch', /\[3\].*\[1 × 28 × 28\]/);
  with_input('one-off.json', JSON.stringify(flat.slice(1)), 'shape-mismatch');
  with_input('large.json', JSON.stringify(rows(new Array(900).fill(0), 30)), 'shape-mismatch');
  with_input('empty.json', '[]', 'shape-mismatch');
  with_input('nan.json', JSON.stringify(flat).replace('[0', '[NaN'), 'not-finite');
  with_input('inf.json', JSON.stringify(flat).replace('[0', '[-Infinity'), 'not-finite');
  with_input('big.json', JSON.stringify(flat).replace('[0', '[1e999'), 'not-finite');
  with_input('nan.npy', npy([NaN, ...flat.slice(1)], [784]), 'not-finite');
  with_input('inf.npy', npy([Infinity, ...flat.slice(1)], [28, 28], '<f4'), 'not-finite');
  with_input('words.json', '["a"]', 'bad-data');
  with_input('object.json', '{"x": 1}', 'bad-data');
  with_input('ragged.json', '[[1, 2], [3]]', 'bad-data');
  with_input('mixed.json', '[1, [2]]', 'bad-data');
  with_input('null.json', JSON.stringify([null, ...flat.slice(1)]), 'bad-data');
  with_input('deep.json', '['.repeat(1e6), 'bad-data');
  with_input('syntax.json', '[1, 2', 'bad-data');
  with_input('short.npy', npy(flat, [28, 28]).subarray(0, 500), 'bad-data');
  with_input('promise.idx', Buffer.from([0, 0, 8, 3, 127, 255, 255, 255, 0, 0, 0, 28, 0, 0, 0, 28]), 'bad-data');
  refused('file-missing', /gone\.json/, 'explain', cnn, '--input', join(folder, 'gone.json'), ...plus);
});

test('bad index and target', () => {
  refused('out-of-range', /index/, 'explain', cnn, '--input', images, '--index', '500', ...plus);
  refused('out-of-range', /index/, 'explain', cnn, '--input', images, '--index', '-1', ...plus);
  refused('target-out-of-range', /10/, ...explained(...plus, '--target', '10'));
  refused('target-out-of-range', /-1/, ...explained(...plus, '--target', '-1'));
  refused('bad-argument', null, ...explained(...plus, '--target', 'three'));
});

test('bad rules: unknown names suggest the nearest', () => {
  refused('unknown-name', /did you mean "gamma"/, ...explained('--rule', 'gama'));
  refused('unknown-name', /did you mean "gamma"/, ...explained('--rule', 'gamma:gama=1'));
  refused('unknown-name', /did you mean "epsilon-plus"/, ...explained('--composite', 'epsilon-plas'));
  refused('unknown-name', /did you mean "gradient"/, ...explained('--method', 'gradent'));
  refused('unknown-name', /did you mean "conv1"/, ...explained(...plus, '--layer', 'conv=zero'));
});

test('bad rules: parameters', () => {
  refused('out-of-range', /alpha/, ...explained('--rule', 'alpha-beta:alpha=2,beta=2'));
  refused('out-of-range', null, ...explained('--rule', 'alpha-beta:alpha=0,beta=-1'));
  refused('box-bounds-missing', null, ...explained('--composite', 'epsilon-gamma-box'));
  refused('box-bounds-missing', null, ...explained('--composite', 'epsilon-gamma-box:low=0'));
  refused('box-bounds-violated', null, ...explained('--composite', 'epsilon-gamma-box:low=0,high=0.1'));
  refused('rule-not-allowed', null, ...explained('--rule', 'z-box:low=0,high=1'));
  refused('rule-not-allowed', null, ...explained(...plus, '--layer', 'hidden=z-box:low=0,high=1'));
  refused('bad-argument', null, ...explained('--rule', 'gamma:gamma=much'));
  refused('bad-argument', null, ...explained('--rule', 'gamma:gamma'));
  refused('bad-argument', null, ...explained(...plus, '--layer', 'conv1'));
});

test('bad arguments: none, several or no way to explain, unknown options and commands', () => {
  refused('bad-argument', /exactly one/, ...explained());
  refused('bad-argument', /exactly one/, ...explained(...plus, '--rule', 'zero'));
  refused('bad-argument', /--layer/, ...explained('--method', 'gradient', '--layer', 'conv1=zero'));
  refused('bad-argument', /did you mean --input/, 'explain', cnn, '--inptu', input);
  refused('bad-argument', /did you mean explain/, 'explian');
  refused('bad-argument', null);
  refused('bad-argument', null, 'explain');
});

test('bad evaluation: counts that differ, labels that are no labels', () => {
  const three = file('three.idx', Buffer.from([0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]));
  refused('shape-mismatch', null, 'evaluate', cnn, '--images', images, '--labels', three);
  refused('bad-data', null, 'evaluate', cnn, '--images', images, '--labels', images);
  const odd = Buffer.from(readFileSync(labels));
  odd[8] = 77;
  refused('target-out-of-range', /77/, 'evaluate', cnn, '--images', images, '--labels', file('odd.idx', odd));
});

const scenario = join(root, 'examples/digits-lrp.json');
if (existsSync(scenario)) {
  test('run: quantities by their shape, checks with a status', () => {
    const r = json('run', scenario);
    assert.equal(r.quantities.scores.length, 10);
    assert.equal(r.quantities.relevance.length, 28);
    assert.equal(r.quantities.relevance[0].length, 28);
    assert.equal(typeof r.quantities.sum, 'number');
    assert.equal(typeof r.quantities.target, 'number');
    assert.equal(typeof r.quantities.absorbed, 'number');
    assert.ok(r.checks.length > 0);
    for (const check of r.checks)
      assert.ok(['holds', 'fails', 'not claimed'].includes(check.status), check.status);
  });

  test('run: a setting changes what it names', () => {
    const r = json('run', scenario, '--set', 'index=5', '--set', 'target=3');
    assert.equal(r.quantities.target, 3);
  });

  test('run: bad settings', () => {
    refused('unknown-name', /did you mean/, 'run', scenario, '--set', 'indx=5');
    refused('bad-argument', null, 'run', scenario, '--set', 'index');
    refused('wrong-type', null, 'run', scenario, '--set', 'index=many');
    refused('out-of-range', null, 'run', scenario, '--set', 'index=1e9');
    refused('file-missing', null, 'run', join(folder, 'gone.json'));
  });

  test('check: the shipped scenario is in order', () => {
    const { status, out } = relevance('check', scenario);
    assert.equal(status, 0);
    assert.match(out, /digits-lrp\.json: ok/);
  });

  test('check: one line for each file, exit 2 where any is wrong', () => {
    const bad = file('bad.json', '{"schema": 1,');
    const { status, out, err } = relevance('check', scenario, bad);
    assert.equal(status, 2);
    assert.equal(out.trimEnd().split('\n').length, 2);
    assert.equal(err.trimEnd().split('\n').length, 1);
    assert.ok(err.startsWith('relevance: bad-scenario: '), err);
    const renamed = file('other.json', readFileSync(scenario));
    assert.equal(relevance('check', renamed).status, 2);
    refused('unsupported-version', null, 'check', file('v9.json', readFileSync(scenario, 'utf8').replace('"schema": 1', '"schema": 9')));
  });
}

test("check: the teachers' example is in order as it stands in their handbook", () => {
  const [, example] = readFileSync(join(root, 'examples/README.md'), 'utf8').match(/```json\n([^]*?)```/);
  const { status, err } = relevance('check', file('smaller-of-two.json', example));
  assert.equal(status, 0, err);
});

test('check: LaTeX with one backslash, open braces and unknown values are told with line and column, all of them', () => {
  const [, example] = readFileSync(join(root, 'examples/README.md'), 'utf8').match(/```json\n([^]*?)```/);
  const told = (pattern, ...changes) => {
    const wrong = changes.reduce((text, [from, to]) => {
      assert.ok(text.includes(from), from);
      return text.replace(from, to);
    }, example);
    const path = file('smaller-of-two.json', wrong);
    refused('bad-scenario', pattern, 'check', path);
    return relevance('check', path).out;
  };
  told(/line \d+, column \d+: the file has \\max with a single backslash, which JSON does not know; expected \\\\max/,
    ['\\\\max', '\\max']);
  told(/line \d+, column \d+: \/tasks\/0\/hints\/0\/en has \\neq with a single backslash, which JSON reads as a line break/,
    ['$a_1 \\\\ge a_2$.', '$a_1 \\neq a_2$.']);
  const out = told(/\/solution\/0\/formula has } without { before it \(and 1 more in its texts\)/,
    ['\\\\term{a2}{a_2}"', '\\\\term{a2}{a_2}}"'], ['\\\\value{y}', '\\\\value{yy}']);
  assert.match(out, /\/solution\/0\/numbers has \\value{yy}, which is no quantity of the experiment, did you mean "y"\?/);
});

test("check: a task's own test that fails is told with its task, exit 2", () => {
  const [, example] = readFileSync(join(root, 'examples/README.md'), 'utf8').match(/```json\n([^]*?)```/);
  const wrong = example.replace('"status": "wrong", "known": 0', '"status": "shape", "known": 0');
  assert.notEqual(wrong, example);
  const { status, out, err } = relevance('check', file('smaller-of-two.json', wrong));
  assert.equal(status, 2);
  assert.match(out, /task "output", test 3 .*: expected shape \(known 0\), got wrong \(known 0\)/);
  assert.ok(err.startsWith('relevance: bad-scenario: '), err);
});

test('train: a short training writes a model that can be evaluated', () => {
  const out = join(folder, 'short.onnx');
  const t = json('train', 'digits', '--model', 'linear', '--epochs', '1', '--out', out);
  const e = json('evaluate', out, '--images', images, '--labels', labels);
  near(e.accuracy, t.accuracy);
  const again = join(folder, 'again.onnx');
  json('train', 'digits', '--model', 'linear', '--epochs', '1', '--out', again);
  assert.ok(readFileSync(out).equals(readFileSync(again)), 'the same seed gave another file');
});

test('train decoder: a code becomes an image, the same seed the same file', () => {
  const out = join(folder, 'decoder.onnx');
  const again = join(folder, 'decoder-again.onnx');
  const t = json('train', 'decoder', '--epochs', '1', '--out', out, '--classifier', cnn);
  assert.ok(t.parameters <= 64000 && t.code >= 10 && t.code <= 16, JSON.stringify(t));
  assert.ok(t.loss > 0 && t.test_reconstruction > 0 && t.test_divergence >= 0, JSON.stringify(t));
  assert.ok(t.recognised >= 0 && t.recognised <= 1, JSON.stringify(t));
  assert.equal(t.n, 500);
  json('train', 'decoder', '--epochs', '1', '--out', again);
  assert.ok(readFileSync(out).equals(readFileSync(again)), 'the same seed gave another file');
  const other = json('train', 'decoder', '--epochs', '1', '--seed', '2', '--out', again);
  assert.notEqual(other.loss, t.loss);
});

test('train pca: the shipped file, and more components leave less', () => {
  const out = join(folder, 'pca.onnx');
  const t = json('train', 'pca', '--out', out);
  assert.equal(t.parameters, 32 * 784 + 784);
  assert.ok(t.share_of_variance > 0.8 && t.share_of_variance < 0.83, JSON.stringify(t));
  near(t.train_error * 784, t.variance * (1 - t.share_of_variance), 1e-6);
  assert.equal(readFileSync(out).length, readFileSync(join(models, 'digits-pca.onnx')).length);
  assert.ok(json('train', 'pca', '--components', '4', '--out', out).train_error > t.train_error);
});

test('train gaussian: mean, diagonal and columns as rows of one array', () => {
  const out = join(folder, 'gaussian.npy');
  const t = json('train', 'gaussian', '--rank', '3', '--out', out);
  const bytes = readFileSync(out);
  assert.match(bytes.toString('latin1', 0, 128), /'descr': '<f4'.*'shape': \(5, 784, ?\)/);
  const row = (i) => Array.from({ length: 784 }, (_, j) => bytes.readFloatLE(128 + 4 * (784 * i + j)));
  assert.ok(row(0).every((value) => value >= 0 && value <= 1), 'the mean of images leaves 0 to 1');
  for (const value of row(1)) near(value, t.variance, 1e-6);
  const dot = (a, b) => sum(a.map((value, i) => value * b[i]));
  near(dot(row(2), row(3)), 0, 1e-5);
  near(784 * t.variance + dot(row(2), row(2)) + dot(row(3), row(3)) + dot(row(4), row(4)), t.trace, 1e-5);
  assert.ok(t.shrinkage > 0 && t.shrinkage < 1, JSON.stringify(t));
  const full = json('train', 'gaussian', '--out', out);
  assert.ok(full.test_log_density > t.test_log_density && full.train_log_density > full.test_log_density);
});

test('bad training of generators: options, data', () => {
  const to = ['--out', join(folder, 'x.bin')];
  refused('out-of-range', /beta/, 'train', 'decoder', ...to, '--beta', '1e9');
  refused('out-of-range', /seed/, 'train', 'decoder', ...to, '--seed', '-1');
  refused('file-missing', null, 'train', 'decoder', ...to, '--data', folder);
  refused('out-of-range', /d\b/, 'train', 'pca', ...to, '--components', '0');
  refused('out-of-range', /d\b/, 'train', 'pca', ...to, '--components', '785');
  refused('file-missing', null, 'train', 'pca', ...to, '--data', folder);
  refused('out-of-range', /rank/, 'train', 'gaussian', ...to, '--rank', '784');
  refused('bad-argument', null, 'train', 'gaussian', ...to, '--components', '3');
});

const one_class = (...args) => ['train', 'one-class', '--out', join(folder, 'one-class.onnx'), ...args];
/** Outputs of a model for one sample by numpy, after onnx.checker. */
function by_numpy(model, values) {
  const input = file('numpy.npy', npy(values, [values.length]));
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [join(root, 'tests/io/onnx_evaluate.py'), model, input],
    { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test('train one-class: a model that says what is unlike a class, and explains it without rest', () => {
  const written = join(folder, 'one-class.onnx');
  const svm = json(...one_class());
  assert.deepEqual(Object.keys(svm), ['file', 'model', 'n', 'support_vectors', 'gamma', 'nu', 'rho', 'duality_gap', 'iterations',
    'converged', 'auc', 'auc_mean']);
  assert.ok(svm.converged && svm.n === 200 && svm.duality_gap >= 0 && svm.duality_gap < 1e-8, JSON.stringify(svm));
  assert.ok(svm.support_vectors >= svm.nu * svm.n && svm.auc > svm.auc_mean && svm.auc_mean > 0.8, JSON.stringify(svm));
  const bytes = readFileSync(written);
  json(...one_class());
  assert.ok(bytes.equals(readFileSync(written)), 'the same options gave another file');
  for (const index of [0, 4, 17]) {
    const e = explain(written, '--input', images, '--index', String(index), '--composite', 'epsilon-plus');
    assert.deepEqual(e.shape, [1, 28, 28]);
    assert.deepEqual(e.layers.map((layer) => layer.kind), ['soft minimum', 'squared distance', 'input']);
    near(e.sum, e.output, 1e-12);
    assert.equal(e.absorbed, 0);
    assert.ok(e.relevance.every((share) => share >= 0));
    if (index === 0) near(by_numpy(written, framed(digit(0)))[0], e.output, 1e-12);
  }
  assert.ok(json(...one_class('--gamma', '0.03')).support_vectors < svm.support_vectors);
});

test('train one-class: a density has all points, of any class', () => {
  const kde = json(...one_class('--model', 'kde', '--class', '7', '--count', '40', '--gamma', '0.5'));
  assert.deepEqual(Object.keys(kde), ['file', 'model', 'n', 'support_vectors', 'gamma', 'auc', 'auc_mean']);
  assert.equal(kde.support_vectors, 40);
  const e = explain(kde.file, '--input', images, '--rule', 'zero');
  near(e.sum, e.output, 1e-12);
  near(by_numpy(kde.file, framed(digit(0)))[0], e.output, 1e-12);
});

test('train one-class: rows of a CSV table', () => {
  const iris = json(...one_class('--table', join(root, 'examples/data/iris/iris.csv'), '--gamma', '1', '--nu', '0.1'));
  assert.equal(iris.n, 150);
  assert.ok(iris.support_vectors >= 15 && iris.duality_gap < 1e-6);
  refused('bad-data', /line 2/, ...one_class('--table', file('gap.csv', 'a,b\n1,\n')));
});

test('train one-class: clusters of a table, from JSON or npy; the evidence is explained', () => {
  const points = [[0, 0], [0, 1], [1, 0], [8, 8], [8, 9], [9, 8], [0, 9], [1, 9], [0, 8]];
  const table = file('points.json', JSON.stringify(points));
  const of_table = (path, ...args) => one_class('--model', 'k-means', '--table', path, '--beta', '0.5', ...args);
  for (const cluster of ['0', '1', '2']) {
    const got = json(...of_table(table, '--cluster', cluster));
    assert.deepEqual([got.n, got.sizes], [9, [3, 3, 3]]);
    near(got.inertia, 4, 1e-12);
    const evidence = points.map((_, index) => {
      const e = explain(got.file, '--input', table, '--index', String(index), '--composite', 'epsilon-plus');
      assert.deepEqual(e.layers.map((layer) => layer.kind), ['soft minimum', 'hyperplanes', 'input']);
      near(e.sum + e.absorbed, e.output, 1e-12);
      return e.output;
    });
    assert.equal(evidence.filter((value) => value > 0).length, 3);
    near(by_numpy(got.file, points[4])[0], evidence[4], 1e-12);
  }
  const from_json = json(...of_table(table));
  assert.deepEqual(json(...of_table(file('points.npy', npy(points.flat(), [9, 2])))), from_json);
  assert.equal(json(...one_class('--table', table, '--nu', '1')).support_vectors, 9);
  assert.equal(json(...one_class('--model', 'k-means', '--clusters', '2')).sizes.length, 2);
});

test('bad training of one class: classes, counts, parameters, tables', () => {
  const table = file('four.json', '[[0, 0], [1, 0], [0, 0], [1, 0]]');
  refused('unknown-name', /class "12"/, ...one_class('--class', '12'));
  refused('unknown-name', /class/, ...one_class('--class', '-1'));
  refused('out-of-range', /count is 4000, expected .*\[1, 398\]/, ...one_class('--count', '4000'));
  refused('out-of-range', /count/, ...one_class('--count', '0'));
  for (const nu of ['0', '-0.1', '1.5', 'nan']) refused('out-of-range', /nu/, ...one_class('--nu', nu));
  for (const gamma of ['0', '-1', 'inf', 'nan'])
    for (const model of ['one-class-svm', 'kde']) refused('out-of-range', /gamma/, ...one_class('--gamma', gamma, '--model', model));
  const means = (...args) => one_class('--model', 'k-means', '--table', table, ...args);
  for (const clusters of ['0', '1', '3', '-2', '4000000000'])
    refused('out-of-range', /cluster|centre/, ...means('--clusters', clusters));
  for (const cluster of ['-1', '2']) refused('out-of-range', /cluster/, ...means('--clusters', '2', '--cluster', cluster));
  for (const beta of ['0', 'inf']) refused('out-of-range', /beta/, ...means('--clusters', '2', '--beta', beta));
  refused('out-of-range', /seed/, ...means('--clusters', '2', '--seed', '-1'));
  refused('unknown-name', /did you mean "k-means"/, ...one_class('--model', 'kmeans'));
  refused('file-missing', null, ...one_class('--data', folder));
  refused('file-missing', null, ...one_class('--table', join(folder, 'gone.npy')));
  refused('shape-mismatch', /\[4\].*rows and columns/, ...one_class('--table', file('list.json', '[1, 2, 3, 4]')));
  refused('shape-mismatch', null, ...one_class('--table', file('none.json', '[[], []]')));
  refused('not-finite', null, ...one_class('--table', file('nan.npy', npy([1, NaN], [1, 2]))));
  refused('bad-argument', /--nu/, ...one_class('--model', 'kde', '--nu', '0.1'));
  refused('bad-argument', /--gamma/, ...means('--gamma', '0.1'));
  refused('bad-argument', /--seed/, ...one_class('--seed', '1'));
  refused('bad-argument', /--class/, ...one_class('--table', table, '--class', '3'));
});

test('bad training: model, data, options', () => {
  const train = ['train', 'digits', '--out', join(folder, 'x.onnx')];
  refused('unknown-name', /did you mean "linear"/, ...train, '--model', 'liner');
  refused('file-missing', null, ...train, '--model', 'linear', '--data', folder);
  refused('out-of-range', /rate/, ...train, '--model', 'linear', '--rate', '1e9');
  refused('out-of-range', /batch/, ...train, '--model', 'linear', '--batch-size', '0');
  refused('bad-argument', null, ...train);
});

test('bad training: numbers that are not finite are refused, not ignored', () => {
  const train = ['train', 'digits', '--out', join(folder, 'x.onnx'), '--model', 'linear'];
  for (const rate of ['nan', 'inf', '-1']) refused('out-of-range', /rate/, ...train, '--rate', rate);
  refused('out-of-range', /epochs/, ...train, '--epochs', '-3');
  refused('out-of-range', /beta/, 'train', 'decoder', '--out', join(folder, 'x.onnx'), '--beta', 'nan');
});

/** ONNX: y = x Wᵀ with that many outputs and one input, all weights 0. */
function wide_classifier(outputs) {
  const varint = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)]);
  const whole = (field, n) => Buffer.from([...varint(field << 3), ...varint(n)]);
  const part = (field, ...content) => {
    const bytes = Buffer.concat(content.map((c) => Buffer.from(c)));
    return Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(bytes.length)]), bytes]);
  };
  const value = (name, size) => [part(1, name), part(2, part(1, whole(1, 1), part(2, part(1, part(2, 'N')), part(1, whole(1, size)))))];
  const weights = part(5, whole(1, outputs), whole(1, 1), whole(2, 1), part(8, 'w'), part(9, Buffer.alloc(4 * outputs)));
  const node = part(1, part(1, 'x'), part(1, 'w'), part(2, 'y'), part(4, 'Gemm'), part(5, part(1, 'transB'), whole(3, 1), whole(20, 2)));
  const graph = part(7, node, part(2, 'g'), weights, part(11, ...value('x', 1)), part(12, ...value('y', outputs)));
  return Buffer.concat([whole(1, 7), graph, part(8, whole(2, 13))]);
}

test('evaluate: many outputs are counted within bounds, too many refused', () => {
  const one = file('one.npy', npy([0.5], [1, 1])), label = file('one.idx', Buffer.from([0, 0, 8, 1, 0, 0, 0, 1, 3]));
  const evaluate = (outputs) => ['evaluate', file(`wide-${outputs}.onnx`, wide_classifier(outputs)), '--images', one, '--labels', label];
  assert.equal(json(...evaluate(1000)).surest.length, 1000);
  refused('too-much-work', /65536 classes/, ...evaluate(65536));
});

test('stderr: no control characters, no endless lines', () => {
  const { status, err } = relevance('explain', `\x1b[31m${'x'.repeat(100000)}`, '--input', flat, '--rule', 'epsilon');
  assert.equal(status, 2);
  assert.ok(err.length < 1200, `${err.length} characters`);
  assert.doesNotMatch(err.trimEnd(), /[\x00-\x1f\x7f]/);
});

test('run, check: a set of images without an image ends at once', () => {
  const home = join(folder, 'empty');
  const scenario = JSON.parse(readFileSync(join(root, 'examples/digits-lrp.json'), 'utf8'));
  for (const asset of asset_names(scenario)) {
    mkdirSync(dirname(join(home, asset)), { recursive: true });
    const no_image = new Uint8Array([0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 20]);
    const bytes = asset.includes('images') ? no_image : readFileSync(join(root, 'examples', asset));
    writeFileSync(join(home, asset), bytes);
  }
  writeFileSync(join(home, 'digits-lrp.json'), JSON.stringify(scenario));
  for (const command of ['run', 'check']) refused('bad-data', /empty/, command, join(home, 'digits-lrp.json'));
});

test('check: a number too large for a double is told with its line and field', () => {
  const text = readFileSync(join(root, 'examples/taylor-rbf.json'), 'utf8').replace(
    /"schema": 1,/, '"schema": 1,\n"controls": {"x": [1, 1e999]},');
  refused('bad-scenario', /line 3, column \d+: \/controls\/x\/1 .*too large/, 'check', file('large.json', text));
});

test('types: the page has the types that the table of views gives', () => {
  const { status, out } = relevance('types');
  assert.equal(status, 0);
  assert.equal(readFileSync(join(root, 'web/src/engine/view_types.ts'), 'utf8'), out);
});

test('run --views: the views with their fields, what a slice leaves out as before', () => {
  const { views } = json('run', 'examples/lrp-min-networks.json', '--views', '--advance', '10');
  assert.equal(views['plane-i'].kind, 'plane');
  assert.equal(views['plane-i'].fields.values.length, 200, 'the fine map');
  assert.deepEqual(views['network-i'].fields.labels.slice(0, 2), ['a_1', 'a_2']);
});

test('run: what no scenario may configure is refused, not cast', () => {
  const scenario = JSON.parse(readFileSync(join(root, 'examples/positive-homogeneity.json'), 'utf8'));
  for (const seed of [-1, 1e300, 0.5, 'one']) {
    const path = file('positive-homogeneity.json', JSON.stringify({ ...scenario, experiment: { ...scenario.experiment, seed } }));
    refused('bad-scenario', /experiment\/seed/, 'run', path);
  }
  const digits_lrp = JSON.parse(readFileSync(join(root, 'examples/digits-lrp.json'), 'utf8'));
  for (const thumbnails of [-5, 1e300]) {
    const path = file('t.json', JSON.stringify({ ...digits_lrp, experiment: { ...digits_lrp.experiment, thumbnails } }));
    refused('bad-scenario', /experiment\/thumbnails/, 'run', path);
  }
});

rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
