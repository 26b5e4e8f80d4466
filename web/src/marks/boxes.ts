// Boxes on a drawing: left, top, right, bottom.

export type Box = readonly [number, number, number, number];

/** The area that two have in common. */
export function overlap([ax, ay, bx, by]: Box, [cx, cy, dx, dy]: Box): number {
  return Math.max(0, Math.min(bx, dx) - Math.max(ax, cx)) * Math.max(0, Math.min(by, dy) - Math.max(ay, cy));
}

/** The smallest that holds all. */
export const hull = (boxes: Box[]): Box => [
  Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1])),
  Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3]))];
