// Where the neurons of a drawn network stand, in pixels of the screen: columns from left to right, each centred.

import { hull, overlap, type Box } from './boxes';

/** Numbers stand left of the inputs and right of the outputs where there is room, else above and below. */
export type Side = 'left' | 'right' | 'around';
export interface Place { x: number; y: number; side: Side }
export interface Edge { from: number; to: number; x0: number; y0: number; x1: number; y1: number; label_x: number; label_y: number }
/** `letter`: height of names and numbers. A picture that needs more width than there is scrolls. */
export interface Layout {
  width: number; height: number; radius: number; letter: number; nodes: Place[]; edges: Edge[]; crowded: boolean;
}

export interface Room {
  width: number; // there is, 0 before it is known
  wide?: boolean; // moved and zoomed: as wide as what is written in it
  names: number[]; // letters of each neuron's name and number, at their longest
  edge_letters: number[]; // of the text on each edge
  named?: boolean; // names on its edges, no numbers
  roomy?: boolean; // edited: its weights are fields
}

const UNKNOWN = 360; // a width to begin with
const LEAST_LETTER = 12.5, MOST_LETTER = 16; // px
const LETTER_WIDTH = 0.56; // of its height
const LEGIBLE = 10; // weights that can stand beside each other
const WIDEST_PITCH = 15; // between columns, in letters
const RELEVANCE = 1.9; // half as wide as a relevance is written, in letters
const GAP = 7; // between a neuron and what stands beside it

/** What a neuron covers: its circle, and its name and number. */
function boxes_of({ x, y, side }: Place, letters: number, letter: number, radius: number): Box[] {
  const wide = letters * letter * LETTER_WIDTH;
  const circle: Box = [x - radius, y - radius, x + radius, y + radius];
  if (side === 'left') return [circle, [x - radius - GAP - wide, y - letter - 4, x - radius - GAP, y + letter]];
  if (side === 'right') return [circle, [x + radius + GAP, y - letter - 4, x + radius + GAP + wide, y + letter]];
  return [circle, [x - wide / 2, y - radius - GAP - letter, x + wide / 2, y - radius - 3],
    [x - RELEVANCE * letter, y + radius + 2, x + RELEVANCE * letter, y + radius + 5 + letter]];
}

const SHARES = Array.from({ length: 17 }, (_, i) => 0.18 + 0.04 * i); // of an edge's way
const ASIDE = [0, 8, -8, 12, -12]; // px from the edge, still touching it
const FARTHEST = Math.max(...ASIDE);
const CORNERS = [SHARES[0], SHARES.at(-1)].flatMap((share = 0.5) => [-FARTHEST, FARTHEST].map((aside) => ({ share, aside })));
/** Where a text may stand, the best first: in the middle, on the edge. */
const SPOTS = SHARES.flatMap((share) => ASIDE.map((aside) => ({ share, aside, cost: 6 * Math.abs(share - 0.5) + Math.abs(aside) })))
  .sort((a, b) => a.cost - b.cost);
const ROUNDS = 3;

