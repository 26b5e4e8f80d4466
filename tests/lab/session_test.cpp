// Session: what the page has is not sent again; grading leaves no trace.
#include "lab/session.hpp"

#include <catch2/catch.hpp>

#include "lab/inputs.hpp"
#include "lab/iterated.hpp"
#include "lab/still.hpp"
#include "support/code_of.hpp"
#include "support/frames.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

int made = 0;  // pictures, to see that none is made in vain

Picture one_pixel(double value) {
  ++made;
  return {{1, 1}, {float(value)}};
}

/// A heavy picture that depends on x alone; y moves only a number.
struct Heavy {
  struct Solution {
    double x, y;
    bool shown;
  };
  Slider x{{.name = "x", .label = "x", .initial = 1.0, .low = -5, .high = 5}};
  Slider y{{.name = "y", .label = "y", .initial = 0.0, .low = -5, .high = 5}};
  Toggle coarse{{.name = "coarse", .label = "coarse"}};
  Toggle hide{{.name = "hide", .label = "hide"}};
  std::vector<Control> controls() const { return {x, y, coarse, hide}; }
  Solution solve(const Values& values) const { return {x(values), y(values), !hide(values)}; }
  std::optional<Error> problem(const Solution& s) const {
    if (s.y < 4) return {};
    return Error("no-answer", "y is too large", {{"control", "y"}});
  }
  void quantities(const Solution& s, Quantities& q) const { q("sum", s.x + s.y); }
  void checks(const Solution& s, Checks& out) const {
    out.equal("same", "x = x", s.x, s.x);
    out.equal("small", "y = 0", s.y, 0).unclaimed_if(s.y < 2, "not promised").because("too large");
  }
  void views(const Solution& s, Views& out) const {
    if (!s.shown) return;
    Keyed map{key_of(s.x), [x = s.x] { return one_pixel(x); }};
    out.add({.id = "map"}, Heatmap{.values = map});
    map.coarse = [] { return one_pixel(0); };
    out.add({.id = "fine"}, Heatmap{.values = map});
  }
};

/// Counts to `goal`, one a step; `from` begins anew.
struct Count {
  struct State {
    double now;
  };
  Slider from{{.name = "from", .label = "from", .initial = 0.0, .low = 0, .high = 9}};
  Whole goal{ControlKind::run, {.name = "goal", .label = "goal", .initial = 3.0, .high = 10}};
  std::vector<Control> controls() const { return {from, goal}; }
  Key key(const Values& values) const { return key_of(from(values)); }
  State begin(const Values& values, const State*) const { return {from(values)}; }
  void step(State& s, const Values&, double) const { s.now += 1; }
  Standing standing(const State& s, const Values& values) const {
    const bool done = s.now >= double(goal(values));
    return {.step = int(s.now), .progress = done ? 1 : 0.5, .done = done};
  }
  void quantities(const State& s, Quantities& q, const Values&) const { q("now", s.now); }
  void views(const State& s, Views& out, const Values&) const {
    out.add({.id = "now"}, Bars{.labels = {"now"}, .values = {{1}, {s.now}}});
  }
};

RELEVANCE_EXPERIMENT("test-heavy", Still<Heavy>)

/// Asks for the file that the scenario names.
struct Filed : Heavy {
  explicit Filed(const Config& config) : file(std::get<std::string>(config.at("file"))) {}
  std::vector<std::string> needs() const { return {file}; }
  std::string file;
};
RELEVANCE_EXPERIMENT("test-file", Still<Filed>)

RELEVANCE_EXPERIMENT("test-count", Iterated<Count>)

}  // namespace

TEST_CASE("session: a heavy picture is made and sent once for each key") {
  Session s("test-heavy", {}, {});
  made = 0;
  CHECK(field<Picture>(view(s.run({}), "map"), "values").values[0] == 1);
  CHECK(made == 2);
  const Frame moved = s.run({{"y", 3.0}});
  CHECK(view(moved, "map").kept == Strings{"values"});
  CHECK(find_field<Picture>(view(moved, "map"), "values") == nullptr);
  CHECK(made == 2);
  CHECK_FALSE(is_kept(view(s.run({{"x", 2.0}}), "map")));
  CHECK_FALSE(is_kept(view(s.run({{"x", 2.0 + 1e-15}}), "map")));  // keys are exact
}

TEST_CASE("session: a coarse picture comes at once, the fine one when there is time, once") {
  Session s("test-heavy", {}, {});
  const Frame first = s.run({});
  CHECK(field<Picture>(view(first, "fine"), "values").values[0] == 0);
  CHECK_FALSE(first.standing.done);
  const Frame slice = s.advance(1);
  CHECK(slice.partial);
  REQUIRE(slice.views.size() == 1);
  CHECK(field<Picture>(view(slice, "fine"), "values").values[0] == 1);
  CHECK(slice.standing.done);
  const Frame moved = s.run({{"y", 1.0}});
  CHECK(moved.standing.done);
  CHECK(is_kept(view(moved, "fine")));
  s.run({{"x", 3.0}});
  const Frame before_fine = s.run({{"x", 3.0}, {"y", 2.0}});  // moved before the fine one came
  CHECK(is_kept(view(before_fine, "fine")));
  CHECK_FALSE(before_fine.standing.done);
  CHECK(field<Picture>(view(s.advance(1), "fine"), "values").values[0] == 3);
}

