// What the engine's memory in a page is: asked of its worker, beside the page.

/** Before the page is opened; gives a function that answers in bytes. */
export async function memory_of_engine(page) {
  await page.addInitScript(() => {
    const Native = Worker;
    window.Worker = class extends Native { constructor(...args) { super(...args); window.engine_worker = this; } };
    window.engine_memory = () => new Promise((resolve) => {
      const worker = window.engine_worker;
      const hear = ({ data }) => {
        if (data.seq !== -1) return;
        worker.removeEventListener('message', hear);
        resolve(data.answer);
      };
      worker.addEventListener('message', hear);
      worker.postMessage({ kind: 'call', seq: -1, name: 'memory', args: [] });
    });
  });
  return () => page.evaluate(() => window.engine_memory());
}
