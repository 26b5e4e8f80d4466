// Words of proofs: loaded with the exercise, not with the gallery.

import type { Language } from '../engine/types';

const en = {
  line: 'Line {n}', add_line: 'Next line', remove_line: 'Remove this line', move_line: 'Move: drag, or arrow keys', undo: 'Undo',
  relation: 'How it follows from the line before', reason: 'Reason', choose: 'why?', holds: 'follows', breaks: 'does not follow',
  until: 'until', check: 'Check the steps', check_order: 'Check the order', check_blanks: 'Check the blanks',
  pool: 'Steps to choose from', proof: 'Your proof', proof_empty: 'Take the first step.', take: 'Take this step', put_back: 'Put it back',
  blank: 'Blank {n}', keys: 'Enter checks and goes on to the next line.',
  values: ['this line is', 'the line before'], sides: ['the left side is', 'the right side'],
};
type ProofWords = typeof en;

const de: ProofWords = {
  line: 'Zeile {n}', add_line: 'Nächste Zeile', remove_line: 'Diese Zeile entfernen', move_line: 'Verschieben: ziehen oder Pfeiltasten',
  undo: 'Rückgängig', relation: 'Wie sie aus der vorigen Zeile folgt', reason: 'Begründung', choose: 'warum?', holds: 'folgt',
  breaks: 'folgt nicht', until: 'bis', check: 'Schritte prüfen', check_order: 'Reihenfolge prüfen', check_blanks: 'Lücken prüfen',
  pool: 'Schritte zur Auswahl', proof: 'Dein Beweis', proof_empty: 'Nimm den ersten Schritt.', take: 'Diesen Schritt nehmen',
  put_back: 'Zurücklegen', blank: 'Lücke {n}',
  keys: 'Enter prüft und geht zur nächsten Zeile.',
  values: ['diese Zeile ist', 'die vorige'], sides: ['die linke Seite ist', 'die rechte'],
};

const WORDS: Record<Language, ProofWords> = { en, de };
export const proof_words = (language: Language): ProofWords => WORDS[language];

/** How lines are joined, as it is written and as it is read out. */
export const RELATIONS: Record<string, { sign: string; en: string; de: string }> = {
  Equal: { sign: '=', en: 'equals', de: 'ist gleich' },
  LessEqual: { sign: '≤', en: 'is at most', de: 'ist höchstens' },
  GreaterEqual: { sign: '≥', en: 'is at least', de: 'ist mindestens' },
  Equivalent: { sign: '⟺', en: 'is equivalent to', de: 'ist gleichbedeutend mit' },
  Implies: { sign: '⟹', en: 'implies', de: 'daraus folgt' },
};
