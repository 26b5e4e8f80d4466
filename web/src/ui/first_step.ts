// What one can do first with what is on the stage.

import type { Lab } from '../state/lab.svelte';

export function first_step({ controls, words }: Lab): string {
  const has = (...kinds: string[]) => controls.some(({ kind }) => kinds.includes(kind));
  const { draw, drag, set } = words.hints;
  return has('image') ? draw : has('point', 'point-set') ? drag : set;
}
