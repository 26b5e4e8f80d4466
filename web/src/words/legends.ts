// What the marks of each kind of picture say. Loaded when a legend is asked for.

import type { Language, ViewKind } from '../engine/types';

export type Mark =
  | 'activation' | 'relevance' | 'thick' | 'dashed' | 'quiet' | 'weight' | 'bias' | 'positive' | 'negative' | 'sign' | 'tone'
  | 'contour' | 'bold' | 'free' | 'fixed' | 'arrow' | 'walk' | 'ellipse' | 'bar' | 'chosen' | 'kept' | 'stem' | 'line' | 'cross';
type Entry = readonly [Mark, string];
type Legends = Partial<Record<ViewKind, readonly Entry[]>>;

const en: Legends = {
  network: [
    ['activation', 'beside a neuron: its activation'],
    ['relevance', 'in bold: its relevance; the circle shows it as a colour, with + for and − against'],
    ['thick', 'as thick as the relevance that flows along the edge'],
    ['dashed', 'dashed: what flows speaks against the output'],
    ['quiet', 'thin: nothing has flowed here, or nothing flows'],
    ['weight', 'in a box: the weight of the edge'],
    ['bias', 'small square: the bias a neuron adds by itself'],
  ],
  heatmap: [
    ['positive', 'speaks for what is explained'], ['negative', 'speaks against it'],
    ['sign', 'on the strongest pixels, so that the sign is read without colour'],
    ['bar', 'the scale is symmetric: white is zero'],
  ],
  image: [['tone', 'the darker, the more ink']],
  bars: [
    ['bar', 'as long as the number; the line is zero'], ['chosen', 'what is explained'],
    ['positive', 'relevance for'], ['negative', 'relevance against'],
  ],
  maps: [
    ['positive', 'relevance for'], ['negative', 'relevance against'],
    ['bar', 'the band at the left: as wide as what arrives at this layer'], ['kept', 'what leaves the band stays here: biases, ε, 0/0'],
  ],
  plane: [
    ['positive', 'positive there'], ['negative', 'negative there'], ['free', 'the present point: drag it'],
    ['cross', 'its coordinates'],
  ],
  field: [
    ['tone', 'the darker, the larger the value'], ['contour', 'equal values'], ['bold', 'where the value is zero or a border runs'],
    ['free', 'can be dragged'], ['fixed', 'follows from the rest'], ['arrow', 'a vector'], ['walk', 'step after step'],
    ['ellipse', 'the spread of a density, or what a matrix makes of a circle'],
  ],
  trajectory: [
    ['arrow', 'direction and speed at that place'], ['walk', 'a path, a dot a step'], ['free', 'can be dragged'],
    ['fixed', 'follows from the rest'],
  ],
  matrix: [
    ['positive', 'positive entry'], ['negative', 'negative entry'], ['bar', 'outside: sums of rows and columns'],
    ['chosen', 'the entry that is chosen'],
  ],
  series: [['stem', 'a value at its place'], ['line', 'the place that is looked at: drag it']],
  curves: [
    ['line', 'curves differ in colour and dash; their names stand below'],
    ['free', 'the present place: drag it where it can be set'],
  ],
  connections: [
    ['thick', 'a pair of patches, the stronger the thicker'], ['dashed', 'dashed: the pair makes the two less alike'],
    ['positive', 'tint of a patch: the sum of its pairs'],
  ],
  prototypes: [
    ['tone', 'an input: the darker, the more ink'], ['positive', 'an input that may be negative: red above zero'],
    ['negative', 'blue below'],
    ['chosen', 'the one looked at below'],
  ],
  spectrum: [['stem', 'an eigenvalue, the largest first'], ['negative', 'below zero, with a minus sign']],
  strip: [['chosen', 'picked'], ['sign', 'the number below is the true class; a marked one is read wrongly']],
  'point-sets': [['free', 'a point: its shape and colour say to which set it belongs']],
};

