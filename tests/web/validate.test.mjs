// The page on which a lecturer tries a scenario file: dropped or picked, opened in the browser, its mistakes placed, its tests judged.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { read_scenario, scenario_names } from '../../web/scripts/files.mjs';
import { launch, new_page, serve_site, SINGLE_FILE } from './support/browser.mjs';
import { source_server } from './support/source.mjs';

const EXAMPLES = resolve(fileURLToPath(import.meta.url), '../../../examples');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TEMPLATE = readFileSync(join(EXAMPLES, 'template/template.json'), 'utf8');
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

async function open(build = 'hosted', before_load = null, options = {}) {
  const visit = await new_page(browser, options);
  if (before_load) await visit.page.addInitScript(before_load);
  await visit.page.goto(build === 'hosted' ? site.url : SINGLE_FILE);
  await visit.page.getByRole('link', { name: 'Write and check an exercise of your own' }).click();
  await visit.page.getByTestId('validate').waitFor();
  return visit;
}
const pick = (page, ...files) => page.getByTestId('pick-files').setInputFiles(files);
const state = (page, name) => page.locator(`[data-testid=validate][data-state=${name}]`).waitFor();
const tests_sum = async (page) => { await page.getByTestId('tests-sum').waitFor(); return page.getByTestId('tests-sum').innerText(); };

/** What a page does where files are dropped on it. */
const drop = (page, files) => page.evaluate((list) => {
  const transfer = new DataTransfer();
  for (const [name, content] of list) transfer.items.add(new File([content], name));
  window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}, files);

for (const build of ['hosted', 'single']) describe(build, () => {
  test('the template is saved, dropped again, and opens: stage, tasks, verdicts; nothing is sent', async () => {
    const { page, seen, context } = await open(build);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save a template' }).click();
    const saved = readFileSync(await (await saving).path(), 'utf8');
    assert.equal(saved, TEMPLATE);
    await drop(page, [['template.json', saved]]);
    await state(page, 'open');
    await page.locator('.stage [data-testid^=view-]').first().waitFor();
    await page.getByRole('heading', { name: 'A title of your own' }).waitFor();
    assert.match(await tests_sum(page), /All its tests come out as expected: 6\./);
    await page.getByText('All its formulas can be typeset.').waitFor();
    await page.getByTestId('task-swap').waitFor();
    assert.equal(await page.getByTestId('trial').count(), 6);
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.getByText('Alle Tests gehen aus wie erwartet: 6.').waitFor();
    await page.getByRole('heading', { name: 'Ein eigener Titel' }).waitFor();
    assert.deepEqual(seen.complaints, []);
    if (build === 'single') assert.ok(seen.requests.every((url) => /^(data|blob):/.test(url) || url.split('#')[0] === SINGLE_FILE));
    else assert.ok(seen.requests.every((url) => url.startsWith(site.url) || /^(data|blob):/.test(url)));
    assert.equal(await page.evaluate(() => localStorage.getItem('relevance-lab.progress')), null, 'what is tried is no progress');
    await context.close();
  });

  test('a mistake is told with line, column and field, and the lines around it; the mended file opens', async () => {
    const { page, context } = await open(build);
    const slip = TEMPLATE.replace('"domain"', '"domian"');
    await pick(page, file('template.json', slip));
    await state(page, 'mistake');
    const line = slip.split('\n').findIndex((text) => text.includes('domian')) + 1;
    const column = slip.split('\n')[line - 1].indexOf('{') + 1; // of what the field holds
    const told = await page.getByTestId('mistake').innerText();
    assert.ok(told.includes(`Line ${line}, column ${column}`), told);
    assert.match(told, /\/tasks\/0\/domian/);
    assert.match(told, /did you mean "domain"\?/);
    assert.match(await page.getByTestId('source').locator('.here').innerText(), new RegExp(`^${line}.*domian`));
    assert.equal(await page.locator('.stage').count(), 0);
    await page.getByRole('button', { name: 'Deutsch' }).click();
    assert.ok((await page.getByTestId('mistake').innerText()).includes(`Zeile ${line}, Spalte ${column}`));
    await pick(page, file('template.json', TEMPLATE));
    await state(page, 'open');
    assert.equal(await page.getByTestId('mistake').count(), 0);
    await context.close();
  });
});

