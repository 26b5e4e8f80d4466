// What a pen draws: strokes of whole numbers, and the picture the engine gets.

import type { NumberArray } from '../engine/types';
import { empty_array } from './values';

/** x0, y0, x1, y1, … each in 0 … UNITS of the canvas side, so that a permalink is exact. */
export type Stroke = readonly number[];
export type Drawing = readonly Stroke[];

export const UNITS = 4095;
export const RASTER_SIDE = 84;
const PEN_WIDTH = 0.078; // of the side: what MNIST's pens look like on a hand-filled canvas
const NEAR = UNITS * 0.004;

/** Adds a point unless it is where the pen already was. */
export function extend(stroke: Stroke, x: number, y: number): Stroke {
  const px = stroke.at(-2);
  const py = stroke.at(-1);
  if (px !== undefined && py !== undefined && Math.hypot(x - px, y - py) < NEAR) return stroke;
  return [...stroke, x, y];
}

/** Draws strokes as quadratic curves through the midpoints of what the pointer reported. */
export function draw_strokes(context: CanvasRenderingContext2D, drawing: Drawing, side: number): void {
  const scale = side / UNITS;
  context.lineWidth = PEN_WIDTH * side;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of drawing) {
    const at = (i: number) => (stroke[i] ?? 0) * scale;
    const last = stroke.length - 2;
    context.beginPath();
    context.moveTo(at(0), at(1));
    for (let i = 2; i < last; i += 2) {
      context.quadraticCurveTo(at(i), at(i + 1), (at(i) + at(i + 2)) / 2, (at(i + 1) + at(i + 3)) / 2);
    }
    context.lineTo(at(last), at(last + 1) + (last === 0 ? 0.01 : 0));
    context.stroke();
  }
}

function make_context(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = RASTER_SIDE;
  return canvas.getContext('2d', { willReadFrequently: true });
}

/** A function that turns strokes into ink in [0, 1]; it keeps one small canvas. */
export function make_rasteriser(): (drawing: Drawing) => NumberArray {
  const context = make_context();
  return (drawing) => {
    if (drawing.length === 0 || context === null) return empty_array();
    context.clearRect(0, 0, RASTER_SIDE, RASTER_SIDE);
    draw_strokes(context, drawing, RASTER_SIDE);
    const { data } = context.getImageData(0, 0, RASTER_SIDE, RASTER_SIDE);
    const values = new Float64Array(RASTER_SIDE * RASTER_SIDE);
    for (let i = 0; i < values.length; ++i) values[i] = (data[4 * i + 3] ?? 0) / 255;
    return { shape: [RASTER_SIDE, RASTER_SIDE], values };
  };
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Two characters a number, strokes parted by a dot. */
export function encode_drawing(drawing: Drawing): string {
  const one = (v: number) => `${DIGITS[v >> 6]}${DIGITS[v & 63]}`;
  return drawing.map((stroke) => stroke.map(one).join('')).join('.');
}

export function decode_drawing(text: string): Drawing | null {
  if (text === '') return [];
  const strokes: Stroke[] = [];
  for (const part of text.split('.')) {
    if (part.length === 0 || part.length % 4 !== 0 || /[^A-Za-z0-9_-]/.test(part)) return null;
    const stroke: number[] = [];
    for (let i = 0; i < part.length; i += 2) {
      stroke.push(DIGITS.indexOf(part.charAt(i)) * 64 + DIGITS.indexOf(part.charAt(i + 1)));
    }
    strokes.push(stroke);
  }
  return strokes;
}
