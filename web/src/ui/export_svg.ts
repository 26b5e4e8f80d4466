// A view as one SVG that stands by itself: title, caption, and whatever the page shows, found by walking through it.
// Pictures keep their own SVG, canvases are embedded, HTML becomes rectangles, lines and text where the page has them.

import { css_colour, signed_colour, type Scheme } from '../marks/colours';
import { font_of, font_stack, gradient_svg, measure, paint_of, type Box } from './css_boxes';

export interface Sheet {
  body: HTMLElement; title: string; caption: string;
  /** Where this comes from, below. */
  origin: string;
  scheme: Scheme;
  /** The end of a colour scale that the page does not draw, as number and in words. */
  scale: { max: number; low: string; high: string } | null;
}

/** A picture for paper: its SVG, and the canvases under it, placed in shares of its width and height. */
export interface Figure { svg: string; canvases: HTMLCanvasElement[]; width: number; height: number }

const MARGIN = 20, NARROWEST = 300, FINE = 2; // CSS pixels, and pixels of embedded pictures in one of them
const TITLE = 17, CAPTION = 14, ORIGIN = 12; // letters
const LONG = 24; // letters from which a line keeps its width in other fonts
const SKIPPED = 'input, select, textarea, label:has(input), .visually-hidden, .katex-mathml, .editor, [hidden], [data-screen]';
/** What is inherited, and its elements only say where they differ. */
const INHERITED = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'font-size', 'font-family', 'font-style', 'font-weight', 'font-variant-numeric', 'text-anchor', 'paint-order',
];
/** Attributes that say on the page what styles say in the file, or that a file has no use for. */
const LEFT_OUT = /^(class|style|role|tabindex|fill|stroke|opacity|data-.*|aria-.*|font-.*|stroke-.*|fill-.*|paint-order|text-anchor)$/;

const round = (value: number) => Math.round(value * 100) / 100;
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
const is_seen = (style: CSSStyleDeclaration) => style.visibility === 'visible' && style.opacity !== '0';

/** Collects what is drawn, and the room it takes. */
class Drawing {
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

const fill_with = (css: string) => {
  const paint = paint_of(css);
  return paint ? `fill="${paint.colour}"${paint.opacity < 1 ? ` fill-opacity="${paint.opacity}"` : ''}` : '';
};
function stroke_with(css: string, width: number, kind = 'solid'): string {
  const paint = paint_of(css);
  if (!paint || width === 0 || kind === 'none' || kind === 'hidden') return '';
  const dashes = kind === 'dashed' ? ` stroke-dasharray="${3 * width} ${2 * width}"`
    : kind === 'dotted' ? ` stroke-dasharray="${width}"` : '';
  return `stroke="${paint.colour}" stroke-width="${round(width)}"${paint.opacity < 1 ? ` stroke-opacity="${paint.opacity}"` : ''}${dashes}`;
}

/** Background, borders and outline of an HTML element. White on paper would only cover canvases. */
function draw_box(element: Element, style: CSSStyleDeclaration, into: Drawing, filled = true): void {
  const box = element.getBoundingClientRect();
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, box.width / 2, box.height / 2);
  const fill = filled && !(into.live && /^rgb\(255, 255, 255\)$/.test(style.backgroundColor)) ? fill_with(style.backgroundColor) : '';
  if (fill && box.width > 0 && box.height > 0) into.rect(box, fill, radius);
  const id = into.id();
  const gradient = gradient_svg(style.backgroundImage, id, box);
  if (gradient) {
    into.parts.push(gradient);
    into.rect(box, `fill="url(#${id})"`, radius);
  }
  const sides = (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) =>
    stroke_with(style[`border${side}Color`], Number.parseFloat(style[`border${side}Width`]), style[`border${side}Style`]));
  const width = Number.parseFloat(style.borderTopWidth);
  const inside = (by: number): Box =>
    ({ left: box.left + by, top: box.top + by, width: Math.max(0, box.width - 2 * by), height: Math.max(0, box.height - 2 * by) });
  if (sides[0] && sides.every((side) => side === sides[0])) into.rect(inside(width / 2), `fill="none" ${sides[0]}`, radius);
  else {
    const [top, right, bottom, left] = sides;
    const half = (name: 'Top' | 'Right' | 'Bottom' | 'Left') => Number.parseFloat(style[`border${name}Width`]) / 2;
    if (top) into.line(box.left, box.top + half('Top'), box.right, box.top + half('Top'), top);
    if (bottom) into.line(box.left, box.bottom - half('Bottom'), box.right, box.bottom - half('Bottom'), bottom);
    if (left) into.line(box.left + half('Left'), box.top, box.left + half('Left'), box.bottom, left);
    if (right) into.line(box.right - half('Right'), box.top, box.right - half('Right'), box.bottom, right);
  }
  const outline = stroke_with(style.outlineColor, Number.parseFloat(style.outlineWidth), style.outlineStyle);
  if (outline && style.outlineStyle !== 'auto') {
    const by = -Number.parseFloat(style.outlineOffset) - Number.parseFloat(style.outlineWidth) / 2;
    into.rect(inside(by), `fill="none" ${outline}`, radius);
  }
}

