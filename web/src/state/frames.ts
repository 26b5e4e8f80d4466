// What a frame adds to what stands on the page; and two frames that become one, when they come faster than pictures do.

import type { Frame, View } from '../engine/types';
import { equal_values } from './values';

/** Whether it says nothing beyond "as before". */
function is_same(view: View, old: View): boolean {
  const same = (name: 'group' | 'scale_group' | 'sets') => view[name] === '' || view[name] === old[name];
  const { key, params } = view.caption;
  const said = key === '' || (key === old.caption.key && Object.entries(params).every(([name, value]) => equal_values(value, old.caption.params[name])));
  return Object.keys(view.fields).length === 0 && said && (view.title.en === '' || view.title.en === old.title.en) && same('group') && same('scale_group') && same('sets');
}

/** What the engine did not send again stays; what it did send is new. */
function merge_view(old: View | undefined, view: View): View {
  if (!view.unchanged || !old) return view;
  if (is_same(view, old)) return old; // the very same: nothing is drawn again
  return {
    ...view, unchanged: old.unchanged, fields: { ...old.fields, ...view.fields }, title: view.title.en === '' ? old.title : view.title,
    caption: view.caption.key === '' ? old.caption : view.caption, group: view.group || old.group,
    scale_group: view.scale_group || old.scale_group, sets: view.sets || old.sets,
  };
}

/** Where something stands in the way, the views that are not given stay too. */
export function merge_views(kept: View[], frame: Frame): View[] {
  const old = new Map(kept.map((view) => [view.id, view]));
  const now = frame.views.map((view) => merge_view(old.get(view.id), view));
  if (!frame.problem) return now;
  const given = new Map(now.map((view) => [view.id, view]));
  const fresh = now.filter((view) => !old.has(view.id));
  return [...fresh, ...kept.map((view) => given.get(view.id) ?? view)];
}

/** Two frames of which only the later one will be seen: it, with what it takes from the earlier one. */
export function join_frames(earlier: Frame | null, later: Frame): Frame {
  if (!earlier) return later;
  return {
    ...later, views: merge_views(earlier.views, later),
    controls: later.controls.length > 0 ? later.controls : earlier.controls,
  };
}
