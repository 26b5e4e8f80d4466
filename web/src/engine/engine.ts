// Talks to the engine: opens a scenario, runs the newest settings, survives traps.

import type { Control, EngineError, Frame, Opened, Result, Values, Verdict } from './types';
import { load_asset, load_wasm } from './assets';
import { connect, Trap, type Line } from './line';

export type Activity = 'idle' | 'running' | 'advancing';

export interface Listener {
  /** `first`: the answer to settings; else a slice of what goes on from there. */
  frame(frame: Frame, first: boolean): void;
  controls(controls: Control[]): void;
  error(error: EngineError): void;
  activity(activity: Activity): void;
  restarted(): void;
}

const SLICE_MS = 10;

export class Engine {
  #line: Promise<Line> | null = null;
  #listener: Listener;
  #text = '';
  #given: string[] = []; // names of the assets the open scenario got
  #id = -1;
  #next: Values | null = null; // the newest settings not yet run
  #busy = false;
  #stop = false;
  #interrupt: () => void = () => undefined; // ends the wait for a slice
  #era = 0; // counts what was opened: frames of what is closed are nobody's
  #held = false; // cancelled: no advancing until something that resumes is asked for
  #trapped = false; // the last run already cost an engine

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** Starts loading the engine before it is needed. */
  warm_up(): Promise<Line> {
    this.#line ??= connect(load_wasm).catch((error: unknown) => { this.#line = null; throw error; });
    return this.#line;
  }

  async open(text: string): Promise<Result<Opened>> {
    this.#next = null;
    this.#era += 1;
    this.#halt();
    this.#held = false;
    const line = await this.warm_up();
    if (this.#id >= 0) await line.call('close', this.#id);
    this.#text = text;
    this.#given = [];
    this.#id = -1;
    const opened = await line.call('open', text);
    if (!opened.ok) return opened;
    this.#id = opened.value.id;
    const supplied = await this.#supply(line, opened.value.needs);
    if (!supplied.ok) return supplied;
    return supplied.value ? { ok: true, value: { ...opened.value, controls: supplied.value } } : opened;
  }

  /** Runs with these settings; where a run is under way, only the newest wait. `resumes`: what was cancelled may go on. */
  request(values: Values, resumes: boolean): void {
    this.#next = values;
    if (resumes) this.#held = false;
    this.#halt();
    this.#trapped = false;
    if (!this.#busy) void this.#work();
  }

  /** Judges an answer; a line that dies meanwhile is an error of its own. */
  async grade(task: string, answer: string, values: Values): Promise<Result<Verdict>> {
    try {
      return await (await this.warm_up()).call('grade', this.#id, task, answer, values);
    } catch (error) {
      if (!this.#busy && error instanceof Trap) void this.#recover(values, error);
      return { ok: false, error: { code: 'internal', message: String(error), params: {} } };
    }
  }

  /** Ends long work: between slices where there are slices, else by a fresh engine. */
  async cancel(during: Activity): Promise<void> {
    this.#held = true;
    this.#halt();
    if (during === 'running') (await this.#line)?.cut();
  }

  #halt(): void {
    this.#stop = true;
    this.#interrupt();
  }

  /** Gives the scenario its files; where that changes the controls, they come back. */
  async #supply(line: Line, needs: string[]): Promise<Result<Control[] | null>> {
    const bytes = await Promise.all(needs.map((name) => load_asset(name)));
    let controls: Control[] | null = null;
    for (const [i, name] of needs.entries()) {
      const result = await line.call('provide', this.#id, name, bytes[i] ?? new Uint8Array());
      if (!result.ok) return { ok: false, error: { ...result.error, params: { ...result.error.params, name } } };
      this.#given.push(name);
      if (result.value.controls.length > 0) controls = result.value.controls;
    }
    return { ok: true, value: controls };
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#next !== null) {
      const values = this.#next;
      this.#next = null;
      this.#stop = false;
      try {
        await this.#run(await this.warm_up(), values);
      } catch (error) {
        await this.#recover(values, error);
      }
    }
    this.#busy = false;
    this.#listener.activity('idle');
  }

  async #run(line: Line, values: Values): Promise<void> {
    this.#listener.activity('running');
    let result = await line.call('run', this.#id, values);
    const missing = result.ok ? undefined : result.error.params['name'];
    if (!result.ok && result.error.code === 'asset-missing' && missing && !this.#given.includes(missing)) {
      const supplied = await this.#supply(line, [missing]);
      if (supplied.ok && supplied.value) this.#listener.controls(supplied.value);
      result = supplied.ok ? await line.call('run', this.#id, values) : supplied;
    }
    await this.#go_on(line, result);
  }

  /** Slice after slice: the next is asked for before the last is shown, so the engine never waits for the page. */
  async #go_on(line: Line, answer: Result<Frame>): Promise<void> {
    const era = this.#era;
    for (let result = answer, first = true; ; first = false) {
      const more = result.ok && !result.value.done && !this.#stop && !this.#held;
      const coming = more ? line.call('advance', this.#id, SLICE_MS) : null;
      if (coming) this.#listener.activity('advancing');
      this.#deliver(result, first, era);
      const next = coming && await this.#unless_halted(coming);
      if (next === null) {
        // what is under way holds views that the engine will not send again; it comes before any newer answer
        coming?.then((late) => this.#deliver(late, false, era)).catch(() => undefined);
        return;
      }
      result = next;
    }
  }

  /** The answer, or null as soon as something newer is wanted. */
  #unless_halted<T>(answer: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      if (this.#stop) resolve(null);
      this.#interrupt = () => resolve(null);
      answer.then(resolve, reject);
    });
  }

  #deliver(result: Result<Frame>, first: boolean, era: number): void {
    if (era !== this.#era) return;
    if (result.ok) this.#listener.frame(result.value, first);
    else this.#listener.error(result.error);
  }

  /** After a trap or a cut line: a fresh engine with the same scenario and settings. */
  async #recover(values: Values, error: unknown): Promise<void> {
    const cancelled = error instanceof Trap && error.message === 'cancelled';
    if (!(error instanceof Trap)) {
      this.#listener.error({ code: 'file-missing', message: String(error), params: {} });
      return;
    }
    const names = this.#given;
    this.#line = null;
    const line = await this.warm_up();
    const opened = await line.call('open', this.#text);
    if (!opened.ok) { this.#listener.error(opened.error); return; }
    this.#id = opened.value.id;
    this.#given = [];
    await this.#supply(line, names);
    if (cancelled) return;
    if (this.#trapped) this.#listener.error({ code: 'internal', message: error.message, params: {} });
    else { this.#trapped = true; this.#next ??= values; this.#listener.restarted(); }
  }
}
