// Typed access to what a view carries.

import type { Field, Language, NumberArray, Picture, Text, View } from '../engine/types';

export function is_picture(field: Field | undefined): field is Picture {
  return typeof field === 'object' && field !== null && 'values' in field && field.values instanceof Float32Array;
}

function is_numbers(field: Field | undefined): field is NumberArray {
  return typeof field === 'object' && field !== null && 'values' in field && field.values instanceof Float64Array;
}

export function picture(view: View, name: string): Picture | null {
  const field = view.fields[name];
  return is_picture(field) && field.values.length > 0 ? field : null;
}

export function numbers(view: View, name: string): NumberArray | null {
  const field = view.fields[name];
  return is_numbers(field) ? field : null;
}

export function number(view: View, name: string): number | null {
  const field = view.fields[name];
  return typeof field === 'number' ? field : null;
}

export function say(text: Text, language: Language): string {
  return text[language] || text.en;
}

/** A list of names, whether the engine gave plain words or words in two languages. */
export function words(view: View, name: string, language: Language): string[] {
  const field = view.fields[name];
  if (!Array.isArray(field)) return [];
  return field.map((item) => (typeof item === 'string' ? item : say(item, language)));
}

export function word(view: View, name: string, language: Language): string {
  const field = view.fields[name];
  if (typeof field === 'string') return field;
  return typeof field === 'object' && 'en' in field ? say(field, language) : '';
}

/** Rows and columns of a picture; leading dimensions are maps or thumbnails. */
export function size_of(picture: Picture): { count: number; rows: number; columns: number } {
  const columns = picture.shape.at(-1) ?? 1;
  const rows = picture.shape.at(-2) ?? 1;
  return { count: Math.max(1, Math.round(picture.values.length / Math.max(1, rows * columns))), rows, columns };
}

/** The end of the symmetric scale: the largest magnitude. */
export function largest(values: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < values.length; ++i) max = Math.max(max, Math.abs(values[i] ?? 0));
  return max;
}
