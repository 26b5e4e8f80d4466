#pragma once
// What tests look up in a frame.

#include "lab/session.hpp"
#include "lab/view_table.hpp"

namespace relevance::testing {

inline double scalar(const Frame& frame, const std::string& name) {
  return frame.quantities.at(name).values.at(0);
}

/// nullptr if there is none of that id.
inline const View* find_view(const Frame& frame, const std::string& id) {
  for (const View& view : frame.views)
    if (view.id == id) return &view;
  return nullptr;
}

/// Raises `internal` if there is none of that id.
inline const View& view(const Frame& frame, const std::string& id) {
  if (const View* found = find_view(frame, id)) return *found;
  throw Error("internal", "no view " + id);
}

/// A field that is there; raises `internal` else.
template <class T>
const T& field(const View& view, const std::string& name) {
  if (const T* found = find_field<T>(view, name)) return *found;
  throw Error("internal", "no field " + name + " in " + view.id);
}

inline double sum(const Frame& frame, const std::string& name) {
  double total = 0;
  for (double each : frame.quantities.at(name).values) total += each;
  return total;
}

/// Of control values, where a literal would be a bool.
inline std::string text(const char* word) { return word; }
inline Array list(std::vector<double> values) {
  return {{Index(values.size())}, std::move(values)};
}

/// To its end, and the frame of the same settings then.
inline Frame finished(Session& session, const Values& values) {
  Frame frame = session.run(values);
  while (!frame.standing.done) frame.standing = session.advance(50).standing;
  return session.run(values);
}

inline bool is_kept(const View& view) { return !view.kept.empty(); }

inline const Check& check(const Frame& frame, const std::string& name) {
  for (const Check& one : frame.checks)
    if (one.name == name) return one;
  throw Error("internal", "no check " + name);
}

/// The code of what is raised by these values, or stands in the way; "" if nothing does.
inline std::string problem_of(Session& session, const Values& values) {
  try {
    const Frame frame = session.run(values);
    return frame.problem ? frame.problem->code : "";
  } catch (const Error& error) {
    return error.code;
  }
}

}  // namespace relevance::testing
