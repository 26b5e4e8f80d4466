#include "lab/view.hpp"

namespace relevance {

Param::Param(const char* name_, double number) : name(name_), value(number) {}
Param::Param(const char* name_, std::string word) : name(name_), value(std::move(word)) {}
Caption::Params::Params(std::initializer_list<Param> list) {
  for (const Param& param : list) emplace(param.name, param.value);
}

void Field::add(const Marked& point) {
  points.values.insert(points.values.end(), {point.x, point.y});
  points.shape[0] += 1;
  point_labels.push_back(point.label);
  point_controls.push_back(point.control);
  point_terms.push_back(point.term);
}

}  // namespace relevance
