#include "lab/experiment.hpp"

#include "base/error.hpp"

namespace relevance {
namespace {

std::map<std::string, ExperimentFactory>& registry() {
  static std::map<std::string, ExperimentFactory> kinds;
  return kinds;
}

}  // namespace

void Experiment::provide(const std::string& name, ByteView) {
  throw Error("unknown-name", "asset \"" + name + "\" is not one this experiment needs",
              {{"what", "asset"}, {"given", name}, {"nearest", ""}, {"expected", ""}});
}
Frame Experiment::advance(double) { return {}; }
Frame Experiment::seek(int) { return {}; }

bool register_experiment(const std::string& kind, ExperimentFactory factory) {
  return registry().emplace(kind, std::move(factory)).second;
}

std::vector<std::string> experiment_kinds() {
  std::vector<std::string> kinds;
  for (const auto& [kind, factory] : registry()) kinds.push_back(kind);
  return kinds;
}

std::unique_ptr<Experiment> make_experiment(const Scenario& scenario) {
  check_name("scenario \"" + scenario.name + "\"", "experiment kind", scenario.kind,
             experiment_kinds());
  return registry().at(scenario.kind)(scenario);
}

Session::Session(Scenario scenario)
    : scenario_(std::move(scenario)), experiment_(make_experiment(scenario_)) {}

std::vector<Control> Session::controls() const {
  std::vector<Control> controls = experiment_->controls();
  if (controls.empty()) return controls;  // not known before its assets are here
  const Values presets = complete_values(controls, scenario_.presets);
  for (auto& control : controls) control.initial = presets.at(control.name);
  return controls;
}

Frame Session::run(const Values& values) {
  const auto missing = needs();
  if (!missing.empty())
    throw Error("asset-missing", "\"" + missing.front() + "\" has not been provided",
                {{"name", missing.front()}});
  return experiment_->run(complete_values(controls(), values));
}

}  // namespace relevance
