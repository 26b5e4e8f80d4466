// When something may be done: once the browser is idle, once it has painted, and whether the line is slow.

const LATEST_MS = 2000; // after which a busy page is called idle
const SOON_MS = 150;
const UNSEEN_MS = 1000;
const SLOW_SCRIPT_MS = 200;

export function when_idle(then: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: LATEST_MS });
  else setTimeout(then, SOON_MS);
}

/** Two frames on, what the page holds now is on the screen; a tab in the background paints nothing. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, UNSEEN_MS);
  });
}

/** Whether the page's own script took so long to come that the engine would hold up the words. */
export function on_slow_line(): boolean {
  const scripts = performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.js'));
  return scripts.some((script) => script.duration > SLOW_SCRIPT_MS);
}
