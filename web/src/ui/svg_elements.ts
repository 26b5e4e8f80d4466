// HTML, canvases and pictures of the page as an SVG has them, at their place.

import { font_stack, gradient_svg, paint_of, type Box } from './css_boxes';
import { fill_with, round, stroke_with, type Drawing } from './svg_drawing';

const FINE = 2; // pixels of embedded pictures in a CSS pixel
/** What is inherited, and its elements only say where they differ. */
const INHERITED = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'font-size', 'font-family', 'font-style', 'font-weight', 'font-variant-numeric', 'text-anchor', 'paint-order',
];
/** Attributes that say on the page what styles say in the file, or that a file has no use for. */
const LEFT_OUT = /^(class|style|role|tabindex|fill|stroke|opacity|data-.*|aria-.*|font-.*|stroke-.*|fill-.*|paint-order|text-anchor)$/;

/** Background, borders and outline of an HTML element. White on paper would only cover canvases. */
export function draw_box(element: Element, style: CSSStyleDeclaration, into: Drawing, filled = true): void {
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

export function draw_canvas(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, into: Drawing): void {
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
export function draw_svg(source: SVGSVGElement, into: Drawing): void {
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
