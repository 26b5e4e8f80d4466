import type { Entry } from '../words/legends';

export const legend: readonly Entry[] = [
  ['stem', { en: 'a value at its place', de: 'ein Wert an seiner Stelle' }],
  ['line', { en: 'the place that is looked at: drag it', de: 'die betrachtete Stelle: ziehe sie' }],
];
