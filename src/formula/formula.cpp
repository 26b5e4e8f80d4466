#include "formula/formula.hpp"

#include <cmath>
#include <limits>

#include "base/limits.hpp"
#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "formula/functions.hpp"

namespace relevance {
namespace {

using Value = Eigen::MatrixXd;

/// What looking at a node takes, in multiply-adds: its memory and its name in the table.
constexpr double kWorkOfNode = 100;

class Evaluator {
 public:
  explicit Evaluator(const Symbols& symbols) : symbols_(symbols) {}

  Value evaluate(const Formula& f) {
    count(kWorkOfNode);
    if (f.kind == Formula::Kind::number) return scalar(f.number);
    if (f.kind == Formula::Kind::symbol) return symbol(f.name);
    if (f.name == "Group") return evaluate(f.arguments.at(0));
    if (f.name == "List") return list(f);
    if (f.name == "Rows") return rows(f);
    if (f.name == "At") return entry(f);
    if (f.name == "Which") return which(f);
    if (f.name == "Sum" || f.name == "Product") return repeated(f);
    if (is_condition(f)) fail_unreadable("comparison");
    const FormulaFunction* function = find_formula_function(f.name);
    if (function == nullptr)
      fail_unreadable("function", {{"given", f.name},
                                   {"nearest", nearest_name(f.name, formula_function_names())}});
    std::vector<Value> arguments;
    for (const auto& part : f.arguments) arguments.push_back(evaluate(part));
    if (int(arguments.size()) < function->fewest)
      fail_unreadable("missing", {{"given", function->sign}});
    return apply(*function, arguments);
  }

  bool holds(const Formula& f) {
    if (f.name == "True" || f.name == "False") return f.name == "True";
    if (is_function(f, "Group")) return holds(f.arguments.at(0));
    if (is_function(f, "Not")) return !holds(f.arguments.at(0));
    if (is_function(f, "And") || is_function(f, "Or")) {
      bool all = true, any = false;
      for (const auto& part : f.arguments) {
        const bool one = holds(part);
        all = all && one;
        any = any || one;
      }
      return f.name == "And" ? all : any;
    }
    if (!is_condition(f)) fail_unreadable("condition");
    for (size_t i = 1; i < f.arguments.size(); ++i)
      if (!compare(f.name, number(f.arguments[i - 1]), number(f.arguments[i]))) return false;
    return true;
  }

 private:
  /// Nested sums and large matrices grow fast, so their work is known before it is done.
  void count(double work) {
    work_ += work;
    check_work("formula", "the formula", work_, double(kMaxFormulaWork), "multiply-adds");
  }
  Value apply(const FormulaFunction& function, const std::vector<Value>& arguments) {
    count(formula_work(function, arguments));
    return function.apply(function, arguments);
  }

  static Value scalar(double value) { return Value::Constant(1, 1, value); }

  double number(const Formula& f) {
    const Value value = evaluate(f);
    if (value.size() != 1) fail_formula_shape("<", value.rows(), value.cols());
    return value(0);
  }

  static bool compare(const std::string& name, double a, double b) {
    const bool equal = std::abs(a - b) <= 1e-12 * std::max({1.0, std::abs(a), std::abs(b)});
    if (name == "Equal") return equal;
    if (name == "NotEqual") return !equal;
    if (name == "Less") return a < b;
    if (name == "LessEqual") return a <= b;
    return name == "Greater" ? a > b : a >= b;
  }

  Value symbol(const std::string& name) {
    for (auto i = bound_.rbegin(); i != bound_.rend(); ++i)
      if (i->first == name) return scalar(i->second);
    const auto found = symbols_.find(name);
    if (found == symbols_.end()) return family(name);
    count(double(found->second.size()));
    return found->second;
  }

  /// The column of a_1, a_2, …
  Value family(const std::string& name) {
    std::vector<double> entries;
    for (;;) {
      const auto next = symbols_.find(name + "_" + std::to_string(entries.size() + 1));
      if (next == symbols_.end() || next->second.size() != 1) break;
      entries.push_back(next->second(0));
    }
    if (entries.empty()) fail_unreadable("comparison");  // True where a value belongs
    return Eigen::Map<Eigen::VectorXd>(entries.data(), Index(entries.size()));
  }

  Value list(const Formula& f) {
    if (f.arguments.size() == 1) return evaluate(f.arguments[0]);
    Value column(Index(f.arguments.size()), 1);
    for (Index i = 0; i < column.rows(); ++i) column(i) = cell(f.arguments[size_t(i)]);
    return column;
  }
  Value rows(const Formula& f) {
    Value matrix(Index(f.arguments.size()), Index(f.arguments.at(0).arguments.size()));
    for (Index r = 0; r < matrix.rows(); ++r)
      for (Index c = 0; c < matrix.cols(); ++c)
        matrix(r, c) = cell(f.arguments[size_t(r)].arguments.at(size_t(c)));
    return matrix;
  }
  double cell(const Formula& f) {
    const Value value = evaluate(f);
    if (value.size() != 1) fail_formula_shape("[ ]", value.rows(), value.cols());
    return value(0);
  }

