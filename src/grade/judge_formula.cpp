#include "grade/judge_formula.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "grade/check_sides.hpp"
#include "grade/feedback.hpp"

namespace relevance {
namespace {

constexpr size_t kFormulaSamples = 32;

bool is_shape_error(const Error& error) { return error.code == "formula-shape"; }

class FormulaGrader {
 public:
  FormulaGrader(const Exercise& exercise, const Task& task, const GoOn& go_on)
      : exercise_(exercise), task_(task), go_on_(go_on) {}

  Verdict grade(const std::string& answer) {
    try {
      answer_ = read_sides(exercise_.scenario, task_, answer);
      return check_sides(exercise_, task_, answer_, samples_, compare());
    } catch (const Error& error) {
      const auto& symbols = exercise_.scenario.symbols;
      if (error.code == "formula-unreadable")
        return {VerdictStatus::unreadable, error_feedback(error, symbols)};
      if (error.code == "too-much-work")
        return {VerdictStatus::unreadable, describe_unreadable({{"reason", "size"}})};
      if (!is_shape_error(error)) throw;
      return known_or({VerdictStatus::shape, error_feedback(error, symbols)});
    }
  }

 private:
  Verdict compare() {
    Sampler sampler(exercise_, task_, go_on_);
    const size_t wanted = sampler.varies() ? kFormulaSamples : 1;
    std::optional<GradeSample> undefined;
    size_t undefined_count = 0;
    while (samples_.size() < wanted) {
      auto sample = sampler.next();
      if (!sample) break;
      Eigen::MatrixXd given;
      try {
        given = given_at(*sample);
      } catch (const Error&) {
        samples_.push_back(std::move(*sample));  // known wrong answers may fail here likewise
        throw;
      }
      const bool fits = same_shape(given, sample->truth);
      if (given.allFinite() || !fits) {
        given_.push_back(std::move(given));
        samples_.push_back(std::move(*sample));
        if (!fits) break;
      } else {
        ++undefined_count;
        undefined = std::move(sample);
        if (!sampler.varies()) break;
      }
    }
    if (!given_.empty() && !same_shape(given_[0], samples_[0].truth))
      return known_or({VerdictStatus::shape, shape_feedback(given_[0], samples_[0].truth)});
    return judge(undefined, undefined_count);
  }

  Verdict judge(const std::optional<GradeSample>& undefined, size_t undefined_count) {
    size_t agreeing = 0, worst = 0;
    std::vector<double> gaps;
    for (size_t i = 0; i < samples_.size(); ++i) {
      gaps.push_back(answer_distance(given_[i], samples_[i].truth));
      agreeing += gaps[i] <= task_.tolerance;
      if (gaps[i] > gaps[worst]) worst = i;
    }
    const bool right = agreeing == samples_.size();
    if (undefined &&
        double(undefined_count) > kMostUndefined * double(samples_.size() + undefined_count) &&
        (right || samples_.empty()))
      return {VerdictStatus::wrong, undefined_feedback(), -1,
              example(*undefined, given_at(*undefined))};
    if (right) return {VerdictStatus::right, right_feedback(samples_.size())};
    Verdict verdict{VerdictStatus::wrong,
                    wrong_feedback(agreeing, samples_.size(), common_factor()), -1,
                    example(samples_[worst], given_[worst])};
    return known_or(std::move(verdict));
  }

  /// c where the answer is c times the truth at every sample, else 0.
  double common_factor() const {
    double factor = 0;
    for (size_t i = 0; i < samples_.size(); ++i) {
      const Eigen::MatrixXd& truth = samples_[i].truth;
      const double scale = truth.squaredNorm();
      if (scale < 1e-12) return 0;
      const double here = given_[i].cwiseProduct(truth).sum() / scale;
      if (i == 0) factor = here;
      if (answer_distance(given_[i], factor * truth) > task_.tolerance) return 0;
    }
    return std::abs(factor + 1) < 1e-6 ? -1 : factor;
  }

  /// The feedback of the known wrong answer this one equals, if there is one.
  Verdict known_or(Verdict verdict) {
    for (size_t k = 0; k < task_.wrong.size(); ++k)
      if (equals(file_formula(exercise_.scenario, task_, task_.wrong[k].formula))) {
        verdict.status = VerdictStatus::wrong;
        verdict.known = int(k);
        verdict.feedback = task_.wrong[k].feedback;
        return verdict;
      }
    return verdict;
  }

  bool equals(const Formula& known) {
    if (same_form(known, answer_.value)) return true;
    if (given_.empty()) return !samples_.empty() && equals_for_square(known);
    for (size_t i = 0; i < given_.size(); ++i) {
      check_go_on(go_on_);
      try {
        const Eigen::MatrixXd wrong = evaluate(known, samples_[i].symbols);
        if (!same_shape(wrong, given_[i]) ||
            !(answer_distance(given_[i], wrong) <= task_.tolerance))
          return false;
      } catch (const Error&) {
        return false;
      }
    }
    return true;
  }

  /// Two formulas whose shapes do not fit are still the same if they agree once every vector and
  /// matrix is a random square matrix, where nearly all shapes fit.
  bool equals_for_square(const Formula& known) {
    Random random(7);
    for (int trial = 0; trial < 3; ++trial) try {
        Symbols square = samples_[0].symbols;
        for (auto& [name, value] : square)
          if (value.size() != 1) value = random.normal_matrix<double>(3, 3);
        const Eigen::MatrixXd a = evaluate(answer_.value, square), b = evaluate(known, square);
        if (!same_shape(a, b) || !(answer_distance(a, b) <= task_.tolerance)) return false;
      } catch (const Error&) {
        return false;
      }
    return true;
  }

  Eigen::MatrixXd given_at(const GradeSample& sample) const {
    return value_at(answer_.value, answer_.index, sample, sample.symbols);
  }
  Counterexample example(const GradeSample& sample, const Eigen::MatrixXd& given) const {
    return example_at(exercise_, task_, sample, given);
  }

  const Exercise& exercise_;
  const Task& task_;
  const GoOn& go_on_;
  Answer answer_;
  std::vector<GradeSample> samples_;
  std::vector<Eigen::MatrixXd> given_;  ///< the answer's value at each sample
};

}  // namespace

Verdict grade_formula(const Exercise& exercise, const Task& task, const std::string& answer,
                      const GoOn& go_on) {
  return FormulaGrader(exercise, task, go_on).grade(answer);
}

}  // namespace relevance
