// A language of double length, and what a layout may not do under it. Both functions run in the page.

/**
 * Says every word of the interface twice: text nodes, placeholders. Mathematics, pictures, code and numbers stay, and so does what
 * is only for the ear.
 */
export function double_words() {
  const APART = '.katex, math-field, svg, code, pre, script, style, noscript, textarea, #needs, .visually-hidden';
  const done = new WeakMap();
  const doubled = (text) => (/\p{Letter}{2}/u.test(text) ? text.replace(/^(\s*)(.*\S)(\s*)$/su, '$1$2 $2$3') : text);
  function speak(node) {
    if (done.get(node) === node.data || node.parentElement?.closest(APART)) return;
    const text = doubled(node.data);
    done.set(node, text);
    if (text !== node.data) node.data = text;
  }
  function walk(root) {
    if (root.nodeType === Node.TEXT_NODE) { speak(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) speak(node);
  }
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') speak(target);
      else addedNodes.forEach(walk);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** Sideways scroll, words cut off, controls on one another, as sentences. */
export function layout_faults() {
  const SLACK = 2; // px: struts of formulas, rounding
  const faults = [];
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) faults.push(`the page is ${over} px too wide`);
  const name = (one) => `${one.localName}.${[...one.classList].filter((part) => !part.startsWith('svelte-')).join('.')}`
    + ` “${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  const visible = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !one.closest('.visually-hidden, [aria-hidden=true], svg, math-field, .katex, .katex-display');
  const says = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
  for (const one of document.querySelectorAll('#app *, dialog *')) {
    if (!visible(one) || one.clientWidth === 0 || one.textContent.trim() === '') continue;
    const { overflowX, overflowY, textOverflow, display } = getComputedStyle(one);
    if (display === 'inline' || textOverflow === 'ellipsis') continue;
    const [wide, high] = [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight];
    const cuts = (way) => way === 'hidden' || way === 'clip';
    if (wide > SLACK && cuts(overflowX)) faults.push(`${name(one)} is cut off by ${wide} px`);
    if (wide > SLACK && says(one) && overflowX === 'visible') faults.push(`${name(one)} runs out of its box by ${wide} px`);
    if (high > SLACK && one.matches('button, label, label *, a, legend, th, h1, h2, h3') && !/auto|scroll/.test(overflowY))
      faults.push(`${name(one)} is ${high} px taller than its box`);
  }
  const above = (one) => { // what lies over the rest on purpose
    for (let up = one; up; up = up.parentElement)
      if (/sticky|fixed/.test(getComputedStyle(up).position) || up.matches('.items, dialog')) return true;
    return false;
  };
  /** What is seen of it: the windows it scrolls in cut it. */
  function seen(one) {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const box = { left, top, right, bottom };
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === 'visible') continue;
      const frame = up.getBoundingClientRect();
      box.left = Math.max(box.left, frame.left); box.right = Math.min(box.right, frame.right);
      box.top = Math.max(box.top, frame.top); box.bottom = Math.min(box.bottom, frame.bottom);
    }
    return box;
  }
  const CONTROLS = 'button, a[href], select, input, summary, [role=slider], [role=tab]';
  const controls = [...document.querySelectorAll(CONTROLS)].filter((one) => visible(one) && !above(one))
    .map((one) => ({ one, box: seen(one) })).filter(({ box }) => box.right - box.left > 1 && box.bottom - box.top > 1);
  for (const [i, a] of controls.entries()) for (const b of controls.slice(i + 1)) {
    if (a.one.contains(b.one) || b.one.contains(a.one)) continue;
    const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (wide > SLACK && high > SLACK) faults.push(`${name(a.one)} lies on ${name(b.one)}`);
  }
  return faults;
}
