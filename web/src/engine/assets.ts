// Where bytes come from: embedded in the single file, or beside the page. What is not as it was built is not used.

import { files, wasm_path } from 'virtual:lab';
import { arriving } from './arrivals';
import { bytes_of } from './base64';

export type Fault = 'missing' | 'damaged' | 'silent';

/** A file of the page that did not come, came otherwise than it was built, or never ends. */
export class NotLoaded extends Error {
  readonly file: string;
  readonly fault: Fault;
  constructor(file: string, fault: Fault, detail: string) {
    super(`${file}: ${detail}`);
    this.file = file;
    this.fault = fault;
  }
}

const SILENCE_MS = 20_000; // without a byte

function embedded(path: string): string | null {
  return document.querySelector(`script[data-asset="${CSS.escape(path)}"]`)?.textContent ?? null;
}

/** Whether a file is the engine. */
export const is_engine = (path: string) => path === wasm_path;

/** Whether everything lies in this one file, so that nothing stands beside it. */
export function is_single_file(): boolean { return embedded(wasm_path) !== null; }

async function inflate(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([bytes_of(text.trim())]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

async function hex_digest(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Length and hash as the build wrote them down; an error page or half a file is neither. */
async function assert_whole(path: string, bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const built = files[path];
  if (!built) return bytes;
  if (bytes.byteLength !== built.bytes) throw new NotLoaded(path, 'damaged', `${bytes.byteLength} bytes, expected ${built.bytes}`);
  // browsers hash in secure contexts only; over plain http the length must do
  if (isSecureContext && !(await hex_digest(bytes)).startsWith(built.hash)) throw new NotLoaded(path, 'damaged', 'other bytes than built');
  return bytes;
}

async function receive(path: string, cache: RequestCache): Promise<ArrayBuffer> {
  const silence = new AbortController();
  const wait = () => setTimeout(() => silence.abort(new NotLoaded(path, 'silent', 'no answer')), SILENCE_MS);
  let timer = wait();
  const total = files[path]?.bytes ?? 0;
  let received = 0;
  arriving(path, 0, total);
  try {
    const response = await fetch(path, { cache, signal: silence.signal });
    if (!response.ok || !response.body) throw new NotLoaded(path, 'missing', String(response.status));
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
      arriving(path, received += next.value.byteLength, total);
      clearTimeout(timer);
      timer = wait();
    }
    return await assert_whole(path, await new Blob(chunks).arrayBuffer());
  } catch (error) {
    throw error instanceof NotLoaded ? error : new NotLoaded(path, 'missing', String(error));
  } finally {
    clearTimeout(timer);
    arriving(path, received, total, true);
  }
}

async function load(path: string): Promise<ArrayBuffer> {
  const text = embedded(path);
  if (text !== null) {
    const bytes = await inflate(text).catch((error: unknown) => { throw new NotLoaded(path, 'damaged', String(error)); });
    return assert_whole(path, bytes);
  }
  try {
    return await receive(path, 'default');
  } catch (error) {
    if (error instanceof NotLoaded && error.fault === 'silent') throw error;
    return receive(path, 'reload'); // the browser may have kept a bad copy
  }
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

export async function load_text(path: string): Promise<string> {
  return new TextDecoder().decode(await load(path));
}

export function load_scenario(name: string): Promise<string> {
  return load_text(`examples/${name}.json`);
}
