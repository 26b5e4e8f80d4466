// What a student reads when something cannot be done: the cause, then the way out.

import type { ErrorCode } from '../engine/error_codes';
import type { EngineError, Language } from '../engine/types';
import { problem_text } from './captions';
import { format_number } from './format';
import { DICTIONARY, fill } from './dictionary';

type Sentence = (p: Record<string, string>) => string;
type Both = Record<Language, Sentence>;

const named = (p: Record<string, string>) => (p['name'] ? ` “${p['name']}”` : '');
const genannt = (p: Record<string, string>) => (p['name'] ? ` „${p['name']}“` : '');
const number = (text: string, language: Language) => format_number(Number(text), language, 3);
const BOUNDS = { en: ['it must be above', 'it must lie between', 'and'], de: ['er muss über', 'er muss zwischen', 'und'] };
/** From "[0, 1]" or "> 0", as the engine writes what it expects. */
function bounds(p: Record<string, string>, language: Language): string {
  const [low, high] = (p['expected'] ?? '').match(/-?\d[\d.]*(e[-+]?\d+)?/g) ?? [];
  const [above, between, and] = BOUNDS[language];
  if (low === undefined) return '';
  const range = high === undefined ? `${above} ${number(low, language)}` : `${between} ${number(low, language)} ${and} `
    + `${number(high, language)}`;
  return `: ${range}${language === 'de' ? ' liegen' : ''}`;
}
const EIGENVALUE = { en: ': its smallest eigenvalue is', de: ': Ihr kleinster Eigenwert ist' };
const smallest = (p: Record<string, string>, language: Language) =>
  (p['smallest'] ? `${EIGENVALUE[language]} ${number(p['smallest'], language)}` : '');
const nearest = (p: Record<string, string>) => (p['nearest'] ? ` Did you mean “${p['nearest']}”?` : '');
const naechstes = (p: Record<string, string>) => (p['nearest'] ? ` Meintest du „${p['nearest']}“?` : '');

/** What of the page itself did not come: its file by its last name, the engine as such. */
function missing_file(p: Record<string, string>, language: Language): string {
  const { file_faults, engine_file, not_loaded } = DICTIONARY[language];
  const fault = p['fault'];
  if (fault !== 'missing' && fault !== 'damaged' && fault !== 'silent') return not_loaded;
  const name = (p['file'] ?? '').split('/').at(-1) ?? '';
  const quoted = language === 'de' ? `„${name}“` : `“${name}”`;
  return fill(file_faults[fault], { file: name.startsWith('engine') ? engine_file : quoted });
}

