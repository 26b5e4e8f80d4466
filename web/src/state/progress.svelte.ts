// What a student has answered, kept between visits.

import {
  clipped, join_windows, lacks, LONGEST, merge_progress, read_progress, untouched, unvisited, write_progress,
  type Attempt, type Read, type ScenarioProgress, type Scenarios, type TaskProgress, type Unusable,
} from './progress_file';
import { keep_aside, recall_aside, recall_older } from './set_aside';
import { forget, keeps, recall, recall_shared, remember } from './storage';

const KEY = 'progress';
const WAIT_MS = 250; // typing is written when it pauses, and when the page goes

export class Progress {
  scenarios = $state.raw<Scenarios>(new Map());
  aside = $state.raw<readonly string[]>([]); // what could not be read, as it was
  keeps = $state(keeps()); // false: only until the page closes
  #timer = 0;
  #typed = new Set<string>(); // tasks whose drafts are not written yet: no other window knows better
  #written = ''; // last, by this window
  #lent = false; // a course keeps it, and not this browser

  /** `signal`: until it is aborted, other windows are heard. */
  constructor(signal?: AbortSignal) {
    const aside = recall_aside();
    for (const text of [recall(KEY), recall_older()]) if (text !== null) this.#join(text);
    for (const text of aside) this.#try_again(text);
    keep_aside(this.aside);
    addEventListener('pagehide', () => this.#write(), { signal });
    addEventListener('storage', ({ key, newValue }) => {
      if (!key?.endsWith(`.${KEY}`) || this.#lent) return;
      if (newValue === null) this.#begin_anew(); // cleared in another window: kept here, it would come back
      else this.#join(newValue);
    }, { signal });
  }

  of(scenario: string): ScenarioProgress { return this.scenarios.get(scenario) ?? unvisited(); }
  task(scenario: string, id: string): TaskProgress { return this.of(scenario).tasks.get(id) ?? untouched(); }
  solved(scenario: string): number { return [...this.of(scenario).tasks.values()].filter((task) => task.solved).length; }
  /** What is answered now ends with the page: nobody keeps it. */
  get loses(): boolean { return !this.keeps && !this.#lent; }
  get empty(): boolean { return this.scenarios.size === 0 && this.aside.length === 0; }

  get has_recorded(): boolean {
    return [...this.scenarios.values()].some(({ tasks }) =>
      [...tasks.values()].some(({ attempts }) => attempts.some(({ status }) => status === 'recorded')));
  }

  draft(scenario: string, id: string, draft: string): void {
    if (this.task(scenario, id).draft === clipped(draft)) return;
    this.#typed.add(JSON.stringify([scenario, id]));
    this.#change(scenario, id, { draft: clipped(draft) });
  }
  attempt(scenario: string, id: string, { answer, status, at }: Attempt): void {
    const { attempts, solved } = this.task(scenario, id);
    const earlier = attempts.map((one) => ({ answer: one.answer, status: one.status }));
    const all = [...earlier, { answer: clipped(answer), status, ...(at && at.length <= LONGEST ? { at } : {}) }];
    this.#change(scenario, id, { attempts: all, solved: solved || status === 'right' });
  }
  hint(scenario: string, id: string): void { this.#change(scenario, id, { hints: this.task(scenario, id).hints + 1 }); }
  see_solution(scenario: string): void { this.#put(scenario, { ...this.of(scenario), solution_seen: true }); }

  text(): string { return write_progress(this.scenarios); }

  /** Adds what a file holds; 'partly': some of it could not be read and was set aside. */
  import(text: string): Unusable | 'imported' | 'partly' {
    const read = read_progress(text);
    if (typeof read === 'string') return read;
    this.#set_aside(read.damaged);
    this.#replace(merge_progress(this.scenarios, read.scenarios));
    this.#write();
    return read.damaged === '' ? 'imported' : 'partly';
  }
  /** From now on a course keeps it: it begins with nothing, for another may have sat at this browser. */
  lend(): void {
    this.#lent = true;
    this.scenarios = new Map();
  }
  /** No course keeps it after all: this browser does, with what it had. */
  take_back(): void {
    this.#lent = false;
    const text = recall(KEY);
    this.#replace(this.scenarios);
    if (text !== null) this.#join(text);
  }
  /** Adds what a course kept. */
  add(scenarios: Scenarios): void { this.#replace(merge_progress(this.scenarios, scenarios)); }
  clear(): void {
    this.#begin_anew();
    forget(KEY);
    this.discard_aside();
  }
  discard_aside(): void {
    this.aside = [];
    keep_aside([]);
  }

  #begin_anew(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#typed.clear();
    this.scenarios = new Map();
  }
  /** Kept by an earlier visit or by another window: it joins what stands here; what that lacks is written again. */
  #join(text: string): void {
    const kept = this.#take_in(text);
    if (kept === null || !lacks(kept.scenarios, this.scenarios) && kept.damaged === '') return;
    this.#replace(this.scenarios);
    if (kept.damaged !== '') this.#write(); // at once: next time all of it can be read
  }
  /** What can be read of it joins what stands here, and what cannot is set aside; null: nothing could. */
  #take_in(text: string): Read | null {
    const read = read_progress(text);
    if (typeof read === 'string') { this.#set_aside(text); return null; }
    this.#set_aside(read.damaged);
    this.scenarios = join_windows(read.scenarios, this.scenarios, (...task) => this.#typed.has(JSON.stringify(task)));
    return read;
  }
  /** A newer lab may read what an older one set aside. */
  #try_again(text: string): void {
    const read = read_progress(text);
    if (typeof read === 'object' && read.damaged === '') this.#replace(merge_progress(this.scenarios, read.scenarios));
    else this.#set_aside(text);
  }
  #set_aside(text: string): void {
    if (text === '' || this.aside.includes(text)) return;
    this.aside = [...this.aside, text];
    keep_aside(this.aside);
  }
  #change(scenario: string, id: string, change: Partial<TaskProgress>): void {
    const before = this.of(scenario);
    this.#put(scenario, { ...before, tasks: new Map(before.tasks).set(id, { ...this.task(scenario, id), ...change }) });
  }
  #put(scenario: string, progress: ScenarioProgress): void {
    this.#replace(new Map(this.scenarios).set(scenario, progress));
  }
  #replace(scenarios: Scenarios): void {
    this.scenarios = scenarios;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#write(), WAIT_MS);
  }
  #write(): void {
    if (this.#timer === 0 || this.#lent) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    const shared = recall_shared(KEY);
    if (shared !== null && shared !== this.#written) this.#take_in(shared); // another window wrote, which is not heard of yet
    this.#typed.clear();
    this.#written = this.text();
    this.keeps = remember(KEY, this.#written);
  }
}
