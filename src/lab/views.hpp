#pragma once
// Makers of the views the page knows, with the fields each kind carries.

#include "lab/frame.hpp"

namespace relevance {

/// kind "image": `pixels` Picture {H, W} in [0, 1], ink = 1.
View image_view(std::string id, Text title, Picture pixels);

/// kind "heatmap": `values` Picture {H, W}, signed, symmetric scale; optional
/// `underlay` Picture {H, W} shown beneath with an overlay slider.
View heatmap_view(std::string id, Text title, Picture values, Picture underlay = {});

/// kind "bars": `labels` list, `values` Array {n}, `selected` number (index, −1 none),
/// `probabilities` Array {n} in [0, 1]. A click sets `sets` to the label.
View bars_view(std::string id, Text title, std::vector<std::string> labels, Array values,
               Index selected);

/// kind "maps": one layer's relevance: `values` Picture {C, H, W}, `total` its sum,
/// `absorbed` number, `by_cause` Array {4} (bias, epsilon, zero denominator, rule),
/// `rule` the rule's name ("" for the output), `layer` the layer's name.
View maps_view(std::string id, Text title, Picture values, double total);

/// kind "strip": thumbnails to pick from: `images` Picture {n, H, W} in [0, 1],
/// `labels` list, `indices` Array {n} (what a click sets), `flagged` Array {n}
/// (1 where the network is wrong), `predictions` Array {n}.
View strip_view(std::string id, Text title, Picture images, std::vector<std::string> labels,
                Array indices);

/// kind "curves": `x` Array {n}, `names` list of m, `label_x`, `label_y` Text,
/// `values` Array {m, n}; optional `marker` number: a vertical line at the present x, which a drag
/// moves if `sets` names a slider; `log_x`, `log_y` booleans. NaN breaks a curve.
View curves_view(std::string id, Text title, Array x, std::vector<Text> names, Array values);

/// kind "table": `columns` list of Text, `rows` list of names, `values` Array {rows, columns}.
View table_view(std::string id, Text title, std::vector<Text> columns, std::vector<Text> rows,
                Array values);

/// kind "network": a drawn network. `labels` list of n LaTeX names, `columns` Array {n} (layer,
/// from 0 at the input), `activations`, `relevances` Array {n}, `reached` Array {n} (1 where the
/// relevance has arrived at this step), `node_terms` list of n ids; `from`, `to`, `weights`,
/// `flows` Array {m}, `flowing` Array {m} (1 where the flow is shown), `edge_terms` list of m ids.
/// If `sets` names a control, its Array {m} holds the weights, editable in steps of `step`.
View network_view(std::string id, Text title);

/// kind "plane": a signed map over two controls. `values` Picture {H, W} (row 0 at the bottom),
/// `x_range`, `y_range` Array {2}, `x_control`, `y_control` names (a click or drag sets both),
/// `x_label`, `y_label` LaTeX, `point` Array {2}.
View plane_view(std::string id, Text title, Picture values);

/// kind "field": a function of two variables with contours. `values` Picture {H, W} (row 0 at the
/// bottom), `x_range`, `y_range` Array {2}, `levels` Array {k} of contours, `zero` number: the
/// level drawn bold (absent: none); `points` Array {n, 2}, `point_labels` list of LaTeX,
/// `point_controls` list (the point control a drag sets, "" fixed), `point_terms` list; `arrows`
/// Array {m, 4} (x0, y0, x1, y1), `arrow_terms` list; `path` Array {k, 2}: a walk from its first
/// point to its last; `ellipses` Array {m, 6}: (cx, cy, m11, m12, m21, m22) for {c + M u, ‖u‖ = 1},
/// `ellipse_terms` list.
View field_view(std::string id, Text title, Picture values);

/// kind "prototypes": a grid of images. `images` Picture {rows·columns, H, W}, `rows` list of Text,
/// `columns` list of words, `scales` Array {rows}: 0 for ink in [0, 1], s > 0 for signed values on
/// a scale of ±s; `values` Array {rows, columns}: the number under each, `value_label` Text says of
/// what, `percent` whether it is a share; `marks` Array {rows, columns}: 1 where flagged;
/// `selected` Array {2} (row, column). A click sets `sets` to the column's word, and the control
/// named by `row_control` to the row's entry of `row_values`.
View prototypes_view(std::string id, Text title, Picture images, std::vector<Text> rows,
                     std::vector<std::string> columns);

}  // namespace relevance
