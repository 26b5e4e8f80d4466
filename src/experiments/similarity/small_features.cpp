#include "experiments/similarity/small_features.hpp"

#include "experiments/shared/sections.hpp"
#include "experiments/shared/stage_grid.hpp"
#include "nn/kernels/small_matrix.hpp"

namespace relevance {
namespace {

constexpr Index kSide = 120;  // of the picture of y(x, ·)
constexpr int kLayers = 3;    // inputs, hidden, features
constexpr Index kWidths[kLayers] = {2, 3, 2};

Strings terms_of(int layer, bool second) {
  Strings terms;
  for (Index i = 0; i < kWidths[layer]; ++i)
    terms.push_back((second ? "r" : "l") + std::to_string(layer) + "u" + std::to_string(i + 1));
  return terms;
}

Diagram diagram(const Network<double>& network, bool second) {
  std::vector<Strings> labels, terms;
  for (int layer = 0; layer < kLayers; ++layer) {
    labels.push_back(layer_names(layer, second));
    terms.push_back(terms_of(layer, second));
  }
  return {network, labels, terms};
}

Picture plane_of(const Vector<double>& x) {
  const Network<double> network = small_features();
  Forward<double> forward(network);
  const auto output = size_t(network.output());
  const Vector<double> phi = forward(Matrix<double>(x)).values[output];
  const Range reach{-kInputReach, kInputReach};
  return map_picture(
      kSide,
      transposed_product(phi, forward(stage_grid(kSide, reach, reach)).values[output]).row(0));
}

}  // namespace

Network<double> small_features() {
  Matrix<double> below(3, 2), above(2, 3);
  below << 1, -1, 0, 1, -1, -0.5;
  above << 1, 0.5, -0.5, -0.5, 1, 1;
  Network<double> network;
  int node = network.add("x", Input{{2}}, {});
  node = network.add("hidden", Dense<double>{below, Vector<double>::Zero(3)}, {node});
  node = network.add("a", Activation{}, {node});
  node = network.add("features", Dense<double>{above, Vector<double>::Zero(2)}, {node});
  network.add("phi", Activation{}, {node});
  return network;
}

MatrixView matrix_view(const Matrix<double>& R, Strings rows, Strings columns) {
  const auto list = [](const Vector<double>& v) { return Array{{v.size()}, {v.begin(), v.end()}}; };
  Picture picture{{R.rows(), R.cols()}, {}};
  for (Index i = 0; i < R.rows(); ++i)
    for (Index j = 0; j < R.cols(); ++j) picture.values.push_back(float(R(i, j)));
  return {.values = std::move(picture),
          .rows = std::move(rows),
          .columns = std::move(columns),
          .row_sums = list(R.rowwise().sum()),
          .column_sums = list(R.colwise().sum().transpose())};
}

Strings layer_names(int layer, bool second) {
  static const char* const letters[kLayers] = {"x", "a", "\\varphi"};
  Strings names;
  for (Index i = 0; i < kWidths[layer]; ++i)
    names.push_back(std::string(letters[layer]) + (second ? "'" : "") + "_" +
                    std::to_string(i + 1));
  return names;
}

TwoInputs::TwoInputs()
    : x("x", {"Input x", "Eingabe x"}, {1.5, 1}, kInputReach, kInput),
      x2("x2", {"Input x′", "Eingabe x′"}, {2, 1}, kInputReach, kInput) {}

FeatureStage::FeatureStage(const Composite& composite)
    : network_(small_features()),
      forward_(network_),
      explain_(network_, composite),
      left_(diagram(network_, false)),
      right_(diagram(network_, true)) {}

Vector<double> FeatureStage::features(const Vector<double>& x) {
  return forward_(Matrix<double>(x)).values[size_t(network_.output())];
}

void FeatureStage::draw(const Vector<double>& x, const Vector<double>& start,
                        const Vector<double>& x2, const Vector<double>& start2, int step,
                        Views& out) {
  const auto add = [&](const char* id, const char* name, NetworkView view) {
    out.add({.id = id,
             .title = {std::string("φ at ") + name, std::string("φ bei ") + name},
             .group = "networks",
             .scale_group = "networks"},
            std::move(view));
  };
  add("network-x", "x", left_(explain_(x, start), step));
  add("network-x2", "x′", right_(explain_(x2, start2), step));
}

Field similarity_field(const Vector<double>& x, const Vector<double>& x2) {
  Field field{.values = Keyed{key_of(x), [x] { return plane_of(x); }},
              .x_range = {{2}, {-kInputReach, kInputReach}},
              .y_range = {{2}, {-kInputReach, kInputReach}},
              .levels = {{6}, {0.5, 1, 2, 4, 6, 8}},
              .zero = 0.0};
  field.add({x[0], x[1], "x", "x", "x"});
  field.add({x2[0], x2[1], "x'", "x2", "x2"});
  field.arrows = {{2, 4}, {0, 0, x[0], x[1], 0, 0, x2[0], x2[1]}};
  field.arrow_terms = {"x", "x2"};
  return field;
}

}  // namespace relevance
