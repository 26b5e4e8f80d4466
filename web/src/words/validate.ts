// What a lecturer reads where a scenario file is tried. Loaded with that page.

import type { Language } from '../engine/types';

const en = {
  title: 'An exercise of your own',
  lead: 'Drop a scenario file here, with its models and data or the whole folder: it opens at once, and you see what is wrong with it. '
    + 'Nothing leaves this browser.',
  drop: 'Drop files or a folder here', files: 'Choose files', folder: 'Choose a folder', template: 'Save a template',
  reading: 'Opening {file} …', which: 'Scenario files', none: 'Among these files is no scenario; expected a .json file.',
  gone: '{file} can no longer be read: it was moved, or changed meanwhile. Choose it again.',
  live: 'Save the file, and it is read again.', not_live: 'This browser sees changes only when you drop or choose the file again.',
  mistake: 'A mistake in {file}', at: 'Line {line}, column {column}', field: 'Field', problem: 'What the engine says',
  open: '{file} opens.', code: 'Code',
  misnamed: 'Its “name” is “{given}”; expected “{expected}”, as the file is called. Else it is not found in a course.',
  formulas: { none: 'All its formulas can be typeset.', one: '1 formula cannot be typeset as it should be:',
    more: '{n} formulas cannot be typeset as they should be:' },
  dollar: 'a dollar sign without its partner', in_language: { en: 'English', de: 'German' }, line: 'line {line}',
  tests: { running: 'Judging its tests', none: 'Its tasks carry no tests.', well: 'All its tests come out as expected: {n}.',
    badly: 'Tests that do not come out as expected: {failing} of {n}.', stopped: 'Stopped after {done} of {n} tests.' },
  again: 'Judge the tests again', all_tests: 'All tests',
  columns: { task: 'Task', test: 'Test', answer: 'Answer', expected: 'Expected', got: 'Got' },
  stage: 'As your students see it',
  missing: 'The scenario names “{name}”, which is neither among your files nor on this page. Drop it too.',
};

const de: typeof en = {
  title: 'Eine eigene Übung',
  lead: 'Lege eine Szenariodatei hier ab, mit ihren Netzen und Daten oder gleich den ganzen Ordner: Sie öffnet sich sofort, und du '
    + 'siehst, was an ihr nicht stimmt. Nichts verlässt diesen Browser.',
  drop: 'Dateien oder einen Ordner hier ablegen', files: 'Dateien wählen', folder: 'Ordner wählen', template: 'Vorlage speichern',
  reading: '{file} wird geöffnet …', which: 'Szenariodateien',
  none: 'Unter diesen Dateien ist kein Szenario; erwartet wird eine .json-Datei.',
  gone: '{file} lässt sich nicht mehr lesen: Sie wurde verschoben oder inzwischen geändert. Wähle sie noch einmal.',
  live: 'Speichere die Datei, und sie wird neu gelesen.',
  not_live: 'Dieser Browser sieht Änderungen erst, wenn du die Datei noch einmal ablegst oder wählst.',
  mistake: 'Ein Fehler in {file}', at: 'Zeile {line}, Spalte {column}', field: 'Feld', problem: 'Was die Rechenmaschine sagt',
  open: '{file} öffnet sich.', code: 'Code',
  misnamed: 'Ihr „name“ ist „{given}“; erwartet wird „{expected}“, wie die Datei heißt. Sonst findet ein Kurs sie nicht.',
  formulas: { none: 'Alle Formeln lassen sich setzen.', one: '1 Formel lässt sich nicht setzen, wie sie sollte:',
    more: '{n} Formeln lassen sich nicht setzen, wie sie sollten:' },
  dollar: 'ein Dollarzeichen ohne Partner', in_language: { en: 'Englisch', de: 'Deutsch' }, line: 'Zeile {line}',
  tests: { running: 'Die Tests werden geprüft', none: 'Die Aufgaben haben keine Tests.', well: 'Alle Tests gehen aus wie erwartet: {n}.',
    badly: 'Tests, die nicht ausgehen wie erwartet: {failing} von {n}.', stopped: 'Angehalten nach {done} von {n} Tests.' },
  again: 'Tests noch einmal prüfen', all_tests: 'Alle Tests',
  columns: { task: 'Aufgabe', test: 'Test', answer: 'Antwort', expected: 'Erwartet', got: 'Bekommen' },
  stage: 'Wie deine Studierenden sie sehen',
  missing: 'Das Szenario nennt „{name}“; das ist weder unter deinen Dateien noch auf dieser Seite. Lege es dazu.',
};

const WORDS: Record<Language, typeof en> = { en, de };
export const validate_words = (language: Language): typeof en => WORDS[language];
