#pragma once
// One linear layer, one rule: from the relevance of its outputs to that of its inputs.

#include <memory>

#include "explain/rule.hpp"
#include "nn/kernels/linear_map.hpp"

namespace relevance {

/// What a layer kept back, by cause; signed, in units of the explained output.
enum class Cause { bias, epsilon, zero_denominator, rule };
inline constexpr int kCauses = 4;

template <class S>
class Propagator {
 public:
  /// Keeps a reference to `layer`. Modified weights are prepared when first needed.
  Propagator(const Layer<S>& layer, const Shape& input, Rule rule);

  /// `a [n_in × batch]` inputs, `z [n_out × batch]` outputs of the layer,
  /// `out [n_out × batch]` relevance arriving → `in [n_in × batch]` (sized by the caller);
  /// adds to `absorbed [kCauses × batch]`, so that Σout = Σin + Σabsorbed in every column.
  /// Where out = 0 nothing flows; where a denominator is 0 the relevance is absorbed.
  /// Raises `box-bounds-violated`.
  void operator()(const Matrix<S>& a, const Matrix<S>& z, const Matrix<S>& out, Matrix<S>& in,
                  Matrix<double>& absorbed);

  const Rule& rule() const { return rule_; }

 private:
  struct Side {  // one side of a denominator that no input changes: low, high, one
    WeightMix weight;
    double input;
    Vector<S> sum;
  };

  LinearMap<S>& map(const WeightMix& mix);
  const Vector<S>& constant_sum(const Term& term, Index outputs);
  double constant(InputPart part) const;
  const Matrix<S>& part(InputPart part, const Matrix<S>& a);
  void denominator(const Group& group, const Matrix<S>& a, const Matrix<S>& z,
                   const Matrix<S>& out);
  void divide(const Group& group, const Matrix<S>& z, const Matrix<S>& sum, double bias_counts,
              const Matrix<S>& out, Matrix<double>& absorbed);
  void check_box(const Matrix<S>& a) const;

  const Layer<S>& layer_;
  Shape input_;
  Rule rule_;
  std::vector<std::pair<WeightMix, std::unique_ptr<LinearMap<S>>>> maps_;
  std::vector<Side> constants_;
  bool non_negative_ = false;               // no entry of the present a is below zero
  Matrix<S> positive_, negative_;           // parts of a, where it has both
  Matrix<S> sum_, term_, share_, carried_;  // D, one term of it, s, Wᵀs
};

}  // namespace relevance
