// Where the neurons of a drawn network stand: columns from left to right, each centred.

/** Numbers stand left of the inputs, right of the outputs, above and below the others. */
export type Side = 'left' | 'right' | 'around';
export interface Place { x: number; y: number; side: Side }
export interface Edge { from: number; to: number; x0: number; y0: number; x1: number; y1: number; label_x: number; label_y: number }
/** `letter`: height of names and numbers, in units of the drawing. */
export interface Layout {
  width: number; height: number; radius: number; letter: number; nodes: Place[]; edges: Edge[]; crowded: boolean;
}

const RADIUS = 14, MARGIN = 70, MARGIN_A_LETTER = 8, PITCH = 76, WIDE_PITCH = 104, NAMED_PITCH = 150, TOP = 30;
const ROW = 90, CLOSE_ROW = 76; // up to three in a column; more
const LETTER = 13.5, LEAST_LETTER = 12.2; // as drawn, and on the screen
const LEGIBLE = 10; // weights that can stand beside each other

/** Which share of its way an edge has gone where its weight stands: clear of the neurons' numbers, and of each other. */
function label_share(from: Place, to: Place, row: number, last: boolean, named: boolean): number {
  const steep = Math.abs(to.y - from.y);
  if (named) return steep < 1 ? 0.5 : to.y > from.y ? 0.36 : 0.64; // side by side above where edges cross, clear of the names
  return last ? 0.58 : steep < 1 ? 0.5 : steep < row ? 0.3 : 0.24;
}

/** By how much letters grow in a drawing shown so narrow that they would become too small; the margins that hold them grow too. */
function growth(between: number, margin: number, shown: number): number {
  const least = LEAST_LETTER / LETTER;
  if (shown <= 0 || shown >= least * (2 * margin + between)) return 1;
  return (least * between) / Math.max(0.4 * shown, shown - least * 2 * margin);
}

export interface Room {
  roomy?: boolean; // edited, with room for its weights
  named?: boolean; // names on its edges, no numbers
  shown?: number; // its width on the screen in pixels, 0 before it is known
  longest?: number; // letters of the longest name beside it
}

export function layout(
  columns: ArrayLike<number>, from: ArrayLike<number>, to: ArrayLike<number>,
  { roomy = false, named = false, shown = 0, longest = 1 }: Room = {},
): Layout {
  const all = Array.from(columns);
  const last = Math.max(1, ...all);
  const sizes = Array.from({ length: last + 1 }, (_, c) => all.filter((column) => column === c).length);
  const tallest = Math.max(2, ...sizes);
  const pitch = named ? NAMED_PITCH : tallest > 3 || roomy ? WIDE_PITCH : PITCH;
  const beside = MARGIN + MARGIN_A_LETTER * Math.max(0, longest - 1);
  const grown = growth(last * pitch, beside, shown);
  const row_height = (tallest > 3 ? CLOSE_ROW : ROW) * (1 + grown) / 2;
  const height = TOP + tallest * row_height;
  const margin = beside * grown;
  const width = 2 * margin + last * pitch;
  const seen = sizes.map(() => 0);
  const nodes = all.map((column): Place => {
    const row = seen[column] ?? 0;
    seen[column] = row + 1;
    const used = (sizes[column] ?? 1) * row_height;
    const side = column === 0 ? 'left' : column === last ? 'right' : 'around';
    return { x: margin + column * pitch, y: TOP / 2 + (height - TOP - used) / 2 + (row + 0.5) * row_height, side };
  });
  const edges = Array.from(from, (source, e) => {
    const nowhere: Place = { x: 0, y: 0, side: 'around' };
    const a = nodes[source] ?? nowhere, b = nodes[to[e] ?? 0] ?? nowhere;
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
    const share = label_share(a, b, row_height, b.side === 'right', named);
    return {
      from: source, to: to[e] ?? 0, x0: a.x + ux * RADIUS, y0: a.y + uy * RADIUS, x1: b.x - ux * RADIUS, y1: b.y - uy * RADIUS,
      label_x: a.x + (b.x - a.x) * share, label_y: a.y + (b.y - a.y) * share,
    };
  });
  return { width, height, radius: RADIUS, letter: LETTER * grown, nodes, edges, crowded: edges.length > LEGIBLE };
}
