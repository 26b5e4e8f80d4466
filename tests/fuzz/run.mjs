// node tests/fuzz/run.mjs --runs | --minutes M [TARGET…]: libFuzzer over what a stranger can hand in, one target after the other,
// and a table of what came of it. `--runs`: a fixed number from the seeds kept here, the same each time. `--minutes`: that long for
// each target, going on from where the last call stood (build/fuzz/TARGET/corpus); finds lie in build/fuzz/TARGET/finds.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const program = join(root, 'build/asan/fuzz');

/** From each target to the inputs of a short run, some seconds each. */
const TARGETS = { onnx: 400, idx: 10000, npy: 10000, csv: 10000, scenario: 120, formula: 1000, answer: 80, controls: 60, asset: 40 };

const [mode, ...rest] = process.argv.slice(2);
const minutes = mode === '--minutes' ? Number(rest.shift()) : 0;
const asked = rest.length > 0 ? rest : Object.keys(TARGETS);
if (!['--runs', '--minutes'].includes(mode) || (mode === '--minutes' && !(minutes > 0)) || asked.some((name) => !(name in TARGETS))) {
  console.error(`usage: node tests/fuzz/run.mjs --runs | --minutes M [TARGET…], targets: ${Object.keys(TARGETS).join(', ')}`);
  process.exit(2);
}

const seeds_of = (target) =>
  (target === 'onnx' ? ['tests/io/zoo', 'tests/io/bad'] : [`tests/fuzz/corpus/${target}`, `tests/fuzz/regressions/${target}`])
    .map((name) => join(root, name)).filter((name) => existsSync(name));

/** What is done is limited as a page is: a hang, a large allocation and a leak are finds too. */
function options(target, folder) {
  const limits = ['-timeout=60', '-rss_limit_mb=4096', '-malloc_limit_mb=1024', '-max_len=8192', '-print_final_stats=1'];
  const words = `-dict=${join(root, 'tests/fuzz/dictionaries', `${target === 'asset' ? 'onnx' : target}.dict`)}`;
  const finds = `-artifact_prefix=${join(folder, 'finds')}/`;
  const written = join(folder, mode === '--runs' ? 'short' : 'corpus'); // what is new goes into the first folder
  if (mode === '--runs') return [...limits, words, finds, '-seed=1', `-runs=${TARGETS[target]}`, written, ...seeds_of(target)];
  const going_on = ['-fork=1', '-ignore_crashes=1', '-ignore_timeouts=1', '-ignore_ooms=1'];
  return [...limits, words, finds, ...going_on, `-max_total_time=${Math.round(minutes * 60)}`, written, ...seeds_of(target)];
}

function fuzz(target) {
  const folder = join(root, 'build/fuzz', target);
  rmSync(join(folder, 'short'), { recursive: true, force: true }); // a short run is the same each time
  for (const name of ['corpus', 'short', 'finds']) mkdirSync(join(folder, name), { recursive: true });
  const finds_before = new Set(readdirSync(join(folder, 'finds')));
  return new Promise((done) => {
    const env = { ...process.env, RELEVANCE_FUZZ: target, UBSAN_OPTIONS: 'print_stacktrace=1' };
    const child = spawn(program, options(target, folder), { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => (output += String(error)));
    child.on('close', (code) => {
      const last = [...output.matchAll(/^#(\d+):?.*?cov: (\d+) ft: (\d+) corp: (\d+)/gm)].at(-1)?.slice(1) ?? ['0', '0', '0', '0'];
      const finds = readdirSync(join(folder, 'finds')).filter((name) => !finds_before.has(name));
      if (finds.length > 0 || (code !== 0 && mode === '--runs')) console.log(output.split('\n').slice(-60).join('\n'));
      const failed = finds.length > 0 || code !== 0;
      done({ target, executions: last[0], coverage: `${last[1]}/${last[2]}`, corpus: last[3], finds, failed });
    });
  });
}

const results = [];
for (const target of asked) results.push(await fuzz(target));
const row = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(10) : String(cell).padStart(14))).join(''));
row('target', 'executions', 'cov/ft', 'corpus', 'finds');
for (const { target, executions, coverage, corpus, finds } of results) row(target, executions, coverage, corpus, finds.length);
for (const { target, finds } of results) for (const name of finds) console.log(`build/fuzz/${target}/finds/${name}`);
const failed = results.filter((result) => result.failed).length;
console.log(`\n${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
