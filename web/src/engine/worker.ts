// The engine's own thread: names and copies only.

import type { EngineModule } from './types';
import { buffers_of, perform, start_engine, type Call } from './host';

export type Request =
  | { kind: 'boot'; wasm: ArrayBuffer }
  | { kind: 'call'; seq: number; name: Call; args: unknown[] };

export type Reply =
  | { kind: 'ready' }
  | { kind: 'answer'; seq: number; answer: unknown }
  | { kind: 'trap'; message: string };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(reply: Reply, transfer?: Transferable[]): void;
};
const running: { engine: EngineModule | null } = { engine: null };

async function serve(request: Request): Promise<void> {
  if (request.kind === 'boot') {
    running.engine = await start_engine(request.wasm);
    scope.postMessage({ kind: 'ready' });
    return;
  }
  if (running.engine === null) throw new Error('not booted');
  const answer = perform(running.engine, request.name, request.args);
  scope.postMessage({ kind: 'answer', seq: request.seq, answer }, [...buffers_of(answer)]);
}

scope.onmessage = (event) => {
  serve(event.data).catch((error: unknown) => scope.postMessage({ kind: 'trap', message: String(error) }));
};
