// Lists, cases, sums and indices.

#include <algorithm>

#include "formula/formula_error.hpp"
#include "formula/rewrites.hpp"

namespace relevance::rewrite {

Formula list(const Formula& raw) {
  Formulas items = forms_of(raw.arguments);
  if (items.empty()) fail_unreadable("missing", {{"context", "bracket"}});
  const auto is_row = [](const Formula& f) { return is_function(f, "List"); };
  if (!std::all_of(items.begin(), items.end(), is_row)) {
    for (const auto& item : items) value(item);
    return make_function("List", std::move(items));
  }
  for (const auto& row : items)
    if (row.arguments.size() != items[0].arguments.size())
      fail_formula_shape("[ ]", 1, Index(items[0].arguments.size()), 1,
                         Index(row.arguments.size()));
  return make_function("Rows", std::move(items));
}

/// Rows are read one by one: a row of one entry is a bracket elsewhere.
Formula matrix(const Formula& raw) {
  if (raw.arguments.empty()) fail_unreadable("missing", {{"context", "bracket"}});
  return list(raw.arguments[0]);
}

Formula which(const Formula& raw) {
  Formulas parts = forms_of(raw.arguments);
  if (parts.size() < 2) fail_unreadable("missing", {{"context", "cases"}});
  if (parts.size() % 2 == 1) parts.insert(parts.end() - 1, make_symbol("True"));
  for (size_t i = 0; i < parts.size(); i += 2) {
    if (!is_condition(parts[i])) fail_unreadable("condition");
    value(parts[i + 1]);
  }
  return make_function("Which", std::move(parts));
}

Formula when(const Formula& raw) {
  if (raw.arguments.size() != 2) fail_unreadable("missing", {{"context", "cases"}});
  Formula last = to_forms(raw.arguments[1]);
  if (!is_condition(last))
    return call("InvisibleOperator", {to_forms(raw.arguments[0]), std::move(last)});
  return make_function("Which", {std::move(last), value(to_forms(raw.arguments[0]))});
}

static Formula limits(const Formula& raw) {
  Formulas parts = raw.arguments;
  if (is_function(raw, "Hold") && parts.size() == 1) return limits(Formula(parts[0]));
  if (raw.kind == Formula::Kind::symbol) parts = {raw};
  if (parts.empty() || parts[0].kind != Formula::Kind::symbol || parts.size() > 3)
    fail_unreadable("limits");
  if (parts[0].name == "ImaginaryUnit") parts[0].name = "i";
  if (parts.size() == 2) parts.insert(parts.begin() + 1, make_number(1));
  for (size_t i = 1; i < parts.size(); ++i) parts[i] = value(to_forms(parts[i]));
  return make_function("Limits", std::move(parts));
}

Formula sum(const Formula& raw) {
  if (raw.arguments.empty()) fail_unreadable("missing", {{"context", "sum"}});
  if (raw.arguments.size() == 1) fail_unreadable("limits");
  Formulas parts{value(to_forms(raw.arguments[0]))};
  for (size_t i = 1; i < raw.arguments.size(); ++i) parts.push_back(limits(raw.arguments[i]));
  return make_function(raw.name, std::move(parts));
}

/// A name or a whole number as it stands in an index; "" for anything else.
static std::string index_text(const Formula& index) {
  if (index.kind == Formula::Kind::symbol) return index.name;
  const bool small = index.kind == Formula::Kind::number && index.number >= 0 && index.number < 1e6;
  return small && index.number == int(index.number) ? std::to_string(int(index.number)) : "";
}

Formula subscript(const Formula& raw) {
  if (raw.arguments.size() < 2) fail_unreadable("missing", {{"context", "index"}});
  const Formula& base = raw.arguments[0];
  if (base.kind != Formula::Kind::symbol) fail_unreadable("command", {{"given", "_"}});
  Formulas indices;
  for (size_t i = 1; i < raw.arguments.size(); ++i) {
    const Formula& index = raw.arguments[i];
    const bool bracketed = begins_with(index.name, "Delimiter");
    for (const auto& part : bracketed ? operands(index) : Formulas{to_forms(index)})
      indices.push_back(value(part));
  }
  if (raw.name == "Subscript" && indices.size() == 1 && !index_text(indices[0]).empty())
    return make_symbol(base.name + "_" + index_text(indices[0]));
  indices.insert(indices.begin(), base);
  return make_function("At", std::move(indices));
}

Formula block(const Formula& raw) { return raw.arguments.size() == 1 ? first(raw) : which(raw); }

Formula delta(const Formula& raw) {
  if (raw.arguments.size() != 1) return call(raw.name, forms_of(raw.arguments));
  return subscript(make_function("Subscript", {make_symbol("delta"), raw.arguments[0]}));
}

}  // namespace relevance::rewrite
