// The lab as ./lab build --student makes it, in a folder of its own, and all the text that is shipped in it.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../../../..');

/** Cards that were rendered of the same are taken from the last build. */
export function build_for_students() {
  const folder = mkdtempSync(join(tmpdir(), 'relevance-lab-student-'));
  const [dist, build] = [join(folder, 'dist'), join(folder, 'build')];
  const cards = join(ROOT, 'build/cards');
  if (existsSync(cards)) cpSync(cards, join(build, 'cards'), { recursive: true });
  const run = (script, ...args) => execFileSync('node', [join(ROOT, 'web/scripts', script), ...args],
    { env: { ...process.env, LAB_DIST: dist, LAB_BUILD: build, ...env }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const env = {};
  env.LAB_EXAMPLES = run('gather.mjs', '--student').trim();
  run('build.mjs');
  return { dist, examples: env.LAB_EXAMPLES, remove: () => rmSync(folder, { recursive: true }) };
}

const ASSET = /<script type="text\/plain" data-asset="([^"]+)">([^<]*)<\/script>/g;

/** What a single file holds: its embedded files by name, and the page itself without them. */
function parts_of(html) {
  const assets = [...html.matchAll(ASSET)].map(([, name, text]) => [`single/${name}`, gunzipSync(Buffer.from(text, 'base64'))]);
  return [['single/page', Buffer.from(html.replace(ASSET, ''))], ...assets];
}

/** Every file that is shipped, by name: the site's, and what lies in the single file. */
export function shipped(dist) {
  const site = join(dist, 'site');
  const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
  return new Map([...files.map((file) => [file.slice(site.length + 1), readFileSync(file)]),
    ...parts_of(readFileSync(join(dist, 'relevance-lab.html'), 'utf8'))]);
}
