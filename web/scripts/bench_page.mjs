// Page speed in headless Chromium: pen event → drawn heatmap, and load → interactive. Prints JSON lines.

import { draw, launch, new_page, serve_site, THREE } from '../../tests/web/support/browser.mjs';

function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? NaN;
}

/** Runs in the page: times each pointermove to the heatmap's draw call and to the frame after it. */
function instrument() {
  const times = { draws: [], paints: [], pending: null };
  window.pen_times = times;
  addEventListener('pointerrawupdate', () => { times.pending ??= performance.now(); }, true);
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...args) {
    put.apply(this, args);
    if (times.pending === null || !this.canvas.closest('[data-testid=view-relevance]')) return;
    const began = times.pending;
    times.pending = null;
    times.draws.push(performance.now() - began);
    requestAnimationFrame(() => requestAnimationFrame(() => times.paints.push(performance.now() - began)));
  };
}

const [browser, site] = await Promise.all([launch(), serve_site()]);
const { page } = await new_page(browser);
await page.addInitScript(instrument);
await page.goto(`${site.url}#/digits-lrp`);
await page.getByTestId('view-relevance').waitFor();
const interactive = await page.evaluate(() => performance.now());
for (let i = 0; i < 4; ++i) {
  await draw(page, THREE);
  await page.getByRole('button', { name: 'Clear' }).click();
}
const { draws, paints } = await page.evaluate(() => window.pen_times);
const round = (v) => Number(v.toFixed(1));
console.log(JSON.stringify({ bench: 'pen event to draw call, ms', n: draws.length, p50: round(percentile(draws, 0.5)), p95: round(percentile(draws, 0.95)), target_p95: 8 }));
console.log(JSON.stringify({ bench: 'pen event to second frame, ms', n: paints.length, p50: round(percentile(paints, 0.5)), p95: round(percentile(paints, 0.95)) }));
console.log(JSON.stringify({ bench: 'open exercise to first heatmap, ms', value: round(interactive), target: 1000 }));
await browser.close();
await site.close();
