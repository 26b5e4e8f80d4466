// Settings one would not have thought of, by chance from a seed: the same seed, the same settings.

import type { Control, Value, Values } from '../engine/types';
import { clamp, vector } from './values';

/** Numbers in [0, 1) from a seed: Mulberry32, T. Ettinger (public domain). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const DIGITS = 2; // as one would type it
const INPUTS = ['point', 'vector', 'index', 'seed'];
const CHOICES = ['slider', 'choice', 'toggle'];
const OTHERS = 2; // that change beside the input
const MOST_TO_PICK = 10_000; // an index beyond that is no picture to be picked

const short = (value: number) => Number(value.toPrecision(DIGITS));

function between(control: Control, random: () => number): number {
  const { low, high, logarithmic } = control;
  const value = logarithmic && low > 0 ? low * (high / low) ** random() : low + (high - low) * random();
  return control.step > 0 ? clamp(control, value) : Math.min(high, Math.max(low, short(value)));
}

function value_of(control: Control, random: () => number): Value {
  switch (control.kind) {
    case 'point':
    case 'vector': {
      const count = typeof control.initial === 'object' && 'values' in control.initial ? control.initial.values.length : 2;
      return vector(...Array.from({ length: count }, () => between(control, random)));
    }
    case 'index': return Math.floor(random() * (control.high + 1));
    case 'seed': return 1 + Math.floor(random() * 999);
    case 'toggle': return random() < 0.5;
    case 'choice': return control.options[Math.floor(random() * control.options.length)]?.value ?? control.initial;
    default: return between(control, random);
  }
}

/** The input anew, and two more of what has an effect now. Shapes stay as they are. */
export function surprise(controls: Control[], disabled: readonly string[], seed: number): Values {
  const random = chance(seed);
  const bounded = ({ kind, low, high }: Control) => Number.isFinite(low) && low < high
    && high < (kind === 'index' ? MOST_TO_PICK : Infinity);
  const free = controls.filter((one) => !disabled.includes(one.name)
    && (['choice', 'toggle'].includes(one.kind) || bounded(one)));
  const others = free.filter((one) => CHOICES.includes(one.kind)).map((control) => ({ control, rank: random() }))
    .sort((a, b) => a.rank - b.rank).slice(0, OTHERS).map(({ control }) => control);
  const chosen = [...free.filter((one) => INPUTS.includes(one.kind)), ...others];
  return Object.fromEntries(chosen.map((control) => [control.name, value_of(control, random)]));
}
