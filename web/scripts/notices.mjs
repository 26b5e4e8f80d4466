// Vite plugins that write down what really went into the bundles, and under which licence: NOTICES.txt.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_NOTICES } from './engine_notices.mjs';
import { ROOT } from './files.mjs';

export const NOTICES = 'NOTICES.txt';
const RULE = '='.repeat(80);

/** The folder of the package a module comes from, or null for our own. Helpers of the bundler are the bundler's. */
export function package_of(id) {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '').replaceAll('\\', '/');
  const helper = path.match(/^(vite|rolldown)\//);
  if (helper) return join(ROOT, 'node_modules', helper[1]);
  return path.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? null;
}

/** Comments that ask to be kept: code copied into a package keeps its author so. */
function legal_comments(code) {
  const comments = code.match(/\/\*[\s\S]*?\*\//g) ?? [];
  return comments.filter((one) => /^\/\*!|@licen[cs]e|@preserve|copyright/i.test(one));
}

function licence_texts(folder, name) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} is bundled, but has no licence file`);
  const own = (text) => text.split(/^#+ Licenses of bundled dependencies/m)[0]; // what a bundler bundles is not what we do
  return files.map((file) => own(readFileSync(join(folder, file), 'utf8')).trim());
}

function entry_of([folder, comments]) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { name: `${name} ${version}`, licence: license, text: [...licence_texts(folder, name), ...comments].join('\n\n') };
}

const section = ({ name, licence, text }) => `${RULE}\n${name} (${licence})\n${RULE}\n\n${text.trim()}\n`;

function text_of(packages) {
  const own = join(ROOT, 'LICENSE');
  const bundled = [...packages].sort(([a], [b]) => a.localeCompare(b)).map(entry_of);
  return [
    'Relevance Lab, and what is built into it.\n',
    ...(existsSync(own) ? [`${readFileSync(own, 'utf8').trim()}\n`] : []),
    'Compiled into the engine:\n', ...ENGINE_NOTICES.map(section),
    'Bundled into the page:\n', ...bundled.map(section),
  ].join('\n');
}

/** One plugin for the page and one for its worker, which is bundled by itself: both tell, the page's writes. `also`: bundled elsewhere. */
export function notices(also = []) {
  const packages = new Map(also.map((name) => [join(ROOT, 'node_modules', name), new Set()])); // folder → its modules' legal comments
  function note(context, bundle) {
    const in_chunks = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? Object.keys(one.modules) : []));
    const styles = [...context.getModuleIds()].filter((id) => /\.css(\?|$)/.test(id)); // they leave the chunks
    for (const id of [...in_chunks, ...styles]) {
      const folder = package_of(id);
      if (folder === null) continue;
      const comments = packages.get(folder) ?? new Set();
      for (const comment of legal_comments(context.getModuleInfo(id)?.code ?? '')) comments.add(comment);
      packages.set(folder, comments);
    }
  }
  return {
    worker: { name: 'lab-notices-worker', generateBundle(_, bundle) { note(this, bundle); } },
    page: {
      name: 'lab-notices',
      generateBundle(_, bundle) {
        note(this, bundle);
        this.emitFile({ type: 'asset', fileName: NOTICES, source: text_of(packages) });
      },
    },
  };
}
