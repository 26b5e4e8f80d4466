// How much has come of what is being loaded, all files together.

export interface Arrivals {
  received: number; // bytes
  total: number;
  /** The largest file still under way. */
  waiting_for: string;
}
interface Part { received: number; total: number; done: boolean }

type Listener = (now: Arrivals | null) => void;
const parts = new Map<string, Part>();
const waiting_for_room: (() => void)[] = [];
const told: { listener: Listener } = { listener: () => undefined };

/** Null: nothing is under way. */
export function on_arrivals(listener: Listener): void { told.listener = listener; }

function tell(): void {
  const all = [...parts];
  const [waiting] = all.filter(([, part]) => !part.done).sort(([, a], [, b]) => b.total - a.total);
  if (!waiting) {
    parts.clear();
    told.listener(null);
    for (const resolve of waiting_for_room.splice(0)) resolve();
    return;
  }
  const sum = (of: (part: Part) => number) => all.reduce((so_far, [, part]) => so_far + of(part), 0);
  told.listener({ received: sum((part) => part.received), total: sum((part) => part.total), waiting_for: waiting[0] });
}

const PATIENCE_MS = 4000; // with what can wait

/** Once nothing is under way, or what is takes long: then what can wait may use the line too. */
export function when_free(): Promise<void> {
  if (parts.size === 0) return Promise.resolve();
  return new Promise((resolve) => {
    waiting_for_room.push(resolve);
    setTimeout(resolve, PATIENCE_MS);
  });
}

/** `total` as the build wrote it down. What is over, however it ended, is to be told as done. */
export function arriving(path: string, received: number, total: number, done = false): void {
  parts.set(path, { received: Math.min(received, total), total, done });
  tell();
}
