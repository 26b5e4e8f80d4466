#pragma once
// An experiment with the presets of its scenario, driven by values.

#include "lab/experiment.hpp"

namespace relevance {

/// An experiment opened: the one object that page, command and tests drive.
class Session {
 public:
  /// `presets`: control values that differ from the declared initial ones.
  Session(const std::string& kind, const Config& config, Values presets);
  std::vector<std::string> needs() const { return experiment_->needs(); }
  void provide(const std::string& name, ByteView bytes) { experiment_->provide(name, bytes); }
  /// Declared controls, with the scenario's presets as initial values.
  std::vector<Control> controls() const;
  Session(Session&&) = default;
  /// Raises `asset-missing` while something is needed.
  Frame run(const Values& values);
  /// Quantities at these values; raises what run raises.
  std::map<std::string, Quantity> measure(const Values& values);
  Frame advance(double budget_ms) { return experiment_->advance(budget_ms); }
  Frame seek(int step) { return experiment_->seek(step); }

 private:
  void preset(std::vector<Control>& controls) const;
  Values complete(const Values& values) const;

  Values presets_;
  std::unique_ptr<Experiment> experiment_;
};

}  // namespace relevance
