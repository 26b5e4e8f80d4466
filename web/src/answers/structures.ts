// Norms, sums, vectors, cases: what takes more than a bracket.

import type { Json } from './mathjson';
import type { Parser } from './parser';
import { hang, hangings } from './scripts';
import { check_norm } from './doubts';
import { Stumble } from './stumble';
import { CASE_WORDS, type Token } from './tokens';

const CLOSED_BY: Record<string, string> = { '\\lVert': '\\rVert', '\\lvert': '\\rvert' };

/** |x|, ‖x‖, ||x||, ‖x‖_1, ‖x‖². */
export function bars(parser: Parser): Json {
  const start = parser.mark();
  if (parser.peek() === '|' && parser.peek(1) === '|') {
    try {
      return fence(parser, '||');
    } catch (stumble) {
      parser.back(start);
      try {
        return fence(parser, '|');
      } catch {
        throw stumble;
      }
    }
  }
  return fence(parser, parser.peek());
}

function fence(parser: Parser, kind: string): Json {
  const opening = parser.here();
  const depth = parser.open_bars.length;
  parser.take();
  if (kind === '||') parser.take();
  const closing = CLOSED_BY[kind] ?? kind;
  parser.open_bars.push(kind);
  try {
    const inner = parser.sum();
    const shut = kind === '||' ? parser.accept('|') && parser.accept('|') : parser.accept(closing);
    if (!shut) throw new Stumble('bracket', opening);
    const norm = kind === '||' || kind === '\\|' || kind === '\\lVert';
    if (norm && opening) check_norm(parser, inner, opening);
    const order = norm && parser.peek() === '_' ? order_of(parser) : [];
    parser.open_bars.length = depth;
    return hang([norm ? 'Norm' : 'Abs', inner, ...order], hangings(parser, null));
  } finally {
    parser.open_bars.length = depth;
  }
}

function order_of(parser: Parser): Json[] {
  parser.take();
  const order = parser.inner(parser.script('index')).whole();
  return order === 2 ? [] : [order];
}

/** \sum_{i=1}^{d} x_i, \sum_j a_j. */
export function repeated(parser: Parser): Json {
  const sign = parser.here();
  const head = parser.take() === '\\sum' ? 'Sum' : 'Product';
  let names: Json[] = [], low: Json = null, high: Json = null;
  while (parser.peek() === '_' || parser.peek() === '^') {
    if (parser.take() === '^') { high = parser.inner(parser.script('exponent')).whole(); continue; }
    [names, low] = indices(parser, parser.script('index'));
  }
  if (names.length === 0) throw new Stumble('limits', sign);
  if (!parser.starts()) throw new Stumble('sum', sign);
  const limits = names.map<Json>((name) => (high === null ? ['Limits', name] : ['Limits', name, low ?? 1, high]));
  return [head, parser.term(), ...limits];
}
function indices(parser: Parser, tokens: Token[]): [Json[], Json] {
  const split = tokens.findIndex(({ text }) => text === '=' || text === '\\in');
  const left = split < 0 ? tokens : tokens.slice(0, split);
  const names = left.flatMap(({ text }, i) => // k' is a name of its own
    (/^[a-zA-Z]$/.test(text) ? [left[i + 1]?.text === "'" ? `${text}_prime` : text] : []));
  const low = split >= 0 && tokens[split]?.text === '=' ? parser.inner(tokens.slice(split + 1)).whole() : null;
  return [names, low];
}

/** 1_{a<b}. */
export function indicator(parser: Parser): Json {
  const tokens = parser.peek() === '_' && parser.take() ? parser.script('index') : null;
  const bracket = tokens === null && /^([([]|\\\{)$/.test(parser.peek());
  let condition: Json;
  if (tokens) condition = parser.inner(tokens).whole();
  else if (bracket) condition = parser.factor();
  else throw new Stumble('command', parser.here(-1));
  const bare = Array.isArray(condition) && condition[0] === 'Delimiter' ? condition[1] ?? null : condition;
  return Array.isArray(bare) && bare[0] === 'Which' ? bare : ['Which', bare, 1, 'True', 0];
}

/** The cells of an environment, its rows by \\ and its columns by &. */
function cells(parser: Parser): Token[][][] {
  const opening = parser.here();
  parser.take();
  parser.script('index');
  while (parser.peek() === '{' || parser.peek() === '[') { // the columns of an array
    const closing = parser.take() === '{' ? '}' : ']';
    while (parser.peek() !== '' && !parser.accept(closing)) parser.take();
  }
  const rows: Token[][][] = [[[]]];
  for (let depth = 0; ;) {
    const token = parser.here();
    if (!token) throw new Stumble('bracket', opening);
    parser.take();
    if (token.text === '\\begin') depth += 1;
    if (token.text === '\\end' && depth === 0) { parser.script('index'); break; }
    if (token.text === '\\end') depth -= 1;
    if (depth === 0 && token.text === '\\\\') rows.push([[]]);
    else if (depth === 0 && token.text === '&') rows.at(-1)?.push([]);
    else rows.at(-1)?.at(-1)?.push(token);
  }
  return rows.filter((row) => row.some((cell) => cell.length > 0));
}

export function matrix(parser: Parser): Json {
  const name = parser.environment();
  const opening = parser.here();
  if (!/^([pbvVB]?matrix|smallmatrix|array)$/.test(name)) throw new Stumble('command', opening && { ...opening, text: name });
  const rows = cells(parser).map((row) => row.map((cell) => {
    if (cell.length === 0) throw new Stumble('gap', opening);
    return parser.inner(cell).whole();
  }));
  if (rows.length === 0) throw new Stumble('gap', opening);
  if (rows.every((row) => row.length === 1)) return ['List', ...rows.map(([only = null]) => only)];
  const whole: Json = ['Matrix', ['List', ...rows.map<Json>((row) => ['List', ...row])]];
  return name === 'vmatrix' ? ['Determinant', whole] : whole;
}

/** A comma or a point that ends a row says nothing. */
function without_end(tokens: Token[]): Token[] {
  let end = tokens.length;
  while (/^[,;.]$/.test(tokens[end - 1]?.text ?? '')) end -= 1;
  return tokens.slice(0, end);
}

export function cases(parser: Parser): Json {
  const opening = parser.here();
  const parts: Json[] = [];
  for (const [value = [], ...conditions] of cells(parser)) {
    const term = without_end(value);
    if (term.length === 0) throw new Stumble('case', opening);
    const words = without_end(conditions.flat()).map((token) => {
      const word = /^\\(?:text|name)\{(.*)\}$/.exec(token.text)?.[1]?.toLowerCase() ?? '';
      return { token, kind: CASE_WORDS[word.replace(/[^a-zü]/g, '')] };
    });
    const condition = words.filter(({ kind }) => kind !== 'if' && kind !== 'else').map(({ token, kind }) =>
      (kind ? { ...token, text: kind === 'and' ? '\\land' : '\\lor' } : token.text === ',' ? { ...token, text: '\\land' } : token));
    if (condition.length > 0 && words.some(({ kind }) => kind === 'else')) throw new Stumble('text', condition[0] ?? null);
    parts.push(condition.length === 0 ? 'True' : parser.inner(condition).whole(), parser.inner(term).whole());
  }
  if (parts.length === 0) throw new Stumble('case', opening);
  return ['Which', ...parts];
}
