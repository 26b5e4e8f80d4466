// A line to an engine: calls go out, answers come back in order; a trap cuts it.

import LabWorker from 'virtual:worker';
import type { EngineModule } from './types';
import type { Answer, Call } from './host';
import type { Reply, Request } from './worker';

export interface Line {
  call<K extends Call>(name: K, ...args: Parameters<EngineModule[K]>): Promise<Answer<K>>;
  cut(): void;
}

/** The line is dead: the engine trapped, or was cut off by a cancel. */
export class Trap extends Error {}

interface Waiting { resolve(answer: unknown): void; reject(error: Error): void }

async function worker_line(wasm: ArrayBuffer): Promise<Line> {
  const worker = new LabWorker();
  const waiting = new Map<number, Waiting>();
  const count = { seq: 0 };
  const die = (message: string) => {
    worker.terminate();
    for (const one of waiting.values()) one.reject(new Trap(message));
    waiting.clear();
  };
  await new Promise<void>((resolve, reject) => {
    worker.onerror = (event) => { event.preventDefault(); reject(new Error(event.message)); die(event.message); };
    worker.onmessage = (event: MessageEvent<Reply>) => {
      const reply = event.data;
      if (reply.kind === 'ready') resolve();
      else if (reply.kind === 'trap') { reject(new Error(reply.message)); die(reply.message); }
      else { waiting.get(reply.seq)?.resolve(reply.answer); waiting.delete(reply.seq); }
    };
    const boot: Request = { kind: 'boot', wasm };
    worker.postMessage(boot, [wasm]);
  });
  return {
    call<K extends Call>(name: K, ...args: Parameters<EngineModule[K]>) {
      const seq = ++count.seq;
      return new Promise<Answer<K>>((resolve, reject) => {
        waiting.set(seq, { resolve: (answer) => resolve(answer as Answer<K>), reject });
        const request: Request = { kind: 'call', seq, name, args };
        worker.postMessage(request);
      });
    },
    cut: () => die('cancelled'),
  };
}

async function page_line(wasm: ArrayBuffer): Promise<Line> {
  const { perform, start_engine } = await import('./host');
  const engine = await start_engine(wasm);
  return {
    async call<K extends Call>(name: K, ...args: Parameters<EngineModule[K]>) {
      await new Promise((resolve) => setTimeout(resolve, 0)); // let the page breathe
      try {
        return perform(engine, name, args) as Answer<K>;
      } catch (error) {
        throw new Trap(String(error));
      }
    },
    cut: () => undefined,
  };
}

/** A worker where one starts, else the page's own thread. */
export async function connect(load_wasm: () => Promise<ArrayBuffer>): Promise<Line> {
  const wasm = await load_wasm();
  try {
    return await worker_line(wasm.slice(0));
  } catch {
    return page_line(wasm);
  }
}
