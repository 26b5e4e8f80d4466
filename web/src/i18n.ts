// The page's own words, in both languages. What scenarios say comes with the scenarios.

import type { Language } from './engine_types';

const en = {
  name: 'Relevance Lab',
  lead: 'See why a model decides as it does: play with it, answer, check.',
  gallery: 'Gallery', loading: 'Loading …', explore: 'Explore', read: 'Read', controls: 'Settings', checks: 'Checks',
  undo: 'Undo', redo: 'Redo', share: 'Share', copied: 'Link copied', copy_this: 'Copy this link', help: 'Help', close: 'Close',
  language: 'Deutsch', language_label: 'Zu Deutsch wechseln',
  theme: 'Theme', theme_auto: 'as the system', theme_light: 'light', theme_dark: 'dark',
  palette: 'Relevance colours', 'red-blue': 'red and blue', 'orange-purple': 'orange and purple', grey: 'grey, hatched',
  draw: 'Draw a digit, or pick one', 
  clear: 'Clear', undo_stroke: 'Undo stroke', as_seen: 'as the network sees it', picked: 'picked from the data; draw to replace it',
  canvas: 'Drawing canvas. Without a pointer, pick an example from the strip below.',
  input: 'input', relevance: 'relevance', overlay: 'Overlay: input to relevance',
  scale: 'Scale', shared_scale: 'one scale for all',
  menu: 'More for this view', as_table: 'Show as table', as_picture: 'Show as picture',
  row: 'row', column: 'column', value: 'value', map: 'map', neuron: 'neuron',
  explore_pixels: 'Arrow keys move from pixel to pixel.',
  reset: 'Reset to', run: 'Run', cancel: 'Cancel', cancelled: 'Cancelled; the last result stays.',
  working: 'Working …', total: 'total', absorbed: 'absorbed', 
  bias: 'bias', epsilon: 'stabiliser ε', zero_denominator: 'zero denominators', by_rule: 'the rule itself',
  holds: 'holds', fails: 'does not hold', 'not claimed': 'not claimed', left: 'left', right: 'right', gap: 'gap',
  only_mistakes: 'only its mistakes', read_as: 'read as', wrong: 'wrong', mistaken: 'The network reads this one wrongly',
  probability: 'probability', explain_class: 'Explain class',
  restarted: 'The engine stumbled and was started again. Nothing you set or drew is lost.',
  layer: 'layer', source: 'Source',
  hint: 'Tip', next: 'Next', got_it: 'Got it', retry: 'Try again',
  hints: [
    'Everything on the stage answers your hand: draw, pick, click a bar to explain that class instead.',
    'Point at any picture, or focus it and use the arrow keys, to read the exact number under it.',
    'Every step can be undone, and “Share” copies a link that brings back exactly what you see.',
  ],
  help_title: 'How to use the lab',
  help_items: [
    ['The stage', 'Pictures follow what you draw and set at once. Red speaks for the explained class, blue against it; white is zero. The scale beside a picture is symmetric and shows its numbers. Plus and minus mark the strongest pixels.'],
    ['Exact numbers', 'Point, touch, or focus a picture and use the arrow keys, Home and End. The menu ⋯ of a view saves it as PNG, SVG or CSV and shows it as a table.'],
    ['Settings', 'Drag, type a number, or use arrow, Page, Home and End keys; a double click goes back to the declared value. What has no effect now says why.'],
    ['Checks', 'Sums that theory promises, with both sides and the gap. “Not claimed” means that the rule never promised it, with the reason.'],
    ['Keys', 'Ctrl+Z undo, Ctrl+Shift+Z or Ctrl+Y redo, ? this help, Esc closes.'],
  ] as [string, string][],
  no_data: 'Nothing to show', no_scenario: 'There is no exercise with this name. Here is what there is.',
  sections: {
    input: 'Input', model: 'Network', explanation: 'Explanation', rule: 'Rule', parameters: 'Parameters',
    layers: 'Layer by layer', evaluation: 'Evaluation', output: 'Output', test: 'Test', rules: 'Rules',
  } as Record<string, string>,
};

export type Words = typeof en;

