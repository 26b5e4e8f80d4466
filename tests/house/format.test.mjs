// Every file is as `./lab format` leaves it.

import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');

// Other versions break lines elsewhere.
const version = spawnSync('clang-format', ['--version'], { encoding: 'utf8' }).stdout?.match(/version (\d+)/)?.[1];

test('clang-format has nothing to change', { skip: version === '14' ? false : `clang-format ${version}, not 14` }, () => {
  const files = ['src', 'tests'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)))
    .filter((name) => /\.[ch]pp$/.test(name));
  execFileSync('clang-format', ['--dry-run', '-Werror', ...files], { cwd: root, stdio: 'pipe', encoding: 'utf8' });
});
