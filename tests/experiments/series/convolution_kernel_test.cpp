#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

std::string text(const char* word) { return word; }
Array list(std::vector<double> values) { return {{Index(values.size())}, std::move(values)}; }

Frame finished(Session& session, const Values& values) {
  Frame frame = session.run(values);
  while (!frame.standing.done) frame.standing = session.advance(50).standing;
  return session.run(values);
}

}  // namespace

TEST_CASE("convolution-kernel: the modes that are kernels claim it, the cropped ones do not") {
  Session session = open_scenario("convolution-kernel");
  for (const char* distribution : {"uniform", "gaussian", "walk", "sine"}) {
    for (const char* mode : {"full", "circular"}) {
      const Frame frame = session.run({{"mode", text(mode)}, {"distribution", text(distribution)}});
      for (const Check& one : frame.checks) CHECK(one.status == CheckStatus::holds);
      CHECK(find_view(frame, "features") != nullptr);
    }
    const Frame same = session.run({{"mode", text("same")}, {"distribution", text(distribution)}});
    CHECK(check(same, "semi-definite").status != CheckStatus::fails);
    CHECK(find_view(same, "features") == nullptr);
    CHECK(same.quantities.count("feature_gap") == 0);
  }
}

TEST_CASE("convolution-kernel: a test with c from [0, 1] never refutes, the honest one does") {
  Session session = open_scenario("convolution-kernel");
  const auto refuted = [&](const char* mode, const char* checks, const char* coefficients) {
    return scalar(finished(session, {{"mode", text(mode)},
                                     {"checks", text(checks)},
                                     {"coefficients", text(coefficients)},
                                     {"trials", 200.0}}),
                  "refuting") > 0;
  };
  for (const char* mode : {"full", "same", "valid", "circular"})
    CHECK_FALSE(refuted(mode, "value", "uniform"));
  for (const char* mode : {"same", "valid"}) CHECK(refuted(mode, "eigenvalue", "uniform"));
  for (const char* mode : {"full", "circular"}) CHECK_FALSE(refuted(mode, "eigenvalue", "uniform"));
}

TEST_CASE("convolution-kernel: series of one's own take the first places; the witnesses refute") {
  Session session = open_scenario("convolution-kernel");
  const Frame frame = session.run({{"mode", text("same")},
                                   {"n", 2.0},
                                   {"d", 2.0},
                                   {"series", list({-2})},  // continued with zeros
                                   {"series2", list({0, 2, 3})}});
  CHECK(frame.quantities.at("gram").values == std::vector<double>{16, 16, 16, 0});
  CHECK(scalar(frame, "min_eigenvalue") == Approx(8 - std::sqrt(320.0)));
  const Frame one = session.run({{"n", 1.0}, {"d", 1.0}});
  CHECK(scalar(one, "min_eigenvalue") >= 0);
}

TEST_CASE("convolution-kernel: more trials go on from those done, the same as at once") {
  Session session = open_scenario("convolution-kernel"),
          other = open_scenario("convolution-kernel");
  const Values base = {{"mode", text("same")}, {"coefficients", text("gaussian")}};
  Values some = base, all = base;
  some["trials"] = 30.0, all["trials"] = 60.0;
  finished(session, some);
  const Frame went_on = finished(session, all), at_once = finished(other, all);
  CHECK(scalar(went_on, "tried") == 60);
  CHECK(scalar(went_on, "least") == scalar(at_once, "least"));
}
