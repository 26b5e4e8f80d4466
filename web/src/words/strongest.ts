// Where a picture of relevance is strongest, in words: what a screen reader says of it.

import type { Language } from '../engine/types';
import { fill_text } from './captions';

/** Layer of maps, row and column from 1; `map` 0: there is only one. */
interface Place { map: number; row: number; column: number; value: number }
/** Its numbers [maps × rows × columns], row-major. */
export interface Picture { values: ArrayLike<number>; rows: number; columns: number }

const WORDS = {
  en: {
    place: 'row {row}, column {column}, {value:signed}', map: 'map {map}, ', for: 'Strongest positive: {place}.',
    against: 'Strongest negative: {place}.', nothing: 'It is zero everywhere.',
  },
  de: {
    place: 'Zeile {row}, Spalte {column}, {value:signed}', map: 'Karte {map}, ', for: 'Am stärksten positiv: {place}.',
    against: 'Am stärksten negativ: {place}.', nothing: 'Sie ist überall null.',
  },
} satisfies Record<Language, Record<string, string>>;

function place_at({ values, rows, columns }: Picture, at: number): Place {
  const area = rows * columns;
  const inside = at % area;
  return {
    map: values.length > area ? Math.floor(at / area) + 1 : 0,
    row: Math.floor(inside / columns) + 1, column: (inside % columns) + 1, value: values[at] ?? 0,
  };
}

/** The places of the largest and the smallest number; null where none is above, or below, zero. */
function extremes(picture: Picture): { most: Place | null; least: Place | null } {
  let [most, least] = [-1, -1];
  for (let i = 0; i < picture.values.length; ++i) {
    const value = picture.values[i] ?? 0;
    if (value > (most < 0 ? 0 : picture.values[most] ?? 0)) most = i;
    if (value < (least < 0 ? 0 : picture.values[least] ?? 0)) least = i;
  }
  return { most: most < 0 ? null : place_at(picture, most), least: least < 0 ? null : place_at(picture, least) };
}

export function strongest_text(picture: Picture, language: Language): string {
  const words = WORDS[language];
  const { most, least } = extremes(picture);
  const told = (text: string, place: Place | null) => (place === null ? ''
    : fill_text(text, { place: (place.map > 0 ? fill_text(words.map, { map: place.map }, language) : '')
      + fill_text(words.place, { ...place }, language) }, language));
  return [told(words.for, most), told(words.against, least)].filter((text) => text !== '').join(' ') || words.nothing;
}
