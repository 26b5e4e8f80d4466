// A SCORM 1.2 package in the runtime scorm-again, which holds to types, sizes and the order of calls; in one that refuses
// everything; and in none.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { strFromU8 } from 'fflate';
import { write_package } from '../../web/scripts/scorm.mjs';
import { launch, new_page } from './support/browser.mjs';
import { choose, stands } from './support/course.mjs';
import { committed, contents_of, launch_package, leave, serve_system } from './support/scorm_system.mjs';
import { source_server } from './support/source.mjs';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
let browser;
const folder = mkdtempSync(join(tmpdir(), 'relevance-lab-scorm-'));
const closing = [];
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); await Promise.all(closing.map((end) => end())); rmSync(folder, { recursive: true }); });

const contents = (given) => contents_of(given, folder);
async function system(given) {
  const { url, close } = await serve_system(contents(given));
  closing.push(close);
  return url;
}
const play = (url, host, options) => launch_package(browser, url, host, options);

describe('the package', () => {
  test('is declared as a SCO and holds what its exercises need, and nothing of others', () => {
    const files = contents(['digits-lrp', 'taylor-rbf', 'lang=de']);
    assert.deepEqual(Object.keys(files).sort(), ['imsmanifest.xml', 'index.html']);
    const manifest = strFromU8(files['imsmanifest.xml']);
    assert.match(manifest, /<schemaversion>1\.2<\/schemaversion>/);
    assert.match(manifest, /<resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index\.html">/);
    assert.match(manifest, /<item identifier="exercises" identifierref="page">/);
    const { title } = JSON.parse(readFileSync(join(ROOT, 'examples/taylor-rbf.json'), 'utf8'));
    assert.ok(manifest.includes(title.de));
    execFileSync('/usr/bin/python3', ['-c', 'import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())'],
      { input: manifest });
    const assets = [...strFromU8(files['index.html']).matchAll(/<script type="text\/plain" data-asset="([^"]+)"/g)].map((one) => one[1]);
    const held = assets.filter((one) => one.startsWith('examples/')).sort();
    assert.deepEqual(held, ['data/digits/test-images.idx3-ubyte', 'data/digits/test-labels.idx1-ubyte', 'digits-lrp.json',
      'models/digits-cnn-bias-free.onnx', 'models/digits-cnn.onnx', 'models/digits-linear.onnx', 'taylor-rbf.json']
      .map((one) => `examples/${one}`));
    assert.ok(assets.some((one) => one.endsWith('.wasm.lzma')) && assets.includes('NOTICES.txt'));
  });

  test('is the same from the same files', () => {
    const once = readFileSync(write_package(['taylor-rbf'], folder));
    assert.ok(once.equals(readFileSync(write_package(['taylor-rbf'], folder))));
  });

  for (const [what, given, code] of [['no scenario', [], 'missing-argument'], ['an unknown one', ['no-such'], 'unknown-scenario'],
    ['an unknown option', ['taylor-rbf', 'colour=red'], 'bad-argument'], ['an unknown value', ['taylor-rbf', 'lang=fr'], 'bad-argument']]) {
    test(`${what} is refused in one line`, () => {
      const { status, stderr } = spawnSync('node', [join(ROOT, 'web/scripts/scorm.mjs'), ...given], { encoding: 'utf8' });
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(`^relevance: ${code}: .*given.*expected.*\\n$`));
    });
  }
});

