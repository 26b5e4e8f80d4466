// A line to an engine: calls go out, answers come back in order; a trap ends it.

import LabWorker from 'virtual:worker';
import type { EngineModule } from './types';
import { NotLoaded } from './assets';
import type { Answer, Call } from './host';
import type { Reply, Request } from './worker';

export interface Line {
  call<K extends Call>(name: K, ...args: Parameters<EngineModule[K]>): Promise<Answer<K>>;
  cut(): void;
  /** Why the line is dead, or null while it lives. */
  readonly trap: Trap | null;
}

/** The line is dead: the engine trapped, its worker died, or it was cut off by a cancel. */
export class Trap extends Error {
  readonly cause_of_death: 'trap' | 'cancelled' | 'silent';
  constructor(message: string, cause_of_death: Trap['cause_of_death'] = 'trap') {
    super(message);
    this.cause_of_death = cause_of_death;
  }
}

const PATIENCE_MS = 30_000; // for a boot, and for calls that are never long
const SHORT_CALLS: readonly Call[] = ['open', 'provide', 'close'];

interface Waiting { resolve(answer: unknown): void; reject(error: Error): void; timer: number }

class WorkerLine implements Line {
  trap: Trap | null = null;
  readonly #worker = new LabWorker();
  readonly #waiting = new Map<number, Waiting>();
  #seq = 0;

  constructor() {
    this.#worker.onmessage = (event: MessageEvent<Reply>) => {
      const reply = event.data;
      if (reply.kind === 'trap') this.#die(new Trap(reply.message));
      else this.#settle(reply.kind === 'ready' ? 0 : reply.seq, reply.kind === 'ready' ? null : reply.answer);
    };
    this.#worker.onerror = (event) => { event.preventDefault(); this.#die(new Trap(event.message)); };
    this.#worker.onmessageerror = () => this.#die(new Trap('unreadable message'));
  }

  async boot(wasm: ArrayBuffer): Promise<void> {
    await this.#send({ kind: 'boot', wasm }, 0, true, [wasm]);
  }
  async call<K extends Call>(name: K, ...args: Parameters<EngineModule[K]>): Promise<Answer<K>> {
    const seq = ++this.#seq;
    return await this.#send({ kind: 'call', seq, name, args }, seq, SHORT_CALLS.includes(name)) as Answer<K>;
  }
  cut(): void { this.#die(new Trap('cancelled', 'cancelled')); }

  #send(request: Request, seq: number, is_short: boolean, transfer: Transferable[] = []): Promise<unknown> {
    if (this.trap) return Promise.reject(this.trap);
    return new Promise((resolve, reject) => {
      const timer = is_short ? window.setTimeout(() => this.#die(new Trap('no answer', 'silent')), PATIENCE_MS) : 0;
      this.#waiting.set(seq, { resolve, reject, timer });
      this.#worker.postMessage(request, transfer);
    });
  }
  #settle(seq: number, answer: unknown): void {
    const one = this.#waiting.get(seq);
    this.#waiting.delete(seq);
    clearTimeout(one?.timer);
    one?.resolve(answer);
  }
  #die(trap: Trap): void {
    this.trap ??= trap;
    this.#worker.terminate();
    for (const one of this.#waiting.values()) {
      clearTimeout(one.timer);
      one.reject(this.trap);
    }
    this.#waiting.clear();
  }
}

/** The engine on the page's own thread. */
class PageLine implements Line {
  trap: Trap | null = null;
  readonly #perform: (name: Call, args: unknown[]) => unknown;

  constructor(perform: (name: Call, args: unknown[]) => unknown) { this.#perform = perform; }

  async call<K extends Call>(name: K, ...args: Parameters<EngineModule[K]>): Promise<Answer<K>> {
    await new Promise((resolve) => setTimeout(resolve, 0)); // let the page breathe
    if (this.trap) throw this.trap;
    try {
      return this.#perform(name, args) as Answer<K>;
    } catch (error) {
      this.trap = new Trap(String(error));
      throw this.trap;
    }
  }
  cut(): void { /* nothing runs beside the page */ }
}

async function page_line(wasm: ArrayBuffer): Promise<Line> {
  const { perform, start_engine } = await import('./host');
  const engine = await start_engine(wasm);
  return new PageLine((name, args) => perform(engine, name, args));
}

function start_worker(): WorkerLine | null {
  try {
    return new WorkerLine();
  } catch {
    return null;
  }
}

/** A worker where one starts, else the page's own thread. The worker's script loads beside the engine. */
export async function connect(load_wasm: () => Promise<ArrayBuffer>): Promise<Line> {
  const line = start_worker();
  const wasm = await load_wasm().catch((error: unknown) => { line?.cut(); throw error; });
  try {
    if (line === null) return await page_line(wasm);
    await line.boot(wasm.slice(0));
    return line;
  } catch (error) {
    if (error instanceof Trap && error.cause_of_death === 'silent') throw new NotLoaded('engine', 'silent', 'does not start');
    return page_line(wasm);
  }
}
