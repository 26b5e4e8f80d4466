// The similarity exercises as a student uses them, on both builds.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  assert_fits, caption, draw, in_turn, launch, link, next_caption, open_exercise, pixels_of, serve_site, THREE,
} from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const open = (build, hash, options) => open_exercise(browser, site, build, hash, options);

for (const build of ['hosted', 'single']) {
  describe(`similarity, ${build}`, { timeout: 120_000 }, () => {
    const test = in_turn(build);
    test('a pair of the gallery sets both digits and the shift, as one step back', async () => {
      const { page, seen, context } = await open(build, 'bilrp-digits');
      const first = await caption(page, 'connections');
      assert.match(first, /^ΣR = 484\.5\. The 40 strongest of 2401 pairs/);
      await page.getByTestId('view-pairs').getByRole('option', { name: '3 → 3' }).click();
      await next_caption(page, 'connections', first);
      await page.waitForFunction(() => location.hash.includes('shift=4'));
      assert.equal(link(page).get('index2'), '24');
      assert.equal(await page.getByTestId('view-pairs').getByRole('option', { selected: true }).innerText(), '3 → 3');
      await page.keyboard.press('Control+z');
      await page.waitForFunction((old) =>
        document.querySelector('[data-testid=view-connections] .caption').textContent.trim() === old, first);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('a side that is cleared invites, alone, and what is drawn there is compared', async () => {
      const { page, seen, context } = await open(build, 'bilrp-digits');
      const first = await caption(page, 'connections');
      const [left, right] = [0, 1].map((pen) => page.locator('.pen').nth(pen));
      await right.getByRole('button', { name: 'Clear' }).click();
      await right.locator('.invite').waitFor();
      assert.equal(await left.locator('.invite').count(), 0);
      await draw(page, THREE, 1);
      await next_caption(page, 'connections', first);
      assert.equal(await right.locator('.invite').count(), 0);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('a patch asked for shows its partners, at the finest size too', async () => {
      const { page, seen, context } = await open(build, 'bilrp-digits?patch=1&count=200');
      const face = page.getByTestId('patches-left');
      await face.waitFor();
      await face.focus();
      await page.keyboard.press('ArrowUp');
      const said = page.getByTestId('view-connections').locator('.readout');
      assert.match(await said.innerText(), /^left row 14, column 15 → right row \d+, column \d+: [+−]\d/);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('a feature that is chosen shows its part alone', async () => {
      const { page, context } = await open(build, 'bilrp-digits');
      const first = await caption(page, 'connections');
      const cell = page.getByTestId('view-features').getByRole('gridcell').first();
      const share = (await cell.innerText()).trim();
      await cell.click();
      const alone = await next_caption(page, 'connections', first);
      const sum = (text) => Number(/ΣR = (\d+\.?\d*)/.exec(text)[1]);
      assert.ok(Math.abs(sum(alone) / sum(first) - Number(share.replace('%', '')) / 100) < 0.01, `${alone} ${first} ${share}`);
      await context.close();
    });

    test('nearest digits are looked for with progress, and one of them is taken to the right', async () => {
      const { page, seen, context } = await open(build, 'bilrp-digits');
      const first = await caption(page, 'connections');
      await page.getByTestId('control-nearest').getByRole('switch').check();
      const nearest = page.getByTestId('view-nearest').getByRole('option');
      await nearest.first().waitFor();
      await page.getByTestId('view-nearest-pixels').getByRole('option').first().waitFor();
      await nearest.first().click();
      await next_caption(page, 'connections', first);
      await page.waitForFunction(() => location.hash.includes('neighbour='));
      assert.equal(link(page).get('index2'), '-1');
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('an entry of the matrix chooses the pair that both networks show', async () => {
      const { page, seen, context } = await open(build, 'bilrp-small');
      const svg = page.getByTestId('view-R').locator('svg[data-picture]');
      const relevance = () => page.getByTestId('view-network-x').getByTestId('node-0').getAttribute('aria-label');
      const all = await relevance();
      await svg.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash.includes('pair=1-2'));
      await page.waitForFunction((old) =>
        document.querySelector('[data-testid=view-network-x] [data-testid=node-0]').getAttribute('aria-label') !== old, all);
      assert.match(await relevance(), /relevance −1\.875/);
      await page.getByTestId('bar-step').getByRole('button', { name: 'To the start' }).click();
      await page.getByText('not reached yet').first().waitFor();
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('ε is moved, the orders follow', async () => {
      const { page, seen, context } = await open(build, 'similarity-taylor');
      const first = await caption(page, 'interactions');
      await page.getByTestId('control-epsilon').getByRole('slider').focus();
      await page.keyboard.press('End');
      assert.match(await next_caption(page, 'interactions', first), /^Second order: 0 of y/);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    for (const scenario of ['bilrp-digits', 'bilrp-small', 'similarity-taylor']) {
      test(`${scenario} fits a phone`, async () => {
        const size = { width: 390, height: 844 };
        const { page, context } = await open(build, scenario, { viewport: size, hasTouch: true, isMobile: true });
        await page.locator('.lead svg, .lead canvas').first().waitFor();
        await assert_fits(page, { ...size, tabs: ['Explore', 'Settings', 'Read', 'Tasks', 'Solution'] });
        assert.ok((await pixels_of(page, scenario === 'bilrp-digits' ? 'connections' : 'field')).length > 100);
        await context.close();
      });
    }
  });
}
