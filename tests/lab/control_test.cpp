#include "lab/control.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <limits>

#include "base/error.hpp"

using namespace relevance;

namespace {

const std::vector<Control> kControls = {
    {.name = "gamma",
     .kind = ControlKind::slider,
     .label = {},
     .initial = 0.25,
     .low = 0,
     .high = 10},
    {.name = "target",
     .kind = ControlKind::choice,
     .label = {},
     .initial = std::string("winner"),
     .options = {{"winner", {}}, {"0", {}}, {"1", {}}}},
    {.name = "on", .kind = ControlKind::toggle, .label = {}, .initial = false},
    {.name = "index",
     .kind = ControlKind::index,
     .label = {},
     .initial = -1.0,
     .low = -1,
     .high = 9},
    {.name = "image",
     .kind = ControlKind::image,
     .label = {},
     .initial = Array{{0}, {}},
     .most = 9},
    {.name = "layer_rules",
     .kind = ControlKind::layer_rules,
     .label = {},
     .initial = std::vector<std::string>{"composite"}},
};

std::string code_of(const std::string& name, const Value& value) {
  try {
    complete_values(kControls, {{name, value}});
  } catch (const Error& error) {
    return error.code;
  }
  return "";
}

}  // namespace

TEST_CASE("controls: what is not given keeps its initial value") {
  const Values values = complete_values(kControls, {{"gamma", 2.0}});
  CHECK(number(values, "gamma") == 2);
  CHECK(word(values, "target") == "winner");
  CHECK_FALSE(flag(values, "on"));
}

TEST_CASE("controls: a whole number names a choice") {
  CHECK(word(complete_values(kControls, {{"target", 1.0}}), "target") == "1");
}

TEST_CASE("controls: unknown names, wrong types and ranges have their codes") {
  CHECK(code_of("gama", 1.0) == "unknown-name");
  CHECK(code_of("gamma", std::string("big")) == "wrong-type");
  CHECK(code_of("gamma", 11.0) == "out-of-range");
  CHECK(code_of("gamma", std::numeric_limits<double>::quiet_NaN()) == "out-of-range");
  CHECK(code_of("target", std::string("7")) == "unknown-name");
  CHECK(code_of("target", 0.5) == "wrong-type");
  CHECK(code_of("on", 1.0) == "wrong-type");
  CHECK(code_of("index", 0.5) == "wrong-type");
  CHECK(code_of("image", 1.0) == "wrong-type");
  CHECK(code_of("image", Array{{1}, {INFINITY}}) == "not-finite");
  CHECK(code_of("image", Array{{1}, {1.5}}) == "out-of-range");
  CHECK(code_of("image", Array{{10}, std::vector<double>(10, 0.5)}) == "out-of-range");
  CHECK(code_of("image", Array{{9}, std::vector<double>(9, 0.5)}) == "");
  CHECK(code_of("layer_rules", std::string("gamma")) == "wrong-type");
  CHECK(code_of("layer_rules", Array{{0}, {}}) == "");
}

TEST_CASE("controls: an array's values fill its shape, however large its extents are said to be") {
  const Index huge = std::numeric_limits<Index>::max() / 2 + 1;  // twice it overflows to nothing
  CHECK(code_of("image", Array{{2, 2}, {0, 0, 0, 1}}).empty());
  CHECK(code_of("image", Array{{}, {1}}).empty());
  CHECK(code_of("image", Array{{0, 7}, {}}).empty());
  for (const Array& array :
       {Array{{2, 2}, {0, 0, 0}}, Array{{-2, -2}, {0, 0, 0, 0}}, Array{{huge, 4}, {}},
        Array{{0, -1}, {}}, Array{{}, {}}, Array{{3}, {0}}})
    CHECK(code_of("image", array) == "shape-mismatch");
}
