#include "experiments/shared/config.hpp"

#include <cmath>

#include "base/error.hpp"
#include "io/image_input.hpp"

namespace relevance {
namespace {

Error missing(const std::string& name, const char* expected) {
  return Error("bad-scenario", "experiment/" + name + " is missing, expected " + expected,
               {{"field", "/experiment/" + name}, {"problem", "is missing"}});
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

ModelChoice model_choice(const Config& config) {
  ModelChoice choice{list_of(config, "models"), {}};
  const auto en = list_of(config, "model_labels"), de = list_of(config, "model_labels_de");
  const Index models = Index(choice.assets.size());
  check_size("experiment", "model_labels", Index(en.size()), models);
  check_size("experiment", "model_labels_de", Index(de.size()), models);
  for (size_t i = 0; i < choice.assets.size(); ++i)
    choice.options.push_back({base_name(choice.assets[i]), {en[i], de[i]}});
  return choice;
}

std::string base_name(const std::string& asset) {
  const size_t slash = asset.rfind('/');
  const std::string file = slash == std::string::npos ? asset : asset.substr(slash + 1);
  return file.substr(0, file.rfind('.'));
}

Matrix<float> framed_drawing(const Array& drawn, const Shape& frame) {
  Matrix<float> image(Index(drawn.values.size()), 1);
  for (Index i = 0; i < image.rows(); ++i) image(i, 0) = float(drawn.values[size_t(i)]);
  if ((image.array() < 0).any() || (image.array() > 1).any())
    throw Error(
        "out-of-range", "control \"image\" holds ink outside [0, 1]",
        {{"control", "image"}, {"name", "image"}, {"given", "ink"}, {"expected", "[0, 1]"}});
  if ((image.array() == 0).all())
    throw Error("empty-image", "the drawing is empty, expected at least one stroke",
                {{"control", "image"}});
  const Index side = Index(std::lround(std::sqrt(double(image.rows()))));
  const ImageShape in = image_shape(frame);
  if (side > in.height) return centre_drawing(image.col(0), in.height);
  return centre_in_frame(image, {side, side}, frame);
}

}  // namespace relevance