interface Line { text: string; left: number; right: number; top: number; height: number }

/** The lines a text stands in, as the page breaks them. */
function lines_of(node: Text): Line[] {
  const lines: Line[] = [];
  const range = document.createRange();
  const box_of = (from: number, to: number) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter((box) => box.width > 0);
  };
  const put = (text: string, box: DOMRect, apart: boolean) => {
    const last = lines.at(-1);
    if (last && Math.abs(last.top - box.top) < 2) {
      last.text += (apart ? ' ' : '') + text;
      last.right = box.right;
    } else lines.push({ text, left: box.left, right: box.right, top: box.top, height: box.height });
  };
  for (const match of node.data.matchAll(/[^ \t\n\r]+/g)) { // spaces that do not break are part of a word
    const boxes = box_of(match.index, match.index + match[0].length);
    if (boxes.length === 1 && boxes[0]) put(match[0], boxes[0], true);
    else if (boxes.length > 1) { // a word over two lines
      const before = lines.length;
      [...match[0]].forEach((letter, i) => {
        const [box] = box_of(match.index + i, match.index + i + letter.length);
        if (box) put(letter, box, i === 0);
      });
      lines.slice(before, -1).forEach((line) => { if (!/[-\u00ad]$/.test(line.text)) line.text += '-'; });
    }
  }
  return lines;
}

const ANCHORS: Record<string, string> = { center: 'middle', right: 'end', end: 'end' };

interface TextStyle { size: number; family: string; fill: string; more?: string; length?: number }

