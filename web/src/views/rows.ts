// A view as rows of cells: what "show as table" and CSV give out. Each view's module makes its own.

import type { Language, NumberArray, Picture } from '../engine/types';
import { DICTIONARY } from '../words/dictionary';
import { size_of } from './fields';

export interface Rows { columns: string[]; rows: (string | number)[][] }

/** One map after the other, a line for each row of pixels. */
export function picture_rows(picture: Picture, language: Language): Rows {
  const say = DICTIONARY[language];
  const { count, rows, columns } = size_of(picture);
  const header = [...(count > 1 ? [say.map] : []), say.row, ...Array.from({ length: columns }, (_, c) => String(c + 1))];
  const lines = Array.from({ length: count * rows }, (_, i) => [
    ...(count > 1 ? [Math.floor(i / rows) + 1] : []), (i % rows) + 1, ...picture.values.subarray(i * columns, (i + 1) * columns)]);
  return { columns: header, rows: lines };
}

/** Named columns beside each other, a line for each entry. */
export function column_rows(columns: string[], lists: ArrayLike<string | number>[]): Rows {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return { columns, rows: Array.from({ length }, (_, i) => lists.map((list) => list[i] ?? '')) };
}

/** A matrix with the names of its rows and columns. */
export function matrix_rows(names: string[], columns: string[], values: ArrayLike<number>): Rows {
  const rows = names.map((name, r) => [name, ...columns.map((_, c) => values[r * columns.length + c] ?? NaN)]);
  return { columns: ['', ...columns], rows };
}

const LEGIBLE = 40; // lines and columns of a map that a table on the page shows

/** A map over two axes, with its coordinates; `thin`: as many lines as can be read. */
export function map_rows(picture: Picture, x_range: NumberArray, y_range: NumberArray, thin: boolean): Rows {
  const { rows, columns } = size_of(picture);
  const places = (count: number) => {
    const stride = thin ? Math.max(1, Math.ceil(count / LEGIBLE)) : 1;
    return Array.from({ length: Math.ceil(count / stride) }, (_, i) => Math.min(count - 1, i * stride + (stride >> 1)));
  };
  const at = ([low = 0, high = 1]: Float64Array, i: number, count: number) =>
    Number((low + ((i + 0.5) / count) * (high - low)).toPrecision(10));
  const across = places(columns);
  return {
    columns: ['', ...across.map((c) => String(at(x_range.values, c, columns)))],
    rows: places(rows).reverse().map((r) => [
      String(at(y_range.values, r, rows)), ...across.map((c) => picture.values[r * columns + c] ?? NaN)]),
  };
}

/** Numbers in full, a quote only where it is needed. */
export function to_csv({ columns, rows }: Rows): string {
  const cell = (value: string | number) => {
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((line) => line.map(cell).join(',')).join('\n');
}
