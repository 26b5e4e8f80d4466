// A small example of each kind of view that no exercise uses yet, with numbers that can be checked by eye.

import type { Control, NumberArray, Picture, View, ViewKind } from '../../../../web/src/engine/types';

const both = (text: string) => ({ en: text, de: text });
const array = (shape: number[], values: number[]): NumberArray => ({ shape, values: Float64Array.from(values) });
const list = (...values: number[]) => array([values.length], values);
const picture = (shape: number[], values: number[]): Picture => ({ shape, values: Float32Array.from(values) });
const head = (id: string, title: string, sets = '') =>
  ({ id, title: both(title), caption: { text: both(''), params: {} }, group: '', scale_group: '', sets });
const of = <K extends ViewKind>(kind: K, title: string, fields: View<K>['fields'], sets = '') =>
  ({ ...head(kind, title, sets), kind, fields }) as View<K>;

export const control = (name: string, kind: Control['kind'], initial: Control['initial'], low: number, high: number): Control => ({
  name, kind, label: both(name), help: both(''), initial, low, high, step: 0.1, logarithmic: false, unit: '', options: [], rows: [],
  section: both(''), resets: [], positive_definite: false,
});

const grid = Array.from({ length: 121 }, (_, i) => [(i % 11) - 5, Math.floor(i / 11) - 5] as const)
  .map(([x, y]) => [x * 0.6, y * 0.6] as const);
const spiral = (start: number) => Array.from({ length: 40 },
  (_, t) => [2.6 * Math.exp(-t / 16) * Math.cos(t / 4 + start), 2.6 * Math.exp(-t / 16) * Math.sin(t / 4 + start)]).flat();
const digit = (column: number) => Array.from({ length: 196 }, (_, i) => (i % 14 === column || Math.floor(i / 14) === 3 ? 0.9 : 0));
const moons = Array.from({ length: 60 }, (_, i) => {
  const [angle, upper, ring] = [(Math.PI * (i % 30)) / 29, i < 30, 0.12 * Math.sin(7 * i)];
  return upper ? [(2 + ring) * Math.cos(angle) - 0.8, (2 + ring) * Math.sin(angle) - 0.5]
    : [(2 + ring) * Math.cos(angle) + 0.9, 0.6 - (2 + ring) * Math.sin(angle)];
});

export const CONTROLS = [
  control('points', 'point-set', array([60, 2], moons.flat()), -4, 4),
  control('start', 'point', list(2.6, 0), -3, 3),
  control('u', 'slider', 3, 0, 11),
];

export const EXAMPLES: View[] = [
  of('spectrum', 'Eigenvalues of the Gram matrix', {
    values: list(31.4, 12.2, 6.1, 2.4, 0.7, 0.02, -0.4, -1.9, -5.3), label: both('λ'), floor: 0.05,
  }),
  of('trajectory', 'Phase portrait', {
    x_range: list(-3, 3), y_range: list(-3, 3), field: array([121, 4], grid.flatMap(([x, y]) => [x, y, -x / 16 - y / 4, x / 4 - y / 16])),
    paths: array([80, 2], [...spiral(0), ...spiral(2)]), starts: list(0, 40), label_x: both('x₁'), label_y: both('x₂'),
    points: array([1, 2], [2.6, 0]), point_labels: ['x^0'], point_controls: ['start'],
  }),
  of('matrix', 'Joint relevance', {
    values: picture([3, 3], [2, -1, 0.5, 0, 1.5, -0.5, 1, 0, -2]), rows: ['x_1', 'x_2', 'x_3'], columns: ["x'_1", "x'_2", "x'_3"],
    row_sums: list(1.5, 1, -1), column_sums: list(3, 0.5, -2), label_rows: both('x'), label_columns: both('x′'),
    entry_values: [], selected: -1,
  }),
  of('series', 'Products that meet', {
    names: [both('δ'), both('w')], values: array([2, 12],
      [...Array.from({ length: 12 }, (_, i) => Math.sin(i / 2)), ...[NaN, NaN, NaN, 0.5, 1, -0.5, ...Array(6).fill(NaN)]]),
    label_x: both('t'), label_y: both('value'), first: 0, marker: 3,
  }, 'u'),
  of('connections', 'What makes them alike', {
    left: picture([14, 14], digit(6)), right: picture([14, 14], digit(9)), patch: 2,
    from: list(3, 10, 24, 31, 8, 12), to: list(4, 11, 25, 39, 12, 30), strengths: list(1, 0.8, 0.6, 0.5, -0.7, -0.3),
    left_sums: array([49], Array.from({ length: 49 }, (_, i) => (i % 7 === 3 ? 1 : i === 8 ? -0.7 : 0))),
    right_sums: array([49], Array.from({ length: 49 }, (_, i) => (i % 7 === 4 ? 1 : 0))),
    // of patch p its strongest partner is p + 1, then p + 2 against it
    left_partners: array([49, 2], Array.from({ length: 49 }, (_, p) => [(p + 1) % 49, (p + 2) % 49]).flat()),
    left_strengths: array([49, 2], Array.from({ length: 49 }, () => [0.5, -0.25]).flat()),
    right_partners: array([49, 2], Array.from({ length: 49 }, (_, p) => [(p + 48) % 49, (p + 47) % 49]).flat()),
    right_strengths: array([49, 2], Array.from({ length: 49 }, () => [0.5, -0.25]).flat()),
    label: both('joint relevance'),
  }),
  of('point-sets', 'Two moons', {
    points: array([60, 2], moons.flat()), sets: array([60], Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : 1))),
    names: [both('upper'), both('lower')],
    x_range: list(-4, 4), y_range: list(-4, 4), control: 'points', label_x: both('x₁'), label_y: both('x₂'),
  }),
];
