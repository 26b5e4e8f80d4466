#pragma once
// The small features that similarity-taylor and bilrp-small compare two inputs by, and how they
// are drawn:
//
//   a_1 = max(0, x_1 − x_2)   φ_1 = max(0, a_1 + ½a_2 − ½a_3)
//   a_2 = max(0, x_2)         φ_2 = max(0, −½a_1 + a_2 + a_3)
//   a_3 = max(0, −x_1 − ½x_2)

#include "experiments/shared/network_diagram.hpp"
#include "lab/inputs.hpp"

namespace relevance {

inline constexpr double kInputReach = 3;  // of the plane the inputs are dragged in

Network<double> small_features();

/// The two inputs, dragged in the plane.
struct TwoInputs {
  Point x, x2;
  TwoInputs();
};

/// Both sides' networks, explained and drawn.
class FeatureStage {
 public:
  explicit FeatureStage(const Composite& composite);
  FeatureStage(const FeatureStage&) = delete;

  const Network<double>& network() const { return network_; }
  /// φ(x) [2].
  Vector<double> features(const Vector<double>& x);
  /// Both diagrams, with what `start` and `start2` at the features become on their sides; `step` as
  /// Diagram has it.
  void draw(const Vector<double>& x, const Vector<double>& start, const Vector<double>& x2,
            const Vector<double>& start2, int step, Views& out);

 private:
  Network<double> network_;
  Forward<double> forward_;
  ChainExplainer explain_;
  Diagram left_, right_;
};

/// y(x, ·) over the plane, with both inputs to be dragged.
Field similarity_field(const Vector<double>& x, const Vector<double>& x2);

/// A small signed matrix with its sums.
MatrixView matrix_view(const Matrix<double>& R, Strings rows, Strings columns);

/// Names of a layer's values, 0 the inputs to 2 the features, with a prime on the second side.
Strings layer_names(int layer, bool second);

}  // namespace relevance
