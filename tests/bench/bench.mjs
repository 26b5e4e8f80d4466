// ./lab bench: all tables, or those named (kernels, engine, …). What it prints is kept in build/bench.txt.

import { createWriteStream, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bench_kernels } from './kernels.mjs';
import { bench_engine } from './engine.mjs';
import { bench_growth } from './growth.mjs';
import { bench_one_class } from './one_class.mjs';
import { bench_series } from './series.mjs';
import { bench_vgg } from './vgg.mjs';
import { bench_page } from '../../web/scripts/bench_page.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const tables = {
  kernels: bench_kernels, engine: bench_engine, 'one-class': bench_one_class, series: bench_series,
  growth: bench_growth, vgg: bench_vgg, page: bench_page,
};
const asked = process.argv.slice(2);

mkdirSync(join(root, 'build'), { recursive: true });
const kept = createWriteStream(join(root, 'build/bench.txt'));
const print = console.log.bind(console);
console.log = (...words) => { kept.write(`${words.join(' ')}\n`); print(...words); };
console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`);
for (const name of asked.length > 0 ? asked : Object.keys(tables)) {
  if (!tables[name]) {
    console.error(`lab bench: no table "${name}", expected ${Object.keys(tables).join(' or ')}`);
    process.exit(2);
  }
  await tables[name](root);
}