TEST_CASE("session: a view that went away is sent anew when it comes back") {
  Session s("test-heavy", {}, {});
  s.run({});
  CHECK(s.run({{"hide", true}}).views.empty());
  CHECK_FALSE(is_kept(view(s.run({}), "map")));
}

TEST_CASE("session: beside a problem the page keeps its pictures, and so does the session") {
  Session s("test-heavy", {}, {});
  s.run({});
  const Frame stuck = s.run({{"y", 4.5}, {"hide", true}});
  REQUIRE(stuck.problem);
  CHECK(stuck.problem->code == "no-answer");
  CHECK(is_kept(view(s.run({}), "map")));
  CHECK(code_of([&] { s.measure({{"y", 4.5}}); }) == "no-answer");
}

TEST_CASE("session: measuring in between changes no frame") {
  Session with("test-heavy", {}, {}), without("test-heavy", {}, {});
  with.run({{"x", 2.0}}), without.run({{"x", 2.0}});
  CHECK(with.measure({{"x", -1.0}, {"y", 1.0}}).number("sum") == 0);
  const Frame a = with.advance(1), b = without.advance(1);
  CHECK(field<Picture>(view(a, "fine"), "values").values ==
        field<Picture>(view(b, "fine"), "values").values);
  CHECK(view(with.run({{"x", 2.0}}), "map").kept == view(without.run({{"x", 2.0}}), "map").kept);
}

TEST_CASE("session: presets are initial values, and are checked") {
  Session s("test-heavy", {}, {{"x", 2.0}});
  CHECK(std::get<double>(s.controls()[0].initial) == 2);
  CHECK(s.run({}).quantities.number("sum") == 2);
  Session wrong("test-heavy", {}, {{"z", 2.0}});
  CHECK(code_of([&] { wrong.controls(); }) == "unknown-name");
}

TEST_CASE("checks: not claimed where it was not promised, a reason where it fails") {
  Session s("test-heavy", {}, {});
  CHECK(check(s.run({}), "small").status == CheckStatus::holds);
  CHECK(check(s.run({{"y", 1.0}}), "small").status == CheckStatus::not_claimed);
  const Frame failing = s.run({{"y", 3.0}});
  CHECK(check(failing, "small").status == CheckStatus::fails);
  CHECK(check(failing, "small").reason == Text("too large"));
  Checks checks;
  CHECK(checks.equal("nan", "NaN", NAN, NAN).status == CheckStatus::fails);
  CHECK(checks.equal("inf", "∞", INFINITY, 1).status == CheckStatus::fails);
  CHECK(checks.equal("inf", "∞", INFINITY, INFINITY).status == CheckStatus::fails);
}

TEST_CASE("session: a run goes on in slices, further where it stands, anew for another key") {
  Session s("test-count", {}, {});
  CHECK(s.run({}).standing.step == 0);
  CHECK(s.advance(1).standing.step == 1);
  Frame frame;
  while (!frame.standing.done || frame.standing.step == 0) frame = s.advance(1);
  CHECK(frame.standing.step == 3);
  CHECK(frame.quantities.number("now") == 3);
  CHECK(s.advance(1).standing.step == 3);  // nothing left to do
  CHECK(s.run({{"goal", 5.0}}).standing.step == 3);
  CHECK(s.run({{"from", 2.0}}).standing.step == 2);
  CHECK(s.seek(100).standing.progress == 0.5);  // to the end of its range, 10
  CHECK(s.measure({{"from", 1.0}, {"goal", 4.0}}).number("now") == 4);
  CHECK(s.advance(1).standing.step == 3);  // measuring left no trace
}

TEST_CASE("session: files are named below the scenario's own folder") {
  const auto code = [](const std::string& path) {
    return code_of([&] { Session("test-file", {{"file", path}}, {}); });
  };
  for (const char* path : {"net.onnx", "models/net.onnx", "data/a b/c..d"}) CHECK(code(path) == "");
  for (const char* path : {"", "/etc/passwd", "../net.onnx", "models/../../net.onnx", "a//b", "./a",
                           "C:/net.onnx", "..\\net.onnx", "https://host/net.onnx", "models/"})
    CHECK(code(path) == "bad-scenario");
}

TEST_CASE("keys: equal values alone have equal keys") {
  CHECK(key_of(1.0, "a") == key_of(1.0, "a"));
  CHECK(key_of("ab", "c") != key_of("a", "bc"));
  CHECK(key_of(0.0) != key_of(-0.0));
  CHECK(key_of(Array{{2}, {1, 2}}) != key_of(Array{{1, 2}, {1, 2}}));
  CHECK(key_of(Values{{"a", true}}) != key_of(Values{{"a", 1.0}}));
}
