// Which pictures share one colour scale, and how far it reaches.

import type { View } from './engine_types';
import { largest, picture } from './fields';
import type { Lab } from './lab.svelte';

export function scale_peers(views: View[], group: string): View[] {
  return group === '' ? [] : views.filter((view) => view.scale_group === group);
}

/** End of the scale of a view: its own largest magnitude, or its scale group's. */
export function scale_of(view: View, lab: Lab): number {
  const views = lab.shared_scale[view.scale_group] ? scale_peers(lab.views, view.scale_group) : [view];
  return Math.max(0, ...views.map((one) => largest(picture(one, 'values')?.values ?? [])));
}
