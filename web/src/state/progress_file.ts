// Progress as it is kept and exported: answers, attempts, hints, what is solved. Versioned.

export interface Attempt { answer: string; status: string }
export interface TaskProgress { draft: string; attempts: Attempt[]; hints: number; solved: boolean }
export interface ScenarioProgress { tasks: Record<string, TaskProgress>; solution_seen: boolean }
export type Scenarios = Record<string, ScenarioProgress>;
export type Unusable = 'not_ours' | 'newer' | 'damaged';

export const FORMAT = 'relevance-lab-progress';
export const VERSION = 1;
const MOST_ATTEMPTS = 200, LONGEST = 20_000;

export const untouched = (): TaskProgress => ({ draft: '', attempts: [], hints: 0, solved: false });

export function write_progress(scenarios: Scenarios): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, scenarios }, null, 1);
}

const is_record = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const is_text = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST;

function read_attempt(value: unknown): Attempt | null {
  return is_record(value) && is_text(value['answer']) && is_text(value['status']) ? { answer: value['answer'], status: value['status'] } : null;
}

function read_task(value: unknown): TaskProgress | null {
  if (!is_record(value)) return null;
  const { draft, attempts, hints, solved } = value;
  if (!is_text(draft) || !Array.isArray(attempts) || typeof hints !== 'number' || !(hints >= 0) || typeof solved !== 'boolean') return null;
  const read = attempts.slice(-MOST_ATTEMPTS).map(read_attempt);
  return read.every((one) => one !== null) ? { draft, attempts: read, hints: Math.floor(hints), solved } : null;
}

function read_scenario(value: unknown): ScenarioProgress | null {
  if (!is_record(value) || !is_record(value['tasks']) || typeof value['solution_seen'] !== 'boolean') return null;
  const tasks: Record<string, TaskProgress> = {};
  for (const [id, one] of Object.entries(value['tasks'])) {
    const task = read_task(one);
    if (task === null) return null;
    tasks[id] = task;
  }
  return { tasks, solution_seen: value['solution_seen'] };
}

/** What stands in a file, or why it cannot be used. */
export function read_progress(text: string): Scenarios | Unusable {
  let file: unknown;
  try { file = JSON.parse(text); } catch { return 'not_ours'; }
  if (!is_record(file) || file['format'] !== FORMAT) return 'not_ours';
  if (typeof file['version'] !== 'number' || file['version'] > VERSION) return 'newer';
  if (!is_record(file['scenarios'])) return 'damaged';
  const scenarios: Scenarios = {};
  for (const [name, one] of Object.entries(file['scenarios'])) {
    const scenario = read_scenario(one);
    if (scenario === null) return 'damaged';
    scenarios[name] = scenario;
  }
  return scenarios;
}

function merge_tasks(own: TaskProgress, other: TaskProgress): TaskProgress {
  const same = (a: Attempt, b: Attempt) => a.answer === b.answer && a.status === b.status;
  const added = other.attempts.filter((one) => !own.attempts.some((mine) => same(mine, one)));
  return {
    draft: own.draft || other.draft, attempts: [...own.attempts, ...added].slice(-MOST_ATTEMPTS),
    hints: Math.max(own.hints, other.hints), solved: own.solved || other.solved,
  };
}

/** Both together: nothing of either is lost. */
export function merge_progress(own: Scenarios, other: Scenarios): Scenarios {
  const merged: Scenarios = { ...own };
  for (const [name, one] of Object.entries(other)) {
    const mine = own[name] ?? { tasks: {}, solution_seen: false };
    const tasks = { ...mine.tasks };
    for (const [id, task] of Object.entries(one.tasks)) tasks[id] = merge_tasks(tasks[id] ?? untouched(), task);
    merged[name] = { tasks, solution_seen: mine.solution_seen || one.solution_seen };
  }
  return merged;
}
