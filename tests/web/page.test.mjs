// The page as a student meets it: words first, the whole screen, what the marks say, what a bad link loses.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { answered, caption, draw, launch, link, new_page, open_exercise, ONE, serve_site, settled, walkers }
  from './support/browser.mjs';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const SCENARIOS = readdirSync(EXAMPLES).filter((name) => /^[a-z0-9-]+\.json$/.test(name)).map((name) => name.slice(0, -5));
const SIZES = [[360, 640], [667, 375], [820, 1180], [1366, 768], [1440, 900], [2560, 1440]];
const LEAST_LETTER = 12;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const scenario = (name) => JSON.parse(readFileSync(`${EXAMPLES}${name}.json`, 'utf8'));
const held = []; // what the host keeps back for now
let holds = () => false;
let browser;
let site;
before(async () => {
  const instead = (path, response) => {
    if (!holds(path)) return false;
    held.push(response);
    return true;
  };
  [browser, site] = await Promise.all([launch(), serve_site(instead)]);
});
after(async () => { await browser.close(); await site.close(); });

const let_go = () => {
  holds = () => false;
  for (const response of held.splice(0)) response.destroy(); // asked for anew
};
/** The host let go in the middle of a file: it comes by itself, or after one asks for it again. */
async function comes_now(page) {
  let_go();
  await page.locator('.stage:not([data-foreseen]) .view, [data-testid=error]').first().waitFor();
  if (await page.getByTestId('error').count() > 0) await page.getByTestId('error').getByRole('button', { name: 'Try again' }).click();
  await answered(page);
}

test('statement and pictures stand while the engine is still on its way, and a bar says what comes and how much', async () => {
  holds = (path) => path.endsWith('.lzma');
  const { page, context } = await new_page(browser);
  await page.goto(`${site.url}#/digits-lrp`);
  await page.getByRole('heading', { level: 1, name: 'Handwritten digits explain themselves' }).waitFor();
  assert.match(await page.locator('.statement').innerText(), /hands the\s+score .* back through the network/s);
  await page.getByTestId('arriving').getByText(/Loading the engine: \d+ of \d+ KB/).waitFor();
  assert.match(await caption(page, 'relevance'), /Strongest for/);
  await comes_now(page);
  assert.equal(await page.getByTestId('arriving').count(), 0);
  await context.close();
});

test('where a link sets something, no other picture is shown before the engine answers', async () => {
  holds = (path) => path.endsWith('.lzma');
  const { page, context } = await new_page(browser);
  await page.goto(`${site.url}#/digits-lrp?class=5`);
  await page.getByTestId('arriving').getByText(/Loading the engine: \d+ of \d+ KB/).waitFor();
  assert.equal(await page.locator('[data-testid^=view-]').count(), 0);
  await comes_now(page);
  await context.close();
});

test('what is set before the engine has come is answered by it', async () => {
  holds = (path) => path.endsWith('.lzma');
  const { page, context } = await new_page(browser);
  await page.goto(`${site.url}#/lrp-min-networks`);
  const slider = page.getByTestId('panel').or(page.locator('.panel')).getByRole('slider').first();
  await slider.press('End');
  await slider.press('PageDown');
  const set = await slider.inputValue();
  await comes_now(page);
  assert.equal(await slider.inputValue(), set);
  await page.waitForFunction(() => location.hash.includes('?'));
  const there = await page.locator('.view .caption').allInnerTexts();
  const { page: other, context: elsewhere } = await new_page(browser);
  await other.goto(page.url());
  await answered(other);
  assert.deepEqual(await other.locator('.view .caption').allInnerTexts(), there);
  await context.close();
  await elsewhere.close();
});

