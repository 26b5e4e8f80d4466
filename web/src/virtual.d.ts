declare module 'virtual:engine' {
  import type { EngineModule } from './engine/types';
  export default function create_engine(options: { wasmBinary: Uint8Array }): Promise<EngineModule>;
}

declare module 'virtual:worker' {
  const LabWorker: new () => Worker;
  export default LabWorker;
}

declare module 'virtual:validate' {
  /** The page on which a scenario file is tried; null in a build for students. */
  const load: (() => Promise<typeof import('./validate/Validate.svelte')>) | null;
  export default load;
}

declare module 'virtual:cards' {
  export interface CardPicture {
    kind: 'image' | 'heatmap' | 'curves'; rows: number; columns: number; data: string;
    lines?: { walk: string; curves: string };
  }
  export const pictures: Record<string, CardPicture[]>;
}

declare module 'virtual:lab' {
  import type { Text } from './engine/types';
  /** `tasks`: how many are graded; `recorded`: how many are not. */
  export interface Card {
    name: string; title: Text; chapter: Text; place: number; summary: Text; needs: string[]; tasks: number; recorded?: number;
  }
  export const catalogue: Card[];
  /** Built without solutions and keys. */
  export const student: boolean;
  export const wasm_path: string;
  /** Of every file the page may load: how long it is, and how its SHA-256 begins. */
  export const files: Record<string, { bytes: number; hash: string }>;
}

declare module 'lzma/decoder' {
  import type { InputBuffer, OutputBuffer } from 'lzma/streams';
  export class Decoder { decompress(input: InputBuffer, output: OutputBuffer): void }
}
declare module 'lzma/streams' {
  export class InputBuffer { constructor(data: Uint8Array) }
  export class OutputBuffer { constructor(capacity: number); toArray(): Uint8Array<ArrayBuffer> }
}
