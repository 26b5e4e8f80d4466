// The one table of views: no field of a struct is left out, each kind has its component.
#include "lab/view_table.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "lab/control.hpp"

using namespace relevance;

/// Converts to anything: how many of these an aggregate takes is how many members it has.
struct Anything {
  template <class T>
  operator T() const;
};

namespace {

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(RELEVANCE_ROOT) + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

template <class V, class... Args>
constexpr size_t members() {
  if constexpr (requires { V{Args{}..., Anything{}}; })
    return members<V, Args..., Anything>();
  else
    return sizeof...(Args);
}
template <class... Views>
std::vector<size_t> members_of_all(const std::variant<Views...>*) {
  return {members<Views>()...};
}

}  // namespace

TEST_CASE("views: the table has every field of every kind") {
  const auto kinds = view_kinds();
  const auto members = members_of_all(static_cast<const ViewBody*>(nullptr));
  REQUIRE(kinds.size() == members.size());
  for (size_t i = 0; i < kinds.size(); ++i) {
    INFO(kinds[i].kind);
    CHECK(kinds[i].fields.size() == members[i]);
    std::set<std::string> names;
    for (const auto& field : kinds[i].fields) {
      CHECK_FALSE(field.meaning.empty());
      names.insert(field.name);
    }
    CHECK(names.size() == kinds[i].fields.size());
  }
}

TEST_CASE("views: each kind has its component, and each field is read there") {
  for (const auto& kind : view_kinds()) {
    const std::string text = file_text("/web/src/views/" + kind.kind + ".svelte");
    INFO(kind.kind);
    REQUIRE_FALSE(text.empty());
    for (const auto& field : kind.fields) {
      INFO(field.name);
      const std::regex read(R"((fields\.|[{,] ?))" + field.name + R"(\b)");
      CHECK(std::regex_search(text, read));
    }
  }
}

TEST_CASE("views: a field is found by its name and type, unless it is kept or absent") {
  View view{{.id = "v"}, Bars{.labels = {"a"}, .values = {{1}, {2}}}, {}};
  CHECK(std::string(kind_of(view)) == "bars");
  REQUIRE(find_field<Strings>(view, "labels") != nullptr);
  CHECK(find_field<Strings>(view, "labels")->front() == "a");
  CHECK(find_field<double>(view, "labels") == nullptr);
  CHECK(find_field<Array>(view, "probabilities") == nullptr);
  view.kept = {"labels"};
  CHECK(find_field<Strings>(view, "labels") == nullptr);
}

TEST_CASE("controls: each kind has its component") {
  for (int kind = 0; kind <= int(ControlKind::action); ++kind) {
    const std::string name = to_string(ControlKind(kind));
    INFO(name);
    CHECK(std::filesystem::exists(std::string(RELEVANCE_ROOT) + "/web/src/controls/" + name +
                                  ".svelte"));
  }
}
