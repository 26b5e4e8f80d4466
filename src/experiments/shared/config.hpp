#pragma once
// What several experiments read: their configuration, a drawing.

#include "lab/control.hpp"

namespace relevance {

/// Raise `bad-scenario` where the entry is missing or of another kind.
std::string text_of(const Config& config, const std::string& name);
std::vector<std::string> list_of(const Config& config, const std::string& name);

/// Numbers, `initial` where the entry is missing. Raises `bad-scenario` for another kind.
std::vector<double> numbers_of(const Config& config, const std::string& name,
                               std::vector<double> initial);
/// A whole number within [low, high], `initial` where the entry is missing. Raises `bad-scenario`.
Index count_of(const Config& config, const std::string& name, Index initial, Index low, Index high);
/// The entry `seed`, 1 where it is missing. Raises `bad-scenario`.
uint64_t seed_of(const Config& config);

/// The networks one chooses from: `models` with `model_labels` and `model_labels_de`.
struct ModelChoice {
  std::vector<std::string> assets;
  std::vector<Option> options;  ///< one for each asset
};
/// Raises as above, and `shape-mismatch` where a label is missing.
ModelChoice model_choice(const Config& config);

/// The control `model`.
Control model_control(const ModelChoice& choice);

/// The control `image`, or another name for it: a drawing, {} where nothing is drawn.
Control drawing_control(const std::string& name, Text label, Text section);
/// A whole number picked on a view: one of `count`, −1 for none.
Control picked_control(const std::string& name, Text label, Index count, Text section);

/// A drawing `[side²]` or an image as the network sees it, centred. Raises `out-of-range` for ink
/// outside [0, 1], `empty-image` where nothing is drawn, both about `control`; `shape-mismatch`.
Matrix<float> framed_drawing(const Array& drawn, const Shape& frame,
                             const std::string& control = "image");

/// Whether an image control holds no ink at all.
bool is_blank(const Array& drawn);

}  // namespace relevance
