// Progress as it is kept and exported: answers, attempts, hints, what is solved. Versioned.

import { is_record } from './plain';

/** `at`: of the last one, what was set then, as a link says it. */
export interface Attempt { answer: string; status: string; at?: string }
export interface TaskProgress { draft: string; attempts: Attempt[]; hints: number; solved: boolean }
/** Maps, not objects: a task may be called `constructor`. */
export interface ScenarioProgress { tasks: ReadonlyMap<string, TaskProgress>; solution_seen: boolean }
export type Scenarios = ReadonlyMap<string, ScenarioProgress>;
export type Unusable = 'not_ours' | 'newer' | 'damaged';

/** What could be read; `damaged`: the entries of which a part could not, as a file of their own, or ''. */
export interface Read { scenarios: Scenarios; damaged: string }

export const FORMAT = 'relevance-lab-progress';
export const VERSION = 1;
export const LONGEST = 20_000; // characters of an answer
const MOST_ATTEMPTS = 200;

export const untouched = (): TaskProgress => ({ draft: '', attempts: [], hints: 0, solved: false });
export const unvisited = (): ScenarioProgress => ({ tasks: new Map(), solution_seen: false });

/** An answer as it is kept: what is longer would not be read again. */
export const clipped = (answer: string) => answer.slice(0, LONGEST);

type Entries = Iterable<readonly [string, unknown]>;

function file_of(scenarios: Entries): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, scenarios: Object.fromEntries(scenarios) }, null, 1);
}

export function write_progress(scenarios: Scenarios): string {
  const plain = ({ tasks, solution_seen }: ScenarioProgress) => ({ tasks: Object.fromEntries(tasks), solution_seen });
  return file_of([...scenarios].map(([name, one]) => [name, plain(one)] as const));
}

const is_text = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST;
const is_count = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function read_attempt(value: unknown): Attempt | null {
  if (!is_record(value) || !is_text(value['answer']) || !is_text(value['status'])) return null;
  const { answer, status, at } = value as { answer: string; status: string; at?: unknown };
  return is_text(at) ? { answer, status, at } : { answer, status };
}

/** Each part that is as it should be; `whole`: all of them were. */
function read_task(value: unknown): { task: TaskProgress; whole: boolean } {
  if (!is_record(value)) return { task: untouched(), whole: false };
  const { draft, attempts, hints, solved } = value;
  const listed: unknown[] = Array.isArray(attempts) ? attempts.slice(-MOST_ATTEMPTS) : [];
  const read = listed.map(read_attempt).filter((one) => one !== null);
  const task = {
    draft: typeof draft === 'string' ? clipped(draft) : '', attempts: read,
    hints: is_count(hints) ? Math.floor(hints) : 0, solved: solved === true,
  };
  const all_attempts = Array.isArray(attempts) && read.length === listed.length;
  const whole = is_text(draft) && all_attempts && is_count(hints) && typeof solved === 'boolean';
  return { task, whole };
}

/** A scenario with the raw tasks of which a part could not be read; all of it, where it is no scenario. */
function read_scenario(value: unknown): { scenario: ScenarioProgress; damaged: unknown } {
  if (!is_record(value) || !is_record(value['tasks'])) return { scenario: unvisited(), damaged: value };
  const tasks = new Map<string, TaskProgress>();
  const damaged = new Map<string, unknown>();
  for (const [id, one] of Object.entries(value['tasks'])) {
    const { task, whole } = read_task(one);
    tasks.set(id, task);
    if (!whole) damaged.set(id, one);
  }
  const solution_seen = value['solution_seen'] === true;
  const whole = damaged.size === 0 && typeof value['solution_seen'] === 'boolean';
  return { scenario: { tasks, solution_seen }, damaged: whole ? undefined : { tasks: Object.fromEntries(damaged), solution_seen } };
}

/** What stands in a file, or why it cannot be used. A damaged entry costs itself alone. */
export function read_progress(text: string): Read | Unusable {
  let file: unknown;
  try { file = JSON.parse(text); } catch { return 'not_ours'; }
  if (!is_record(file) || file['format'] !== FORMAT) return 'not_ours';
  if (typeof file['version'] !== 'number' || file['version'] > VERSION) return 'newer';
  if (!is_record(file['scenarios'])) return 'damaged';
  const scenarios = new Map<string, ScenarioProgress>();
  const damaged = new Map<string, unknown>();
  for (const [name, one] of Object.entries(file['scenarios'])) {
    const read = read_scenario(one);
    scenarios.set(name, read.scenario);
    if (read.damaged !== undefined) damaged.set(name, read.damaged);
  }
  return { scenarios, damaged: damaged.size === 0 ? '' : file_of(damaged) };
}

function merge_tasks(own: TaskProgress, other: TaskProgress): TaskProgress {
  const same = (a: Attempt, b: Attempt) => a.answer === b.answer && a.status === b.status;
  const unmatched = [...own.attempts]; // who tries the same twice has tried twice
  const added = other.attempts.filter((one) => {
    const twin = unmatched.findIndex((mine) => same(mine, one));
    if (twin >= 0) unmatched.splice(twin, 1);
    return twin < 0;
  });
  return {
    draft: own.draft || other.draft, attempts: [...own.attempts, ...added].slice(-MOST_ATTEMPTS),
    hints: Math.max(own.hints, other.hints), solved: own.solved || other.solved,
  };
}

/** Both together: nothing of either is lost. */
export function merge_progress(own: Scenarios, other: Scenarios): Scenarios {
  const merged = new Map(own);
  for (const [name, one] of other) {
    const mine = own.get(name) ?? unvisited();
    const tasks = new Map(mine.tasks);
    for (const [id, task] of one.tasks) tasks.set(id, merge_tasks(tasks.get(id) ?? untouched(), task));
    merged.set(name, { tasks, solution_seen: mine.solution_seen || one.solution_seen });
  }
  return merged;
}

/** As merge_progress, of what windows of one browser share: the draft kept last counts, but where `is_newer` here. */
export function join_windows(kept: Scenarios, here: Scenarios, is_newer: (scenario: string, id: string) => boolean): Scenarios {
  const joined = new Map(merge_progress(kept, here));
  for (const [name, { tasks, solution_seen }] of joined) {
    const with_draft = [...tasks].map(([id, task]) => {
      const last = is_newer(name, id) ? here.get(name)?.tasks.get(id) : kept.get(name)?.tasks.get(id);
      return [id, { ...task, draft: (last ?? task).draft }] as const;
    });
    joined.set(name, { tasks: new Map(with_draft), solution_seen });
  }
  return joined;
}

/** Whether something of `all` is missing in what is kept. */
export function lacks(kept: Scenarios, all: Scenarios): boolean {
  const misses = (there: TaskProgress, task: TaskProgress) => task.attempts.length > there.attempts.length
    || task.hints > there.hints || task.solved !== there.solved || task.draft !== there.draft;
  return [...all].some(([name, { tasks, solution_seen }]) => {
    const there = kept.get(name) ?? unvisited();
    return solution_seen !== there.solution_seen || [...tasks].some(([id, task]) => misses(there.tasks.get(id) ?? untouched(), task));
  });
}
