// The lab in a frame of another page that allows scripts and nothing else.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, new_page, serve_site, SINGLE_FILE } from './support/browser.mjs';

let browser;
const sites = [];
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); await Promise.all(sites.map((site) => site.close())); });

const single = () => readFileSync(fileURLToPath(SINGLE_FILE), 'utf8');
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A page with the lab in a frame. `cors`: whether the server lets pages of other origins read its files. */
async function open({ frame, sandbox = 'allow-scripts', cors }) {
  const site = await serve_site((path, response) => {
    const answer = (text) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
    if (path.endsWith('/host.html')) {
      answer(`<!doctype html><link rel="icon" href="data:,">
        <style>body { margin: 0 } iframe { width: 1400px; height: 860px; border: 0 }</style>
        <iframe sandbox="${sandbox}" ${frame}></iframe>`);
      return true;
    }
    if (path.endsWith('/single.html')) { answer(single()); return true; }
    if (cors) response.setHeader('access-control-allow-origin', '*');
    return false;
  });
  sites.push(site);
  const visit = await new_page(browser, { locale: 'en-GB' });
  await visit.page.goto(`${site.url}host.html`);
  const close = () => visit.context.close();
  return { ...visit, lab: visit.page.frameLocator('iframe'), inner: () => visit.page.frames()[1], close };
}

/** It computes what is set, keeps it in its address, and judges an answer. */
async function assert_works({ page, lab, inner }) {
  const sum = () => lab.getByTestId('view-parts').innerText();
  await lab.getByTestId('view-parts').waitFor();
  const before_it = await sum();
  await lab.getByTestId('control-x').locator('input[type=text]').first().fill('3');
  await page.keyboard.press('Enter');
  await inner().waitForFunction((old) => document.querySelector('[data-testid=view-parts]').innerText !== old, before_it);
  await inner().waitForFunction(() => location.hash.includes('x='));
  const task = lab.getByTestId('task-remainder');
  await task.getByRole('button').first().click();
  await task.getByRole('radio').first().check();
  await task.locator('button.check').click();
  await task.getByTestId('feedback').locator('.line').waitFor();
  assert.equal(await inner().evaluate(() => window.origin), 'null', 'it is indeed nobody\'s');
}

test('hosted with CORS it works, and says that files may be refused', async () => {
  const visit = await open({ frame: 'src="./#/taylor-rbf"', cors: true });
  await assert_works(visit);
  assert.deepEqual(visit.seen.complaints, []);
  const view = visit.lab.getByTestId('view-parts');
  await view.locator('.menu > button').click();
  await view.getByRole('button', { name: 'SVG' }).click();
  await view.getByTestId('export-notice').filter({ hasText: 'forbids downloads' }).waitFor();
  await visit.close();
});

test('hosted without CORS it says in words what it needs, in both languages', async () => {
  const visit = await open({ frame: 'src="./#/taylor-rbf"', cors: false });
  await visit.lab.locator('#needs').waitFor({ state: 'attached' });
  assert.ok(!await visit.lab.locator('#needs').isVisible(), 'not at once');
  await visit.inner().evaluate(() => document.getAnimations().forEach((one) => one.finish())); // some seconds later
  await visit.lab.locator('#needs').waitFor();
  const text = await visit.lab.locator('#needs').innerText();
  for (const words of ['has not started', 'ist noch nicht gestartet', 'allow-same-origin', 'Access-Control-Allow-Origin',
    'relevance-lab.html']) {
    assert.ok(text.includes(words), words);
  }
  await visit.close();
});

test('with allow-same-origin it needs no CORS, and what was said is gone', async () => {
  const visit = await open({ frame: 'src="./#/taylor-rbf"', sandbox: 'allow-scripts allow-same-origin', cors: false });
  await visit.lab.getByTestId('view-parts').waitFor();
  assert.equal(await visit.lab.locator('#needs').count(), 0);
  assert.deepEqual(visit.seen.complaints, []);
  await visit.close();
});

test('the single file works by its address', async () => {
  const visit = await open({ frame: 'src="single.html#/taylor-rbf"', cors: false });
  await assert_works(visit);
  assert.deepEqual(visit.seen.complaints, []);
  await visit.close();
});

test('the single file works by srcdoc: its links stay in the frame', async () => {
  const visit = await open({ frame: `srcdoc="${escape(single())}"`, cors: false });
  await visit.lab.locator('a[href="#/taylor-rbf"]').first().click();
  await assert_works(visit);
  await visit.lab.locator('a.wordmark').click();
  await visit.lab.locator('a[href="#/taylor-rbf"]').first().waitFor();
  assert.match(visit.inner().url(), /^about:srcdoc/);
  assert.deepEqual(visit.seen.complaints, []);
  await visit.close();
});
