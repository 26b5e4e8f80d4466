// Pictures for paper and files: painted whole and fine, also where the screen would not show them.

class Paper {
  /** Screen pixels a CSS pixel at least has. */
  finest = $state(1);
  /** The page is being printed: light, and all of it. */
  printing = $state(false);
  /** All is painted for it: pictures may be taken. */
  taken = $state(false);
}
export const paper = new Paper();

/** What canvases are painted at. */
export const pixel_ratio = (): number => Math.max(devicePixelRatio, paper.finest);
