#include "lab/session.hpp"

#include "base/error.hpp"

namespace relevance {

Session::Session(const std::string& kind, const Config& config, Values presets)
    : presets_(std::move(presets)), experiment_(make_experiment(kind, config)) {}

void Session::preset(std::vector<Control>& controls) const {
  if (controls.empty()) return;  // not known before the assets are here, or declared no anew
  const Values presets = complete_values(controls, presets_);
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
