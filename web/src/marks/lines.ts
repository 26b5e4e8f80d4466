// Lines on a field, in units of its drawing: arrows, a walk from step to step, ellipses.

import { place, place_point, type Axis } from './plot';

const HEAD = 9; // of an arrow
const ROUND = 72; // corners of a drawn ellipse

export interface Arrow { term: string; length: number; line: string; head: string }

/** From (x0, y0, x1, y1, …). */
export function arrows_of(all: Float64Array, terms: string[], x_axis: Axis, y_axis: Axis): Arrow[] {
  return Array.from({ length: all.length / 4 }, (_, i) => {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = all.subarray(4 * i, 4 * i + 4);
    const [[ax, ay], [bx, by]] = [place_point(x_axis, y_axis, x0, y0), place_point(x_axis, y_axis, x1, y1)];
    const length = Math.hypot(bx - ax, by - ay);
    const [ux, uy] = length > 0 ? [(bx - ax) / length, (by - ay) / length] : [0, 0];
    const head = Math.min(HEAD, length / 2);
    const wing = (side: number) => `${bx - ux * head + side * uy * head * 0.45} ${by - uy * head - side * ux * head * 0.45}`;
    return { term: terms[i] ?? '', length, line: `M${ax} ${ay}L${bx - ux * head * 0.7} ${by - uy * head * 0.7}`,
      head: `M${bx} ${by}L${wing(1)}L${wing(-1)}Z` };
  }).filter((arrow) => Number.isFinite(arrow.length));
}

/** From (x, y, …): where each step stands, as "x y". */
export function walk_of(all: Float64Array, x_axis: Axis, y_axis: Axis): string[] {
  const places = Array.from({ length: all.length / 2 },
    (_, i) => place_point(x_axis, y_axis, all[2 * i] ?? NaN, all[2 * i + 1] ?? NaN));
  return places.filter((at) => at.every(Number.isFinite)).map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
}

/** From (cx, cy, m11, m12, m21, m22, …): the curves {c + M u, ‖u‖ = 1}. */
export function ellipses_of(all: Float64Array, terms: string[], x_axis: Axis, y_axis: Axis): { term: string; line: string }[] {
  return Array.from({ length: all.length / 6 }, (_, i) => {
    const [cx = 0, cy = 0, xx = 0, xy = 0, yx = 0, yy = 0] = all.subarray(6 * i, 6 * i + 6);
    const corners = Array.from({ length: ROUND }, (__, k) => {
      const [u, v] = [Math.cos((2 * Math.PI * k) / ROUND), Math.sin((2 * Math.PI * k) / ROUND)];
      return `${place(x_axis, cx + xx * u + xy * v).toFixed(1)} ${place(y_axis, cy + yx * u + yy * v).toFixed(1)}`;
    });
    return { term: terms[i] ?? '', line: `M${corners.join('L')}Z` };
  });
}

/** A curve through (x, value) that ends where a value cannot be drawn, and goes on after it. */
export function curve_of(x: ArrayLike<number>, value: (i: number) => number | undefined, x_axis: Axis, y_axis: Axis): string {
  const drawable = (v: number | undefined): v is number => v !== undefined && Number.isFinite(v) && (!y_axis.log || v > 0);
  let pen = 'M';
  return Array.from(x, (at, i) => {
    const v = value(i);
    const step = drawable(v) ? `${pen}${place(x_axis, at).toFixed(1)} ${place(y_axis, v).toFixed(1)}` : '';
    pen = step ? 'L' : 'M';
    return step;
  }).join('');
}

/** The area between two curves. */
export function band_of(x: ArrayLike<number>, low: (i: number) => number, high: (i: number) => number, x_axis: Axis, y_axis: Axis): string {
  const edge = (value: (i: number) => number) =>
    Array.from(x, (at, i) => `${place(x_axis, at).toFixed(1)} ${place(y_axis, value(i)).toFixed(1)}`);
  return `M${edge(high).join('L')}L${edge(low).reverse().join('L')}Z`;
}
