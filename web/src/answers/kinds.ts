// A typed answer, LaTeX → MathJSON. The scenario's own names win, and nothing typed is left out.

import type { Text } from '../engine/types';
import { plain_name } from './latex_name';
import { with_aliases, type Json } from './mathjson';
import { key_of, type Name } from './names';
import { written_name } from './naming';
import { Parser } from './parser';
import type { Vocabulary } from './cursor';
import { Stumble, type Unreadable } from './stumble';
import { tokenize } from './tokens';
import { UNREADABLE } from './words';

export { to_latex } from './to_latex';
export { field_words } from './words';

export type { Name } from './names';
/** `fragment`: where it stumbled, as it was typed; `meant`: what to ask about, as LaTeX; `text`: that in words. */
export interface Unread { ok: false; reason: Unreadable; fragment: string; meant: string; text: Text }
export type Reading = { ok: true; json: string } | Unread;
export type Reader = (latex: string) => Reading;

function unread(reason: Unreadable, fragment = '', meant = ''): Unread {
  const at = plain_name(fragment.replace(/^\\(?:text|name)\{(.*)\}$/, '$1')) || fragment;
  const { en, de } = UNREADABLE[reason];
  return { ok: false, reason, fragment, meant, text: { en: en.replace('{at}', at), de: de.replace('{at}', at) } };
}

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
    if (latex === '') return unread('empty');
    try {
      const json: Json = new Parser(tokenize(latex, letters), vocabulary, latex).whole();
      return { ok: true, json: JSON.stringify(with_aliases(json, aliases)) };
    } catch (stumble) {
      if (!(stumble instanceof Stumble)) throw stumble;
      return unread(stumble.reason, stumble.token?.text, stumble.meant);
    }
  };
}
