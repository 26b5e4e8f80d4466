// Systems that a SCORM package is played in: scorm-again's runtime, one that refuses everything, one that falls silent, none.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { write_package } from '../../../web/scripts/scorm.mjs';
import { serve } from '../../../web/scripts/static_server.mjs';
import { new_page } from './browser.mjs';

const RUNTIME = readFileSync(join(createRequire(import.meta.url).resolve('scorm-again'), '../scorm12.js'), 'utf8');

/** Writes down every call with its answer, and the error after it. */
const RECORDED = `
  window.calls = [];
  const recorded = (api) => new Proxy(api, { get: (of, name) => (typeof of[name] !== 'function' ? of[name] : (...given) => {
    const answer = of[name](...given);
    if (!/^LMSGet(LastError|ErrorString|Diagnostic)$/.test(name)) calls.push([name, ...given, String(answer), of.LMSGetLastError()]);
    return answer;
  }) });`;
/** What a system keeps between launches lies in the session's storage of its page. */
const SCORM_AGAIN = `<script src="runtime.js"></script><script>${RECORDED}
  const real = new Scorm12API({ autocommit: false, logLevel: 5 });
  const kept = JSON.parse(sessionStorage.getItem('kept') ?? 'null');
  real.loadFromJSON({ cmi: { core: { student_id: 's1', student_name: 'Student', entry: kept ? 'resume' : 'ab-initio',
    lesson_status: kept?.status ?? 'not attempted', credit: 'credit', lesson_mode: 'normal' }, suspend_data: kept?.data ?? '' } });
  window.cmi = () => ({ status: real.cmi.core.lesson_status, data: real.cmi.suspend_data, raw: real.cmi.core.score.raw,
    min: real.cmi.core.score.min, max: real.cmi.core.score.max });
  const keep = () => sessionStorage.setItem('kept', JSON.stringify(cmi()));
  real.on('LMSCommit', keep); real.on('LMSFinish', keep);
  window.API = recorded(real);
</script>`;
const REFUSING = `<script>${RECORDED}
  const no = () => 'false';
  window.API = recorded({ LMSInitialize: no, LMSFinish: no, LMSGetValue: () => '', LMSSetValue: no, LMSCommit: no,
    LMSGetLastError: () => '101', LMSGetErrorString: () => 'General exception', LMSGetDiagnostic: () => '' });
</script>`;
const FALLING_SILENT = `<script>${RECORDED}
  const api = (name) => () => (window.lost ? 'false' : name === 'LMSGetValue' ? '' : 'true');
  window.API = recorded({ LMSInitialize: api(''), LMSFinish: api(''), LMSGetValue: api('LMSGetValue'), LMSSetValue: api(''),
    LMSCommit: api(''), LMSGetLastError: () => (window.lost ? '301' : '0'), LMSGetErrorString: () => 'Not initialized' });
</script>`;
const FRAME = '<iframe src="package/index.html" style="width: 1200px; height: 1400px; border: 0"></iframe>';
const HOSTS = {
  again: SCORM_AGAIN + FRAME,
  nested: `${SCORM_AGAIN}<iframe srcdoc="${FRAME.replaceAll('"', '&quot;')}" style="width: 1300px; height: 1500px"></iframe>`,
  opener: `${SCORM_AGAIN}<a href="package/index.html" target="sco" rel="opener">open</a>`,
  refusing: REFUSING + FRAME, silent: FALLING_SILENT + FRAME, none: FRAME,
};

/** The files of a package. */
export const contents_of = (given, folder) => unzipSync(readFileSync(write_package(given, folder)));

/** A learning management system with one package, of these files. */
export async function serve_system(files) {
  const { port, close } = await serve({}, 0, (path, response) => {
    const answer = (type, body) => { response.writeHead(200, { 'content-type': type }).end(body); return true; };
    if (path === '/runtime.js') return answer('text/javascript', RUNTIME);
    if (path.startsWith('/package/') && files[path.slice(9)]) return answer('text/html; charset=utf-8', Buffer.from(files[path.slice(9)]));
    const body = HOSTS[path.slice(1)];
    return body ? answer('text/html; charset=utf-8', `<!doctype html><link rel="icon" href="data:,">${body}`) : false;
  });
  return { url: `http://127.0.0.1:${port}/`, close };
}

/** A student opens the package in one of the hosts. */
export async function launch_package(browser, url, host, options = {}) {
  const visit = await new_page(browser, { viewport: { width: 1300, height: 900 }, ...options });
  await visit.page.goto(url + host);
  const inner = host === 'nested' ? visit.page.frameLocator('iframe').frameLocator('iframe') : visit.page.frameLocator('iframe');
  return { ...visit, lab: inner, calls: () => visit.page.evaluate(() => window.calls), cmi: () => visit.page.evaluate(() => window.cmi()) };
}

export const committed = (page, times) => page.waitForFunction((n) => calls.filter(([name]) => name === 'LMSCommit').length >= n, times);

/** Leaves the package, as a system's own links do; what it says at the end is in `calls`. */
export const leave = (page) => page.locator('iframe').evaluate((frame) => new Promise((done) => {
  frame.onload = done;
  frame.src = 'about:blank';
}));
