// Workers of a page in a test's hands: kept from booting, killed, without memory.

/** Runs before the page: its workers can be kept from booting, and killed. */
export function hold_workers() {
  window.workers = [];
  window.deaf = false;
  const [post, Native] = [Worker.prototype.postMessage, Worker];
  window.Worker = class extends Native { constructor(...args) { super(...args); window.workers.push(this); } };
  Native.prototype.postMessage = function (message, ...rest) {
    if (!(window.deaf && message.kind === 'boot')) post.call(this, message, ...rest);
  };
  window.kill_worker = () => {
    const worker = window.workers.at(-1);
    worker.terminate();
    worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
  };
}

/** As if the machine had no memory left: a worker that is told so gets no more of it. Returns what tells the newest one. */
export async function limit_memory(page) {
  const REFUSE = `addEventListener('message', (event) => {
    if (event.data !== 'no more memory') return;
    event.stopImmediatePropagation();
    WebAssembly.Memory.prototype.grow = () => { throw new RangeError('no more memory'); };
  });\n`;
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: REFUSE + await response.text() });
  });
  return () => page.evaluate(() => { for (const worker of window.workers) worker.postMessage('no more memory'); });
}
