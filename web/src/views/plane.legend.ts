import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['positive', { en: 'positive there', de: 'dort positiv' }],
  ['negative', { en: 'negative there', de: 'dort negativ' }],
  ['free', { en: 'the present point: drag it', de: 'der jetzige Punkt: ziehe ihn' }],
  ['cross', { en: 'its coordinates', de: 'seine Koordinaten' }],
];
