#pragma once
// An experiment with the presets of its scenario, driven by values. It knows what the page has.

#include "lab/experiment.hpp"

namespace relevance {

/// An experiment opened: the one object that page, command and tests drive.
class Session {
 public:
  /// `presets`: control values that differ from the declared initial ones.
  Session(const std::string& kind, const Config& config, Values presets);
  /// Models and data not provided yet.
  std::vector<std::string> needs() const { return experiment_->needs(); }
  /// Of these, what a frame of these values takes.
  std::vector<std::string> needs_for(const Values& values) const;
  void provide(const std::string& name, ByteView bytes);
  /// Declared controls, with the scenario's presets as initial values.
  const std::vector<Control>& controls() const { return declared_for({}).controls; }
  /// Raises `asset-missing` while these values need something. What the page has is left out of the
  /// frame; where the controls are declared anew, those that changed begin with their initial
  /// values.
  Frame run(const Values& values);
  /// Quantities at these values; raises what stands in the way. Touches nothing that run shows.
  Quantities measure(const Values& values) const;
  /// Goes on for about that many milliseconds: with the experiment's work, else with a fine
  /// picture where a coarse one was sent.
  Frame advance(double budget_ms);
  /// Shows step `step` of an iterated run, within its range.
  Frame seek(int step);

 private:
  struct Declared {
    const std::vector<Control>* as_declared = nullptr;  ///< the experiment's own list
    std::vector<Control> controls;                      ///< with the presets
  };
  struct Sent {  ///< a heavy picture the page has
    Key key;
    bool fine = true;
  };
  const Declared& declared_for(const Values& values) const;
  Frame deliver(Scene scene);
  bool make_pictures(View& view, bool refine);
  void forget_gone(const std::vector<View>& views);
  Values without_stale(const Declared& now, Values values) const;
  void require_assets(const Values& values) const;

  Values presets_;
  std::unique_ptr<Experiment> experiment_;
  std::unique_ptr<Run> run_;
  mutable std::map<const void*, Declared> declared_;
  const Declared* shown_ = nullptr;
  std::map<std::string, Sent> sent_;  ///< by view and field
  std::vector<View> coarse_;          ///< to be made fine, with what keeps them alive
  std::shared_ptr<const void> alive_;
  Standing standing_;
  Values values_;
};

}  // namespace relevance
