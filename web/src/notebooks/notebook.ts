// The script that computes with NumPy what an exercise shows, and the same as a Jupyter notebook.
//
// A kind of experiment has a template <kind>.py: Python that can be read, whose lines
//   name = …  #: SOURCE WORDS
// get the page's values (sources.ts says which there are), `#: include NAME` another file, `#: shown` those quantities
// that the template names in quotes, and `#: shown NAMES` these too. Lines `#en …` and `#de …` are comments in a language,
// `# %% English | Deutsch` begins a cell.

import type { Language, Text } from '../engine/types';
import { say } from '../views/fields';
import { source_value, type Subject } from './sources';
import { python_literal } from './python';

const FILLED = /^(\S.*?) = .*? {2}#: (\w+)(?: (.*))?$/;
const INCLUDED = /^#: include (\w+)$/;
const COMMENT = /^(\s*)#(en|de) (.*)$/;
const MARK = '# %%';

/** Where the text of a template comes from, by name without its ending. Rejects where there is none. */
export type Template = (name: string) => Promise<string>;

/** In one language; cells keep their marks. */
function in_language(lines: readonly string[], language: Language): string[] {
  return lines.flatMap((line) => {
    const comment = COMMENT.exec(line);
    if (comment) return comment[2] === language ? [`${comment[1] ?? ''}# ${comment[3] ?? ''}`] : [];
    const [en = '', de] = line.startsWith(MARK) ? line.split(' | ') : [];
    return de === undefined ? [line] : [language === 'en' ? en : `${MARK} ${de}`];
  });
}

async function lines_of(template: Template, name: string): Promise<string[]> {
  const text = await template(name);
  const lines = text.trimEnd().split('\n').map(async (line) => {
    const included = INCLUDED.exec(line)?.[1];
    return included === undefined ? [line] : lines_of(template, included);
  });
  return (await Promise.all(lines)).flat();
}

async function shown_values(subject: Subject, names: readonly string[]): Promise<string> {
  const there = Object.keys(subject.quantities).filter((name) => names.includes(name));
  const entries = await Promise.all(there.map(async (name) =>
    `    ${JSON.stringify(name)}: ${await python_literal(subject.quantities[name])},\n`));
  return `{\n${entries.join('')}}`;
}

/** What a student reads at a line: the control's label, or that the value is the page's own. */
function remark(subject: Subject, source: string, words: string): string {
  const control = subject.controls.find((one) => source === 'control' && one.name === words);
  if (control) return say(control.label, subject.language).replaceAll('\n', ' ');
  return subject.language === 'en' ? 'as the page has it' : 'wie die Seite es hat';
}

async function filled(subject: Subject, line: string, quoted: readonly string[]): Promise<string> {
  const [, name = '', source = '', words = ''] = FILLED.exec(line) ?? [];
  if (name === '') return line;
  if (source === 'shown') return `${name} = ${await shown_values(subject, [...quoted, ...words.split(' ')])}`;
  return `${name} = ${await python_literal(await source_value(subject, source, words))}  # ${remark(subject, source, words)}`;
}

const HEAD: Text = {
  en: 'Computes with NumPy alone what the page shows at these settings, and compares.',
  de: 'Rechnet allein mit NumPy nach, was die Seite bei diesen Einstellungen zeigt, und vergleicht.',
};

/** The whole script, run as it is by Python with NumPy. */
export async function write_script(subject: Subject, template: Template): Promise<string> {
  const lines = in_language(await lines_of(template, subject.kind), subject.language);
  const quoted = lines.flatMap((line) => [...line.matchAll(/"(\w+)"/g)].map(([, name = '']) => name));
  const body = (await Promise.all(lines.map((line) => filled(subject, line, quoted)))).join('\n');
  const unpack = /\bunpack\(/.test(body) ? `\n${in_language(await lines_of(template, 'unpack'), subject.language).join('\n')}\n` : '';
  const head = [`${say(subject.title, subject.language)} · Relevance Lab`, say(HEAD, subject.language), subject.link];
  return `${head.map((line) => `# ${line}\n`).join('')}${unpack}${body}\n`;
}

interface Cell { id: string; cell_type: 'markdown' | 'code'; metadata: object; source: string[]; execution_count?: null; outputs?: [] }

const source_lines = (text: string) => text.split(/(?<=\n)/);

/** The script as a notebook (nbformat 4.5): statement first, then a heading and a code cell for each mark. */
export function to_notebook(script: string, subject: Subject): string {
  const cells: Cell[] = [];
  const add = (text: string, is_code: boolean) => {
    const id = `cell-${cells.length + 1}`, source = source_lines(text.trim());
    cells.push(is_code ? { id, cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source }
      : { id, cell_type: 'markdown', metadata: {}, source });
  };
  const { title, statement, link, language } = subject;
  add(`# ${say(title, language)}\n\n${say(statement, language)}\n\n[Relevance Lab](${link})`, false);
  script.split(/^# %% ?/m).forEach((part, i) => {
    if (i === 0) { add(part, true); return; }
    const [heading = '', ...code] = part.split('\n');
    add(`## ${heading}`, false);
    add(code.join('\n'), true);
  });
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' }, language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
