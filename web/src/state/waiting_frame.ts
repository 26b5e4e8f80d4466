// Frames that come faster than the screen is drawn become one, which is shown with the next picture.

import type { Frame } from '../engine/types';
import { join_frames } from './frames';

export class WaitingFrame {
  #frame: Frame | null = null;
  #painting = 0;
  readonly #take: (frame: Frame) => void;

  constructor(take: (frame: Frame) => void) { this.#take = take; }

  put(frame: Frame, at_once: boolean): void {
    this.#frame = join_frames(this.#frame, frame);
    if (at_once) this.show();
    else if (this.#painting === 0) this.#painting = requestAnimationFrame(() => this.show());
  }

  show(): void {
    cancelAnimationFrame(this.#painting);
    const frame = this.#frame;
    [this.#frame, this.#painting] = [null, 0];
    if (frame) this.#take(frame);
  }

  drop(): void { this.#frame = null; }
}
