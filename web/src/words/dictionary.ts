// The page's own words, in both languages. What scenarios say comes with the scenarios.

import type { Language } from '../engine/types';

const en = {
  name: 'Relevance Lab',
  lead: 'See why a model decides as it does: play with it, answer, check.',
  gallery: 'Gallery', loading: 'Loading …',
  arriving: {
    of: 'Loading the {what}: {done} of {total} KB', starting: 'Starting the engine …', engine: 'engine', model: 'network', data: 'data',
  },
  explore: 'Explore', read: 'Read', controls: 'Settings', checks: 'Checks',
  undo: 'Undo', redo: 'Redo', share: 'Share', copied: 'Link copied', copy_this: 'Copy this link', help: 'Help', close: 'Close',
  language: 'Deutsch', language_label: 'Zu Deutsch wechseln',
  theme: 'Theme', theme_auto: 'as the system', theme_light: 'light', theme_dark: 'dark',
  palette: 'Relevance colours', 'red-blue': 'red and blue', 'orange-purple': 'orange and purple', grey: 'grey, hatched',
  draw: 'Draw a digit, or pick one', 
  clear: 'Clear', undo_stroke: 'Undo stroke', as_seen: 'as the network sees it', picked: 'picked from the data; draw to replace it',
  draw_over: 'draw to replace it',
  canvas: 'Drawing canvas: arrow keys move the pen, the space bar puts it down and lifts it, Backspace takes a stroke back.',
  input: 'input', relevance: 'relevance', overlay: 'Overlay: input to relevance',
  scale: 'Scale', shared_scale: 'one scale for all',
  menu: 'More for this view', as_table: 'Show as table', as_picture: 'Show as picture',
  row: 'row', column: 'column', value: 'value', map: 'map', neuron: 'neuron',
  explore_pixels: 'Arrow keys move from pixel to pixel.',
  reset: 'Reset to', run: 'Run', cancel: 'Cancel', cancelled: 'Cancelled; the last result stays.',
  stopped: 'Stopped; what there is stays. The next change, or Play, goes on.',
  working: 'Working …', total: 'total', absorbed: 'absorbed', 
  bias: 'bias', epsilon: 'stabiliser ε', zero_denominator: 'zero denominators', by_rule: 'the rule itself',
  holds: 'holds', fails: 'does not hold', 'not claimed': 'not claimed', left: 'left', right: 'right', gap: 'gap',
  only_mistakes: 'only its mistakes', read_as: 'read as', wrong: 'wrong', mistaken: 'The network reads this one wrongly',
  probability: 'probability', explain_class: 'Explain class',
  restarted: 'The engine stumbled and was started again. Nothing you set or drew is lost.',
  layer: 'layer', source: 'Source',
  hint: 'Tip', next: 'Next', got_it: 'Got it', retry: 'Try again',
  not_loaded: 'A file could not be loaded. Check the connection and try again; what you drew and set is in the link.',
  file_faults: {
    missing: '{file} could not be loaded. Check the connection and try again; what you drew and set is in the link.',
    damaged: '{file} did not arrive as it was built: it was cut short, or something else came in its place. Try again.',
    silent: '{file} does not answer. Check the connection and try again; what you drew and set is in the link.',
  }, engine_file: 'The engine',
  hints: [
    'Everything on the stage answers your hand: draw, pick, click a bar to explain that class instead.',
    'Point at any picture, or focus it and use the arrow keys, to read the exact number under it.',
    'Every step can be undone, and “Share” copies a link that brings back exactly what you see.',
  ],
  help_title: 'How to use the lab', notices: 'Licences of what is built in',
  help_items: [
    ['The stage', 'Pictures follow what you draw and set at once. Red speaks for the explained class, blue against it; white is '
      + 'zero. The scale beside a picture is symmetric and shows its numbers. Plus and minus mark the strongest pixels.'],
    ['Exact numbers', 'Point, touch, or focus a picture and use the arrow keys, Home and End. The menu ⋯ of a view saves it as '
      + 'PNG, SVG or CSV and shows it as a table.'],
    ['Settings', 'Drag, type a number, or use arrow, Page, Home and End keys; a double click goes back to the declared value. What '
      + 'has no effect now says why.'],
    ['Checks', 'Sums that theory promises, with both sides and the gap. “Not claimed” means that the rule never promised it, with '
      + 'the reason.'],
    ['Tasks', 'Type answers as mathematics: / makes a fraction, ^ a power, _ an index, Enter checks. What cannot be read costs '
      + 'nothing; hints come one at a time. Answers stay in this browser; export and import are in the gallery.'],
    ['Formulas', 'Point at an underlined term: the neuron, edge or point it speaks of lights up, and the other way round. With the '
      + 'keyboard: focus the formula and use the arrow keys.'],
    ['Keys', 'Ctrl+Z undo, Ctrl+Shift+Z or Ctrl+Y redo, ? this help, Esc closes.'],
  ] as [string, string][],
  tasks: 'Tasks', task: 'Task', solution: 'Solution', answer: 'Answer', your_answer: 'Your answer', check: 'Check',
  check_state: 'Check my settings', check_network: 'Check my network',
  solved: 'solved', solved_of: '{solved} of {total} solved', attempts: { one: '1 attempt', more: '{n} attempts' },
  open_task: 'Answer this', next_task: 'Next task', show_hint: 'Give me a hint', next_hint: 'One more hint',
  right_answer: 'Right.', wrong_answer: 'Not yet.', unreadable: 'This cannot be read; it does not count.',
  shape: 'This has another shape.', type_here: 'Type your answer', symbols: 'You may use',
  counterexample: { at: 'At', you: 'you say', engine: 'the engine says', show: 'Show me' },
  grading: 'Checking …', grading_cancelled: 'Cancelled. Your answer is kept.',
  not_graded: 'This could not be checked. Your answer is kept; try again.',
  show_solution: 'Show the solution', solution_counts: 'It stays folded until you ask for it; then it counts as seen.',
  solution_seen: 'Solution seen',
  step: 'Step', of: 'of', back: 'Back', on: 'Next step', numbers_now: 'current numbers',
  walk_terms: 'Formula. Left and right arrow keys go through its terms.',
  weight: 'weight', flow: 'flow', activation: 'activation',
  no_partner: 'no partner', point_at_patch: 'Point at a patch to see its partners; click to keep it.',
  patch_keys: 'Arrow keys go from patch to patch, Enter keeps one.', speaks_for: 'makes alike', speaks_against: 'speaks against it',
  widest: 'widest:', let_go: 'let go', let_all_go: 'Let all go',
  edit_weights: 'Click a weight to change it, or focus it and use the arrow keys.', less: 'less', more: 'more',
  edit_keys: 'Enter keeps, Escape discards, Tab goes on.', as_list: 'as a list',
  move_point: 'Drag it, or use the arrow keys.', to_start: 'To the start', step_back: 'Step back', play: 'Play', pause: 'Pause',
  step_on: 'Step forward', to_end: 'To the end', speed: 'Speed', use_value: 'Use {value}', not_its_class: 'not classified as its class',
  progress: 'Your progress', progress_none: 'Answers and progress are kept in this browser and sent nowhere.',
  progress_memory: 'This browser keeps nothing after the page closes. Export what you want to keep.',
  export: 'Export', import: 'Import', clear_progress: 'Clear', clear_sure: 'Clear all answers and progress?',
  clear_text: 'Everything you answered in all exercises is deleted from this browser. Export it first if you may want it back.',
  clear_yes: 'Clear everything', keep: 'Keep',
  imported: 'The progress in the file was added.',
  partly: 'The progress in the file was added. A part could not be read; it was set aside.',
  set_aside: 'A part of your progress could not be read. It was set aside as it was; everything else is here.',
  save_aside: 'Save what was set aside', discard_aside: 'Discard it',
  import_errors: {
    not_ours: 'This file holds no progress of the lab. Nothing was changed.',
    newer: 'This file was written by a newer version of the lab. Nothing was changed.',
    damaged: 'This file is damaged. Nothing was changed.',
  },
  below_zero: 'below zero',
  point_of: 'Point {i} of {n}', add_point: 'Add a point', remove_point: 'Remove it',
  points_invite: 'Click to add a point', points_hint: 'Click adds a point, dragging moves it.',
  point_keys: 'Arrow keys move it, Delete removes it, Insert adds another.',
  place_of: 'Value {i} of {n}', series_keys: 'Left and right go from value to value, up and down change it.',
  take_list: 'Use this list', keep_series: 'Leave it as it was', list_empty: 'There is no number in this list.',
  list_hint: 'Numbers parted by commas, spaces or line breaks; with decimal commas, by semicolons or line breaks.',
  list_unread: '“{word}” is no number. Nothing was changed.', list_taken: '{n} values taken.',
  list_taken_clamped: '{n} values taken; {outside} of them were brought into the range from {low} to {high}.',
  no_data: 'Nothing to show', no_scenario: 'There is no exercise with this name. Here is what there is.',
};

