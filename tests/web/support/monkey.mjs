// A monkey at the page: presses, drags and types by chance, and looks whether anything broke.

import assert from 'node:assert/strict';
import { chance } from './chance.mjs';
import { find_nonsense, find_target, is_quiet, what_stands } from './monkey_eyes.mjs';
import { scenario_names } from '../../../web/scripts/files.mjs';
import { settled } from './browser.mjs';

const KEYS = ['Tab', 'Shift+Tab', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter', 'Space', 'Escape', 'Home', 'End',
  'PageUp', 'PageDown', 'Delete', 'Backspace', 'Control+z', 'Control+y', 'Control+Shift+z', '?', '+', '-', 'x', '1'];
const SLIDER_KEYS = ['Home', 'End', 'ArrowRight', 'ArrowLeft', 'PageUp', 'PageDown'];
const NUMBERS = ['0', '1', '-1', '0.5', '0,25', '7', '1e9', '-1e-9', '1e400', '', 'seven', '12345678901234567890', '−2'];
const ANSWERS = ['y', 'a_1', '1/0', 'x^2', '(', '2,5', '\\frac', 'a_1+', '0', '-1', 'max(0,x)', 'W^T R', '==', ' '];
const SIZES = [[1440, 900], [1440, 900], [1000, 800], [390, 800]];
const LAST = 15; // actions that are told
const LOOK_EVERY = 5;
const HOMESICK = 4; // on another page it goes back after about so many actions
const PATIENCE_MS = 120_000; // what takes longer is stuck

/** Until pictures stand, or what stands in their way. */
const stands = (page) => page.locator('.stage:not([data-foreseen]) [data-testid^=view-], [data-testid=error]').first().waitFor();

/** What it does, and how often: the more lines, the oftener. */
const HABITS = [
  ...Array(6).fill('button'), ...Array(4).fill('slider'), ...Array(2).fill('number'), ...Array(2).fill('select'),
  ...Array(2).fill('click_picture'), ...Array(3).fill('drag_picture'), 'wheel', ...Array(4).fill('task'), ...Array(2).fill('answer'),
  ...Array(4).fill('key'), ...Array(2).fill('undo'), 'rare',
];
const RARE = ['reload', 'back', 'link', 'hop', 'resize'];

export class Monkey {
  #page;
  #seen;
  #chance;
  #home = '';
  #done = [];

  constructor({ page, seen }, seed) {
    this.#page = page;
    this.#seen = seen;
    this.#chance = chance(seed);
  }

