import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['line', {
    en: 'curves differ in colour and dash; their names stand below',
    de: 'Kurven unterscheiden sich in Farbe und Strichelung; ihre Namen stehen darunter',
  }],
  ['free', { en: 'the present place: drag it where it can be set', de: 'die jetzige Stelle: ziehe sie, wo sie sich setzen lässt' }],
];
