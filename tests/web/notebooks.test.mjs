// What is taken along of an exercise: JSON of a view and of the whole frame, the script on the clipboard, the notebook.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import Ajv from 'ajv';
import { launch, open_exercise, serve_site, settled } from './support/browser.mjs';

/** What nbformat 4.5 asks of a notebook, as far as ours goes. */
const SOURCE = { type: 'array', items: { type: 'string' }, minItems: 1 };
const CELL = { id: { type: 'string', pattern: '^[a-zA-Z0-9-_]{1,64}$' }, metadata: { type: 'object' }, source: SOURCE };
const NOTEBOOK = {
  type: 'object', required: ['metadata', 'nbformat', 'nbformat_minor', 'cells'], additionalProperties: false,
  properties: {
    nbformat: { const: 4 }, nbformat_minor: { const: 5 },
    metadata: {
      type: 'object', required: ['kernelspec', 'language_info'],
      properties: {
        kernelspec: { type: 'object', required: ['name', 'display_name'] }, language_info: { type: 'object', required: ['name'] },
      },
    },
    cells: {
      type: 'array', minItems: 4,
      items: {
        type: 'object', required: ['id', 'cell_type', 'metadata', 'source'],
        oneOf: [
          { additionalProperties: false, properties: { ...CELL, cell_type: { const: 'markdown' } } },
          {
            additionalProperties: false, required: ['execution_count', 'outputs'],
            properties: {
              ...CELL, cell_type: { const: 'code' }, execution_count: { const: null }, outputs: { type: 'array', maxItems: 0 },
            },
          },
        ],
      },
    },
  },
};
const is_notebook = new Ajv({ allErrors: true, strict: false }).compile(NOTEBOOK);

let browser;
let site;
const folder = mkdtempSync(join(tmpdir(), 'taken-'));
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); rmSync(folder, { recursive: true }); });

/** What Python prints; fails where a number is another than the page's. */
function run(script) {
  const file = join(folder, 'script.py');
  writeFileSync(file, script);
  return execFileSync('/usr/bin/python3', ['-I', file], { encoding: 'utf8' });
}

async function open(build, name, options) {
  const visit = await open_exercise(browser, site, build, name, options);
  await settled(visit.page, () => visit.page.locator('.stage .view').count());
  return visit;
}

async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

async function export_menu(page) {
  const menu = page.locator('.exports');
  await menu.getByRole('button').first().click();
  await menu.getByRole('button').nth(3).waitFor();
  return (i) => menu.getByRole('button').nth(1 + i);
}

const flat = (value) => [value].flat(Infinity);

