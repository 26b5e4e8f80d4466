// What an SVG file is put together from: its parts as text, and the room they take.

import { paint_of, type Box } from './css_boxes';

export const round = (value: number) => Math.round(value * 100) / 100;
export const escape = (text: string) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** Collects what is drawn, and the room it takes. */
export class Drawing {
  readonly parts: string[] = [];
  /** Canvases that stay canvases: no file, which a browser would have to read first. */
  readonly canvases: { copy: HTMLCanvasElement; box: Box }[] = [];
  readonly live: boolean;
  left = Infinity; top = Infinity; right = -Infinity; bottom = -Infinity;
  #ids = 0;

  constructor(live = false) { this.live = live; }

  id(): string { return `g${++this.#ids}`; }
  reach(box: Box): void {
    this.left = Math.min(this.left, box.left);
    this.top = Math.min(this.top, box.top);
    this.right = Math.max(this.right, box.left + box.width);
    this.bottom = Math.max(this.bottom, box.top + box.height);
  }
  rect(box: Box, paint: string, radius = 0): void {
    const round_by = radius > 0 ? ` rx="${round(radius)}"` : ' shape-rendering="crispEdges"';
    this.parts.push(`<rect x="${round(box.left)}" y="${round(box.top)}" width="${round(box.width)}" height="${round(box.height)}"${
      round_by} ${paint}/>`);
    this.reach(box);
  }
  line(x1: number, y1: number, x2: number, y2: number, paint: string): void {
    this.parts.push(`<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" fill="none" ${paint}/>`);
    this.reach({ left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) });
  }
}

export const fill_with = (css: string) => {
  const paint = paint_of(css);
  return paint ? `fill="${paint.colour}"${paint.opacity < 1 ? ` fill-opacity="${paint.opacity}"` : ''}` : '';
};
export function stroke_with(css: string, width: number, kind = 'solid'): string {
  const paint = paint_of(css);
  if (!paint || width === 0 || kind === 'none' || kind === 'hidden') return '';
  const dashes = kind === 'dashed' ? ` stroke-dasharray="${3 * width} ${2 * width}"`
    : kind === 'dotted' ? ` stroke-dasharray="${width}"` : '';
  return `stroke="${paint.colour}" stroke-width="${round(width)}"${paint.opacity < 1 ? ` stroke-opacity="${paint.opacity}"` : ''}${dashes}`;
}
