// Answers as students write them: through the page's own field, key by key, its reader, and the engine.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { EXAMPLES } from '../../web/scripts/files.mjs';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { launch, new_page, serve_site } from './support/browser.mjs';
import { source_server } from './support/source.mjs';
import { keyboard, open_field, type_all } from './support/typing.mjs';
import { TYPED } from './typed_answers.mjs';

const engine = await load_engine();
let make_reader;
before(async () => {
  const source = await source_server();
  ({ make_reader } = await source.load('answers/kinds.ts'));
  await source.close();
});

const opened = new Map();
/** The scenario, and the reader of its names. */
function open(name) {
  if (!opened.has(name)) {
    const { ok, value, error } = engine.open(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
    assert.ok(ok, JSON.stringify(error));
    for (const need of value.needs) {
      if (existsSync(join(EXAMPLES, need))) engine.provide(value.id, need, new Uint8Array(readFileSync(join(EXAMPLES, need))));
    }
    opened.set(name, { id: value.id, read: make_reader(value.symbols) });
  }
  return opened.get(name);
}

/** What becomes of LaTeX as it comes from the field. */
function verdict_on({ scenario, task }, latex) {
  const { id, read } = open(scenario);
  const reading = read(latex);
  if (!reading.ok) return { status: reading.meant === '' ? 'unreadable' : 'asked', text: reading.text };
  const { ok, value, error } = engine.grade(id, task, reading.json, {});
  assert.ok(ok, JSON.stringify(error));
  return { status: value.status, text: value.feedback };
}

/** Names of the reader's and the engine's own functions, which no student has typed. */
const INNER = /InvisibleOperator|Delimiter|PseudoInverse|Subplus|Subtract|Divide|Which|ReLU\b.*not known|`_`/;

function judged(answers, latex_of) {
  const mistaken = [];
  for (const answer of answers) {
    const latex = latex_of(answer);
    const { status, text } = verdict_on(answer, latex);
    if (status !== answer.status) {
      mistaken.push(`${answer.task}: ${answer.typed} → ${latex}: ${status}, expected ${answer.status} (${text.en})`);
    }
    if (status === 'unreadable') for (const words of [text.en, text.de]) assert.doesNotMatch(words, INNER, answer.typed);
    assert.ok(text.en && text.de, answer.typed);
  }
  assert.deepEqual(mistaken, []);
}

test('there are 300 of them, and at least five of each kind', () => {
  assert.ok(TYPED.length >= 300);
  for (const about of new Set(TYPED.map((answer) => answer.about))) {
    assert.ok(TYPED.filter((answer) => answer.about === about).length >= 5, about);
  }
});

const pasted = TYPED.filter(({ how }) => how === 'latex');
for (const about of new Set(pasted.map((answer) => answer.about))) {
  test(`as LaTeX: ${about}`, () => judged(pasted.filter((answer) => answer.about === about), ({ typed }) => typed));
}

describe('key by key', { timeout: 240_000 }, () => {
  let browser;
  let site;
  before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
  after(async () => { await browser.close(); await site.close(); });

  for (const [how, language] of [['keys', 'en'], ['de', 'de']]) {
    const answers = TYPED.filter((answer) => answer.how === how);
    for (const scenario of new Set(answers.map((answer) => answer.scenario))) {
      test(`${scenario}, ${language}`, async () => {
        const { page, seen, context } = await new_page(browser);
        await page.goto(`${site.url}#/${scenario}?lang=${language}`);
        const board = await keyboard(page, language === 'de' ? 'german' : 'us');
        const here = answers.filter((answer) => answer.scenario === scenario);
        const values = new Map();
        for (const task of new Set(here.map((answer) => answer.task))) {
          const field = await open_field(page, task);
          for (const answer of here.filter((one) => one.task === task)) values.set(answer, await type_all(board, field, answer.typed));
        }
        assert.deepEqual(seen.complaints, []);
        await context.close();
        judged(here, (answer) => values.get(answer));
      });
    }
  }

  test('pasted LaTeX comes out of the field as what it was', async () => {
    const { page, context } = await new_page(browser);
    await page.goto(`${site.url}#/taylor-rbf`);
    const field = await open_field(page, 'sum');
    const rows = pasted.filter(({ status }) => status === 'right' || status === 'wrong');
    const values = await field.evaluate((element, all) => all.map((latex) => {
      element.value = '';
      const data = new DataTransfer();
      data.setData('text/plain', latex);
      element.shadowRoot.querySelector('[part=keyboard-sink]')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true }));
      return element.value;
    }), rows.map(({ typed }) => typed));
    await context.close();
    judged(rows, (row) => values[rows.indexOf(row)]);
  });
});
