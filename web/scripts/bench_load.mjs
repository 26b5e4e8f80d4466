// How the page loads: what comes before the gallery, and when the first picture of an exercise stands.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Answers as a host does that gzips what is text: for serve(). */
export function gzipping(site) {
  const packed = new Map();
  const types = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8', json: 'application/json' };
  return (path, response) => {
    const file = join(site, path === '/' ? 'index.html' : path);
    const type = types[file.split('.').at(-1)];
    if (!type || !existsSync(file)) return false;
    if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(file)));
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(packed.get(file));
    return true;
  };
}

/** Runs in the page: when the first picture stands (Playwright's own waiting looks twice a second). */
export function watch_first_picture() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.stage .view')) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (window.first_picture = performance.now())));
  }).observe(document, { childList: true, subtree: true });
}

const packed_size = (site, path) => gzipSync(readFileSync(join(site, path)), { level: 9 }).length;

/** What is asked for of the site until the first load is done; of it, what came before the gallery stood. */
export async function first_load(browser, address, site) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const order = [];
  page.on('request', (request) => {
    if (request.url().startsWith(address)) order.push(request.url().slice(address.length).split('#')[0] || 'index.html');
  });
  await page.addInitScript(() => new MutationObserver((_, observer) => {
    if (!document.querySelector('a.card')) return;
    observer.disconnect();
    window.gallery = { ms: performance.now(), asked: performance.getEntriesByType('resource').map((one) => one.name) };
  }).observe(document, { childList: true, subtree: true }));
  const engine_asked = page.waitForRequest((request) => request.url().endsWith('.lzma'));
  await page.goto(address);
  const gallery = await (await page.waitForFunction(() => window.gallery)).jsonValue();
  await engine_asked;
  await page.waitForLoadState('networkidle');
  await context.close();
  const early = new Set(['index.html', ...gallery.asked.map((url) => url.slice(address.length))]);
  const parts = [...new Set(order)].map((path) => ({ path, bytes: packed_size(site, path), early: early.has(path) }));
  return { ms: gallery.ms, parts: parts.sort((a, b) => b.bytes - a.bytes) };
}

export const SLOW = { cpu: 4, mbit: 10, latency_ms: 40 };

/** The first picture of an exercise on a slow machine over a slow line. */
export async function slow_visit(browser, address, scenario) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript(watch_first_picture);
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
  const rate = (SLOW.mbit * 1e6) / 8;
  await client.send('Network.emulateNetworkConditions',
    { offline: false, latency: SLOW.latency_ms, downloadThroughput: rate, uploadThroughput: rate });
  await page.goto(`${address}#/${scenario}`);
  const ms = await (await page.waitForFunction(() => window.first_picture)).jsonValue();
  await context.close();
  return ms;
}
