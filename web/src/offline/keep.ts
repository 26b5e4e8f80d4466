// Asks the browser to keep the site, and tells when a newer one waits. Where it may not, the page works as it did.

import { TAKE_OVER } from './messages';

const SCRIPT = './sw.js'; // written by web/scripts/write_offline.mjs

function container(): ServiceWorkerContainer | null {
  try {
    const saves = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
    return window.top === window && isSecureContext && !saves ? navigator.serviceWorker ?? null : null;
  } catch {
    return null; // a frame that may keep nothing
  }
}

/** `announce` gets what lets the newer build take over: every window of the lab then begins anew, as its link says. */
export async function keep_site(announce: (take_over: () => void) => void): Promise<void> {
  const workers = container();
  if (!workers) return;
  const followed = workers.controller !== null;
  workers.addEventListener('controllerchange', () => { if (followed) location.reload(); });
  try {
    const site = await workers.register(SCRIPT, { updateViaCache: 'none' });
    const tell = () => { if (site.waiting && workers.controller) announce(() => site.waiting?.postMessage(TAKE_OVER)); };
    tell();
    site.addEventListener('updatefound', () => { site.installing?.addEventListener('statechange', tell); });
  } catch { /* refused, or full */ }
}
