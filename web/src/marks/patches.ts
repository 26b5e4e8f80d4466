// Two images side by side, cut into patches, and the curves between them.

import type { NumberArray, Picture } from '../engine/types';

export type Side = 'left' | 'right';
export interface End { side: Side; patch: number }
/** Patches of the left and of the right image. */
export interface Link { left: number; right: number; strength: number }
/** Lengths in units of the drawing: images `side` wide and high, `gap` between them. */
export interface Room { side: number; gap: number }
export interface Grid { across: number; down: number }

/** Of each patch of one image its partners on the other, strongest first: both {patches, p}. */
export interface Partners { patches: NumberArray; strengths: NumberArray }

export const grid_of = ({ shape }: Picture, patch: number): Grid => {
  const patches = (pixels = 1) => Math.max(1, Math.floor(pixels / patch));
  return { across: patches(shape.at(-1)), down: patches(shape.at(-2)) };
};
export const same_end = (a: End, b: End) => a.side === b.side && a.patch === b.patch;
export const end_of = (link: Link, side: Side): End => ({ side, patch: link[side] });

/** The strongest connections, weakest first, so that the strongest are drawn last. */
export function drawn_links(from: NumberArray, to: NumberArray, strengths: NumberArray): Link[] {
  return Array.from(strengths.values, (strength, i) => ({ left: from.values[i] ?? 0, right: to.values[i] ?? 0, strength }))
    .sort((a, b) => Math.abs(a.strength) - Math.abs(b.strength));
}

/** What one patch is connected with, strongest first: its own partners, or those among the connections drawn. */
export function links_of(own: Partners | null, end: End, drawn: Link[]): Link[] {
  if (!own) return drawn.filter((link) => link[end.side] === end.patch).reverse();
  const count = own.patches.shape[1] ?? 0;
  return Array.from({ length: count }, (_, i) => {
    const other = own.patches.values[end.patch * count + i] ?? 0;
    const strength = own.strengths.values[end.patch * count + i] ?? 0;
    return end.side === 'left' ? { left: end.patch, right: other, strength } : { left: other, right: end.patch, strength };
  }).filter(({ strength }) => strength !== 0);
}

/** The square of a patch. */
export function square({ side, patch }: End, grid: Grid, room: Room): { x: number; y: number; width: number; height: number } {
  const [width, height] = [room.side / grid.across, room.side / grid.down];
  const left = side === 'right' ? room.side + room.gap : 0;
  return { x: left + (patch % grid.across) * width, y: Math.floor(patch / grid.across) * height, width, height };
}

/** From the middle of one patch to that of the other; it leaves either image level. */
export function curve(link: Link, grids: Record<Side, Grid>, room: Room): { path: string; ends: [number, number][] } {
  const middle = (end: End): [number, number] => {
    const { x, y, width, height } = square(end, grids[end.side], room);
    return [x + width / 2, y + height / 2];
  };
  const [[x0, y0], [x1, y1]] = [middle(end_of(link, 'left')), middle(end_of(link, 'right'))];
  const bend = room.gap * 0.45;
  const path = `M${x0} ${y0}C${room.side + bend} ${y0} ${room.side + room.gap - bend} ${y1} ${x1} ${y1}`;
  return { path, ends: [[x0, y0], [x1, y1]] };
}

/** Each pixel's patch value: a map to be painted under the image. */
export function spread(sums: ArrayLike<number>, rows: number, columns: number, patch: number): Float32Array {
  const across = Math.max(1, Math.floor(columns / patch));
  return Float32Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns / patch), Math.floor((i % columns) / patch)];
    return sums[row * across + column] ?? 0;
  });
}