export type Words = typeof en;

const de: Words = {
  name: 'Relevance Lab',
  lead: 'Sieh, warum ein Modell so entscheidet: ausprobieren, antworten, prüfen.',
  gallery: 'Übersicht', loading: 'Wird geladen …',
  arriving: {
    of: '{what} wird geladen: {done} von {total} KB', starting: 'Die Rechenmaschine startet …', engine: 'Rechenmaschine',
    model: 'Netz', data: 'Daten',
  },
  explore: 'Erkunden', read: 'Lesen', controls: 'Einstellungen', checks: 'Proben',
  undo: 'Rückgängig', redo: 'Wiederholen', share: 'Teilen', copied: 'Link kopiert', copy_this: 'Diesen Link kopieren', help: 'Hilfe',
  close: 'Schließen',
  language: 'English', language_label: 'Switch to English',
  theme: 'Farbschema', theme_auto: 'wie das System', theme_light: 'hell', theme_dark: 'dunkel',
  palette: 'Farben der Relevanz', 'red-blue': 'Rot und Blau', 'orange-purple': 'Orange und Violett', grey: 'Grau, schraffiert',
  draw: 'Zeichne eine Ziffer oder wähle eine', 
  clear: 'Leeren', undo_stroke: 'Strich zurück', as_seen: 'wie das Netz sie sieht',
  picked: 'aus den Daten gewählt; zeichne, um sie zu ersetzen', draw_over: 'zeichne, um es zu ersetzen',
  canvas: 'Zeichenfläche: Pfeiltasten bewegen den Stift, die Leertaste setzt ihn auf und hebt ihn ab, '
    + 'Rücktaste nimmt einen Strich zurück.',
  input: 'Eingabe', relevance: 'Relevanz', overlay: 'Überlagerung: von der Eingabe zur Relevanz',
  scale: 'Skala', shared_scale: 'eine Skala für alle',
  menu: 'Mehr zu dieser Ansicht', as_table: 'Als Tabelle zeigen', as_picture: 'Als Bild zeigen',
  row: 'Zeile', column: 'Spalte', value: 'Wert', map: 'Karte', neuron: 'Neuron',
  explore_pixels: 'Pfeiltasten gehen von Pixel zu Pixel.',
  reset: 'Zurück auf', run: 'Starten', cancel: 'Abbrechen', cancelled: 'Abgebrochen; das letzte Ergebnis bleibt.',
  stopped: 'Angehalten; was da ist, bleibt. Die nächste Änderung oder Abspielen macht weiter.',
  working: 'Rechnet …', total: 'Summe', absorbed: 'verschluckt', 
  bias: 'Bias', epsilon: 'Stabilisator ε', zero_denominator: 'Nenner null', by_rule: 'die Regel selbst',
  holds: 'gilt', fails: 'gilt nicht', 'not claimed': 'nicht behauptet', left: 'links', right: 'rechts', gap: 'Abstand',
  only_mistakes: 'nur seine Fehler', read_as: 'gelesen als', wrong: 'falsch', mistaken: 'Diese liest das Netz falsch',
  probability: 'Wahrscheinlichkeit', explain_class: 'Erkläre Klasse',
  restarted: 'Die Rechenmaschine ist gestolpert und wurde neu gestartet. Nichts Eingestelltes oder Gezeichnetes ist verloren.',
  layer: 'Schicht', source: 'Quelle',
  hint: 'Tipp', next: 'Weiter', got_it: 'Verstanden', retry: 'Noch einmal versuchen',
  not_loaded: 'Eine Datei konnte nicht geladen werden. Prüfe die Verbindung und versuche es noch einmal; '
    + 'Gezeichnetes und Eingestelltes steht im Link.',
  file_faults: {
    missing: '{file} konnte nicht geladen werden. Prüfe die Verbindung und versuche es noch einmal; '
      + 'Gezeichnetes und Eingestelltes steht im Link.',
    damaged: '{file} kam nicht so an wie gebaut: abgeschnitten, oder es kam etwas anderes. Versuche es noch einmal.',
    silent: '{file} antwortet nicht. Prüfe die Verbindung und versuche es noch einmal; '
      + 'Gezeichnetes und Eingestelltes steht im Link.',
  }, engine_file: 'Die Rechenmaschine',
  hints: [
    'Alles auf der Bühne folgt deiner Hand: zeichne, wähle, klicke einen Balken an, um stattdessen diese Klasse zu erklären.',
    'Zeige auf ein Bild, oder gehe mit Tabulator und Pfeiltasten hinein, um die genaue Zahl darunter zu lesen.',
    'Jeder Schritt lässt sich zurücknehmen, und „Teilen“ kopiert einen Link, der genau das hier zurückbringt.',
  ],
  help_title: 'So benutzt du das Labor', notices: 'Lizenzen dessen, was eingebaut ist',
  help_items: [
    ['Die Bühne', 'Die Bilder folgen sofort dem, was du zeichnest und einstellst. Rot spricht für die erklärte Klasse, Blau '
      + 'dagegen; Weiß ist null. Die Skala daneben ist symmetrisch und zeigt ihre Zahlen. Plus und Minus stehen auf den stärksten Pixeln.'],
    ['Genaue Zahlen', 'Zeige auf ein Bild, berühre es, oder gehe mit Tabulator, Pfeiltasten, Pos1 und Ende hinein. Das Menü ⋯ '
      + 'einer Ansicht speichert sie als PNG, SVG oder CSV und zeigt sie als Tabelle.'],
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
  tasks: 'Aufgaben', task: 'Aufgabe', solution: 'Lösung', answer: 'Antwort', your_answer: 'Deine Antwort', check: 'Prüfen',
  check_state: 'Meine Einstellungen prüfen', check_network: 'Mein Netz prüfen',
  solved: 'gelöst', solved_of: '{solved} von {total} gelöst', attempts: { one: '1 Versuch', more: '{n} Versuche' },
  open_task: 'Beantworten', next_task: 'Nächste Aufgabe', show_hint: 'Gib mir einen Hinweis', next_hint: 'Noch ein Hinweis',
  right_answer: 'Richtig.', wrong_answer: 'Noch nicht.', unreadable: 'Das ist nicht lesbar; es zählt nicht.',
  shape: 'Das hat eine andere Form.', type_here: 'Antwort eingeben', symbols: 'Du kannst verwenden',
  counterexample: { at: 'Bei', you: 'sagst du', engine: 'sagt die Rechnung', show: 'Zeig es mir' },
  grading: 'Wird geprüft …', grading_cancelled: 'Abgebrochen. Deine Antwort bleibt.',
  not_graded: 'Das ließ sich nicht prüfen. Deine Antwort bleibt; versuche es noch einmal.',
  show_solution: 'Lösung zeigen', solution_counts: 'Sie bleibt zugeklappt, bis du sie willst; dann gilt sie als gesehen.',
  solution_seen: 'Lösung gesehen',
  step: 'Schritt', of: 'von', back: 'Zurück', on: 'Nächster Schritt', numbers_now: 'aktuelle Zahlen',
  walk_terms: 'Formel. Die Pfeiltasten links und rechts gehen durch ihre Terme.',
  weight: 'Gewicht', flow: 'Fluss', activation: 'Aktivierung',
  no_partner: 'kein Partner', point_at_patch: 'Zeige auf ein Feld, um seine Partner zu sehen; ein Klick hält es fest.',
  patch_keys: 'Pfeiltasten gehen von Feld zu Feld, die Eingabetaste hält eines fest.', speaks_for: 'macht ähnlich',
  speaks_against: 'spricht dagegen', widest: 'am breitesten:', let_go: 'loslassen', let_all_go: 'Alle loslassen',
  edit_weights: 'Klicke ein Gewicht an, um es zu ändern, oder nimm Tabulator und Pfeiltasten.', less: 'weniger', more: 'mehr',
  edit_keys: 'Enter behält, Escape verwirft, Tab geht weiter.',
  as_list: 'als Liste',
  move_point: 'Ziehen, oder Pfeiltasten benutzen.', to_start: 'An den Anfang', step_back: 'Schritt zurück', play: 'Abspielen',
  pause: 'Pause', step_on: 'Schritt vor', to_end: 'Ans Ende', speed: 'Tempo', use_value: '{value} nehmen',
  not_its_class: 'nicht als ihre Klasse erkannt',
  progress: 'Dein Fortschritt', progress_none: 'Antworten und Fortschritt bleiben in diesem Browser; nichts wird gesendet.',
  progress_memory: 'Dieser Browser behält nichts, wenn die Seite schließt. Exportiere, was du behalten willst.',
  export: 'Exportieren', import: 'Importieren', clear_progress: 'Löschen', clear_sure: 'Alle Antworten und Fortschritte löschen?',
  clear_text: 'Alles, was du in allen Übungen geantwortet hast, wird aus diesem Browser gelöscht. Exportiere es vorher, wenn du es '
    + 'vielleicht noch brauchst.', clear_yes: 'Alles löschen', keep: 'Behalten',
  imported: 'Der Fortschritt aus der Datei ist dazugekommen.',
  partly: 'Der Fortschritt aus der Datei ist dazugekommen. Ein Teil war nicht lesbar; er liegt beiseite.',
  set_aside: 'Ein Teil deines Fortschritts war nicht lesbar. Er liegt unverändert beiseite; alles andere ist da.',
  save_aside: 'Beiseitegelegtes speichern', discard_aside: 'Verwerfen',
  import_errors: {
    not_ours: 'Diese Datei enthält keinen Fortschritt des Labors. Nichts wurde geändert.',
    newer: 'Diese Datei stammt aus einer neueren Fassung des Labors. Nichts wurde geändert.',
    damaged: 'Diese Datei ist beschädigt. Nichts wurde geändert.',
  },
  below_zero: 'unter null',
  point_of: 'Punkt {i} von {n}', add_point: 'Punkt dazu', remove_point: 'Entfernen',
  points_invite: 'Klicken setzt einen Punkt', points_hint: 'Klicken setzt einen Punkt, Ziehen bewegt ihn.',
  point_keys: 'Pfeiltasten bewegen ihn, Entf entfernt ihn, Einfg setzt einen weiteren.',
  place_of: 'Wert {i} von {n}', series_keys: 'Links und rechts gehen von Wert zu Wert, hoch und runter ändern ihn.',
  take_list: 'Diese Liste nehmen', keep_series: 'Lassen, wie es war', list_empty: 'In dieser Liste steht keine Zahl.',
  list_hint: 'Zahlen, getrennt durch Kommas, Leerzeichen oder Zeilen; mit Dezimalkommas durch Semikolons oder Zeilen.',
  list_unread: '„{word}“ ist keine Zahl. Nichts wurde geändert.', list_taken: '{n} Werte übernommen.',
  list_taken_clamped: '{n} Werte übernommen; {outside} davon wurden in den Bereich von {low} bis {high} gebracht.',
  no_data: 'Nichts zu zeigen', no_scenario: 'Eine Übung dieses Namens gibt es nicht. Das hier gibt es.',
};

export const DICTIONARY: Record<Language, Words> = { en, de };

/** Fills {name} in a sentence. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
