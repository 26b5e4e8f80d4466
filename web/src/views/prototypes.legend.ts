import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['tone', { en: 'an input: the darker, the more ink', de: 'eine Eingabe: je dunkler, desto mehr Tinte' }],
  ['positive', { en: 'an input that may be negative: red above zero', de: 'eine Eingabe, die negativ sein darf: rot über null' }],
  ['negative', { en: 'blue below', de: 'blau darunter' }],
  ['chosen', { en: 'the one looked at below', de: 'die unten betrachtete' }],
];
