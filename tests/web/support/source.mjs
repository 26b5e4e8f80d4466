// The page's TypeScript in Node, through Vite: what needs no browser is tested without one.

import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';

/** Modules that only a build has: names and their source. */
function stand_ins(modules) {
  return {
    name: 'stand-ins',
    resolveId: (id) => (id in modules ? `\0${id}` : null),
    load: (id) => modules[id.slice(1)] ?? null,
  };
}

/** A server that loads sources by their name in web/src, as `load('state/settings.ts')`. */
export async function source_server(modules = {}) {
  const server = await createServer({
    configFile: false, root: fileURLToPath(new URL('../../../web', import.meta.url)), logLevel: 'error',
    plugins: [svelte({ configFile: false }), stand_ins(modules)],
    server: { middlewareMode: true, ws: false, watch: null }, optimizeDeps: { noDiscovery: true },
  });
  return { load: (name) => server.ssrLoadModule(`/src/${name}`), close: () => server.close() };
}