  /** So many actions on a scenario, and a look at what they left; throws where something broke. */
  async walk(address, actions) {
    const page = this.#page;
    this.#home = address;
    await page.goto(address);
    await stands(page);
    try {
      let before = await this.#look({});
      for (let i = 1; i <= actions; ++i) {
        if (!page.url().startsWith(this.#home) && this.#chance.below(HOMESICK) === 0) await this.#go_home();
        await this.#act(this.#chance.one_of(HABITS));
        assert.deepEqual(this.#seen.complaints, [], 'the console complains');
        if (i % LOOK_EVERY === 0) before = await this.#look(before);
      }
      await this.#leave_and_return(before);
    } catch (error) {
      const last = this.#done.slice(-LAST).join('\n  ');
      error.message += `\nafter ${this.#done.length} actions, the last of them:\n  ${last}\nat ${page.url()}`;
      throw error;
    }
  }

  /** Waits until nothing is on its way; nothing shown is nonsense, nothing answered is lost. */
  async #look(before) {
    const page = this.#page;
    await page.waitForFunction(is_quiet, null, { timeout: PATIENCE_MS, polling: 50 })
      .catch(() => assert.fail('a bar has been saying for two minutes that something is coming'));
    assert.deepEqual(await page.evaluate(find_nonsense), [], 'what is shown');
    const { kept } = await page.evaluate(what_stands);
    assert_kept(before, kept);
    return kept;
  }

  /** What is set and answered stands there again after a reload. */
  async #leave_and_return(before) {
    const page = this.#page;
    if (!page.url().startsWith(this.#home)) await this.#go_home();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('Escape');
    await this.#look(before);
    await settled(page, () => page.evaluate(() => location.hash));
    const stood = await page.evaluate(what_stands);
    await page.reload();
    await stands(page);
    await page.locator('.panel .all').waitFor();
    await this.#look(stood.kept);
    assert.equal((await page.evaluate(what_stands)).controls, stood.controls, 'after a reload');
    assert.deepEqual(this.#seen.complaints, [], 'the console complains');
  }

  async #go_home() {
    this.#tell('goes back to the exercise');
    await this.#page.goto(this.#home);
    await stands(this.#page);
  }

  async #target(kind, points = [[0.5, 0.5]]) {
    return this.#page.evaluate(find_target, { kind, at: this.#chance.next(), points });
  }

  #tell(what) { this.#done.push(what); }

  async #act(habit) {
    const { one_of, next, below } = this.#chance;
    const { mouse, keyboard } = this.#page;
    switch (habit) {
      case 'key': return this.#press(one_of(KEYS));
      case 'undo': return this.#press(one_of(['Control+z', 'Control+z', 'Control+y']));
      case 'rare': return this.#rarely(one_of(RARE));
      case 'click_picture': case 'wheel': {
        const found = await this.#target('picture', [[next(), next()]]);
        if (!found) return;
        const [x, y] = found.places[0];
        this.#tell(`${habit} ${Math.round(x)},${Math.round(y)}: ${found.what}`);
        await mouse.move(x, y);
        return habit === 'wheel' ? mouse.wheel(0, one_of([-300, 300])) : mouse.click(x, y);
      }
      case 'drag_picture': {
        const found = await this.#target('picture', [[next(), next()], [next(), next()]]);
        if (found) await this.#drag(found, 4);
        return;
      }
      case 'slider': {
        if (next() < 0.5) {
          const found = await this.#target('slider', [[next(), 0.5], [next(), 0.5]]);
          if (found) await this.#drag(found, 3);
          return;
        }
        if (await this.#click('slider')) for (let i = below(4); i >= 0; --i) await this.#press(one_of(SLIDER_KEYS));
        return;
      }
      case 'number': case 'answer': {
        if (!await this.#click(habit)) return;
        const text = one_of(habit === 'number' ? NUMBERS : ANSWERS);
        this.#tell(`types “${text}”`);
        await keyboard.press('Control+a');
        await keyboard.type(text);
        return this.#press(one_of(['Enter', 'Tab', 'Enter']));
      }
      case 'select': {
        const found = await this.#target('select');
        if (!found || found.options.length === 0) return;
        const [x, y] = found.places[0];
        const value = one_of(found.options);
        this.#tell(`chooses ${value}: ${found.what}`);
        await this.#page.evaluate(([left, top, wanted]) => {
          const select = document.elementFromPoint(left, top);
          if (!(select instanceof HTMLSelectElement)) return;
          select.value = wanted;
          for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true }));
        }, [x, y, value]);
        return;
      }
      default: await this.#click(habit);
    }
  }

  async #press(key) {
    this.#tell(`presses ${key}`);
    await this.#page.keyboard.press(key);
  }

  async #click(kind) {
    const found = await this.#target(kind);
    if (!found) return false;
    this.#tell(`clicks ${found.what}`);
    await this.#page.mouse.click(...found.places[0]);
    return true;
  }

  async #drag({ places: [from, to], what }, steps) {
    this.#tell(`drags ${from.map(Math.round)} → ${to.map(Math.round)}: ${what}`);
    const { mouse } = this.#page;
    await mouse.move(...from);
    await mouse.down();
    await mouse.move(...to, { steps });
    await mouse.up();
  }

  async #rarely(what) {
    const page = this.#page;
    if (what === 'link') { await this.#click('link'); return; }
    const [width, height] = this.#chance.one_of(SIZES);
    const other = this.#chance.one_of(scenario_names());
    this.#tell({ resize: `resizes to ${width} × ${height}`, hop: `hops to ${other}, whatever is under way` }[what] ?? what);
    if (what === 'reload') await page.reload();
    else if (what === 'hop') await page.evaluate((name) => { location.hash = `#/${name}`; }, other);
    else if (what === 'back') {
      await page.goBack();
      if (page.url() === 'about:blank') await page.goForward(); // it was there before the first page
    } else await page.setViewportSize({ width, height });
    await page.locator('main').first().waitFor();
  }
}

/** Attempts, hints and what is solved only grow. */
function assert_kept(before, now) {
  for (const [scenario, { tasks }] of Object.entries(before)) {
    for (const [id, task] of Object.entries(tasks)) {
      const after = now[scenario]?.tasks[id];
      assert.ok(after && after.attempts.length >= task.attempts.length && after.hints >= task.hints && after.solved >= task.solved,
        `lost of ${scenario}/${id}: ${JSON.stringify(task)} became ${JSON.stringify(after)}`);
    }
  }
}
