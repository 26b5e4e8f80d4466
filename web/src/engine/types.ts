// What crosses the boundary between the engine and the page. The mirror of
// src/lab/{control,frame}.hpp; src/wasm/encode.cpp writes exactly these.

import type { ErrorCode } from './error_codes';
import type { ViewFields, ViewKind } from './view_types';

export type { ViewFields, ViewKind };

export type Language = 'en' | 'de';
export interface Text { en: string; de: string }

export interface NumberArray { shape: number[]; values: Float64Array }
export interface Picture { shape: number[]; values: Float32Array }

/** What a control holds, as the page keeps it. */
export type Value = boolean | number | string | string[] | NumberArray;
export type Values = Record<string, Value>;

export type ControlKind =
  | 'slider' | 'choice' | 'toggle' | 'point' | 'point-set' | 'vector' | 'matrix' | 'series'
  | 'image' | 'network' | 'step' | 'run' | 'layer-rules' | 'seed' | 'index' | 'action';

export interface Option { value: string; label: Text; help: Text }

export interface Control {
  name: string; kind: ControlKind; label: Text; help: Text; initial: Value;
  low: number; high: number; step: number; logarithmic: boolean; unit: string;
  options: Option[]; rows: string[]; section: Text;
  /** Names of controls that go back to their initial values with a change of this one. */
  resets: string[];
  /** Of a matrix: symmetric, with eigenvalues above 0. */
  positive_definite: boolean;
}

/** `{name}` in the text stands for a param; `{name:percent}`, `{name:signed}` say how it is written. */
export interface Caption { text: Text; params: Record<string, number | string> }

export interface ViewHead {
  id: string; title: Text; caption: Caption; group: string; scale_group: string;
  /** The control that a click or drag on it changes. */
  sets: string;
}
interface Of<K extends ViewKind> extends ViewHead { kind: K; fields: ViewFields[K] }
/** A picture of a kind, or of any. */
export type View<K extends ViewKind = ViewKind> = K extends ViewKind ? Of<K> : never;

/** As the engine sends it: without the fields named in `kept`, which the page has. */
export type SentView = { [K in ViewKind]: ViewHead & { kind: K; fields: Partial<ViewFields[K]>; kept: string[] } }[ViewKind];

export interface Check {
  name: string; label: Text; left: number; right: number; gap: number; tolerance: number;
  /** `left` is the value itself: it has no other side. */
  alone: boolean;
  status: 'holds' | 'fails' | 'not claimed'; reason: Text;
}

export interface Frame {
  views: SentView[];
  /** Of a slice: only the views it holds have changed, and all else but the progress is as before. */
  partial: boolean;
  quantities: Record<string, NumberArray>; checks: Check[];
  /** What stands in the way of the rest (nothing drawn yet); the views given are valid. */
  problem: EngineError | null;
  disabled: { name: string; reason: Text }[]; notices: Text[]; controls: Control[];
  step: number; progress: number; progress_label: Text; done: boolean;
}

export interface SymbolDeclaration { name: string; latex: string; meaning: Text }

export type AnswerKind = 'formula' | 'number' | 'choice' | 'construct' | 'derivation' | 'order' | 'fill';
export type Relation = 'Equal' | 'LessEqual' | 'GreaterEqual' | 'Equivalent' | 'Implies';

export interface Task {
  id: string; prompt: Text; kind: AnswerKind;
  /** Controls to set when the task is opened. */
  at: Values;
  /** Names the answer may use, of Opened.symbols; empty: all. */
  symbols: string[];
  options: { value: string; label: Text }[];
  hints: Text[];
  /** Names that only this task has. */
  own: SymbolDeclaration[];
  /** Of a derivation: its first line (LaTeX), what joins lines, the reasons to choose from, the form of the last. */
  derivation?: { start: string; relations: Relation[]; reasons: { value: string; label: Text }[]; goal: Text };
  /** Of an order, as the file has them. */
  steps: { id: string; text: Text }[];
  /** Of a proof with blanks: words, or the index of a blank (−1: words). */
  proof: { text: Text; blank: number }[];
  blanks: Task[];
  /** Answers are kept and not judged. */
  ungraded: boolean;
}

/** In `formula`, \term{id}{…}; in `numbers`, \value{R1} or \value{R[0]} stands for a quantity. */
export interface SolutionStep { text: Text; formula: string; numbers: string; at: Values }

export interface Verdict {
  /** `recorded`: the task is not graded. */
  status: 'right' | 'wrong' | 'unreadable' | 'shape' | 'unfinished' | 'recorded';
  feedback: Text;
  /** A sample at which the answer differs: symbol values, what was given and what is true. */
  counterexample: { values: Record<string, NumberArray>; given: NumberArray; expected: NumberArray } | null;
  /** Where a derivation or an order breaks, −1 nowhere; of a proof with blanks, what became of each. */
  line: number; parts: Verdict[];
}

export interface Opened {
  id: number; name: string; title: Text; chapter: Text; summary: Text; statement: Text;
  source: string; controls: Control[]; needs: string[];
  /** Of these, what the first pictures take. */
  needs_first: string[];
  symbols: SymbolDeclaration[]; tasks: Task[]; solution: SolutionStep[];
}

/** `text`, if it says something, is what a student reads, with `{name}` for params. */
export interface EngineError { code: ErrorCode; message: string; params: Record<string, string>; text?: Text }
export type Result<T> = { ok: true; value: T } | { ok: false; error: EngineError };

/** The Embind module. Every call returns a Result. */
export interface EngineModule {
  open(scenarioText: string): Result<Opened>;
  provide(id: number, name: string, bytes: Uint8Array): Result<{ needs: string[]; controls: Control[] }>;
  run(id: number, values: Values): Result<Frame>;
  advance(id: number, budgetMs: number): Result<Frame>;
  seek(id: number, step: number): Result<Frame>;
  /** `answer` is MathJSON as JSON text, or an option's value; `values` are the present ones (construct). */
  grade(id: number, task: string, answer: string, values: Values): Result<Verdict>;
  close(id: number): Result<null>;
}
