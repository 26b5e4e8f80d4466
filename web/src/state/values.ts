// Control values: what fits a declaration, and what the page keeps.

import type { Control, NumberArray, Value, Values } from '../engine/types';

export function is_array(value: Value | undefined): value is NumberArray {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function vector(...values: number[]): NumberArray {
  return { shape: [values.length], values: Float64Array.from(values) };
}

export function empty_array(): NumberArray {
  return { shape: [0], values: new Float64Array(0) };
}

function equal_arrays(a: NumberArray, b: NumberArray): boolean {
  return a.shape.join() === b.shape.join() && a.values.every((v, i) => v === b.values[i]);
}

export function equal_values(a: Value | undefined, b: Value | undefined): boolean {
  if (is_array(a) && is_array(b)) return equal_arrays(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return a.join('\n') === b.join('\n');
  return a === b;
}

/** Whether a value may stand where the control is declared (type, range, options). */
export function fits(control: Control, value: Value | undefined): value is Value {
  const in_range = (v: number) => Number.isFinite(v) && v >= control.low && v <= control.high;
  const known = (v: string) => control.options.some((option) => option.value === v);
  switch (control.kind) {
    case 'slider': return typeof value === 'number' && in_range(value);
    case 'seed':
    case 'step':
    case 'run':
    case 'index': return typeof value === 'number' && Number.isInteger(value) && in_range(value);
    case 'choice': return typeof value === 'string' && known(value);
    case 'toggle':
    case 'action': return typeof value === 'boolean';
    case 'layer-rules':
      return Array.isArray(value) && value.length === control.rows.length && value.every(known);
    case 'point': return is_array(value) && value.values.length === 2 && value.values.every(Number.isFinite);
    case 'network':
    case 'matrix':
      return is_array(value) && is_array(control.initial)
        && value.values.length === control.initial.values.length && value.values.every(Number.isFinite);
    default:
      return is_array(value)
        && value.values.length === value.shape.reduce((product, n) => product * n, 1)
        && value.values.every(Number.isFinite);
  }
}

/** Clamps a number to the declaration, on its step grid. */
export function clamp(control: Control, value: number): number {
  const { low, high, step } = control;
  const stepped = step > 0 ? low + Math.round((value - low) / step) * step : value;
  return Number(Math.min(high, Math.max(low, stepped)).toPrecision(12));
}

export function initial_values(controls: Control[]): Values {
  return Object.fromEntries(controls.map((control) => [control.name, control.initial]));
}
