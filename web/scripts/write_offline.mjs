// What lets a browser keep the site: its service worker with a list of all files and their hashes, and the manifest.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './files.mjs';
import { package_of } from './notices.mjs';

/** What the worker is bundled from, for the notices, which are older than it. */
export const OFFLINE_PACKAGES = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'];

const WORKER = 'sw.js';
const NAMED_BY_CONTENT = /-[\w-]{8}\.[\w.]+$/; // such a file never changes under its name

function entry(site, url) {
  const hash = createHash('sha256').update(readFileSync(join(site, url))).digest('base64');
  return { url, integrity: `sha256-${hash}`, revision: NAMED_BY_CONTENT.test(url) ? null : hash };
}

/** The worker, bundled with the list of what `site` holds. */
export async function write_offline(site) {
  const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(site.length + 1).replaceAll('\\', '/')).filter((url) => url !== WORKER).sort();
  const { output } = (await build({
    configFile: false, logLevel: 'warn', root: join(ROOT, 'web'), publicDir: false,
    define: {
      FILES_OF_THE_SITE: JSON.stringify(files.map((url) => entry(site, url))), 'process.env.NODE_ENV': '"production"',
    },
    build: { write: false, target: 'es2022', lib: { entry: 'src/offline/service_worker.ts', formats: ['iife'], name: 'worker' } },
  }))[0];
  const unnamed = Object.keys(output[0].modules).map(package_of).filter((folder) => folder !== null)
    .map((folder) => basename(folder)).filter((name) => !OFFLINE_PACKAGES.includes(name));
  if (unnamed.length > 0) throw new Error(`bundled into ${WORKER}, but not in the notices: ${[...new Set(unnamed)]}`);
  writeFileSync(join(site, WORKER), output[0].code);
}
