// Pixels of pictures: whole squares at the screen's own resolution, never blurred.

import { ink_colour, parse_colour, signed_colour, type Rgb, type Scheme } from './colours';

export interface Raster {
  values: Float32Array; rows: number; columns: number;
  max: number; // end of the symmetric scale; 0 where the values are ink
  underlay?: Float32Array | null; mix?: number; // mix 0: only the underlay, 1: only the values
}

export interface Cell { colour: Rgb; hatched: boolean }

export function cell_of(scheme: Scheme, raster: Raster, i: number): Cell {
  const value = raster.values[i] ?? 0;
  if (raster.max === 0 && !raster.underlay) return { colour: ink_colour(scheme, value), hatched: false };
  const mix = raster.underlay ? raster.mix ?? 1 : 1;
  const own = signed_colour(scheme, value, raster.max);
  const hatched = scheme.hatched && value < 0 && mix > 0;
  if (!raster.underlay || mix >= 1) return { colour: own, hatched };
  const below = ink_colour(scheme, raster.underlay[i] ?? 0);
  const blend = (a: number, b: number) => Math.round(a + (b - a) * mix);
  return { colour: [blend(below[0], own[0]), blend(below[1], own[1]), blend(below[2], own[2])], hatched };
}

const pack = ([r, g, b]: Rgb) => (255 << 24) | (b << 16) | (g << 8) | r;

interface Packed { positive: Uint32Array; negative: Uint32Array; ink: Uint32Array }
const packed = new WeakMap<Scheme, Packed>();

function packed_of(scheme: Scheme): Packed {
  const found = packed.get(scheme) ?? {
    positive: Uint32Array.from(scheme.positive, pack), negative: Uint32Array.from(scheme.negative, pack),
    ink: Uint32Array.from(scheme.ink, pack),
  };
  packed.set(scheme, found);
  return found;
}

/** One screen pixel a cell, nothing underneath: maps of many thousand cells, within a frame. */
function fill_map(target: Uint32Array, width: number, left: number, top: number, scheme: Scheme,
  { values, rows, columns, max }: Raster): void {
  const { positive, negative, ink } = packed_of(scheme);
  const last = positive.length - 1;
  const scale = max > 0 ? last / max : last;
  for (let row = 0; row < rows; ++row) {
    const start = (top + row) * width + left;
    for (let column = 0; column < columns; ++column) {
      const value = values[row * columns + column] ?? 0;
      const arm = max === 0 ? ink : value < 0 ? negative : positive;
      const size = max === 0 ? Math.max(0, value) : Math.abs(value);
      target[start + column] = arm[Math.min(last, Math.round(size * scale))] ?? 0;
    }
  }
}

/** Fills a rectangle of `target` (width pixels a row) with cells of k × k pixels. */
function fill(target: Uint32Array, width: number, left: number, top: number, k: number, scheme: Scheme, raster: Raster): void {
  if (k === 1 && !raster.underlay && !scheme.hatched) { fill_map(target, width, left, top, scheme, raster); return; }
  const paper = pack(scheme.paper);
  const stripe = Math.max(2, Math.round(k / 3));
  for (let row = 0; row < raster.rows; ++row) {
    for (let column = 0; column < raster.columns; ++column) {
      const { colour, hatched } = cell_of(scheme, raster, row * raster.columns + column);
      const own = pack(colour);
      for (let y = 0; y < k; ++y) {
        const start = (top + row * k + y) * width + left + column * k;
        if (!hatched) { target.fill(own, start, start + k); continue; }
        for (let x = 0; x < k; ++x) {
          target[start + x] = (x + y + k * (row + column)) % (2 * stripe) < stripe ? own : paper;
        }
      }
    }
  }
}

/** Where the tiles of several maps stand: `across` beside each other, `gap` pixels between, each in a thin frame. */
export interface Tiling { count: number; rows: number; columns: number; across: number; gap: number; frame: number }

export function tiling_size(tiling: Tiling, k: number): { width: number; height: number } {
  const down = Math.ceil(tiling.count / tiling.across);
  return {
    width: tiling.across * tiling.columns * k + (tiling.across - 1) * tiling.gap + 2 * tiling.frame,
    height: down * tiling.rows * k + (down - 1) * tiling.gap + 2 * tiling.frame,
  };
}

/** Paints one picture or several tiles, k × k screen pixels a cell. */
export function paint(canvas: HTMLCanvasElement, scheme: Scheme, raster: Raster, k: number, tiling?: Tiling): void {
  const tiles = tiling ?? { count: 1, rows: raster.rows, columns: raster.columns, across: 1, gap: 0, frame: 0 };
  const { width, height } = tiling_size(tiles, k);
  if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
  const context = canvas.getContext('2d');
  if (context === null || width === 0 || height === 0) return;
  const image = context.createImageData(width, height);
  const target = new Uint32Array(image.data.buffer);
  const area = tiles.rows * tiles.columns;
  const frame = pack(parse_colour(scheme.css['line'] ?? '#808080'));
  for (let i = 0; i < tiles.count; ++i) {
    const left = tiles.frame + (i % tiles.across) * (tiles.columns * k + tiles.gap);
    const top = tiles.frame + Math.floor(i / tiles.across) * (tiles.rows * k + tiles.gap);
    for (let y = top - tiles.frame; y < top + tiles.rows * k + tiles.frame; ++y) {
      target.fill(frame, y * width + left - tiles.frame, y * width + left + tiles.columns * k + tiles.frame);
    }
    const slice = tiles.count === 1 ? raster : { ...raster, values: raster.values.subarray(i * area, (i + 1) * area), underlay: null };
    fill(target, width, left, top, k, scheme, slice);
  }
  context.putImageData(image, 0, 0);
}
