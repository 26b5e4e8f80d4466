// npm run build: pictures of the cards, the hosted site, the single file.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { BUILD, DIST, ENGINE, EXAMPLES, packed_wasm, page_files, ROOT, wasm_name } from './files.mjs';
import { load_engine } from './load_engine.mjs';
import { NOTICES } from './notices.mjs';
import { render_cards } from './render_cards.mjs';
import { render_first } from './render_first.mjs';
import { write_offline } from './write_offline.mjs';

const WEB = join(ROOT, 'web');

function embed(path, bytes) {
  const text = gzipSync(bytes, { level: 9 }).toString('base64');
  return `<script type="text/plain" data-asset="${path}">${text}</script>`;
}

function inline_scripts(html) {
  return [...html.matchAll(/<script(?![^>]*data-asset)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
}

function single_policy(html) {
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return ["default-src 'none'", `script-src ${inline_scripts(html).map(hash).join(' ')} 'wasm-unsafe-eval' blob:`,
    'worker-src blob:', "connect-src 'none'", "style-src 'unsafe-inline'", 'img-src data: blob:', 'font-src data:',
    "base-uri 'none'", "form-action 'none'"].join('; ');
}

/** Everything in one HTML file: no request at all. */
function write_single_file() {
  const html = readFileSync(join(BUILD, 'single/index.html'), 'utf8');
  const assets = [embed(wasm_name(), packed_wasm()), embed(NOTICES, readFileSync(join(BUILD, 'single', NOTICES))),
    ...page_files().map((file) => embed(`examples/${file}`, readFileSync(join(EXAMPLES, file))))];
  const policy = `<meta http-equiv="Content-Security-Policy" content="${single_policy(html)}" />`;
  const whole = html
    .replace('<meta charset="utf-8" />', () => `<meta charset="utf-8" />\n    ${policy}`)
    .replace(/<div id="app">/, (found) => `${assets.join('\n')}\n${found}`);
  mkdirSync(DIST, { recursive: true });
  writeFileSync(join(DIST, 'relevance-lab.html'), whole);
}

if (!existsSync(join(ENGINE, 'engine.mjs'))) {
  console.error('The engine is not built yet: run ./lab build, or cmake --preset wasm && cmake --build --preset wasm.');
  process.exit(1);
}
async function main() {
  const engine = await load_engine();
  render_cards(engine);
  render_first(engine);
  for (const mode of ['production', 'single']) {
    await build({ configFile: join(WEB, 'vite.config.ts'), mode, logLevel: 'warn' });
  }
  await write_offline(join(DIST, 'site'));
  write_single_file();
}

// Caught here, for Emscripten's own handler would print the whole engine.
main().catch((error) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
});
