// Builds a small page of one of the folders beside this file, and serves it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { serve } from '../../../web/scripts/static_server.mjs';

/** `folder`: "controls" or "views". */
export async function serve_page(folder) {
  const out = mkdtempSync(join(tmpdir(), `relevance-lab-${folder}-`));
  await build({
    configFile: false, root: fileURLToPath(new URL(`./${folder}`, import.meta.url)), base: './', logLevel: 'error',
    plugins: [svelte({ configFile: false })], build: { outDir: out, emptyOutDir: true, target: 'es2022' },
  });
  const { port, close } = await serve({ '/': out });
  const end = async () => { await close(); rmSync(out, { recursive: true }); };
  return { url: `http://127.0.0.1:${port}/`, close: end };
}
