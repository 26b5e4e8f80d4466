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
/// `values` Array {m, n}; optional `band` Array {m, n}: half width of an error band.
View curves_view(std::string id, Text title, Array x, std::vector<Text> names, Array values);

/// kind "table": `columns` list of Text, `rows` list of names, `values` Array {rows, columns}.
View table_view(std::string id, Text title, std::vector<Text> columns,
                std::vector<Text> rows, Array values);

}  // namespace relevance
