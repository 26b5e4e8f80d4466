import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['positive', { en: 'relevance for', de: 'Relevanz dafür' }],
  ['negative', { en: 'relevance against', de: 'Relevanz dagegen' }],
  ['bar', {
    en: 'the band at the left: as wide as what arrives at this layer',
    de: 'das Band links: so breit wie das, was an dieser Schicht ankommt',
  }],
  ['kept', { en: 'what leaves the band stays here: biases, ε, 0/0', de: 'was das Band verlässt, bleibt hier: Biases, ε, 0/0' }],
];
