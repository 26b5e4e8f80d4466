// What an exercise in a frame and the page around it tell each other by SPLICE messages.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { choose, open_course, serve_course, SPLICE_HOST, stands } from './support/course.mjs';

const PAGES = {
  plain: '<script src="{lab}relevance-lab.js" defer></script><relevance-lab scenario="taylor-rbf"></relevance-lab>',
  single: '<iframe src="{single}#/taylor-rbf?embed" style="width: 900px; height: 640px"></iframe>',
};

let browser;
let course;
before(async () => { [browser, course] = await Promise.all([launch(), serve_course(PAGES, SPLICE_HOST)]); });
after(async () => { await browser.close(); await course.close(); });

const open = (name, kept) => open_course(browser, course, name, kept);
const heard = (page, subject, frame = 0) => page.evaluate(([wanted, from]) =>
  window.heard.filter((one) => one.subject === wanted && one.frame === from), [subject, frame]);
const hears = (page, subject, count) => page.waitForFunction(([wanted, n]) =>
  window.heard.filter((one) => one.subject === wanted).length >= n, [subject, count]);
const reports = (page) => heard(page, 'SPLICE.reportScoreAndState');

/** Sets x of taylor-rbf by its number. */
async function set_x(page, lab, text) {
  await lab.getByTestId('control-x').locator('input[type=text]').first().fill(text);
  await page.keyboard.press('Enter');
}

describe('SPLICE', { timeout: 120_000 }, () => {
  test('asks for the state, reports score and state, and takes the state up again', async () => {
    const first = await open('plain', null);
    await stands(first.lab);
    const [asked] = await heard(first.page, 'SPLICE.getState');
    assert.equal(asked.activity_id, 'relevance-lab/taylor-rbf');
    assert.equal(typeof asked.message_id, 'string');
    await set_x(first.page, first.lab, '2.5');
    await hears(first.page, 'SPLICE.reportScoreAndState', 1);
    const [unjudged] = await reports(first.page);
    assert.equal(unjudged.score, null, 'what nobody judged has no score');
    assert.match(unjudged.state.settings['taylor-rbf'], /x=2%3A2.5_/);

    await choose(first.lab, 'remainder', 1);
    await first.page.waitForFunction(() => window.heard.some((one) => one.score === 0));
    await choose(first.lab, 'remainder', 0);
    await first.page.waitForFunction(() => window.heard.some((one) => one.score > 0));
    const all = await reports(first.page);
    const last = all.at(-1);
    const tasks = await first.lab.locator('.tasks [data-testid^=task-]').count();
    assert.equal(last.score, 1 / tasks);
    assert.equal(all.filter(({ score }) => score === 0).length, 1, 'one wrong answer, one score of 0');
    const events = await heard(first.page, 'SPLICE.sendEvent');
    assert.deepEqual(events.map(({ name, data }) => [name, data.task, data.status]),
      [['relevance-lab.answered', 'remainder', 'wrong'], ['relevance-lab.answered', 'remainder', 'right']]);
    assert.equal(await first.inner().evaluate(() => localStorage.getItem('relevance-lab.progress')), null, 'the host keeps it');
    assert.deepEqual(first.seen.complaints, []);
    await first.context.close();

    for (const kept of [last.state, JSON.stringify(last.state)]) {
      const again = await open('plain', kept);
      await stands(again.lab);
      await again.lab.getByTestId('solved').filter({ hasText: '1' }).waitFor();
      await again.inner().waitForFunction(() => location.hash.includes('x=2%3A2.5_'));
      await set_x(again.page, again.lab, '2.25');
      await hears(again.page, 'SPLICE.reportScoreAndState', 1);
      assert.equal((await reports(again.page)).at(-1).score, 1 / tasks, 'what was scored stays');
      await again.context.close();
    }
  });

  test('what cannot be read is told, and costs nothing else', async () => {
    const { lab, context } = await open('plain', { format: 'relevance-lab-state', version: 7 });
    await stands(lab);
    await lab.locator('[data-code=course-bad-state]').waitFor();
    await choose(lab, 'remainder', 0);
    await context.close();
  });

  test('messages from elsewhere, or for others, are not heard', async () => {
    const { page, lab, inner, context } = await open('plain', undefined);
    await stands(lab);
    const solved = { draft: '', attempts: [], hints: 0, solved: true };
    const state = { format: 'relevance-lab-state', version: 1, settings: {}, progress: { format: 'relevance-lab-progress', version: 1,
      scenarios: { 'taylor-rbf': { tasks: { remainder: solved }, solution_seen: false } } } };
    const id = (await heard(page, 'SPLICE.getState'))[0].message_id;
    const subject = 'SPLICE.getState.response';
    await inner().evaluate((message) => window.postMessage(message, '*'), { subject, message_id: id, state }); // not from the host
    await page.evaluate((message) => frames[0].postMessage(message, '*'), { subject, message_id: 'another', state });
    for (const junk of [null, 7, 'text', { subject }, []]) await page.evaluate((message) => frames[0].postMessage(message, '*'), junk);
    const count = lab.getByTestId('solved');
    await count.filter({ hasText: /^0/ }).waitFor();
    await page.evaluate((message) => frames[0].postMessage(message, '*'), { subject, message_id: id, state });
    await count.filter({ hasText: /^1/ }).waitFor();
    await context.close();
  });

  test('where no host answers, the browser keeps what is solved', async () => {
    const { page, lab, inner, context } = await open('plain');
    await stands(lab);
    await choose(lab, 'remainder', 0);
    await inner().waitForFunction(() => localStorage.getItem('relevance-lab.progress')?.includes('"solved": true'));
    await hears(page, 'SPLICE.reportScoreAndState', 1);
    await page.reload();
    await lab.getByTestId('solved').filter({ hasText: /^1/ }).waitFor();
    await set_x(page, lab, '2.5');
    await hears(page, 'SPLICE.reportScoreAndState', 1);
    assert.ok((await reports(page)).every(({ score }) => score > 0), 'it is told what there is');
    assert.deepEqual(await heard(page, 'SPLICE.sendEvent'), [], 'an answer of an earlier visit is no news');
    await context.close();
  });

  test('the single file speaks it too', async () => {
    const { page, lab, seen, context } = await open('single', null);
    await stands(lab);
    await choose(lab, 'remainder', 0);
    await page.waitForFunction(() => window.heard.some((one) => one.score > 0));
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});
