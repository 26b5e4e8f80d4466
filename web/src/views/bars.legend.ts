import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['bar', { en: 'as long as the number; the line is zero', de: 'so lang wie die Zahl; die Linie ist null' }],
  ['chosen', { en: 'what is explained', de: 'was erklärt wird' }],
  ['positive', { en: 'relevance for', de: 'Relevanz dafür' }],
  ['negative', { en: 'relevance against', de: 'Relevanz dagegen' }],
];
