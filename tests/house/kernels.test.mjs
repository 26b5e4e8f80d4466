// The hot loops are compiled for speed where the rest is compiled for size.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** From each source, or folder compiled as one, to its optimisation flags in order, as build.ninja has them. */
function optimisations() {
  const found = new Map();
  for (const block of readFileSync(join(root, 'build/wasm/build.ninja'), 'utf8').split(/\n(?=build )/)) {
    const source = block.match(/^build \S+\.o: CXX_COMPILER\S* \S*?\/(src\/\S+\.cpp|Unity\/unity_src_\S+\.cxx)/)?.[1];
    const flags = block.match(/^ +FLAGS = (.*)$/m)?.[1];
    if (source && flags) found.set(source, flags.match(/(?<=\s|^)-O\w+/g) ?? []);
  }
  return found;
}

test('WebAssembly: every kernel is compiled with -O3, everything else with -Oz', () => {
  const all = [...optimisations()];
  const kernels = all.filter(([source]) => source.startsWith('src/nn/kernels/'));
  assert.ok(kernels.length >= 8 && all.length >= kernels.length + 20, `${kernels.length} kernels of ${all.length} files`);
  for (const [source, flags] of all)
    if (source.startsWith('src/nn/kernels/')) assert.deepEqual([flags.at(-1), flags.includes('-Oz')], ['-O3', false], source);
    else assert.equal(flags.at(-1), '-Oz', source);
});

test('no build file lists hot files', () => {
  assert.doesNotMatch(readFileSync(join(root, 'CMakeLists.txt'), 'utf8'), /set_source_files_properties\([^)]*(COMPILE|OPTION|FLAG)/);
});
