// Runs the engine where it stands: in the worker, or on the page where no worker starts.

import create_engine from 'virtual:engine';
import { Decoder } from 'lzma/decoder';
import { InputBuffer, OutputBuffer } from 'lzma/streams';
import type { EngineModule, Result } from './types';

export type Call = keyof EngineModule;
export type Answer<K extends Call> = ReturnType<EngineModule[K]>;

export async function start_engine(wasm: ArrayBuffer): Promise<EngineModule> {
  const unpacked = new OutputBuffer(4 * wasm.byteLength);
  new Decoder().decompress(new InputBuffer(new Uint8Array(wasm)), unpacked); // packed by web/scripts/files.mjs
  return create_engine({ wasmBinary: unpacked.toArray() });
}

const LONGEST_TEXT = 2 ** 24; // characters: a text is copied before the engine can refuse it

/** Calls the engine by name. What it cannot take is an error; a trap is thrown on: only a fresh engine can follow it. */
export function perform(engine: EngineModule, name: Call, args: unknown[]): Result<unknown> {
  const method = engine[name] as (...args: unknown[]) => Result<unknown>;
  const long = args.find((arg): arg is string => typeof arg === 'string' && arg.length > LONGEST_TEXT);
  if (long !== undefined) {
    const message = `${name}: a text of ${long.length} characters, expected at most ${LONGEST_TEXT}`;
    return { ok: false, error: { code: 'out-of-memory', message, params: { call: name } } };
  }
  try {
    return method.apply(engine, args);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'BindingError') throw error;
    return { ok: false, error: { code: 'bad-argument', message: `${name}: ${error.message}`, params: { call: name } } };
  }
}

/** The buffers of all typed arrays in an answer, to hand over without copying. */
export function buffers_of(answer: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(answer)) {
    if (answer.buffer instanceof ArrayBuffer) found.add(answer.buffer);
  } else if (Array.isArray(answer)) {
    if (typeof answer[0] === 'object') for (const item of answer) buffers_of(item, found);
  } else if (typeof answer === 'object' && answer !== null) {
    for (const item of Object.values(answer)) if (typeof item === 'object') buffers_of(item, found);
  }
  return found;
}
