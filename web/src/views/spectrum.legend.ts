import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['stem', { en: 'an eigenvalue, the largest first', de: 'ein Eigenwert, der größte zuerst' }],
  ['negative', { en: 'below zero, with a minus sign', de: 'unter null, mit Minuszeichen' }],
];
