// Whether the engine takes so long for what was asked that one should hear of it.

const SLOW_MS = 150;
const LONG_MS = 1000;

export class Pace {
  now = $state<'quick' | 'slow' | 'long'>('quick');
  #timers: number[] = [];

  begin(): void {
    this.end();
    this.#timers = [window.setTimeout(() => { this.now = 'slow'; }, SLOW_MS), window.setTimeout(() => { this.now = 'long'; }, LONG_MS)];
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.now = 'quick';
  }
}
