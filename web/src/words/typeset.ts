// LaTeX → HTML by KaTeX, with terms that light: \term{id}{…}. Loaded where a formula is read.

import katex from 'katex';
import 'katex/dist/katex.min.css';

/** Nothing is trusted but \htmlData, which only \term uses. */
export function typeset(latex: string, display: boolean): string {
  return katex.renderToString(latex, {
    displayMode: display, throwOnError: false, macros: { '\\term': '\\htmlData{term=#1}{#2}' },
    trust: (context) => context.command === '\\htmlData',
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
  });
}