const de: Words = {
  name: 'Relevance Lab',
  lead: 'Sieh, warum ein Modell so entscheidet: ausprobieren, antworten, prüfen.',
  gallery: 'Übersicht', loading: 'Wird geladen …', explore: 'Erkunden', read: 'Lesen', controls: 'Einstellungen', checks: 'Proben',
  undo: 'Rückgängig', redo: 'Wiederholen', share: 'Teilen', copied: 'Link kopiert', copy_this: 'Diesen Link kopieren', help: 'Hilfe', close: 'Schließen',
  language: 'English', language_label: 'Switch to English',
  theme: 'Farbschema', theme_auto: 'wie das System', theme_light: 'hell', theme_dark: 'dunkel',
  palette: 'Farben der Relevanz', 'red-blue': 'Rot und Blau', 'orange-purple': 'Orange und Violett', grey: 'Grau, schraffiert',
  draw: 'Zeichne eine Ziffer oder wähle eine', 
  clear: 'Leeren', undo_stroke: 'Strich zurück', as_seen: 'wie das Netz sie sieht', picked: 'aus den Daten gewählt; zeichne, um sie zu ersetzen',
  canvas: 'Zeichenfläche. Ohne Zeigegerät: ein Beispiel aus dem Streifen darunter wählen.',
  input: 'Eingabe', relevance: 'Relevanz', overlay: 'Überlagerung: von der Eingabe zur Relevanz',
  scale: 'Skala', shared_scale: 'eine Skala für alle',
  menu: 'Mehr zu dieser Ansicht', as_table: 'Als Tabelle zeigen', as_picture: 'Als Bild zeigen',
  row: 'Zeile', column: 'Spalte', value: 'Wert', map: 'Karte', neuron: 'Neuron',
  explore_pixels: 'Pfeiltasten gehen von Pixel zu Pixel.',
  reset: 'Zurück auf', run: 'Starten', cancel: 'Abbrechen', cancelled: 'Abgebrochen; das letzte Ergebnis bleibt.',
  working: 'Rechnet …', total: 'Summe', absorbed: 'verschluckt', 
  bias: 'Bias', epsilon: 'Stabilisator ε', zero_denominator: 'Nenner null', by_rule: 'die Regel selbst',
  holds: 'gilt', fails: 'gilt nicht', 'not claimed': 'nicht behauptet', left: 'links', right: 'rechts', gap: 'Abstand',
  only_mistakes: 'nur seine Fehler', read_as: 'gelesen als', wrong: 'falsch', mistaken: 'Diese liest das Netz falsch',
  probability: 'Wahrscheinlichkeit', explain_class: 'Erkläre Klasse',
  restarted: 'Die Rechenmaschine ist gestolpert und wurde neu gestartet. Nichts Eingestelltes oder Gezeichnetes ist verloren.',
  layer: 'Schicht', source: 'Quelle',
  hint: 'Tipp', next: 'Weiter', got_it: 'Verstanden', retry: 'Noch einmal versuchen',
  hints: [
    'Alles auf der Bühne folgt deiner Hand: zeichne, wähle, klicke einen Balken an, um stattdessen diese Klasse zu erklären.',
    'Zeige auf ein Bild, oder gehe mit Tabulator und Pfeiltasten hinein, um die genaue Zahl darunter zu lesen.',
    'Jeder Schritt lässt sich zurücknehmen, und „Teilen“ kopiert einen Link, der genau das hier zurückbringt.',
  ],
  help_title: 'So benutzt du das Labor',
  help_items: [
    ['Die Bühne', 'Die Bilder folgen sofort dem, was du zeichnest und einstellst. Rot spricht für die erklärte Klasse, Blau dagegen; Weiß ist null. Die Skala daneben ist symmetrisch und zeigt ihre Zahlen. Plus und Minus stehen auf den stärksten Pixeln.'],
    ['Genaue Zahlen', 'Zeige auf ein Bild, berühre es, oder gehe mit Tabulator, Pfeiltasten, Pos1 und Ende hinein. Das Menü ⋯ einer Ansicht speichert sie als PNG, SVG oder CSV und zeigt sie als Tabelle.'],
    ['Einstellungen', 'Ziehen, Zahl eintippen, oder Pfeil-, Bild-, Pos1- und Ende-Tasten; ein Doppelklick geht auf den vorgegebenen Wert zurück. Was gerade nichts bewirkt, sagt, warum.'],
    ['Proben', 'Summen, die die Theorie verspricht, mit beiden Seiten und dem Abstand. „Nicht behauptet“ heißt: Die Regel hat es nie versprochen, mit Begründung.'],
    ['Tasten', 'Strg+Z rückgängig, Strg+Umschalt+Z oder Strg+Y wiederholen, ? diese Hilfe, Esc schließt.'],
  ],
  no_data: 'Nichts zu zeigen', no_scenario: 'Eine Übung dieses Namens gibt es nicht. Das hier gibt es.',
  sections: {
    input: 'Eingabe', model: 'Netz', explanation: 'Erklärung', rule: 'Regel', parameters: 'Parameter',
    layers: 'Schicht für Schicht', evaluation: 'Bewertung', output: 'Ausgabe', test: 'Test', rules: 'Regeln',
  },
};

export const DICTIONARY: Record<Language, Words> = { en, de };

export function section_name(section: string, language: Language): string {
  return DICTIONARY[language].sections[section] ?? section;
}
