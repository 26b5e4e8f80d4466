// CSS as it is computed, in the terms of SVG: colours, fonts, gradients, what is seen.

interface Paint { colour: string; opacity: number }

/** A computed colour as older viewers read it too; null where it is see-through. */
export function paint_of(css: string): Paint | null {
  const match = /^rgba?\(([^)]*)\)$/.exec(css.trim());
  if (!match) return css === 'none' || css === 'transparent' || css === '' ? null : { colour: css, opacity: 1 };
  const [r = '0', g = '0', b = '0', a = '1'] = (match[1] ?? '').split(/[\s,/]+/).filter(Boolean);
  const opacity = a.endsWith('%') ? Number.parseFloat(a) / 100 : Number(a);
  return opacity === 0 ? null : { colour: `rgb(${r},${g},${b})`, opacity };
}

const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const SERIF = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'Times New Roman', serif";

/** Fonts that other machines have as well. */
export function font_stack(family: string): string {
  if (/KaTeX/.test(family)) return "KaTeX_Math, 'Latin Modern Math', 'STIX Two Text', 'Times New Roman', Times, serif";
  if (/mono/i.test(family)) return "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
  return /Charter|(?<!sans-)serif/.test(family) ? SERIF : SANS;
}

/** Splits at commas outside of brackets. */
function split(list: string): string[] {
  return (list.match(/(?:[^,(]|\([^)]*\))+/g) ?? []).map((part) => part.trim());
}

export interface Box { left: number; top: number; width: number; height: number }

/** A linear gradient, once through or repeated, as SVG's own over the same box; '' where it is none. */
export function gradient_svg(css: string, id: string, box: Box): string {
  const match = /^(repeating-)?linear-gradient\((.*)\)$/.exec(css);
  if (!match) return '';
  const parts = split(match[2] ?? '');
  const turned = /^(-?[\d.]+)deg$/.exec(parts[0] ?? '');
  const angle = ((turned ? Number(turned[1]) : 180) * Math.PI) / 180;
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
  const length = Math.abs(box.width * dx) + Math.abs(box.height * dy);
  const [x, y] = [box.left + box.width / 2 - (dx * length) / 2, box.top + box.height / 2 - (dy * length) / 2];
  const stops = (turned ? parts.slice(1) : parts).flatMap((part) => {
    const colour = /^(?:rgba?\([^)]*\)|[a-z]+|#\w+)/.exec(part)?.[0] ?? 'transparent';
    const places = part.slice(colour.length).trim().split(/\s+/).filter(Boolean)
      .map((place) => (place.endsWith('%') ? (Number.parseFloat(place) / 100) * length : Number.parseFloat(place)));
    return (places.length > 0 ? places : [NaN]).map((place) => ({ colour, place }));
  });
  stops.forEach((stop, i) => { if (Number.isNaN(stop.place)) stop.place = (length * i) / Math.max(1, stops.length - 1); });
  const end = match[1] ? stops.at(-1)?.place || length : length;
  const line = `x1="${x}" y1="${y}" x2="${x + dx * end}" y2="${y + dy * end}"`;
  const inner = stops.map(({ colour, place }) => {
    const paint = paint_of(colour);
    return `<stop offset="${place / end}" stop-color="${paint?.colour ?? 'rgb(0,0,0)'}" stop-opacity="${paint?.opacity ?? 0}"/>`;
  });
  const spread = match[1] ? ' spreadMethod="repeat"' : '';
  return `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" ${line}${spread}>${inner.join('')}</linearGradient>`;
}

const tools: { ruler: CanvasRenderingContext2D | null } = { ruler: null };

/** Width of a line of text, and how far a font reaches above and below its baseline. */
export function measure(text: string, font: string): { width: number; ascent: number; descent: number } {
  const ruler = tools.ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) throw new Error('no canvas');
  ruler.font = font;
  const { width, fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = ruler.measureText(text);
  return { width, ascent, descent };
}

export const font_of = (style: CSSStyleDeclaration): string =>
  `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;

export const is_seen = (style: CSSStyleDeclaration): boolean => style.visibility === 'visible' && style.opacity !== '0';
