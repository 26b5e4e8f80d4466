// Axes of plots: where a value stands, and which values are marked.

import { round_ticks } from '../words/format';

export interface Axis { low: number; high: number; from: number; to: number; log: boolean }

/** An even axis over a range (low, high), from one place of the drawing to another. */
export function axis_of({ values: [low = 0, high = 1] }: { values: Float64Array }, from: number, to: number): Axis {
  return { low, high, from, to, log: false };
}

/** From a value to a place of the drawing. */
export function place(axis: Axis, value: number): number {
  const { low, high, from, to, log } = axis;
  const t = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low || 1);
  return from + t * (to - from);
}

const FARTHEST = 1e6; // units of the drawing

/** Where a point stands. One far outside is drawn nearer, in the same direction: SVG reads no number beyond single precision. */
export function place_point(x_axis: Axis, y_axis: Axis, x: number, y: number): [number, number] {
  const [px, py] = [place(x_axis, x), place(y_axis, y)];
  const nearer = FARTHEST / Math.max(FARTHEST, Math.abs(px), Math.abs(py));
  return [px * nearer, py * nearer];
}

/** From a place of the drawing to a value, within the axis. */
export function value_at(axis: Axis, at: number): number {
  const { low, high, from, to, log } = axis;
  const t = Math.min(1, Math.max(0, (at - from) / (to - from)));
  return log ? low * (high / low) ** t : low + t * (high - low);
}

const TICK_ROOM = 34; // between marks, units of the drawing

/** Round values, as many as have room. */
export function ticks_of(axis: Axis): number[] {
  const wanted = Math.min(5, Math.max(2, Math.round(Math.abs(axis.to - axis.from) / TICK_ROOM)));
  const { low, high, log } = axis;
  if (!log) return round_ticks(low, high, wanted);
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
  if (last - first < 1) return round_ticks(low, high, wanted).filter((t) => t > 0);
  const stride = Math.max(1, Math.ceil((last - first) / wanted));
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => 10 ** (first + i * stride));
}

/** Width of a drawing shown `shown` pixels wide, 0 before it is known: a unit is a pixel, so that letters keep their size. */
export const drawn_width = (unknown: number, shown: number): number => (shown > 0 ? Math.max(96, shown) : unknown);

/** The drawing's place of a pointer over an SVG of this width and height. */
export function pointed(event: { clientX: number; clientY: number }, svg: Element, width: number, height: number): [number, number] {
  const box = svg.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
}
