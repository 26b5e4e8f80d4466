#pragma once
// The prototype of a linear function under one of three penalties: closed form and ascent. Any
// dimension.

#include "base/error.hpp"
#include "prototype/ascent.hpp"

namespace relevance {

struct LinearPrototypeQuestion {
  Vector<double> w;  ///< [n]
  double b = 0;
  std::string penalty;   ///< "l2", "gaussian" or "generator"
  double lambda = 1;     ///< not of "gaussian"
  Vector<double> mu;     ///< of "gaussian", [n]
  Matrix<double> sigma;  ///< of "gaussian", [n × n]
  Matrix<double> A;      ///< of "generator", [n × codes]
  Vector<double> c;      ///< of "generator", [n]
  Vector<double> start;  ///< [n]; with a generator the nearest x = A z + c
  AscentOptions ascent;
  int steps = 0;
};

/// f(x) − Ω with f(x) = wᵀx + b, its maximum x*, and the way there.
class LinearPrototype {
 public:
  /// Without a maximum (λ ≤ 0) only the way is there. Raises `not-positive-definite`,
  /// `shape-mismatch`, each with the control it is about.
  explicit LinearPrototype(LinearPrototypeQuestion question);

  std::optional<Error> unbounded;  ///< λ ≤ 0: NaN stands for what does not exist
  Vector<double> x_star, z_star;   ///< closed form; z equals x without a generator
  Matrix<double> path;             ///< x at every step, [n × steps+1]
  Matrix<double> codes;            ///< z at every step
  Vector<double> objective;        ///< at every step
  double best = 0;                 ///< objective at x*
  double gap = 0;                  ///< ‖x − x*‖ at the last step
  double slope = 0;                ///< ‖gradient‖ of the objective at x*: 0 if x* is right
  double largest_rate = 0;         ///< 2/L: gradient ascent with a larger step diverges
  std::optional<int> diverged_at;
  double suggested_rate = 0;

  /// f of each column of `x [n × m]`.
  Vector<double> f(const Matrix<double>& x) const;
  /// f − Ω of each column; with a generator that reaches no more than a line, or less, f alone.
  Vector<double> landscape(const Matrix<double>& x) const;
  const LinearPrototypeQuestion& question() const { return question_; }

 private:
  void climb(Objective& f, Generator* generator);
  Matrix<double> nearest_codes(const Matrix<double>& x) const;

  LinearPrototypeQuestion question_;
  std::optional<Gaussian> density_;
  Matrix<double> pseudo_inverse_;  // of A
  bool onto_ = false;              // A reaches every x
};

}  // namespace relevance
