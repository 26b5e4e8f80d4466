// Values of the page as Python: literals where they can be read, packed where they are long.

import type { NumberArray, Picture, Value } from '../engine/types';

const LEGIBLE = 64; // numbers in a literal
const SINGLE_DIGITS = 9; // in which every number of single precision is told from its neighbours

type Numbers = NumberArray | Picture;
const is_numbers = (value: unknown): value is Numbers =>
  typeof value === 'object' && value !== null && 'shape' in value && 'values' in value;

function python_number(value: number): string {
  if (Number.isNaN(value)) return 'np.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'np.inf' : '-np.inf';
  return Object.is(value, -0) ? '0.0' : String(value);
}

function nested(values: ArrayLike<number>, shape: readonly number[], first = 0): string {
  const [length = 1, ...rest] = shape;
  if (shape.length === 0) return python_number(values[first] ?? NaN);
  const stride = rest.reduce((product, n) => product * n, 1);
  return `[${Array.from({ length }, (_, i) => nested(values, rest, first + i * stride)).join(', ')}]`;
}

/** zlib, then base64: what `unpack` in unpack.py takes. */
export async function packed(bytes: Uint8Array): Promise<string> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('deflate'));
  const small = new Uint8Array(await new Response(stream).arrayBuffer());
  const CHUNK = 0x8000; // arguments of a call
  const letters = Array.from({ length: Math.ceil(small.length / CHUNK) }, (_, i) =>
    String.fromCharCode(...small.subarray(i * CHUNK, (i + 1) * CHUNK)));
  return btoa(letters.join(''));
}

async function python_array({ shape, values }: Numbers): Promise<string> {
  if (shape.length === 0) return python_number(values[0] ?? NaN);
  const of_shape = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  if (values.length === 0) return `np.zeros(${of_shape})`;
  if (values.length <= LEGIBLE) {
    const short = values instanceof Float32Array ? Array.from(values, (value) => Number(value.toPrecision(SINGLE_DIGITS))) : values;
    return `np.array(${nested(short, shape)}, float)`;
  }
  const single = values.every((value) => Object.is(value, Math.fround(value)));
  const list = single ? Float32Array.from(values) : Float64Array.from(values);
  return `unpack("${await packed(new Uint8Array(list.buffer))}", ${of_shape}, "${single ? '<f4' : '<f8'}")`;
}

/** Of bytes, the call that gives them back; null and undefined are None. */
export async function python_literal(value: Value | Numbers | Uint8Array | readonly unknown[] | null | undefined): Promise<string> {
  if (value === null || value === undefined) return 'None';
  if (value instanceof Uint8Array) return `unpack("${await packed(value)}")`;
  if (is_numbers(value)) return python_array(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return python_number(value);
  if (typeof value === 'string') return JSON.stringify(value);
  return `[${(await Promise.all(value.map((one) => python_literal(one as Value)))).join(', ')}]`;
}
