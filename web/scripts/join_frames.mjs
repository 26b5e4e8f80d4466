// For scripts and tests that drive the engine themselves: what a later frame leaves out is as before.

/** `later` over `earlier` (null: none), as one whole frame. */
export function join_frames(earlier, later) {
  if (!earlier) return later;
  const old = new Map(earlier.views.map((view) => [view.id, view]));
  const views = later.views.map((view) => {
    const kept = Object.fromEntries(view.kept.map((name) => [name, old.get(view.id)?.fields[name]]));
    return { ...view, kept: [], fields: { ...kept, ...view.fields } };
  });
  const given = new Map(views.map((view) => [view.id, view]));
  const controls = later.controls.length > 0 ? later.controls : earlier.controls;
  if (!later.partial) return { ...later, views, controls };
  const { step, progress, progress_label, done } = later;
  return {
    ...earlier, controls, step, progress, progress_label, done, quantities: { ...earlier.quantities, ...later.quantities },
    views: [...earlier.views.map((view) => given.get(view.id) ?? view), ...views.filter((view) => !old.has(view.id))],
  };
}
