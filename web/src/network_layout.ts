// Where the neurons of a drawn network stand: columns from left to right, each centred.

export interface Place { x: number; y: number }
export interface Edge { from: number; to: number; x0: number; y0: number; x1: number; y1: number; label_x: number; label_y: number }
export interface Layout { width: number; height: number; radius: number; nodes: Place[]; edges: Edge[]; crowded: boolean }

const WIDTH = 340, ROWS = [92, 92, 92, 92, 76], CLOSE = 66, RADIUS = 15, MARGIN = 46, TOP = 26;
const LEGIBLE = 12; // weights that can stand beside each other

/** Labels of edges that leave one column stand at one third of the way, alternating where they would meet. */
function label_share(from: Place, to: Place, row: number): number {
  const steep = Math.abs(to.y - from.y);
  return steep < 1 ? 0.5 : steep < row ? 0.36 : 0.27;
}

export function layout(columns: ArrayLike<number>, from: ArrayLike<number>, to: ArrayLike<number>): Layout {
  const all = Array.from(columns);
  const last = Math.max(1, ...all);
  const sizes = Array.from({ length: last + 1 }, (_, c) => all.filter((column) => column === c).length);
  const tallest = Math.max(1, ...sizes);
  const row_height = ROWS[tallest] ?? CLOSE;
  const height = TOP + tallest * row_height;
  const seen = sizes.map(() => 0);
  const nodes = all.map((column) => {
    const row = seen[column] ?? 0;
    seen[column] = row + 1;
    const used = (sizes[column] ?? 1) * row_height;
    return { x: MARGIN + (column / last) * (WIDTH - 2 * MARGIN), y: TOP / 2 + (height - TOP - used) / 2 + (row + 0.5) * row_height };
  });
  const edges = Array.from(from, (source, e) => {
    const a = nodes[source] ?? { x: 0, y: 0 }, b = nodes[to[e] ?? 0] ?? { x: 0, y: 0 };
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
    const share = label_share(a, b, row_height);
    return {
      from: source, to: to[e] ?? 0, x0: a.x + ux * RADIUS, y0: a.y + uy * RADIUS, x1: b.x - ux * RADIUS, y1: b.y - uy * RADIUS,
      label_x: a.x + (b.x - a.x) * share, label_y: a.y + (b.y - a.y) * share,
    };
  });
  return { width: WIDTH, height, radius: RADIUS, nodes, edges, crowded: edges.length > LEGIBLE };
}
