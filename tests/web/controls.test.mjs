// Controls that no exercise uses yet, by themselves: sets of points and drawn series, by mouse, touch and keys.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, new_page } from './support/browser.mjs';
import { serve_page } from './support/built_page.mjs';
import { source_server } from './support/source.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
let site;
let source;
let points;
let series;
before(async () => {
  [browser, site, source] = await Promise.all([launch(), serve_page('controls'), source_server()]);
  points = await source.load('controls/point_set.ts');
  series = await source.load('controls/series_numbers.ts');
});
after(() => Promise.all([browser.close(), site.close(), source.close()]));

test('points: moved, without one, as an array and back', () => {
  const two = points.points_of({ shape: [2, 2], values: Float64Array.of(1, 2, 3, 4) });
  assert.deepEqual(two, [[1, 2], [3, 4]]);
  assert.deepEqual(points.array_of(points.moved(two, 1, [5, 6])), { shape: [2, 2], values: Float64Array.of(1, 2, 5, 6) });
  assert.deepEqual(points.without(two, 0), [[3, 4]]);
  assert.deepEqual(points.array_of([]), { shape: [0, 2], values: new Float64Array() });
});

test('points: another one comes where there is most room', () => {
  const square = { low: -1, high: 1 };
  assert.deepEqual(points.roomiest([], square), [0, 0]);
  const [x, y] = points.roomiest([[-1, -1], [1, -1], [-1, 1]], square);
  assert.ok(x > 0.5 && y > 0.5, `${x}, ${y}`);
  assert.deepEqual(points.extent_of({ low: 0, high: 0 }, [[3, -2]]), { low: -2, high: 3 });
});

test('a pasted list is read as people write it', () => {
  const cases = [
    ['1, 2.5, -3', [1, 2.5, -3]], ['1 2 3', [1, 2, 3]], ['1\n2\n3\n', [1, 2, 3]], ['1,2,3', [1, 2, 3]], [' 0.5,0.7 ', [0.5, 0.7]],
    ['0,5; 0,7', [0.5, 0.7]], ['0,5\n0,7', [0.5, 0.7]], ['0,5;0,7;', [0.5, 0.7]], ['1,5 2,5\n3,5', [1.5, 2.5, 3.5]],
    ['1, 2\n3, 4', [1, 2, 3, 4]], ['1,2,3\n4,5,6', [1, 2, 3, 4, 5, 6]], ['0.1,0.2\n0.3,0.4', [0.1, 0.2, 0.3, 0.4]],
    ['−1; 2·10⁻³; 1e2', [-1, 0.002, 100]], ['1\t2\r\n3', [1, 2, 3]],
  ];
  for (const [text, values] of cases) assert.deepEqual(series.read_series(text), { ok: true, values }, JSON.stringify(text));
});

test('what is no list says which word is none', () => {
  for (const [text, unread] of [['', ''], [' ;\n', ''], ['1, two, 3', 'two'], ['1;2;1e999', '1e999'], ['NaN', 'NaN']]) {
    assert.deepEqual(series.read_series(text), { ok: false, unread });
  }
});

test('what is written as a list is read again, in both languages', () => {
  const values = Float64Array.of(0.1234567890123, -2, 1e-7, 3);
  for (const comma of [true, false]) {
    assert.deepEqual(series.read_series(series.write_series(values, comma)), { ok: true, values: [...values] });
  }
});

