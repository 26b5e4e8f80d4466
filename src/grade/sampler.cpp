#include "grade/sampler.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "formula/forms.hpp"
#include "grade/check_sides.hpp"
#include "grade/read_answer.hpp"

namespace relevance {
namespace {

constexpr int kMostDraws = 1000;
/// As many special samples as this in a row, and there are no others.
constexpr size_t kMostSpecial = 64;

Error bad_task(const Task& task, const std::string& what) {
  return Error("bad-scenario", "task \"" + task.id + "\": " + what,
               {{"field", task.id}, {"problem", what}});
}

std::optional<Eigen::MatrixXd> as_matrix(const Value& value) {
  if (const auto* number = std::get_if<double>(&value))
    return Eigen::MatrixXd::Constant(1, 1, *number);
  if (const auto* flag = std::get_if<bool>(&value)) return Eigen::MatrixXd::Constant(1, 1, *flag);
  if (const auto* array = std::get_if<Array>(&value)) return to_matrix(*array);
  return {};
}

/// A number that is easily read: of a range, about the hundredth part at most is rounded away.
double rounded(double value, double low, double high) {
  const double step = std::pow(10, std::floor(std::log10(std::max(high - low, 1e-300) / 50)));
  return std::clamp(std::round(value / step) * step, low, high);
}

/// B Bᵀ + 0.1 I of a square matrix B.
Array positive_definite(const Array& factor) {
  const Eigen::MatrixXd B = to_matrix(factor);
  check_size("domain", "a covariance (columns)", B.cols(), B.rows());
  Array array = to_array(B * B.transpose() + 0.1 * Eigen::MatrixXd::Identity(B.rows(), B.rows()));
  array.shape = factor.shape;
  return array;
}

/// The entries that can be chosen freely: of a symmetric matrix those on and below the diagonal.
std::vector<double> free_entries(const Array& array) {
  const Eigen::MatrixXd matrix = to_matrix(array);
  const bool square = matrix.rows() == matrix.cols();
  if (matrix.cols() < 2 || !square || matrix != matrix.transpose()) return array.values;
  std::vector<double> entries;
  for (Index i = 0; i < matrix.rows(); ++i)
    for (Index j = 0; j <= i; ++j) entries.push_back(matrix(i, j));
  return entries;
}

/// Whether no two numbers coincide, nor one with 0 or ±1: there wrong formulas may agree.
bool is_generic(std::vector<double> numbers) {
  for (double special : {-1.0, 0.0, 1.0}) numbers.push_back(special);
  std::sort(numbers.begin(), numbers.end());
  for (size_t i = 1; i < numbers.size(); ++i)
    if (numbers[i] - numbers[i - 1] < 1e-3 * std::max(1.0, std::abs(numbers[i]))) return false;
  return true;
}

/// A symbol has no value where its quantity has none: of an empty picture, say.
bool has_all(const Formula& formula, const Symbols& symbols) {
  const std::vector<std::string> names = free_symbols(formula);
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return symbols.count(name) > 0; });
}

}  // namespace

Eigen::MatrixXd truth_of(const Task& task, const Quantities& quantities) {
  const auto found = quantities.find(task.quantity);
  if (found == quantities.end()) {
    std::vector<std::string> names;
    for (const auto& [name, quantity] : quantities) names.push_back(name);
    const std::string near = nearest_name(task.quantity, names);
    throw bad_task(task, "the experiment has no quantity \"" + task.quantity + "\"" +
                             (near.empty() ? "" : ", did you mean \"" + near + "\"?"));
  }
  if (task.element < 0) return to_matrix(found->second);
  if (task.element >= Index(found->second.values.size()))
    throw bad_task(task, "\"" + task.quantity + "\" has " +
                             std::to_string(found->second.values.size()) + " elements, none " +
                             std::to_string(task.element));
  return Eigen::MatrixXd::Constant(1, 1, found->second.values[size_t(task.element)]);
}

Sampler::Sampler(const Exercise& exercise, const Task& task, const GoOn& go_on)
    : exercise_(exercise), task_(task), go_on_(go_on), controls_(exercise.session.controls()) {
  if (!task.where.empty()) where_ = file_formula(exercise.scenario, task, task.where);
  if (!task.value.empty()) value_ = file_formula(exercise.scenario, task, task.value);
  for (const auto& known : task.wrong)
    wrong_.push_back(file_formula(exercise.scenario, task, known.formula));
}

