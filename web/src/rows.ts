// Any view as rows of cells: what "show as table" and CSV give out.

import type { Language, View } from './engine_types';
import { number, numbers, picture, size_of, words } from './fields';
import { DICTIONARY } from './i18n';

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

export function rows_of(view: View, language: Language): Rows {
  switch (view.kind) {
    case 'image': return picture_rows(view, 'pixels', language);
    case 'heatmap': case 'maps': return picture_rows(view, 'values', language);
    case 'bars': return bars_rows(view, language);
    case 'curves': return curves_rows(view, language);
    case 'table': return table_rows(view, language);
    case 'strip': return strip_rows(view, language);
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
