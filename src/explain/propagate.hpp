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
  /// Or `a` and `z` are one sample, to which every column of `out` arrives: what depends on the
  /// sample alone is computed once.
  /// Where out = 0 nothing flows; where a denominator is 0 the relevance is absorbed.
  /// Raises `box-bounds-violated`.
  void operator()(const Matrix<S>& a, const Matrix<S>& z, const Matrix<S>& out, Matrix<S>& in,
                  Matrix<double>& absorbed);

  const Rule& rule() const { return rule_; }

 private:
  /// The denominators of a group: what is stored of them, what is to be added to each column, and
  /// whether the bias is in them already. No copy is made where z itself, or a constant, will do.
  struct Sum {
    const Matrix<S>* varying = nullptr;
    const Vector<S>* constant = nullptr;
    bool has_bias = false;
  };

  LinearMap<S>& map(const WeightMix& mix);
  LinearMap<S>* stacked(const std::vector<WeightMix>& mixes);
  const Vector<S>& constant_sum(const Group& group, Index outputs);
  double constant(InputPart part) const;
  bool is_empty(const Term& term) const;
  const Matrix<S>& part(InputPart part, const Matrix<S>& a);
  Sum denominator(const Group& group, const Matrix<S>& a, const Matrix<S>& z, const Matrix<S>& out);
  void divide(const Group& group, const Matrix<S>& z, const Sum& sum, const Matrix<S>& out,
              Matrix<double>& absorbed);
  bool carry(const Group& group, const Matrix<S>& a, bool first, Matrix<S>& in);
  void check_box(const Matrix<S>& a) const;

  const Layer<S>& layer_;
  Shape input_;
  Rule rule_;
  std::vector<std::pair<WeightMix, std::unique_ptr<LinearMap<S>>>> maps_;
  std::vector<std::pair<std::vector<WeightMix>, std::unique_ptr<LinearMap<S>>>> stacked_;
  std::vector<std::pair<const Group*, Vector<S>>> constants_;  // what no input changes
  bool non_negative_ = false;               // no entry of the present a is below zero
  bool shared_ = false;                     // one sample for all columns of the relevance
  Matrix<S> positive_, negative_;           // parts of a, where it has both
  Matrix<S> sum_, term_, share_, carried_;  // D, one term of it, s, Wᵀs
};

}  // namespace relevance
