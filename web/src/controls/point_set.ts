// Points as a control holds them: an array {n, 2}, and what one does to it.

import type { NumberArray, Value, View } from '../engine/types';
import { is_array } from '../state/values';

export type Point = readonly [number, number];
export interface Extent { low: number; high: number }

export function points_of(value: Value | undefined): Point[] {
  if (!is_array(value)) return [];
  const { values } = value;
  return Array.from({ length: Math.floor(values.length / 2) }, (_, i) => [values[2 * i] ?? 0, values[2 * i + 1] ?? 0] as const);
}

/** The points that a view shows for a control which holds none: those that moving one begins with. */
export function shown_points(views: View[], control: string): Point[] {
  const view = views.find((one): one is View<'field'> => one.kind === 'field' && one.fields.set_control === control);
  return points_of(view?.fields.set);
}

export function array_of(points: readonly Point[]): NumberArray {
  return { shape: [points.length, 2], values: Float64Array.from(points.flat()) };
}

export function moved(points: readonly Point[], i: number, to: Point): Point[] {
  return points.map((point, k) => (k === i ? to : point));
}

export function without(points: readonly Point[], i: number): Point[] {
  return points.filter((_, k) => k !== i);
}

/** The square that is drawn: the declared range, or what holds the points where none is declared. */
export function extent_of(declared: Extent, points: readonly Point[]): Extent {
  if (declared.high > declared.low) return { low: declared.low, high: declared.high };
  const all = [...points.flat(), -1, 1];
  return { low: Math.min(...all), high: Math.max(...all) };
}

const CELLS = 8;

/** Where there is most room for another point, on a coarse grid: for those who add one without a pointer. */
export function roomiest(points: readonly Point[], { low, high }: Extent): Point {
  const at = (k: number) => low + ((k + 0.5) / CELLS) * (high - low);
  const grid = Array.from({ length: CELLS * CELLS }, (_, k): Point => [at(k % CELLS), at(Math.floor(k / CELLS))]);
  const middle: Point = [(low + high) / 2, (low + high) / 2];
  const away = ([x, y]: Point) => Math.min(...points.map(([px, py]) => Math.hypot(px - x, py - y)));
  if (points.length === 0) return middle;
  return grid.reduce((best, one) => (away(one) > away(best) ? one : best), middle);
}