test('the pictures that the build left say what the engine says', async () => {
  for (const name of SCENARIOS) {
    holds = (path) => path.endsWith('.lzma');
    const { page, seen, context } = await new_page(browser);
    await page.goto(`${site.url}#/${name}`);
    await page.locator('.stage[data-foreseen] .lead .view').first().waitFor();
    const said = await page.locator('.lead .caption').allInnerTexts();
    assert.ok(said.length > 0 && said.some((text) => text !== ''), name);
    // the engine's first answer, before a run goes on
    await page.evaluate(() => new MutationObserver((_, observer) => {
      if (document.querySelector('.stage[data-foreseen]')) return;
      observer.disconnect();
      window.first_said = [...document.querySelectorAll('.lead .caption')].map((one) => one.innerText);
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-foreseen'] }));
    await comes_now(page);
    assert.deepEqual(await page.evaluate(() => window.first_said), said, name);
    assert.deepEqual(seen.complaints.filter((text) => !/net::|lzma/.test(text)), [], name);
    await context.close();
  }
});

test('formulas that cannot be typeset stand there as they are written', async () => {
  holds = (path) => /typeset-.*\.js$/.test(path);
  const { page, context } = await new_page(browser);
  await page.goto(`${site.url}#/digits-lrp`);
  await answered(page);
  assert.match(await page.locator('.statement').innerText(), /f_k\(x\)/);
  let_go();
  await context.close();
});

test('where what typesets never comes, formulas of the solution stand there as they are written', async () => {
  const { page, context } = await new_page(browser);
  await page.route('**/typeset-*.js', (route) => route.abort());
  await page.goto(`${site.url}#/taylor-rbf`);
  await answered(page);
  await page.getByTestId('solution').getByRole('button').first().click();
  await page.getByTestId('solution').locator('.formula code').first().waitFor();
  await context.close();
});

test('the other networks come when they are asked for', async () => {
  const { page, seen, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp');
  const asked = () => seen.requests.filter((url) => url.endsWith('.onnx')).map((url) => url.split('/').at(-1));
  assert.deepEqual(asked(), ['digits-cnn.onnx']);
  await page.getByTestId('control-model').getByText('linear', { exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll('[data-testid^=view-layer-]').length === 2);
  assert.deepEqual(asked(), ['digits-cnn.onnx', 'digits-linear.onnx']);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('a link to a rule per layer of another network is read in full', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp?model=digits-linear&layer_rules=w-square');
  await page.waitForFunction(() => document.querySelector('[data-testid=control-layer_rules] select')?.value === 'w-square');
  assert.equal(await page.getByTestId('dropped').count(), 0);
  await context.close();
});

for (const [width, height] of [[1440, 900], [1366, 768]]) {
  test(`drawing, heatmap and all ten classes are seen together at ${width}×${height}, and a click keeps them so`, async () => {
    const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp', { viewport: { width, height } });
    const seen = async () => {
      for (const place of [page.getByTestId('canvas'), page.getByTestId('view-relevance').locator('canvas').first(),
        ...[0, 9].map((k) => page.getByTestId(`bar-${k}`))]) {
        const box = await place.boundingBox();
        assert.ok(box.y >= 48 && box.y + box.height <= height, `${box.y} to ${box.y + box.height} of ${height}`);
      }
    };
    await settled(page, async () => JSON.stringify(await page.getByTestId('bar-9').boundingBox()));
    await seen();
    await page.getByTestId('bar-3').click();
    await page.waitForFunction(() => document.querySelector('[data-testid=bar-3]').getAttribute('aria-pressed') === 'true');
    await seen();
    await context.close();
  });
}

test('what the network sees of a drawing is shown beside it, and large on a click', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp');
  const seen = page.getByRole('button', { name: 'as the network sees it' });
  assert.equal(await seen.count(), 0);
  await draw(page, ONE);
  await seen.locator('canvas').waitFor();
  await seen.click();
  await page.locator('.paper .seen canvas').waitFor();
  await context.close();
});

test('a digit is drawn by keys alone, a stroke taken back, and the focus stays', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp');
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('Space');
  for (let i = 0; i < 10; ++i) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => location.hash.includes('image='));
  const drawn = link(page).get('image');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'canvas');
  await page.keyboard.press('ArrowRight'); // the pen is up
  await page.keyboard.press('Backspace');
  await page.waitForFunction((old) => !location.hash.includes(old), encodeURIComponent(drawn));
  await context.close();
});

/** Runs in the page: letters of pictures that are too small, outside their picture, or on each other. */
function letters(least) {
  const faults = [];
  for (const view of document.querySelectorAll('[data-testid^=view-]')) {
    const name = view.dataset.testid;
    const placed = [];
    for (const svg of view.querySelectorAll('svg[data-picture]')) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      for (const text of svg.querySelectorAll('text')) {
        const said = text.textContent.replaceAll('​', '').trim();
        const box = text.getBoundingClientRect();
        if (!said || box.width === 0) continue;
        const matrix = text.getScreenCTM();
        const letter = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(matrix.a, matrix.b);
        if (letter < least - 0.05) faults.push(`${name}: “${said}” has ${letter.toFixed(1)} px`);
        if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) {
          if (!svg.closest('.wide')) faults.push(`${name}: “${said}” lies outside`);
        }
        placed.push([said, box]);
      }
    }
    for (const [i, [a, p]] of placed.entries()) for (const [b, q] of placed.slice(0, i)) {
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left), high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (wide > 3 && high > 5) faults.push(`${name}: “${a}” on “${b}”`);
    }
    for (const part of view.querySelectorAll('.body *, .caption')) {
      if (part.closest('svg, .katex, .visually-hidden') || part.getBoundingClientRect().width === 0) continue;
      if (![...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim())) continue;
      const letter = parseFloat(getComputedStyle(part).fontSize);
      if (letter < least - 0.05) faults.push(`${name}: “${part.textContent.trim().slice(0, 20)}” has ${letter} px`);
    }
  }
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) faults.push(`${over} px too wide`);
  return faults;
}

