// How the page loads: what comes before the gallery, and when the first picture of an exercise stands.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

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
  const context = await browser.newContext({ serviceWorkers: 'block' });
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

/** Ways to come: how many times slower the processor is, and the line. */
export const WAYS = [
  { name: 'here', words_ms: 600, picture_ms: 1000 },
  { name: 'processor 4 times slower', cpu: 4, picture_ms: 1200 },
  { name: '1.6 Mbit/s, 150 ms', mbit: 1.6, latency_ms: 150, words_ms: 2000 },
  { name: '1.6 Mbit/s, 150 ms, processor 4 times slower', cpu: 4, mbit: 1.6, latency_ms: 150, picture_ms: 4000 },
];

/** Runs in the page: when the statement can be read. */
export function watch_words() {
  new MutationObserver((_, observer) => {
    if ((document.querySelector('.statement .prose')?.textContent.length ?? 0) < 100) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (window.first_words = performance.now())));
  }).observe(document, { childList: true, subtree: true });
}

/** From the address to the words and to the first picture of an exercise, ms. */
export async function first_minute(browser, address, scenario, { cpu = 1, mbit = 0, latency_ms = 0 }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(watch_first_picture);
  await page.addInitScript(watch_words);
  const client = await context.newCDPSession(page);
  if (cpu > 1) await client.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  const rate = (mbit * 1e6) / 8;
  if (mbit > 0) {
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions',
      { offline: false, latency: latency_ms, downloadThroughput: rate, uploadThroughput: rate });
  }
  await page.goto(`${address}#/${scenario}`);
  const picture = await (await page.waitForFunction(() => window.first_picture)).jsonValue();
  const words = await (await page.waitForFunction(() => window.first_words)).jsonValue();
  await context.close();
  return { words, picture };
}
