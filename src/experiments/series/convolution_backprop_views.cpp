#include "experiments/series/convolution_backprop_views.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace relevance {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string name_of(const BackpropSolution& s) { return s.of_x ? "x" : "w"; }

}  // namespace

Matrix<double> slope_matrix(const BackpropSolution& s, bool of_x) {
  const Index columns = of_x ? s.x.size() : s.w.size();
  const Vector<double> slid = of_x ? s.kernel() : s.x;
  Matrix<double> D = Matrix<double>::Zero(s.full.size(), columns);
  for (Index u = 0; u < columns; ++u) {
    const Index at = !of_x && s.correlates ? columns - 1 - u : u;
    D.col(u).segment(at, slid.size()) = slid;
  }
  return D;
}

void add_meeting(const BackpropSolution& s, Views& out) {
  const Index length = s.full.size();
  const Vector<double> slid = slope_matrix(s, s.of_x).col(s.index);
  const Index other = s.of_x ? s.w.size() : s.x.size();
  const Index first = !s.of_x && s.correlates ? s.w.size() - 1 - s.index : s.index;
  Array values{{3, length}, std::vector<double>(size_t(3 * length), kNone)};
  const ResultSpan span = result_span(s.mode, s.x.size(), s.w.size());
  const bool around = s.mode == ConvolutionMode::circular;
  for (Index t = 0; t < length; ++t) {
    const bool kept = around || (t >= span.offset && t < span.offset + span.length);
    const bool meets = t >= first && t < first + other;
    if (kept) values.values[size_t(t)] = s.full[t];
    if (meets) values.values[size_t(length + t)] = slid[t];
    if (kept && meets) values.values[size_t(2 * length + t)] = s.full[t] * slid[t];
  }
  const bool slides = s.of_x || !s.correlates;  // the first that meets is that of the index
  const std::string moved = s.of_x ? "w" : "x", index = std::to_string(s.index + 1);
  // a filter is laid reversed over δ where the layer cross-correlates
  const Text name =
      s.of_x && s.correlates ? Text{moved + ", reversed", moved + ", gespiegelt"} : Text(moved);
  out.add({.id = "meeting",
           .title = {"Which products meet at index " + index,
                     "Welche Produkte sich bei Index " + index + " treffen"},
           .caption = {{"∂E/∂{name} at {index} is the sum of the products: {value:signed}.",
                        "∂E/∂{name} bei {index} ist die Summe der Produkte: {value:signed}."},
                       {{"name", name_of(s)},
                        {"index", double(s.index + 1)},
                        {"value", s.looked_at()[s.index]}}},
           .group = "main",
           .sets = slides ? "index" : ""},
          Series{.names = {"δ", name, {"product", "Produkt"}},
                 .values = std::move(values),
                 .label_x = {"place in the full result", "Platz im vollen Ergebnis"},
                 .label_y = "",
                 .first = 1,
                 .marker = slides ? std::optional<double>(double(s.index + 1)) : std::nullopt});
}

void add_products(const BackpropSolution& s, Views& out) {
  const Matrix<double> products = s.full.asDiagonal() * slope_matrix(s, s.of_x);
  const Index rows = products.rows(), columns = products.cols();
  MatrixView view{.values = Picture{{rows, columns}, {}}, .rows = {}, .columns = {}};
  auto& picture = std::get<Picture>(view.values);
  for (Index t = 0; t < rows; ++t) {
    view.rows.push_back("\\delta_{" + std::to_string(t + 1) + "}");
    for (Index u = 0; u < columns; ++u) picture.values.push_back(float(products(t, u)));
  }
  for (Index u = 0; u < columns; ++u)
    view.columns.push_back(name_of(s) + "_{" + std::to_string(u + 1) + "}");
  const Vector<double>& sums = s.looked_at();
  view.column_sums = Array{{columns}, {sums.begin(), sums.end()}};
  view.label_rows = {"output t", "Ausgang t"};
  view.label_columns = {"element of " + name_of(s), "Element von " + name_of(s)};
  out.add({.id = "products",
           .title = {"All products δₜ ∂yₜ/∂" + name_of(s), "Alle Produkte δₜ ∂yₜ/∂" + name_of(s)},
           .caption = {{"Each column sums to one gradient.",
                        "Jede Spalte summiert sich zu einem Gradienten."}},
           .group = "products"},
          std::move(view));
}

void add_series(const BackpropSolution& s, Views& out) {
  const auto add = [&](const char* id, Text title, Texts names,
                       std::initializer_list<const Vector<double>*> lists) {
    Index length = 0;
    for (const auto* list : lists) length = std::max(length, list->size());
    Array values{{Index(lists.size()), length}, {}};
    for (const auto* list : lists)
      for (Index i = 0; i < length; ++i)
        values.values.push_back(i < list->size() ? (*list)[i] : kNone);
    out.add({.id = id, .title = std::move(title), .group = id},
            Series{.names = std::move(names),
                   .values = std::move(values),
                   .label_x = {"index", "Index"},
                   .label_y = "",
                   .first = 1});
  };
  add("forward", {"Forward: x, w and y", "Vorwärts: x, w und y"}, {"x", "w", "y"},
      {&s.x, &s.w, &s.y});
  add("backward", {"Backward: δ and both gradients", "Rückwärts: δ und beide Gradienten"},
      {"δ", "∂E/∂x", "∂E/∂w"}, {&s.delta, &s.gradient.x, &s.gradient.w});
}

void add_comparison(const BackpropSolution& s, Views& out) {
  const Vector<double>&g = s.looked_at(), &d = s.of_x ? s.differences.x : s.differences.w;
  Table table{.columns = {{"gradient", "Gradient"},
                          {"finite difference", "finite Differenz"},
                          {"gap", "Lücke"}},
              .rows = {},
              .values = {{g.size(), 3}, {}}};
  for (Index i = 0; i < g.size(); ++i) {
    table.rows.push_back(name_of(s) + std::to_string(i + 1));
    table.values.values.insert(table.values.values.end(), {g[i], d[i], std::abs(g[i] - d[i])});
  }
  out.add(
      {.id = "differences", .title = {"Beside finite differences", "Neben finiten Differenzen"}},
      std::move(table));
}

}  // namespace relevance
