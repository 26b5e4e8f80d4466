// The only file of formulas that sees JSON: MathJSON as a tree of raw forms.

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/json_position.hpp"
#include "formula/forms.hpp"
#include "formula/formula_error.hpp"

namespace relevance {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 100;
constexpr size_t kLongest = 20000;

/// The function form [name, …] of an expression, also of {"fn": […]}; nullptr if it is none.
const Json* function_of(const Json& json) {
  const Json* list = &json;
  if (json.is_object() && json.contains("fn")) list = &json["fn"];
  return list->is_array() && !list->empty() && list->front().is_string() ? list : nullptr;
}

std::string name_of(const Json& json) {
  const Json* function = function_of(json);
  return function == nullptr ? "" : function->front().get<std::string>();
}

/// Text in quotes: {"str": "…"} or "'…'".
std::string in_quotes(const Json& json) {
  if (json.is_object() && json.contains("str") && json["str"].is_string())
    return json["str"].get<std::string>();
  if (!json.is_string()) return "";
  const std::string text = json.get<std::string>();
  return text.size() >= 2 && text.front() == '\'' ? text.substr(1, text.size() - 2) : "";
}

bool is_spacing(const Json& json) {
  return json == "Nothing" || name_of(json) == "HorizontalSpacing" ||
         (json.is_object() && json.contains("dict"));
}

/// What an operand is to its function, for words about a gap.
std::string role(const std::string& function, size_t index) {
  if (function == "Divide") return index == 0 ? "numerator" : "denominator";
  if (function == "Sqrt" || function == "Root") return "root";
  if (function == "Power" && index == 1) return "exponent";
  if (function == "Superscript") return "exponent";
  if (function == "Subscript" && index > 0) return "index";
  if (function == "Delimiter") return "bracket";
  if (function == "Which" || function == "Block") return "cases";
  return "";
}

/// ["Error", kind, ["LatexString", piece]]: what the reader of LaTeX stumbled over.
[[noreturn]] void fail_error(const Json& error, const std::string& context) {
  const std::string kind = error.size() > 1 ? in_quotes(error[1]) : "";
  std::string piece;
  if (error.size() > 2) {
    const Json* latex = function_of(error[2]);
    piece = in_quotes(latex != nullptr && latex->size() > 1 ? (*latex)[1] : error[2]);
  }
  if (piece == "\\left" || piece == "\\right") fail_unreadable("bracket", {{"given", "( )"}});
  if (kind == "expected-closing-delimiter") fail_unreadable("bracket", {{"given", "{"}});
  if (kind == "unexpected-delimiter") fail_unreadable("bracket", {{"given", piece}});
  if (piece == "\\placeholder") piece.clear();
  if (piece == "\\sum" || piece == "\\prod") fail_unreadable("missing", {{"context", "sum"}});
  if (piece.empty() || kind == "missing" || kind == "unexpected-operator")
    fail_unreadable("missing",
                    {{"given", piece}, {"context", piece == "^" ? "exponent" : context}});
  fail_unreadable("command", {{"given", piece}});
}

Formula raw_number(std::string text) {
  if (text == "+Infinity") text = "Infinity";
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size())
    fail_unreadable("command", {{"given", text}});
  return make_number(value);
}

Formula raw_symbol(const std::string& name, const std::string& context) {
  if (name.empty() || name == "Nothing") fail_unreadable("missing", {{"context", context}});
  if (name.size() > 60) fail_unreadable("size");
  return make_symbol(name);
}

Formula raw(const Json& json, const std::string& context);

Formula raw_function(const Json& list) {
  std::string name = list.front().get<std::string>();
  std::vector<Formula> arguments;
  if (name == "__unit__")  // \mathrm{min}, \mathrm{T}
    return raw_symbol(list.size() > 1 && list[1].is_string() ? list[1].get<std::string>() : "", "");
  for (size_t i = 1; i < list.size(); ++i) {
    const bool decoration =
        (name == "Delimiter" || name == "Matrix") && i > 1 && !in_quotes(list[i]).empty();
    if (decoration && name == "Delimiter") name += in_quotes(list[i]);
    if (!decoration && !is_spacing(list[i])) arguments.push_back(raw(list[i], role(name, i - 1)));
  }
  return make_function(std::move(name), std::move(arguments));
}

Formula raw(const Json& json, const std::string& context) {
  if (json.is_number()) return make_number(json.get<double>());
  if (const Json* list = function_of(json)) {
    if (list->front() == "Error") fail_error(*list, context);
    return raw_function(*list);
  }
  if (const std::string text = in_quotes(json); !text.empty())
    fail_unreadable("text", {{"given", text}});
  if (json.is_string()) return raw_symbol(json.get<std::string>(), context);
  for (const char* key : {"num", "sym"})
    if (json.is_object() && json.contains(key) && json[key].is_string()) {
      const std::string text = json[key].get<std::string>();
      return key[0] == 'n' ? raw_number(text) : raw_symbol(text, context);
    }
  fail_unreadable("formula");
}

}  // namespace

Formula read_formula(const std::string& mathjson) {
  if (mathjson.size() > kLongest || json_depth(mathjson) > kDeepest) fail_unreadable("size");
  const Json json = Json::parse(mathjson, nullptr, /*allow_exceptions=*/false);
  if (json.is_null() || json == "Nothing" || json == "") fail_unreadable("empty");
  if (json.is_discarded()) fail_unreadable("formula");
  return to_forms(raw(json, ""));
}

}  // namespace relevance