test('tests that come out otherwise, formulas that cannot be typeset, another name: all of it is told', async () => {
  const { page, context } = await open();
  const scenario = JSON.parse(TEMPLATE);
  scenario.tasks[0].tests[1] = { answer: ['Add', 'a_1', 'a_2'], status: 'right' };
  scenario.tasks[0].hints[0].de = 'Beginne mit $\\unknown{a}$.';
  scenario.solution[0].formula = '\\frac{a}';
  scenario.tasks[1].prompt.en = 'What costs 5 $?';
  const text = JSON.stringify(scenario, null, 2);
  await pick(page, file('my-first.json', text));
  await state(page, 'open');
  assert.match(await tests_sum(page), /Tests that do not come out as expected: 1 of 6\./);
  const bad = page.locator('[data-testid=trial][data-holds=false]').first();
  assert.match(await bad.innerText(), /output\s+2\s+\["Add","a_1","a_2"\]\s+right\s+✗ wrong/);
  const complaints = await page.getByTestId('complaints').innerText();
  const line_of = (part) => text.split('\n').findIndex((line) => line.includes(part)) + 1;
  assert.ok(complaints.includes(`/tasks/0/hints/0/de (line ${line_of('unknown{a}')}, German): \\unknown{a}`), complaints);
  assert.match(complaints, /\/solution\/0\/formula \(line \d+\): \\frac\{a\}/);
  assert.match(complaints, /\/tasks\/1\/prompt\/en \(line \d+, English\).*a dollar sign without its partner/);
  assert.match(await page.getByTestId('misnamed').innerText(), /“template”; expected “my-first”/);
  await context.close();
});

test('models are dropped with it, else the page has them; one that is nowhere is told', async () => {
  const { page, context } = await open();
  const scenario = { ...read_scenario('digits-lrp'), name: 'mine', tasks: [] };
  scenario.experiment = { ...scenario.experiment, models: ['models/mine.onnx'], model_labels: ['mine'], model_labels_de: ['meines'] };
  await pick(page, file('mine.json', JSON.stringify(scenario)));
  await state(page, 'mistake');
  await page.getByText('The scenario names “models/mine.onnx”, which is neither among your files nor on this page.').waitFor();
  await pick(page, file('mine.onnx', readFileSync(join(EXAMPLES, 'models/digits-linear.onnx'))));
  await state(page, 'open');
  await page.locator('.stage [data-testid^=view-]').first().waitFor();
  await page.getByText('Its tasks carry no tests.').waitFor();
  await context.close();
});

test('a saved file is read again by itself, and what was set stays', async () => {
  const { page, context } = await open('hosted', () => {
    window.disk = { text: '', time: 1 };
    const getFile = () => Promise.resolve(new File([window.disk.text], 'template.json', { lastModified: window.disk.time }));
    window.showOpenFilePicker = () => Promise.resolve([{ kind: 'file', name: 'template.json', getFile }]);
  });
  const save = (text) => page.evaluate((now) => { window.disk = { text: now, time: window.disk.time + 1 }; }, text);
  await save(TEMPLATE);
  await page.getByRole('button', { name: 'Choose files' }).click();
  await state(page, 'open');
  await page.getByText('Save the file, and it is read again.').waitFor();
  await page.locator('.stage [data-testid^=view-]').first().waitFor();
  await page.locator('#control-a1').first().waitFor();
  await page.locator('#control-a1').first().fill('1');
  await save(TEMPLATE.replace('A title of your own', 'Another title'));
  await page.getByRole('heading', { name: 'Another title' }).waitFor();
  await page.locator('.stage [data-testid^=view-]').first().waitFor();
  assert.equal(await page.locator('#control-a1').first().inputValue(), '1');
  await save('{');
  await state(page, 'mistake');
  await save(TEMPLATE);
  await state(page, 'open');
  await context.close();
});

