// Every formula of a scenario, typeset as the page does it: what KaTeX cannot read, or warns of.

import katex from 'katex';
import { fill_values } from '../state/quantities';
import { broken } from '../words/break_lines';
import { render_prose } from '../words/prose';

/** `field`: a JSON pointer; `language`: of a text in both. */
export interface Complaint { field: string; language: 'en' | 'de' | null; formula: string; message: string }

/** What KaTeX says against a formula; '' nothing. */
function said_against(latex: string): string {
  let warning = '';
  const strict = (code: string, message: string) => {
    if (code !== 'htmlExtension') warning ||= message;
    return 'ignore' as const;
  };
  try {
    katex.renderToString(broken(latex), {
      displayMode: true, throwOnError: true, macros: { '\\term': '\\htmlData{term=#1}{#2}' }, strict,
      trust: (context) => context.command === '\\htmlData',
    });
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : String(error);
  }
  return warning;
}

function of_prose(text: string, add: (formula: string, message: string) => void, dollar: string): void {
  const html = render_prose(text, (latex) => {
    const message = said_against(latex);
    if (message !== '') add(latex, message);
    return '';
  });
  const shown = html.replace(/<code>[^]*?<\/code>|<[^>]*>/g, '');
  if (shown.includes('$')) add(/[^\n]*\$[^\n]*/.exec(shown)?.[0] ?? '$', dollar);
}

const is_lines = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string');

function each_text(value: unknown, visit: (text: string, field: string) => void, field = ''): void {
  if (typeof value === 'string') visit(value, field);
  else if (is_lines(value)) visit(value.join('\n'), field);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) each_text(member, visit, `${field}/${name}`);
}

const is_latex = (field: string) => /^\/solution\/\d+\/formula$/.test(field) || (field.endsWith('/latex') && !field.includes('/tests/'));

/** `dollar`: what is said of a dollar sign without its partner. What students type, in tests, may be wrong on purpose. */
export function complaints_of(scenario: unknown, dollar: string): Complaint[] {
  const found: Complaint[] = [];
  each_text(scenario, (text, field) => {
    const language = field.endsWith('/en') ? 'en' : field.endsWith('/de') ? 'de' : null;
    const add = (formula: string, message: string) => { found.push({ field, language, formula, message }); };
    if (language !== null) { of_prose(text, add, dollar); return; }
    const latex = /^\/solution\/\d+\/numbers$/.test(field) ? fill_values(text, {}, 'en') : is_latex(field) ? text : '';
    const message = said_against(latex);
    if (message !== '') add(text, message);
  });
  return found;
}
