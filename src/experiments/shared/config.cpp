#include "experiments/shared/config.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "experiments/shared/sections.hpp"
#include "io/image_input.hpp"

namespace relevance {
namespace {

Error unfit(const std::string& name, const std::string& problem, const std::string& expected) {
  return Error("bad-scenario", "experiment/" + name + " " + problem + ", expected " + expected,
               {{"field", "/experiment/" + name}, {"problem", problem}});
}
Error missing(const std::string& name, const char* expected) {
  return unfit(name, "is missing", expected);
}

/// "digits-cnn" of "models/digits-cnn.onnx".
std::string base_name(const std::string& asset) {
  const size_t slash = asset.rfind('/');
  const std::string file = slash == std::string::npos ? asset : asset.substr(slash + 1);
  return file.substr(0, file.rfind('.'));
}

}  // namespace

std::string text_of(const Config& config, const std::string& name) {
  const auto found = config.find(name);
  if (found == config.end() || !std::holds_alternative<std::string>(found->second))
    throw missing(name, "text");
  return std::get<std::string>(found->second);
}

std::vector<std::string> list_of(const Config& config, const std::string& name) {
  const auto found = config.find(name);
  if (found == config.end() || !std::holds_alternative<std::vector<std::string>>(found->second))
    throw missing(name, "a list of words");
  return std::get<std::vector<std::string>>(found->second);
}

std::vector<double> numbers_of(const Config& config, const std::string& name,
                               std::vector<double> initial) {
  const auto found = config.find(name);
  if (found == config.end()) return initial;
  const auto* array = std::get_if<Array>(&found->second);
  if (array == nullptr) throw unfit(name, "is no list of numbers", "numbers");
  return array->values;
}

Index count_of(const Config& config, const std::string& name, Index initial, Index low,
               Index high) {
  const auto found = config.find(name);
  if (found == config.end()) return initial;
  const auto* number = std::get_if<double>(&found->second);
  if (number == nullptr || !(*number >= double(low) && *number <= double(high)) ||
      *number != std::floor(*number))
    throw unfit(name, "is no whole number in its range",
                "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  return Index(*number);
}

uint64_t seed_of(const Config& config) { return uint64_t(count_of(config, "seed", 1, 0, 1 << 30)); }

Control model_control(const ModelChoice& choice) {
  return {.name = "model",
          .kind = ControlKind::choice,
          .label = {"Network", "Netz"},
          .initial = choice.options.empty() ? "" : choice.options.front().value,
          .options = choice.options,
          .section = kModel};
}

ModelChoice model_choice(const Config& config) {
  ModelChoice choice{list_of(config, "models"), {}};
  if (choice.assets.empty()) throw unfit("models", "is empty", "at least one network");
  const auto en = list_of(config, "model_labels"), de = list_of(config, "model_labels_de");
  const Index models = Index(choice.assets.size());
  check_size("experiment", "model_labels", Index(en.size()), models);
  check_size("experiment", "model_labels_de", Index(de.size()), models);
  for (size_t i = 0; i < choice.assets.size(); ++i)
    choice.options.push_back({base_name(choice.assets[i]), {en[i], de[i]}});
  return choice;
}

Control drawing_control(const std::string& name, Text label, Text section) {
  return {.name = name,
          .label = std::move(label),
          .initial = Array{{0}, {}},
          .most = 512 * 512,
          .section = std::move(section)};
}

Control picked_control(const std::string& name, Text label, Index count, Text section) {
  return {.name = name,
          .label = std::move(label),
          .initial = -1.0,
          .low = -1,
          .high = double(count - 1),
          .section = std::move(section)};
}

bool is_blank(const Array& drawn) {
  return std::all_of(drawn.values.begin(), drawn.values.end(), [](double ink) { return ink == 0; });
}

Matrix<float> framed_drawing(const Array& drawn, const Shape& frame, const std::string& control) {
  Matrix<float> image(Index(drawn.values.size()), 1);
  for (Index i = 0; i < image.rows(); ++i) image(i, 0) = float(drawn.values[size_t(i)]);
  if ((image.array() < 0).any() || (image.array() > 1).any())
    throw Error(
        "out-of-range", "control \"" + control + "\" holds ink outside [0, 1]",
        {{"control", control}, {"name", control}, {"given", "ink"}, {"expected", "[0, 1]"}});
  if ((image.array() == 0).all())
    throw Error("empty-image", "the drawing is empty, expected at least one stroke",
                {{"control", control}})
        .say({"Draw a digit, or pick one.", "Zeichne eine Ziffer oder wähle eine."});
  const Index side = Index(std::lround(std::sqrt(double(image.rows()))));
  const ImageShape in = image_shape(frame);
  if (side > in.height)
    return centre_in_frame<float>(centre_drawing(image.col(0), in.height), {in.height, in.height},
                                  frame);
  return centre_in_frame(image, {side, side}, frame);
}

}  // namespace relevance
