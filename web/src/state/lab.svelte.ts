// The one state object: what is open, what is set, what came back.

import { catalogue, type Card } from 'virtual:lab';
import { tick } from 'svelte';
import { on_arrivals, type Arrivals } from '../engine/arrivals';
import { load_asset, load_scenario } from '../engine/assets';
import { Clock } from './clock';
import { Controlled } from './controlled.svelte';
import { make_rasteriser } from './drawing';
import { Engine, type Activity, type Tools } from '../engine/engine';
import { failure } from '../engine/failure';
import { load_first } from '../engine/first_frame';
import type { Control, EngineError, Frame, Opened, Result, Text, Verdict } from '../engine/types';
import { on_slow_line, painted, when_idle } from './moments';
import { replace_hash } from './own_links';
import { Pace } from './pace.svelte';
import { read_link, read_looks, read_settings, sets_nothing, write_link, type Link } from './permalink';
import { Progress } from './progress.svelte';
import { statement_of } from './reading';
import { advance_history, engine_values, refit, start_history, type History } from './settings';
import { remember } from './storage';
import { WaitingFrame } from './waiting_frame';

/** The pixel that is pointed at, wherever a picture of this size is shown. */
export interface Spot { rows: number; columns: number; row: number; column: number }

/** What an embedding may leave out; `others`: the ways to other exercises. */
export type Part = 'controls' | 'solutions' | 'hints' | 'others';

/** An exercise that is not one of the page's own. */
export interface Own { card: Card; text: string }

export class Lab extends Controlled {
  unknown = $state(false); // the link named no exercise
  validating = $state(false); // it named the page on which a scenario file is tried
  own = $state.raw<Own | null>(null);
  /** What the gallery says of what is being opened, and its statement, before the engine is there. */
  readonly card = $derived<Card | null>(this.own?.card ?? catalogue.find((card) => card.name === this.scenario) ?? null);
  statement = $state.raw<Text | null>(null);
  opened = $state.raw<Opened | null>(null);
  /** What the link one came by holds and cannot be read. */
  dropped = $state.raw<string[]>([]);
  activity = $state<Activity>('idle');
  note = $state<'restarted' | 'cancelled' | 'stopped' | null>(null);
  loading = $state(false);
  /** The first pictures have been seen: what stands beside and below them may follow. */
  seen = $state(false);
  arriving = $state.raw<Arrivals | null>(null); // files under way
  /** Whether a run's own bar says how far the engine is: work with a name of its own is told beside it. */
  readonly told_by_bar = $derived(
    this.acting.length === 0 && this.progress_label.en === '' && this.controls.some((control) => control.kind === 'run'));
  spot = $state.raw<Spot | null>(null);
  reporting = $state(false); // what was answered is laid out to be handed in

  /** What an embedding leaves out, and its options as they stand in the address. */
  without = $state.raw<readonly Part[]>([]);
  options = '';

  readonly record = new Progress(this.ended.signal);
  readonly #clock = new Clock(this.ended.signal);
  readonly #pace = new Pace();
  readonly #rasterise = make_rasteriser();
  readonly #engine: Engine;
  #load_page: () => Promise<unknown> = () => Promise.resolve();
  #half_read: Link | null = null; // a link, until all it speaks of is here
  readonly #waiting = new WaitingFrame((frame) => this.#take(frame));
  #turn = 0; // counts what was opened: what comes late is nobody's
  #asked: string[] = []; // the action asked for last, where no setting followed
  #ended = false; // an action was cancelled: it does not go on by itself
  #link_timer = 0;

  /** `tools`: of a lab beside the page's own, which follows no link and keeps no progress. */
  constructor(tools?: Tools) {
    super();
    this.#engine = new Engine({
      frame: (frame, first) => this.#arrive(frame, first),
      controls: (controls) => this.#redeclare(controls),
      error: (error) => { this.#waiting.show(); this.#fail(error); },
      activity: (activity) => this.#note_activity(activity),
      restarted: () => { this.note = 'restarted'; },
    }, tools);
    if (tools) { this.record.lend(); return; }
    on_arrivals((now) => { this.arriving = now; });
    addEventListener('hashchange', (event) => this.#go(new URL(event.newURL).hash));
  }

