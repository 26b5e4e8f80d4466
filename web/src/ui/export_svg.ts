// A view as one SVG that stands by itself: title, caption, and whatever the page shows, found by walking through it.
// Pictures keep their own SVG, canvases are embedded, HTML becomes rectangles, lines and text where the page has them.

import { css_colour, signed_colour, type Scheme } from '../marks/colours';
import { is_seen, measure } from './css_boxes';
import { Drawing, escape, round } from './svg_drawing';
import { draw_box, draw_canvas, draw_svg } from './svg_elements';
import { draw_text, text_svg } from './svg_text';

interface Sheet {
  body: HTMLElement; title: string; caption: string;
  /** Where this comes from, below. */
  origin: string;
  scheme: Scheme;
  /** The ends of a colour scale that the page does not draw. */
  scale: { low: string; high: string } | null;
}

/** A picture for paper: its SVG, and the canvases under it, placed in shares of its width and height. */
export interface Figure { svg: string; canvases: HTMLCanvasElement[]; width: number; height: number }

const MARGIN = 20, NARROWEST = 300; // CSS pixels
const TITLE = 17, CAPTION = 14, ORIGIN = 12; // letters
const SKIPPED = 'input, select, textarea, label:has(input), .visually-hidden, .katex-mathml, .editor, [hidden], [data-screen]';

function walk(node: Node, into: Drawing): void {
  if (node instanceof Text) { draw_text(node, into); return; }
  if (!(node instanceof Element) || node.matches(SKIPPED)) return;
  const style = getComputedStyle(node);
  if (style.display === 'none') return;
  const opacity = node instanceof HTMLCanvasElement || node instanceof SVGSVGElement || style.opacity === '1' ? '' : style.opacity;
  if (opacity === '0') return;
  if (opacity) into.parts.push(`<g opacity="${opacity}">`);
  if (node instanceof SVGSVGElement) draw_svg(node, into);
  else if (node instanceof HTMLCanvasElement) { if (is_seen(style)) draw_canvas(node, style, into); }
  else {
    if (is_seen(style) && style.display !== 'contents') draw_box(node, style, into);
    const room = node.matches('[data-window]') ? node.getBoundingClientRect() : null; // of many things, those in sight
    const inside = (child: Node) => {
      if (!room || !(child instanceof HTMLElement)) return true;
      const box = child.getBoundingClientRect();
      return box.left >= room.left - 1 && box.right <= room.right + 1;
    };
    const children = room ? [...node.children].flatMap((list) => [...list.childNodes]) : [...node.childNodes];
    for (const child of children) if (inside(child)) walk(child, into);
  }
  if (opacity) into.parts.push('</g>');
}

function wrapped(text: string, width: number, font: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && measure(longer, font).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** What a view shows, without its title. Throws where there is nothing. */
function drawing_of(body: HTMLElement, live = false): Drawing {
  if (getComputedStyle(body).visibility !== 'visible') throw new Error('withheld');
  const picture = new Drawing(live);
  for (const child of body.childNodes) walk(child, picture);
  if (!(picture.right > picture.left) || !(picture.bottom > picture.top)) throw new Error('nothing drawn');
  return picture;
}

/** The picture for paper; null where there is nothing. */
export function figure_of(body: HTMLElement): Figure | null {
  try {
    const { left, top, right, bottom, parts, canvases } = drawing_of(body, true);
    const [width, height] = [right - left + 2, bottom - top + 2]; // strokes at the edge
    const view_box = `${round(left - 1)} ${round(top - 1)} ${round(width)} ${round(height)}`;
    for (const { copy, box } of canvases) {
      const share = (length: number, whole: number) => `${(100 * length) / whole}%`;
      Object.assign(copy.style, { left: share(box.left - left + 1, width), top: share(box.top - top + 1, height),
        width: share(box.width, width), height: share(box.height, height) });
    }
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view_box}" width="100%" height="100%">${parts.join('')}</svg>`;
    return { svg, canvases: canvases.map(({ copy }) => copy), width, height };
  } catch {
    return null;
  }
}

/** Puts the picture for paper into its place. */
export function show_figure(node: HTMLElement, { svg, canvases }: Figure): void {
  node.innerHTML = svg;
  node.prepend(...canvases);
}

/** The view as an SVG file. Throws where there is nothing to draw. */
export function export_svg({ body, title, caption, origin, scheme, scale }: Sheet): string {
  const picture = drawing_of(body);
  const sans = getComputedStyle(body).fontFamily;

  const inner = Math.max(NARROWEST, picture.right - picture.left);
  const aside = (inner - (picture.right - picture.left)) / 2;
  const parts: string[] = [];
  const css = (name: string) => `fill="${scheme.css[name] ?? 'black'}"`;
  let y = MARGIN;
  const write = (text: string, size: number, weight: number, name: string) => {
    const font = `${weight} ${size}px ${sans}`;
    for (const line of wrapped(text, inner, font)) {
      y += 1.35 * size;
      const more = weight === 400 ? '' : ` font-weight="${weight}"`;
      parts.push(text_svg(line, MARGIN, y - 0.35 * size, { size, family: sans, fill: css(name), more, length: measure(line, font).width }));
    }
  };
  write(title, TITLE, 600, 'ink');
  y += 2;
  write(caption, CAPTION, 400, 'soft');
  y += 14;
  parts.push(`<g transform="translate(${round(MARGIN + aside - picture.left)} ${round(y - picture.top)})">${picture.parts.join('')}</g>`);
  y += picture.bottom - picture.top;
  if (scale) {
    const wide = Math.min(260, inner), left = MARGIN + (inner - wide) / 2;
    const stops = Array.from({ length: 17 }, (_, i) => `<stop offset="${i / 16}" stop-color="${
      css_colour(signed_colour(scheme, i / 8 - 1, 1)).replaceAll(' ', ',')}"/>`);
    parts.push(`<linearGradient id="scale">${stops.join('')}</linearGradient>`,
      `<rect x="${left}" y="${round(y + 12)}" width="${wide}" height="8" fill="url(#scale)" stroke="${scheme.css['line'] ?? 'grey'}"/>`);
    [scale.low, '0', scale.high].forEach((text, i) => {
      const anchor = ` text-anchor="${['start', 'middle', 'end'][i] ?? 'start'}"`;
      parts.push(text_svg(text, left + (wide * i) / 2, y + 35, { size: 13, family: sans, fill: css('soft'), more: anchor }));
    });
    y += 38;
  }
  y += 14;
  write(origin, ORIGIN, 400, 'soft');
  const [width, height] = [Math.ceil(inner + 2 * MARGIN), Math.ceil(y + MARGIN - 4)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`
    + `<title>${escape(title)}</title><rect width="${width}" height="${height}" ${css('paper')}/>${parts.join('')}</svg>`;
}
