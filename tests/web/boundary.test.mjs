// What leaves the page: nothing. What its policy forbids: nothing it does. What fails: said kindly.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { answered, draw, launch, new_page, serve_site, SINGLE_FILE, THREE } from './support/browser.mjs';

const is_engine_request = (request) => request.url().endsWith('.wasm.lzma');
const SITE = fileURLToPath(new URL('../../dist/site/', import.meta.url));
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function use(page) {
  await answered(page);
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

/** Gzipped size of all that was asked for of the site. */
function size_of(urls) {
  const paths = [...new Set(urls.map((url) => url.slice(site.url.length) || 'index.html'))];
  const files = paths.map((path) => join(SITE, path)).filter((path) => existsSync(path) && statSync(path).isFile());
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}
const is_engine = (url) => url.endsWith('.wasm.lzma');

test('hosted: the gallery stands on at most 90 KB gzipped, without the engine; the engine follows by itself', async () => {
  let let_go;
  const held = new Promise((resolve) => { let_go = resolve; });
  const { page, seen, context } = await new_page(browser);
  await page.route('**/*.wasm.lzma', async (route) => { await held; await route.continue(); });
  await page.addInitScript(() => new MutationObserver((_, observer) => {
    if (!document.querySelector('a.card')) return;
    observer.disconnect();
    window.asked_before = performance.getEntriesByType('resource').map((one) => one.name);
  }).observe(document, { childList: true, subtree: true }));
  const engine_asked = page.waitForRequest(is_engine_request);
  await page.goto(site.url);
  await page.locator('a.card').first().waitFor();
  const needed = [site.url, ...await page.evaluate(() => window.asked_before)];
  assert.ok(size_of(needed) <= 90 * 1024, `${size_of(needed)} bytes: ${needed}`);
  assert.ok(!needed.some((url) => /engine|worker|host|ScenarioPage|katex/.test(url)), `${needed}`);
  // it can be used while the engine is still on its way
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.getByText('Dein Fortschritt').waitFor();
  await engine_asked;
  const asked = seen.requests.findIndex(is_engine);
  assert.ok(needed.every((url) => seen.requests.indexOf(url) < asked), 'the engine comes last');
  let_go();
  await page.locator('a.card').first().click();
  await answered(page);
  await context.close();
});

test('hosted: an exercise opened by its link asks for the engine at once', async () => {
  const { page, context } = await new_page(browser);
  await page.addInitScript(() => { window.requestIdleCallback = () => 0; });
  await page.goto(`${site.url}#/digits-lrp`);
  await answered(page);
  await context.close();
});

test('hosted: the first load stays within 520 KB gzipped, WebAssembly included', async () => {
  const { page, seen, context } = await new_page(browser);
  const engine_asked = page.waitForRequest(is_engine_request);
  await page.goto(site.url);
  await engine_asked;
  await page.waitForLoadState('networkidle');
  assert.ok(seen.requests.some(is_engine), 'the engine belongs to the first load');
  assert.ok(size_of(seen.requests) <= 520 * 1024, `${size_of(seen.requests)} bytes`);
  await context.close();
});

// 520 KB are asked for; the engine alone has 429. Held here is what there is, so that it does not grow unseen.
test('hosted: an exercise opened by its link needs 341 KB gzipped until its pictures stand, besides the engine\'s 440', async () => {
  const { page, seen, context } = await new_page(browser);
  await page.goto(`${site.url}#/lrp-min-networks`);
  await answered(page);
  const asked = [...seen.requests];
  const [engine, others] = [size_of(asked.filter(is_engine)), size_of(asked.filter((url) => !is_engine(url)))];
  assert.ok(engine > 0 && engine <= 440 * 1024, `${engine} bytes`);
  assert.ok(others <= 341 * 1024, `${others} bytes: ${asked}`);
  await context.close();
});

test('single file: everything in at most 2.5 MB gzipped', () => {
  const size = gzipSync(readFileSync(fileURLToPath(SINGLE_FILE)), { level: 9 }).length;
  assert.ok(size <= 2.5 * 1024 * 1024, `${size} bytes`);
});

for (const build of ['hosted', 'single']) {
  test(`${build}: the help shows whose work is built in`, async () => {
    const { page, seen, context } = await new_page(browser);
    await page.goto(build === 'hosted' ? site.url : SINGLE_FILE);
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByText('Licences of what is built in').click();
    const text = await page.getByTestId('notices').locator('pre').innerText();
    const packages = ['Eigen', 'JSON for Modern C\\+\\+', 'protozero', 'svelte', 'katex', 'mathlive',
      'marked', 'lzma1'];
    for (const name of packages) assert.match(text, new RegExp(`^${name}( [\\d.]+)? \\(`, 'm'));
    const links = await page.getByTestId('notices').getByRole('link', { name: 'NOTICES.txt' }).count();
    assert.equal(links, build === 'hosted' ? 1 : 0);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
}

test('the notices name every library that src/ includes', async () => {
  const { ENGINE_NOTICES } = await import('../../web/scripts/engine_notices.mjs');
  const source = fileURLToPath(new URL('../../src/', import.meta.url));
  const files = readdirSync(source, { recursive: true }).filter((name) => /\.[ch]pp$/.test(name));
  const folders = files.flatMap((name) => [...readFileSync(join(source, name), 'utf8').matchAll(/#include <(\w+)\//g)]
    .map((match) => match[1]));
  const foreign = new Set(folders.filter((folder) => !['emscripten', 'CLI', 'sys'].includes(folder))); // CLI: the command alone
  assert.deepEqual([...foreign].sort(), ENGINE_NOTICES.map((one) => one.include).filter(Boolean).sort());
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

test('a link to an unknown exercise leads to the gallery', async () => {
  const { page, context } = await new_page(browser);
  await page.goto(`${site.url}#/no-such-exercise`);
  await page.getByText('There is no exercise with this name.').waitFor();
  assert.ok(await page.locator('a.card').first().isVisible());
  await context.close();
});

test('without storage the page works all the same', async () => {
  const { page, seen, context } = await new_page(browser);
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage',
    { get() { throw new DOMException('no', 'SecurityError'); } }));
  await page.goto(`${site.url}#/digits-lrp`);
  await answered(page);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('where no worker starts, the page itself computes', async () => {
  const { page, context } = await new_page(browser);
  await page.addInitScript(() => { window.Worker = class { constructor() { throw new Error('no workers here'); } }; });
  await page.goto(`${site.url}#/digits-lrp`);
  await answered(page);
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
  await answered(page);
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
  await answered(page);
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
  await answered(page);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByTestId('ghost').waitFor();
  await page.waitForFunction(() => location.hash.includes('index=-1'));
  await page.reload();
  await page.getByTestId('view-digits').waitFor();
  assert.ok(await page.getByTestId('ghost').isVisible());
  await context.close();
});
