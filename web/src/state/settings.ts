// The settings of a scenario and their history: plain data, pure updates.

import type { Control, Value, Values } from '../engine/types';
import type { Drawing } from './drawing';
import { empty_array, equal_values, fits, initial_values } from './values';

/** What a student has set. Drawings stand beside the values: the pen's strokes, not pixels. */
export interface Settings { values: Values; drawings: Record<string, Drawing> }

/** `gesture` names what the last change belongs to: one drag or stroke is one step back. */
export interface History { now: Settings; past: Settings[]; future: Settings[]; gesture: string }

const DEPTH = 200;

export function initial_settings(controls: Control[]): Settings {
  return { values: initial_values(controls), drawings: {} };
}

export function settings_are_initial({ values, drawings }: Settings, controls: Control[]): boolean {
  return Object.keys(drawings).length === 0 && controls.every(({ name, initial }) => equal_values(values[name] ?? initial, initial));
}

export function start_history(now: Settings): History {
  return { now, past: [], future: [], gesture: '' };
}

/** Replaces the present; the old one can be undone unless both belong to one gesture. */
export function advance_history(history: History, now: Settings, gesture = ''): History {
  if (gesture !== '' && gesture === history.gesture) return { ...history, now, future: [] };
  return { now, past: [...history.past, history.now].slice(-DEPTH), future: [], gesture };
}

export function undo(history: History): History {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { now: before, past: history.past.slice(0, -1), future: [history.now, ...history.future], gesture: '' };
}

export function redo(history: History): History {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { now: after, past: [...history.past, history.now], future, gesture: '' };
}

/** A drawing and a picked index of the same section, or two such indices, are answers to one question. */
function rivals(controls: Control[], control: Control): Control[] {
  const answers = (one: Control) => one.kind === 'image' || (one.kind === 'index' && one.low < 0);
  if (control.kind !== 'image' && control.kind !== 'index') return [];
  return controls.filter((one) => one.name !== control.name && one.section.en === control.section.en && answers(one));
}

export function set_value(settings: Settings, controls: Control[], name: string, value: Value): Settings {
  const control = controls.find((c) => c.name === name);
  if (control === undefined || !fits(control, value)) return settings;
  const [values, drawings] = [{ ...settings.values, [name]: value }, { ...settings.drawings }];
  if (control.kind === 'index' && typeof value === 'number' && value >= 0) {
    for (const rival of rivals(controls, control)) {
      if (rival.kind === 'image') delete drawings[rival.name];
      else values[rival.name] = rival.low;
    }
  }
  for (const other of controls) {
    if (control.resets.includes(other.name)) values[other.name] = other.initial;
  }
  return { values, drawings };
}

/** Several values; what does not fit is left as it is. */
export function set_values(settings: Settings, controls: Control[], values: Values): Settings {
  return Object.entries(values).reduce((so_far, [name, value]) => {
    const now = so_far.values[name];
    return equal_values(now, value) ? so_far : set_value(so_far, controls, name, value);
  }, settings);
}

export function set_drawing(settings: Settings, controls: Control[], name: string, drawing: Drawing): Settings {
  const control = controls.find((c) => c.name === name);
  if (control === undefined) return settings;
  const values = { ...settings.values };
  for (const rival of rivals(controls, control)) if (rival.kind === 'index') values[rival.name] = rival.low;
  return { values, drawings: { ...settings.drawings, [name]: drawing } };
}

/** New declarations: what still fits stays, the rest becomes initial. */
export function refit(settings: Settings, controls: Control[]): Settings {
  const keep = (control: Control): [string, Value] => {
    const value = settings.values[control.name];
    return [control.name, fits(control, value) ? value : control.initial];
  };
  return { values: Object.fromEntries(controls.map(keep)), drawings: settings.drawings };
}

/** What the engine gets: drawings as pixels, actions only where asked for. */
export function engine_values(
  settings: Settings, controls: Control[], actions: string[],
  rasterise: (drawing: Drawing) => Value,
): Values {
  const values: Values = {};
  for (const control of controls) {
    const drawing = settings.drawings[control.name];
    if (control.kind === 'action') values[control.name] = actions.includes(control.name);
    else if (control.kind === 'image') values[control.name] = drawing ? rasterise(drawing) : empty_array();
    else values[control.name] = settings.values[control.name] ?? control.initial;
  }
  return values;
}
