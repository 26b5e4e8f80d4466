// The tests that the tasks of a scenario carry, each judged by the engine.

import type { Examiner } from '../engine/examiner';
import { joined } from '../state/reading';
import type { Value, Values, Verdict } from '../engine/types';

/** A test as the file has it. */
interface Test { answer?: unknown; values?: Record<string, unknown>; status: string; line?: number; known?: number }
interface Task { id: string; kind: string; tests?: Test[]; wrong?: { feedback: { en: string | string[] } }[] }

/** `got`: null, while it has not been judged; `holds`: whether that is what was expected. */
export interface Trial { task: string; index: number; answer: string; expected: string; got: string | null; holds: boolean }

const described = (status: string, line = -1, known = -1) =>
  status + (known < 0 ? '' : ` (known ${known})`) + (line < 0 ? '' : ` (line ${line})`);

/** What a control holds, from JSON: numbers in rectangular lists become an array with a shape. */
export function value_of(json: unknown): Value {
  if (!Array.isArray(json)) return json as Value;
  if (json.length > 0 && json.every((one) => typeof one === 'string')) return json;
  const shape: number[] = [];
  for (let inner: unknown = json; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  return { shape, values: Float64Array.from((json as unknown[]).flat(Infinity) as number[]) };
}

/** Which of the known wrong answers spoke, by its words; −1 none. */
function recognised({ wrong = [] }: Task, { feedback }: Verdict): number {
  return wrong.findIndex((one) => feedback.en.includes(joined(one.feedback.en)));
}

function written({ answer, values }: Test): string {
  return typeof answer === 'string' ? answer : JSON.stringify(values ?? answer);
}

export class Trials {
  all = $state.raw<readonly Trial[]>([]);
  busy = $state(false);
  readonly done = $derived(this.all.filter(({ got }) => got !== null).length);
  readonly failing = $derived(this.all.filter(({ got, holds }) => got !== null && !holds).length);
  readonly #examiner: Examiner;
  #turn = 0;

  constructor(examiner: Examiner) { this.#examiner = examiner; }

  /** Of the scenario the examiner has open. */
  async run(tasks: readonly Task[]): Promise<void> {
    const turn = ++this.#turn;
    const tests = tasks.flatMap((task) => (task.tests ?? []).map((test, index) => ({ task, test, index })));
    this.all = tests.map(({ task, test, index }) => ({
      task: task.id, index, answer: written(test), expected: described(test.status, test.line, test.known), got: null, holds: false,
    }));
    this.busy = true;
    for (const [i, { task, test }] of tests.entries()) {
      const got = await this.#judge(task, test);
      if (turn !== this.#turn) return;
      this.all = this.all.map((one, k) => (k === i ? { ...one, got, holds: got === one.expected } : one));
    }
    this.busy = false;
  }

  stop(): void {
    ++this.#turn;
    if (this.busy) this.#examiner.stop();
    this.busy = false;
  }

  async #judge(task: Task, test: Test): Promise<string> {
    const answer = task.kind === 'construct' ? '' : task.kind === 'choice' ? String(test.answer) : JSON.stringify(test.answer);
    const values: Values = Object.fromEntries(Object.entries(test.values ?? {}).map(([name, value]) => [name, value_of(value)]));
    const result = await this.#examiner.judge(task.id, answer, values);
    if (!result.ok) return `${result.error.code}: ${result.error.message}`;
    const { status, line } = result.value;
    const known = test.known === undefined ? -1 : recognised(task, result.value);
    return described(known < 0 ? status : 'wrong', test.line === undefined ? -1 : line, known);
  }
}