for (const [build, name] of [['hosted', 'taylor-rbf'], ['single', 'digits-lrp'], ['hosted', 'one-class-digits']]) {
  test(`${name}, ${build}: the script is copied and computes what is shown; the notebook's cells are that script`, async () => {
    const permissions = build === 'hosted' ? ['clipboard-read', 'clipboard-write'] : [];
    const { page, seen, context } = await open(build, name, { permissions });
    if (build === 'single') { // a file has no permissions to be given: what is written is kept
      await page.evaluate(() => {
        navigator.clipboard.writeText = async (text) => { window.copied = text; };
        navigator.clipboard.readText = async () => window.copied;
      });
    }
    const item = await export_menu(page);
    await item(1).click();
    await page.getByTestId('export-told').filter({ hasText: 'clipboard' }).waitFor();
    const script = await page.evaluate(() => navigator.clipboard.readText());
    const said = run(script);
    assert.match(said, /^= /m);
    assert.doesNotMatch(said, /^≠/m);
    const { name: file, text } = await download(page, () => item(2).click());
    assert.equal(file, `${name}.ipynb`);
    const notebook = JSON.parse(text);
    assert.ok(is_notebook(notebook), JSON.stringify(is_notebook.errors));
    assert.equal(new Set(notebook.cells.map((cell) => cell.id)).size, notebook.cells.length, 'ids are of one cell each');
    assert.match(notebook.cells[0].source.join(''), new RegExp(`^# [^]+#/${name}`), 'statement and link');
    const code = notebook.cells.filter((cell) => cell.cell_type === 'code').map((cell) => cell.source.join(''));
    assert.equal(run(code.join('\n\n')), said);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
}

test('the script follows what is set, in the language of the page; without a clipboard it stands there to be copied', async () => {
  const { page, context } = await open('hosted', 'taylor-rbf');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.getByTestId('control-mu').locator('input[type=text]').first().fill('-2.5');
  await page.keyboard.press('Enter');
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('none')); });
  const item = await export_menu(page);
  await item(1).click();
  const script = await page.locator('.exports textarea').inputValue();
  assert.match(script, /^mu = np\.array\(\[-2\.5, -0\.5\], float\) {2}# Zentrum μ$/m);
  assert.match(script, /^# %% Einstellungen$/m);
  assert.match(run(script), /^= R /m);
  await context.close();
});

test('a script that could only be wrong is not given: where the settings stand in an error', async () => {
  const { page, context } = await open('hosted', 'prototype-linear');
  await page.evaluate(() => { location.hash += '?sigma=2x2:1_3_3_1&penalty=gaussian'; });
  await page.locator('[data-testid=error], [data-testid=placed-error]').first().waitFor({ state: 'attached' });
  const item = await export_menu(page);
  await item(1).click();
  await page.getByTestId('export-told').filter({ hasText: 'nothing' }).waitFor();
  await context.close();
});

test('JSON of a view and of the whole frame: lists with their shapes, words, settings and the link back', async () => {
  const { page, seen, context } = await open('hosted', 'digits-lrp?index=7');
  const view = page.getByTestId('view-relevance');
  await view.locator('.menu > button').click();
  const one = await download(page, () => view.getByRole('button', { name: 'JSON', exact: true }).click());
  assert.equal(one.name, 'relevance.json');
  const data = JSON.parse(one.text);
  assert.deepEqual([data.id, data.kind, data.scenario], ['relevance', 'heatmap', 'digits-lrp']);
  assert.equal(data.title, await view.locator('h2').textContent());
  assert.match(data.link, /#\/digits-lrp\?.*index=7/);
  assert.deepEqual(data.fields.values.shape, [28, 28]);
  assert.deepEqual([data.fields.values.values.length, data.fields.values.values[0].length], [28, 28]);
  assert.deepEqual([data.settings.composite, data.settings.index], ['epsilon-gamma-box', 7]);

  const item = await export_menu(page);
  const all = await download(page, () => item(0).click());
  assert.equal(all.name, 'digits-lrp.json');
  const frame = JSON.parse(all.text);
  const on_stage = await page.locator('.stage .view').evaluateAll((views) => views.map((each) => each.dataset.testid.replace('view-', '')));
  const ids = frame.views.map((each) => each.id);
  assert.deepEqual(on_stage.filter((id) => !ids.includes(id)), [], 'every picture is in it; some stand on a pen');
  const sum = flat(frame.quantities.relevance.values).reduce((so_far, value) => so_far + value, 0);
  assert.ok(Math.abs(sum - frame.quantities.sum.values) < 1e-4, `${sum} against ${frame.quantities.sum.values}`);
  assert.deepEqual(frame.views.find((each) => each.id === 'relevance').fields, data.fields);
  assert.ok(frame.checks.length > 0 && frame.checks.every((check) => typeof check.label === 'string'));
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('the first load holds no script and nothing that makes one', async () => {
  const { seen, context } = await open('hosted', 'taylor-rbf');
  assert.ok(seen.requests.some((url) => /ScenarioPage/.test(url)), 'chunks are called as their files');
  assert.deepEqual(seen.requests.filter((url) => /Exports|export_data|taylor-rbf-|compare|unpack/.test(url)), []);
  await context.close();
});
