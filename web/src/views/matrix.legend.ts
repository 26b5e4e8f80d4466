import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['positive', { en: 'positive entry', de: 'positiver Eintrag' }],
  ['negative', { en: 'negative entry', de: 'negativer Eintrag' }],
  ['bar', { en: 'outside: sums of rows and columns', de: 'außen: Summen der Zeilen und Spalten' }],
  ['chosen', { en: 'the entry that is chosen', de: 'der gewählte Eintrag' }],
];
