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

std::unique_ptr<Experiment> make_experiment(const std::string& kind, const Config& config) {
  check_name("scenario", "experiment kind", kind, experiment_kinds());
  return registry().at(kind)(config);
}

}  // namespace relevance
