// What is pointed at, by its term id: a mark in a picture and a term of a formula light together.

import { on } from 'svelte/events';

class Terms { lit = $state('') }

export const terms = new Terms();

function term_of(target: EventTarget | null): string {
  return (target instanceof Element && target.closest('[data-term]')?.getAttribute('data-term')) || '';
}

/** All [data-term] inside answer to hover, focus and tap, and are lit from elsewhere. `content` is what they depend on. */
export function lights(node: HTMLElement | SVGElement, content: unknown) {
  const version = $state({ content });
  const point = (event: Event) => { terms.lit = term_of(event.target); };
  const leave = (event: Event) => { if (!(event instanceof PointerEvent && event.pointerType === 'touch')) terms.lit = ''; };
  // through Svelte's own `on`: what is removed while it has the focus says focusout in the midst of an update
  const off = [
    ...['pointerover', 'pointerdown', 'focusin'].map((name) => on(node, name, point)),
    ...['pointerleave', 'focusout'].map((name) => on(node, name, leave)),
  ];
  $effect(() => {
    void version.content;
    for (const mark of node.querySelectorAll('[data-term]')) {
      mark.classList.toggle('lit', terms.lit !== '' && mark.getAttribute('data-term') === terms.lit);
    }
  });
  return {
    update: (next: unknown) => { version.content = next; },
    destroy: () => { for (const end of off) end(); },
  };
}