const de: Legends = {
  network: [
    ['activation', 'neben einem Neuron: seine Aktivierung'],
    ['relevance', 'fett: seine Relevanz; der Kreis zeigt sie als Farbe, mit + dafür und − dagegen'],
    ['thick', 'so dick wie die Relevanz, die durch die Kante fließt'],
    ['dashed', 'gestrichelt: was fließt, spricht gegen den Ausgang'],
    ['quiet', 'dünn: hier ist noch nichts geflossen, oder es fließt nichts'],
    ['weight', 'im Kästchen: das Gewicht der Kante'],
    ['bias', 'kleines Quadrat: der Bias, den ein Neuron von sich aus hinzufügt'],
  ],
  heatmap: [
    ['positive', 'spricht für das Erklärte'], ['negative', 'spricht dagegen'],
    ['sign', 'auf den stärksten Pixeln, damit das Vorzeichen ohne Farbe lesbar ist'],
    ['bar', 'die Skala ist symmetrisch: Weiß ist null'],
  ],
  image: [['tone', 'je dunkler, desto mehr Tinte']],
  bars: [
    ['bar', 'so lang wie die Zahl; die Linie ist null'], ['chosen', 'was erklärt wird'],
    ['positive', 'Relevanz dafür'], ['negative', 'Relevanz dagegen'],
  ],
  maps: [
    ['positive', 'Relevanz dafür'], ['negative', 'Relevanz dagegen'],
    ['bar', 'das Band links: so breit wie das, was an dieser Schicht ankommt'],
    ['kept', 'was das Band verlässt, bleibt hier: Biases, ε, 0/0'],
  ],
  plane: [
    ['positive', 'dort positiv'], ['negative', 'dort negativ'], ['free', 'der jetzige Punkt: ziehe ihn'],
    ['cross', 'seine Koordinaten'],
  ],
  field: [
    ['tone', 'je dunkler, desto größer der Wert'], ['contour', 'gleiche Werte'], ['bold', 'wo der Wert null ist oder eine Grenze verläuft'],
    ['free', 'lässt sich ziehen'], ['fixed', 'ergibt sich aus dem Rest'], ['arrow', 'ein Vektor'], ['walk', 'Schritt für Schritt'],
    ['ellipse', 'die Streuung einer Dichte, oder was eine Matrix aus einem Kreis macht'],
  ],
  trajectory: [
    ['arrow', 'Richtung und Geschwindigkeit an diesem Ort'], ['walk', 'ein Weg, ein Punkt je Schritt'], ['free', 'lässt sich ziehen'],
    ['fixed', 'ergibt sich aus dem Rest'],
  ],
  matrix: [
    ['positive', 'positiver Eintrag'], ['negative', 'negativer Eintrag'], ['bar', 'außen: Summen der Zeilen und Spalten'],
    ['chosen', 'der gewählte Eintrag'],
  ],
  series: [['stem', 'ein Wert an seiner Stelle'], ['line', 'die betrachtete Stelle: ziehe sie']],
  curves: [
    ['line', 'Kurven unterscheiden sich in Farbe und Strichelung; ihre Namen stehen darunter'],
    ['free', 'die jetzige Stelle: ziehe sie, wo sie sich setzen lässt'],
  ],
  connections: [
    ['thick', 'ein Paar von Feldern, je stärker, desto dicker'], ['dashed', 'gestrichelt: das Paar macht die beiden unähnlicher'],
    ['positive', 'Tönung eines Feldes: die Summe seiner Paare'],
  ],
  prototypes: [
    ['tone', 'eine Eingabe: je dunkler, desto mehr Tinte'], ['positive', 'eine Eingabe, die negativ sein darf: rot über null'],
    ['negative', 'blau darunter'], ['chosen', 'die unten betrachtete'],
  ],
  spectrum: [['stem', 'ein Eigenwert, der größte zuerst'], ['negative', 'unter null, mit Minuszeichen']],
  strip: [['chosen', 'gewählt'], ['sign', 'die Zahl darunter ist die wahre Klasse; eine markierte wird falsch gelesen']],
  'point-sets': [['free', 'ein Punkt: Form und Farbe sagen, zu welcher Menge er gehört']],
};

const LEGENDS: Record<Language, Legends> = { en, de };

export function legend_of(kind: ViewKind, language: Language): readonly Entry[] {
  return LEGENDS[language][kind] ?? [];
}
