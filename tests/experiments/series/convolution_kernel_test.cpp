#include <algorithm>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "series/convolution.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"

using namespace relevance;
using namespace relevance::testing;

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
                                   {"d", 7.0},  // not asked: theirs is the length
                                   {"series", list({-2, 0})},
                                   {"series2", list({0, 2})}});
  CHECK(std::any_of(frame.disabled.begin(), frame.disabled.end(),
                    [](const auto& one) { return one.name == "d"; }));
  CHECK(frame.quantities.at("gram").values == std::vector<double>{16, 16, 16, 0});
  CHECK(scalar(frame, "min_eigenvalue") == Approx(8 - std::sqrt(320.0)));
  const Frame one = session.run({{"n", 1.0}, {"d", 1.0}});
  CHECK(scalar(one, "min_eigenvalue") >= 0);
}

TEST_CASE("convolution-kernel: series of different lengths, not finite or too long are refused") {
  Session session = open_scenario("convolution-kernel");
  CHECK(problem_of(session, {{"series", list({1, 2, 3})}, {"series2", list({1, 2})}}) ==
        "shape-mismatch");
  try {
    session.measure({{"series", list({1, 2, 3})}, {"series2", list({1, 2})}});
    FAIL("measured");
  } catch (const Error& error) {
    CHECK(error.params.at("control") == "series2");
    CHECK_FALSE(error.text.de.empty());
  }
  CHECK(problem_of(session, {{"series", list({1, NAN})}}) != "");
  CHECK(problem_of(session, {{"series", list(std::vector<double>(101, 0.5))}}) == "out-of-range");
  const Frame single = session.run({{"series", list({2})}, {"series2", list({0.5})}, {"n", 2.0}});
  CHECK(single.quantities.at("gram").values == std::vector<double>{16, 1, 1, 0.0625});
}

TEST_CASE("convolution-kernel: the worst trial is kept, and is what it says by definition") {
  Session session = open_scenario("convolution-kernel");
  for (const bool renew : {true, false})
    for (const char* mode : {"same", "valid", "full"})
      for (const char* checks : {"value", "eigenvalue"}) {
        const Frame frame = finished(session, {{"mode", text(mode)},
                                               {"checks", text(checks)},
                                               {"coefficients", text("sphere")},
                                               {"renew", renew},
                                               {"n", 6.0},
                                               {"trials", 40.0}});
        const Array &c = frame.quantities.at("worst_c"), &x = frame.quantities.at("worst_series");
        REQUIRE(c.values.size() == 6);
        REQUIRE(x.shape == Shape{6, 8});
        const auto series = [&](Index i) {
          return Vector<double>(Eigen::Map<const Vector<double>>(x.values.data() + 8 * i, 8));
        };
        double sum = 0, largest = 0;
        for (Index i = 0; i < 6; ++i)
          for (Index j = 0; j < 6; ++j) {
            const double k =
                convolve_directly(series(i), series(j), convolution_mode(mode)).squaredNorm();
            largest = std::max(largest, k);
            sum += c.values[size_t(i)] * c.values[size_t(j)] * k;
          }
        INFO(mode << " " << checks << " " << renew);
        CHECK(scalar(frame, "least") == Approx(sum / largest).margin(1e-12));
        const auto& trials = field<Array>(view(frame, "trials"), "values").values;
        CHECK(scalar(frame, "least") == *std::min_element(trials.begin(), trials.end()));
        CHECK(trials[size_t(scalar(frame, "worst_trial")) - 1] == scalar(frame, "least"));
        CHECK(field<Array>(view(frame, "worst_c"), "values") == c);
        // the series shown are those that weigh most
        const auto& shown = std::get<Series>(view(frame, "worst_series").body);
        CHECK(shown.values.shape == Shape{4, 8});
        const size_t first = size_t(std::stoi(shown.names[0].en.substr(1))) - 1;
        for (const double other : c.values) CHECK(std::abs(other) <= std::abs(c.values[first]));
        CHECK(shown.values.values[3] == x.values[8 * first + 3]);
      }
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
