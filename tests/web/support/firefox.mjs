// Firefox over WebDriver BiDi, and what it complains about.

import puppeteer from 'puppeteer-core';

export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const AS_SOON_AS_CHROMIUM = 30_000; // ms that a state may take before a test gives up on it

export function launch_firefox() {
  return puppeteer.launch({
    browser: 'firefox', executablePath: FIREFOX, headless: true,
    extraPrefsFirefox: { 'intl.accept_languages': 'en-GB', 'intl.locale.requested': 'en-GB' },
  });
}

/** A fresh page of a context of its own; errors of scripts, of the console and of the policy are in `complaints`. */
export async function firefox_page(browser, { width = 1440, height = 900 } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(AS_SOON_AS_CHROMIUM);
  await page.setViewport({ width, height });
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation',
      (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    try { localStorage.setItem('relevance-lab.hints', 'seen'); } catch { /* no storage here */ }
  });
  return { page, complaints, context };
}

/** Until the engine's own pictures stand. */
export const answered_there = (page) => page.waitForSelector('.stage:not([data-foreseen]) [data-testid^=view-]');

/** A visit to an address, the engine's pictures there. */
export async function open_there(browser, address, options) {
  const visit = await firefox_page(browser, options);
  await visit.page.goto(address);
  await answered_there(visit.page);
  return visit;
}

export const by_id = (id, inside = '') => `[data-testid="${id}"] ${inside}`.trim();

/** Draws strokes given in hundredths of the canvas, in many small moves. */
export async function draw_there(page, strokes) {
  const canvas = await page.waitForSelector(by_id('canvas'));
  await canvas.scrollIntoView();
  const box = await canvas.boundingBox();
  const at = ([x, y]) => [box.x + (x / 100) * box.width, box.y + (y / 100) * box.height];
  for (const [first, ...others] of strokes) {
    await page.mouse.move(...at(first));
    await page.mouse.down();
    for (const point of others) await page.mouse.move(...at(point), { steps: 4 });
    await page.mouse.up();
  }
}

/** Drags what a selector finds by so many pixels. */
export async function drag_there(page, selector, [dx, dy]) {
  const handle = await page.waitForSelector(selector);
  await handle.scrollIntoView();
  const { x, y, width, height } = await handle.boundingBox();
  const [from_x, from_y] = [x + width / 2, y + height / 2];
  await page.mouse.move(from_x, from_y);
  await page.mouse.down();
  await page.mouse.move(from_x + dx, from_y + dy, { steps: 8 });
  await page.mouse.up();
}

/** A picture's pixels as one string. */
export const painted = (page, view) =>
  page.$eval(by_id(`view-${view}`, 'canvas'), (canvas) => canvas.toDataURL());

/** Waits until a picture is another one. */
export const repainted = (page, view, before) => page.waitForFunction((selector, old) =>
  document.querySelector(selector)?.toDataURL() !== old, {}, by_id(`view-${view}`, 'canvas'), before);
