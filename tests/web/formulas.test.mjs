// Every formula of every scenario, typeset as the page does it: nothing KaTeX does not know. No browser.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { read_scenario, scenario_names } from '../../web/scripts/files.mjs';
import { source_server } from './support/source.mjs';

const source = await source_server();
after(() => source.close());
const { show_prose } = await source.load('words/prose.ts');
const { typeset } = await source.load('words/typeset.ts');
const { broken } = await source.load('words/break_lines.ts');
const { fill_values } = await source.load('state/quantities.ts');

/** As it stands at last, with its formulas. */
async function render_prose(text) {
  let last = '';
  await show_prose(text, (html) => { last = html; });
  return last;
}

const UNKNOWN = '#cc0000'; // KaTeX's colour of what it cannot typeset

/** Calls `visit(text, path)` for each field: a string, or a list of lines as one. */
function each_text(value, visit, path = '') {
  const lines = Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string');
  if (typeof value === 'string' || lines) visit(lines ? value.join('\n') : value, path);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) each_text(member, visit, `${path}/${name}`);
}

/** What students type, in tests, may be wrong on purpose. */
const is_latex = (path) => (path.endsWith('/latex') && !path.includes('/tests/')) || /^\/solution\/\d+\/formula$/.test(path);

function check(html, place) {
  assert.ok(!html.includes('katex-error') && !html.includes(UNKNOWN), `${place}: ${html.match(/title="([^"]*)"/)?.[1] ?? html}`);
}

/** What KaTeX warns of (a comment that hides the rest, letters it has no shape for) is a mistake as well. */
async function without_warning(body) {
  const { warn } = console;
  const warnings = [];
  console.warn = (...words) => { warnings.push(words.join(' ')); };
  try { await body(); } finally { console.warn = warn; }
  assert.deepEqual(warnings, []);
}

for (const name of scenario_names()) {
  test(`${name}: all its formulas are typeset`, () => without_warning(async () => {
    const prose = [];
    each_text(read_scenario(name), (text, path) => {
      if (/\/(en|de)$/.test(path)) prose.push([text, path]);
      else if (is_latex(path)) check(typeset(broken(text), true), path);
      else if (/^\/solution\/\d+\/numbers$/.test(path)) check(typeset(broken(fill_values(text, {}, 'en')), true), path);
    });
    assert.ok(prose.length > 0);
    for (const [text, path] of prose) {
      const html = await render_prose(text);
      check(html, path);
      const shown = html.replace(/<code>[^]*?<\/code>|<annotation[^]*?<\/annotation>|<[^>]*>/g, '');
      assert.ok(!shown.includes('$'), `${path}: a dollar sign is left: ${text}`);
    }
  }));
}

test('what KaTeX does not know is found', async () => {
  for (const wrong of ['\\foo', '\\frac{a}', '\\value{R}', 'a}']) {
    assert.throws(() => check(typeset(wrong, true), wrong), /./, wrong);
    const html = await render_prose(`see $${wrong}$`);
    assert.throws(() => check(html, wrong), /./, wrong);
  }
});
