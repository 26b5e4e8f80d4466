// A scenario file from the disk, tried: opened by the engine, its formulas typeset, its tests judged, its stage live.

import { load_asset, load_wasm, NotLoaded } from '../engine/assets';
import { Examiner } from '../engine/examiner';
import { failure } from '../engine/failure';
import { connect } from '../engine/line';
import type { EngineError, Text } from '../engine/types';
import { Lab } from '../state/lab.svelte';
import { find, scenarios_of, type Dropped } from './dropped';
import { complaints_of, type Complaint } from './formulas';
import { Trials } from './trials.svelte';

/** `reading` until the engine has said something; then its no, or all that could be tried. `gone`: the file cannot be read. */
export type State = 'nothing' | 'no_scenario' | 'reading' | 'gone' | 'mistake' | 'open';

const stem = (path: string) => (path.split('/').at(-1) ?? '').replace(/\.json$/, '');

interface Scenario {
  name: string; title: Text; chapter: Text; summary: Text; tasks?: { id: string; kind: string }[];
}

export class Validation {
  state = $state<State>('nothing');
  files = $state.raw<readonly Dropped[]>([]);
  chosen = $state.raw<Dropped | null>(null);
  source = $state('');
  error = $state.raw<EngineError | null>(null);
  /** The name in the file, where it is not the file's. */
  misnamed = $state('');
  complaints = $state.raw<readonly Complaint[]>([]);
  readonly lab: Lab;
  readonly trials: Trials;
  readonly #examiner: Examiner;
  readonly #dollar: () => string;
  #read_at = 0; // when the file was last changed, as of the last reading
  #turn = 0;

  /** `dollar`: what is said of a dollar sign without its partner. */
  constructor(dollar: () => string) {
    const tools = { connect: () => connect(load_wasm), load_asset: (name: string) => this.#load(name) };
    this.lab = new Lab(tools);
    this.lab.without = ['hints', 'others'];
    this.#examiner = new Examiner(tools);
    this.trials = new Trials(this.#examiner);
    this.#dollar = dollar;
  }

  get scenarios(): Dropped[] { return scenarios_of(this.files); }

  /** Files that were dropped or picked; those of before stay unless they are among them. */
  async take(files: readonly Dropped[]): Promise<void> {
    if (files.length === 0) return;
    const fresh = new Set(files.map(({ path }) => path));
    const found = scenarios_of(files);
    this.files = [...files, ...(found.length > 0 && this.state === 'nothing' ? [] : this.files.filter(({ path }) => !fresh.has(path)))];
    const again = found.find(({ path }) => path === this.chosen?.path) ?? found[0] ?? this.chosen;
    if (again) await this.choose(again);
    else this.state = 'no_scenario';
  }

  async choose(scenario: Dropped): Promise<void> {
    this.chosen = scenario;
    const file = await scenario.file().catch(() => null);
    if (file) await this.#read(file);
    else this.#lose();
  }

  /** Reads it again where it was saved since. */
  async look_again(): Promise<void> {
    if (!this.chosen?.live || this.state === 'reading') return;
    const file = await this.chosen.file().catch(() => null); // it is being written, or gone
    if (file && file.lastModified !== this.#read_at) await this.#read(file);
  }

  end(): void {
    ++this.#turn;
    this.trials.stop();
    this.#examiner.stop();
    this.lab.end();
  }

  async #read(file: File): Promise<void> {
    const turn = ++this.#turn;
    this.trials.stop();
    this.state = 'reading';
    this.#read_at = file.lastModified;
    const text = await file.text().catch(() => null);
    if (turn !== this.#turn) return;
    if (text === null) { this.#lose(); return; }
    const opened = await this.#examiner.open(text).catch((error: unknown) => ({ ok: false as const, error: failure(error) }));
    if (turn !== this.#turn) return;
    this.source = text;
    this.error = opened.ok ? null : opened.error;
    this.misnamed = '';
    this.complaints = [];
    this.state = opened.ok ? 'open' : 'mistake';
    if (!opened.ok) return;
    const scenario = JSON.parse(text) as Scenario;
    if (scenario.name !== stem(file.name)) this.misnamed = scenario.name;
    this.complaints = complaints_of(scenario, this.#dollar());
    const { title, chapter, summary } = opened.value; // its lines are joined there
    const card = { name: scenario.name, title, chapter, summary, place: 0, needs: [], tasks: opened.value.tasks.length };
    void this.lab.open_own({ card, text });
    await this.trials.run(scenario.tasks ?? []);
  }

  /** Moved, or changed since it was dropped: then browsers give it no more. What was open is looked at again once it is back. */
  #lose(): void {
    this.state = 'gone';
    this.#read_at = 0;
  }

  /** A file that was dropped, else the one of that name that the page has. */
  async #load(name: string): Promise<Uint8Array> {
    const own = find(this.files, name);
    if (!own) return load_asset(name);
    const lost = (error: unknown) => { throw new NotLoaded(name, 'missing', String(error)); };
    return new Uint8Array(await own.file().then((file) => file.arrayBuffer()).catch(lost));
  }
}
