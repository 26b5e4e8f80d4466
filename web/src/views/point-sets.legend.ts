import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['free', {
    en: 'a point: its shape and colour say to which set it belongs',
    de: 'ein Punkt: Form und Farbe sagen, zu welcher Menge er gehört',
  }],
];
