// What a lecturer reads where recorded answers are checked. Loaded with them.

import type { Language } from '../engine/types';
import type { Mark } from '../state/marking.svelte';

const en = {
  check: 'Check the recorded answers ({n})', waiting: 'Recorded answers wait to be checked: {n}.',
  working: 'Checking the recorded answers', done: 'Checked: {n}, of which {right} right. The verdicts are kept with the answers.',
  open: 'Not checked: {n}; they stay recorded.',
  exercise: 'Exercise', task: 'Task', verdict: 'Verdict',
  status: {
    right: 'right', wrong: 'wrong', unreadable: 'unreadable', shape: 'another shape', unfinished: 'unfinished', open: 'not checked',
  } satisfies Record<Mark['status'], string>,
};

const de: typeof en = {
  check: 'Aufgezeichnete Antworten prüfen ({n})', waiting: 'Aufgezeichnete Antworten, die auf eine Prüfung warten: {n}.',
  working: 'Aufgezeichnete Antworten werden geprüft', done: 'Geprüft: {n}, davon {right} richtig. Die Urteile stehen bei den Antworten.',
  open: 'Nicht geprüft: {n}; sie bleiben aufgezeichnet.',
  exercise: 'Übung', task: 'Aufgabe', verdict: 'Urteil',
  status: {
    right: 'richtig', wrong: 'falsch', unreadable: 'nicht lesbar', shape: 'andere Form', unfinished: 'nicht fertig', open: 'nicht geprüft',
  },
};

const WORDS: Record<Language, typeof en> = { en, de };
export const marking_words = (language: Language): typeof en => WORDS[language];
