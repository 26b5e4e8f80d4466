// The engine in Node. Emscripten's ES module wants CommonJS names there: it gets them.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ENGINE, engine_wasm } from './files.mjs';

export async function load_engine() {
  const source = readFileSync(join(ENGINE, 'engine.mjs'), 'utf8')
    .replace(/export default createEngine;?/, '').replace('export default ', '');
  const make = new Function('require', '__dirname', '__filename', `${source}\nreturn createEngine;`);
  const create_engine = make(createRequire(import.meta.url), ENGINE, join(ENGINE, 'engine.mjs'));
  return create_engine({ wasmBinary: new Uint8Array(engine_wasm()) });
}
