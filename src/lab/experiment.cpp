#include "lab/experiment.hpp"

#include "base/error.hpp"

namespace relevance {
namespace {

std::map<std::string, ExperimentFactory>& registry() {
  static std::map<std::string, ExperimentFactory> kinds;
  return kinds;
}

}  // namespace

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

void detail::fail_unneeded_asset(const std::string& name) {
  throw Error("unknown-name", "asset \"" + name + "\" is not one this experiment needs",
              {{"what", "asset"}, {"given", name}, {"nearest", ""}, {"expected", ""}});
}

void detail::fail_missing_asset(const std::string& name) {
  throw Error("asset-missing", "\"" + name + "\" has not been provided", {{"name", name}});
}

}  // namespace relevance
