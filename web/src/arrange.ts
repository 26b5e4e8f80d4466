// Where things stand: the lead (pens and first pictures), what one picks from, the rest.

import type { Control, View } from './engine_types';

export interface Group { name: string; views: View[] }
export interface Arrangement {
  pens: { control: Control; shown: View | null }[]; // drawn on the stage, with what the model gets
  lead: View[]; pickers: View[]; rest: Group[];
  bars: Control[]; // steps through what is shown
  panel: Control[];
}

/** Views of one group stand side by side, where the first of them stood. */
function groups_of(views: View[]): Group[] {
  const groups: Group[] = [];
  for (const view of views) {
    const found = view.group === '' ? undefined : groups.find((group) => group.name === view.group);
    if (found) found.views.push(view);
    else groups.push({ name: view.group, views: [view] });
  }
  return groups;
}

export function arrange(views: View[], controls: Control[]): Arrangement {
  const kind_of = (name: string) => controls.find((control) => control.name === name)?.kind;
  const is_picker = (view: View) => view.sets !== '' && kind_of(view.sets) === 'index';
  const is_wired = (view: View) => view.kind === 'network' && kind_of(view.sets) === 'network'; // edited on the picture: wants room
  const [first, ...others] = groups_of(views.filter((view) => !is_picker(view)));
  const wired = (first?.views ?? []).filter((view) => is_wired(view) && (first?.views.length ?? 0) > 1);
  const lead = (first?.views ?? []).filter((view) => !wired.includes(view));
  const rest = [...wired.map((view) => ({ name: '', views: [view] })), ...others];
  const shown_for = (control: Control) => lead.find((view) => view.kind === 'image' && (view.sets === control.name || view.sets === '')) ?? null;
  const pens = controls.filter((control) => control.kind === 'image').map((control) => ({ control, shown: shown_for(control) }));
  const in_pens = new Set(pens.map((pen) => pen.shown));
  const picked = new Set(views.filter(is_picker).map((view) => view.sets));
  return {
    pens, lead: lead.filter((view) => !in_pens.has(view)), pickers: views.filter(is_picker), rest,
    bars: controls.filter((control) => control.kind === 'step'),
    panel: controls.filter((control) => control.kind !== 'image' && control.kind !== 'step' && !picked.has(control.name)),
  };
}
