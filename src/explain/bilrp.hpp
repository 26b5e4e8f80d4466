#pragma once
// BiLRP: which pairs of input elements make two inputs similar (Eberle et al. 2020).
//
//   Bilrp<float> bilrp(network, network_node, composite);
//   const Side<float> a = bilrp(x), b = bilrp(x2);
//   JointRelevance<float> joint(a, b, cosine_scale(a, b));   // Σ over all pairs = y
//   joint.strongest(100);

#include <memory>

#include "explain/joint_relevance.hpp"
#include "explain/lrp.hpp"

namespace relevance {

/// Features at most: the factors of an image of 28×28 then hold 6.4 million numbers.
inline constexpr Index kMaxFeatures = 8192;

/// Explains each feature of a layer by itself: R_jm = LRP of φ_m, started at φ_m.
template <class S>
class Bilrp {
 public:
  /// φ are the values of `node`, a vector or a map read as one. Copies what leads there. Rules of
  /// `composite` for layers above it are left out. Raises what Lrp raises; `not-features` where the
  /// node is the input or only another shape of it; `too-much-work` for more than kMaxFeatures.
  Bilrp(const Network<S>& network, int node, Composite composite);
  ~Bilrp();
  Bilrp(Bilrp&&) noexcept;

  /// One input `x [n_in × 1]`. The forward pass and all that depends on x alone is computed once;
  /// features travel together, and one that is 0 has no relevance to hand down.
  /// Raises `shape-mismatch`, `box-bounds-violated`.
  Side<S> operator()(const Matrix<S>& x);

  /// What leads to φ.
  const Network<S>& features() const;
  const std::vector<std::optional<Rule>>& rules() const;

 private:
  struct Prepared;
  std::unique_ptr<Prepared> prepared_;
};

/// Raises `not-features` and `too-much-work` as above.
template <class S>
void check_features(const Network<S>& network, int node);

}  // namespace relevance
