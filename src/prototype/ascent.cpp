#include "prototype/ascent.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

constexpr double kMomentum = 0.9, kBeta1 = 0.9, kBeta2 = 0.999, kEpsilon = 1e-8;

}  // namespace

Ascent::Ascent(AscentProblem problem, AscentOptions options, Matrix<double> start)
    : problem_(std::move(problem)), options_(options) {
  check_positive("ascent", "the step size", options.rate, "the ascent would not move uphill");
  check_range("ascent", "keep_every", options.keep_every, 1, 1e6);
  check_finite("ascent", "the start", start);
  if (problem_.generator != nullptr) {
    check_size("ascent", "the start", start.rows(), problem_.generator->code_size());
    if (problem_.objective != nullptr)
      check_size("ascent", "the generator's output, fed to the network,",
                 problem_.generator->size(), problem_.objective->input_size());
  } else if (problem_.objective != nullptr) {
    check_size("ascent", "the start", start.rows(), problem_.objective->input_size());
  }
  if (problem_.objective != nullptr)
    check_size("ascent", "the list of units", Index(problem_.units.size()), start.cols());
  clamp(start);
  state_.first.setZero(start.rows(), start.cols());
  state_.second = state_.first;
  state_.rates.setConstant(start.cols(), options.rate);
  state_.z = std::move(start);
  kept_.push_back(state_);
  evaluate(state_.z, point_);
  record_.push_back({point_.score, point_.penalty});
  best_ = point_.objective();
}

void Ascent::clamp(Matrix<double>& z) const {
  if (options_.box) z = z.cwiseMax(options_.box->low).cwiseMin(options_.box->high);
}

void Ascent::evaluate(const Matrix<double>& z, AscentPoint& point) {
  point.z = z;
  point.x = problem_.generator ? (*problem_.generator)(z) : z;
  point.penalty.setZero(z.cols());
  if (problem_.objective)
    (*problem_.objective)(point.x, problem_.units, point.score, point.gradient);
  else
    point.score.setZero(z.cols()), point.gradient.setZero(point.x.rows(), z.cols());
  if (problem_.input_penalty) {
    dx_.setZero(point.x.rows(), z.cols());
    problem_.input_penalty(point.x, point.penalty, dx_);
    point.gradient -= dx_;
  }
  if (problem_.generator)
    point.gradient = Matrix<double>(problem_.generator->pull_back(point.gradient));
  if (problem_.code_penalty) {
    dx_.setZero(z.rows(), z.cols());
    problem_.code_penalty(z, point.penalty, dx_);
    point.gradient -= dx_;
  }
}

Matrix<double> Ascent::direction() {
  const Matrix<double>& g = point_.gradient;
  switch (options_.method) {
    case AscentMethod::momentum:
      return state_.first = kMomentum * state_.first + g;
    case AscentMethod::adam: {
      state_.first = kBeta1 * state_.first + (1 - kBeta1) * g;
      state_.second = kBeta2 * state_.second + (1 - kBeta2) * g.cwiseAbs2();
      const double correction1 = 1 / (1 - std::pow(kBeta1, step_ + 1));
      const double correction2 = 1 / (1 - std::pow(kBeta2, step_ + 1));
      return correction1 * state_.first.array() /
             ((correction2 * state_.second.array()).sqrt() + kEpsilon);
    }
    default:
      return g;
  }
}

/// Below the start by a hundred times what was ever gained: no step comes back from there.
bool Ascent::runs_away(const AscentPoint& point) const {
  if (!point.z.allFinite() || !point.score.allFinite() || !point.penalty.allFinite() ||
      !point.gradient.allFinite())
    return true;
  if (options_.method == AscentMethod::adam) return false;  // its steps are bounded by the rate
  const Vector<double> start = record_.front().score - record_.front().penalty;
  const Vector<double> lowest = start.array() - 100 * (1 + (best_ - start).array());
  if ((point.objective().array() < lowest.array()).any()) return true;
  return false;
}

void Ascent::note_curvature(const AscentPoint& next) {
  for (Index b = 0; b < next.z.cols(); ++b) {
    const double moved = (next.z.col(b) - point_.z.col(b)).norm();
    const double turned = (next.gradient.col(b) - point_.gradient.col(b)).norm();
    if (moved > 0 && std::isfinite(turned / moved))
      curvature_ = std::max(curvature_, turned / moved);
  }
}

