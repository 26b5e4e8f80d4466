// Texts of the page as an SVG has them, line by line as the page breaks them.

import { font_of, font_stack, is_seen, measure } from './css_boxes';
import { escape, fill_with, round, type Drawing } from './svg_drawing';

const LONG = 24; // letters from which a line keeps its width in other fonts

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

export function text_svg(text: string, x: number, y: number, style: TextStyle): string {
  const fixed = style.length && text.length >= LONG ? ` textLength="${round(style.length)}" lengthAdjust="spacingAndGlyphs"` : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${round(style.size)}" font-family="${escape(font_stack(style.family))}" ${
    style.fill}${style.more ?? ''}${fixed}>${escape(text)}</text>`;
}

export function draw_text(node: Text, into: Drawing): void {
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
