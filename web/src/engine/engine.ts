// Talks to the engine: opens a scenario, runs the newest settings, survives the engine's death.

import type { Control, EngineError, Frame, Opened, Result, Values, Verdict } from './types';
import { load_asset, load_wasm } from './assets';
import { failure, Refused, Superseded, unwrap } from './failure';
import { connect, Trap, type Line } from './line';

export type Activity = 'idle' | 'running' | 'advancing';

export interface Listener {
  /** `first`: the answer to settings; else a slice of what goes on from there. */
  frame(frame: Frame, first: boolean): void;
  controls(controls: Control[]): void;
  error(error: EngineError): void;
  activity(activity: Activity): void;
  /** A fresh engine took over, with the same scenario and settings. */
  restarted(): void;
}

/** What an engine is reached by; tests bring their own. */
export interface Tools { connect(): Promise<Line>; load_asset(name: string): Promise<Uint8Array> }
const TOOLS: Tools = { connect: () => connect(load_wasm), load_asset };

/** What is open: its text, the files it got, and where it stands. Another exercise is another session. */
interface Session { text: string; given: string[]; line: Line | null; id: number; entering: Promise<Opened> | null }

const SLICE_MS = 10;

export class Engine {
  readonly #listener: Listener;
  readonly #tools: Tools;
  #line: Promise<Line> | null = null;
  #session: Session | null = null;
  #left: Session | null = null; // still open in the engine
  #next: Values | null = null; // the newest settings not yet run
  #stands = false;
  #busy = false;
  #stop = false;
  #interrupt: () => void = () => undefined; // ends the wait for a slice
  #held = false; // cancelled: no advancing until something that resumes is asked for
  #trapped = false; // the last run already cost an engine

  /** Fulfilled once an engine is there for the first time. */
  readonly came: Promise<void>;
  #tell_came: () => void = () => undefined;

