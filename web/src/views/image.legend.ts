import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['tone', { en: 'the darker, the more ink', de: 'je dunkler, desto mehr Tinte' }],
];
