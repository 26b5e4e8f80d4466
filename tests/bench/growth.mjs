// How cost grows with what is asked: the slope of time against size, both in logarithms, beside what theory says. In Node.

import { load_engine } from '../../web/scripts/load_engine.mjs';

const SLICE_MS = 60; // what is timed as one
const ROUNDS = 5;
const LEEWAY = 0.15; // of a slope

/** Milliseconds a call: the best of some slices. */
function best(call) {
  const begin = performance.now();
  let calls = 0;
  while (performance.now() - begin < SLICE_MS) { call(); ++calls; }
  return Math.min(...Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (let i = 0; i < calls; ++i) call();
    return (performance.now() - start) / calls;
  }));
}

/** Least squares in logarithms. */
function slope(sizes, times) {
  const [x, y] = [sizes.map(Math.log), times.map(Math.log)];
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, one, i) => sum + (one - mx) * (y[i] - my), 0) / x.reduce((sum, one) => sum + (one - mx) ** 2, 0);
}

const pixels = (n) => Float32Array.from({ length: n }, (_, i) => ((i * 16807) % 2147) / 2147);
const points = (n, size) => Float64Array.from({ length: n * size }, (_, i) => ((i * 48271) % 65537) / 65537);

/** [what grows, sizes, what theory says (L log L is 1.15 here), prepare(size) → the call that is timed]. */
const tables = (engine) => [
  ['forward: side of the image', [28, 56, 112, 224], 2, (side) => { engine.setup_side(side); return () => engine.scores(); }],
  ['forward: batch', [1, 4, 16, 64, 256], 1, (n) => { engine.set_images(pixels(784 * n), n); return () => engine.scores(); }],
  ['epsilon-gamma-box: batch', [1, 4, 16, 64], 1, (n) => {
    engine.set_images(pixels(784 * n), n);
    engine.choose('epsilon-gamma-box:low=0,high=1');
    return () => engine.explain();
  }],
  ['one-class heatmap: support vectors', [50, 100, 200, 400], 1, (n) => {
    engine.set_points(points(n, 100), 100);
    engine.train_digits(0.3, 0.99, 1e-3); // nearly all of them support it
    return () => engine.explain_one_class(1);
  }],
  ['convolution kernel, one pair of series: length', [256, 1024, 4096], 1.15, (length) => {
    engine.set_series(length, 2);
    return () => engine.gram('full');
  }],
  ['convolution kernel: number of series', [16, 32, 64, 128], 2, (n) => { engine.set_series(128, n); return () => engine.gram('full'); }],
  ['learning through time, an update: steps', [50, 200, 800], 1, (steps) => {
    engine.set_dynamics(8, steps);
    return () => engine.update_dynamics(1);
  }],
];

export async function bench_growth() {
  const engine = await load_engine('bench');
  console.log('\nHow cost grows (the engine in Node): milliseconds a call, and the slope in logarithms');
  for (const [name, sizes, theory, prepare] of tables(engine)) {
    engine.setup(false);
    const times = sizes.map((size) => best(prepare(size)));
    const rows = sizes.map((size, i) => `${size}: ${times[i].toPrecision(3)}`).join('   ');
    const found = slope(sizes, times);
    const verdict = found <= theory + LEEWAY ? 'met' : 'missed';
    const slopes = `slope ${found.toFixed(2)}  (theory ${theory}, and ${LEEWAY} for the clock: ${verdict})`;
    console.log(`  ${name.padEnd(46)} ${rows.padEnd(62)} ${slopes}`);
  }
}
