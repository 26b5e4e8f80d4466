// How long a change takes from the hand to the picture, as performance entries "lab:round-trip".

const NAME = 'lab:round-trip';
const KEPT = 4000; // entries; older ones go
const LATE_MS = 100; // after an event: not its doing any more
const INPUTS = ['pointerdown', 'pointermove', 'pointerrawupdate', 'keydown', 'input', 'click'];

export class Clock {
  #input = 0; // when the latest event arose
  #asked = 0; // of the newest settings asked for
  #running = 0; // of those being computed
  #count = 0;

  constructor(signal: AbortSignal) {
    const note = (event: Event) => { this.#input = event.timeStamp; };
    for (const name of INPUTS) addEventListener(name, note, { capture: true, passive: true, signal });
  }

  ask(): void { this.#asked = performance.now() - this.#input < LATE_MS ? this.#input : 0; }
  run(): void { this.#running = this.#asked; this.#asked = 0; }

  /** To be called when the answer is drawn. */
  drawn(): void {
    if (this.#running === 0) return;
    performance.measure(NAME, { start: this.#running, end: performance.now() });
    this.#running = 0;
    if (++this.#count % KEPT === 0) performance.clearMeasures(NAME);
  }
}
