// Gram matrices of the convolution kernel: ours in Chromium against the double loop over NumPy's convolve, in one run.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { launch } from '../web/support/browser.mjs';
import { serve } from '../../web/scripts/static_server.mjs';

const COUNT = 100, LENGTH = 100;

const NUMPY = `
import json, time
import numpy as np
x = np.random.default_rng(7).normal(size=(${COUNT}, ${LENGTH}))
def best(mode):
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        K = np.empty((len(x), len(x)))
        for i, a in enumerate(x):
            for j, b in enumerate(x):
                y = np.convolve(a, b, mode)
                K[i, j] = y @ y
        times.append(1000 * (time.perf_counter() - begin))
    return min(times)
print(json.dumps({mode: best(mode) for mode in ('full', 'same', 'valid')}))
`;

export async function bench_series(root) {
  const numpy = JSON.parse(execFileSync('/usr/bin/python3', ['-c', NUMPY], { encoding: 'utf8' }));
  const server = await serve({
    '/': join(root, 'tests/bench'), '/build/': join(root, 'build'), '/node_modules/': join(root, 'node_modules'),
  });
  const browser = await launch({ whole: true });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(String(error)));
    await page.goto(`http://127.0.0.1:${server.port}/page.html`);
    await page.waitForFunction(() => window.ready, undefined, { timeout: 60000 });
    const ours = await page.evaluate(([length, count]) => window.gram(length, count, 100, 5), [LENGTH, COUNT]);
    const large = await page.evaluate(() => window.gram(1000, 1000, 1, 1));
    console.log(`\nGram matrix of the convolution kernel, ${COUNT} series of length ${LENGTH}, double, one thread`);
    for (const [mode, target] of [['full', 300], ['same', 20], ['valid', 20]]) {
      const times = numpy[mode] / ours[mode];
      const [mine, theirs] = [ours[mode].toFixed(2), numpy[mode].toFixed(1)].map((ms) => `${ms} ms`.padStart(11));
      console.log(`  ${mode.padEnd(10)}Chromium${mine}   np.convolve, native${theirs}   times as fast ${times.toFixed(0)}  `
        + `(target ≥ ${target}: ${times >= target ? 'met' : 'missed'})`);
    }
    const learned = await page.evaluate(() => window.learning(8, 200, 2000));
    console.log(`  1,000 series of length 1,000: full ${large.full.toFixed(0)} ms  `
      + `(target ≤ 2,000 ms: ${large.full <= 2000 ? 'met' : 'missed'}), same ${large.same.toFixed(0)} ms`);
    console.log('\nA recurrent network of 8 units learns a trajectory of 200 steps by backpropagation through time');
    console.log(`  updates a second ${learned.rate.toFixed(0)}  (target ≥ 200: ${learned.rate >= 200 ? 'met' : 'missed'}); `
      + `loss ${learned.before.toExponential(1)} → ${learned.after.toExponential(1)} after 2,000 more`);
  } finally {
    await browser.close();
    await server.close();
  }
}
