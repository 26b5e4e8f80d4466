// What is shown as JSON: one view, or all there is. Arrays stand as nested lists beside their shape; NaN is null.

import type { Control, NumberArray, Picture, Text, Value, View } from '../engine/types';
import type { Lab } from '../state/lab.svelte';
import { say } from '../views/fields';
import { caption_text } from '../words/captions';

export interface Listed { shape: number[]; values: unknown }

const SINGLE_DIGITS = 9; // in which every number of single precision is told from its neighbours

type Numbers = NumberArray | Picture;
const is_numbers = (value: unknown): value is Numbers =>
  typeof value === 'object' && value !== null && 'shape' in value && ArrayBuffer.isView((value as Partial<Numbers>).values);

function nested(values: ArrayLike<number>, shape: readonly number[], show: (value: number) => number, first = 0): unknown {
  const [length, ...rest] = shape;
  if (length === undefined) return show(values[first] ?? NaN);
  const stride = rest.reduce((product, n) => product * n, 1);
  return Array.from({ length }, (_, i) => nested(values, rest, show, first + i * stride));
}

/** An array of the engine as nested lists, row by row, with its shape. */
export function listed({ shape, values }: Numbers): Listed {
  const show = values instanceof Float32Array ? (value: number) => Number(value.toPrecision(SINGLE_DIGITS)) : (value: number) => value;
  return { shape: [...shape], values: nested(values, shape, show) };
}

const with_lists = (_: string, value: unknown): unknown => (is_numbers(value) ? listed(value) : value);
const text_of = (data: object) => `${JSON.stringify(data, with_lists, 1)}\n`;

/** Where data comes from. */
function origin(lab: Lab): { scenario: string | null; exercise: string; link: string; settings: Record<string, Value> } {
  const { values } = lab.settings;
  const kept = lab.controls.filter((control: Control) => control.kind !== 'action' && control.kind !== 'image');
  const settings = Object.fromEntries(kept.map((control) => [control.name, values[control.name] ?? control.initial]));
  return { scenario: lab.scenario, exercise: say(lab.opened?.title ?? { en: '', de: '' }, lab.language), link: lab.permalink(), settings };
}

function view_data({ id, kind, title, caption, fields }: View, lab: Lab): object {
  return { id, kind, title: say(title, lab.language), caption: caption_text(caption, lab.language), fields };
}

/** A picture with its words, its numbers and the settings that bring it back. */
export function view_json(view: View, lab: Lab): string {
  return text_of({ ...view_data(view, lab), ...origin(lab) });
}

/** All that the engine has said at these settings. */
export function frame_json(lab: Lab): string {
  const spoken = (text: Text) => say(text, lab.language);
  return text_of({
    ...origin(lab), step: lab.reached, problem: lab.error, notices: lab.notices.map(spoken), quantities: lab.quantities,
    checks: lab.checks.map(({ label, reason, ...check }) => ({ ...check, label: spoken(label), reason: spoken(reason) })),
    views: lab.views.filter((view) => !lab.withheld.includes(view.id)).map((view) => view_data(view, lab)),
  });
}