  constructor(listener: Listener, tools = TOOLS) {
    this.came = new Promise((resolve) => { this.#tell_came = resolve; });
    this.#listener = listener;
    this.#tools = tools;
  }

  /** Whether an engine is there, or was: what is opened is shown without waiting for a file of that size. */
  get stands(): boolean { return this.#stands; }

  /** A living line; loads the engine where there is none, also before it is needed. */
  async warm_up(): Promise<Line> {
    const dialled = this.#line ??= this.#tools.connect();
    const forget = () => { if (this.#line === dialled) this.#line = null; };
    try {
      const line = await dialled;
      this.#stands = true;
      this.#tell_came();
      if (!line.trap) return line;
    } catch (error) {
      forget(); // the next one who asks tries again
      throw error;
    }
    forget();
    return this.warm_up();
  }

  /** What was open is nobody's from now on, while the next text is still on its way. */
  leave(): void {
    this.#left = this.#session ?? this.#left;
    this.#session = null;
    this.#next = null;
    this.#halt();
  }

  async open(text: string): Promise<Result<Opened>> {
    this.leave();
    const before = this.#left;
    this.#left = null;
    const session: Session = { text, given: [], line: null, id: -1, entering: null };
    this.#session = session;
    this.#held = false;
    try {
      return { ok: true, value: await this.#enter_or_retry(session, before) };
    } catch (error) {
      if (error instanceof Refused || error instanceof Superseded) return { ok: false, error: failure(error) };
      throw error;
    }
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
      const session = this.#current();
      const line = await this.#ready(session);
      return await this.#supplying(session, line, () => line.call('grade', session.id, task, answer, values));
    } catch (error) {
      return { ok: false, error: failure(error) };
    }
  }

  /** Ends a judgement that takes too long: only a fresh engine answers again. What else was under way runs anew. */
  async cancel_grading(): Promise<void> {
    (await this.#line?.catch(() => null))?.cut();
  }

  /** Ends long work: between slices where there are slices, else by a fresh engine. */
  async cancel(during: Activity): Promise<void> {
    this.#held = true;
    this.#halt();
    if (during === 'running') (await this.#line?.catch(() => null))?.cut();
  }

  #halt(): void {
    this.#stop = true;
    this.#interrupt();
  }

  #current(): Session {
    if (this.#session === null) throw new Superseded();
    return this.#session;
  }

  /** A line that dies while it loads is replaced once. */
  async #enter_or_retry(session: Session, before: Session | null): Promise<Opened> {
    try {
      const line = await this.warm_up();
      if (before?.line === line) await line.call('close', before.id);
      return await this.#enter(session, line);
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      return this.#enter(session, await this.warm_up());
    }
  }

  #enter(session: Session, line: Line): Promise<Opened> {
    session.entering ??= this.#tell(session, line).finally(() => { session.entering = null; });
    return session.entering;
  }

  /** Tells a line what is open: the scenario, and the files it needs or already had. */
  async #tell(session: Session, line: Line): Promise<Opened> {
    const opened = unwrap(await line.call('open', session.text));
    try {
      this.#assert_current(session);
      const names = [...new Set([...opened.needs_first, ...session.given])];
      session.id = opened.id;
      const controls = await this.#supply(session, line, names);
      session.line = line;
      return controls ? { ...opened, controls } : opened;
    } catch (error) {
      line.call('close', opened.id).catch(() => undefined);
      throw error;
    }
  }

  /** The line on which the session stands open; a fresh one is told everything anew. */
  async #ready(session: Session): Promise<Line> {
    const line = await this.warm_up();
    this.#assert_current(session);
    if (session.line === line) return line;
    const death = session.line?.trap;
    await this.#enter(session, line);
    if (death && death.cause_of_death !== 'cancelled') this.#listener.restarted();
    return line;
  }

  #assert_current(session: Session): void {
    if (session !== this.#session) throw new Superseded();
  }

  /** Gives the scenario its files; where that changes the controls, they come back. */
  async #supply(session: Session, line: Line, names: string[]): Promise<Control[] | null> {
    const bytes = await Promise.all(names.map((name) => this.#tools.load_asset(name)));
    let controls: Control[] | null = null;
    for (const [i, name] of names.entries()) {
      this.#assert_current(session);
      const provided = unwrap(await line.call('provide', session.id, name, bytes[i] ?? new Uint8Array()), { name });
      if (!session.given.includes(name)) session.given.push(name);
      if (provided.controls.length > 0) controls = provided.controls;
    }
    return controls;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#next !== null && this.#session !== null) {
      const [values, session] = [this.#next, this.#session];
      this.#next = null;
      this.#stop = false;
      this.#listener.activity('running');
      try {
        await this.#run(session, await this.#ready(session), values);
      } catch (error) {
        if (session === this.#session) this.#recover(session, values, error);
      }
    }
    this.#busy = false;
    this.#listener.activity('idle');
  }

  async #run(session: Session, line: Line, values: Values): Promise<void> {
    await this.#go_on(session, line, await this.#supplying(session, line, () => line.call('run', session.id, values)));
  }

  /** Asks again with what an answer is missing: files that these values ask for beyond what all do. */
  async #supplying<T>(session: Session, line: Line, ask: () => Promise<Result<T>>): Promise<Result<T>> {
    let result = await ask();
    while (!result.ok && result.error.code === 'asset-missing') {
      const missing = result.error.params['name'];
      if (!missing || session.given.includes(missing)) break;
      const controls = await this.#supply(session, line, [missing]);
      if (controls) this.#listener.controls(controls);
      result = await ask();
    }
    return result;
  }

  /** Slice after slice: the next is asked for before the last is shown, so the engine never waits for the page. */
  async #go_on(session: Session, line: Line, answer: Result<Frame>): Promise<void> {
    for (let result = answer, first = true; ; first = false) {
      const more = result.ok && !result.value.done && !this.#stop && !this.#held;
      const coming = more ? line.call('advance', session.id, SLICE_MS) : null;
      if (coming) this.#listener.activity('advancing');
      this.#deliver(session, result, first);
      const next = coming && await this.#unless_halted(coming);
      if (next === null) {
        // what is under way holds views that the engine will not send again; it comes before any newer answer
        coming?.then((late) => this.#deliver(session, late, false)).catch(() => undefined);
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

  /** Frames of what is closed are nobody's. */
  #deliver(session: Session, result: Result<Frame>, first: boolean): void {
    if (session !== this.#session) return;
    if (result.ok) this.#listener.frame(result.value, first);
    else this.#listener.error(result.error);
  }

  /** After a death the same settings run once more, on a fresh engine; what kills that too is told. */
  #recover(session: Session, values: Values, error: unknown): void {
    if (error instanceof Trap && error.cause_of_death === 'cancelled' && this.#held) {
      this.#ready(session).catch(() => undefined); // the next change finds it standing
    } else if (error instanceof Trap && !this.#trapped) {
      this.#trapped = true;
      this.#next ??= values;
    } else {
      this.#listener.error(failure(error));
    }
  }
}
