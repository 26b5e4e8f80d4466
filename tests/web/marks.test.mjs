// Views that no exercise uses yet, by themselves: they draw, answer mouse, finger and keys, and can be read by everyone.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { drag_by_finger, launch, new_page } from './support/browser.mjs';
import { serve_page } from './support/built_page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_page('views')]); });
after(() => Promise.all([browser.close(), site.close()]));

async function open(query = '', options = {}) {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${site.url}?${query}`);
  await visit.page.locator('svg[data-picture]').first().waitFor();
  const value_of = (name) => visit.page.evaluate((what) => window.value_of(what), name);
  const view = (kind) => visit.page.getByTestId(`view-${kind}`);
  return { ...visit, value_of, view };
}
const centre = async (locator) => {
  const box = await locator.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

async function drag(page, [x, y], [dx, dy]) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 5 });
  await page.mouse.up();
}

test('each view draws its marks, and nothing complains', async () => {
  const { page, seen, context, view } = await open();
  const counts = {
    spectrum: { '.stem': 9, '.minus': 3 }, trajectory: { '.walk': 2, '.point': 1 },
    matrix: { '.entry': 9, '.figure': 6, '.sum': 6, 'text.name': 6 },
    series: { '.series .stem': 15, '.marker': 1 }, connections: { '.link': 6, '.link [stroke-dasharray]': 2, '.face': 2 },
    'point-sets': { '.set-point': 60 },
  };
  for (const [kind, marks] of Object.entries(counts)) {
    for (const [mark, count] of Object.entries(marks)) {
      assert.equal(await view(kind).locator(`svg[data-picture] ${mark}`).count(), count, `${kind} ${mark}`);
    }
  }
  const arrows = await view('trajectory').locator('.arrow').count();
  assert.ok(arrows > 100, `${arrows} arrows`); // all but that at rest
  const painted = await page.locator('canvas').evaluateAll((all) => all.map((one) =>
    new Set(new Uint32Array(one.getContext('2d').getImageData(0, 0, one.width, one.height).data.buffer)).size));
  assert.equal(painted.length, 3);
  assert.ok(painted.every((colours) => colours > 1), String(painted));
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('the keyboard reads every view', async () => {
  const { page, context, view } = await open();
  const said = (kind) => view(kind).locator('.readout').innerText();
  const press = async (kind, ...keys) => {
    await view(kind).getByRole('application').first().focus();
    for (const key of keys) await page.keyboard.press(key);
  };
  await press('spectrum', 'End');
  assert.equal(await said('spectrum'), '9: −5.3');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await said('spectrum'), '8: −1.9');
  await press('matrix', 'ArrowRight', 'ArrowDown');
  assert.equal(await said('matrix'), "x₂, x'₂: +1.5");
  await press('series', 'ArrowRight');
  assert.match(await view('series').locator('ul').innerText(), /w:\s+1\s+t 4$/);
  await press('connections', 'Home', 'ArrowRight', 'PageUp');
  assert.equal(await said('connections'), 'left row 1, column 2 → right row 1, column 3: +0.5; right row 1, column 4: −0.25');
  await press('point-sets');
  assert.match(await said('point-sets'), /^upper 1: \(/);
  await context.close();
});

test('keys move a point, and the marker of a series', async () => {
  const { page, context, view, value_of } = await open();
  await view('trajectory').getByTestId('point-0').focus();
  await page.keyboard.press('ArrowLeft');
  const [x, y] = await value_of('start');
  assert.ok(Math.abs(x - 2.5) < 1e-9 && y === 0, `${x}, ${y}`);
  await view('series').getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await value_of('u'), 4);
  await view('point-sets').locator('[data-point="0"]').focus();
  await page.keyboard.press('ArrowUp');
  const points = await value_of('points');
  assert.ok(points[0] > 1.1 && points[1] > -0.5, String(points.slice(0, 2)));
  await context.close();
});

for (const [hand, options, way] of [['the mouse', {}, [-60, -50]], ['a finger, upwards,', PHONE, [0, -60]]]) {
  test(`${hand} drags a point of the trajectory and of the sets`, async () => {
    for (const [kind, name, mark] of [['trajectory', 'start', '.point .dot'], ['point-sets', 'points', '[data-point="30"] .mark']]) {
      const visit = await open(`kind=${kind}`, options);
      const place = await centre(visit.view(kind).locator(mark));
      await (options.hasTouch ? drag_by_finger(visit.page, place, way) : drag(visit.page, place, way));
      const moved = await visit.value_of(name);
      assert.ok(moved, `${kind} moved`);
      const k = kind === 'trajectory' ? 0 : 60;
      const before_y = kind === 'trajectory' ? 0 : 0.6;
      assert.ok(moved[k + 1] > before_y + 0.4, `${kind}: ${moved.slice(k, k + 2)}`);
      assert.equal(await visit.page.evaluate(() => scrollY), 0);
      await visit.context.close();
    }
  });
}

/** The middle of a patch of the example, 7 × 7 a side. */
async function patch_at(view, side, row, column) {
  const box = await view('connections').getByTestId(`patches-${side}`).boundingBox();
  return [box.x + ((column + 0.5) / 7) * box.width, box.y + ((row + 0.5) / 7) * box.height];
}
const links = (view, what = '') => view('connections').locator(`.link${what}`).count();

test('any patch can be asked for its partners, and several are kept until they are let go', async () => {
  const { page, context, view } = await open('kind=connections');
  const said = () => view('connections').locator('.readout').innerText();
  const kept = view('connections').locator('.kept li');
  await page.mouse.move(...await patch_at(view, 'right', 0, 2));
  assert.equal(await said(), 'right row 1, column 3 → left row 1, column 2: +0.5; left row 1, column 1: −0.25');
  assert.equal(await links(view), 8); // six drawn, two of its own
  assert.equal(await view('connections').locator('.partner').count(), 2);
  await page.mouse.click(...await patch_at(view, 'right', 0, 2));
  await page.mouse.click(...await patch_at(view, 'left', 3, 3));
  await page.mouse.move(2, 2);
  await view('connections').locator('.patch.pinned').nth(1).waitFor();
  assert.equal(await kept.count(), 3); // both, and "let all go"
  await kept.first().getByRole('button').click();
  assert.equal(await kept.count(), 1);
  await view('connections').getByTestId('patches-left').focus();
  await page.keyboard.press('Enter'); // the middle one: it was kept
  await page.keyboard.press('Tab');
  await page.mouse.move(2, 2);
  await kept.waitFor({ state: 'detached' });
  assert.equal(await links(view), 6);
  await context.close();
});

test('a finger asks for a patch and keeps it', async () => {
  const { page, context, view } = await open('kind=connections', PHONE);
  await view('connections').scrollIntoViewIfNeeded();
  await page.touchscreen.tap(...await patch_at(view, 'left', 0, 0));
  await view('connections').locator('.patch.pinned').waitFor();
  assert.match(await view('connections').locator('.kept').innerText(), /^left row 1, column 1 → right row 1, column 2: \+0.5/);
  await context.close();
});

test('each view shows as a table', async () => {
  const { page, context, view } = await open();
  const lengths = { spectrum: 9, trajectory: 80, matrix: 3, series: 12, connections: 6, 'point-sets': 60 };
  for (const [kind, length] of Object.entries(lengths)) {
    await view(kind).getByRole('button', { name: /More/ }).click();
    await page.getByRole('button', { name: 'Show as table' }).click();
    assert.equal(await view(kind).locator('tbody tr').count(), length, kind);
  }
  assert.match(await view('matrix').locator('tbody tr').first().innerText(), /^x₁\s+2\s+−1\s+0\.5$/);
  assert.match(await view('connections').locator('tbody tr').first().innerText(), /^1\s+4\s+1\s+5\s+1$/);
  await context.close();
});

for (const theme of ['light', 'dark']) {
  for (const [name, options] of [['wide', { viewport: { width: 1440, height: 1100 } }], ['phone', PHONE]]) {
    test(`${theme}, ${name}: axe finds nothing, letters are 12 px at least and inside their picture`, async () => {
      const { page, seen, context } = await open(`theme=${theme}`, { ...options, bypassCSP: true });
      await page.waitForTimeout(200);
      if (process.env.SHOTS) {
        mkdirSync(process.env.SHOTS, { recursive: true });
        await page.screenshot({ path: `${process.env.SHOTS}/${theme}-${name}.png`, fullPage: true });
      }
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      const serious = violations.filter((one) => ['serious', 'critical'].includes(one.impact));
      assert.deepEqual(serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
      const small = await page.locator('svg[data-picture] text').evaluateAll((all) => all.flatMap((text) => {
        const svg = text.ownerSVGElement;
        const size = Number.parseFloat(getComputedStyle(text).fontSize) * (svg.clientWidth / svg.viewBox.baseVal.width);
        const [own, whole] = [text.getBoundingClientRect(), svg.getBoundingClientRect()];
        const outside = own.width > 0 && (own.left < whole.left - 1 || own.right > whole.right + 1 || own.bottom > whole.bottom + 1);
        return size < 11.99 || outside ? [`${text.textContent}: ${size.toFixed(1)} px${outside ? ', outside' : ''}`] : [];
      }));
      assert.deepEqual(small, []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  }
}
