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

const under_way = new Map<string, Promise<Uint8Array>>();

/** A model or data file, by its name relative to examples/. What is asked for early is there early. */
export function load_asset(name: string): Promise<Uint8Array> {
  const found = under_way.get(name);
  if (found) return found;
  const asset = load(`examples/${name}`).then((bytes) => new Uint8Array(bytes));
  under_way.set(name, asset);
  asset.catch(() => under_way.delete(name)); // the next one who asks tries again
  return asset;
}

export async function load_scenario(name: string): Promise<string> {
  return new TextDecoder().decode(await load(`examples/${name}.json`));
}
