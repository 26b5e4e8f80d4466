// How the lab is used, how each kind of setting is, and the words of the tour. Loaded when help is asked for.

import type { ControlKind, Language } from '../engine/types';

interface Help {
  title: string; notices: string; items: [string, string][];
  views: string; numbers: string; settings: string; around: string; back: string; on: string; end: string;
  ways: Record<ControlKind, string>;
  tour: Record<'stage' | 'steps' | 'marks' | 'panel' | 'checks' | 'tasks' | 'solution' | 'share', string>;
}

const en: Help = {
  title: 'How to use the lab', notices: 'Licences of what is built in',
  items: [
    ['The stage', 'Pictures follow what you draw and set at once. Red speaks for the explained class, blue against it; white is '
      + 'zero. The scale beside a picture is symmetric and shows its numbers. Plus and minus mark the strongest pixels.'],
    ['Exact numbers', 'Point, touch, or focus a picture and use the arrow keys, Home and End. The menu ⋯ of a view saves it as '
      + 'PNG, SVG, CSV or JSON and shows it as a table. “Export”, under the pictures, takes all along: data, a script, a notebook.'],
    ['Settings', 'Drag, type a number, or use arrow, Page, Home and End keys; a double click goes back to the declared value. What '
      + 'has no effect now says why.'],
    ['Checks', 'Sums that theory promises, with both sides and the gap. “Not claimed” means that the rule never promised it, with '
      + 'the reason.'],
    ['Tasks', 'Type answers as mathematics: / makes a fraction, ^ a power, _ an index, Enter checks. What cannot be read costs '
      + 'nothing; hints come one at a time. Answers stay in this browser; export and import are in the gallery.'],
    ['Formulas', 'Point at an underlined term: the neuron, edge or point it speaks of lights up, and the other way round. With the '
      + 'keyboard: focus the formula and use the arrow keys.'],
    ['Keys', 'Ctrl+Z undo, Ctrl+Shift+Z or Ctrl+Y redo, ? this help, Esc closes.'],
  ],
  views: 'The pictures of this exercise', numbers: 'Numbers, exactly.', settings: 'Its settings', around: 'Show me around',
  back: 'Back', on: 'Next', end: 'Done',
  ways: {
    slider: 'Drag it, type a number, or use arrow, Page, Home and End keys.', choice: 'Choose one.', toggle: 'On or off.',
    point: 'Drag it in the picture, or type its numbers.', 'point-set': 'Click to add a point, drag to move it, Delete to remove it.',
    vector: 'Type its numbers.', matrix: 'Type its entries.', series: 'Drag a value up or down, or take a list of numbers.',
    image: 'Draw with the pen, a finger, or arrow keys and the space bar.',
    network: 'Click a weight in the picture and type; Tab goes to the next.', step: 'Step on and back, play, or go to the end.',
    run: 'Play, pause, step; what is reached stays.', 'layer-rules': 'A rule for each layer.',
    seed: 'Another number, other chances; the same number, the same ones.', index: 'Pick one in its strip.',
    action: 'Click it; long work can be cancelled.',
  },
  tour: {
    stage: 'The pictures follow at once.', steps: 'Go through it step by step, or play it.',
    marks: '“?” explains the marks of a picture, ⋯ saves it, its numbers too.',
    panel: 'All that can be set, with the reason where something has no effect now.',
    checks: 'What theory promises, checked with the numbers on the stage.', tasks: '{n} tasks: answer them here, the engine checks.',
    solution: 'The way to the result, folded until you ask for it.', share: 'Copies a link that brings back exactly what you see.',
  },
};

