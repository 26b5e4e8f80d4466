// Saving a view: the SVG that stands on the page, with its pixels as squares, or a PNG of it.

import { css_colour, type Scheme } from '../marks/colours';
import { cell_of, type Raster } from '../marks/paint';

function download(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function save_text(name: string, text: string, type: string): void {
  download(name, new Blob([text], { type }));
}

const HATCH = '<pattern id="hatch" width=".5" height=".5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">';

/** One picture as squares of its own pixels. */
export function raster_svg(scheme: Scheme, raster: Raster, k = 16): string {
  const cells = Array.from(raster.values, (_, i) => {
    const { colour, hatched } = cell_of(scheme, raster, i);
    const place = `x="${i % raster.columns}" y="${Math.floor(i / raster.columns)}" width="1" height="1"`;
    const stripes = hatched ? `<rect ${place} fill="url(#hatch)"/>` : '';
    return `<rect ${place} fill="${css_colour(colour)}"/>${stripes}`;
  });
  const stripe = `<path d="M0 0V.5" stroke="${css_colour(scheme.paper)}" stroke-width=".4"/>`;
  const size = `viewBox="0 0 ${raster.columns} ${raster.rows}" width="${raster.columns * k}" height="${raster.rows * k}"`;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" ${size} shape-rendering="crispEdges">`;
  return `${head}<defs>${HATCH}${stripe}</pattern></defs>${cells.join('')}</svg>`;
}

const STYLES = [
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'font-size', 'font-family', 'font-style', 'font-weight',
  'text-anchor', 'opacity', 'paint-order',
];

/** An SVG on the page with the styles it is drawn in written out. */
function standalone_svg(source: SVGSVGElement): string {
  const copy = source.cloneNode(true) as SVGSVGElement;
  const originals = source.querySelectorAll('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const original = originals[i];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of STYLES) element.style.setProperty(name, style.getPropertyValue(name));
  });
  const { width, height } = source.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}

/** Whatever a view has drawn, as one SVG: its own SVG, or its canvas embedded pixel by pixel. */
export function picture_svg(body: HTMLElement): string | null {
  const canvases = [...body.querySelectorAll('canvas')].filter((canvas) => canvas.width > 1);
  const drawn = body.querySelector<SVGSVGElement>('svg[data-picture]');
  if (canvases.length === 0) return drawn ? standalone_svg(drawn) : null;
  const place = (drawn ?? body).getBoundingClientRect();
  const over = drawn ? standalone_svg(drawn) : '';
  const images = canvases.map((canvas) => {
    const box = canvas.getBoundingClientRect();
    const at = `x="${box.left - place.left}" y="${box.top - place.top}" width="${box.width}" height="${box.height}"`;
    return `<image ${at} style="image-rendering:pixelated" href="${canvas.toDataURL()}"/>`;
  });
  const size = `viewBox="0 0 ${place.width} ${place.height}" width="${place.width}" height="${place.height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${images.join('')}${over}</svg>`;
}

export async function save_png(name: string, svg: string, paper: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  const scale = 2;
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => { if (blob) download(name, blob); });
}
