// Reached by every hand and eye: whatever is open, axe finds nothing; targets of 24 px or room around them; 400 % of a desktop's
// width without sideways scroll; names of pictures follow the data; less motion and forced colours where they are wanted.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { scenario_names } from '../../web/scripts/files.mjs';
import { answered, launch, new_page, open_exercise, pixels_of, serve_site, settled, walkers } from './support/browser.mjs';
import { small_targets } from './support/targets.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NAMES = scenario_names();
const LEAST = 24; // px: WCAG 2.5.8
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const click = (selector) => async (page) => {
  const button = page.locator(selector).first();
  await button.waitFor({ state: 'attached' });
  await button.evaluate((node) => node.click());
};
const help = click('header button[aria-label=Help], header button[aria-label=Hilfe]');
/** What lies over an exercise: how it is opened, and what stands then. */
const OVER = {
  help: [[help], 'dialog[open]'],
  tour: [[help, click('dialog .around')], '[data-testid=tour], .tour, [role=dialog]'],
  'theme menu': [[click('header .menu > button')], 'header .items'],
  'view menu': [[click('.view .menu > button')], '.view .items'],
  'a table': [[click('.view .menu > button'), click('.view .items button:last-child')], '.view table'],
};
/** What opens in its place, all of it at once. */
const IN_PLACE = [['.exports > button', '.exports .row'], ['.view .key', '[data-testid^=legend-]'], ['.task button.begin', '.task form'],
  ['[data-testid=solution] > button', '[data-testid=solution] li']];
const KEYS = Object.keys(OVER);
const LOOKS = [['light', 'en'], ['dark', 'de'], ['dark', 'en'], ['light', 'de']];

/** Of the page, or of what a selector finds in it. */
async function violations(page, within) {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate((selector) =>
    window.axe.run(selector ?? document, { resultTypes: ['violations'] }), within);
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

describe('axe finds nothing, whatever is open', { timeout: 400_000, concurrency: 3 }, () => {
  // every exercise with all that opens in its place and one thing over it; every such thing with several exercises and looks
  for (const [i, name] of NAMES.entries()) {
    const over = KEYS[i % KEYS.length];
    const [colorScheme, lang] = LOOKS[i % LOOKS.length];
    test(`${name}: task, solution, legend, export; ${over}; ${colorScheme}, ${lang}`, async () => {
      const options = { colorScheme, bypassCSP: true };
      const { page, seen, context } = await open_exercise(browser, site, 'hosted', `${name}?lang=${lang}`, options);
      await page.locator('.tasks').waitFor();
      for (const [opener, stands] of IN_PLACE) {
        if (await page.locator(opener).count() === 0) continue;
        await click(opener)(page);
        await page.locator(stands).first().waitFor();
      }
      assert.deepEqual(await violations(page), [], 'in place');
      const [steps, stands] = OVER[over];
      for (const step of steps) await step(page);
      await page.locator(stands).first().waitFor();
      assert.deepEqual(await violations(page, stands), [], over);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  }

  for (const [colorScheme, locale] of [['light', 'en-GB'], ['dark', 'de-DE']]) {
    test(`gallery with its dialogs and menus, ${colorScheme}, ${locale}`, async () => {
      const { page, context } = await new_page(browser, { colorScheme, locale, bypassCSP: true });
      await page.goto(`${site.url}#/taylor-rbf`);
      await answered(page);
      await click('.task button.begin')(page);
      await click('.task .hints > button')(page); // something to clear
      await page.goto(`${site.url}#/`);
      await click('[data-testid=progress-box] .tools button:last-child')(page);
      await page.locator('dialog[open]').waitFor();
      assert.deepEqual(await violations(page), [], 'clear progress');
      await page.keyboard.press('Escape');
      await click('header .menu > button')(page);
      assert.deepEqual(await violations(page), [], 'theme menu');
      await context.close();
    });
  }
});

describe('targets and reflow', { timeout: 400_000, concurrency: 3 }, () => {
  let visits;
  before(() => { visits = walkers(browser, site); });
  after(() => visits.close());
  for (const name of ['', ...NAMES]) {
    test(`${name || 'gallery'}: targets of ${LEAST} px or room around them; at 320 px nothing scrolls sideways`, () =>
      visits.at(name, async (page) => {
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: width === 320 ? 512 : 900 });
          const tabs = width === 320 ? await page.getByRole('tab').evaluateAll((all) => all.map((one) => one.dataset.tab)) : [];
          for (const tab of tabs.length > 0 ? tabs : ['']) {
            if (tab) await click(`[data-tab=${tab}]`)(page);
            if (tab === 'tasks' && await page.locator('button.begin').count() > 0) await click('button.begin')(page);
            const found = JSON.parse(await settled(page, async () => JSON.stringify([
              ...await page.evaluate(small_targets, LEAST),
              ...await page.evaluate(() => (document.documentElement.scrollWidth > innerWidth
                ? [`${document.documentElement.scrollWidth - innerWidth} px too wide`] : []))])));
            assert.deepEqual(found, [], `${width} px ${tab}`);
          }
        }
      }));
  }
});

const STRONGEST = [['en-GB', /Strongest positive: row \d+, column \d+, \+\d/], ['de', /Am stärksten positiv: Zeile \d+, Spalte \d+/]];
for (const [locale, words] of STRONGEST) {
  test(`the name of a heatmap says where it is strongest, and follows the data: ${locale}`, async () => {
    const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp', { locale });
    const name_of = (view) => page.getByTestId(`view-${view}`).getByRole('application').getAttribute('aria-label');
    const [map, layer, pixels] = [await name_of('relevance'), await name_of('layer-conv1'), await pixels_of(page, 'relevance')];
    assert.match(map, words);
    assert.match(layer, locale === 'de' ? /Karte \d+, Zeile/ : /map \d+, row/);
    await page.getByTestId('bar-1').click();
    await page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas').toDataURL() !== old, pixels);
    assert.notEqual(await name_of('relevance'), map);
    assert.notEqual(await name_of('layer-conv1'), layer);
    const described = await page.getByTestId('view-relevance').evaluate((view) =>
      document.getElementById(view.getAttribute('aria-describedby')).textContent);
    assert.equal(described, await page.getByTestId('view-relevance').locator('.caption').textContent());
    await context.close();
  });
}

test('less motion where that is wanted: nothing moves by itself', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp', { reducedMotion: 'reduce' });
  const longest = () => page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('*')].flatMap((one) => {
    const { transitionDuration, animationDuration } = getComputedStyle(one);
    return `${transitionDuration},${animationDuration}`.split(',').map(parseFloat);
  })));
  assert.ok(await longest() < 0.001, `${await longest()} s`);
  await context.close();
});

test('forced colours: bars and scales keep their colours, text and controls are the system\'s', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp', { forcedColors: 'active' });
  const colour = (selector, what) => page.locator(selector).first().evaluate((one, key) => getComputedStyle(one)[key], what);
  const canvas = await page.evaluate(() => {
    const probe = document.body.appendChild(Object.assign(document.createElement('i'), { style: 'background: Canvas' }));
    const found = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return found;
  });
  assert.notEqual(await colour('.bars .bar', 'backgroundColor'), canvas);
  assert.notEqual(await colour('.stage .scale .bar *', 'backgroundColor'), canvas);
  assert.notEqual(await colour('header button', 'color'), canvas);
  await context.close();
});
