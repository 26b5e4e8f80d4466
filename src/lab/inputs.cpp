#include "lab/inputs.hpp"

#include "base/about.hpp"

namespace relevance {
namespace {

Control of_kind(ControlKind kind, Control control) {
  control.kind = kind;
  return control;
}

relevance::Vector<double> as_vector(const Array& a) {
  return Eigen::Map<const relevance::Vector<double>>(a.values.data(), Index(a.values.size()));
}

}  // namespace

Whole::Whole(ControlKind whole, Control c) : Slider(of_kind(whole, std::move(c))) { step = 1; }

Toggle::Toggle(Control c) : Control(of_kind(ControlKind::toggle, std::move(c))) {
  if (!std::holds_alternative<bool>(initial)) initial = false;
}

Action::Action(Control c) : Control(of_kind(ControlKind::action, std::move(c))) { initial = false; }

Choice::Choice(Control c) : Control(of_kind(ControlKind::choice, std::move(c))) {
  if (!std::holds_alternative<std::string>(initial))
    initial = options.empty() ? "" : options.front().value;
}

Point::Point(std::string point, Text shown, std::vector<double> at, double reach, Text where) {
  name = std::move(point);
  kind = ControlKind::point;
  label = std::move(shown);
  initial = Array{{Index(at.size())}, std::move(at)};
  low = -reach;
  high = reach;
  step = 0.05;
  section = std::move(where);
}
relevance::Vector<double> Point::operator()(const Values& values) const {
  return as_vector(array(values, name));
}
relevance::Vector<double> Point::in_plane(const Values& values) const {
  relevance::Vector<double> point = (*this)(values);
  about(name, [&] { check_size("point", name, point.size(), 2); });
  return point;
}

Numbers::Numbers(ControlKind kind, Control c) : Control(of_kind(kind, std::move(c))) {}
relevance::Vector<double> Numbers::vector(const Values& values) const {
  return as_vector((*this)(values));
}

LayerRules::LayerRules(Control c) : Control(of_kind(ControlKind::layer_rules, std::move(c))) {}

}  // namespace relevance
