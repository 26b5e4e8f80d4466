// A report to hand in: what was answered in which exercise, with its pictures, on paper.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { EXAMPLES } from '../../web/scripts/files.mjs';
import { answered, launch, new_page, open_exercise, serve_site } from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function choose(page, task, value) {
  await page.getByTestId(`task-${task}`).getByRole('button', { name: /^Answer this/ }).click();
  await page.locator(`input[name=task-${task}][value=${value}]`).check();
  await page.getByTestId(`task-${task}`).locator('.check').click();
  await page.getByTestId(`task-${task}`).locator('[data-status=right]').waitFor();
}

test('answers, verdicts and the pictures as they stood are laid out for paper, and all is as before afterwards', async () => {
  const { page, seen, context } = await open_exercise(browser, site, 'hosted', 'lrp-min-networks?a1=4&a2=1.5');
  const task = JSON.parse(readFileSync(join(EXAMPLES, 'lrp-min-networks.json'), 'utf8')).tasks.find(({ kind }) => kind === 'choice');
  await choose(page, task.id, task.options.find(({ right }) => right).value);
  await page.goto(`${site.url}#/taylor-rbf`); // looked at last, without an answer
  await answered(page);
  await page.goto(`${site.url}#/`);
  await page.getByRole('button', { name: 'Report …' }).click();
  const report = page.getByTestId('report');
  await report.getByRole('button', { name: 'Print, or save as PDF' }).waitFor();
  await report.getByRole('textbox', { name: 'Name' }).fill('A. Student');
  const text = await report.innerText();
  assert.match(text, /One function, three networks, three explanations/);
  assert.match(text, /1 of 15/);
  assert.match(text, /Right\./);
  assert.match(text, /Not answered\./);
  const figures = report.locator('figure');
  assert.equal(await figures.count(), 3);
  assert.match(await figures.first().innerHTML(), /<text[^>]*>(<tspan[^>]*>)?[^<]*4/, 'a₁ = 4, as it stood');
  await page.setViewportSize({ width: 360, height: 640 });
  const widths = await report.locator('h1, table').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
  assert.ok(widths[1] <= widths[0] + 1, 'the table fits a phone');
  // paper: the report and nothing else
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#app > :not(.report):visible').count(), 0);
  assert.equal(await report.locator('button:visible').count(), 0);
  const pdf = await page.pdf();
  assert.ok(pdf.length > 20_000 && pdf.subarray(0, 5).toString() === '%PDF-');
  await page.emulateMedia({ media: 'screen' });
  await report.getByRole('button', { name: 'Close' }).click();
  await page.locator('a.card').first().waitFor();
  assert.equal(await page.getByTestId('report').count(), 0);
  await page.getByRole('link', { name: 'Go on with Taylor decomposition at a root point' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.hasAttribute('data-report')), false);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('without an answer there is nothing to report', async () => {
  const { page, context } = await new_page(browser);
  await page.goto(site.url);
  await page.locator('a.card').first().waitFor();
  assert.ok(await page.getByRole('button', { name: 'Report …' }).isDisabled());
  await context.close();
});