double Ascent::suggested_rate() const {
  const double tenth = options_.rate / 10;
  const bool known = options_.method == AscentMethod::gradient && curvature_ > 0;
  // half of what is safe at the curvature seen: where f is not quadratic, there is more ahead
  const double rate = known ? std::min(0.5 / curvature_, options_.rate / 2) : tenth;
  const double unit = std::pow(10, std::floor(std::log10(rate)));
  return std::floor(rate / unit + 1e-9) * unit;  // one digit, rounded down
}

bool Ascent::take_plain_step(const Matrix<double>& direction) {
  Matrix<double> z = state_.z + options_.rate * direction;
  clamp(z);
  evaluate(z, trial_);
  note_curvature(trial_);
  if (runs_away(trial_)) return false;
  state_.z = std::move(z);
  return true;
}

/// Each column halves its own rate until it has gained a share of what the slope promises, or,
/// where the gain drowns in rounding, until it no longer oversteps the top.
void Ascent::take_searched_step(const Matrix<double>& direction) {
  constexpr double kShare = 1e-4;
  constexpr int kTrials = 60;
  const Index batch = state_.z.cols();
  const Vector<double> before = point_.objective();
  Matrix<double> z = state_.z;
  std::vector<bool> settled(size_t(batch), false);
  for (int trial = 0; trial <= kTrials; ++trial) {
    const bool gives_up = trial == kTrials;  // what is not settled stays where it is
    for (Index b = 0; b < batch; ++b)
      if (!settled[size_t(b)])
        z.col(b) = state_.z.col(b) + (gives_up ? 0 : state_.rates[b]) * direction.col(b);
    clamp(z);
    evaluate(z, trial_);
    if (gives_up) break;
    const Vector<double> after = trial_.objective();
    bool all = true;
    for (Index b = 0; b < batch; ++b) {
      if (settled[size_t(b)]) continue;
      const Vector<double> move = z.col(b) - state_.z.col(b);
      const double promised = point_.gradient.col(b).dot(move);
      const bool gains =
          after[b] >= before[b] && std::isfinite(after[b]) && trial_.gradient.col(b).allFinite();
      const bool enough =
          after[b] - before[b] >= kShare * promised || trial_.gradient.col(b).dot(move) >= 0;
      settled[size_t(b)] = gains && enough;
      if (!settled[size_t(b)]) state_.rates[b] /= 2;
      all = all && settled[size_t(b)];
    }
    if (all) break;
  }
  for (Index b = 0; b < batch; ++b) {
    if (settled[size_t(b)]) {
      state_.rates[b] *= 2;
    } else {  // no way up along this direction: forget it
      state_.rates[b] = options_.rate;
      state_.first.col(b).setZero();
    }
  }
  state_.z = std::move(z);
}

bool Ascent::take_step() {
  const State before = state_;
  Matrix<double> uphill = direction();
  if (options_.line_search) {
    for (Index b = 0; b < uphill.cols(); ++b)  // momentum may point downhill
      if (uphill.col(b).dot(point_.gradient.col(b)) <= 0) uphill.col(b) = point_.gradient.col(b);
    take_searched_step(uphill);
  } else if (!take_plain_step(uphill)) {
    state_ = before;
    diverged_at_ = step_ + 1;
    return false;
  }
  std::swap(point_, trial_);
  ++step_;
  best_ = best_.cwiseMax(point_.objective());
  if (int(record_.size()) == step_) record_.push_back({point_.score, point_.penalty});
  if (step_ % options_.keep_every == 0 && int(kept_.size()) == step_ / options_.keep_every)
    kept_.push_back(state_);
  return true;
}

int Ascent::go_to(int step, const ProgressCallback& progress) {
  step = std::max(step, 0);
  if (step < step_) {
    const int nearest = std::min(step / options_.keep_every, int(kept_.size()) - 1);
    state_ = kept_[size_t(nearest)];
    step_ = nearest * options_.keep_every;
    evaluate(state_.z, point_);
  }
  const int first = step_;
  while (step_ < step && !(diverged_at_ && step_ + 1 >= *diverged_at_)) {
    if (!take_step()) break;
    const double fraction = double(step_ - first) / double(std::max(1, step - first));
    if (progress && !progress({fraction, "step " + std::to_string(step_)})) break;
  }
  return step_;
}

Matrix<double> nearest_code(Generator& generator, const Matrix<double>& x,
                            const Matrix<double>& start, int steps) {
  AscentProblem problem;
  problem.generator = &generator;
  problem.input_penalty = squared_norm(1, x);
  Ascent ascent(problem,
                {.method = AscentMethod::adam, .rate = 0.1, .box = {}, .keep_every = 1000000},
                start);
  ascent.go_to(steps);
  return ascent.now().z;
}

}  // namespace relevance
