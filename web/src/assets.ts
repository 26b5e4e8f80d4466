// Where bytes come from: embedded in the single file, or beside the page.

import { wasm_path } from 'virtual:lab';

async function inflate(text: string): Promise<ArrayBuffer> {
  const raw = atob(text.trim());
  const bytes = Uint8Array.from(raw, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

async function load(path: string): Promise<ArrayBuffer> {
  const embedded = document.querySelector(`script[data-asset="${CSS.escape(path)}"]`);
  if (embedded?.textContent) return inflate(embedded.textContent);
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.arrayBuffer();
}

export function load_wasm(): Promise<ArrayBuffer> {
  return load(wasm_path);
}

/** A model or data file, by its name relative to examples/. */
export async function load_asset(name: string): Promise<Uint8Array> {
  return new Uint8Array(await load(`examples/${name}`));
}

export async function load_scenario(name: string): Promise<string> {
  return new TextDecoder().decode(await load(`examples/${name}.json`));
}
