import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['arrow', { en: 'direction and speed at that place', de: 'Richtung und Geschwindigkeit an diesem Ort' }],
  ['walk', { en: 'a path, a dot a step', de: 'ein Weg, ein Punkt je Schritt' }],
  ['free', { en: 'can be dragged', de: 'lässt sich ziehen' }],
  ['fixed', { en: 'follows from the rest', de: 'ergibt sich aus dem Rest' }],
];
