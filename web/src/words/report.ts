// The words of a report to hand in.

import type { Language } from '../engine/types';

const en = {
  title: 'Report', name: 'Name', date: 'Date', exercise: 'Exercise', solved: 'Solved', attempts: 'Attempts', hints: 'Hints',
  solution: 'Solution seen', yes: 'yes', no: 'no', print: 'Print, or save as PDF', preparing: 'Taking the pictures: {done} of {total}',
  nothing: 'Nothing has been answered yet.', of: '{solved} of {total}',
};
const de: typeof en = {
  title: 'Bericht', name: 'Name', date: 'Datum', exercise: 'Übung', solved: 'Gelöst', attempts: 'Versuche', hints: 'Hinweise',
  solution: 'Lösung gesehen', yes: 'ja', no: 'nein', print: 'Drucken, oder als PDF sichern',
  preparing: 'Die Bilder werden aufgenommen: {done} von {total}', nothing: 'Es ist noch nichts beantwortet.', of: '{solved} von {total}',
};
export const REPORT: Record<Language, typeof en> = { en, de };