const SENTENCES: Record<ErrorCode, Both> = {
  'asset-missing': {
    en: (p) => `A file this exercise needs${named(p)} is not here. Reload the page; what you drew and set is in its link.`,
    de: (p) => `Eine Datei, die diese Übung braucht${genannt(p)}, fehlt. Lade die Seite neu; Gezeichnetes und Eingestelltes steht im Link.`,
  },
  'bad-argument': {
    en: (p) => `This setting does not go together with the others${named(p)}. Undo, or change it.`,
    de: (p) => `Diese Einstellung passt nicht zu den anderen${genannt(p)}. Nimm sie zurück oder ändere sie.`,
  },
  'bad-data': {
    en: (p) => `The data file${named(p)} cannot be read. Reload the page, or choose another one.`,
    de: (p) => `Die Datendatei${genannt(p)} ist nicht lesbar. Lade die Seite neu oder wähle eine andere.`,
  },
  'bad-model': {
    en: (p) => `The network file${named(p)} cannot be read. Choose another network.`,
    de: (p) => `Die Netzdatei${genannt(p)} ist nicht lesbar. Wähle ein anderes Netz.`,
  },
  'bad-scenario': {
    en: () => 'This exercise is not written correctly, so it cannot be opened. Choose another one.',
    de: () => 'Diese Übung ist nicht richtig geschrieben und lässt sich nicht öffnen. Wähle eine andere.',
  },
  'box-bounds-missing': {
    en: () => 'The z-box rule needs the lowest and the highest input. Set both, or choose another rule.',
    de: () => 'Die z-Box-Regel braucht die kleinste und die größte Eingabe. Setze beide oder wähle eine andere Regel.',
  },
  'box-bounds-violated': {
    en: () => 'Some inputs lie outside the box. Lower the lowest or raise the highest input until all fit.',
    de: () => 'Manche Eingaben liegen außerhalb der Box. Senke die kleinste oder hebe die größte Eingabe, bis alle passen.',
  },
  cancelled: { en: () => DICTIONARY.en.cancelled, de: () => DICTIONARY.de.cancelled },
  diverged: {
    en: () => 'The steps are too large: each lands further away than the one before. The ascent was stopped there. Take smaller steps.',
    de: () => 'Die Schritte sind zu groß: Jeder landet weiter weg als der vorige. Dort wurde der Aufstieg angehalten. Nimm kleinere '
      + 'Schritte.',
  },
  'empty-image': { en: () => 'Nothing is drawn yet.', de: () => 'Noch ist nichts gezeichnet.' },
  'file-missing': {
    en: (p) => missing_file(p, 'en'),
    de: (p) => missing_file(p, 'de'),
  },
  'formula-shape': {
    en: () => 'The shapes in this formula do not fit together. Check which names are numbers and which are vectors or matrices.',
    de: () => 'Die Formen in dieser Formel passen nicht zusammen. Prüfe, welche Namen Zahlen und welche Vektoren oder Matrizen sind.',
  },
  'formula-unreadable': {
    en: (p) => `This formula cannot be read${p['given'] ? `: “${p['given']}”` : ''}.${nearest(p)}`,
    de: (p) => `Diese Formel ist nicht lesbar${p['given'] ? `: „${p['given']}“` : ''}.${naechstes(p)}`,
  },
  'no-answer': {
    en: () => 'This question has no answer at these values. Change one of them.',
    de: () => 'Diese Frage hat bei diesen Werten keine Antwort. Ändere einen davon.',
  },
  'no-gradient': {
    en: () => 'There is no gradient at this place. Move away from it a little.',
    de: () => 'An dieser Stelle gibt es keinen Gradienten. Gehe ein wenig davon weg.',
  },
  internal: {
    en: () => 'The engine cannot do this. Undo the last change and go on; nothing is lost.',
    de: () => 'Das schafft die Rechenmaschine nicht. Nimm die letzte Änderung zurück; nichts ist verloren.',
  },
  'not-explainable': {
    en: (p) => `This network can be run, but not explained: the layer${named(p)} stands in the way. Choose another one.`,
    de: (p) => `Dieses Netz lässt sich ausführen, aber nicht erklären: Die Schicht${genannt(p)} steht im Weg. Wähle ein anderes.`,
  },
  'not-features': {
    en: (p) => `The layer ${p['node'] ?? ''} is the image itself: no layer has made features of it yet. Choose one above it.`,
    de: (p) => `Die Schicht ${p['node'] ?? ''} ist das Bild selbst: Noch keine Schicht hat Merkmale daraus gemacht. Wähle eine darüber.`,
  },
  'not-finite': {
    en: () => 'A number is missing or infinite. Undo, or set a finite one.',
    de: () => 'Eine Zahl fehlt oder ist unendlich. Nimm sie zurück oder setze eine endliche.',
  },
  unbounded: {
    en: () => 'The objective grows without end: it has no maximum.',
    de: () => 'Die Zielfunktion wächst ohne Ende: Sie hat kein Maximum.',
  },
  'not-positive-definite': {
    en: (p) => `This matrix is not positive definite${smallest(p, 'en')}. `
      + `Raise the diagonal, or bring the other entries closer to 0.`,
    de: (p) => `Diese Matrix ist nicht positiv definit${smallest(p, 'de')}. `
      + `Vergrößere die Diagonale oder rücke die übrigen Einträge näher an 0.`,
  },
  'out-of-memory': {
    en: () => 'There is not enough memory for this. Choose something smaller.',
    de: () => 'Dafür reicht der Speicher nicht. Wähle etwas Kleineres.',
  },
  'out-of-range': {
    en: (p) => `This value${named(p)} lies outside its range${bounds(p, 'en')}. Undo, or choose one inside.`,
    de: (p) => `Dieser Wert${genannt(p)} liegt außerhalb seines Bereichs${bounds(p, 'de')}. Nimm ihn zurück oder wähle einen darin.`,
  },
  'rule-not-allowed': {
    en: (p) => `This rule${named(p)} is meant for another kind of layer (z-box: only the first). Choose another rule.`,
    de: (p) => `Diese Regel${genannt(p)} ist für andere Schichten gedacht (z-Box: nur die erste). Wähle eine andere Regel.`,
  },
  'shape-mismatch': {
    en: () => 'The sizes do not fit together. Choose an input that fits this network.',
    de: () => 'Die Größen passen nicht zusammen. Wähle eine Eingabe, die zu diesem Netz passt.',
  },
  'target-out-of-range': {
    en: () => 'The network has no such output. Choose one of its classes.',
    de: () => 'Einen solchen Ausgang hat das Netz nicht. Wähle eine seiner Klassen.',
  },
  'too-much-work': {
    en: (p) => `This would take too long to compute${named(p)}. Choose something smaller.`,
    de: (p) => `Das zu berechnen dauert zu lange${genannt(p)}. Wähle etwas Kleineres.`,
  },
  'unknown-name': {
    en: (p) => `The name${named(p)} is not known.${nearest(p)}`,
    de: (p) => `Der Name${genannt(p)} ist nicht bekannt.${naechstes(p)}`,
  },
  'unsupported-operator': {
    en: (p) => `The network uses an operation${named(p)} that the lab does not know. Choose another network.`,
    de: (p) => `Das Netz benutzt eine Operation${genannt(p)}, die das Labor nicht kennt. Wähle ein anderes Netz.`,
  },
  'unsupported-version': {
    en: () => 'This file was made for another version of the lab.',
    de: () => 'Diese Datei ist für eine andere Version des Labors gemacht.',
  },
  'wrong-type': {
    en: (p) => `This setting${named(p)} has another kind of value than expected. Undo, or set it again.`,
    de: (p) => `Diese Einstellung${genannt(p)} hat eine andere Art von Wert als erwartet. Nimm sie zurück oder setze sie neu.`,
  },
};

export function error_text(error: EngineError, language: Language): string {
  return problem_text(error, language) || (SENTENCES[error.code] ?? SENTENCES.internal)[language](error.params);
}

/** The control at which an error stands, if it names one. */
export function error_place(error: EngineError, names: string[]): string | null {
  return [error.params['control'], error.params['name']].find((name) => name !== undefined && names.includes(name)) ?? null;
}
