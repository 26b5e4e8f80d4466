// The way through the exercises: finding one, going on, being shown around, settings by chance.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { EXAMPLES } from '../../web/scripts/files.mjs';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { answered, launch, link, new_page, open_exercise, serve_site } from './support/browser.mjs';
import { source_server } from './support/source.mjs';

const scenario = (name) => JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
const SCENARIOS = readdirSync(EXAMPLES).filter((name) => /^[a-z0-9-]+\.json$/.test(name)).map((name) => name.slice(0, -5));
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function open_gallery(options) {
  const visit = await new_page(browser, options);
  await visit.page.goto(site.url);
  await visit.page.locator('a.card').first().waitFor();
  return visit;
}
const titles = (page) => page.locator('a.card strong').allInnerTexts();

test('exercises stand in the order of the course, and a search finds them by any of their words', async () => {
  const { page, seen, context } = await open_gallery();
  const all = await titles(page);
  assert.equal(all.length, SCENARIOS.length);
  for (const [i, name] of ['digits-lrp', 'taylor-rbf', 'lrp-min-networks', 'positive-homogeneity'].entries()) {
    assert.equal(all[i].replace(/\s+/g, ' '), `${i + 1} ${scenario(name).title.en}`);
  }
  await page.keyboard.press('/');
  await page.keyboard.type('DIGIT class');
  await page.getByText('Found: 1').waitFor({ state: 'attached' });
  assert.match((await titles(page)).join(), /Why a digit is anomalous/);
  await page.keyboard.press('Escape');
  assert.equal((await titles(page)).length, all.length);
  await page.keyboard.type('zebra');
  await page.getByText('Nothing found for “zebra”.').waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.equal((await titles(page)).length, all.length);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.getByRole('searchbox').fill('ahnlichkeit'); // as a keyboard without ä writes it
  assert.ok((await titles(page)).length >= 3);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('the gallery offers to begin, then to go on with what was opened last', async () => {
  const { page, context } = await open_gallery();
  await page.getByRole('link', { name: 'Begin with Handwritten digits explain themselves' }).waitFor();
  await page.goto(`${site.url}#/taylor-rbf`);
  await answered(page);
  await page.getByRole('button', { name: 'Answer this' }).first().click();
  await page.getByRole('button', { name: /^Give me a hint/ }).click();
  await page.goto(`${site.url}#/`);
  await page.getByRole('link', { name: 'Go on with Taylor decomposition at a root point' }).click();
  await answered(page);
  // from one to the next, and back
  await page.locator('a[rel=next]').click();
  await page.getByRole('heading', { level: 1, name: scenario('lrp-min-networks').title.en }).waitFor();
  await page.locator('a[rel=prev]').click();
  await page.getByRole('heading', { level: 1, name: scenario('taylor-rbf').title.en }).waitFor();
  await context.close();
});

test('settings by chance are the same after each opening, one step back, and in the link; reset takes all back', async () => {
  const { page, seen, context } = await open_exercise(browser, site, 'hosted', 'lrp-min-networks');
  const surprise = async () => {
    const before = page.url();
    await page.getByRole('button', { name: 'Surprise me' }).click();
    await page.waitForFunction((old) => location.href !== old, before);
    return link(page).toString();
  };
  const first = await surprise();
  const second = await surprise();
  assert.notEqual(first, second);
  await page.goto(`${site.url}#/`);
  await page.locator('a.card').first().waitFor();
  await page.goto(`${site.url}#/lrp-min-networks`);
  await page.locator('.stage .view').first().waitFor();
  assert.equal(await surprise(), first);
  await page.getByRole('button', { name: 'Reset all' }).click();
  await page.waitForFunction(() => !location.hash.includes('?'));
  assert.ok(await page.getByRole('button', { name: 'Reset all' }).isDisabled());
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction((query) => location.hash.endsWith(query), first);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('settings by chance fit every exercise: they are within their ranges, and the engine answers', async () => {
  const [source, engine] = await Promise.all([source_server(), load_engine()]);
  const [{ surprise }, { fits }] = await Promise.all(['state/surprise.ts', 'state/values.ts'].map(source.load));
  for (const name of SCENARIOS) {
    const { value } = engine.open(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
    const provide = (need) => {
      const given = engine.provide(value.id, need, new Uint8Array(readFileSync(join(EXAMPLES, need))));
      if (given.value.controls.length > 0) value.controls = given.value.controls;
    };
    for (const need of value.needs) provide(need);
    for (const seed of [1, 2, 3]) {
      const values = surprise(value.controls, [], seed);
      assert.ok(Object.keys(values).length > 0, name);
      assert.deepEqual(surprise(value.controls, [], seed), values);
      for (const control of value.controls) {
        if (control.name in values) assert.ok(fits(control, values[control.name]), `${name} ${control.name}`);
      }
      let result = engine.run(value.id, values);
      while (!result.ok && result.error.code === 'asset-missing') {
        provide(result.error.params.name);
        result = engine.run(value.id, values);
      }
      assert.ok(result.ok, `${name} ${seed}: ${JSON.stringify(result.error)}`);
    }
    engine.close(value.id);
  }
  await source.close();
});

for (const [width, height] of [[1440, 900], [360, 640]]) {
  test(`a tour leads over the stage in the words of the exercise, by keys, at ${width}×${height}`, async () => {
    const { page, seen, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp', { viewport: { width, height } });
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Show me around' }).click();
    const tour = page.getByTestId('tour');
    const told = [];
    const count = Number((await tour.getByText(/^1\/\d+$/).innerText()).split('/')[1]);
    for (let i = 1; i <= count; ++i) {
      await tour.getByText(`${i}/${count}`, { exact: true }).waitFor();
      told.push(await tour.innerText());
      // the card lies in the window and not on the way to its buttons
      const box = await tour.boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
      await page.keyboard.press('ArrowRight');
    }
    assert.equal(await tour.count(), 0);
    assert.match(told[0], /Relevance.*Strongest for/s);
    assert.match(told.join('\n'), /5 tasks/);
    assert.match(told.join('\n'), /Copies a link/);
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Show me around' }).click();
    await tour.waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await tour.count(), 0);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
}

test('the help explains every picture and every setting of the exercise at hand', async () => {
  for (const name of ['digits-lrp', 'recurrent-dynamics', 'one-class-2d']) {
    const { page, context } = await open_exercise(browser, site, 'hosted', name);
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'How to use the lab' });
    await help.waitFor();
    const terms = await help.locator('dt').allTextContents();
    for (const head of await page.locator('.view h2').allTextContents()) assert.ok(terms.includes(head), `${name}: ${head}`);
    for (const label of await page.locator('.panel .row > .label').allTextContents()) {
      assert.ok(terms.some((term) => term.trim() === label.replace(' ⚠', '').trim()), `${name}: ${label}`);
    }
    const empty = await help.locator('dd').evaluateAll((all) => all.filter((one) => one.textContent.trim() === '')
      .map((one) => one.previousElementSibling.textContent));
    assert.deepEqual(empty, [], name);
    await context.close();
  }
});

test('a link that is sent says how one looks at it: the tab, tables in place of pictures, scales; what it cannot say is told', async () => {
  const options = { viewport: { width: 390, height: 844 } };
  const { page, seen, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp', options);
  await page.getByTestId('view-scores').getByRole('button', { name: 'More for this view' }).click();
  await page.getByTestId('view-scores').getByRole('button', { name: 'Show as table' }).click();
  await page.locator('.group .switch input').first().click();
  await page.locator('[data-tab=tasks]').click();
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('none')); });
  await page.getByRole('button', { name: 'Share' }).click();
  const sent = await page.locator('.copy input').inputValue();
  assert.equal(new URLSearchParams(sent.split('?')[1]).get('show'), 'tab.tasks~table.scores~shared.layers');
  await context.close();
  const other = await new_page(browser, options);
  await other.page.goto(sent);
  await answered(other.page);
  assert.equal(await other.page.locator('[data-tab=tasks]').getAttribute('aria-selected'), 'true');
  await other.page.locator('[data-tab=explore]').click();
  await other.page.getByTestId('view-scores').locator('table').waitFor();
  assert.ok(await other.page.locator('.group .switch input').first().isChecked());
  await other.page.goto(`${site.url}#/digits-lrp?show=tab.tasks~table.%3Cb%3E~overlay.7`);
  await other.page.getByTestId('dropped').filter({ hasText: 'show' }).waitFor();
  assert.deepEqual([...seen.complaints, ...other.seen.complaints], []);
  await other.context.close();
});
