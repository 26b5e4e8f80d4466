#pragma once
// Controls that read their own value: declared once, as a member of an exercise.
//
//   Slider t{{.name = "t", .label = {"Factor t", "Faktor t"}, .initial = 2.0, .high = 10}};
//   const double factor = t(values);

#include "lab/control.hpp"

namespace relevance {

/// A number: slider, seed, index, step or run.
struct Slider : Control {
  explicit Slider(Control c) : Control(std::move(c)) {}
  double operator()(const Values& values) const { return number(values, name); }
};

/// A whole number of a kind of its own.
struct Whole : Slider {
  Whole(ControlKind whole, Control c);
  Index operator()(const Values& values) const { return Index(number(values, name)); }
};

struct Toggle : Control {
  explicit Toggle(Control c);
  bool operator()(const Values& values) const { return flag(values, name); }
};

/// True in the one run that asks for it.
struct Action : Control {
  explicit Action(Control c);
  bool operator()(const Values& values) const { return flag(values, name); }
};

/// One of its options; the first is the initial one unless `initial` names another.
struct Choice : Control {
  explicit Choice(Control c);
  const std::string& operator()(const Values& values) const { return word(values, name); }
  bool is(const Values& values, const char* option) const { return (*this)(values) == option; }
};

/// A point of the plane that is dragged, within ±reach; of any dimension where it is typed.
struct Point : Control {
  Point(std::string name, Text label, std::vector<double> at, double reach, Text section);
  relevance::Vector<double> operator()(const Values& values) const;
  /// [2]. Raises `shape-mismatch` where it was typed with another dimension.
  relevance::Vector<double> in_plane(const Values& values) const;
};

/// Numbers with a shape: vector, matrix, point set, series, image, network weights.
struct Numbers : Control {
  Numbers(ControlKind array, Control c);
  const Array& operator()(const Values& values) const { return array(values, name); }
  relevance::Vector<double> vector(const Values& values) const;
  relevance::Matrix<double> matrix(const Values& values) const {
    return to_matrix((*this)(values));
  }
};

/// A rule for each of its rows.
struct LayerRules : Control {
  explicit LayerRules(Control c);
  const std::vector<std::string>& operator()(const Values& values) const {
    return words(values, name);
  }
};

}  // namespace relevance
