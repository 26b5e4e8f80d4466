// Pages of a course at an address of its own, around exercises at another one.

import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../web/scripts/static_server.mjs';
import { new_page } from './browser.mjs';

const DIST = resolve(fileURLToPath(import.meta.url), '../../../../dist');

/** A host of SPLICE messages: keeps what it hears in `heard`, answers SPLICE.getState with `kept` (undefined: not at all). */
export const SPLICE_HOST = `<script>
  window.heard = [];
  addEventListener('message', ({ data, source, origin }) => {
    if (typeof data !== 'object' || data === null || !('subject' in data)) return;
    const frame = [...document.querySelectorAll('iframe')].findIndex((one) => one.contentWindow === source);
    heard.push({ ...data, frame, origin });
    if (data.subject === 'SPLICE.getState' && window.kept !== undefined) {
      source.postMessage({ subject: 'SPLICE.getState.response', message_id: data.message_id, state: kept }, origin);
    }
  });
</script>`;

/** `pages`: names and what their bodies hold, {lab} for the lab's address, {single} for its one file; `head`: of all of them. */
export async function serve_course(pages, head = '') {
  const lab = await serve({ '/lab/': join(DIST, 'site'), '/one/': DIST });
  const url = `http://127.0.0.1:${lab.port}/lab/`;
  const single = `http://127.0.0.1:${lab.port}/one/relevance-lab.html`;
  const course = await serve({}, 0, (path, response) => {
    const body = pages[path.slice(1)];
    if (body === undefined) return false;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A course</title>${head}
      <body>${body.replaceAll('{lab}', url).replaceAll('{single}', single)}</body></html>`);
    return true;
  });
  return {
    url: `http://127.0.0.1:${course.port}/`,
    close: () => Promise.all([lab.close(), course.close()]),
  };
}

/** A page of the course and its first exercise; `kept`: what a host answers (undefined: it does not). */
export async function open_course(browser, course, name, kept = undefined, options = {}) {
  const visit = await new_page(browser, { viewport: { width: 900, height: 800 }, ...options });
  await visit.page.addInitScript((state) => { window.kept = state; }, kept);
  await visit.page.goto(course.url + name);
  return { ...visit, lab: visit.page.frameLocator('iframe').first(), inner: () => visit.page.frames()[1] };
}

export const stands = (lab) => lab.locator('.stage .view').first().waitFor();

/** Answers a choice task of an exercise in a frame (or page). */
export async function choose(lab, task, option) {
  const card = lab.getByTestId(`task-${task}`);
  await card.waitFor();
  const begin = card.locator('button.begin');
  if (await begin.count() > 0) await begin.click();
  await card.getByRole('radio').nth(option).check();
  await card.locator('button.check').click();
  await card.getByTestId('feedback').locator('.line').first().waitFor();
  return card;
}
