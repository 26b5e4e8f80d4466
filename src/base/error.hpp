#pragma once
// One kind of error for bad input, raised through the check_* functions.
//
//   check_size("explain", "input", x.rows(), 784);   // throws Error{"shape-mismatch", …}

#include <array>
#include <cmath>
#include <exception>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "base/types.hpp"

namespace relevance {

/// Every code an Error may carry. The page translates by code and params;
/// tests/base/error_test.cpp compares this table with web/src/engine/error_codes.ts.
inline constexpr std::array kErrorCodes = {
    std::string_view{"asset-missing"},          // a model or data file was not provided
    std::string_view{"bad-argument"},           // a command-line argument makes no sense
    std::string_view{"bad-data"},               // a data file is truncated or malformed
    std::string_view{"bad-model"},              // an ONNX file is truncated or malformed
    std::string_view{"bad-scenario"},           // a scenario file is malformed
    std::string_view{"box-bounds-missing"},     // z-box without low or high
    std::string_view{"box-bounds-violated"},    // an input outside [low, high]
    std::string_view{"cancelled"},              // the caller asked to stop
    std::string_view{"diverged"},               // an iteration left the finite numbers
    std::string_view{"empty-image"},            // nothing has been drawn
    std::string_view{"file-missing"},           // a file cannot be opened
    std::string_view{"formula-shape"},          // a formula adds a vector to a scalar …
    std::string_view{"formula-unreadable"},     // a formula with unknown names or a gap
    std::string_view{"internal"},               // an impossible state
    std::string_view{"no-answer"},              // a question without an answer at these values
    std::string_view{"no-gradient"},            // an expansion at a point without one
    std::string_view{"not-explainable"},        // a layer no rule covers (softmax inside)
    std::string_view{"not-features"},           // a layer whose values no layer computed
    std::string_view{"not-finite"},             // NaN or infinity in an input
    std::string_view{"not-positive-definite"},  // a covariance with an eigenvalue <= 0
    std::string_view{"out-of-memory"},          // an allocation failed
    std::string_view{"out-of-range"},           // a number outside its declared range
    std::string_view{"rule-not-allowed"},       // a rule on a layer it is not made for
    std::string_view{"shape-mismatch"},         // a size does not fit
    std::string_view{"target-out-of-range"},    // no such output
    std::string_view{"too-much-work"},          // more computing than base/limits.hpp allows
    std::string_view{"unbounded"},              // an objective without a maximum
    std::string_view{"unknown-name"},          // a rule, parameter, control … that does not exist
    std::string_view{"unsupported-operator"},  // an ONNX operator outside the list
    std::string_view{"unsupported-version"},   // a scenario schema or opset outside the range
    std::string_view{"wrong-type"},            // a value of the wrong kind
};

/// Facts of an error by name; made of lists at hundreds of places, so compiled once.
class ErrorParams : public std::map<std::string, std::string> {
 public:
  ErrorParams() = default;
  ErrorParams(std::initializer_list<std::pair<const char*, std::string>> params);
};

/// Bad input: a stable code, a message that names what was given and what was
/// expected, and the same facts as parameters for translation.
class Error : public std::exception {
 public:
  /// What is quoted from outside and is no UTF-8 is shown as "?".
  Error(std::string code, std::string message, ErrorParams params = {});
  const char* what() const noexcept override { return message.c_str(); }

  std::string code;
  std::string message;
  ErrorParams params;
  /// What a student reads, with `{name}` for params; empty: the page's sentence for the code.
  Text text = {};

  /// The same, said to students in these words.
  Error& say(Text words) {
    text = std::move(words);
    return *this;
  }
};

/// Raises `shape-mismatch` unless `given == expected`.
void check_size(std::string_view function, std::string_view name, Index given, Index expected);

/// Raises `shape-mismatch` if it has no element; the error is about the control of that name.
void check_not_empty(std::string_view function, std::string_view name, Index size);

/// Raises `out-of-range` unless `low <= value <= high` (NaN is outside).
void check_range(std::string_view function, std::string_view name, double value, double low,
                 double high);

/// Raises `too-much-work` where `work` exceeds `limit`, both in `unit` ("multiply-adds").
void check_work(std::string_view function, std::string_view name, double work, double limit,
                std::string_view unit);

/// A number as messages and their parameters show it: six digits.
std::string number_text(double value);

/// Raises `out-of-range` unless `value > 0` (NaN and infinity are refused); `why` ends the message.
void check_positive(std::string_view function, std::string_view name, double value,
                    std::string_view why);

/// Raises `unknown-name` unless `given` is one of `known`; suggests the nearest.
void check_name(std::string_view function, std::string_view what, const std::string& given,
                const std::vector<std::string>& known);

/// The entry of `known` nearest to `given` by edit distance, or "" if none is near.
std::string nearest_name(const std::string& given, const std::vector<std::string>& known);

/// Raises `not-finite` naming the first NaN or infinite entry of a matrix.
template <class Derived>
void check_finite(std::string_view function, std::string_view name,
                  const Eigen::DenseBase<Derived>& x);

namespace detail {
[[noreturn]] void fail_not_finite(std::string_view function, std::string_view name, Index row,
                                  Index column, double value);
}

template <class Derived>
void check_finite(std::string_view function, std::string_view name,
                  const Eigen::DenseBase<Derived>& x) {
  for (Index c = 0; c < x.cols(); ++c)
    for (Index r = 0; r < x.rows(); ++r)
      if (!std::isfinite(x.derived().coeff(r, c)))
        detail::fail_not_finite(function, name, r, c, double(x.derived().coeff(r, c)));
}

}  // namespace relevance
