import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['thick', { en: 'a pair of patches, the stronger the thicker', de: 'ein Paar von Feldern, je stärker, desto dicker' }],
  ['dashed', { en: 'dashed: the pair makes the two less alike', de: 'gestrichelt: das Paar macht die beiden unähnlicher' }],
  ['positive', { en: 'tint of a patch: the sum of its pairs', de: 'Tönung eines Feldes: die Summe seiner Paare' }],
];
