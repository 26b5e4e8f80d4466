// Contour lines of a grid of numbers, by marching squares. Drawing, not mathematics of the exercise.

export interface Grid { values: ArrayLike<number>; rows: number; columns: number }
type Draw = (c0: number, r0: number, c1: number, r1: number) => void;

/** From which edge to which a line runs, by the corners above the level (1 ↙, 2 ↘, 4 ↗, 8 ↖). Edges: 0 bottom, 1 right, 2 top, 3 left. */
const SEGMENTS: readonly (readonly number[])[] = [
  [], [3, 0], [0, 1], [3, 1], [1, 2], [3, 2, 0, 1], [0, 2], [3, 2],
  [2, 3], [2, 0], [2, 1, 3, 0], [2, 1], [1, 3], [1, 0], [0, 3], [],
];

/** Calls `draw` for each piece of the line, in columns and rows (fractions between cells). */
export function trace_contour({ values, rows, columns }: Grid, level: number, draw: Draw): void {
  for (let r = 0; r + 1 < rows; ++r) {
    for (let c = 0; c + 1 < columns; ++c) {
      const i = r * columns + c;
      const a = values[i] ?? NaN, b = values[i + 1] ?? NaN, d = values[i + columns + 1] ?? NaN, e = values[i + columns] ?? NaN;
      const kind = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (d > level ? 4 : 0) | (e > level ? 8 : 0);
      if (kind === 0 || kind === 15 || !Number.isFinite(a + b + d + e)) continue;
      const x = (side: number) => c + (side === 0 ? (level - a) / (b - a) : side === 1 ? 1 : side === 2 ? (level - e) / (d - e) : 0);
      const y = (side: number) => r + (side === 0 ? 0 : side === 1 ? (level - b) / (d - b) : side === 2 ? 1 : (level - a) / (e - a));
      const edges = SEGMENTS[kind] ?? [];
      for (let s = 0; s + 1 < edges.length; s += 2) {
        const from = edges[s] ?? 0, to = edges[s + 1] ?? 0;
        draw(x(from), y(from), x(to), y(to));
      }
    }
  }
}
