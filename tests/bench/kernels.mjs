// The benchmark network in headless Chromium: ours against onnxruntime-web and TensorFlow.js.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../web/support/browser.mjs';
import { serve } from '../../web/scripts/static_server.mjs';

const pad = (text, n) => String(text).padEnd(n);
const ms = (value) => `${value.toFixed(3)} ms`.padStart(11);
const agreement = (difference) => `scores agree to ${difference.toExponential(0)}`;
const verdict = (ratio, limit) => `${ratio.toFixed(2)}  (target ≤ ${limit}: ${ratio <= limit ? 'met' : 'missed'})`;

/** Factors of all features in one pass, against a pass for each; time per feature must not grow with their number. */
function print_bilrp(rows) {
  console.log('\nBiLRP on the benchmark network, max pool, epsilon-gamma-box, 28×28 against 28×28; no feature is zero unless rectified');
  console.log(`  ${pad('features', 10)}${'factors of a side'.padStart(18)}${'a feature'.padStart(12)}${'both and R'.padStart(13)}`
    + `${'pass by pass'.padStart(14)}${'faster'.padStart(8)}`);
  for (const { features, rectified, factors, whole, sequential, difference } of rows) {
    const passes = sequential > 0 ? `${ms(sequential).padStart(14)}${(sequential / whole).toFixed(1).padStart(8)}   `
      + `R agrees to ${difference.toExponential(0)}` : '';
    const name = `${features}${rectified ? ' ReLU' : ''}`;
    console.log(`  ${pad(name, 10)}${ms(factors).padStart(18)}${ms(factors / features).padStart(12)}`
      + `${ms(whole).padStart(13)}${passes}`);
  }
  const [least, most] = [rows[0], rows.at(-1)];
  const growth = most.factors / least.factors / (most.features / least.features);
  console.log(`  ${pad(`growth ${least.features} → ${most.features}, linear is 1`, 45)}${verdict(growth, 1)}`);
  for (const { rectified, whole, sequential } of rows.filter(({ features }) => features === 64)) {
    const name = `times as fast as pass by pass, 64 features${rectified ? ', rectified' : ''}`;
    console.log(`  ${pad(name, 58)}${(sequential / whole).toFixed(2)}  (target ≥ 5: ${sequential / whole >= 5 ? 'met' : 'missed'})`);
  }
}

/** The same network and images in PyTorch, natively on one thread; nothing where Python has none. */
function pytorch(root, { network, images }, average, batch) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    writeFileSync(join(folder, 'network.onnx'), new Uint8Array(network));
    writeFileSync(join(folder, 'images.f32'), new Float32Array(images));
    const python = (...args) => execFileSync('/usr/bin/python3', args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
    try { python('-c', 'import torch, onnx'); } catch { return null; }
    return JSON.parse(python(join(root, 'tests/bench/pytorch.py'), folder, average ? 'average' : 'max', String(batch)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print_pytorch(root, ours, average, batch) {
  const theirs = pytorch(root, ours.handed, average, batch);
  if (!theirs) return console.log('  PyTorch: not installed (Debian: python3-torch)');
  const gap = (a, b) => Math.abs(a - b) / Math.max(1, Math.abs(a));
  const scores = Math.max(...ours.handed.scores.map((score, i) => gap(score, theirs.scores[i])));
  const faster = (mine, other) => `${(other / mine).toFixed(2)} times as long as ours in the browser`;
  const row = (name, time, agrees, mine) => console.log(`  ${pad(name, 34)}${ms(time)}   ${agrees}; ${faster(mine, time)}`);
  row(`forward, PyTorch ${theirs.version}, native`, theirs.forward, agreement(scores), ours.forward.ours);
  for (const [name, mine] of [['epsilon-gamma-box', ours.box.explain], ['epsilon-plus', ours.plus.explain]]) {
    const agrees = `Σ R agrees to ${gap(ours.handed.sums[name], theirs[name].sum).toExponential(0)}`;
    row(`${name}, PyTorch`, theirs[name].ms, agrees, mine);
  }
}

export async function bench_kernels(root) {
  const server = await serve({
    '/': join(root, 'tests/bench'), '/build/': join(root, 'build'), '/node_modules/': join(root, 'node_modules'),
  });
  const browser = await launch({ whole: true });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(String(error)));
    await page.goto(`http://127.0.0.1:${server.port}/page.html`);
    await page.waitForFunction(() => window.ready, undefined, { timeout: 60000 });
    console.log('\nKernels on the layers of the benchmark network, single precision, one thread');
    for (const { name, gflops } of await page.evaluate(() => window.kernels()))
      console.log(`  ${pad(name, 34)}${gflops.toFixed(1).padStart(6)} GFLOP/s`);
    print_bilrp(await page.evaluate(() => window.bilrp()));
    for (const average of [false, true])
      for (const batch of [1, 64]) {
        const r = await page.evaluate(([a, b]) => window.bench(a, b), [average, batch]);
        const rival = Math.min(r.forward.onnxruntime, r.forward.tensorflow);
        console.log(`\nconv16 5×5, ${average ? 'average' : 'max'} pool, conv32 5×5, pool, dense128, dense10; batch ${batch}`);
        console.log(`  ${pad('forward, ours', 34)}${ms(r.forward.ours)}`);
        console.log(`  ${pad('forward, onnxruntime-web', 34)}${ms(r.forward.onnxruntime)}   ${agreement(r.agreement.onnxruntime)}`);
        console.log(`  ${pad('forward, TensorFlow.js', 34)}${ms(r.forward.tensorflow)}   ${agreement(r.agreement.tensorflow)}`);
        console.log(`  ${pad('  ours / the faster of the two', 45)}${verdict(r.forward.ours / rival, batch === 1 ? 0.6 : 0.9)}`);
        console.log(`  ${pad('epsilon-gamma-box, forward included', 34)}${ms(r.box.explain)}`);
        console.log(`  ${pad('  times our own forward', 45)}${verdict(r.box.explain / r.box.forward, 3)}`);
        console.log(`  ${pad('epsilon-plus, forward included', 34)}${ms(r.plus.explain)}`);
        console.log(`  ${pad('  times our own forward', 45)}${verdict(r.plus.explain / r.plus.forward, 3)}`);
        print_pytorch(root, r, average, batch);
      }
  } finally {
    await browser.close();
    await server.close();
  }
}
