// Points that are dragged on a plot: by pointer, finger and keys.

import type { Control } from '../engine/types';
import { clamp } from '../state/values';
import { place, pointed, value_at, type Axis } from './plot';

/** A point, with what moves it; without a control it stands. */
export interface Handle { x: number; y: number; control: Control | undefined }

export interface Plot { x: Axis; y: Axis; width: number; height: number; svg: SVGSVGElement | undefined }

type Spot = { clientX: number; clientY: number };
type Set = (point: Handle, i: number, x: number, y: number, gesture: string) => void;

const FINGER = 34, MOUSE = 18; // reach, in units of the drawing

export class Dragging {
  /** Index of the point under way, or focused; −1 none. */
  dragged = $state(-1);
  /** The place pointed at while nothing is dragged. */
  over = $state.raw<[number, number] | null>(null);
  #pointer = -1;
  readonly #plot: () => Plot;
  readonly #points: () => Handle[];
  readonly #set: Set;
  readonly #end: () => void;

  /** `set` moves a point to a place within the axes and its control's range; `end` ends a gesture. */
  constructor(plot: () => Plot, points: () => Handle[], set: Set, end: () => void) {
    [this.#plot, this.#points, this.#set, this.#end] = [plot, points, set, end];
  }

  readonly down = (event: PointerEvent & { currentTarget: Element }): void => {
    const i = this.#nearest(event, event.pointerType === 'touch' ? FINGER : MOUSE);
    if (i < 0 || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const no_box: FocusOptions & { focusVisible: boolean } = { focusVisible: false }; // the hand shows where it is
    this.#plot().svg?.querySelector<SVGElement>(`[data-point='${i}']`)?.focus(no_box);
    event.preventDefault();
    [this.#pointer, this.dragged] = [event.pointerId, i];
  };
  /** Whether a finger here takes a point. */
  readonly holds = (touch: Touch): boolean => this.#nearest(touch, FINGER) >= 0;
  readonly move = (event: PointerEvent): void => {
    if (event.pointerId === this.#pointer) this.#move_to(this.dragged, ...this.#place_of(event), 'drag');
    else this.over = this.#place_of(event);
  };
  readonly up = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    [this.#pointer, this.dragged] = [-1, -1];
    this.over = null; // where it was before the drag
    this.#end();
  };
  readonly leave = (): void => { this.over = null; };

  focus(i: number): void { if (this.#pointer < 0) this.dragged = i; }
  blur(): void { if (this.#pointer < 0) this.dragged = -1; }

  key(event: KeyboardEvent, i: number): void {
    const { x } = this.#plot();
    const point = this.#points()[i];
    const by = Math.max(point?.control?.step ?? 0, (x.high - x.low) / 100) * (event.shiftKey ? 5 : 1);
    const steps: Record<string, [number, number]> = {
      ArrowRight: [by, 0], ArrowLeft: [-by, 0], ArrowUp: [0, by], ArrowDown: [0, -by],
      PageUp: [0, 5 * by], PageDown: [0, -5 * by], Home: [-1e9, 0], End: [1e9, 0],
    };
    const step = steps[event.key];
    if (!step || !point) return;
    event.preventDefault();
    this.#move_to(i, point.x + step[0], point.y + step[1], 'keys');
  }

  #move_to(i: number, x: number, y: number, gesture: string): void {
    const plot = this.#plot();
    const point = this.#points()[i];
    if (!point?.control) return;
    const { control } = point;
    const allowed = (v: number) => (control.high > control.low ? clamp(control, v) : v);
    const inside = (v: number, axis: Axis) => Math.min(axis.high, Math.max(axis.low, allowed(v)));
    this.#set(point, i, inside(x, plot.x), inside(y, plot.y), gesture);
  }
  #place_of(event: Spot): [number, number] {
    const { x, y, svg, width, height } = this.#plot();
    const [px, py] = svg ? pointed(event, svg, width, height) : [0, 0];
    return [value_at(x, px), value_at(y, py)];
  }
  /** The movable point nearest to the pointer, within reach. */
  #nearest(spot: Spot, reach: number): number {
    const { x, y, svg, width, height } = this.#plot();
    const [px, py] = svg ? pointed(spot, svg, width, height) : [0, 0];
    const distance = (point: Handle) => Math.hypot(place(x, point.x) - px, place(y, point.y) - py);
    return this.#points().map((point, i) => ({ i, away: point.control ? distance(point) : Infinity }))
      .filter(({ away }) => away < reach).sort((a, b) => a.away - b.away)[0]?.i ?? -1;
  }
}
