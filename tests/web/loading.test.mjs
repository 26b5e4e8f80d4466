// What does not come as it was built: error pages in place of files, half files, files that never end, workers that die.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answered, launch, new_page, serve_site, SINGLE_FILE } from './support/browser.mjs';
import { hold_workers } from './support/workers.mjs';

const SITE = fileURLToPath(new URL('../../dist/site/', import.meta.url));
const HTML = Buffer.from(`<!doctype html>${'<p>404: no such page</p>'.repeat(20_000)}`);
const PATIENCE_MS = 31_000;

const host = { fault: null, asked: [] }; // fault: { of: part of a path, answer(path, response) }
function instead(path, response) {
  host.asked.push(path);
  if (!host.fault || !path.includes(host.fault.of)) return false;
  host.fault.answer(path, response);
  return true;
}
/** Bad answers that a browser may keep. */
const kept = (body) => (path, response) => {
  const bytes = typeof body === 'function' ? body(readFileSync(join(SITE, path.split('/lab/')[1]))) : body;
  response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=3600' }).end(bytes);
};
const half = (bytes) => bytes.subarray(0, bytes.length / 2);
const flipped = (bytes) => { const other = Buffer.from(bytes); other[other.length >> 1] ^= 1; return other; };

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site(instead)]); });
after(async () => { await browser.close(); await site.close(); });
beforeEach(() => { host.fault = null; host.asked = []; });

/** The exercise stands, or says what is wrong. */
async function told(page) {
  const error = page.getByTestId('error');
  await error.waitFor();
  return error.innerText();
}
async function try_again(page) {
  await page.getByTestId('error').getByRole('button', { name: 'Try again' }).click();
}
const stands = answered;

const BAD_ENGINE = [['an error page', HTML], ['half of it', half], ['one bit of it wrong', flipped], ['nothing', Buffer.alloc(0)]];
for (const [name, body] of BAD_ENGINE) {
  test(`the engine comes as ${name}: that is said, and trying again works once the host has recovered`, async () => {
    const { page, context } = await new_page(browser);
    host.fault = { of: '.lzma', answer: kept(body) };
    await page.goto(`${site.url}#/digits-lrp`);
    assert.match(await told(page), /engine did not arrive as it was built/);
    await try_again(page);
    assert.match(await told(page), /engine did not arrive as it was built/);
    host.fault = null;
    await try_again(page);
    await stands(page);
    assert.equal(await page.getByTestId('error').count(), 0);
    await context.close();
  });
}

for (const [name, of, body] of [['model', '.onnx', HTML], ['data file', 'test-images', half], ['scenario', 'digits-lrp.json', HTML]]) {
  test(`a bad copy of a ${name} is told by its name and does not stay in the cache`, async () => {
    const { page, context } = await new_page(browser);
    host.fault = { of, answer: kept(body) };
    await page.goto(`${site.url}#/digits-lrp`);
    assert.match(await told(page), new RegExp(`“.*${of.replace('.', '\\.')}.*did not arrive as it was built`));
    host.fault = null;
    await try_again(page);
    await stands(page);
    await page.reload();
    await stands(page);
    await context.close();
  });
}

test('a bad copy kept by the browser from an earlier visit is replaced without a word', async () => {
  const { page, context } = await new_page(browser);
  host.fault = { of: '.onnx', answer: kept(half) };
  await page.goto(`${site.url}#/digits-lrp`);
  await told(page);
  host.fault = null;
  await page.reload();
  await stands(page);
  await context.close();
});

test('an engine file that never ends is given up after a while, and asked for anew', async () => {
  const { page, context } = await new_page(browser);
  const stalling = new Promise((resolve) => {
    host.fault = { of: '.lzma', answer: (_, response) => { response.writeHead(200).write('ab'); resolve(); } };
  });
  await page.clock.install();
  await page.goto(`${site.url}#/digits-lrp`);
  await stalling;
  assert.equal(await page.getByTestId('error').count(), 0);
  await page.clock.fastForward(PATIENCE_MS);
  assert.match(await told(page), /engine does not answer/);
  host.fault = null;
  await try_again(page);
  await stands(page);
  await context.close();
});

for (const build of ['hosted', 'single']) {
  const address = () => `${build === 'hosted' ? site.url : SINGLE_FILE}#/digits-lrp`;
  describe(`workers, ${build}`, () => {
    test('a boot that does not end is told, and trying again works', async () => {
      const { page, context } = await new_page(browser);
      await page.addInitScript(hold_workers);
      await page.addInitScript(() => { window.deaf = true; });
      await page.clock.install();
      await page.goto(address());
      await page.waitForFunction(() => window.workers.length === 1);
      await page.clock.fastForward(PATIENCE_MS);
      assert.match(await told(page), /engine does not answer/);
      await page.evaluate(() => { window.deaf = false; });
      await try_again(page);
      await stands(page);
      await context.close();
    });

    test('a worker that dies idle is noticed at the next action, which works', async () => {
      const { page, seen, context } = await new_page(browser);
      await page.addInitScript(hold_workers);
      await page.goto(address());
      await stands(page);
      await page.evaluate(() => window.kill_worker());
      await page.getByTestId('bar-8').click();
      await page.waitForFunction(() => document.querySelector('[data-testid=bar-8]')?.getAttribute('aria-pressed') === 'true');
      assert.match(await page.getByTestId('note').innerText(), /started again/);
      assert.equal(await page.evaluate(() => window.workers.length), 2);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('a worker that dies while it loads is replaced, and the exercise stands', async () => {
      const { page, context } = await new_page(browser);
      await page.addInitScript(hold_workers);
      await page.addInitScript(() => {
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message, ...rest) {
          if (message.name !== 'provide' || window.workers.length > 1) post.call(this, message, ...rest);
          else setTimeout(() => window.kill_worker());
        };
      });
      await page.goto(address());
      await stands(page);
      assert.equal(await page.evaluate(() => window.workers.length), 2);
      await context.close();
    });
  });
}

test('single file: an engine cut short in it is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relevance-lab-'));
  const file = join(folder, 'cut.html');
  const html = readFileSync(fileURLToPath(SINGLE_FILE), 'utf8');
  writeFileSync(file, html.replace(/(data-asset="engine[^>]*>)([^<]*)/, (_, head, text) => head + text.slice(0, 40_000)));
  const { page, context } = await new_page(browser);
  await page.goto(`${pathToFileURL(file)}#/digits-lrp`);
  assert.match(await told(page), /engine did not arrive as it was built/);
  await context.close();
  rmSync(folder, { recursive: true });
});
