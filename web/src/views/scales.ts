// Which pictures share one colour scale, and how far it reaches.

import type { View } from '../engine/types';
import { largest } from './fields';
import { traits_of } from './registry';
import type { Lab } from '../state/lab.svelte';

export function scale_peers(views: View[], group: string): View[] {
  return group === '' ? [] : views.filter((view) => view.scale_group === group);
}

/** Layers of one network are read one by one; variants of one thing against each other. */
export function is_shared(view: View, lab: Lab): boolean {
  return view.scale_group !== '' && (lab.showing.shared[view.scale_group] ?? traits_of(view.kind).scale === 'shared');
}

const reaches = new WeakMap<ArrayLike<number>, number>(); // maps stay while a point moves on them

function reach(values: ArrayLike<number>): number {
  const found = reaches.get(values) ?? largest(values);
  reaches.set(values, found);
  return found;
}

/** End of the scale of a view: its own largest magnitude, or its scale group's. */
export function scale_of(view: View, lab: Lab): number {
  const views = is_shared(view, lab) ? scale_peers(lab.views, view.scale_group) : [view];
  return Math.max(0, ...views.flatMap((one) => traits_of(one.kind).scaled?.(one) ?? []).map(reach));
}
