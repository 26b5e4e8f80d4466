// Where the names of points stand, so that they neither cover each other nor another point.

import { overlap, type Box } from './boxes';

export interface Marked { x: number; y: number; away: readonly [number, number]; width: number }

const REACH = 19, HEIGHT = 18, DOT = 9; // units of the drawing
const TURNS = 12;

function outside([ax, ay, bx, by]: Box, [cx, cy, dx, dy]: Box): number {
  return Math.max(0, cx - ax) + Math.max(0, bx - dx) + Math.max(0, cy - ay) + Math.max(0, by - dy);
}

/** For each point the middle of its name, from the point; the wanted direction wins where there is room. */
export function place_labels(points: Marked[], frame: Box): { x: number; y: number }[] {
  const taken: Box[] = points.map(({ x, y }) => [x - DOT, y - DOT, x + DOT, y + DOT]);
  return points.map((point, i) => {
    const wanted = Math.atan2(-point.away[1], point.away[0]);
    const places = Array.from({ length: TURNS }, (_, turn) => {
      const bend = Math.ceil(turn / 2) * (turn % 2 === 0 ? 1 : -1); // straight on first, then to either side
      const angle = wanted + (bend * 2 * Math.PI) / TURNS;
      const [x, y] = [Math.cos(angle) * (REACH + Math.max(0, point.width / 2 - 6) * Math.abs(Math.cos(angle))), Math.sin(angle) * REACH];
      const box: Box = [point.x + x - point.width / 2, point.y + y - HEIGHT / 2, point.x + x + point.width / 2, point.y + y + HEIGHT / 2];
      const covered = taken.reduce((sum, other, j) => sum + (j === i ? 0 : overlap(box, other)), 0);
      return { x, y, box, cost: covered + 20 * outside(box, frame) + 4 * Math.abs(bend) };
    });
    const best = places.reduce((so_far, place) => (place.cost < so_far.cost ? place : so_far));
    taken.push(best.box);
    return { x: best.x, y: best.y };
  });
}

/** Where each name best stands: away from the other points; of one between two others, above the line through them. */
export function name_directions(points: { x: number; y: number }[]): [number, number][] {
  return points.map((point) => {
    const [dx, dy] = points.map((other) => [point.x - other.x, point.y - other.y] as const)
      .reduce<[number, number]>(([sx, sy], [x, y]) => { const d = Math.hypot(x, y) || 1; return [sx + x / d, sy + y / d]; }, [0, 0]);
    const length = Math.hypot(dx, dy);
    const first = points[0] ?? point;
    const [ox, oy] = [first.x - point.x, first.y - point.y];
    const side = (Math.hypot(ox, oy) || 1) * (ox < 0 ? 1 : -1);
    if (length > 0.4) return [dx / length, dy / length];
    return ox === 0 && oy === 0 ? [0.7, 0.7] : [oy / side, -ox / side];
  });
}
