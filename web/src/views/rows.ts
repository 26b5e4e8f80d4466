// Any view as rows of cells: what "show as table" and CSV give out.

import type { Language, View } from '../engine/types';
import { number, numbers, picture, size_of, words } from './fields';
import { DICTIONARY } from '../words/dictionary';
import { plain_name } from '../answers/latex_name';

export interface Rows { columns: string[]; rows: (string | number)[][] }

function picture_rows(view: View, name: string, language: Language): Rows {
  const found = picture(view, name);
  const say = DICTIONARY[language];
  if (!found) return { columns: [], rows: [] };
  const { count, rows, columns } = size_of(found);
  const header = [...(count > 1 ? [say.map] : []), say.row, ...Array.from({ length: columns }, (_, c) => String(c + 1))];
  const lines = Array.from({ length: count * rows }, (_, i) => [
    ...(count > 1 ? [Math.floor(i / rows) + 1] : []), (i % rows) + 1, ...found.values.subarray(i * columns, (i + 1) * columns)]);
  return { columns: header, rows: lines };
}

function bars_rows(view: View, language: Language): Rows {
  const say = DICTIONARY[language];
  const values = numbers(view, 'values')?.values ?? new Float64Array();
  const probabilities = numbers(view, 'probabilities')?.values;
  const rows = words(view, 'labels', language).map((label, i) =>
    [label, values[i] ?? NaN, ...(probabilities ? [probabilities[i] ?? NaN] : [])]);
  return { columns: ['', say.value, ...(probabilities ? [say.probability] : [])], rows };
}

function curves_rows(view: View, language: Language): Rows {
  const x = numbers(view, 'x')?.values ?? new Float64Array();
  const values = numbers(view, 'values')?.values ?? new Float64Array();
  const names = words(view, 'names', language);
  const rows = Array.from(x, (at, i) => [at, ...names.map((_, m) => values[m * x.length + i] ?? NaN)]);
  return { columns: ['x', ...names], rows };
}

export function table_rows(view: View, language: Language): Rows {
  const columns = words(view, 'columns', language);
  const values = numbers(view, 'values')?.values ?? new Float64Array();
  const width = columns.length;
  const rows = words(view, 'rows', language).map((name, r) => [name, ...values.subarray(r * width, (r + 1) * width)]);
  return { columns: ['', ...columns], rows };
}

function strip_rows(view: View, language: Language): Rows {
  const indices = numbers(view, 'indices')?.values ?? new Float64Array();
  const predictions = numbers(view, 'predictions')?.values;
  const say = DICTIONARY[language];
  const rows = words(view, 'labels', language).map((label, i) =>
    [indices[i] ?? i, label, ...(predictions ? [predictions[i] ?? NaN] : [])]);
  return { columns: ['#', say.value, ...(predictions ? [say.read_as] : [])], rows };
}

function network_rows(view: View, language: Language): Rows {
  const say = DICTIONARY[language];
  const list = (name: string) => numbers(view, name)?.values ?? new Float64Array();
  const names = words(view, 'labels', language).map(plain_name);
  const [activations, relevances, weights, flows, to] = ['activations', 'relevances', 'weights', 'flows', 'to'].map(list);
  const neurons = names.map((name, n) => [name, activations?.[n] ?? NaN, relevances?.[n] ?? NaN]);
  const edges = Array.from(list('from'), (from, e) => [`${names[from] ?? ''} → ${names[to?.[e] ?? 0] ?? ''}`, weights?.[e] ?? NaN, flows?.[e] ?? NaN]);
  return { columns: ['', `${say.activation} / ${say.weight}`, `${say.relevance} / ${say.flow}`], rows: [...neurons, ...edges] };
}

const LEGIBLE = 40; // lines and columns of a map that a table on the page shows

/** A map over two axes, with its coordinates; `thin`: as many lines as can be read. */
function map_rows(view: View, thin: boolean): Rows {
  const found = picture(view, 'values');
  if (!found) return { columns: [], rows: [] };
  const { rows, columns } = size_of(found);
  const range = (name: string) => numbers(view, name)?.values ?? Float64Array.of(0, 1);
  const places = (count: number) => {
    const stride = thin ? Math.max(1, Math.ceil(count / LEGIBLE)) : 1;
    return Array.from({ length: Math.ceil(count / stride) }, (_, i) => Math.min(count - 1, i * stride + (stride >> 1)));
  };
  const at = (axis: Float64Array, i: number, count: number) => Number(((axis[0] ?? 0) + ((i + 0.5) / count) * ((axis[1] ?? 1) - (axis[0] ?? 0))).toPrecision(10));
  const across = places(columns);
  return {
    columns: ['', ...across.map((c) => String(at(range('x_range'), c, columns)))],
    rows: places(rows).reverse().map((r) => [String(at(range('y_range'), r, rows)), ...across.map((c) => found.values[r * columns + c] ?? NaN)]),
  };
}

/** What stands under the pictures; in full, the pictures themselves. */
function prototype_rows(view: View, language: Language, thin: boolean): Rows {
  const say = DICTIONARY[language];
  const [lines, columns] = [words(view, 'rows', language), words(view, 'columns', language)];
  const values = numbers(view, 'values')?.values;
  const found = picture(view, 'images');
  if (thin && values) return { columns: ['', ...columns], rows: lines.map((line, r) => [line, ...values.subarray(r * columns.length, (r + 1) * columns.length)]) };
  if (!found) return { columns: [], rows: [] };
  const size = size_of(found);
  const rows = Array.from({ length: size.count * size.rows }, (_, i) => {
    const image = Math.floor(i / size.rows);
    return [lines[Math.floor(image / columns.length)] ?? '', columns[image % columns.length] ?? '', (i % size.rows) + 1, ...found.values.subarray(i * size.columns, (i + 1) * size.columns)];
  });
  return { columns: ['', '', say.row, ...Array.from({ length: size.columns }, (_, c) => String(c + 1))], rows };
}

export function rows_of(view: View, language: Language, thin = false): Rows {
  switch (view.kind) {
    case 'image': return picture_rows(view, 'pixels', language);
    case 'heatmap': case 'maps': return picture_rows(view, 'values', language);
    case 'bars': return bars_rows(view, language);
    case 'curves': return curves_rows(view, language);
    case 'table': return table_rows(view, language);
    case 'strip': return strip_rows(view, language);
    case 'prototypes': return prototype_rows(view, language, thin);
    case 'network': return network_rows(view, language);
    case 'plane': case 'field': return map_rows(view, thin);
    default: {
      const rows = Object.keys(view.fields).map((name) => [name, number(view, name) ?? '']);
      return { columns: ['', ''], rows };
    }
  }
}

/** Numbers in full, a quote only where it is needed. */
export function to_csv({ columns, rows }: Rows): string {
  const cell = (value: string | number) => {
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((line) => line.map(cell).join(',')).join('\n');
}