const de: Help = {
  title: 'So benutzt du das Labor', notices: 'Lizenzen dessen, was eingebaut ist',
  items: [
    ['Die Bühne', 'Die Bilder folgen sofort dem, was du zeichnest und einstellst. Rot spricht für die erklärte Klasse, Blau '
      + 'dagegen; Weiß ist null. Die Skala daneben ist symmetrisch und zeigt ihre Zahlen. Plus und Minus stehen auf den stärksten '
      + 'Pixeln.'],
    ['Genaue Zahlen', 'Zeige auf ein Bild, berühre es, oder gehe mit Tabulator, Pfeiltasten, Pos1 und Ende hinein. Das Menü ⋯ '
      + 'einer Ansicht speichert sie als PNG, SVG, CSV oder JSON und zeigt sie als Tabelle. „Exportieren“ unter den Bildern nimmt alles '
      + 'mit: Daten, ein Skript, ein Notebook.'],
    ['Einstellungen', 'Ziehen, Zahl eintippen, oder Pfeil-, Bild-, Pos1- und Ende-Tasten; ein Doppelklick geht auf den '
      + 'vorgegebenen Wert zurück. Was gerade nichts bewirkt, sagt, warum.'],
    ['Proben', 'Summen, die die Theorie verspricht, mit beiden Seiten und dem Abstand. „Nicht behauptet“ heißt: Die Regel hat es '
      + 'nie versprochen, mit Begründung.'],
    ['Aufgaben', 'Antworten tippst du als Mathematik: / macht einen Bruch, ^ eine Potenz, _ einen Index, Enter prüft. Was nicht '
      + 'lesbar ist, kostet nichts; Hinweise kommen einzeln. Antworten bleiben in diesem Browser; Export und Import stehen in der '
      + 'Übersicht.'],
    ['Formeln', 'Zeige auf einen unterstrichenen Term: Das Neuron, die Kante oder der Punkt, von dem er spricht, leuchtet auf, und '
      + 'umgekehrt. Mit der Tastatur: in die Formel gehen, dann Pfeiltasten.'],
    ['Tasten', 'Strg+Z rückgängig, Strg+Umschalt+Z oder Strg+Y wiederholen, ? diese Hilfe, Esc schließt.'],
  ],
  views: 'Die Bilder dieser Übung', numbers: 'Zahlen, genau.', settings: 'Ihre Einstellungen', around: 'Führe mich herum',
  back: 'Zurück', on: 'Weiter', end: 'Fertig',
  ways: {
    slider: 'Ziehen, Zahl eintippen, oder Pfeil-, Bild-, Pos1- und Ende-Tasten.', choice: 'Wähle eines.', toggle: 'An oder aus.',
    point: 'Im Bild ziehen, oder die Zahlen eintippen.',
    'point-set': 'Klicken fügt einen Punkt hinzu, Ziehen bewegt ihn, Entf entfernt ihn.', vector: 'Tippe die Zahlen ein.',
    matrix: 'Tippe die Einträge ein.', series: 'Ziehe einen Wert nach oben oder unten, oder übernimm eine Liste von Zahlen.',
    image: 'Zeichne mit dem Stift, einem Finger, oder mit Pfeiltasten und Leertaste.',
    network: 'Klicke ein Gewicht im Bild an und tippe; Tab geht zum nächsten.', step: 'Vor und zurück, abspielen, oder ans Ende.',
    run: 'Abspielen, anhalten, Schritt für Schritt; das Erreichte bleibt.', 'layer-rules': 'Eine Regel für jede Schicht.',
    seed: 'Eine andere Zahl, ein anderer Zufall; dieselbe Zahl, derselbe.', index: 'Wähle in der Reihe eines aus.',
    action: 'Klicke; lange Arbeit lässt sich abbrechen.',
  },
  tour: {
    stage: 'Die Bilder folgen sofort.', steps: 'Gehe Schritt für Schritt, oder spiele es ab.',
    marks: '„?“ erklärt die Zeichen eines Bildes, ⋯ speichert es, auch seine Zahlen.',
    panel: 'Alles, was sich einstellen lässt, mit dem Grund, wo etwas gerade nichts bewirkt.',
    checks: 'Was die Theorie verspricht, geprüft an den Zahlen auf der Bühne.',
    tasks: '{n} Aufgaben: Antworte hier, die Rechenmaschine prüft.', solution: 'Der Weg zum Ergebnis, gefaltet, bis du danach fragst.',
    share: 'Kopiert einen Link, der genau das zurückbringt, was du siehst.',
  },
};

export const HELP: Record<Language, Help> = { en, de };
