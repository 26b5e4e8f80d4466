// Readings that are probably not meant: they are asked about and never count.

import type { Cursor } from './cursor';
import type { Json } from './mathjson';
import { letter_of } from './names';
import { Stumble } from './stumble';
import type { Token } from './tokens';

/** An index that swallowed what was to stand beside it: `a_{1+a_2}` was meant as `a_1+a_2`. */
export function check_index(tokens: Token[], latex: string): void {
  const operator = tokens.findIndex(({ text }, i) => i > 0 && /^([-+/=<>,()[\]]|\\(cdot|frac|le|ge|ne|sqrt|[{}]))$/.test(text));
  const counting = tokens.every(({ text }) => /^([a-z]|\d+|[-+,{}])$/.test(text)) && tokens.some(({ text }) => /^[i-nt]$/.test(text));
  const pair = tokens.every(({ text }) => /^([i-n]|\d+|,)$/.test(text));
  const first = tokens[0], at = tokens[operator], last = tokens.at(-1);
  if (operator < 0 || counting || pair || !first || !at || !last) return;
  const before = latex.slice(0, first.at), after = latex.slice(last.end).replace(/^\s*\}/, '');
  const meant = `${before.replace(/\{\s*$/, '')}{${latex.slice(first.at, at.at)}}${latex.slice(at.at, last.end)}${after}`;
  throw new Stumble('crowded', { text: latex.slice(first.at, last.end), at: first.at, end: last.end }, meant);
}

/** The outermost operands of a sum or product. */
function ends_of(json: Json): Json[] {
  const [head = null, ...args] = Array.isArray(json) ? json : [];
  if (!['Add', 'Subtract', 'Negate', 'InvisibleOperator', 'Multiply'].includes(String(head))) return [json];
  return [...ends_of(args[0] ?? null), ...ends_of(args.at(-1) ?? null)];
}

/** A norm within a norm: its closing bar has opened a second one. */
export function check_norm(parser: Cursor, inner: Json, opening: Token): void {
  const end = parser.here(-1);
  if (!end || !ends_of(inner).some((one) => Array.isArray(one) && one[0] === 'Norm')) return;
  const { latex } = parser;
  const within = parser.tokens.filter(({ at, end: to }) => at >= opening.end && to <= end.at);
  const double = opening.text === '|' ? 1 : 0;
  const opens = within.findIndex(({ text }, i) => i >= double && /^(\\\||\||\\lVert)$/.test(text));
  const second = within[opens];
  const leads = opens === double; // ‖‖x‖−1‖: the outer bars go; ‖x‖−1‖‖: they close before
  const plain = (from: number, to: number) => latex.slice(from, to).replace(/(\\left|\\right)?\s*(\\Vert|\\\||\|\|)/g, ' ').trim();
  const [start, middle] = leads ? [second?.end ?? opening.end, first_closing(within, opens)] : [opening.end, second?.at ?? end.at];
  const meant = `${latex.slice(0, opening.at)}\\lVert ${plain(start, middle)}\\rVert ${plain(middle, end.at)}${latex.slice(end.end)}`;
  throw new Stumble('nested', { text: latex.slice(opening.at, end.end), at: opening.at, end: end.end }, meant);
}
function first_closing(tokens: Token[], from: number): number {
  const closing = tokens.slice(from + 1).find(({ text }) => /^(\\\||\||\\rVert)$/.test(text));
  return closing?.at ?? tokens.at(-1)?.end ?? 0;
}

/** w/2λ may be w/(2λ) or (w/2)λ. */
export function check_divisor(parser: Cursor, slash: Token): void {
  const number = parser.here();
  if (!number || !/^[\d.]+$/.test(number.text) || letter_of(parser.peek(1)) === '') return;
  let length = 1;
  while (letter_of(parser.peek(length)) !== '' || /^[_^\d{}]+$/.test(parser.peek(length))) length += 1;
  const last = parser.here(length - 1) ?? number;
  const cut = (from: number, to: number) => parser.latex.slice(from, to);
  throw new Stumble('divided', { text: cut(slash.at, last.end), at: slash.at, end: last.end },
    `${cut(0, slash.end)}(${cut(number.at, last.end)})${cut(last.end, parser.latex.length)}`);
}