describe('letters of 12 px at least, in their pictures, not on each other, at every size', () => {
  let visits;
  before(() => { visits = walkers(browser, site); });
  after(() => visits.close());
  for (const name of SCENARIOS) {
    test(name, () => visits.at(name, async (page) => {
      await page.addStyleTag({ content: '.group { content-visibility: visible !important }' }); // what is out of sight is not laid out
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        const faults = JSON.parse(await settled(page, async () => JSON.stringify(await page.evaluate(letters, LEAST_LETTER))));
        assert.deepEqual(faults, [], `${width}×${height}`);
      }
    }));
  }
});

const LOOKS = [['light', 'de'], ['dark', 'en']];

/** At a desktop tests/web/reach.test.mjs looks, whatever is open. */
describe('axe finds nothing on a phone, in both themes and languages', () => {
  let visits;
  before(() => { visits = walkers(browser, site, { bypassCSP: true, viewport: { width: 360, height: 640 } }); });
  after(() => visits.close());
  for (const name of SCENARIOS) {
    test(name, () => visits.at(name, async (page) => {
      await page.evaluate(AXE);
      for (const [colorScheme, lang] of LOOKS) {
        await page.emulateMedia({ colorScheme });
        const other = page.locator('header button[lang]:visible');
        if (await page.evaluate(() => document.documentElement.lang) !== lang) await other.click();
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        const told = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
        assert.deepEqual(told, [], `${colorScheme}, ${lang}`);
      }
    }));
  }
});

test('every picture explains its marks where one asks', async () => {
  const { page, seen, context } = await open_exercise(browser, site, 'hosted', 'positive-homogeneity?bias=1');
  const legends = page.getByRole('button', { name: /^Legend: / });
  const network = page.locator('.view', { has: page.locator('.network') }).first();
  await network.getByRole('button', { name: /^Legend/ }).click();
  const said = await network.locator('.legend').innerText();
  for (const word of ['activation', 'relevance', 'weight', 'dashed', 'bias']) assert.match(said, new RegExp(word));
  assert.ok(await legends.count() >= 2);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('a damaged link says what was lost and opens the rest', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'lrp-min-networks?gamma=oops&a1=4&nonsense=1');
  const told = await page.getByTestId('dropped').innerText();
  assert.match(told, /“γ”/);
  assert.match(told, /“nonsense”/);
  assert.equal(await page.getByTestId('control-a1').locator('input').last().inputValue(), '4');
  await page.getByTestId('control-a2').getByRole('slider').press('ArrowRight');
  await page.getByTestId('dropped').waitFor({ state: 'detached' });
  await context.close();
});

test('λ below 0 runs away in the picture, in the caption and at its control', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'prototype-linear?lambda=-0.3&step=40');
  const field = page.getByTestId('view-field');
  assert.match(await field.locator('.caption').innerText(), /runs away/);
  assert.match(await page.getByTestId('control-lambda').locator('.error').innerText(), /no prototype/);
  await context.close();
});

