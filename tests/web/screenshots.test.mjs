// The README's pictures can be taken from the page as it is, and are those it shows.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../web/scripts/files.mjs';
import { SHOTS, take_screenshots } from './support/screenshots.mjs';

/** Width and height of a PNG, from its header. */
const size_of = (file) => { const head = readFileSync(file); return [head.readUInt32BE(16), head.readUInt32BE(20)]; };

test('every picture of the README is taken from the page, at the size it stands there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relevance-lab-shots-'));
  try {
    await take_screenshots(folder);
    const names = Object.keys(SHOTS).map((name) => `${name}.png`).sort();
    assert.deepEqual(readdirSync(folder).sort(), names);
    assert.deepEqual(readdirSync(join(ROOT, 'docs/screenshots')).sort(), names);
    for (const name of names) assert.deepEqual(size_of(join(folder, name)), size_of(join(ROOT, 'docs/screenshots', name)), name);
    const shown = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/docs\/screenshots\/([\w-]+\.png)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(shown)].sort(), names);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