Value Sampler::draw_value(const Domain& domain) {
  const auto control = std::find_if(controls_.begin(), controls_.end(),
                                    [&](const Control& c) { return c.name == domain.control; });
  if (control == controls_.end()) {
    std::vector<std::string> names;
    for (const auto& one : controls_) names.push_back(one.name);
    check_name("task \"" + task_.id + "\"", "control", domain.control, names);
  }
  const auto fixed = task_.at.find(domain.control);
  const Value& like = fixed == task_.at.end() ? control->initial : fixed->second;
  const auto uniform = [&] {
    return rounded(random_.uniform(domain.low, domain.high), domain.low, domain.high);
  };
  if (const auto* array = std::get_if<Array>(&like)) {
    Array drawn = *array;
    for (double& value : drawn.values) value = uniform();
    return control->positive_definite ? positive_definite(drawn) : drawn;
  }
  if (!std::holds_alternative<double>(like))
    throw bad_task(task_, "control \"" + domain.control + "\" holds no numbers to draw");
  const bool whole = control->kind == ControlKind::seed || control->kind == ControlKind::step ||
                     control->kind == ControlKind::run || control->kind == ControlKind::index;
  return whole ? std::floor(random_.uniform(domain.low, domain.high + 1)) : uniform();
}

Values Sampler::draw() {
  Values values = task_.at;
  for (int attempt = 0; attempt < 20; ++attempt) {  // many numbers always have near ones
    std::vector<double> numbers;
    for (const auto& domain : task_.domain) {
      Value value = draw_value(domain);
      if (const auto* array = std::get_if<Array>(&value)) {
        const std::vector<double> entries = free_entries(*array);
        numbers.insert(numbers.end(), entries.begin(), entries.end());
      } else
        numbers.push_back(std::get<double>(value));
      values[domain.control] = std::move(value);
    }
    if (is_generic(std::move(numbers))) break;
  }
  return values;
}

void Sampler::draw_free(Symbols& symbols) {
  for (const auto& symbol : task_.free) {
    const Index rows = symbol.shape.empty() ? 1 : symbol.shape[0];
    Eigen::MatrixXd drawn(rows, symbol.shape.size() < 2 ? 1 : symbol.shape[1]);
    for (double& entry : drawn.reshaped())
      entry = rounded(random_.uniform(symbol.low, symbol.high), symbol.low, symbol.high);
    symbols[symbol.name] = std::move(drawn);
  }
}

std::optional<GradeSample> Sampler::measure(const Values& values) {
  GradeSample sample;
  sample.quantities = exercise_.session.measure(values);
  const Quantities& quantities = sample.quantities;
  if (!task_.quantity.empty()) sample.truth = truth_of(task_, quantities);
  const Values complete = complete_values(controls_, values);
  for (const auto& symbol : exercise_.scenario.symbols) {
    if (const auto quantity = quantities.find(symbol.quantity); quantity != quantities.end())
      sample.symbols[symbol.name] = to_matrix(quantity->second);
    if (const auto control = complete.find(symbol.control); control != complete.end())
      if (auto matrix = as_matrix(control->second)) sample.symbols[symbol.name] = *matrix;
  }
  for (const auto& unknown : task_.derivation.unknowns)
    if (const auto known = quantities.find(unknown.quantity); known != quantities.end())
      sample.symbols[unknown.name] = to_matrix(known->second);
  draw_free(sample.symbols);
  if (value_ && !has_all(*value_, sample.symbols)) return {};
  if (value_) sample.truth = evaluate(*value_, sample.symbols);
  if (!sample.truth.allFinite()) return {};
  if (where_ && !holds(*where_, sample.symbols)) return {};
  return sample;
}

bool Sampler::is_special(const GradeSample& sample) const {
  if (!varies() || sample.truth.size() == 0) return false;
  const auto agrees = [&](const Eigen::MatrixXd& given) {
    return same_shape(given, sample.truth) &&
           answer_distance(given, sample.truth) <= task_.tolerance;
  };
  if (agrees(0 * sample.truth)) return true;
  return std::any_of(wrong_.begin(), wrong_.end(), [&](const Formula& known) {
    try {
      return agrees(evaluate(known, sample.symbols));
    } catch (const Error&) {
      return false;  // shapes that do not fit agree nowhere
    }
  });
}

std::optional<GradeSample> Sampler::next() {
  while (!only_special_) {
    auto sample = fresh();
    if (!sample) break;
    if (!is_special(*sample)) return sample;
    special_.insert(special_.begin(), std::move(*sample));
    if (special_.size() >= kMostSpecial) break;
  }
  only_special_ = true;
  if (special_.empty()) return {};
  GradeSample sample = std::move(special_.back());
  special_.pop_back();
  return sample;
}

std::optional<GradeSample> Sampler::fresh() {
  std::optional<Error> last;
  while (draws_ < kMostDraws) {
    ++draws_;
    check_go_on(go_on_);
    try {
      if (auto sample = measure(draw())) {
        ++accepted_;
        return sample;
      }
    } catch (const Error& error) {
      if (error.code == "bad-scenario" || error.code == "unknown-name" ||
          error.code == "wrong-type" || error.code == "asset-missing" ||
          error.code == "cancelled" || error.code == "too-much-work")
        throw;
      last = error;
    }
    if (!varies()) break;
  }
  if (accepted_ > 0) return {};
  if (last) throw *last;
  throw bad_task(
      task_, "no values of its domain meet its condition with a finite \"" + task_.quantity + "\"");
}

}  // namespace relevance
