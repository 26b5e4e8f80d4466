// Keeps how far something was scrolled: after a reload one reads on where one was.

import { recall_here, remember_here } from '../state/storage';

const SETTLE_MS = 200; // scrolling has come to rest
const PATIENCE_MS = 10_000; // until what lies below has come

/** `where` names the place: its scroll position is remembered for this tab of the browser. */
export function keep_place(node: HTMLElement, where: string) {
  let key = '', timer = 0, stop = () => undefined as void;
  const name = (what: string) => `place ${what}`;
  const source = node === document.documentElement ? document : node; // of its events
  /** Back to where it was, as soon as there is so much to scroll; who scrolls meanwhile is left alone. */
  function bring_back() {
    const wanted = Number(recall_here(name(key)) ?? 0);
    if (!(wanted > 0)) return;
    const reach = () => {
      if (node.scrollHeight - node.clientHeight < wanted) return;
      node.scrollTop = wanted;
      stop();
    };
    const observer = new ResizeObserver(reach);
    for (const child of node.children) observer.observe(child);
    const grown = new MutationObserver(() => { for (const child of node.children) observer.observe(child); });
    grown.observe(node, { childList: true });
    const patience = setTimeout(() => stop(), PATIENCE_MS);
    const interrupted = () => stop();
    const signs = ['wheel', 'touchstart', 'keydown', 'pointerdown'];
    for (const sign of signs) source.addEventListener(sign, interrupted, { passive: true });
    stop = () => {
      observer.disconnect();
      grown.disconnect();
      clearTimeout(patience);
      for (const sign of signs) source.removeEventListener(sign, interrupted);
      stop = () => undefined;
    };
    reach();
  }
  function update(next: string) {
    if (next === key) return;
    stop();
    key = next;
    if (key !== '') bring_back();
  }
  const scrolled = () => {
    clearTimeout(timer);
    const of = key;
    timer = window.setTimeout(() => { if (of === key) remember_here(name(of), String(Math.round(node.scrollTop))); }, SETTLE_MS);
  };
  source.addEventListener('scroll', scrolled, { passive: true });
  update(where);
  return {
    update,
    destroy() {
      stop();
      clearTimeout(timer);
      source.removeEventListener('scroll', scrolled);
    },
  };
}
