import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { BUILD, DIST } from './scripts/files.mjs';
import { lab_files, virtual_modules } from './scripts/lab_plugin.mjs';
import { notices } from './scripts/notices.mjs';
import { OFFLINE_PACKAGES } from './scripts/write_offline.mjs';

// `--mode single` builds the one file; anything else the hosted site.
export default defineConfig(({ mode }) => {
  const single = mode === 'single';
  const told = notices(single ? [] : OFFLINE_PACKAGES);
  return {
    root: import.meta.dirname,
    base: './',
    publicDir: single ? false : 'public',
    plugins: [svelte(), virtual_modules(single), lab_files(single), told.page, ...(single ? [viteSingleFile()] : [])],
    worker: { format: 'iife', plugins: () => [virtual_modules(single), told.worker] },
    build: {
      outDir: single ? `${BUILD}/single` : `${DIST}/site`,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: single ? 100_000_000 : 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
    // its decoder alone: the encoder is as large again
    resolve: { alias: { lzma: `${import.meta.dirname}/../node_modules/lzma1/lib` } },
    server: { host: '127.0.0.1' },
  };
});
