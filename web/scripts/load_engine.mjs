// The engine in Node. Emscripten's ES module wants CommonJS names there: it gets them.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ENGINE } from './files.mjs';

/** `module`: another one that is built beside it. */
export async function load_engine(module = 'engine') {
  const path = join(ENGINE, `${module}.mjs`);
  const source = readFileSync(path, 'utf8')
    .replace(/export default createEngine;?/, '').replace('export default ', '');
  const make = new Function('require', '__dirname', '__filename', `${source}\nreturn createEngine;`);
  const create_engine = make(createRequire(import.meta.url), ENGINE, path);
  return create_engine({ wasmBinary: new Uint8Array(readFileSync(join(ENGINE, `${module}.wasm`))) });
}
