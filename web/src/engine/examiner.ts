// An engine that judges answers and shows nothing: many in turn, beside whatever stands on the stage.

import { Engine, type Tools } from './engine';
import type { Opened, Result, Values, Verdict } from './types';

const NOBODY = {
  frame: () => undefined, controls: () => undefined, error: () => undefined, activity: () => undefined, restarted: () => undefined,
};

export class Examiner {
  readonly #engine: Engine;

  constructor(tools?: Tools) { this.#engine = new Engine(NOBODY, tools); }

  open(text: string): Promise<Result<Opened>> { return this.#engine.open(text); }

  /** `values`: of a construct, the state that is handed in. */
  judge(task: string, answer: string, values: Values = {}): Promise<Result<Verdict>> { return this.#engine.grade(task, answer, values); }

  /** Ends what is being judged, which comes back as cancelled, and gives the engine's memory back. */
  stop(): void { void this.#engine.cancel_grading(); }
}
