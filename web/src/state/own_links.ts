// Links within the page, also where it has no address of its own: in a frame by `srcdoc` a link like #/name
// would lead to the page around it.

/** The address without what stands behind #. */
const here = (): string => location.href.split('#')[0] ?? '';

/** Puts what is set into the address; where that is refused (in some frames, or too often at once) only the link is older. */
export function replace_hash(hash: string): void {
  try {
    history.replaceState(null, '', here() + hash);
  } catch { /* sharing still makes the right link */ }
}

/** Follows links within the page itself, where the browser would leave it. */
export function keep_links_here(): void {
  if ((document.baseURI.split('#')[0] ?? '') === here()) return;
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.hash = link.getAttribute('href') ?? '';
  });
}
