// What is said of answers that are recorded and judged later. Loaded with the tasks.

import type { Language, Verdict } from '../engine/types';

const en = {
  recorded: 'Recorded. Your lecturer checks it.', state: 'recorded', recorded_of: '{recorded} of {total} recorded',
  hand_in: 'Record my answer',
};

const de: typeof en = {
  recorded: 'Aufgezeichnet. Deine Lehrkraft prüft es.', state: 'aufgezeichnet', recorded_of: '{recorded} von {total} aufgezeichnet',
  hand_in: 'Antwort aufzeichnen',
};

const WORDS: Record<Language, typeof en> = { en, de };

export const recorded_words = (language: Language): typeof en => WORDS[language];

/** What becomes of an answer to a task that is not graded. */
export const RECORDED: Verdict = {
  status: 'recorded', feedback: { en: en.recorded, de: de.recorded }, counterexample: null, line: -1, parts: [],
};
