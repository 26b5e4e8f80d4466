#include "experiments/prototypes/linear_prototype.hpp"

#include <limits>

#include "base/about.hpp"
#include "nn/kernels/small_matrix.hpp"
#include "prototype/closed_form.hpp"

namespace relevance {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

const Text kNoPrototype{
    "With λ = {given} the objective f − Ω grows without end: x runs away, there is no prototype. λ "
    "must be above 0.",
    "Mit λ = {given} wächst die Zielfunktion f − Ω ohne Ende: x läuft davon, es gibt keinen "
    "Prototyp. λ muss über 0 liegen."};

void check_dimension(const char* control, Index given, Index expected) {
  about(control, [&] { check_size("prototype-linear", control, given, expected); });
}

}  // namespace

LinearPrototype::LinearPrototype(LinearPrototypeQuestion question)
    : question_(std::move(question)) {
  const auto& q = question_;
  const Index n = q.w.size();
  const auto unless_unbounded = [&](Index size, auto closed_form) -> Vector<double> {
    try {
      return about("lambda", closed_form);
    } catch (Error& error) {
      if (error.code != "unbounded") throw;
      unbounded = error.say(kNoPrototype);
      return Vector<double>::Constant(size, kNone);
    }
  };
  check_not_empty("prototype-linear", "w", n);
  check_dimension("start", q.start.size(), n);
  Network<double> network = affine_network(q.w.transpose(), Vector<double>::Constant(1, q.b));
  NetworkObjective<double> f(network, network.output());
  if (q.penalty == "gaussian") {
    check_dimension("mu", q.mu.size(), n);
    density_ = about("sigma", [&] { return Gaussian::full(q.mu, q.sigma); });
    x_star = z_star = optimum_under_density(q.w, *density_);
    const Matrix<double> axes = half_axes(q.sigma);
    largest_rate = 2 * axes.colwise().squaredNorm().minCoeff();
    climb(f, nullptr);
  } else if (q.penalty == "generator") {
    check_dimension("A", q.A.rows(), n);
    check_dimension("c", q.c.size(), n);
    // the pseudo-inverse V Λ⁺ Vᵀ Aᵀ of AᵀA = V Λ Vᵀ
    const SymmetricEigen gram = symmetric_eigen(transposed_product(q.A, q.A));
    const double least = 1e-12 * std::max(1.0, gram.values.cwiseAbs().maxCoeff());
    Matrix<double> scaled = gram.vectors;
    for (Index k = 0; k < scaled.cols(); ++k)
      scaled.col(k) *= gram.values[k] > least ? 1 / gram.values[k] : 0;
    pseudo_inverse_ = product(product(scaled, gram.vectors.transpose()), q.A.transpose());
    onto_ = (gram.values.array() > least).count() >= n;
    z_star = unless_unbounded(q.A.cols(), [&] { return optimal_code(q.w, q.A, q.lambda); });
    x_star = product(q.A, z_star) + q.c;
    largest_rate = 1 / q.lambda;
    NetworkGenerator<double> generator(affine_network(q.A, q.c));
    climb(f, &generator);
  } else {
    x_star = z_star = unless_unbounded(n, [&] { return optimum_under_norm(q.w, q.lambda); });
    largest_rate = 1 / q.lambda;
    climb(f, nullptr);
  }
  if (unbounded) largest_rate = kNone;
  gap = (path.rightCols(1) - x_star).norm();
}

void LinearPrototype::climb(Objective& f, Generator* generator) {
  AscentProblem problem{.objective = &f, .units = {0}, .generator = generator};
  if (density_)
    problem.input_penalty = negative_log_density(*density_);
  else if (generator)
    problem.code_penalty = scaled_squared_norm(question_.lambda);
  else
    problem.input_penalty = scaled_squared_norm(question_.lambda);

  best = slope = kNone;
  if (!unbounded) {
    const Ascent top(problem, {.box = {}}, z_star);
    best = top.now().objective()[0];
    slope = top.now().gradient.norm();
  }

  const Matrix<double> start =
      generator ? nearest_codes(question_.start) : Matrix<double>(question_.start);
  Ascent ascent(problem, question_.ascent, start);
  path.resize(x_star.size(), question_.steps + 1);
  codes.resize(z_star.size(), question_.steps + 1);
  int taken = 0;
  for (;; ++taken) {
    path.col(taken) = ascent.now().x;
    codes.col(taken) = ascent.now().z;
    if (taken == question_.steps || ascent.go_to(taken + 1) == taken) break;
  }
  path.conservativeResize(Eigen::NoChange, taken + 1);
  codes.conservativeResize(Eigen::NoChange, taken + 1);
  objective.resize(taken + 1);
  for (int i = 0; i <= taken; ++i)
    objective[i] = ascent.record()[size_t(i)].score[0] - ascent.record()[size_t(i)].penalty[0];
  diverged_at = ascent.diverged_at();
  suggested_rate = ascent.suggested_rate();
}

Matrix<double> LinearPrototype::nearest_codes(const Matrix<double>& x) const {
  return product(pseudo_inverse_, x.colwise() - question_.c);
}

Vector<double> LinearPrototype::f(const Matrix<double>& x) const {
  return transposed_product(x, question_.w).array() + question_.b;
}

Vector<double> LinearPrototype::landscape(const Matrix<double>& x) const {
  if (density_) return f(x) + density_->log_density(x);
  const bool generated = question_.penalty == "generator";
  if (generated && !onto_) return f(x);
  const Matrix<double> z = generated ? nearest_codes(x) : x;
  Vector<double> heights = f(x);
  for (Index i = 0; i < z.cols(); ++i) heights[i] -= question_.lambda * z.col(i).squaredNorm();
  return heights;
}

}  // namespace relevance
