// What a student has answered, kept between visits.

import { merge_progress, read_progress, untouched, write_progress, type Attempt, type ScenarioProgress, type Scenarios, type TaskProgress, type Unusable } from './progress_file';
import { forget, keeps, recall, remember } from './storage';

const KEY = 'progress';
const WAIT_MS = 250; // typing is written when it pauses, and when the page goes

export class Progress {
  scenarios = $state.raw<Scenarios>({});
  keeps = keeps(); // false: only until the page closes
  #timer = 0;

  constructor() {
    const kept = recall(KEY);
    const read = kept === null ? {} : read_progress(kept);
    if (typeof read === 'object') this.scenarios = read;
    else if (kept !== null) remember(`${KEY}-unreadable`, kept); // nothing is thrown away
    addEventListener('pagehide', () => this.#write());
    addEventListener('storage', (event) => { if (event.key?.endsWith(`.${KEY}`) && event.newValue) this.#take(event.newValue); });
  }

  of(scenario: string): ScenarioProgress { return this.scenarios[scenario] ?? { tasks: {}, solution_seen: false }; }
  task(scenario: string, id: string): TaskProgress { return this.of(scenario).tasks[id] ?? untouched(); }
  solved(scenario: string): number { return Object.values(this.of(scenario).tasks).filter((task) => task.solved).length; }
  get empty(): boolean { return Object.keys(this.scenarios).length === 0; }

  draft(scenario: string, id: string, draft: string): void {
    if (this.task(scenario, id).draft !== draft) this.#change(scenario, id, { draft });
  }
  attempt(scenario: string, id: string, attempt: Attempt): void {
    const { attempts, solved } = this.task(scenario, id);
    this.#change(scenario, id, { attempts: [...attempts, attempt], solved: solved || attempt.status === 'right' });
  }
  hint(scenario: string, id: string): void { this.#change(scenario, id, { hints: this.task(scenario, id).hints + 1 }); }
  see_solution(scenario: string): void { this.#replace({ ...this.scenarios, [scenario]: { ...this.of(scenario), solution_seen: true } }); }

  text(): string { return write_progress(this.scenarios); }
  import(text: string): Unusable | null {
    const read = read_progress(text);
    if (typeof read === 'string') return read;
    this.#replace(merge_progress(this.scenarios, read));
    this.#write();
    return null;
  }
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.scenarios = {};
    forget(KEY);
  }

  /** Another window has written: what stands here joins it. */
  #take(text: string): void {
    const read = read_progress(text);
    if (typeof read === 'object') this.scenarios = merge_progress(read, this.scenarios);
  }
  #change(scenario: string, id: string, change: Partial<TaskProgress>): void {
    const before = this.of(scenario);
    this.#replace({ ...this.scenarios, [scenario]: { ...before, tasks: { ...before.tasks, [id]: { ...this.task(scenario, id), ...change } } } });
  }
  #replace(scenarios: Scenarios): void {
    this.scenarios = scenarios;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#write(), WAIT_MS);
  }
  #write(): void {
    if (this.#timer === 0) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    remember(KEY, this.text());
  }
}
