// Where things stand: the lead (pens and first pictures), what one picks from, the rest.

import type { Control, View, ViewKind } from '../engine/types';
import type { Traits } from '../views/registry';

/** Drawn on the stage, with what the model gets. */
export interface Pen { control: Control; shown: View<'image'> | null }
export interface Group { name: string; views: View[]; pens: Pen[] }
export interface Arrangement {
  pens: Pen[]; lead: View[];
  foot: View[]; // right below them: what one asks them
  pickers: View[]; rest: Group[];
  bars: Control[]; // steps through what is shown
  panel: Control[];
}

type TraitsOf = (kind: ViewKind) => Traits;

const BARS = ['step', 'run'];

/** Views of one group stand side by side, where the first of them stood. */
function groups_of(views: View[]): Group[] {
  const groups: Group[] = [];
  for (const view of views) {
    const found = view.group === '' ? undefined : groups.find((group) => group.name === view.group);
    if (found) found.views.push(view);
    else groups.push({ name: view.group, views: [view], pens: [] });
  }
  return groups;
}

/** A grid of prototypes wants the whole width; a network that is edited wants room of its own. */
interface Split { lead: Group; below: Group[] }

function split_lead(first: Group | undefined, kind_of: (name: string) => string | undefined, traits_of: TraitsOf): Split {
  const views = first?.views ?? [];
  const group = (members: View[]): Group => ({ name: members.length > 1 ? first?.name ?? '' : '', views: members, pens: [] });
  if (views[0] && traits_of(views[0].kind).whole) {
    return { lead: group(views.slice(0, 1)), below: views.length > 1 ? [group(views.slice(1))] : [] };
  }
  const wired = views.filter((view) => views.length > 1 && kind_of(view.sets) === 'network');
  return { lead: group(views.filter((view) => !wired.includes(view))), below: wired.map((view) => group([view])) };
}

/** `traits_of`: how each kind of view stands on the stage. */
export function arrange(views: View[], controls: Control[], traits_of: TraitsOf): Arrangement {
  const kind_of = (name: string) => controls.find((control) => control.name === name)?.kind;
  const is_picker = (view: View) => view.sets !== '' && kind_of(view.sets) === 'index';
  const [first, ...others] = groups_of(views.filter((view) => !is_picker(view)));
  const { lead, below } = split_lead(first, kind_of, traits_of);
  const groups = [lead, ...below, ...others];
  const beneath = (view: View) => traits_of(view.kind).beneath?.(view) === true;
  const foot = groups.slice(1).find((group) => group.views.length === 1 && group.views.every(beneath));
  const alone = lead.views[0] !== undefined && traits_of(lead.views[0].kind).whole === true;
  for (const control of controls.filter((one) => one.kind === 'image')) {
    const shows = (view: View): view is View<'image'> => view.kind === 'image'
      && (view.sets === control.name || (view.sets === '' && lead.views.includes(view)));
    const home = groups.find((group) => group.views.some(shows)) ?? (alone ? { name: '', views: [], pens: [] } : lead);
    if (!groups.includes(home)) groups.splice(1, 0, home);
    const shown = home.views.find(shows) ?? null;
    home.pens.push({ control, shown });
    home.views = home.views.filter((view) => view !== shown);
  }
  const pickers = views.filter(is_picker);
  const drawn = (section: string) => controls.some((one) => one.kind === 'image' && one.section.en === section);
  const on_stage = (control: Control) => control.kind === 'image' || BARS.includes(control.kind)
    || pickers.some((view) => view.sets === control.name)
    || (control.kind === 'index' && control.low < 0 && drawn(control.section.en)); // one picks on a view, or draws
  return {
    pens: lead.pens, lead: lead.views, foot: foot?.views ?? [], pickers, rest: groups.slice(1).filter((group) => group !== foot),
    bars: controls.filter((control) => BARS.includes(control.kind)),
    panel: controls.filter((control) => !on_stage(control)),
  };
}
