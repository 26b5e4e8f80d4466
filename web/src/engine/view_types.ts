// Written by `relevance types` from the table in src/lab/view_table.cpp; a test holds it to that.

import type { NumberArray, Picture, Text } from './types';

/** The fields of every kind of view. */
export interface ViewFields {
  /** A grey picture: ink in [0, 1]. */
  'image': {
    /** {H, W} in [0, 1], ink = 1 */
    pixels: Picture;
  };
  /** A signed picture on a symmetric scale. */
  'heatmap': {
    /** {H, W}, signed */
    values: Picture;
    /** {H, W} in [0, 1], shown beneath with an overlay slider */
    underlay?: Picture;
  };
  /** Named numbers; a click sets `sets` to the label. */
  'bars': {
    /** n names */
    labels: string[];
    /** {n} */
    values: NumberArray;
    /** index, −1 none */
    selected: number;
    /** whether its numbers are relevance: coloured by sign */
    relevance: boolean;
    /** {n} in [0, 1] */
    probabilities?: NumberArray;
    /** n ids that light with a formula's terms, or none */
    terms: string[];
  };
  /** One layer's relevance, a map a channel. */
  'maps': {
    /** {C, H, W} */
    values: Picture;
    /** their sum */
    total: number;
    /** the rule as it is called everywhere, empty for the output */
    rule: Text;
    /** what the layer kept back */
    absorbed: number;
    /** {4}: bias, epsilon, zero denominator, the rule itself */
    by_cause: NumberArray;
  };
  /** Thumbnails to pick from. */
  'strip': {
    /** {n, H, W} in [0, 1] */
    images: Picture;
    /** n names */
    labels: string[];
    /** {n}: what a click sets */
    indices: NumberArray;
    /** {n}: 1 where the network is wrong */
    flagged?: NumberArray;
    /** {n}: the class the network reads */
    predictions?: NumberArray;
    /** k controls that a click sets as well */
    also: string[];
    /** {n, k}: to what */
    also_values?: NumberArray;
  };
  /** Functions of one variable; NaN breaks a curve. */
  'curves': {
    /** {n} */
    x: NumberArray;
    /** of the m curves */
    names: Text[];
    /** {m, n} */
    values: NumberArray;
    /** of the axis */
    label_x: Text;
    /** of the axis */
    label_y: Text;
    /** a line at the present x; a drag moves it if `sets` names a slider */
    marker?: number;
    /** {m, n}: half widths of a band about each curve */
    band?: NumberArray;
    /** logarithmic axis */
    log_x: boolean;
    /** logarithmic axis */
    log_y: boolean;
  };
  /** Numbers in rows and columns. */
  'table': {
    /** names */
    columns: Text[];
    /** names */
    rows: Text[];
    /** {rows, columns} */
    values: NumberArray;
  };
  /** A drawn network. If `sets` names a control, its array holds the weights, editable. */
  'network': {
    /** LaTeX, one for each of n neurons */
    labels: string[];
    /** {n}: layer, from 0 at the input */
    columns: NumberArray;
    /** {n} */
    activations: NumberArray;
    /** {n} */
    relevances: NumberArray;
    /** {n}: 1 where the relevance has arrived at this step */
    reached: NumberArray;
    /** n ids */
    node_terms: string[];
    /** {m}: neuron an edge comes from */
    from: NumberArray;
    /** {m}: neuron it goes to */
    to: NumberArray;
    /** {m} */
    weights: NumberArray;
    /** {m}: relevance that flows along it */
    flows: NumberArray;
    /** {m}: 1 where the flow is shown */
    flowing: NumberArray;
    /** m ids */
    edge_terms: string[];
    /** of editable weights */
    step?: number;
    /** LaTeX: what stands on each of m edges in place of its weight, "" nothing */
    edge_labels?: string[];
    /** {n}: what a neuron adds by itself, 0 where it has none */
    biases?: NumberArray;
    /** drawn at full size, larger than its place: moved and zoomed */
    wide: boolean;
  };
  /** A signed map over two controls; a click or drag sets both. */
  'plane': {
    /** {H, W}, row 0 at the bottom */
    values: Picture;
    /** {2} */
    x_range: NumberArray;
    /** {2} */
    y_range: NumberArray;
    /** name of the control across */
    x_control: string;
    /** name of the control upwards */
    y_control: string;
    /** LaTeX */
    x_label: string;
    /** LaTeX */
    y_label: string;
    /** {2}: where the controls stand */
    point: NumberArray;
  };
  /** A function of two variables with contours and what lies on it. */
  'field': {
    /** {H, W}, row 0 at the bottom */
    values: Picture;
    /** {2} */
    x_range: NumberArray;
    /** {2} */
    y_range: NumberArray;
    /** {k}: of the contours */
    levels: NumberArray;
    /** the level drawn bold */
    zero?: number;
    /** {n, 2} */
    points: NumberArray;
    /** n names, LaTeX */
    point_labels: string[];
    /** n: the point control a drag sets, "" fixed */
    point_controls: string[];
    /** n ids */
    point_terms: string[];
    /** {m, 4}: x0, y0, x1, y1 */
    arrows: NumberArray;
    /** m ids */
    arrow_terms: string[];
    /** {k, 2}: a walk from its first point to its last */
    path: NumberArray;
    /** {m, 6}: cx, cy, m11, m12, m21, m22 of {c + M u, ‖u‖ = 1} */
    ellipses: NumberArray;
    /** m ids */
    ellipse_terms: string[];
    /** {p, 2}: the points of one control */
    set: NumberArray;
    /** {p}: index of the name of each, which has a shape */
    set_kinds: NumberArray;
    /** of the kinds */
    set_names: Text[];
    /** the point set control a drag sets, "" fixed */
    set_control: string;
  };
  /** A grid of images. A click sets `sets` to the column's word and `row_control` to the row's. */
  'prototypes': {
    /** {rows·columns, H, W} */
    images: Picture;
    /** names */
    rows: Text[];
    /** words */
    columns: string[];
    /** {rows}: 0 for ink in [0, 1], s > 0 for signed values in ±s */
    scales: NumberArray;
    /** {2}: row, column */
    selected: NumberArray;
    /** the control a row stands for, or "" */
    row_control: string;
    /** its value, a row each */
    row_values: string[];
    /** {rows, columns}: the number under each */
    values?: NumberArray;
    /** what these numbers are */
    value_label: Text;
    /** whether they are shares */
    percent: boolean;
    /** {rows, columns}: 1 where flagged */
    marks?: NumberArray;
  };
  /** Eigenvalues in order, the negative ones marked. */
  'spectrum': {
    /** {n}, falling */
    values: NumberArray;
    /** what they are eigenvalues of */
    label: Text;
    /** magnitudes below it are rounding */
    floor?: number;
  };
  /** Paths in the plane over a vector field. */
  'trajectory': {
    /** {2} */
    x_range: NumberArray;
    /** {2} */
    y_range: NumberArray;
    /** {m, 4}: x, y and the velocity there */
    field: NumberArray;
    /** {k, 2}: the places of all paths, one after the other */
    paths: NumberArray;
    /** {p}: index of each path's first place */
    starts: NumberArray;
    /** of the axis */
    label_x: Text;
    /** of the axis */
    label_y: Text;
    /** {n, 2} */
    points: NumberArray;
    /** n names, LaTeX */
    point_labels: string[];
    /** n: the point control a drag sets, "" fixed */
    point_controls: string[];
  };
  /** A signed matrix with the sums of its rows and columns. */
  'matrix': {
    /** {rows, columns}, signed */
    values: Picture;
    /** names, LaTeX */
    rows: string[];
    /** names, LaTeX */
    columns: string[];
    /** {rows} */
    row_sums?: NumberArray;
    /** {columns} */
    column_sums?: NumberArray;
    /** of the axis down */
    label_rows: Text;
    /** of the axis across */
    label_columns: Text;
    /** what a click on an entry sets, row by row, or none */
    entry_values: string[];
    /** the entry chosen, row by row, −1 none */
    selected: number;
  };
  /** Values at whole places, as stems. */
  'series': {
    /** of the m series */
    names: Text[];
    /** {m, n}; NaN: no value there */
    values: NumberArray;
    /** of the axis */
    label_x: Text;
    /** of the axis */
    label_y: Text;
    /** place of the first value */
    first: number;
    /** the place looked at; a drag moves it if `sets` names a control */
    marker?: number;
  };
  /** Two images and the patches that connect them. */
  'connections': {
    /** {H, W} in [0, 1] */
    left: Picture;
    /** {H, W} in [0, 1] */
    right: Picture;
    /** side of a patch, in pixels */
    patch: number;
    /** {k}: patch of the left image, row-major */
    from: NumberArray;
    /** {k}: patch of the right image */
    to: NumberArray;
    /** {k}, signed */
    strengths: NumberArray;
    /** {patches}: each one's sum over all partners, signed */
    left_sums?: NumberArray;
    /** {patches}, signed */
    right_sums?: NumberArray;
    /** {patches, p}: the strongest partners of each patch of the left image, strongest first */
    left_partners?: NumberArray;
    /** {patches, p}, signed */
    left_strengths?: NumberArray;
    /** {patches, p}: patches of the left image */
    right_partners?: NumberArray;
    /** {patches, p}, signed */
    right_strengths?: NumberArray;
    /** what a strength is */
    label: Text;
  };
  /** Points in the plane, by set. */
  'point-sets': {
    /** {n, 2} */
    points: NumberArray;
    /** {n}: index of the set */
    sets: NumberArray;
    /** of the sets */
    names: Text[];
    /** {2} */
    x_range: NumberArray;
    /** {2} */
    y_range: NumberArray;
    /** the point set a drag changes, "" none */
    control: string;
    /** of the axis */
    label_x: Text;
    /** of the axis */
    label_y: Text;
  };
}

export type ViewKind = keyof ViewFields;
