import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['activation', { en: 'beside a neuron: its activation', de: 'neben einem Neuron: seine Aktivierung' }],
  ['relevance', {
    en: 'in bold: its relevance; the circle shows it as a colour, with + for and − against',
    de: 'fett: seine Relevanz; der Kreis zeigt sie als Farbe, mit + dafür und − dagegen',
  }],
  ['thick', { en: 'as thick as the relevance that flows along the edge', de: 'so dick wie die Relevanz, die durch die Kante fließt' }],
  ['dashed', { en: 'dashed: what flows speaks against the output', de: 'gestrichelt: was fließt, spricht gegen den Ausgang' }],
  ['quiet', { en: 'thin: nothing has flowed here, or nothing flows', de: 'dünn: hier ist noch nichts geflossen, oder es fließt nichts' }],
  ['weight', { en: 'in a box: the weight of the edge', de: 'im Kästchen: das Gewicht der Kante' }],
  ['bias', {
    en: 'small square: the bias a neuron adds by itself',
    de: 'kleines Quadrat: der Bias, den ein Neuron von sich aus hinzufügt',
  }],
];