function text_svg(text: string, x: number, y: number, style: TextStyle): string {
  const fixed = style.length && text.length >= LONG ? ` textLength="${round(style.length)}" lengthAdjust="spacingAndGlyphs"` : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${round(style.size)}" font-family="${escape(font_stack(style.family))}" ${
    style.fill}${style.more ?? ''}${fixed}>${escape(text)}</text>`;
}

function draw_text(node: Text, into: Drawing): void {
  const parent = node.parentElement;
  if (!parent) return;
  const style = getComputedStyle(parent);
  const fill = fill_with(style.color);
  if (!is_seen(style) || !fill) return;
  const anchor = ANCHORS[style.textAlign] ?? 'start';
  for (const line of lines_of(node)) {
    const { ascent, descent } = measure(line.text, font_of(style));
    const baseline = line.top + (line.height - ascent - descent) / 2 + ascent;
    const x = anchor === 'middle' ? (line.left + line.right) / 2 : anchor === 'end' ? line.right : line.left;
    const more = [
      anchor === 'start' ? '' : ` text-anchor="${anchor}"`,
      style.fontWeight === '400' ? '' : ` font-weight="${style.fontWeight}"`,
      style.fontStyle === 'normal' ? '' : ` font-style="${style.fontStyle}"`,
      style.fontVariantNumeric === 'normal' ? '' : ` style="font-variant-numeric:${style.fontVariantNumeric}"`,
    ].join('');
    into.parts.push(text_svg(line.text, x, baseline,
      { size: Number.parseFloat(style.fontSize), family: style.fontFamily, fill, more, length: line.right - line.left }));
    into.reach({ left: line.left, top: line.top, width: line.right - line.left, height: line.height });
  }
}

/** A canvas with whole pixels, fine enough to be enlarged anywhere. */
function canvas_url(canvas: HTMLCanvasElement, width: number, whole: boolean): string {
  const times = Math.ceil((FINE * width) / canvas.width);
  if (!whole || times < 2) return canvas.toDataURL();
  const larger = document.createElement('canvas');
  larger.width = canvas.width * times;
  larger.height = canvas.height * times;
  const context = larger.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, larger.width, larger.height);
  return larger.toDataURL();
}

function draw_canvas(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, into: Drawing): void {
  const box = canvas.getBoundingClientRect();
  if (canvas.width === 0 || canvas.height === 0 || box.width === 0) return;
  const whole = style.imageRendering === 'pixelated';
  into.reach(box);
  if (into.live) {
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [canvas.width, canvas.height];
    copy.getContext('2d')?.drawImage(canvas, 0, 0);
    copy.style.imageRendering = 'pixelated'; // smoothly, Chromium prints them some percent smaller than their box
    into.canvases.push({ copy, box });
    draw_box(canvas, style, into, false);
    return;
  }
  draw_box(canvas, style, into);
  into.parts.push(`<image x="${round(box.left)}" y="${round(box.top)}" width="${round(box.width)}" height="${round(box.height)}" ${
    whole ? 'style="image-rendering:pixelated" ' : ''}preserveAspectRatio="none" href="${canvas_url(canvas, box.width, whole)}"/>`);
}

const SHAPES = 'path, rect, circle, ellipse, line, polyline, polygon, text';

/** Writes out how an element of a picture is drawn, where that differs from the element around it. */
function write_style(original: Element, copy: Element, around: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(original);
  for (const { name } of [...copy.attributes]) if (LEFT_OUT.test(name)) copy.removeAttribute(name);
  for (const name of INHERITED) {
    let value = style.getPropertyValue(name);
    if (around && value === around.getPropertyValue(name)) continue;
    if (name === 'font-family') value = font_stack(value);
    else if (name === 'font-size') value = String(Number.parseFloat(value));
    else if (name === 'fill' || name === 'stroke') {
      const paint = paint_of(value);
      const opacity = Number(style.getPropertyValue(`${name}-opacity`));
      if (paint && paint.opacity < 1) copy.setAttribute(`${name}-opacity`, String(paint.opacity * opacity));
      value = value.startsWith('url') ? value.replaceAll('"', '') : paint?.colour ?? 'none';
    } else if (name === 'font-variant-numeric' || name === 'paint-order') {
      if (copy instanceof SVGElement) copy.style.setProperty(name, value);
      continue;
    }
    if (!copy.hasAttribute(name)) copy.setAttribute(name, value.replaceAll('px', ''));
  }
  if (style.opacity !== '1') copy.setAttribute('opacity', style.opacity);
  if (style.vectorEffect === 'non-scaling-stroke' && original instanceof SVGGraphicsElement) {
    const { a = 1, b = 0, c = 0, d = 1 } = original.getScreenCTM() ?? {}; // a file may be shown at any size
    copy.removeAttribute('vector-effect');
    copy.setAttribute('stroke-width', String(Number.parseFloat(style.strokeWidth) / Math.sqrt(Math.abs(a * d - b * c))));
  }
}

/** An SVG of the page with the styles it is drawn in written out, at its place. */
function draw_svg(source: SVGSVGElement, into: Drawing): void {
  const box = source.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return;
  const copy = source.cloneNode(true) as SVGSVGElement;
  const copies = copy.querySelectorAll('*');
  const pairs = [...source.querySelectorAll('*')].map((original, i) => [original, copies[i]] as const);
  const gone: Element[] = [];
  for (const [original, made] of pairs) {
    if (!made || original.closest('defs, clipPath')) continue;
    const style = getComputedStyle(original);
    const around = original.parentElement === null ? null : getComputedStyle(original.parentElement);
    const drawn = paint_of(style.fill) !== null || (paint_of(style.stroke) !== null && style.strokeWidth !== '0px');
    if (style.display === 'none' || (original.matches(SHAPES) && (!drawn || style.visibility !== 'visible'))
      || (original.localName === 'text' && original.textContent?.trim() === '')) { gone.push(made); continue; }
    write_style(original, made, around);
    if (!original.matches(SHAPES)) continue;
    if (!original.closest('[clip-path]')) into.reach(original.getBoundingClientRect());
  }
  for (const element of gone) element.remove();
  write_style(source, copy, null);
  const place = { x: box.left, y: box.top, width: box.width, height: box.height };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(round(value)));
  copy.setAttribute('overflow', 'visible');
  into.reach(box);
  into.parts.push(new XMLSerializer().serializeToString(copy).replaceAll(/<!--.*?-->/g, ''));
}

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