test('a task begins in its field, Escape leaves it, and a right answer leads to the next', async () => {
  const { page, seen, context } = await open_exercise(browser, site, 'hosted', 'taylor-rbf');
  await page.getByRole('button', { name: 'Answer this: Task 4' }).click();
  const task = page.getByTestId('task-sum');
  await page.waitForFunction(() => document.activeElement.closest('[data-testid=task-sum] [data-answer]') !== null);
  await page.keyboard.type('||x-');
  await task.getByTestId('answer-waiting').waitFor({ state: 'detached' });
  const field = await task.getByTestId('mathfield').boundingBox();
  const card = await task.boundingBox();
  assert.ok(field.width > 0.95 * card.width, `${field.width} of ${card.width}`);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.type), 'submit');
  const check = await task.locator('.check').boundingBox();
  assert.ok(check.y > field.y + field.height - 1, 'the check stands below');
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('after a right choice: why, and the next task, with the focus there', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp');
  await page.getByRole('button', { name: 'Answer this: Task 3' }).click();
  const task = page.getByTestId('task-alpha-beta');
  for (const radio of await task.getByRole('radio').all()) {
    await radio.check();
    await task.locator('.check').click();
    await task.locator('[data-status=right], [data-status=wrong]').waitFor();
    if (await task.locator('[data-status=right]').count() > 0) break;
  }
  const { why } = scenario('digits-lrp').tasks.find(({ id }) => id === 'alpha-beta');
  assert.ok((await task.getByTestId('feedback').innerText()).includes(why.en.split('$')[0].trim()), 'why it is right');
  await task.getByRole('button', { name: 'Next task' }).click();
  await page.getByTestId('task-four-as-nine').locator('form').waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.closest('[data-testid=task-four-as-nine]') !== null));
  await context.close();
});

test('each step of a solution comes into view under a bar that stays', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'taylor-rbf', { viewport: { width: 1366, height: 768 } });
  await page.getByRole('button', { name: 'Show the solution' }).click();
  const solution = page.getByTestId('solution');
  await page.waitForFunction(() => document.activeElement.closest('.tools') !== null); // the button that had the focus is gone
  for (let on = solution.locator('.tools button').nth(1); await on.isEnabled();) {
    await on.click();
    const here = await settled(page, async () => JSON.stringify(await solution.locator('.here').boundingBox()));
    const { y, height } = JSON.parse(here);
    assert.ok(y + Math.min(height, 500) <= 768 && y >= 48, here);
    const bar = await solution.locator('.tools').boundingBox();
    assert.ok(bar.y >= 0 && bar.y + bar.height <= 768);
  }
  await context.close();
});

test('a drag with the mouse leaves no focus box, and the point can be moved on by keys', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'taylor-rbf');
  const box = await page.getByTestId('point-1').locator('.dot').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 20, { steps: 4 });
  await page.mouse.up();
  const focused = () => page.evaluate(() => [document.activeElement.dataset.testid, document.activeElement.matches(':focus-visible')]);
  assert.deepEqual(await focused(), ['point-1', false]);
  await page.waitForFunction(() => location.hash.includes('x='));
  const before = link(page).get('x');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((old) => new URLSearchParams(location.hash.split('?')[1]).get('x') !== old, before);
  await context.close();
});

test('one reads on where one was after a reload', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'lrp-min-networks');
  await page.locator('.reading .katex').first().waitFor();
  await page.getByTestId('task-structure').waitFor();
  await page.locator('.reading').evaluate((reading) => { reading.scrollTop = 900; });
  await page.waitForFunction(() => sessionStorage.getItem('relevance-lab.place reading lrp-min-networks') === '900');
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.reading')?.scrollTop === 900);
  await context.close();
});

test('a heading on every tab of a phone, the tab kept on reload, and no stage over them in landscape', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'digits-lrp', { viewport: { width: 360, height: 640 } });
  for (const name of ['Explore', 'Settings', 'Read', 'Tasks']) {
    await page.getByRole('tab', { name }).click();
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, name);
  }
  await page.reload();
  await page.getByRole('tab', { name: 'Tasks', selected: true }).waitFor();
  await page.setViewportSize({ width: 667, height: 375 });
  assert.equal(await page.locator('.lead').evaluate((lead) => getComputedStyle(lead).position), 'static');
  await context.close();
});
