// What lights up together, and what happens when it is taken away while it has the focus.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, new_page, serve_site, SINGLE_FILE } from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

for (const build of ['hosted', 'single']) {
  describe(`terms, ${build}`, () => {
    async function open(name, shown) {
      const visit = await new_page(browser);
      await visit.page.goto(`${build === 'hosted' ? site.url : SINGLE_FILE}#/${name}`);
      await visit.page.locator(shown).first().waitFor();
      return visit;
    }

    test('a weight loses its editor by a click elsewhere, by Escape, and by undo: nothing breaks', async () => {
      const { page, seen, context } = await open('lrp-min-networks?network=own', '[data-testid=weight-0]');
      const weight = page.getByTestId('weight-0').first();
      const editor = page.locator('.editor.shown');
      for (const leave of [() => page.locator('.reading h1').click(), () => page.keyboard.press('Escape')]) {
        await weight.click();
        await editor.fill('2');
        await leave();
        await editor.waitFor({ state: 'detached' });
      }
      await weight.click();
      await editor.waitFor();
      await page.evaluate(() => { location.hash = '#/taylor-rbf'; });
      await page.getByTestId('view-field').waitFor();
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('a lit mark is taken away while it has the focus: nothing breaks, and the next one lights', async () => {
      const { page, seen, context } = await open('lrp-min-networks', '[data-testid=node-0]');
      await page.locator('.node[data-term]').first().focus();
      await page.locator('.node.lit').first().waitFor();
      await page.evaluate(() => { location.hash = '#/taylor-rbf'; });
      await page.getByTestId('view-field').waitFor();
      await page.locator('.point[data-term]').first().focus();
      await page.locator('.point.lit').first().waitFor();
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  });
}
