// What keeps a student's work and score for a course. Loaded where there is one: splice.ts in a frame, scorm.ts in a package.

import type { State } from './state';

export type CourseCode =
  | 'course-bad-option' | 'course-bad-state' | 'course-closed' | 'course-no-api' | 'course-refused' | 'course-too-long'
  | 'course-unknown-exercise';

/** What went wrong with the course, for words/course.ts to tell: what was given, and what was expected. */
export interface Fault { code: CourseCode; params: Record<string, string> }

/** What was kept (null: a first visit; with a fault, what was kept cannot be read), or that nobody keeps anything here. */
export type Restored =
  | { keeper: true; state: State | null; fault: Fault | null }
  | { keeper: false; fault: Fault | null };

export interface Gradebook {
  /** How long changes that nobody judged may gather, in ms. */
  readonly pause_ms: number;
  /** May never come, where nobody answers. */
  restore(): Promise<Restored>;
  /** `score`: in [0, 1], or null where nothing was judged: then it is no news of the score. */
  keep(state: State, score: number | null): Promise<Fault | null>;
  tell(name: string, data: Record<string, string>): void;
  /** The student leaves; nothing can be waited for any more. */
  end(): void;
}
