// A state as a short text: deflated, in base64. Where it must be shorter still, what matters least goes first.

import { bytes_of } from '../engine/base64';
import type { ScenarioProgress, TaskProgress } from '../state/progress_file';
import { read_state, write_state, type State } from './state';

const MARK = 'rl1.'; // says how the rest is packed

function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();
}

export async function pack(state: State): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(write_state(state)));
  const bytes = new Uint8Array(await through(text, new CompressionStream('deflate-raw')));
  return MARK + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Null: it is none of ours, or damaged. */
export async function unpack(text: string): Promise<State | null> {
  if (!text.startsWith(MARK)) return null;
  try {
    const bytes = bytes_of(text.slice(MARK.length));
    return read_state(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))));
  } catch {
    return null;
  }
}

/** Something that can be left out; `rank`: what goes first. */
interface Piece { rank: number; length: number; leave_out(from: State): State }

function change_task(state: State, scenario: string, id: string, change: (task: TaskProgress) => TaskProgress): State {
  const before = state.progress.get(scenario);
  const task = before?.tasks.get(id);
  if (!before || !task) return state;
  const after: ScenarioProgress = { ...before, tasks: new Map(before.tasks).set(id, change(task)) };
  return { ...state, progress: new Map(state.progress).set(scenario, after) };
}

function pieces_of_task(scenario: string, id: string, { draft, attempts }: TaskProgress): Piece[] {
  const length = (answers: TaskProgress['attempts']) => answers.reduce((sum, { answer }) => sum + answer.length, 0);
  const change = (how: (task: TaskProgress) => TaskProgress) => (state: State) => change_task(state, scenario, id, how);
  return [
    { rank: 0, length: length(attempts.slice(0, -1)), leave_out: change((task) => ({ ...task, attempts: task.attempts.slice(-1) })) },
    { rank: 1, length: draft.length, leave_out: change((task) => ({ ...task, draft: '' })) },
    { rank: 2, length: length(attempts.slice(-1)), leave_out: change((task) => ({ ...task, attempts: [] })) },
  ];
}

/** Earlier attempts, drafts, last attempts, settings; of each the longest first. What is solved is not among them. */
function pieces(state: State): Piece[] {
  const tasks = [...state.progress].flatMap(([scenario, { tasks }]) =>
    [...tasks].flatMap(([id, task]) => pieces_of_task(scenario, id, task)));
  const settings = [...state.settings].map(([name, query]): Piece => ({
    rank: 3, length: query.length,
    leave_out: (from) => ({ ...from, settings: new Map([...from.settings].filter(([other]) => other !== name)) }),
  }));
  return [...tasks, ...settings].filter(({ length }) => length > 0).sort((a, b) => a.rank - b.rank || b.length - a.length);
}

/** Packed in fewer than `limit` characters, with as little left out as that takes; null where it cannot be. */
export async function pack_within(state: State, limit: number): Promise<string | null> {
  const whole = await pack(state);
  if (whole.length < limit) return whole;
  const loose = pieces(state);
  const without = (count: number) => pack(loose.slice(0, count).reduce((so_far, piece) => piece.leave_out(so_far), state));
  let found = await without(loose.length);
  if (found.length >= limit) return null;
  for (let [low, high] = [1, loose.length]; low < high;) {
    const middle = (low + high) >> 1;
    const packed = await without(middle);
    if (packed.length < limit) [high, found] = [middle, packed];
    else low = middle + 1;
  }
  return found;
}