describe('in scorm-again', { timeout: 180_000 }, () => {
  test('every call is accepted, in order; the second launch begins where the first ended', async () => {
    const url = await system(['taylor-rbf']);
    const { page, lab, calls, cmi, seen, context } = await play(url, 'again');
    await stands(lab);
    await committed(page, 1);
    assert.deepEqual((await calls()).map(([name, element]) => [name, element]), [['LMSInitialize', ''],
      ['LMSGetValue', 'cmi.suspend_data'], ['LMSGetValue', 'cmi.core.lesson_status'], ['LMSSetValue', 'cmi.core.lesson_status'],
      ['LMSCommit', '']]);
    assert.equal((await cmi()).status, 'incomplete');

    await lab.getByTestId('control-x').locator('input[type=text]').first().fill('2.5');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => calls.some(([, element]) => element === 'cmi.suspend_data' && calls.length > 5));
    assert.equal((await calls()).filter(([, element]) => element?.startsWith('cmi.core.score')).length, 0, 'no score without an answer');

    await choose(lab, 'remainder', 1);
    await committed(page, 2);
    assert.deepEqual({ ...await cmi(), data: '' }, { status: 'incomplete', data: '', raw: '0', min: '0', max: '100' });
    const before_it = (await calls()).length;
    await choose(lab, 'remainder', 0);
    await committed(page, 3);
    const answered = (await calls()).slice(before_it).filter(([name]) => name !== 'LMSGetValue');
    const last = answered.findLastIndex(([, element]) => element === 'cmi.core.score.min');
    assert.deepEqual(answered.slice(last).map(([, element]) => element),
      ['cmi.core.score.min', 'cmi.core.score.max', 'cmi.core.score.raw', 'cmi.core.lesson_status', 'cmi.suspend_data', '']);
    assert.equal((await cmi()).raw, String(Math.round(10_000 / 6) / 100), 'one of six');
    assert.ok((await cmi()).data.length < 4096);

    const frame = page.frames()[1];
    assert.equal(await frame.evaluate(() => localStorage.getItem('relevance-lab.progress')), null, 'the course keeps it');
    const at_end = (await calls()).length;
    await leave(page);
    const end = (await calls()).slice(at_end);
    assert.deepEqual(end.slice(-3).map(([name, element]) => [name, element]),
      [['LMSSetValue', 'cmi.core.session_time'], ['LMSSetValue', 'cmi.core.exit'], ['LMSFinish', '']]);
    assert.match(end.at(-3)[2], /^\d{4}:\d{2}:\d{2}\.\d{2}$/);
    assert.equal(end.at(-2)[2], 'suspend');
    for (const call of await calls()) {
      assert.equal(call.at(-1), '0', `error after ${call}`);
      if (call[0] !== 'LMSGetValue') assert.equal(call.at(-2), 'true', `${call}`);
    }

    await page.goto(`${url}again`);
    await stands(lab);
    await lab.getByTestId('solved').filter({ hasText: /^1/ }).waitFor();
    await page.frames()[1].waitForFunction(() => location.hash.includes('x=2%3A2.5_'));
    const again = await calls();
    assert.ok(!again.some(([name, element]) => name === 'LMSSetValue' && element === 'cmi.core.lesson_status'), 'it is known already');
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });

  test('several exercises open on their list and share one score', async () => {
    const url = await system(['taylor-rbf', 'lrp-min-networks']);
    const { page, lab, cmi, context } = await play(url, 'again', { locale: 'de-DE' });
    await lab.getByRole('heading', { name: 'Übungen' }).waitFor();
    await lab.locator('main a').first().click();
    await stands(lab);
    await choose(lab, 'remainder', 0);
    await committed(page, 2);
    assert.equal((await cmi()).raw, String(Math.round(10_000 / 21) / 100), 'one of twenty-one');
    await lab.getByRole('link', { name: 'Übungen' }).click();
    await lab.getByTestId('sum-taylor-rbf').filter({ hasText: '1' }).waitFor();
    await lab.locator('main a').nth(1).click();
    await choose(lab, 'domain', 0);
    await committed(page, 3);
    assert.equal((await cmi()).raw, String(Math.round(20_000 / 21) / 100));
    assert.equal((await cmi()).status, 'incomplete');
    await context.close();
  });

  test('is passed with the last task, and stays so', async () => {
    const url = await system(['taylor-rbf']);
    const { tasks } = JSON.parse(readFileSync(join(ROOT, 'examples/taylor-rbf.json'), 'utf8'));
    const solved = { draft: '', attempts: [], hints: 0, solved: true };
    const others = new Map(tasks.filter(({ id }) => id !== 'remainder').map(({ id }) => [id, solved]));
    const server = await source_server();
    const { pack } = await server.load('course/pack.ts');
    const data = await pack({ settings: new Map(), progress: new Map([['taylor-rbf', { tasks: others, solution_seen: false }]]) });
    await server.close();
    const visit = await new_page(browser, { viewport: { width: 1300, height: 900 } });
    await visit.page.addInitScript((kept) => {
      if (!sessionStorage.getItem('kept')) sessionStorage.setItem('kept', JSON.stringify({ status: 'incomplete', data: kept }));
    }, data);
    await visit.page.goto(`${url}again`);
    const lab = visit.page.frameLocator('iframe');
    const cmi = () => visit.page.evaluate(() => window.cmi());
    await stands(lab);
    await choose(lab, 'remainder', 0);
    await committed(visit.page, 1);
    assert.deepEqual({ ...await cmi(), data: '' }, { status: 'passed', data: '', raw: '100', min: '0', max: '100' });
    await leave(visit.page);
    await visit.page.goto(`${url}again`);
    await stands(lab);
    await choose(lab, 'remainder', 1); // wrong this time
    await committed(visit.page, 1);
    assert.deepEqual([(await cmi()).status, (await cmi()).raw], ['passed', '100']);
    await visit.context.close();
  });

  test('is found beyond a frame between, and in the window that opened it', async () => {
    const url = await system(['taylor-rbf']);
    const nested = await play(url, 'nested');
    await stands(nested.lab);
    assert.equal((await nested.cmi()).status, 'incomplete');
    await nested.context.close();
    const opener = await play(url, 'opener');
    const [opened] = await Promise.all([opener.context.waitForEvent('page'), opener.page.getByText('open').click()]);
    await opened.locator('.stage .view').first().waitFor();
    assert.equal((await opener.cmi()).status, 'incomplete');
    await opener.context.close();
  });
});

