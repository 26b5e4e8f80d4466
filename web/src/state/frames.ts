// What a frame adds to what stands on the page; and two frames that become one, when they come
// faster than pictures do.

import type { Frame, NumberArray, SentView, View } from '../engine/types';

type Fields = Record<string, unknown>;

const is_array = (value: unknown): value is NumberArray =>
  typeof value === 'object' && value !== null && 'values' in value && ArrayBuffer.isView(value.values);

/** Plain data alike: numbers, words, texts, arrays. */
function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (is_array(a) && is_array(b))
    return a.values.length === b.values.length && a.values.every((value, i) => Object.is(value, b.values[i])) &&
      a.shape.length === b.shape.length && a.shape.every((extent, i) => extent === b.shape[i]);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || is_array(a) || is_array(b)) return false;
  const [x, y] = [Object.entries(a), Object.entries(b)];
  return x.length === y.length && x.every(([name, value]) => alike(value, (b as Fields)[name]));
}

/** What the engine did not send again stays; where nothing is new, the very same view, so that nothing is drawn again. */
function merge_view(old: View | undefined, sent: SentView): View {
  const kept: Fields = {};
  for (const name of sent.kept) kept[name] = (old?.fields as Fields | undefined)?.[name];
  const { kept: _, ...rest } = sent;
  const view = { ...rest, fields: { ...kept, ...sent.fields } } as View;
  return old && alike(view, old) ? old : view;
}

/** Of a slice, or where something stands in the way, the views that are not given stay. */
export function merge_views(shown: View[], frame: Pick<Frame, 'views' | 'partial' | 'problem'>): View[] {
  const old = new Map(shown.map((view) => [view.id, view]));
  const now = frame.views.map((view) => merge_view(old.get(view.id), view));
  if (!frame.partial && !frame.problem) return now;
  const given = new Map(now.map((view) => [view.id, view]));
  const fresh = now.filter((view) => !old.has(view.id));
  const stays = shown.map((view) => given.get(view.id) ?? view);
  return frame.partial ? [...stays, ...fresh] : [...fresh, ...stays];
}

/** A later view over an earlier one that was never shown. */
function join_view(earlier: SentView | undefined, later: SentView): SentView {
  if (!earlier) return later;
  const had: Fields = earlier.fields;
  const lent = Object.fromEntries(later.kept.filter((name) => name in had).map((name) => [name, had[name]]));
  return { ...later, fields: { ...lent, ...later.fields }, kept: later.kept.filter((name) => !(name in lent)) } as SentView;
}

/** Two frames of which only the later one will be seen: it, with what it takes from the earlier one. */
export function join_frames(earlier: Frame | null, later: Frame): Frame {
  if (!earlier) return later;
  const before = new Map(earlier.views.map((view) => [view.id, view]));
  const joined = later.views.map((view) => join_view(before.get(view.id), view));
  const controls = later.controls.length > 0 ? later.controls : earlier.controls;
  if (!later.partial) return { ...later, views: joined, controls };
  const { step, progress, progress_label, done } = later;
  const given = new Map(joined.map((view) => [view.id, view]));
  const stays = earlier.views.map((view) => given.get(view.id) ?? view);
  const fresh = joined.filter((view) => !before.has(view.id));
  const quantities = { ...earlier.quantities, ...later.quantities };
  return { ...earlier, views: [...stays, ...fresh], quantities, controls, step, progress, progress_label, done };
}
