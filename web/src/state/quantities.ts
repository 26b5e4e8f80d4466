// \value{name} and \value{name[i]} in a formula become the frame's numbers.

import type { Language, NumberArray } from '../engine/types';
import { format_number } from '../words/format';

/** A number as LaTeX, formatted as everywhere. */
export function latex_number(value: number, language: Language): string {
  if (Number.isNaN(value)) return '\\text{–}';
  return format_number(value, language).replaceAll('−', '-').replace('∞', '\\infty').replace(',', '{,}')
    .replace(/·10([⁻⁰¹²³⁴-⁹]+)/, (_, raised: string) =>
      `\\cdot 10^{${Array.from(raised, (c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('')}}`);
}

function place_in(array: NumberArray, index: string): number {
  const places = [...index.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  if (places.length < 2) return places[0] ?? 0;
  return places.reduce((flat, place, axis) => flat * (array.shape[axis] ?? 1) + place, 0);
}

/** A column of its numbers, or a matrix; a lone number as it is. */
export function latex_array(array: NumberArray, language: Language): string {
  const all = Array.from(array.values, (value) => latex_number(value, language));
  if (all.length <= 1) return all[0] ?? '\\text{–}';
  const columns = array.shape.length > 1 ? array.shape.at(-1) ?? 1 : 1;
  const rows = Array.from({ length: all.length / columns }, (_, r) => all.slice(r * columns, (r + 1) * columns).join('&'));
  return `\\begin{pmatrix}${rows.join('\\\\')}\\end{pmatrix}`;
}

/** Negative numbers after an operator stand in brackets. */
export function fill_values(latex: string, quantities: Record<string, NumberArray>, language: Language): string {
  return latex.replace(/(\\cdot|[-+*/])?(\s*)\\value\{([A-Za-z_]\w*)((?:\[[\d,\s]+\])*)\}/g,
    (_, operator: string | undefined, space: string, name: string, index: string) => {
      const array = Object.hasOwn(quantities, name) ? quantities[name] : undefined;
      const text = array === undefined ? '\\text{–}'
        : index === '' ? latex_array(array, language) : latex_number(array.values[place_in(array, index)] ?? NaN, language);
      return `${operator ?? ''}${space}${operator && text.startsWith('-') ? `(${text})` : text}`;
    });
}
