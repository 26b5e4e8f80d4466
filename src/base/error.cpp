#include "base/error.hpp"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <numeric>

#include "base/utf8.hpp"

namespace relevance {
namespace {

size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

std::string number_text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", value);
  return buffer;
}

__attribute__((noinline))
ErrorParams::ErrorParams(std::initializer_list<std::pair<const char*, std::string>> params) {
  for (const auto& [name, value] : params) emplace(name, value);
}

Error::Error(std::string code_, std::string message_, ErrorParams params_)
    : code(std::move(code_)), message(as_utf8(std::move(message_))), params(std::move(params_)) {
  for (auto& [name, value] : params) value = as_utf8(std::move(value));
  assert(std::find(kErrorCodes.begin(), kErrorCodes.end(), code) != kErrorCodes.end());
}

void check_size(std::string_view function, std::string_view name, Index given, Index expected) {
  if (given == expected) return;
  const auto g = std::to_string(given), e = std::to_string(expected);
  throw Error(
      "shape-mismatch",
      std::string(function) + ": " + std::string(name) + " has size " + g + ", expected " + e,
      {{"name", std::string(name)}, {"given", g}, {"expected", e}});
}

void check_not_empty(std::string_view function, std::string_view name, Index size) {
  if (size > 0) return;
  throw Error(
      "shape-mismatch",
      std::string(function) + ": " + std::string(name) + " has no element, expected at least one",
      {{"control", std::string(name)},
       {"name", std::string(name)},
       {"given", "0"},
       {"expected", "1 or more"}});
}

void check_range(std::string_view function, std::string_view name, double value, double low,
                 double high) {
  if (value >= low && value <= high) return;
  const auto range = "[" + number_text(low) + ", " + number_text(high) + "]";
  throw Error("out-of-range",
              std::string(function) + ": " + std::string(name) + " is " + number_text(value) +
                  ", expected a number in " + range,
              {{"name", std::string(name)}, {"given", number_text(value)}, {"expected", range}});
}

void check_work(std::string_view function, std::string_view name, double work, double limit,
                std::string_view unit) {
  if (work <= limit) return;
  const auto given = number_text(work), most = number_text(limit);
  throw Error("too-much-work",
              std::string(function) + ": " + std::string(name) + " takes " + given + " " +
                  std::string(unit) + ", expected at most " + most,
              {{"name", std::string(name)}, {"given", given}, {"expected", most}});
}

std::string nearest_name(const std::string& given, const std::vector<std::string>& known) {
  std::string best;
  size_t best_distance = std::max<size_t>(3, given.size() / 2 + 1);
  for (const auto& name : known) {
    const size_t d = edit_distance(given, name);
    if (d < best_distance) best_distance = d, best = name;
  }
  return best;
}

void check_positive(std::string_view function, std::string_view name, double value,
                    std::string_view why) {
  if (value > 0 && std::isfinite(value)) return;
  const std::string given = number_text(value);
  throw Error("out-of-range",
              std::string(function) + ": " + std::string(name) + " is " + given +
                  ", expected a finite number above 0: " + std::string(why),
              {{"name", std::string(name)}, {"given", given}, {"expected", "> 0"}});
}

void check_name(std::string_view function, std::string_view what, const std::string& given,
                const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), given) != known.end()) return;
  const auto near = nearest_name(given, known);
  std::string message =
      std::string(function) + ": unknown " + std::string(what) + " \"" + given + "\", " +
      (near.empty() ? "expected one of " + quoted_list(known) : "did you mean \"" + near + "\"?");
  throw Error("unknown-name", std::move(message),
              {{"what", std::string(what)},
               {"given", given},
               {"nearest", near},
               {"expected", quoted_list(known)}});
}

namespace detail {
void fail_not_finite(std::string_view function, std::string_view name, Index row, Index column,
                     double value) {
  throw Error("not-finite",
              std::string(function) + ": " + std::string(name) + " holds " + number_text(value) +
                  " at element " + std::to_string(row) + " of sample " + std::to_string(column) +
                  ", expected finite numbers",
              {{"name", std::string(name)},
               {"given", number_text(value)},
               {"row", std::to_string(row)},
               {"column", std::to_string(column)}});
}
}  // namespace detail

}  // namespace relevance