test('drawing fills what lies between two reports of the pointer', () => {
  const drawn = (from, to) => [...series.draw_over(new Float64Array(5), from, to)];
  assert.deepEqual(drawn({ i: 1, v: 1 }, { i: 3, v: 3 }), [0, 1, 2, 3, 0]);
  assert.deepEqual(drawn({ i: 3, v: 3 }, { i: 1, v: 1 }), [0, 1, 2, 3, 0]);
  assert.deepEqual(drawn({ i: 2, v: 7 }, { i: 2, v: 5 }), [0, 0, 5, 0, 0]);
});

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
async function open(query, options = {}) {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${site.url}?${query}`);
  await visit.page.locator('svg').waitFor();
  const ask = (name) => visit.page.evaluate((what) => window[what](), name);
  const becomes = (name, wanted) => visit.page.waitForFunction(([what, text]) => JSON.stringify(window[what]()) === text,
    [name, JSON.stringify(wanted)]);
  return { ...visit, ask, becomes };
}
/** The place of a value on the paper of the points: from −4 to 4 either way. */
async function at(page, x, y) {
  const box = await page.getByTestId('points-paper').boundingBox();
  return [box.x + ((x + 4) / 8) * box.width, box.y + ((4 - y) / 8) * box.height];
}
const SET = [-2, 1, 0.5, -1.5, 3, 2];

test('points by mouse: a click adds, a drag moves and is one step back, nothing leaves the range', async () => {
  const { page, seen, ask, becomes, context } = await open('kind=point-set');
  await page.mouse.click(...await at(page, 1, 3));
  await becomes('values', [...SET, 1, 3]);
  assert.deepEqual(await ask('shape'), [4, 2]);
  await page.mouse.move(...await at(page, -2, 1));
  await page.mouse.down();
  for (const x of [-1, 0, 1, 9]) await page.mouse.move(...await at(page, x, 2), { steps: 4 });
  await page.mouse.up();
  await becomes('values', [4, 2, 0.5, -1.5, 3, 2, 1, 3]);
  await page.evaluate(() => window.undo());
  await becomes('values', [...SET, 1, 3]);
  await page.evaluate(() => window.undo());
  await becomes('values', SET);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('points by keyboard: moved, removed, added; the focus stays among them', async () => {
  const { page, becomes, context } = await open('kind=point-set');
  await page.getByTestId('set-point-1').focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'Shift+ArrowUp']) await page.keyboard.press(key);
  await becomes('values', [-2, 1, 0.7, -0.9, 3, 2]);
  await page.keyboard.press('Home');
  await becomes('values', [-2, 1, -4, -0.9, 3, 2]);
  await page.keyboard.press('Delete');
  await becomes('values', [-2, 1, 3, 2]);
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-point') === '1');
  await page.keyboard.press('Insert');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-point') === '2');
  for (const left of [2, 1, 0]) {
    await page.keyboard.press('Backspace');
    await page.waitForFunction((n) => window.values().length === 2 * n, left);
  }
  await page.getByText('Click to add a point').waitFor();
  assert.deepEqual(await page.evaluate(() => window.shape()), [0, 2]);
  await page.getByRole('button', { name: 'Add a point' }).click();
  await becomes('values', [0, 0]);
  await context.close();
});

test('points have numbers, which are held to the range; and a way back to what was declared', async () => {
  const { page, becomes, context } = await open('kind=point-set&lang=de');
  await page.getByTestId('set-point-0').focus();
  const x = page.getByLabel('Punkt 1 von 3, x');
  await x.fill('2,5');
  await x.press('Enter');
  await becomes('values', [2.5, 1, 0.5, -1.5, 3, 2]);
  const y = page.getByLabel('Punkt 1 von 3, y');
  await y.fill('99');
  await y.press('Tab');
  await becomes('values', [2.5, 4, 0.5, -1.5, 3, 2]);
  await page.getByRole('button', { name: /Zurück auf/ }).click();
  await becomes('values', SET);
  await context.close();
});

test('points by touch: a tap adds, a finger drags, a button removes', async () => {
  const { page, becomes, ask, context } = await open('kind=point-set', PHONE);
  await page.touchscreen.tap(...await at(page, -3, -3));
  await page.waitForFunction(() => window.values().length === 8);
  assert.deepEqual((await ask('values')).slice(6).map(Math.round), [-3, -3]);
  const client = await context.newCDPSession(page);
  const finger = async (type, place) => client.send('Input.dispatchTouchEvent', {
    type, touchPoints: place ? [{ x: place[0], y: place[1] }] : [],
  });
  await finger('touchStart', await at(page, 3, 2));
  for (const y of [1, 0, -1]) await finger('touchMove', await at(page, 3, y));
  await finger('touchEnd');
  await page.waitForFunction(() => Math.abs(window.values()[5] + 1) < 0.11);
  await page.getByRole('button', { name: 'Remove it' }).tap();
  await page.waitForFunction(() => window.values().length === 6);
  assert.deepEqual((await ask('values')).slice(0, 4), SET.slice(0, 4));
  await becomes('shape', [3, 2]);
  await context.close();
});

test('a series is drawn with the mouse, in one step back, within its range', async () => {
  const { page, seen, ask, context } = await open('kind=series');
  const box = await page.getByTestId('series-paper').locator('.paper').boundingBox();
  const before = await ask('values');
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 50, { steps: 3 });
  await page.mouse.up();
  await page.waitForFunction(() => window.values()[20] === 2);
  const drawn = await ask('values');
  assert.equal(drawn.length, 40);
  assert.ok(drawn.slice(1, 20).every((v, i) => v >= drawn[i]), 'a rising line');
  assert.deepEqual(drawn.slice(21), before.slice(21));
  assert.equal(await ask('steps'), 1);
  await page.evaluate(() => window.undo());
  assert.deepEqual(await ask('values'), before);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('a series is drawn with a finger, and the page does not scroll meanwhile', async () => {
  const { page, context } = await open('kind=series', PHONE);
  const box = await page.getByTestId('series-paper').locator('.paper').boundingBox();
  const client = await context.newCDPSession(page);
  const finger = (type, x, y) => client.send('Input.dispatchTouchEvent', {
    type, touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + x * box.width, y: box.y + y * box.height }],
  });
  await finger('touchStart', 0.1, 0.75);
  for (const x of [0.3, 0.6, 0.9]) await finger('touchMove', x, 0.75);
  await finger('touchEnd');
  await page.waitForFunction(() => window.values().slice(5, 35).every((v) => Math.abs(v + 1) < 0.05));
  await context.close();
});

test('a series is bent by keyboard, and its numbers are typed', async () => {
  const { page, ask, context } = await open('kind=series');
  await page.getByTestId('series-paper').focus();
  for (const key of ['End', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'PageUp']) await page.keyboard.press(key);
  const before = Math.round(100 * Math.sin(38 / 5)) / 100;
  assert.equal((await ask('values'))[38], Number((before + 0.12).toPrecision(12)));
  assert.equal(await ask('steps'), 1);
  const cell = page.getByLabel('Value 39 of 40');
  await cell.fill('-9');
  await cell.press('Enter');
  assert.equal((await ask('values'))[38], -2);
  await context.close();
});

test('a list is pasted, German commas included; what is outside the range is brought in and told; nonsense changes nothing', async () => {
  const { page, ask, becomes, context } = await open('kind=series&lang=de');
  await page.getByText('als Liste').click();
  const list = page.locator('textarea');
  const take = page.getByRole('button', { name: 'Diese Liste nehmen' });
  await list.fill('0,5; -1,25\n1; 7');
  await take.click();
  await becomes('values', [0.5, -1.25, 1, 2]);
  await page.getByText('4 Werte übernommen; 1 davon').waitFor();
  assert.deepEqual(await ask('shape'), [4]);
  assert.equal(await list.inputValue(), '0,5; -1,25; 1; 2');
  await list.fill('1; zwei');
  await take.click();
  await page.getByText('„zwei“ ist keine Zahl').waitFor();
  assert.equal((await ask('values')).length, 4);
  await page.getByRole('button', { name: 'Lassen, wie es war' }).click();
  assert.equal(await list.inputValue(), '0,5; -1,25; 1; 2');
  await page.evaluate(() => window.undo());
  assert.equal((await ask('values')).length, 40);
  await context.close();
});

for (const kind of ['point-set', 'series']) {
  test(`${kind}: axe finds nothing in either theme; disabled, it changes nothing`, async () => {
    for (const theme of ['light', 'dark']) {
      const { page, context } = await open(`kind=${kind}&theme=${theme}`, { bypassCSP: true });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document.querySelector('aside'), { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
      await context.close();
    }
    const { page, ask, context } = await open(`kind=${kind}&disabled`);
    const box = await page.locator('svg .paper').boundingBox();
    await page.mouse.click(box.x + 30, box.y + 30);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    assert.equal(await ask('steps'), 0);
    await context.close();
  });
}
