// A drawing larger than its place: moved by its empty ground, two fingers and arrows, zoomed by wheel with Ctrl, fingers and keys.

export interface Size { width: number; height: number }

const LEAST = 0.15, MOST = 4, STEP = 1.25, WHEEL = 0.004; // of scales; a press of a key or button; a pixel of the wheel
const KEY_PIXELS = 60; // an arrow moves by
const LEGIBLE = 0.6; // scale below which names are left out
const ROOM = 24; // about the drawing, in its units

const limited = (low: number, value: number, high: number) => (high < low ? (low + high) / 2 : Math.min(high, Math.max(low, value)));

export class PanZoom {
  /** What was chosen: pixels a unit, and the unit at the upper left corner; null: at rest. */
  #chosen = $state.raw<{ scale: number; x: number; y: number } | null>(null);
  readonly #drawing: () => Size;
  readonly #frame: () => Size;

  /** `drawing` in its units; `frame` in pixels, 0 before it is known. At rest a unit is a pixel and the right end is seen. */
  constructor(drawing: () => Size, frame: () => Size) {
    [this.#drawing, this.#frame] = [drawing, frame];
  }

  get scale(): number { return this.#chosen?.scale ?? 1; }
  get named(): boolean { return this.scale >= LEGIBLE; }
  /** The part that is seen, in units. */
  readonly part = $derived.by(() => {
    const drawing = this.#drawing(), frame = this.#frame();
    const [width, height] = [(frame.width || drawing.width) / this.scale, (frame.height || drawing.height) / this.scale];
    return {
      x: limited(-ROOM, this.#chosen?.x ?? Infinity, drawing.width + ROOM - width),
      y: limited(0, this.#chosen?.y ?? (drawing.height - height) / 2, drawing.height - height), width, height,
    };
  });
  readonly box = $derived(`${this.part.x} ${this.part.y} ${this.part.width} ${this.part.height}`);

  /** Whether something of the box between two corners, with `room` about it, is seen. */
  sees(x0: number, y0: number, x1: number, y1: number, room = 60): boolean {
    const { x, y, width, height } = this.part;
    return Math.max(x0, x1) + room >= x && Math.min(x0, x1) - room <= x + width
      && Math.max(y0, y1) + room >= y && Math.min(y0, y1) - room <= y + height;
  }

  rest(): void { this.#chosen = null; }
  /** All of it, as far as it can be told apart. */
  fit(): void {
    const drawing = this.#drawing(), frame = this.#frame();
    const scale = limited(LEAST, Math.min(frame.width / drawing.width, frame.height / drawing.height), 1);
    this.#chosen = { scale, x: Infinity, y: 0 };
  }
  /** By a factor, about a place of the frame in pixels; without one about its middle. */
  zoom(by: number, px = this.#frame().width / 2, py = this.#frame().height / 2): void {
    const scale = limited(LEAST, this.scale * by, MOST);
    const { x, y } = this.part;
    this.#chosen = { scale, x: x + px / this.scale - px / scale, y: y + py / this.scale - py / scale };
  }
  in(): void { this.zoom(STEP); }
  out(): void { this.zoom(1 / STEP); }
  /** The drawing goes along by so many pixels. */
  move(dx: number, dy: number): void {
    const { x, y } = this.part;
    this.#chosen = { scale: this.scale, x: x - dx / this.scale, y: y - dy / this.scale };
    this.#chosen = { scale: this.scale, x: this.part.x, y: this.part.y }; // what lies beyond an edge is not kept
  }
  /** Whether a key was one of its own. */
  key(key: string): boolean {
    const acts: Record<string, () => void> = {
      '+': () => this.in(), '=': () => this.in(), '-': () => this.out(), '−': () => this.out(), '0': () => this.rest(),
      ArrowLeft: () => this.move(KEY_PIXELS, 0), ArrowRight: () => this.move(-KEY_PIXELS, 0),
      ArrowUp: () => this.move(0, KEY_PIXELS), ArrowDown: () => this.move(0, -KEY_PIXELS),
    };
    acts[key]?.();
    return key in acts;
  }
}

type Spot = { clientX: number; clientY: number };

/** Listens on an SVG for a PanZoom; null: to nothing. One finger scrolls the page, two move and zoom. */
export function pan_zoom(node: SVGSVGElement, given: PanZoom | null) {
  let pan = given;
  let pointer = -1, last: Spot = { clientX: 0, clientY: 0 };
  let fingers: { x: number; y: number; apart: number } | null = null;

  const place = ({ clientX, clientY }: Spot): [number, number] => {
    const box = node.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };
  const down = (event: PointerEvent) => {
    if (!pan || event.target !== node || event.button !== 0 || event.pointerType === 'touch') return;
    node.setPointerCapture(event.pointerId);
    [pointer, last] = [event.pointerId, event];
  };
  const moved = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    pan?.move(event.clientX - last.clientX, event.clientY - last.clientY);
    last = event;
  };
  const up = (event: PointerEvent) => { if (event.pointerId === pointer) pointer = -1; };
  const wheel = (event: WheelEvent) => {
    if (!pan || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    pan.zoom(Math.exp(-WHEEL * event.deltaY), ...place(event));
  };
  const held = ({ targetTouches: [a, b] }: TouchEvent) => {
    if (!a || !b) return null;
    const [x, y] = place({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
    return { x, y, apart: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)) };
  };
  const touch = (event: TouchEvent) => {
    const now = pan && held(event);
    if (pan && now && event.cancelable) {
      event.preventDefault();
      if (fingers) {
        pan.move(now.x - fingers.x, now.y - fingers.y);
        pan.zoom(now.apart / fingers.apart, now.x, now.y);
      }
    }
    fingers = now;
  };
  const key = (event: KeyboardEvent) => {
    if (pan && !event.ctrlKey && !event.metaKey && !event.altKey && pan.key(event.key)) event.preventDefault();
  };

  const heard = new AbortController();
  const { signal } = heard;
  node.addEventListener('pointerdown', down, { signal });
  node.addEventListener('pointermove', moved, { signal });
  node.addEventListener('pointerup', up, { signal });
  node.addEventListener('pointercancel', up, { signal });
  node.addEventListener('wheel', wheel, { signal, passive: false });
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    node.addEventListener(type, touch, { signal, passive: false });
  }
  node.addEventListener('keydown', key, { signal });
  return { update: (next: PanZoom | null) => { pan = next; }, destroy: () => { heard.abort(); } };
}