  Value entry(const Formula& f) {
    const std::string& name = f.arguments.at(0).name;
    const Value base = evaluate(f.arguments.at(0));
    std::vector<Index> at;
    for (size_t i = 1; i < f.arguments.size(); ++i) {
      const double index = number(f.arguments[i]);
      if (!(std::abs(index) < 1e6) || index != std::floor(index))
        fail_unreadable("index", {{"given", name + "[…]"}, {"expected", "n"}});
      at.push_back(Index(index));
    }
    const bool vector = base.rows() == 1 || base.cols() == 1;
    if (!vector && at.size() == 1 && at[0] > 10) at = {at[0] / 10, at[0] % 10};  // W_12
    if (at.size() != (vector ? 1u : 2u)) fail_formula_shape("_", base.rows(), base.cols());
    const Index extents[] = {vector ? base.size() : base.rows(), base.cols()};
    for (size_t k = 0; k < at.size(); ++k)
      if (at[k] < 1 || at[k] > extents[k])
        fail_unreadable("index", {{"given", name + "_" + std::to_string(at[k])},
                                  {"expected", std::to_string(extents[k])}});
    return scalar(vector ? base(at[0] - 1) : base(at[0] - 1, at[1] - 1));
  }

  /// Every branch is evaluated, so that mistakes show wherever they stand. Where no case
  /// applies there is no value: NaN.
  Value which(const Formula& f) {
    Value chosen;
    bool found = false;
    for (size_t i = 0; i + 1 < f.arguments.size(); i += 2) {
      const bool applies = holds(f.arguments[i]);
      Value value = evaluate(f.arguments[i + 1]);
      if (i > 0 && (value.rows() != chosen.rows() || value.cols() != chosen.cols()))
        fail_formula_shape("{", chosen.rows(), chosen.cols(), value.rows(), value.cols());
      if (i == 0 || (applies && !found)) chosen = std::move(value);
      found = found || applies;
    }
    if (!found) chosen.setConstant(std::numeric_limits<double>::quiet_NaN());
    return chosen;
  }

  Value repeated(const Formula& f) {
    Value total;
    repeat(f, 1, total);
    const double empty = f.name == "Sum" ? 0 : 1;
    return total.size() == 0 ? scalar(empty) : total;
  }

  void repeat(const Formula& f, size_t axis, Value& total) {
    if (axis == f.arguments.size()) {
      const Value term = evaluate(f.arguments[0]);
      if (total.size() == 0) {
        total = term;
        return;
      }
      const char* operation = f.name == "Sum" ? "Add" : "InvisibleOperator";
      const FormulaFunction& join = *find_formula_function(operation);
      total = apply(join, {total, term});
      return;
    }
    const std::vector<Formula>& limits = f.arguments[axis].arguments;
    const std::string name = limits[0].name;
    double low = 1, high = 0;
    if (limits.size() == 1) {
      high = double(extent(f.arguments[0], name));
      if (high < 1) fail_unreadable("limits");
    } else {
      low = number(limits[1]);
      high = number(limits[2]);
    }
    if (!(std::abs(low) < 1e6 && std::abs(high) < 1e6)) fail_unreadable("limits");
    for (double i = low; i <= high + 1e-9; ++i) {
      bound_.emplace_back(name, i);
      repeat(f, axis + 1, total);
      bound_.pop_back();
    }
  }

  /// How many entries an index runs over, from what it indexes; 0 if nothing.
  Index extent(const Formula& f, const std::string& index) {
    if (is_function(f, "At"))
      for (size_t k = 1; k < f.arguments.size(); ++k)
        if (f.arguments[k].name == index) {
          const Value base = symbol(f.arguments[0].name);
          return f.arguments.size() == 2 ? base.size() : k == 1 ? base.rows() : base.cols();
        }
    Index found = 0;
    for (const auto& part : f.arguments)
      if (found == 0) found = extent(part, index);
    return found;
  }

  const Symbols& symbols_;
  std::vector<std::pair<std::string, double>> bound_;
  double work_ = 0;  ///< multiply-adds so far
};

Formula resolved(const Formula& formula, const Symbols& symbols) {
  std::set<std::string> known;
  for (const auto& [name, value] : symbols) known.insert(name);
  return resolve_names(formula, known);
}

}  // namespace

Eigen::MatrixXd evaluate(const Formula& formula, const Symbols& symbols) {
  return Evaluator(symbols).evaluate(resolved(formula, symbols));
}

bool holds(const Formula& condition, const Symbols& symbols) {
  return Evaluator(symbols).holds(resolved(condition, symbols));
}

}  // namespace relevance
