// What leaves the page: nothing. What its policy forbids: nothing it does. What fails: said kindly.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { draw, launch, new_page, serve_site, SINGLE_FILE, THREE } from './support/browser.mjs';

const SITE = fileURLToPath(new URL('../../dist/site/', import.meta.url));
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function use(page) {
  await page.getByTestId('view-relevance').waitFor();
  await draw(page, THREE);
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.waitForTimeout(300);
}

test('hosted: no request leaves the own origin, the policy holds', async () => {
  const { page, seen, context } = await new_page(browser);
  await page.goto(site.url);
  await page.locator('a.card').first().click();
  await use(page);
  assert.ok(seen.requests.length > 0);
  for (const url of seen.requests) assert.ok(url.startsWith(site.url) || /^(data|blob):/.test(url), url);
  assert.deepEqual(seen.complaints, []);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.doesNotMatch(policy.match(/script-src[^;]*/)[0], /unsafe-eval'(?<!wasm-unsafe-eval')|unsafe-inline/);
  await context.close();
});

test('single file: no request at all, the policy holds', async () => {
  const { page, seen, context } = await new_page(browser);
  await page.goto(SINGLE_FILE);
  await page.locator('a.card').first().click();
  await use(page);
  const outside = seen.requests.filter((url) => !/^(data|blob):/.test(url) && url.split('#')[0] !== SINGLE_FILE);
  assert.deepEqual(outside, []);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('hosted: the first load stays within 350 KB gzipped, WebAssembly included', async () => {
  const { page, seen, context } = await new_page(browser);
  await page.goto(site.url);
  await page.waitForLoadState('networkidle');
  const paths = [...new Set(seen.requests.map((url) => url.slice(site.url.length) || 'index.html'))].filter((path) => existsSync(join(SITE, path)) && statSync(join(SITE, path)).isFile());
  const sizes = paths.map((path) => gzipSync(readFileSync(join(SITE, path)), { level: 9 }).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(paths.some((path) => path.endsWith('.wasm.lzma')), 'the engine belongs to the first load');
  assert.ok(total <= 350 * 1024, `${total} bytes`);
  await context.close();
});

test('hosted: relative addresses only, no font formats but woff2', () => {
  const html = readFileSync(join(SITE, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /(src|href)="\//);
  const fonts = readdirSync(join(SITE, 'assets')).filter((name) => /\.(woff|ttf|otf|eot)$/.test(name));
  assert.deepEqual(fonts, []);
});

test('hosted: a model that does not arrive is said in words, with a way out', async () => {
  const { page, context } = await new_page(browser);
  await page.route('**/*.onnx', (route) => route.abort());
  await page.goto(`${site.url}#/digits-lrp`);
  const error = page.getByTestId('error');
  await error.waitFor();
  assert.match(await error.innerText(), /could not be loaded|is not here/);
  await context.close();
});

test('hosted: a broken model is said in words', async () => {
  const { page, context } = await new_page(browser);
  await page.route('**/*.onnx', (route) => route.fulfill({ body: Buffer.from('not a model') }));
  await page.goto(`${site.url}#/digits-lrp`);
  const error = page.getByTestId('error');
  await error.waitFor();
  assert.match(await error.innerText(), /network/i);
  await context.close();
});

test('a link to an unknown exercise leads to the gallery', async () => {
  const { page, context } = await new_page(browser);
  await page.goto(`${site.url}#/no-such-exercise`);
  await page.getByRole('status').waitFor();
  assert.ok(await page.locator('a.card').first().isVisible());
  await context.close();
});

test('without storage the page works all the same', async () => {
  const { page, seen, context } = await new_page(browser);
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
  await page.goto(`${site.url}#/digits-lrp`);
  await page.getByTestId('view-relevance').waitFor();
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('where no worker starts, the page itself computes', async () => {
  const { page, context } = await new_page(browser);
  await page.addInitScript(() => { window.Worker = class { constructor() { throw new Error('no workers here'); } }; });
  await page.goto(`${site.url}#/digits-lrp`);
  await page.getByTestId('view-relevance').waitFor();
  await context.close();
});

/** From now on the next `count` runs kill the engine, as a trap would. */
async function break_engine(page, count) {
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      const breaks = message.name === 'run' && window.traps > 0;
      if (breaks) window.traps -= 1;
      return post.call(this, breaks ? { ...message, name: 'no such call' } : message, ...rest);
    };
  });
  return () => page.evaluate((n) => { window.traps = n; }, count);
}

test('a trap restarts the engine with what was set, and says so', async () => {
  const { page, context } = await new_page(browser);
  const trap = await break_engine(page, 1);
  await page.goto(`${site.url}#/digits-lrp`);
  await page.getByTestId('view-relevance').waitFor();
  await trap();
  await page.getByTestId('bar-8').click();
  await page.getByTestId('note').waitFor();
  assert.match(await page.getByTestId('note').innerText(), /started again/);
  await page.waitForFunction(() => document.querySelector('[data-testid=bar-8]')?.getAttribute('aria-pressed') === 'true');
  await context.close();
});

test('settings that trap again and again are told, not tried for ever; the way back works', async () => {
  const { page, context } = await new_page(browser);
  const trap = await break_engine(page, 2);
  await page.goto(`${site.url}#/digits-lrp`);
  await page.getByTestId('view-relevance').waitFor();
  await trap();
  await page.getByTestId('bar-8').click();
  await page.getByTestId('error').waitFor();
  await page.getByTestId('error').getByRole('button', { name: 'Undo' }).click();
  await page.getByTestId('error').waitFor({ state: 'detached' });
  assert.equal(await page.getByTestId('control-target').locator('select').inputValue(), 'winner');
  await context.close();
});

test('a cleared canvas stays cleared over a reload', async () => {
  const { page, context } = await new_page(browser);
  await page.goto(`${site.url}#/digits-lrp`);
  await page.getByTestId('view-relevance').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByTestId('ghost').waitFor();
  await page.waitForFunction(() => location.hash.includes('index=-1'));
  await page.reload();
  await page.getByTestId('view-digits').waitFor();
  assert.ok(await page.getByTestId('ghost').isVisible());
  await context.close();
});
