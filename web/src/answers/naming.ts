// Names where they stand in a formula, and what they call.

import { accent_of, family_of, is_style, key_of, letter_of, type Written } from './names';
import type { Json } from './mathjson';
import type { Parser } from './parser';
import { hang, hangings, type Hanging } from './scripts';
import { indicator } from './structures';
import { Stumble } from './stumble';
import { FUNCTIONS } from './tokens';

export interface Found { written: Written; hanging: Hanging[] }

export function begins_name(text: string): boolean {
  return letter_of(text) !== '' || accent_of(text) !== '' || family_of(text) !== '' || is_style(text);
}

/** The letter here with its accents and styles; an expression where a style holds more than a letter. */
function letter(parser: Parser): Written | { json: Json } {
  const token = parser.here(), text = parser.take();
  const base = letter_of(text);
  if (base === 'nabla') {
    const of = begins_name(parser.peek()) ? letter(parser) : null;
    return of && 'base' in of ? { ...of, base: `nabla_${of.base}` } : { base, marks: '', index: '' };
  }
  if (base !== '') return { base, marks: '', index: '' };
  const single = parser.here();
  const content = parser.peek() === '{' ? parser.script('index') : single && parser.take() ? [single] : [];
  if (content.length === 0) throw new Stumble('gap', token);
  if (content[0]?.text === '1' && !accent_of(text)) return { base: 'one', marks: '', index: '' };
  const mark = accent_of(text) + family_of(text);
  const within = parser.inner(content);
  const found = begins_name(within.peek()) ? written_name(within) : null;
  if (found && 'written' in found && within.ended() && found.hanging.length === 0) {
    return { ...found.written, marks: mark + found.written.marks };
  }
  if (mark !== '') throw new Stumble('command', token);
  return { json: ['Delimiter', parser.inner(content).whole()] };
}

/** A whole name with everything that hangs on it. */
export function written_name(parser: Parser, with_scripts = true): Found | { json: Json } {
  const found = letter(parser);
  if ('json' in found) return found;
  const digits = parser.here(), before = parser.here(-1);
  const attached = digits && before && /^\d+$/.test(digits.text) && digits.at === before.end && found.index === '';
  if (with_scripts && attached) found.index = parser.take(); // x1
  return { written: found, hanging: with_scripts ? hangings(parser, found) : [] };
}

/** Letters of functions before a bracket that holds nothing but names: f(x), ∇f(tx). Its exponent is then that of the value. */
function calls(parser: Parser, base: string): boolean {
  if (!/^(nabla_)?[fghkop]$/.test(base) || parser.peek() !== '(') return false;
  for (let ahead = 1; ; ++ahead) {
    const text = parser.peek(ahead);
    if (text === ')') return ahead > 1;
    if (!begins_name(text) && !/^([{}_^']|\d+)$/.test(text)) return false;
  }
}

/** A name, or a call of it: f(x). */
export function named(parser: Parser, with_scripts = true): Json {
  const found = written_name(parser, with_scripts);
  if ('json' in found) return hang(found.json, hangings(parser, null));
  const { written, hanging } = found;
  if (written.base === 'one') return indicator(parser);
  const { names } = parser.vocabulary;
  const bare = key_of({ ...written, index: '' });
  const name = names.get(key_of(written)) ?? (names.get(bare) ?? bare) + (written.index === '' ? '' : `_${written.index}`);
  if (!calls(parser, bare)) return hang(name, hanging);
  const call: Json = ['InvisibleOperator', name, parser.group()];
  return hang(hang(call, hangings(parser, null)), hanging);
}

/** min(a, b), \max\{a, b\}, \log_2 8, \exp x, tanh²(x). */
export function called(parser: Parser, head: string): Json {
  const token = parser.here();
  const extreme = head === 'Min' || head === 'Max';
  parser.take();
  const more: Json[] = [];
  let exponent: Json = null;
  while (parser.peek() === '_' || parser.peek() === '^') {
    if (parser.take() === '^') exponent = parser.inner(parser.script('exponent')).whole();
    else if (extreme) throw new Stumble('extreme', token);
    else more.push(parser.inner(parser.script('index')).whole());
  }
  const args = extreme && !parser.opens_group() && parser.peek() !== '{' ? null : operands(parser);
  if (args === null) throw new Stumble(extreme ? 'extreme' : 'operator', token);
  const json: Json = [head, ...args, ...more];
  return hang(exponent === null ? json : ['Power', json, exponent], hangings(parser, null));
}

function operands(parser: Parser): Json[] | null {
  if (parser.accept('{')) {
    const items = parser.bracketed('}');
    const [only = null] = items;
    const wrapped = items.length === 1 && Array.isArray(only) && (only[0] === 'Delimiter' || only[0] === 'List');
    return wrapped ? only.slice(1) : items;
  }
  if (parser.opens_group()) return parser.bracketed(parser.closing_of(parser.take()));
  if (!parser.starts()) return null;
  const factors = [parser.factor()];
  while (parser.starts()) factors.push(parser.factor());
  return factors.length === 1 ? factors : [['InvisibleOperator', ...factors]];
}

/** The function a word calls, '' if none. */
export function function_of(text: string): string {
  const word = /^\\(?:(?:text|name)\{)?(\w+)\}?$/.exec(text)?.[1] ?? '';
  return FUNCTIONS[word] ?? '';
}
