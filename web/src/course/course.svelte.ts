// What happens between the lab and a course: what was kept comes back, what is done is kept, answers are told.

import { catalogue } from 'virtual:lab';
import { untrack } from 'svelte';
import { solved_of } from '../state/course';
import type { Control } from '../engine/types';
import type { Lab } from '../state/lab.svelte';
import { write_link } from '../state/permalink';
import type { Scenarios } from '../state/progress_file';
import type { Settings } from '../state/settings';
import type { Fault, Gradebook, Restored } from './gradebook';
import { settings_of, type Plan } from './plan';
import { nothing, write_state, type State } from './state';

const PATIENCE_MS = 5000; // then nobody keeps anything here, until somebody says so after all

export class Course {
  readonly plan: Plan;
  /** What the student should know of the course; null: all is well. */
  fault = $state.raw<Fault | null>(null);
  readonly #lab: Lab;
  readonly #book: Gradebook | null;
  #restored = $state(0); // counts what came back
  #settled = false; // it is known who keeps what is done
  #settings = new Map<string, string>();
  readonly #moved = new Map<string, { controls: Control[]; settings: Settings }>(); // since they were written down
  #judged = new Map<string, number>(); // attempts that were told, by exercise and task
  #last = JSON.stringify(write_state(nothing()));
  #timer = 0;

  constructor(lab: Lab, plan: Plan, book: Gradebook | null) {
    [this.#lab, this.plan, this.#book] = [lab, plan, book];
    this.fault = plan.faults[0] ?? null;
    lab.without = [...(plan.controls ? [] : ['controls' as const]), ...(plan.solutions ? [] : ['solutions' as const]), 'hints', 'others'];
    lab.options = plan.options;
    lab.show_as(plan);
  }

  /** To be called while a component starts. */
  watch(): void {
    const book = this.#book;
    if (book === null) return;
    this.#lab.record.lend();
    $effect(() => this.#take_up());
    $effect(() => {
      void this.#lab.record.scenarios;
      untrack(() => this.#note(book));
    });
    $effect(() => {
      void this.#lab.history;
      untrack(() => this.#move(book));
    });
    $effect(() => {
      const hide = () => { if (document.visibilityState === 'hidden') this.#keep(book, false); };
      const leave = () => { this.#keep(book, false); book.end(); };
      document.addEventListener('visibilitychange', hide);
      addEventListener('pagehide', leave);
      return () => { document.removeEventListener('visibilitychange', hide); removeEventListener('pagehide', leave); };
    });
    void this.#restore(book);
  }

  /** Solved tasks of all that count; null where there is nothing to solve. */
  get score(): number | null {
    const cards = catalogue.filter(({ name }) => this.plan.scenarios.includes(name));
    const tasks = cards.reduce((sum, card) => sum + card.tasks, 0);
    const solved = cards.reduce((sum, card) => sum + solved_of(card, this.#lab.record), 0);
    return tasks === 0 ? null : solved / tasks;
  }

  async #restore(book: Gradebook): Promise<void> {
    const patience = setTimeout(() => this.#settle(book, { keeper: false, fault: null }), PATIENCE_MS);
    const restored = await book.restore();
    clearTimeout(patience);
    this.#settle(book, restored);
  }

  /** It is known who keeps what is done; what was done before is kept now. */
  #settle(book: Gradebook, restored: Restored): void {
    if (restored.fault) this.fault = restored.fault;
    if (!restored.keeper) this.#join(() => this.#lab.record.take_back());
    else if (restored.state) this.#bring_back(restored.state);
    this.#settled = true;
    this.#move(book);
    this.#note(book);
  }

  #bring_back(state: State): void {
    for (const [name, query] of state.settings) if (!this.#settings.has(name)) this.#settings.set(name, query);
    this.#last = JSON.stringify(write_state(state));
    this.#join(() => this.#lab.record.add(state.progress));
    ++this.#restored;
  }

  /** What was done earlier joins what was done here; only the latter is news. */
  #join(earlier: () => void): void {
    const here = new Map(this.#attempts());
    earlier();
    for (const [key, count] of this.#attempts()) this.#judged.set(key, count - (here.get(key) ?? 0));
  }

  /** An exercise stands as it was left, unless it was already changed. */
  #take_up(): void {
    void this.#restored;
    const { opened, scenario } = this.#lab;
    if (!opened || scenario === null) return;
    this.#write_settings();
    const query = this.#settings.get(scenario);
    untrack(() => {
      if (query && this.#lab.history.past.length === 0) void this.#lab.follow(`#/${scenario}?${query}`);
    });
  }

  /** Something was set: it is only taken note of, for that happens with every move of a slider. */
  #move(book: Gradebook): void {
    if (!this.#settled) return;
    const { opened, scenario, controls, settings, history } = this.#lab;
    if (!opened || scenario === null || history.past.length + history.future.length === 0) return;
    this.#moved.set(scenario, { controls, settings });
    this.#rest(book);
  }

  #write_settings(): void {
    for (const [name, { controls, settings }] of this.#moved) this.#settings.set(name, settings_of(write_link(name, controls, settings)));
    this.#moved.clear();
  }

  /** All that nobody judged is kept once it rests. */
  #rest(book: Gradebook): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#keep(book, false), book.pause_ms);
  }

  /** What was answered is told at once. */
  #note(book: Gradebook): void {
    if (!this.#settled) return;
    const { record } = this.#lab;
    let fresh = false;
    for (const [key, count] of this.#attempts()) {
      const told = this.#judged.get(key) ?? 0;
      this.#judged.set(key, count);
      if (count <= told) continue;
      fresh = true;
      const [name = '', task = ''] = key.split('/');
      const status = record.task(name, task).attempts.at(-1)?.status ?? '';
      book.tell('relevance-lab.answered', { scenario: name, task, status });
    }
    if (fresh) this.#keep(book, true);
    else this.#rest(book);
  }

  /** `judged`: an answer is in it. Without one a score of 0 is no score. */
  #keep(book: Gradebook, judged: boolean): void {
    clearTimeout(this.#timer);
    if (!this.#settled) return;
    this.#write_settings();
    const state: State = { settings: this.#settings, progress: this.#progress() };
    const text = JSON.stringify(write_state(state));
    if (text === this.#last && !judged) return;
    this.#last = text;
    const { score } = this;
    void book.keep(state, judged || score ? score : null).then((fault) => this.#hear(fault));
  }

  /** What a book says of the last thing it was given. */
  #hear(fault: Fault | null): void {
    const passing = this.fault?.code === 'course-refused' || this.fault?.code === 'course-too-long';
    if (fault || passing) this.fault = fault;
  }

  /** Of these exercises alone: what else a browser keeps is no business of the course's. */
  #progress(): Scenarios {
    return new Map([...this.#lab.record.scenarios].filter(([name]) => this.plan.scenarios.includes(name)));
  }

  /** How often each task was judged, by exercise and task. */
  #attempts(): [string, number][] {
    return [...this.#progress()].flatMap(([name, { tasks }]) =>
      [...tasks].map(([id, task]): [string, number] => [`${name}/${id}`, task.attempts.length]));
  }
}
