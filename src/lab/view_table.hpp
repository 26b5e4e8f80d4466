#pragma once
// The one table of view kinds and their fields. The boundary encodes by it, `relevance types`
// writes the page's types from it, tests look fields up in it.

#include "lab/view.hpp"

namespace relevance {

/// A field that is there: of a picture at hand, the picture.
using FieldRef = std::variant<const bool*, const double*, const std::string*, const Text*,
                              const Strings*, const Texts*, const Array*, const Picture*>;

/// The kind as page and tests name it.
const char* kind_of(const View& view);

/// Calls `visit(name, field)` for each field that is there and not kept; pictures must be made.
void each_field(const View& view, const std::function<void(const char*, FieldRef)>& visit);

/// Calls `visit(name, picture)` for each field that is, or makes, a picture that may be kept.
void each_picture(View& view, const std::function<void(const char*, PictureField&)>& visit);

/// A field by name; nullptr where it is absent or of another type.
template <class T>
const T* find_field(const View& view, const std::string& name) {
  const T* found = nullptr;
  each_field(view, [&](const char* field, FieldRef value) {
    if (name == field)
      if (const auto* typed = std::get_if<const T*>(&value)) found = *typed;
  });
  return found;
}

struct FieldDeclaration {
  std::string name;
  std::string type;  ///< of the page: "NumberArray", "string[]" …
  bool optional = false;
  std::string meaning;
};
struct ViewKind {
  std::string kind;
  std::string meaning;
  std::vector<FieldDeclaration> fields;
};
std::vector<ViewKind> view_kinds();

}  // namespace relevance
