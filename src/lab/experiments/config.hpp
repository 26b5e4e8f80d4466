#pragma once
// What several experiments read: their configuration, a drawing.

#include "lab/scenario.hpp"

namespace relevance {

/// Raise `bad-scenario` where the entry is missing or of another kind.
std::string text_of(const Config& config, const std::string& name);
std::vector<std::string> list_of(const Config& config, const std::string& name);

/// "digits-cnn" of "models/digits-cnn.onnx".
std::string base_name(const std::string& asset);

/// A drawing `[side²]` or an image as the network sees it, centred. Raises `out-of-range` for ink
/// outside [0, 1], `empty-image` where nothing is drawn, `shape-mismatch`.
Matrix<float> framed_drawing(const Array& drawn, const Shape& frame);

}  // namespace relevance
