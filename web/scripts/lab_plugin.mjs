// Vite plugin: the engine, the worker and the catalogue as modules; files beside the page.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  card_pictures, catalogue, ENGINE, EXAMPLES, hosted_files, is_student, manifest, packed_wasm, ROOT, wasm_name,
} from './files.mjs';

export const HOSTED_POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self'",
  "manifest-src 'self'", "base-uri 'none'", "form-action 'none'",
].join('; ');

const ELEMENT = 'relevance-lab.js'; // the custom element for the pages of a course, as it is written

/** KaTeX offers each font three times; woff2 alone is enough. */
const woff2_only = (css) => css.replace(/,\s*url\([^)]*\.(?:woff|ttf)[^)]*\)\s*format\([^)]*\)/g, '');

/** MathLive asks the stack where it lies, for fonts and sounds that it does not get here; from a file that is an error. */
const no_script_url = (code) => code.replace(/(\.currentScript\)==null\?void 0:\w+\.src\)\|\|)[\w$]+\(\)/, '$1""');

function modules(single, wasm_path) {
  const worker = join(ROOT, 'web/src/engine/worker.ts').replaceAll('\\', '/');
  const validate = join(ROOT, 'web/src/validate/Validate.svelte').replaceAll('\\', '/');
  return {
    'virtual:engine': () => `export { default } from ${JSON.stringify(join(ENGINE, 'engine.mjs'))};`,
    'virtual:worker': () => `export { default } from ${JSON.stringify(`${worker}?worker${single ? '&inline' : ''}`)};`,
    // what students get has no use for it, and its template has keys
    'virtual:validate': () => (is_student() ? 'export default null;' : `export default () => import(${JSON.stringify(validate)});`),
    'virtual:cards': () => `export const pictures = ${JSON.stringify(card_pictures())};`,
    'virtual:lab': () => `export const catalogue = ${JSON.stringify(catalogue())};
      export const student = ${is_student()};
      export const wasm_path = ${JSON.stringify(wasm_path())};
      export const files = ${JSON.stringify(manifest(single))};`,
  };
}

/** The virtual modules alone: what the worker's own bundle needs too. */
export function virtual_modules(single = false) {
  const table = modules(single, wasm_name);
  return {
    name: 'lab-modules',
    resolveId: (id) => (id in table ? `\0${id}` : null),
    load: (id) => table[id.slice(1)]?.() ?? null,
  };
}

export function lab_files(single = false) {
  return {
    name: 'lab-files',
    enforce: 'pre',
    transform: (code, id) => (/katex.*\.css/.test(id) ? woff2_only(code) : /mathlive.*\.mjs/.test(id) ? no_script_url(code) : null),
    generateBundle() {
      if (single) return;
      this.emitFile({ type: 'asset', fileName: ELEMENT, source: readFileSync(join(ROOT, 'web/src/course', ELEMENT)) });
      for (const [fileName, source] of hosted_files()) this.emitFile({ type: 'asset', fileName, source });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { server }) => (single || server ? html : html.replace('<meta charset="utf-8" />',
        `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${HOSTED_POLICY}" />
    <link rel="manifest" href="./manifest.webmanifest" />`)),
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent((request.url ?? '').split('?')[0]).replace(/^\//, '');
        if (path === wasm_name()) return response.end(packed_wasm());
        const file = path.startsWith('examples/') ? join(EXAMPLES, path.slice(9)) : null;
        if (file === null || path.includes('..') || !existsSync(file)) return next();
        response.end(readFileSync(file));
      });
    },
  };
}
