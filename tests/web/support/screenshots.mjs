// The pictures of the README, from the real page: `node tests/web/support/screenshots.mjs FOLDER` writes them.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, new_page, open_exercise, serve_site } from './browser.mjs';

const DESK = { width: 1280, height: 800 }, PHONE = { width: 390, height: 780 };

async function gallery(browser, site) {
  const visit = await new_page(browser, { viewport: DESK });
  await visit.page.goto(site.url);
  await visit.page.locator('a.card canvas').first().waitFor();
  return visit;
}
const exercise = (hash, options) => async (browser, site) => {
  const visit = await open_exercise(browser, site, 'hosted', hash, options);
  await visit.page.locator('.statement .katex').first().waitFor({ state: 'attached' });
  return visit;
};
async function task(browser, site) {
  const visit = await open_exercise(browser, site, 'hosted', 'taylor-rbf', { viewport: DESK, colorScheme: 'dark' });
  const { page } = visit;
  await page.getByRole('button', { name: 'Answer this: Task 1' }).click();
  await page.locator('math-field').first().waitFor();
  await page.locator('math-field').first().evaluate((field, latex) => {
    field.value = latex;
    field.dispatchEvent(new Event('input'));
  }, '\\mu+\\frac{x-\\mu}{\\lVert x-\\mu\\rVert}');
  await page.getByTestId('task-root').locator('.check').click();
  await page.getByTestId('task-root').locator('[data-status=right]').waitFor();
  return visit;
}

/** Each leads to a page that stands; all are as wide as they say. */
export const SHOTS = {
  gallery, task,
  'digits-lrp': exercise('digits-lrp', { viewport: DESK }),
  'lrp-min-networks': exercise('lrp-min-networks', { viewport: DESK }),
  'digits-lrp-phone': exercise('digits-lrp', { viewport: PHONE, hasTouch: true, colorScheme: 'dark' }),
};

export async function take_screenshots(folder) {
  mkdirSync(folder, { recursive: true });
  const [browser, site] = await Promise.all([launch(), serve_site()]);
  try {
    for (const [name, open] of Object.entries(SHOTS)) {
      const { page, context } = await open(browser, site);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
      await context.close();
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

const [, script, folder] = process.argv;
if (import.meta.url === pathToFileURL(script ?? '').href) await take_screenshots(folder ?? 'docs/screenshots');
