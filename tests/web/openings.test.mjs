// Every exercise in every way it is opened: the site under a sub-path, the single file from a disk, a frame or an element
// of a course's page, a SCORM package of all. Pictures of the engine, statement and tasks stand, and nothing is complained of.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { read_scenario, scenario_names } from '../../web/scripts/files.mjs';
import { launch, new_page, serve_site, SINGLE_FILE } from './support/browser.mjs';
import { serve_course } from './support/course.mjs';
import { committed, contents_of, launch_package, serve_system } from './support/scorm_system.mjs';

const NAMES = scenario_names();
const ELEMENT = '<script src="{lab}relevance-lab.js" defer></script>';
const PAGES = Object.fromEntries(NAMES.flatMap((name) => [
  [`frame-${name}`, `<iframe src="{lab}#/${name}?embed" style="width: 1200px; height: 900px" title="${name}"></iframe>`],
  [`element-${name}`, `${ELEMENT}<relevance-lab scenario="${name}"></relevance-lab>`],
]));
let browser;
let site;
let course;
before(async () => { [browser, site, course] = await Promise.all([launch({ whole: true }), serve_site(), serve_course(PAGES)]); });
after(async () => { await browser.close(); await Promise.all([site.close(), course.close()]); });

/** One context for a way; beside what the console says, an answer that is none is a complaint. */
async function visitor() {
  const visit = await new_page(browser, { viewport: { width: 1300, height: 900 } });
  visit.page.on('response', (response) => {
    if (response.status() >= 400) visit.seen.complaints.push(`${response.status()} ${response.url()}`);
  });
  return visit;
}

/** `place`: a page or a frame. */
async function assert_opened(place, name) {
  const fault = place.getByTestId('error').or(place.getByTestId('course-fault'));
  const picture = place.locator('.stage:not([data-foreseen]) [data-testid^=view-]').first();
  await picture.or(fault.first()).first().waitFor();
  assert.deepEqual(await fault.allInnerTexts(), [], name);
  const { title, tasks } = read_scenario(name);
  await place.getByRole('heading', { level: 1, name: title.en, exact: true }).waitFor();
  for (const { id } of tasks) await place.getByTestId(`task-${id}`).waitFor({ state: 'attached' });
  assert.ok(await place.locator('.stage [data-testid^=view-] :is(canvas, svg[data-picture], table)').count() > 0, `${name}: no picture`);
}

/** Each by its card, and back to the gallery: a link opened afresh is what all other tests begin with. */
async function walk_gallery(address) {
  const { page, seen, context } = await visitor();
  await page.goto(address);
  for (const name of NAMES) {
    await page.locator(`a.card[href="#/${name}"]`).click();
    await assert_opened(page, name);
    assert.deepEqual(seen.complaints, [], name);
    await page.locator('a.wordmark').click();
  }
  await context.close();
}

/** Each in a page of its own, that starts the engine anew: one half in frames, the other as elements. */
async function walk_course(way, names) {
  const { page, seen, context } = await visitor();
  for (const name of names) {
    await page.goto(`${course.url}${way}-${name}`);
    await assert_opened(page.frameLocator('iframe'), name);
    assert.deepEqual(seen.complaints, [], name);
  }
  await context.close();
}

describe('every exercise opens, without a complaint', { timeout: 180_000, concurrency: 3 }, () => {
  test('on a site, under a sub-path', () => walk_gallery(site.url));
  test('in the single file, from a disk', () => walk_gallery(SINGLE_FILE));
  test('in a frame of a course\'s page', () => walk_course('frame', NAMES.filter((_, i) => i % 2 === 0)));
  test('as an element of a course\'s page', () => walk_course('element', NAMES.filter((_, i) => i % 2 === 1)));

  test('in a SCORM package of all of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relevance-lab-openings-'));
    const system = await serve_system(contents_of(NAMES, folder));
    rmSync(folder, { recursive: true });
    const { lab, page, calls, seen, context } = await launch_package(browser, system.url, 'again');
    await lab.locator('main a').first().waitFor();
    await committed(page, 1);
    for (const name of NAMES) {
      await lab.locator(`main a[href^="#/${name}"]`).first().click();
      await assert_opened(lab, name);
      assert.deepEqual(seen.complaints, [], name);
      await lab.locator('header a').first().click();
      await lab.locator('main a').first().waitFor();
    }
    for (const call of await calls()) assert.equal(call.at(-1), '0', `error after ${call}`);
    await context.close();
    await system.close();
  });
});
