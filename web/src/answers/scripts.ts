// What hangs on a name or a bracket: exponents, transpositions, positive parts, indices.

import { check_index } from './doubts';
import { is_style, letter_of, plain_index, type Written } from './names';
import type { Json } from './mathjson';
import type { Parser } from './parser';
import { Stumble } from './stumble';
import type { Token } from './tokens';

/** A sign for a part or a transposition, or a function of what it hangs on. */
export type Hanging = '+' | '-' | 'Transpose' | 'InverseTranspose' | Json[];
const MARKS: Record<string, string> = { '\\cdot': '_star', "'": '_prime', '\\dagger': '_dagger' };

/** What an exponent says; the parts of a name go to `name`. */
function exponent(parser: Parser, tokens: Token[], name: Written | null): Hanging[] {
  let rest = tokens;
  const first = () => rest[0]?.text ?? '';
  while (name && first() in MARKS) { name.marks += MARKS[first()]; rest = rest.slice(1); }
  if (rest.length === 0) return [];
  const letters = rest.map(({ text }) => letter_of(text) || (is_style(text) || /^[{}]$/.test(text) ? '' : text)).join('');
  const is_name = rest.length === 1 && [...parser.vocabulary.names.values()].includes(first());
  if (/^-?(\\top|[tT]|tr)$/.test(letters) && !is_name) return [letters.startsWith('-') ? 'InverseTranspose' : 'Transpose'];
  if (letters === '+' || letters === '-') return [letters];
  const simple = rest.slice(1, -1).every(({ text }) => /^([a-z]|\d+|[-+])$/.test(text));
  const word = plain_index(rest) ?? '';
  if (name && first() === '(' && simple) name.marks += `^${letters}`;
  else if (name && /^(opt|neu|new|alt|old|max|min)$/.test(word)) name.marks += `_${word}`;
  else return [['Power', parser.inner(rest).whole()]];
  return [];
}

function list(parser: Parser): Json[] {
  const items = [parser.sum()];
  while (parser.accept(',') || parser.accept(';')) items.push(parser.sum());
  if (!parser.ended()) throw new Stumble('command', parser.here());
  return items;
}

/** k'm and 12': indices of two sides, each by itself; null where it is something else. A number's prime only says which side. */
function primed_index(tokens: Token[]): Json[] | null {
  const marks = tokens.map(({ text }) => text).filter((text) => !/^[{},]$/.test(text));
  if (!marks.includes("'") || !marks.every((text) => /^([a-zA-Z]|\d+|')$/.test(text))) return null;
  return marks.flatMap<Json>((text, i) => {
    if (text === "'") return [];
    if (/^\d/.test(text)) return [...text].map(Number);
    return [marks[i + 1] === "'" ? `${text}_prime` : text];
  });
}

function index(parser: Parser, name: Written | null): Hanging[] {
  const token = parser.here();
  const tokens = parser.script('index');
  const sign = tokens.length === 1 ? tokens[0]?.text ?? '' : '';
  if (sign === '+' || sign === '-') return [sign];
  if (!name || name.index !== '') throw new Stumble('index', token);
  check_index(tokens, parser.latex);
  const primed = primed_index(tokens);
  if (primed) return [['At', ...primed]];
  const plain = plain_index(tokens);
  if (plain !== null) name.index = plain;
  else if (sign in MARKS) name.marks += MARKS[sign];
  else return [['At', ...list(parser.inner(tokens))]];
  return [];
}

/** All that hangs here, in its order. */
export function hangings(parser: Parser, name: Written | null): Hanging[] {
  const found: Hanging[] = [];
  for (;;) {
    if (name && parser.accept("'")) name.marks += '_prime';
    else if (parser.accept('_')) found.push(...index(parser, name));
    else if (parser.accept('^')) found.push(...exponent(parser, parser.script('exponent'), name));
    else return found;
  }
}

export function hang(base: Json, found: Hanging[]): Json {
  return found.reduce<Json>((json, one) => {
    if (one === '+') return ['ReLU', json];
    if (one === '-') return ['Min', 0, json];
    if (one === 'Transpose') return Array.isArray(json) && json[0] === 'List' ? json : ['Transpose', json]; // a row is a column
    if (one === 'InverseTranspose') return ['Power', ['Transpose', json], -1];
    const [head = null, ...rest] = one;
    return [head, json, ...rest];
  }, base);
}