  /** Once the engine is there: then the line is free for what can wait. */
  get engine_came(): Promise<void> { return this.#engine.came; }

  get pace(): Pace['now'] { return this.#pace.now; }

  /**
   * Words come first: on a slow line the engine follows them, in the gallery it waits until the browser has nothing else to do.
   * `load_page`: what shows an exercise.
   */
  start(load_page: () => Promise<unknown>): void {
    this.#load_page = () => load_page().catch(() => undefined); // told where it is shown
    this.#go(location.hash);
    const warm_up = () => { this.#engine.warm_up().catch(() => undefined); }; // told where it is needed
    if (this.scenario === null) when_idle(warm_up);
    else if (!on_slow_line()) warm_up();
  }

  /** By the address: there the gallery offers to go on. */
  #go(hash: string): void {
    void this.follow(hash);
    if (this.scenario !== null) remember('last', this.scenario);
  }

  async follow(hash: string): Promise<void> {
    const link = read_link(hash);
    this.show_as(read_looks(link));
    const known = catalogue.some((card) => card.name === link.scenario);
    this.validating = link.scenario === 'validate';
    this.unknown = link.scenario !== null && !known && !this.validating;
    if (known && link.scenario === this.scenario && (this.opened || this.loading)) {
      if (!this.opened) return;
      const { settings, dropped } = read_settings(this.controls, link);
      this.replace(advance_history(this.history, settings));
      this.#half_read = dropped.length > 0 ? link : null;
      this.dropped = dropped;
      this.showing.read(link.query.get('show'));
    } else {
      this.scenario = known ? link.scenario : null;
      if (this.scenario !== null) await this.#open(this.scenario, hash);
    }
  }

  /** Judges an answer with the settings as they stand. */
  grade(task: string, answer: string): Promise<Result<Verdict>> {
    return this.#engine.grade(task, answer, engine_values(this.settings, this.controls, [], this.#rasterise));
  }

  cancel_grading(): void { void this.#engine.cancel_grading(); }

  act(name: string): void {
    this.acting = this.#asked = [name];
    this.arrived = '';
    this.note = null;
    this.#run([name]);
  }

  cancel(): void {
    void this.#engine.cancel(this.activity);
    this.note = this.acting.length > 0 ? 'cancelled' : 'stopped';
    this.#ended = this.acting.length > 0;
    this.acting = [];
  }

  /** After a file did not come: what was asked for once more, or the exercise; the link still holds what was set. */
  retry(): void {
    const [action] = this.#asked;
    if (!this.opened && this.scenario !== null) void this.#open(this.scenario, location.hash);
    else if (action !== undefined) this.act(action);
    else this.#run([]);
  }

  /** Gives the engine's memory back, and its own. */
  end(): void {
    this.ended.abort();
    void this.#engine.cancel_grading();
  }

  /** Another text of the same exercise keeps what is set. */
  open_own(own: Own): Promise<void> {
    const query = this.opened && this.scenario === own.card.name ? this.query() : '';
    this.own = own;
    this.scenario = own.card.name;
    return this.#open(own.card.name, `#/${own.card.name}?${query}`);
  }

  async #open(name: string, hash: string): Promise<void> {
    const turn = ++this.#turn;
    this.#engine.leave();
    clearTimeout(this.#link_timer);
    this.loading = true;
    this.seen = false;
    this.opened = null;
    this.statement = null;
    this.clear();
    this.note = null;
    this.dropped = [];
    this.#asked = [];
    this.#ended = false;
    this.#waiting.drop();
    const link = read_link(hash);
    this.showing.begin(name, link.query.get('show'));
    const first_coming = !this.own && sets_nothing(link) && !this.#engine.stands ? load_first(name) : null;
    try {
      const [text] = await Promise.all([this.own?.text ?? load_scenario(name), this.#load_page()]);
      if (this.#turn !== turn) return;
      this.statement = statement_of(text);
      const [first] = first_coming ? await Promise.all([first_coming, painted()]) : [null]; // its words are seen before it
      if (this.#turn !== turn) return;
      for (const need of this.card?.needs ?? []) load_asset(need).catch(() => undefined);
      const opening = this.#engine.open(text);
      if (first) this.#stand(first.opened, link);
      if (first) this.#show_first(first.frame);
      const opened = await opening;
      if (this.#turn !== turn) return;
      if (!opened.ok) { this.#fail(opened.error); return; }
      if (first) this.#redeclare(opened.value.controls);
      else this.#stand(opened.value, link);
      this.#run([]);
    } catch (error) {
      if (this.#turn === turn) this.#fail(failure(error));
    } finally {
      if (this.#turn === turn) this.loading = false;
    }
  }

  /** As opened, and set as the link says. */
  #stand(opened: Opened, link: Link): void {
    this.controls = opened.controls;
    const { settings, dropped } = read_settings(this.controls, link);
    this.history = start_history(settings);
    this.dropped = dropped;
    this.#half_read = dropped.length > 0 ? link : null;
    this.opened = opened;
  }

  /** What the build saw: it stands until the engine answers. */
  #show_first(frame: Frame): void {
    this.foreseen = true;
    this.#take(frame);
    this.ahead = true;
    void tick().then(() => this.#follow_up());
  }

  protected override replace(history: History, only_looks = false): void {
    this.history = history;
    this.ahead = false;
    this.dropped = [];
    this.#half_read = null;
    const stays_stopped = only_looks && this.note === 'stopped';
    if (!stays_stopped) this.note = null;
    this.acting = this.#asked = [];
    this.#run([], !this.#ended && !stays_stopped);
    clearTimeout(this.#link_timer);
    this.#link_timer = window.setTimeout(() => this.#write_link(), 300);
  }

  #write_link(): void {
    if (this.scenario === null) return;
    if (read_link(location.hash).scenario !== this.scenario) return; // the reader is on the way elsewhere
    replace_hash(write_link(this.scenario, this.controls, this.settings, this.options));
  }

  /** `resumes`: what was cancelled may go on. */
  #run(actions: string[], resumes = true): void {
    this.#clock.ask();
    if (actions.length > 0) this.#ended = false;
    this.#engine.request(engine_values(this.settings, this.controls, actions, this.#rasterise), resumes);
  }

  #redeclare(controls: Control[]): void {
    this.controls = controls;
    this.history = { ...this.history, now: refit(this.settings, this.controls) };
    this.#read_rest();
  }

  /** What a link says of controls that only came with a model. */
  #read_rest(): void {
    if (this.#half_read === null) return;
    const { settings, dropped } = read_settings(this.controls, this.#half_read);
    if (dropped.length === this.dropped.length) return;
    this.#half_read = dropped.length > 0 ? this.#half_read : null;
    this.dropped = dropped;
    this.history = start_history(settings);
    this.#run([]);
  }

  /** The answer to settings is shown at once, what goes on from there as often as the screen is drawn. */
  #arrive(frame: Frame, first: boolean): void {
    this.foreseen = false;
    if (frame.problem) this.#waiting.show(); // what it leaves out is left out of nothing else
    this.#waiting.put(frame, first || frame.done);
    if (first) void tick().then(() => this.#clock.drawn());
    if (!this.seen) void tick().then(() => this.#follow_up());
  }

  #follow_up(): void {
    const turn = this.#turn;
    void painted().then(() => { if (turn === this.#turn) this.seen = true; });
  }

  #take(frame: Frame): void {
    const controls = this.take(frame);
    if (controls.length > 0) this.#redeclare(controls);
  }

  #fail(error: EngineError): void {
    this.fail(error, this.foreseen && this.history.past.length === 0);
  }

  #note_activity(activity: Activity): void {
    this.activity = activity;
    if (activity === 'running') this.#clock.run();
    if (activity === 'advancing') return; // the clock of its run goes on
    if (activity === 'running') this.#pace.begin();
    else this.#pace.end();
  }
}

export const lab = new Lab();
