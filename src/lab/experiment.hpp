#pragma once
// An experiment declares its controls and returns frames. A new kind is one file
// under experiments/ that ends with
//
//   RELEVANCE_EXPERIMENT("image-relevance", ImageRelevance)

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "io/bytes.hpp"
#include "lab/control.hpp"
#include "lab/frame.hpp"

namespace relevance {

class Experiment {
 public:
  virtual ~Experiment() = default;
  /// Names of models and data still needed, relative to examples/.
  virtual std::vector<std::string> needs() const { return {}; }
  /// Hands over an asset; raises what its reader raises.
  virtual void provide(const std::string& name, ByteView bytes);
  /// The controls; complete once nothing is needed.
  virtual const std::vector<Control>& controls() const = 0;
  /// One slider move. `values` are complete and checked.
  virtual Frame run(const Values& values) = 0;
  /// The quantities alone, without pictures: what grading samples. By default those of run.
  virtual std::map<std::string, Quantity> measure(const Values& values);
  /// Goes on with long work for about that many milliseconds. By default: nothing to do.
  virtual Frame advance(double budget_ms);
  /// Shows step `step` of an iterated run.
  virtual Frame seek(int step);
};

using ExperimentFactory = std::function<std::unique_ptr<Experiment>(const Config&)>;

/// Called by RELEVANCE_EXPERIMENT.
bool register_experiment(const std::string& kind, ExperimentFactory factory);
std::vector<std::string> experiment_kinds();

/// Raises `unknown-name` for an unknown kind.
std::unique_ptr<Experiment> make_experiment(const std::string& kind, const Config& config);

#define RELEVANCE_EXPERIMENT(kind, Type)                                                   \
  static const bool registered_##Type = ::relevance::register_experiment(                  \
      kind, [](const ::relevance::Config& c) -> std::unique_ptr<::relevance::Experiment> { \
        return std::make_unique<Type>(c);                                                  \
      });

}  // namespace relevance
