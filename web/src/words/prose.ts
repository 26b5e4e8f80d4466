// Markdown with LaTeX → HTML. Loaded where a text is read; KaTeX only where it holds math.

import { Marked, type TokenizerAndRendererExtension } from 'marked';

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

async function load_typeset(text: string): Promise<Typeset> {
  if (!text.includes('$')) return escape;
  return (await import('./typeset')).typeset;
}

/** Raw HTML in the text is shown as text; links go only to web addresses and places in the page. */
export async function render_prose(text: string): Promise<string> {
  const typeset = await load_typeset(text);
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
