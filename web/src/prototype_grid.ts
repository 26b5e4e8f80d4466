// How large the pictures of a grid may be: whole screen pixels a square, as many across as fit.

export interface GridRoom { width: number; lines: number; columns: number; pixels: number; ratio: number }
/** `side` of a picture in CSS pixels; `across` of them in a line; `names` stand in a column of their own. */
export interface GridPlan { side: number; across: number; names: boolean; scrolls: boolean }

export const NAMES = 104, GAP = 6; // CSS pixels
const WRAPPED = 6; // more than these in a lone line make two
const LARGEST = 144, LEAST = 42, ROOMY = 520;

export function plan_grid({ width, lines, columns, pixels, ratio }: GridRoom): GridPlan {
  const wraps = lines === 1 && columns > WRAPPED;
  const across = wraps ? Math.ceil(columns / 2) : columns;
  const names = lines > 1 && width >= ROOMY;
  const fitting = (width - (names ? NAMES : 0) - (across - 1) * GAP) / across - 2; // and a frame
  const whole = (side: number) => (Math.max(1, Math.floor((side * ratio) / pixels + 1e-6)) * pixels) / ratio;
  const scrolls = width > 0 && fitting < LEAST && !wraps;
  return { side: whole(scrolls ? LEAST + 6 : Math.min(LARGEST, Math.max(1, fitting))), across, names, scrolls };
}
