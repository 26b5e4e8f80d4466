// Judges what was recorded: one exercise after the other, each answer as its task judges it.

import { submission_of } from '../answers/submission';
import { load_scenario } from '../engine/assets';
import { Examiner } from '../engine/examiner';
import type { Opened, Task, Text, Values, Verdict } from '../engine/types';
import { named_here } from './opaque';
import { read_link, read_settings } from './permalink';
import type { Progress } from './progress.svelte';
import { all_pending } from './recorded';

/** What became of an answer; `open`: nothing yet, for the task is not graded here either, or something failed. */
export interface Mark { scenario: string; title: Text; place: number; status: Exclude<Verdict['status'], 'recorded'> | 'open' }

type Waiting = ReturnType<typeof all_pending>[number];

export class Marking {
  done = $state(0);
  total = $state(0);
  busy = $state(false);
  marks = $state.raw<readonly Mark[]>([]);
  readonly #record: Progress;
  readonly #known: readonly string[];
  #examiner: Examiner | null = null;
  #stopped = false;

  /** `known`: the exercises there are here. */
  constructor(record: Progress, known: readonly string[]) { [this.#record, this.#known] = [record, known]; }

  get waiting(): readonly Waiting[] {
    return all_pending(this.#record.scenarios).filter(({ scenario }) => this.#known.includes(scenario));
  }

  async run(): Promise<void> {
    const waiting = this.waiting;
    [this.busy, this.#stopped, this.done, this.total, this.marks] = [true, false, 0, waiting.length, []];
    const examiner = this.#examiner = new Examiner();
    try {
      for (const scenario of new Set(waiting.map((one) => one.scenario)))
        if (!this.#stopped) await this.#mark_all(examiner, scenario, waiting.filter((one) => one.scenario === scenario));
    } finally {
      examiner.stop();
      this.busy = false;
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#examiner?.stop();
  }

  async #mark_all(examiner: Examiner, scenario: string, waiting: Waiting[]): Promise<void> {
    const opened = await load_scenario(scenario).then((text) => examiner.open(text)).catch(() => null);
    for (const { task: id, answer } of waiting) {
      if (this.#stopped) return;
      const place = opened?.ok ? opened.value.tasks.findIndex((task) => task.id === id) : -1;
      const task = opened?.ok ? opened.value.tasks[place] : undefined;
      const here = task ? named_here(task, answer) : answer;
      const status = opened?.ok && task ? await this.#judge(examiner, opened.value, task, here) : 'open';
      if (this.#stopped) return;
      if (status !== 'open') this.#keep(scenario, id, { given: answer, here, status });
      const title = opened?.ok ? opened.value.title : { en: scenario, de: scenario };
      this.marks = [...this.marks, { scenario, title, place: place + 1, status }];
      ++this.done;
    }
  }

  /** With the names that are used here, so that the exercise shows it as it was answered. */
  #keep(scenario: string, id: string, { given, here, status }: { given: string; here: string; status: string }): void {
    if (here !== given) this.#record.attempt(scenario, id, { answer: here, status: 'recorded' });
    if (this.#record.task(scenario, id).draft === given) this.#record.draft(scenario, id, here);
    this.#record.attempt(scenario, id, { answer: here, status });
  }

  async #judge(examiner: Examiner, { symbols, controls }: Opened, task: Task, answer: string): Promise<Mark['status']> {
    if (task.ungraded) return 'open';
    const is_state = task.kind === 'construct';
    const values: Values = is_state ? read_settings(controls, read_link(`#/x?${answer}`)).settings.values : {};
    const read = await submission_of(task, is_state ? '' : answer, symbols).catch(() => null);
    if (read === null) return 'open';
    if (read.unread !== null) return 'unreadable';
    const result = await examiner.judge(task.id, read.json, values);
    return !result.ok || result.value.status === 'recorded' ? 'open' : result.value.status;
  }
}
