// A typed answer, LaTeX → MathJSON, by Compute Engine's reader. The scenario's own names win,
// a decimal comma is a decimal point, and input that the reader would drop is unreadable.

import {
  LATEX_DICTIONARY, LatexSyntax, PHYSICS_DICTIONARY, STATISTICS_DICTIONARY, UNITS_DICTIONARY,
} from '@cortex-js/compute-engine/latex-syntax';
import { clean, symbols_in, type Json } from './mathjson';

export interface Name { name: string; latex: string }
export type Unreadable = 'empty' | 'gap' | 'bracket' | 'operator' | 'command' | 'dropped';
/** `fragment`: what could not be read, as it was typed. */
export type Reading = { ok: true; json: string } | { ok: false; reason: Unreadable; fragment: string };

const tokens_of = (latex: string): string[] => latex.match(/\\[a-zA-Z]+|\\.|\S/g) ?? [];
const as_trigger = (token: string) => (token === '{' ? '<{>' : token === '}' ? '<}>' : token);

/** Commas between digits are decimal points, except where they part the arguments of max and min. */
function decimal_points(latex: string): string {
  const parted = latex.replace(/(\\(?:max|min)\s*(?:\\left)?\()([^()]*)/g, (whole, head: string, inner: string) =>
    (/[,;](?!\})/.test(inner.replaceAll('{,}', '')) ? whole : `${head}${inner.replace(/\{,\}/, ';')}`));
  const braced = parted.replace(/(\d)\s*\{,\}\s*(?=\d)/g, '$1.').replaceAll('{,}', ',');
  let depth = 0;
  return braced.replace(/\\begin|\\end|[([{)\]}]|(\d),(?=\d)/g, (found, digit?: string) => {
    if (/^(\\begin|[([{])$/.test(found)) depth += 1;
    else if (/^(\\end|[)\]}])$/.test(found)) depth -= 1;
    return digit !== undefined && depth === 0 ? `${digit}.` : found;
  });
}

/** "a1" is a_1 where the scenario has an a_1 and no a. */
function lowered_digits(latex: string, names: Name[]): string {
  const known = new Set(names.map(({ name }) => name));
  return latex.replace(/(?<![\\a-zA-Z])([a-zA-Z])(\d+)/g, (found, letter: string, digits: string) =>
    (known.has(`${letter}_${digits}`) && !known.has(letter) ? `${letter}_{${digits}}` : found));
}

function reason_of(error: Json): Unreadable {
  const text = JSON.stringify(error);
  if (text.includes('delimiter')) return 'bracket';
  if (text.includes('missing')) return 'gap';
  return text.includes('operator') ? 'operator' : 'command';
}

const spelled = (latex: string) => tokens_of(latex).join(' ').replace(/_ \{ (\S+) \}/g, '_ $1');

/** How often the scenario's names stand in the source, the longest first; what has a further index is another name. */
function names_typed(latex: string, names: Name[]): number {
  const bare = latex.replace(/\\(?:text|mathrm|operatorname|mathbf)\{[^}]*\}|\\(?:begin|end)\{[^}]*\}/g, ' ');
  const longest_first = [...names].sort((a, b) => b.latex.length - a.latex.length);
  return longest_first.reduce((so_far, { latex: own }) => {
    const wanted = spelled(own).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const found = so_far.text.match(new RegExp(`(?<= )${wanted}(?= (?!_|\\^ \\S+ _))`, 'g')) ?? [];
    return { text: so_far.text.replace(new RegExp(`(?<= )${wanted}(?= )`, 'g'), '·'), count: so_far.count + found.length };
  }, { text: ` ${spelled(bare)} `, count: 0 }).count;
}

export function make_reader(names: Name[]): (latex: string) => Reading {
  const left_out = new Set<unknown>([...UNITS_DICTIONARY, ...PHYSICS_DICTIONARY, ...STATISTICS_DICTIONARY]);
  const base = LATEX_DICTIONARY.filter((entry) => !left_out.has(entry));
  const plain = new LatexSyntax({ dictionary: base });
  const own = names.filter(({ name, latex }) => plain.parse(latex) !== name)
    .map(({ name, latex }) => ({ latexTrigger: tokens_of(latex).map(as_trigger), parse: name }));
  const taken = new Set(own.map(({ latexTrigger }) => latexTrigger[0]));
  const others = base.filter((entry) => {
    const trigger = 'latexTrigger' in entry ? entry.latexTrigger : undefined;
    return !taken.has(Array.isArray(trigger) ? trigger[0] : trigger);
  });
  const syntax = new LatexSyntax({ dictionary: [...others, ...own] });
  const known = new Set(names.map(({ name }) => name));
  return (typed) => {
    const latex = lowered_digits(decimal_points(typed), names).trim();
    if (latex === '') return { ok: false, reason: 'empty', fragment: '' };
    if (/\\placeholder/.test(latex)) return { ok: false, reason: 'gap', fragment: '' };
    const raw = syntax.parse(latex) as Json;
    const { json, error, at, sequence } = clean(raw, known);
    if (error !== null) return { ok: false, reason: reason_of(error), fragment: at ? latex.slice(at[0], at[1]) : '' };
    const found = symbols_in(json).filter((name) => known.has(name)).length;
    const dropped = json === null || json === 'Nothing' || sequence || found < names_typed(latex, names);
    if (dropped) return { ok: false, reason: 'dropped', fragment: '' };
    return { ok: true, json: JSON.stringify(json) };
  };
}
