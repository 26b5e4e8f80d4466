// A typed answer, LaTeX → MathJSON. The scenario's own names win, and nothing typed is left out.

import { with_aliases, type Json } from './mathjson';
import { key_of, type Name } from './names';
import { written_name } from './naming';
import { Parser } from './parser';
import type { Vocabulary } from './cursor';
import { Stumble, type Unreadable } from './stumble';
import { tokenize } from './tokens';

export type { Name } from './names';
export type { Unreadable } from './stumble';
/** `fragment`: where it stumbled, as it was typed; `meant`: what to ask about, as LaTeX. */
export type Reading = { ok: true; json: string } | { ok: false; reason: Unreadable; fragment: string; meant: string };
export type Reader = (latex: string) => Reading;

export function make_reader(names: Name[]): Reader {
  const letters = new Set(names.map(({ name }) => name));
  const vocabulary: Vocabulary = { names: new Map() };
  const aliases = new Map<string, string>();
  for (const { name, latex } of names) {
    const parser = new Parser(tokenize(latex, letters), vocabulary, latex);
    const found = written_name(parser);
    if ('written' in found && found.hanging.length === 0 && parser.ended()) vocabulary.names.set(key_of(found.written), name);
    else aliases.set(JSON.stringify(new Parser(tokenize(latex, letters), vocabulary, latex).whole()), name);
  }
  return (typed) => {
    const latex = typed.trim().replace(/\.$/, '');
    if (latex === '') return { ok: false, reason: 'empty', fragment: '', meant: '' };
    try {
      const json: Json = new Parser(tokenize(latex, letters), vocabulary, latex).whole();
      return { ok: true, json: JSON.stringify(with_aliases(json, aliases)) };
    } catch (stumble) {
      if (!(stumble instanceof Stumble)) throw stumble;
      return { ok: false, reason: stumble.reason, fragment: stumble.token?.text ?? '', meant: stumble.meant };
    }
  };
}
