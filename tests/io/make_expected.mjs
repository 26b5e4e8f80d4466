// Writes what onnxruntime-web computes for every graph of the zoo:
//
//   node tests/io/make_expected.mjs        // -> tests/io/zoo/expected.json
//   node tests/io/make_expected.mjs --print
//
// Element i of input k is ((37 i + 11 (k + 1)) mod 64) / 32 − 1, samples beside each other.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
const folder = new URL('./zoo/', import.meta.url);

function fill(dims, type, k) {
  const n = dims.reduce((a, b) => a * b, 1);
  const Data = type === 'float64' ? Float64Array : Float32Array;
  return Data.from({ length: n }, (_, i) => ((37 * i + 11 * (k + 1)) % 64) / 32 - 1);
}

const expected = {};
for (const file of readdirSync(folder).filter((f) => f.endsWith('.onnx')).sort()) {
  const session = await ort.InferenceSession.create(readFileSync(new URL(file, folder)), {
    logSeverityLevel: 3,
  }).catch((error) => {
    throw new Error(file + ': ' + error.message);
  });
  const feeds = {};
  session.inputMetadata.forEach((input, k) => {
    const batch = typeof input.shape[0] === 'number' ? input.shape[0] : 2;
    const dims = [batch, ...input.shape.slice(1)];
    feeds[input.name] = new ort.Tensor(input.type, fill(dims, input.type, k), dims);
  });
  const output = (await session.run(feeds))[session.outputNames[0]];
  expected[file.replace('.onnx', '')] = { dims: [...output.dims], values: [...output.data] };
}
const text = JSON.stringify(expected, null, 1) + '\n';
if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(new URL('expected.json', folder), text);
