// ./lab test [--sanitize]: every suite, one after the other, and one closing line for all of them.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const suites_of = (folder, ending) =>
  readdirSync(join(root, folder)).filter((name) => name.startsWith('test_') && name.endsWith(ending)).sort();

/** Catch2's summary: passed and failed test cases. */
function catch_counts(output) {
  const all = output.match(/All tests passed \(\d+ assertions? in (\d+) test cases?\)/);
  if (all) return [Number(all[1]), 0];
  const some = output.match(/test cases:\s*\d+(?:\s*\|\s*(\d+) passed)?(?:\s*\|\s*(\d+) failed)?/);
  return some ? [Number(some[1] ?? 0), Number(some[2] ?? 0)] : undefined;
}

/** node --test's summary. */
function node_counts(output) {
  const count = (word) => Number(output.match(new RegExp(`^(?:ℹ|#) ${word} (\\d+)`, 'm'))?.[1] ?? NaN);
  const counts = [count('pass'), count('fail') + count('cancelled'), count('skipped')];
  return counts.some(Number.isNaN) ? undefined : counts;
}

/** "N passed, N failed", or the exit code alone. */
function plain_counts(output) {
  const line = output.match(/(\d+) passed, (\d+) failed/);
  return line ? [Number(line[1]), Number(line[2])] : undefined;
}

/** Two files at a time: a browser waits more than it works. */
const node_test = (...files) => ['node', ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files], node_counts];

const models = readdirSync(join(root, 'examples/models')).filter((name) => name.endsWith('.onnx')).map((name) => `examples/models/${name}`);

const steps = () => [
  ...suites_of('build/native', '').filter((name) => !name.includes('.')).map((name) =>
    [`native ${name}`, join('build/native', name), [], catch_counts]),
  ...suites_of('build/wasm', '.cjs').map((name) =>
    [`WebAssembly ${name}`, 'node', [join('build/wasm', name)], catch_counts]),
  ['command line', 'node', ['tests/cli/cli_test.mjs'], plain_counts],
  ['parity', ...node_test('tests/parity/')],
  ['house', ...node_test('tests/house/')],
  ['ONNX checker', '/usr/bin/python3', ['tests/io/onnx_check.py', ...models], undefined],
  ['page types', 'npm', ['run', '--silent', 'check'], undefined],
  ['browser', ...node_test('tests/web/')],
];

const sanitized = () => [
  ...suites_of('build/asan', '').filter((name) => !name.includes('.')).map((name) =>
    [`sanitized ${name}`, join('build/asan', name), [], catch_counts]),
  ['fuzz', 'node', ['tests/fuzz/run.mjs', '--runs'], plain_counts],
];

function run([name, command, args, counts]) {
  return new Promise((done) => {
    const begin = Date.now();
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => (output += String(error)));
    child.on('close', (code) => {
      output = output.replace(/\x1b\[[0-9;]*m/g, ''); // WebAssembly builds of Catch2 always colour
      let [passed, failed, skipped = 0] = counts?.(output) ?? (code === 0 && !counts ? [1, 0] : [0, 1]);
      if (code !== 0 && failed === 0) failed = 1; // a crash after the last test
      const seconds = ((Date.now() - begin) / 1000).toFixed(1);
      const skips = skipped > 0 ? `, ${skipped} skipped` : '';
      console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed${skips} (${seconds} s)`);
      if (failed > 0) console.log(output.split('\n').slice(-120).join('\n'));
      done({ name, passed, failed, skipped });
    });
  });
}

const asked = process.argv.slice(2).filter((word) => word !== '--sanitize');
const chosen = process.argv.includes('--sanitize') ? sanitized() : steps();
const results = [];
for (const step of chosen)
  if (asked.length === 0 || asked.some((word) => step[0].includes(word))) results.push(await run(step));
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed${total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''}`);
process.exit(total('failed') === 0 && total('passed') > 0 ? 0 : 1);
