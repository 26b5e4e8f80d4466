// What a view saves: an SVG that stands by itself with everything the page shows, and a PNG of it.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, open_exercise, serve_site, settled } from './support/browser.mjs';

const EXERCISES = readdirSync(new URL('../../examples', import.meta.url))
  .filter((file) => file.endsWith('.json') && !file.includes('schema')).map((file) => file.slice(0, -5));
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

/** Runs in the page: files are kept instead of downloaded, and a view's menu is worked from a script. */
function keep_files() {
  let kept = [];
  const blobs = new Map();
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    const url = make(blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function click() { kept.push({ name: this.download, blob: blobs.get(this.href) }); };
  const turn = () => new Promise((resolve) => requestAnimationFrame(resolve));
  window.save_view = async (view, kind) => {
    kept = [];
    view.querySelector('.menu > button').click();
    await turn();
    const words = window.words_of(view); // now: a run may go on
    [...view.querySelectorAll('.menu .items button')].find((button) => button.textContent === kind).click();
    while (kept.length === 0) {
      await turn();
      const told = view.querySelector('.told');
      if (told) throw new Error(`${view.dataset.testid} ${kind}: ${told.textContent}`);
    }
    return { ...kept[0], words };
  };
  const bare = (text) => text.replace(/[\s\u200b\u00ad-]/g, '');
  /** What of a view's words and numbers is seen. */
  window.words_of = (view) => {
    const skipped = '.visually-hidden, .katex-mathml, label:has(input), select, [data-screen]';
    const texts = [bare(view.querySelector('.caption')?.textContent ?? '')];
    const walker = document.createTreeWalker(view.querySelector('.body'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const place = element.closest('[data-window] button')?.getBoundingClientRect();
      const room = element.closest('[data-window]')?.getBoundingClientRect();
      const outside = place && (place.left < room.left - 1 || place.right > room.right + 1);
      if (bare(walker.currentNode.data) && !element.closest(skipped) && !outside && element.checkVisibility({ visibilityProperty: true })) {
        texts.push(bare(walker.currentNode.data));
      }
    }
    return texts;
  };
  window.faults_of = async (view, with_png) => {
    const faults = [];
    const { name, blob, words } = await window.save_view(view, 'SVG');
    const text = await blob.text();
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    if (svg.localName !== 'svg') return [`no XML: ${svg.textContent.slice(0, 200)}`];
    document.body.append(svg);
    const said = bare([...svg.querySelectorAll('text')].map((one) => one.textContent).join(''));
    const title = bare(view.querySelector('h2').textContent);
    for (const part of [title, ...words]) if (!said.includes(part)) faults.push(`not in it: ${part}`);
    const page = svg.getBoundingClientRect();
    for (const one of svg.querySelectorAll('text, image')) {
      const box = one.getBoundingClientRect();
      if (one.textContent.trim() === '' && one.localName === 'text') faults.push('an empty text');
      if (box.left < page.left || box.right > page.right || box.top < page.top || box.bottom > page.bottom) {
        faults.push(`cut: ${one.textContent || one.localName}`);
      }
    }
    const drawn = [...svg.querySelectorAll('image, path, rect, circle, line')].filter((one) => one.parentElement !== svg).length;
    if (drawn === 0 && !view.querySelector('table')) faults.push('nothing is drawn');
    if (view.querySelector('.body canvas') && !svg.querySelector('image')) faults.push('canvases are missing');
    if (/var\(|\sclass=|foreignObject|\son\w+=|https?:(?!\/\/www\.w3\.org)/.test(text)) faults.push('leans on the page');
    if (!name.endsWith('.svg')) faults.push(name);
    svg.remove();
    if (!with_png) return faults;
    const { blob: png } = await window.save_view(view, 'PNG');
    const bitmap = await createImageBitmap(png);
    const [width, height] = svg.getAttribute('viewBox').split(' ').slice(2).map(Number);
    if (bitmap.width !== 2 * width || bitmap.height !== 2 * height) faults.push(`PNG of ${bitmap.width} × ${bitmap.height}`);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const top = 140; // under title and caption
    const colours = new Set(new Uint32Array(context.getImageData(0, top, bitmap.width, bitmap.height - top).data.buffer));
    if (colours.size < 6) faults.push(`PNG of ${colours.size} colours`);
    return faults;
  };
}

async function open(i, name, options) {
  const visit = await open_exercise(browser, site, i % 2 === 0 ? 'hosted' : 'single', name, options);
  await settled(visit.page, () => visit.page.locator('.stage .view').count()); // a run may go on
  await visit.page.evaluate(keep_files);
  return visit;
}

const seen_kinds = new Set();
EXERCISES.forEach((name, i) => {
  test(`${name}: every view saves whole`, async () => {
    const { page, seen, context } = await open(i, name, i === 3 ? { colorScheme: 'dark' } : {});
    for (const view of await page.locator('.stage .view').all()) {
      const [id, kind] = await view.evaluate((root) => [root.dataset.testid, root.querySelector('.body > *').getAttribute('class')]);
      await view.scrollIntoViewIfNeeded();
      const faults = await view.evaluate((root, png) => window.faults_of(root, png), !seen_kinds.has(kind));
      assert.deepEqual(faults, [], id);
      seen_kinds.add(kind);
    }
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});

test('a table and the other theme save too; the file has the paper of its theme', async () => {
  const { page, context } = await open(0, 'taylor-rbf', { colorScheme: 'dark' });
  const view = page.getByTestId('view-parts');
  await view.locator('.menu > button').click();
  await view.getByRole('button', { name: 'Show as table' }).click();
  await view.getByRole('table').waitFor();
  assert.deepEqual(await view.evaluate((root) => window.faults_of(root, true)), []);
  const svg = await view.evaluate(async (root) => (await window.save_view(root, 'SVG')).blob.text());
  const [, paper] = /<rect[^>]*fill="([^"]*)"/.exec(svg);
  assert.equal(paper, '#16181b');
  await context.close();
});

test('what cannot be saved says so where the menu is, in both languages', async () => {
  const { page, seen, context } = await open(0, 'taylor-rbf');
  const view = page.getByTestId('view-field');
  await page.evaluate(() => { HTMLCanvasElement.prototype.toDataURL = () => { throw new Error('no room'); }; });
  const save = async (kind) => {
    await view.locator('.menu > button').click();
    await view.getByRole('button', { name: kind, exact: true }).click();
  };
  for (const [language, words] of [['en', /could not be made/], ['de', /ließ sich nicht erzeugen/]]) {
    for (const kind of ['PNG', 'SVG']) {
      await save(kind);
      await view.getByTestId('export-notice').filter({ hasText: words }).waitFor();
      await view.getByTestId('export-notice').getByRole('button').click();
    }
    if (language === 'en') await page.getByRole('button', { name: 'Deutsch' }).click();
  }
  const parts = page.getByTestId('view-parts');
  for (const [i, value] of [[0, '-1'], [1, '-0.4']]) {
    await page.getByTestId('control-x').locator('input[type=text]').nth(i).fill(value);
    await page.keyboard.press('Enter');
  }
  await page.getByTestId('control-x').getByRole('status').waitFor();
  await parts.locator('.menu > button').click();
  await parts.getByRole('button', { name: 'SVG', exact: true }).click();
  await parts.getByTestId('export-notice').filter({ hasText: 'nichts' }).waitFor();
  assert.deepEqual(seen.complaints, []);
  await context.close();
});
