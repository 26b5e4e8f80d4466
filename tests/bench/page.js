// One network, three engines, one thread, one run: times are compared round by round.

import createEngine from '/build/wasm/bench.mjs';

const wasmBinary = await (await fetch('/build/wasm/bench.wasm')).arrayBuffer();
const engine = await createEngine({ wasmBinary });

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = '/node_modules/onnxruntime-web/dist/';
tf.wasm.setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
await tf.setBackend('wasm');
await tf.ready();

/** Our parameters in TensorFlow's layout: kernels [kh, kw, in, out], dense [in, out]. */
function tf_weights(name, channels_in, height) {
  const { weights, bias } = engine.parameters(name);
  const out = bias.length;
  if (name.startsWith('conv')) {
    const kernel = new Float32Array(weights.length);
    for (let c = 0; c < channels_in; ++c)
      for (let tap = 0; tap < 25; ++tap)
        for (let o = 0; o < out; ++o)
          kernel[(tap * channels_in + c) * out + o] = weights[o + (c * 25 + tap) * out];
    return [tf.tensor4d(kernel, [5, 5, channels_in, out]), tf.tensor1d(bias)];
  }
  const inputs = weights.length / out;
  const kernel = new Float32Array(weights.length);
  const pixels = height * height;
  for (let i = 0; i < inputs; ++i) { // images are channels-last there
    const c = Math.floor(i / pixels), p = i % pixels;
    const row = height > 1 ? p * channels_in + c : i;
    for (let o = 0; o < out; ++o) kernel[row * out + o] = weights[o + i * out];
  }
  return [tf.tensor2d(kernel, [inputs, out]), tf.tensor1d(bias)];
}

function tf_model(average) {
  const pool = () => (average ? tf.layers.averagePooling2d : tf.layers.maxPooling2d)({ poolSize: 2, strides: 2 });
  const conv = (filters, extra) => tf.layers.conv2d({ filters, kernelSize: 5, padding: 'same', activation: 'relu', ...extra });
  const model = tf.sequential({ layers: [
    conv(16, { inputShape: [28, 28, 1], name: 'conv1' }), pool(), conv(32, { name: 'conv2' }), pool(), tf.layers.flatten(),
    tf.layers.dense({ units: 128, activation: 'relu', name: 'dense1' }), tf.layers.dense({ units: 10, name: 'dense2' }),
  ] });
  for (const [name, channels, height] of [['conv1', 1, 28], ['conv2', 16, 14], ['dense1', 32, 7], ['dense2', 128, 1]])
    model.getLayer(name).setWeights(tf_weights(name, channels, height));
  return model;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs each contender in turn, `rounds` times; milliseconds a call, median over rounds. */
async function race(contenders, rounds = 25, slice_ms = 25) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  const calls = {};
  for (const [name, call] of Object.entries(contenders)) {
    const warm = performance.now(); // the compilers have their say before the clock runs
    while (performance.now() - warm < 150) await call();
    const begin = performance.now();
    let n = 0;
    while (performance.now() - begin < slice_ms) { await call(); ++n; }
    calls[name] = Math.max(1, n);
  }
  for (let round = 0; round < rounds; ++round)
    for (const [name, call] of Object.entries(contenders)) {
      const begin = performance.now();
      for (let i = 0; i < calls[name]; ++i) await call();
      times[name].push((performance.now() - begin) / calls[name]);
    }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

const largest_gap = (a, b) => a.reduce((worst, v, i) => Math.max(worst, Math.abs(v - b[i]) / Math.max(1, Math.abs(v))), 0);

window.bench = async (average, batch) => {
  const bytes = engine.setup(average);
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const model = tf_model(average);
  const pixels = new Float32Array(784 * batch);
  let seed = 1;
  for (let i = 0; i < pixels.length; ++i) pixels[i] = ((seed = (seed * 16807) % 2147483647) / 2147483647) ** 2;
  engine.set_images(pixels, batch);
  const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', pixels, [batch, 1, 28, 28]) };
  const image = tf.tensor4d(pixels, [batch, 28, 28, 1]);

  const run_ort = async () => (await session.run(feeds))[session.outputNames[0]].data;
  const run_tf = () => {
    const y = model.predict(image, { batchSize: batch });
    const data = y.dataSync();
    y.dispose();
    return data;
  };
  const ours = engine.scores();
  const agreement = { onnxruntime: largest_gap(ours, await run_ort()), tensorflow: largest_gap(ours, run_tf()) };

  const explain = (composite) => {
    let chosen = false;
    return () => {
      if (!chosen) engine.choose(composite), (chosen = true);
      return engine.explain();
    };
  };
  const forward = await race({ ours: () => engine.scores(), onnxruntime: run_ort, tensorflow: run_tf });
  // only one composite is prepared at a time, as in the lab
  const box = await race({ forward: () => engine.scores(), explain: explain('epsilon-gamma-box:low=0,high=1') });
  const plus = await race({ forward: () => engine.scores(), explain: explain('epsilon-plus') });
  const sum = (composite) => (engine.choose(composite), engine.explain());
  const sums = { 'epsilon-gamma-box': sum('epsilon-gamma-box:low=0,high=1'), 'epsilon-plus': sum('epsilon-plus') };
  image.dispose();
  model.dispose();
  await session.release();
  const handed = { network: [...bytes], images: [...pixels], scores: [...ours], sums }; // for who computes outside the browser
  return { agreement, forward, box, plus, handed };
};
/** Training on those digits at two tolerances, and one explained: milliseconds, the best of some. */
window.one_class = (digits, size, { gamma, nu }) => {
  engine.set_points(new Float64Array(digits), size);
  const best = (call, rounds) => Math.min(...Array.from({ length: rounds }, () => {
    const begin = performance.now();
    call();
    return performance.now() - begin;
  }));
  const train = (tolerance) => {
    const result = engine.train_digits(gamma, nu, tolerance);
    return { ...result, ms: best(() => engine.train_digits(gamma, nu, tolerance), 5) };
  };
  const loose = train(1e-3 / (nu * digits.length / size)), tight = train(1e-10);
  return { loose, tight, explain: best(() => engine.explain_one_class(1), 20), gap: engine.explain_one_class(1) };
};
/** Gram matrices of the convolution kernel: milliseconds a call by mode, the best of some rounds of `calls`. */
window.gram = (length, count, rounds, calls) => {
  engine.set_series(length, count);
  const warm = (call) => { // the compilers have their say before the clock runs
    for (const begin = performance.now(); calls > 1 && performance.now() - begin < 300;) call();
    return call;
  };
  const best = (call) => Math.min(...Array.from({ length: rounds }, () => {
    const begin = performance.now();
    for (let i = 0; i < calls; ++i) call();
    return (performance.now() - begin) / calls;
  }));
  return Object.fromEntries(['full', 'circular', 'same', 'valid'].map((mode) => [mode, best(warm(() => engine.gram(mode)))]));
};
/** Updates a second of learning through time, and the losses before and after. */
window.learning = (size, steps, updates) => {
  engine.set_dynamics(size, steps);
  const before = engine.update_dynamics(20);
  const begin = performance.now();
  const after = engine.update_dynamics(updates);
  return { rate: 1000 * updates / (performance.now() - begin), before, after };
};
window.kernels = () => engine.kernels();
window.bilrp = () => engine.bilrp();
window.ready = true;
