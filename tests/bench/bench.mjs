// ./lab bench: all tables, or those named (kernels, engine, page).

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bench_kernels } from './kernels.mjs';
import { bench_engine } from './engine.mjs';
import { bench_one_class } from './one_class.mjs';
import { bench_series } from './series.mjs';
import { bench_page } from '../../web/scripts/bench_page.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const tables = { kernels: bench_kernels, engine: bench_engine, 'one-class': bench_one_class, series: bench_series, page: bench_page };
const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(tables)) {
  if (!tables[name]) {
    console.error(`lab bench: no table "${name}", expected ${Object.keys(tables).join(' or ')}`);
    process.exit(2);
  }
  await tables[name](root);
}
