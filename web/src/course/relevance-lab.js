// <relevance-lab scenario="lrp-min-networks"> for the pages of a course:
//   <script src="https://…/relevance-lab.js" defer></script>
// Attributes: scenario; controls="off", solutions="off", lang="en|de", theme="auto|light|dark"; values="a1=3&a2=1", as
// in a link of the lab; title, for screen readers. The frame lies within the element, so that a host of SPLICE messages finds
// it; it loads when it comes near the screen and is as tall as what is in it.
(() => {
  const OPTIONS = ['controls', 'solutions', 'lang', 'theme'];
  const [LEAST, MOST, FIRST] = [120, 20000, 640]; // px
  const script = document.currentScript ?? document.querySelector('script[src$="relevance-lab.js"]');
  const base = new URL('./', script ? script.src : document.baseURI);
  const elements = new Set();

  function address_of(element) {
    const query = new URLSearchParams(element.getAttribute('values') ?? '');
    for (const name of OPTIONS) {
      query.delete(name);
      const value = element.getAttribute(name);
      if (value !== null) query.set(name, value);
    }
    query.delete('embed');
    const address = new URL('index.html', base);
    address.hash = `/${element.getAttribute('scenario') ?? ''}?embed&${query}`;
    return address.href;
  }

  /** Only the lab's own frame sets its height. */
  addEventListener('message', ({ data, origin, source }) => {
    if (origin !== base.origin || typeof data !== 'object' || data === null || data.subject !== 'lti.frameResize') return;
    const height = Number(data.height);
    if (!Number.isFinite(height)) return;
    for (const { frame } of elements) {
      if (frame && frame.contentWindow === source) frame.style.height = `${Math.min(MOST, Math.max(LEAST, Math.ceil(height)))}px`;
    }
  });

  customElements.define('relevance-lab', class extends HTMLElement {
    static observedAttributes = ['scenario', 'values', 'title', ...OPTIONS];
    frame = null;

    connectedCallback() {
      elements.add(this);
      if (!this.frame) this.show();
    }

    disconnectedCallback() {
      elements.delete(this);
    }

    /** Another exercise, or the same one otherwise: a frame of its own, for what was kept belongs to the old one. */
    attributeChangedCallback(name, before, now) {
      if (this.frame && before !== now) this.show();
    }

    show() {
      const frame = document.createElement('iframe');
      frame.loading = 'lazy'; // before the address, or it would be too late
      frame.allow = 'clipboard-write';
      frame.title = this.getAttribute('title') ?? `Relevance Lab: ${this.getAttribute('scenario') ?? ''}`;
      frame.style.cssText = `display: block; width: 100%; height: ${FIRST}px; border: 0;`;
      frame.src = address_of(this);
      this.frame = frame;
      this.style.display ||= 'block';
      this.replaceChildren(frame);
    }
  });
})();
