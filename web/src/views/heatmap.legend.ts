import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['positive', { en: 'speaks for what is explained', de: 'spricht für das Erklärte' }],
  ['negative', { en: 'speaks against it', de: 'spricht dagegen' }],
  ['sign', {
    en: 'on the strongest pixels, so that the sign is read without colour',
    de: 'auf den stärksten Pixeln, damit das Vorzeichen ohne Farbe lesbar ist',
  }],
  ['bar', { en: 'the scale is symmetric: white is zero', de: 'die Skala ist symmetrisch: Weiß ist null' }],
];
