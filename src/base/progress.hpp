#pragma once
// How long work reports, and how it is stopped.
//
//   train(model, data, options, [](const Progress& p) { print(p); return true; });

#include <functional>
#include <string>

namespace relevance {

/// Where a long computation stands.
struct Progress {
  double fraction = 0;  ///< in [0, 1]
  std::string label;    ///< e.g. "epoch 3 of 30"
};

/// Called between slices of work; returning false asks the work to stop.
using ProgressCallback = std::function<bool(const Progress&)>;

}  // namespace relevance