describe('elsewhere', { timeout: 120_000 }, () => {
  for (const [host, code, says] of [['refusing', 'course-closed', /LMSInitialize: 101 General exception; expected: true/],
    ['none', 'course-no-api', /No gradebook is near/]]) {
    test(`${host}: the page works, says so quietly, and the browser keeps what is solved`, async () => {
      const { page, lab, seen, context } = await play(await system(['taylor-rbf']), host);
      await stands(lab);
      const fault = lab.getByTestId('course-fault');
      assert.equal(await fault.getAttribute('data-code'), code);
      assert.equal(await fault.getAttribute('role'), 'status');
      assert.match(await fault.innerText(), says);
      await choose(lab, 'remainder', 0);
      await page.frames()[1].waitForFunction(() => localStorage.getItem('relevance-lab.progress')?.includes('"solved": true'));
      await leave(page);
      if (host === 'refusing') assert.deepEqual((await page.evaluate(() => window.calls)).map(([name]) => name), ['LMSInitialize']);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  }

  test('a system that falls silent is told of, and gets the score with the next answer', async () => {
    const { page, lab, calls, context } = await play(await system(['taylor-rbf']), 'silent');
    await stands(lab);
    await page.evaluate(() => { window.lost = true; });
    await choose(lab, 'remainder', 0);
    await lab.locator('[data-code=course-refused]').waitFor();
    assert.match(await lab.getByTestId('course-fault').innerText(), /cmi\.core\.score\.min: 301 Not initialized; expected: true/);
    await page.evaluate(() => { window.lost = false; });
    const lost = (await calls()).length;
    await lab.getByTestId('control-x').locator('input[type=text]').first().fill('2.5');
    await page.keyboard.press('Enter');
    await lab.getByTestId('course-fault').waitFor({ state: 'detached' });
    const raw = (await calls()).slice(lost).find(([, element]) => element === 'cmi.core.score.raw');
    assert.equal(raw[2], '16.67');
    await context.close();
  });
});
