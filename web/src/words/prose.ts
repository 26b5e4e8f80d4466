// Markdown with LaTeX → HTML. Loaded where a text is read; KaTeX only where it holds math, and after the words.

import { Marked, type TokenizerAndRendererExtension } from 'marked';
import { when_free } from '../engine/arrivals';

type Typeset = (latex: string, display: boolean) => string;

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function math(name: string, pattern: RegExp, display: boolean, typeset: Typeset): TokenizerAndRendererExtension {
  return {
    name,
    level: display ? 'block' : 'inline',
    start: (text) => {
      const at = display ? text.search(/(?<=^|\n)\$\$/) : text.indexOf('$');
      return at < 0 ? undefined : at;
    },
    tokenizer: (text) => {
      const match = pattern.exec(text);
      return match ? { type: name, raw: match[0], text: match[1] ?? '' } : undefined;
    },
    renderer: (token) => typeset(String(token['text']), display),
  };
}

/** A formula that is not typeset yet, or cannot be: as it is written. */
const as_written: Typeset = (latex, display) => `<span class="written${display ? ' display' : ''}">${escape(latex)}</span>`;
const loaded: { typeset: Typeset | null } = { typeset: null };

/** Shows a text: its words at once, its formulas as soon as they are typeset. */
export async function show_prose(text: string, show: (html: string) => void): Promise<void> {
  show(render_prose(text, loaded.typeset ?? as_written));
  if (loaded.typeset || !text.includes('$')) return;
  await when_free();
  loaded.typeset = (await import('./typeset')).typeset;
  show(render_prose(text, loaded.typeset));
}

/** Raw HTML in the text is shown as text; links go only to web addresses and places in the page. */
export function render_prose(text: string, typeset: Typeset): string {
  const marked = new Marked({
    extensions: [
      math('display', /^\$\$([\s\S]+?)\$\$/, true, typeset),
      math('display_in_line', /^\$\$([\s\S]+?)\$\$/, false, (latex) => typeset(latex, true)),
      math('formula', /^\$((?:\\.|[^$\\\n])+)\$/, false, typeset),
    ],
    renderer: {
      html: ({ text: raw }) => escape(raw),
      image: ({ text: alt }) => escape(alt),
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        return /^(https?:|#)/.test(href) ? `<a href="${escape(href)}" rel="noreferrer">${inner}</a>` : inner;
      },
    },
  });
  return marked.parse(text, { async: false });
}
