// A frame of another page: it starts when it is seen, and says how tall it wants to be.

import type { Host } from './host';

/** When the first of it is on the screen, that of the pages around included. */
export function on_screen(node: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(node);
  });
}

const [LOW, HIGH, AROUND] = [560, 900, 160]; // px; around a frame there is the browser, and something of the page

/** Of a wide frame, whose columns scroll by themselves: most of a screen. */
const wide_height = () => Math.min(HIGH, Math.max(LOW, screen.availHeight - AROUND));

/** Tells the height that `node` needs whenever it changes, as lti.frameResize. Gives how to end that. */
export function tell_height(node: HTMLElement, host: Host): () => void {
  const wide = matchMedia('(min-width: 1100px)');
  let told = 0;
  const observer = new ResizeObserver(() => {
    const height = wide.matches ? wide_height() : Math.ceil(node.getBoundingClientRect().height);
    if (height === told || height === 0) return;
    told = height;
    host.post({ subject: 'lti.frameResize', height });
  });
  observer.observe(node);
  return () => observer.disconnect();
}
