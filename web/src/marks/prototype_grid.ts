// How large the pictures of a grid may be: whole screen pixels a square, as many across as fit.

export interface GridRoom { width: number; lines: number; columns: number; pixels: number; ratio: number }
/** `side` of a picture in CSS pixels; `across` of them in a line, `gap` apart; `names` stand in a column of their own. */
export interface GridPlan { side: number; across: number; gap: number; names: boolean; scrolls: boolean }

export const NAMES = 96; // CSS pixels, as all here
const GAP = 6, CLOSE = 3, FRAME = 2;
const WRAPPED = 6; // more than these in a lone line make two
const LARGEST = 144, LEAST = 42, ROOMY = 520;

export function plan_grid({ width, lines, columns, pixels, ratio }: GridRoom): GridPlan {
  const wraps = lines === 1 && columns > WRAPPED;
  const across = wraps ? Math.ceil(columns / 2) : columns;
  const grain = pixels / ratio; // one screen pixel a square
  const side_in = (room: number) => Math.floor(Math.min(LARGEST, (room - (across - 1) * CLOSE) / across - FRAME) / grain + 1e-6) * grain;
  const beside = width - NAMES - GAP;
  const names = lines > 1 && width >= ROOMY && side_in(beside) >= side_in(width); // else above their lines
  const room = names ? beside : width;
  const fitting = side_in(room);
  const scrolls = width > 0 && !wraps && fitting < Math.min(LEAST, room);
  const side = scrolls ? Math.ceil(LEAST / grain - 1e-6) * grain : Math.max(grain, fitting);
  const gap = scrolls || across < 2 ? GAP : Math.min(GAP, Math.max(CLOSE, (room - across * (side + FRAME)) / (across - 1)));
  return { side, across, gap, names, scrolls };
}