/** Puts what is written on the edges where it covers neither a neuron nor each other, near the middle where that is free. */
function place_on_edges(edges: Edge[], nodes: Place[], taken: Box[], widths: number[], height: number): void {
  const box_at = (edge: Edge, e: number, share: number, aside = 0): Box => {
    const width = widths[e] ?? 0;
    const a = nodes[edge.from], b = nodes[edge.to];
    const [dx, dy] = [(b?.x ?? 0) - (a?.x ?? 0), (b?.y ?? 0) - (a?.y ?? 0)];
    const length = Math.hypot(dx, dy) || 1;
    const [x, y] = [(a?.x ?? 0) + dx * share - (aside * dy) / length, (a?.y ?? 0) + dy * share + (aside * dx) / length];
    return [x - width / 2 - 1, y - height / 2 - 1, x + width / 2 + 1, y + height / 2 + 1];
  };
  const placed: Box[] = edges.map((edge, e) => box_at(edge, e, 0.5));
  const reach = edges.map((edge, e) => hull(CORNERS.map(({ share, aside }) => box_at(edge, e, share, aside))));
  const beside = reach.map((mine, e) => edges.flatMap((_, i) => (i !== e && overlap(mine, reach[i] ?? mine) > 0 ? [i] : [])));
  const under = reach.map((mine) => taken.filter((other) => overlap(mine, other) > 0));
  for (let round = 0; round < ROUNDS; ++round) {
    edges.forEach((edge, e) => {
      const boxes = (beside[e] ?? []).filter((i) => round > 0 || i < e).map((i) => placed[i] as Box).concat(under[e] ?? []);
      let best = Infinity;
      for (const { share, aside, cost } of SPOTS) {
        if (cost >= best) break; // no free place further on is better
        const box = box_at(edge, e, share, aside);
        const covered = boxes.reduce((sum, other) => sum + overlap(box, other), cost);
        if (covered >= best) continue;
        best = covered;
        placed[e] = box;
      }
    });
  }
  edges.forEach((edge, e) => {
    const [x0, y0, x1, y1] = placed[e] ?? [0, 0, 0, 0];
    [edge.label_x, edge.label_y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  });
}

export function layout(columns: ArrayLike<number>, from: ArrayLike<number>, to: ArrayLike<number>, room: Room): Layout {
  const all = Array.from(columns);
  const last = Math.max(1, ...all);
  const sizes = Array.from({ length: last + 1 }, (_, c) => all.filter((column) => column === c).length);
  const tallest = Math.max(2, ...sizes);
  const shown = (!room.wide && room.width) || UNKNOWN;
  const crowded = from.length > LEGIBLE;
  const letter = Math.min(MOST_LETTER, Math.max(LEAST_LETTER, shown / (9 * (last + 1.5))));
  const radius = Math.round(1.05 * letter);
  const text = (n: number) => (room.names[n] ?? 1) * letter * LETTER_WIDTH;
  const widest = (column: number) => Math.max(0, ...all.map((one, n) => (one === column ? text(n) : 0)));
  const chips = Array.from(from, (_, e) => Math.max((room.edge_letters[e] ?? 0) * 0.52 * LEAST_LETTER + 8, room.roomy ? 34 : 0));
  const least_pitch = 2 * radius + Math.max(0, ...chips) + 6;
  const beside = [widest(0) + radius + GAP, widest(last) + radius + GAP] as const;
  const around = [widest(0) / 2 + 2, widest(last) / 2 + 2] as const;
  const is_beside = beside[0] + beside[1] + last * 1.25 * least_pitch <= shown;
  const margins = is_beside ? beside : around;
  // beside each other in a row stand names: they must fit too
  const names = Math.max(...sizes.map((_, c) => widest(c))) + 8;
  const least = (is_beside || crowded) && !room.wide ? least_pitch : Math.max(least_pitch, names);
  const pitch = Math.min(WIDEST_PITCH * letter, Math.max(least, (shown - margins[0] - margins[1]) / last));
  const tight = !is_beside && !crowded && from.length > 6; // many weights between close columns need height
  const row = letter * (tallest > 3 ? 5.6 : tight ? 8 : 6.6);
  const top = letter;
  const height = top + tallest * row;
  const needed = margins[0] + margins[1] + last * pitch;
  const width = Math.max(shown, needed);
  const left = margins[0] + (width - needed) / 2;
  const seen = sizes.map(() => 0);
  const nodes = all.map((column): Place => {
    const place = seen[column] ?? 0;
    seen[column] = place + 1;
    const used = (sizes[column] ?? 1) * row;
    const side = !is_beside ? 'around' : column === 0 ? 'left' : column === last ? 'right' : 'around';
    return { x: left + column * pitch, y: top / 2 + (height - top - used) / 2 + (place + 0.5) * row, side };
  });
  const edges = Array.from(from, (source, e): Edge => {
    const nowhere: Place = { x: 0, y: 0, side: 'around' };
    const a = nodes[source] ?? nowhere, b = nodes[to[e] ?? 0] ?? nowhere;
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
    return {
      from: source, to: to[e] ?? 0, x0: a.x + ux * radius, y0: a.y + uy * radius, x1: b.x - ux * radius, y1: b.y - uy * radius,
      label_x: (a.x + b.x) / 2, label_y: (a.y + b.y) / 2,
    };
  });
  if (!crowded || room.named) {
    place_on_edges(edges, nodes, nodes.flatMap((node, n) => boxes_of(node, room.names[n] ?? 1, letter, radius)), chips, LEAST_LETTER + 6);
  }
  return { width, height, radius, letter, nodes, edges, crowded };
}
