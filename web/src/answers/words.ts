// What the field and the reader say. Loaded with them.

import type { Language, Text } from '../engine/types';
import type { Unreadable } from './stumble';

/** Why an answer cannot be read; `{at}`: where it stumbled, as it was typed. */
export const UNREADABLE: Record<Unreadable, Text> = {
  empty: { en: 'Nothing is typed yet.', de: 'Noch steht nichts da.' },
  gap: { en: 'Something is missing: a place is still empty.', de: 'Es fehlt etwas: Eine Stelle ist noch leer.' },
  numerator: { en: 'The numerator of a fraction is missing.', de: 'Der Zähler eines Bruchs fehlt.' },
  denominator: { en: 'What to divide by is missing.', de: 'Es fehlt, wodurch geteilt wird.' },
  root: { en: 'What stands under the root is missing.', de: 'Es fehlt, was unter der Wurzel steht.' },
  exponent: { en: 'An exponent is missing.', de: 'Ein Exponent fehlt.' },
  index: { en: 'An index is missing, or there are two.', de: 'Ein Index fehlt, oder es sind zwei.' },
  sum: { en: 'What is summed is missing.', de: 'Es fehlt, was summiert wird.' },
  case: { en: 'The value of a case is missing.', de: 'Der Wert eines Falls fehlt.' },
  bracket: { en: 'The bracket {at} does not close, or was never opened.', de: 'Die Klammer {at} schließt nicht oder wurde nie geöffnet.' },
  operator: { en: 'Something is missing next to {at}.', de: 'Neben {at} fehlt etwas.' },
  command: {
    en: '{at} is not known here. Write the formula with the names below.',
    de: '{at} ist hier nicht bekannt. Schreibe die Formel mit den Namen unten.',
  },
  text: { en: 'The words “{at}” stand in the formula.', de: 'In der Formel stehen die Wörter „{at}“.' },
  comma: {
    en: 'A comma parts two values. Write vectors in brackets: (a, b).',
    de: 'Ein Komma trennt zwei Werte. Schreibe Vektoren in Klammern: (a; b).',
  },
  limits: { en: 'The sum needs its index, as in Σ_j or Σ_{i=1}^d.', de: 'Die Summe braucht ihren Index, etwa Σ_j oder Σ_{i=1}^d.' },
  extreme: { en: 'Write {at} with its values in brackets: (a, b).', de: 'Schreibe {at} mit den Werten in Klammern: (a; b).' },
  nested: { en: 'A norm stands inside a norm.', de: 'In einer Norm steht eine Norm.' },
  crowded: { en: 'The index reads “{at}”.', de: 'Der Index lautet „{at}“.' },
  divided: { en: 'How far does the fraction reach: {at}?', de: 'Wie weit reicht der Bruch: {at}?' },
};

interface FieldWords { keys: string; meant: string; take: string; read: string }
const FIELD: Record<Language, FieldWords> = {
  en: {
    keys: '/ fraction · _ index · ^ exponent · || norm · cases · space leaves', meant: 'Did you mean', take: 'Use this', read: 'Read as',
  },
  de: {
    keys: '/ Bruch · _ Index · ^ Exponent · || Norm · cases für Fälle · Leertaste: heraus', meant: 'Meinst du', take: 'Übernehmen',
    read: 'Gelesen als',
  },
};
export const field_words = (language: Language): FieldWords => FIELD[language];
