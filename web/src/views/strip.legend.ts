import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['chosen', { en: 'picked', de: 'gewählt' }],
  ['sign', {
    en: 'the number below is the true class; a marked one is read wrongly',
    de: 'die Zahl darunter ist die wahre Klasse; eine markierte wird falsch gelesen',
  }],
];
