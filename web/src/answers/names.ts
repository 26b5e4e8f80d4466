// Names as they are written: a letter with accents, primes, stars, styles and indices, in whatever order.

import { GREEK, type Token } from './tokens';

export interface Name { name: string; latex: string }

/** A name in its parts; styles (bold, arrows, upright) are left out. */
export interface Written { base: string; marks: string; index: string }

const ACCENTS = new Set(['tilde', 'hat', 'bar', 'dot', 'check', 'breve']);
const STYLES = new Set(['mathbf', 'boldsymbol', 'bm', 'pmb', 'symbf', 'mathit', 'mathnormal', 'vec', 'overrightarrow', 'underline', 'bold',
  'mathrm', 'mathsf', 'mathtt', 'mathfrak', 'upright', 'ensuremath', 'displaylines']);
const FAMILIES: Record<string, string> = { mathcal: '_calligraphic', mathscr: '_calligraphic', mathbb: '_doublestruck' };
const LETTERS = new Set([...GREEK, 'ell', 'nabla', 'hbar']);

export const accent_of = (text: string): string => (ACCENTS.has(text.slice(1)) ? `_${text.slice(1)}` : '');
export const family_of = (text: string): string => FAMILIES[text.slice(1)] ?? '';
export const is_style = (text: string): boolean => text.startsWith('\\') && STYLES.has(text.slice(1));

/** The letter a token stands for, '' if none. */
export function letter_of(text: string): string {
  if (/^\p{L}$/u.test(text)) return text;
  const upright = /^\\(?:text|name)\{(\w+)\}$/.exec(text)?.[1] ?? '';
  if (upright !== '') return text.startsWith('\\name') || upright.length === 1 ? upright : '';
  return text.startsWith('\\') && LETTERS.has(text.slice(1)) ? text.slice(1) : '';
}

export const key_of = ({ base, marks, index }: Written): string => base + marks + (index === '' ? '' : `_${index}`);

/** An index that is one name: letters, digits, words; null for anything else. */
export function plain_index(tokens: Token[]): string | null {
  let text = '';
  for (const { text: token } of tokens) {
    if (/^[{}]$/.test(token) || is_style(token)) continue;
    const word = /^\\(?:text|name)\{(\w+)\}$/.exec(token)?.[1] ?? (/^\\(?:max|min)$/.test(token) ? token.slice(1) : '');
    const piece = word || letter_of(token) || (/^\d+$/.test(token) ? token : '');
    if (piece === '') return null;
    text += piece;
  }
  return text === '' ? null : text;
}
