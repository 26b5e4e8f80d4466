// The hosted site without a network, and under a newer build: all of one or all of the other.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../web/scripts/static_server.mjs';
import { write_offline } from '../../web/scripts/write_offline.mjs';
import { answered, launch, new_page } from './support/browser.mjs';

const SITE = fileURLToPath(new URL('../../dist/site/', import.meta.url));
const SCENARIOS = readdirSync(join(SITE, 'examples')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
const SUB_PATH = '/a/course/lab/';
let browser;
let folder;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A host of its own for a copy of the site, which may be changed. */
async function host_copy(t) {
  folder = mkdtempSync(join(tmpdir(), 'relevance-lab-site-'));
  cpSync(SITE, folder, { recursive: true });
  const { port, close } = await serve({ [SUB_PATH]: folder });
  let open = true;
  const end = async () => {
    if (open) await close();
    open = false;
  };
  t.after(async () => { await end(); rmSync(folder, { recursive: true, force: true }); });
  return { url: `http://127.0.0.1:${port}${SUB_PATH}`, close: end };
}
async function visit(url) {
  const { page, seen, context } = await new_page(browser, { serviceWorkers: 'allow' });
  await page.goto(url);
  await page.locator('a.card').first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready); // all is kept
  return { page, seen, context };
}

/** What becomes of a newer worker: "installed", "redundant", or "none" where there is none. */
function update(page) {
  return page.evaluate(async () => {
    const site = await navigator.serviceWorker.getRegistration();
    await site.update().catch(() => undefined);
    const { installing } = site;
    if (!installing) return site.waiting ? 'installed' : 'none';
    return new Promise((resolve) => installing.addEventListener('statechange', () => resolve(installing.state), { once: true }));
  });
}

test('after one visit every exercise opens without a network, under a sub-path', async (t) => {
  const host = await host_copy(t);
  const { page, seen, context } = await visit(host.url);
  assert.equal(await page.evaluate(() => document.querySelector('link[rel=manifest]').href), `${host.url}manifest.webmanifest`);
  await host.close();
  await page.goto(host.url); // from now on nobody answers
  await page.locator('a.card canvas').first().waitFor();
  for (const name of SCENARIOS) {
    await page.goto(`${host.url}#/${name}`);
    await page.reload();
    await answered(page);
    await page.locator('.statement .katex').first().waitFor({ state: 'attached' });
  }
  await page.getByRole('button', { name: 'Answer this' }).first().click(); // what comes late is kept too
  await page.locator('math-field, .options, .lines').first().waitFor();
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('a newer build is told and takes over when one says so, what is set stays, and until then all is the old one', async (t) => {
  const host = await host_copy(t);
  const { page, seen, context } = await visit(host.url);
  await page.goto(`${host.url}#/lrp-min-networks?gamma=3`);
  await page.reload();
  await answered(page);
  const other = await context.newPage(); // a second window
  await other.goto(`${host.url}#/taylor-rbf`);
  await answered(other);

  const is_newer = (window) => window.evaluate(() => document.querySelector('meta[name=newer]') !== null);
  const start = join(folder, 'index.html');
  const old = readFileSync(start, 'utf8');
  const newer = old.replace('<title>', '<meta name="newer" content="yes" /><title>');

  // half a deployment, either way round: nothing is told, nothing is mixed
  writeFileSync(start, newer);
  assert.equal(await update(page), 'none');
  await write_offline(folder);
  writeFileSync(start, old);
  assert.equal(await update(page), 'redundant');
  assert.equal(await page.getByTestId('newer').count(), 0);
  await page.reload();
  await answered(page);
  assert.equal(await is_newer(page), false);

  writeFileSync(start, newer);
  assert.equal(await update(page), 'installed');
  await page.getByTestId('newer').waitFor();
  await page.reload();
  await answered(page);
  assert.equal(await is_newer(page), false, 'the old one until one says so');
  await page.getByTestId('newer').getByRole('button', { name: 'Use it' }).click();
  await page.locator('meta[name=newer]').waitFor({ state: 'attached' });
  await answered(page);
  assert.match(page.url(), /gamma=3/);
  assert.equal(await page.getByTestId('newer').count(), 0);
  await other.locator('meta[name=newer]').waitFor({ state: 'attached' }); // every window
  await host.close();
  await page.reload();
  await answered(page);
  assert.equal(await is_newer(page), true);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});
