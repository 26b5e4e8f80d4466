// A series of numbers: drawn over, and read from what is pasted.

import { parse_number } from '../words/format';

/** The values with a straight line drawn from one place to another; what lies between is drawn over too. */
export function draw_over(values: Float64Array, from: { i: number; v: number }, to: { i: number; v: number }): Float64Array {
  const drawn = Float64Array.from(values);
  const steps = Math.abs(to.i - from.i);
  for (let k = 0; k <= steps; ++k) {
    const t = steps === 0 ? 1 : k / steps;
    drawn[from.i + k * Math.sign(to.i - from.i)] = from.v + t * (to.v - from.v);
  }
  return drawn;
}

export type ReadSeries = { ok: true; values: number[] } | { ok: false; unread: string };

/**
 * A list as people paste it. Numbers are parted by commas, spaces, line breaks or semicolons. Where semicolons or line
 * breaks part them, one comma inside a number is a decimal comma: "0,5; 0,7".
 */
export function read_series(text: string): ReadSeries {
  const lines = /[;\n\r]/.test(text.trim());
  const words = text.split(lines ? /[;\s]+/ : /[,\s]+/).map((word) => word.replace(/^,+|,+$/g, ''));
  const is_list = (word: string) => word.split(',').length > 2 || (word.includes(',') && word.includes('.'));
  const numbers = words.flatMap((word) => (is_list(word) ? word.split(',') : [word])).filter((word) => word !== '');
  const values: number[] = [];
  for (const word of numbers) {
    const value = parse_number(word);
    if (value === null) return { ok: false, unread: word };
    values.push(value);
  }
  return values.length === 0 ? { ok: false, unread: '' } : { ok: true, values };
}

/** As it can be read again, nothing rounded. */
export function write_series(values: Float64Array, decimal_comma: boolean): string {
  const plain = Array.from(values, String);
  return decimal_comma ? plain.map((one) => one.replace('.', ',')).join('; ') : plain.join(', ');
}
