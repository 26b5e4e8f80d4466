// Of what is taken along: data, scripts, notebooks. Loaded when that is asked for.

import type { Language } from '../engine/types';

const en = {
  frame: 'All data (JSON)', copy: 'Copy as NumPy', notebook: 'Download notebook',
  frame_help: 'Settings, quantities, checks and the fields of every picture',
  copy_help: 'A script that computes what is shown with NumPy alone, and compares',
  notebook_help: 'The same for Jupyter, with the exercise’s statement',
  copied: 'The script is on the clipboard.', saved: 'Saved.', copy_this: 'Copy this script',
  wait: 'As soon as the engine has finished.', nothing: 'These settings show nothing that could be computed anew.',
  failed: 'It could not be put together: a file of the lab did not come. Try again.',
};

type ExportWords = { readonly [K in keyof typeof en]: string };

const de: ExportWords = {
  frame: 'Alle Daten (JSON)', copy: 'Als NumPy kopieren', notebook: 'Notebook herunterladen',
  frame_help: 'Einstellungen, Größen, Proben und die Felder jedes Bildes',
  copy_help: 'Ein Skript, das das Gezeigte allein mit NumPy nachrechnet und vergleicht',
  notebook_help: 'Dasselbe für Jupyter, mit der Aufgabenstellung',
  copied: 'Das Skript ist in der Zwischenablage.', saved: 'Gespeichert.', copy_this: 'Dieses Skript kopieren',
  wait: 'Sobald die Rechenmaschine fertig ist.', nothing: 'Diese Einstellungen zeigen nichts, was sich nachrechnen ließe.',
  failed: 'Es ließ sich nicht zusammenstellen: Eine Datei des Labors kam nicht. Versuche es noch einmal.',
};

export const EXPORT_WORDS: Readonly<Record<Language, ExportWords>> = { en, de };
