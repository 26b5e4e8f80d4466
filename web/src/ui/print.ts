// Paper: before the page is printed it turns light and every picture is taken as it stands; afterwards all is as before.

import { flushSync } from 'svelte';
import { paper } from '../marks/paper.svelte';

const FINE = 2;

function set(printing: boolean): void {
  if (printing === paper.printing) return;
  document.documentElement.toggleAttribute('data-printing', printing);
  paper.taken = false;
  paper.printing = printing;
  paper.finest = printing ? FINE : 1;
  flushSync(); // canvases are painted for paper
  if (!printing) return;
  paper.taken = true;
  flushSync(); // and only then taken
}

/** Some browsers tell of printing by events, previews and tests by the medium alone. */
export function watch_print(): void {
  const medium = matchMedia('print');
  addEventListener('beforeprint', () => set(true));
  addEventListener('afterprint', () => set(medium.matches));
  medium.addEventListener('change', () => set(medium.matches));
}
