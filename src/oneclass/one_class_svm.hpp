#pragma once
// The one-class support vector machine, trained by sequential minimal optimisation of its dual
// (Schölkopf et al. 2001; working sets of second order: Fan, Chen and Lin 2005).
//
//   const OneClassSvm svm = train_one_class(points, {.gamma = 0.5, .nu = 0.1});
//   Network<double> network = neuralize(svm.model);

#include "base/progress.hpp"
#include "oneclass/kernel_columns.hpp"
#include "oneclass/kernel_model.hpp"

namespace relevance {

struct OneClassOptions {
  double gamma = 1;               ///< of the Gaussian kernel, above 0
  double nu = 0.1;                ///< in (0, 1]: bounds the share of outliers from above, that of
                                  ///< support vectors from below
  double tolerance = 1e-10;       ///< of the optimality conditions, in units of f
  Index iterations = 10'000'000;  ///< at most
  size_t cache_bytes = size_t{64} << 20U;  ///< for kernel columns
};

struct OneClassSvm {
  KernelModel model = {};  ///< the support vectors and their weights
  Vector<double> alpha;    ///< of every point, [n]; 0 ≤ α_i ≤ 1/(νn), Σα = 1
  double rho = 0;          ///< f(x) ≥ ρ inside
  double duality_gap = 0;  ///< primal minus dual objective, never negative beyond rounding
  Index iterations = 0;
  bool converged = false;
};

/// min ½ αᵀKα for 0 ≤ α_i ≤ 1/(νn), Σα = 1, in slices.
class OneClassTraining {
 public:
  /// `points [d × n]`. Raises `shape-mismatch` for no point, `not-finite`, `out-of-range` for ν
  /// outside (0, 1] or γ ≤ 0.
  OneClassTraining(Matrix<double> points, const OneClassOptions& options);
  OneClassTraining(const OneClassTraining&) = delete;

  /// At most so many iterations more.
  void advance(Index iterations);
  bool done() const { return converged_ || taken_ >= options_.iterations; }
  /// In [0, 1], by the order of magnitude of what is still violated.
  double progress() const;
  /// As it stands. Where no support vector is free, ρ is the middle of what is optimal, and its
  /// lower end where there is no upper one (ν = 1).
  OneClassSvm result() const;

 private:
  void begin();
  bool step();

  Matrix<double> points_;
  OneClassOptions options_;
  KernelColumns kernel_;
  double bound_;  // C = 1/(νn)
  Vector<double> alpha_, f_;
  double violation_ = 0, first_violation_ = 0;
  Index taken_ = 0;
  bool converged_ = false;
};

/// The same at once. Raises also `cancelled`.
OneClassSvm train_one_class(const Matrix<double>& points, const OneClassOptions& options,
                            const ProgressCallback& progress = {});

}  // namespace relevance
