import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['tone', { en: 'the darker, the larger the value', de: 'je dunkler, desto größer der Wert' }],
  ['contour', { en: 'equal values', de: 'gleiche Werte' }],
  ['bold', { en: 'where the value is zero or a border runs', de: 'wo der Wert null ist oder eine Grenze verläuft' }],
  ['free', { en: 'can be dragged', de: 'lässt sich ziehen' }],
  ['fixed', { en: 'follows from the rest', de: 'ergibt sich aus dem Rest' }],
  ['arrow', { en: 'a vector', de: 'ein Vektor' }],
  ['walk', { en: 'step after step', de: 'Schritt für Schritt' }],
  ['ellipse', {
    en: 'the spread of a density, or what a matrix makes of a circle',
    de: 'die Streuung einer Dichte, oder was eine Matrix aus einem Kreis macht',
  }],
];
