// Paper: before the page is printed it turns light and every picture is taken as it stands; afterwards all is as before.

import { flushSync } from 'svelte';
import { paper } from '../marks/paper.svelte';

const FINE = 2;

/** Light, and painted finely; or as before. */
export function for_paper(printing: boolean): void {
  document.documentElement.toggleAttribute('data-printing', printing);
  paper.printing = printing;
  paper.finest = printing ? FINE : 1;
  flushSync(); // canvases are painted for paper
}

function set(printing: boolean): void {
  if (printing === paper.printing) return;
  paper.taken = false;
  for_paper(printing);
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
