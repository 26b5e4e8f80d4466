// What views do with what they carry: words in a language, sizes, magnitudes.

import type { Language, Picture, Text } from '../engine/types';

export function say(text: Text, language: Language): string {
  return text[language] || text.en;
}

/** A list of texts in a language. */
export function words(texts: Text[], language: Language): string[] {
  return texts.map((text) => say(text, language));
}

/** The picture, unless it is empty or absent. */
export function at_hand(picture: Picture | undefined): Picture | null {
  return picture !== undefined && picture.values.length > 0 ? picture : null;
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
