#pragma once
// ONNX, the one weight format, opsets 9–21. Bytes in, Network out, and back.

#include <string>
#include <vector>

#include "io/bytes.hpp"
#include "nn/network.hpp"

namespace relevance {

/// A loaded model.
template <class S>
struct OnnxModel {
  Network<S> network;
  std::vector<std::string> notices;  ///< e.g. "final Softmax left off: logits are explained"
  std::vector<std::pair<std::string, std::string>> metadata;  ///< metadata_props of the file
};

/// Reads a model: batch norm folded where possible, static Shape chains folded,
/// Identity and Dropout dropped, a final Softmax left off with a notice; differences of the data
/// and points that are squared or weighted and summed become one layer, as do log-sum-exps of a
/// minimum. Raises `bad-model`, `unsupported-operator` (naming operator and node),
/// `unsupported-version`. Never allocates more than the bytes can fill.
template <class S>
OnnxModel<S> read_onnx(ByteView bytes);

/// Writes a model that onnx.checker accepts (opset 13, raw data, batch axis "N").
template <class S>
Bytes write_onnx(const Network<S>& network, const std::string& name,
                 const std::vector<std::pair<std::string, std::string>>& metadata = {});

}  // namespace relevance
