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
std::map<std::string, Quantity> Experiment::measure(const Values& values) {
  Frame frame = run(values);
  if (frame.problem) throw *frame.problem;
  return std::move(frame.quantities);
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

void Session::preset(std::vector<Control>& controls) const {
  if (controls.empty()) return;  // not known before the assets are here, or declared no anew
  const Values presets = complete_values(controls, scenario_.presets);
  for (auto& control : controls) control.initial = presets.at(control.name);
}

std::vector<Control> Session::controls() const {
  std::vector<Control> controls = experiment_->controls();
  preset(controls);
  return controls;
}

Values Session::complete(const Values& values) const {
  const auto missing = needs();
  if (!missing.empty())
    throw Error("asset-missing", "\"" + missing.front() + "\" has not been provided",
                {{"name", missing.front()}});
  return complete_values(controls(), values);
}

Frame Session::run(const Values& values) {
  Frame frame = experiment_->run(complete(values));
  preset(frame.controls);
  return frame;
}

std::map<std::string, Quantity> Session::measure(const Values& values) {
  return experiment_->measure(complete(values));
}

}  // namespace relevance