test('judging the tests can be called off and begun again', async () => {
  const { page, context } = await open();
  await pick(page, file('recurrent-dynamics.json', readFileSync(join(EXAMPLES, 'recurrent-dynamics.json'))));
  await page.getByText(/Judging its tests: \d+\/\d+/).waitFor();
  await page.locator('.told').getByRole('button', { name: 'Cancel' }).click();
  assert.match(await tests_sum(page), /Stopped after \d+ of \d+ tests\./);
  await page.getByRole('button', { name: 'Judge the tests again' }).click();
  await page.getByText(/All its tests come out as expected: \d+\./).waitFor({ timeout: 120_000 });
  await context.close();
});

test('no scenario among the files is said; the gallery is one click away, and works', async () => {
  const { page, context } = await open();
  await pick(page, file('notes.txt', 'nothing'));
  await page.getByText('Among these files is no scenario; expected a .json file.').waitFor();
  await page.getByRole('link', { name: /Relevance Lab/ }).click();
  await page.locator('a.card').first().click();
  await page.locator('.stage [data-testid^=view-]').first().waitFor();
  await context.close();
});

test('axe finds nothing, before, with a mistake, and with an exercise that is open', async () => {
  const { page, context } = await open('hosted', null, { bypassCSP: true });
  await page.evaluate(AXE);
  const violations = async () => (await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))).violations
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  assert.deepEqual(await violations(), []);
  await pick(page, file('template.json', TEMPLATE.replace('"domain"', '"domian"')));
  await state(page, 'mistake');
  assert.deepEqual(await violations(), []);
  await pick(page, file('template.json', TEMPLATE.replace('\\\\max', '\\\\maxi')));
  await state(page, 'open');
  await page.locator('.stage [data-testid^=view-]').first().waitFor();
  await page.getByTestId('tests-sum').waitFor();
  await page.locator('.panel .row, .panel label').first().waitFor();
  assert.deepEqual(await violations(), []);
  await context.close();
});

describe('in Node', () => {
  let server;
  before(async () => { server = await source_server(); });
  after(() => server.close());

  test('nothing is complained of in the shipped scenarios, and every field has its place', async () => {
    const { complaints_of } = await server.load('validate/formulas.ts');
    const { line_at, places_of } = await server.load('validate/source.ts');
    for (const name of scenario_names()) {
      assert.deepEqual(complaints_of(read_scenario(name), 'dollar'), [], name);
      const text = readFileSync(join(EXAMPLES, `${name}.json`), 'utf8');
      const places = places_of(text);
      const each = (value, pointer) => {
        const at = places.get(pointer);
        assert.notEqual(at, undefined, `${name}: ${pointer}`);
        if (typeof value === 'string') assert.ok(text.startsWith('"', at), `${name}: ${pointer}`);
        else if (typeof value !== 'object') assert.equal(JSON.parse(/^[^\s,\]}]+/.exec(text.slice(at))[0]), value, `${name}: ${pointer}`);
        else for (const [key, member] of Object.entries(value)) each(member, `${pointer}/${key}`);
      };
      each(JSON.parse(text), '');
      const first = text.split('\n').findIndex((line) => line.includes('"tasks"')) + 1;
      assert.equal(line_at(text, places.get('/tasks')), first);
    }
  });

  test('lists of numbers become arrays with their shape', async () => {
    const { value_of } = await server.load('validate/trials.svelte.ts');
    assert.deepEqual(value_of([[1, 2, 3], [4, 5, 6]]), { shape: [2, 3], values: Float64Array.of(1, 2, 3, 4, 5, 6) });
    assert.deepEqual(value_of(['a', 'b']), ['a', 'b']);
    assert.equal(value_of(true), true);
    assert.deepEqual(value_of([]), { shape: [0], values: new Float64Array(0) });
  });
});

test('who leaves leaves no ear behind', async () => {
  const { page, context } = await open();
  const devtools = await context.newCDPSession(page);
  async function listeners_after_leaving() {
    await page.evaluate(() => { location.hash = '#/'; });
    await page.getByRole('searchbox').waitFor();
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Memory.getDOMCounters')).jsEventListeners;
  }
  const once = await listeners_after_leaving();
  for (let visit = 0; visit < 3; ++visit) {
    await page.evaluate(() => { location.hash = '#/validate'; });
    await page.getByTestId('validate').waitFor();
    assert.equal(await listeners_after_leaving(), once, `visit ${visit + 2}`);
  }
});
