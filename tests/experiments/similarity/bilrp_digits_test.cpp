#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "explain/composite.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

Array blank() { return {{784}, std::vector<double>(784, 0.0)}; }

void provide_training(Session& session) {
  for (const char* name : {"train-images.idx3-ubyte", "train-labels.idx1-ubyte"}) {
    const std::string asset = std::string("data/digits/") + name;
    session.provide(asset, read_file(example_path(asset)));
  }
}

}  // namespace

TEST_CASE("bilrp-digits: ΣR = y at every patch size, for every rule that conserves") {
  Session session = open_scenario("bilrp-digits");
  for (const char* patch : {"1", "2", "4", "7"})
    for (const char* similarity : {"dot", "cosine"}) {
      const Frame frame =
          session.run({{"patch", std::string(patch)}, {"similarity", std::string(similarity)}});
      const Index side = 28 / std::stol(patch);
      CHECK(frame.quantities.at("R").shape == Shape{side * side, side * side});
      const double y = scalar(frame, "y");
      CHECK(sum(frame, "R") == Approx(y).epsilon(kFloat));
      CHECK(sum(frame, "marginal") == Approx(y).epsilon(kFloat));
      CHECK(sum(frame, "marginal2") == Approx(y).epsilon(kFloat));
      CHECK(sum(frame, "feature_share") == Approx(1));
      CHECK(check(frame, "conservation").status == CheckStatus::holds);
      CHECK(y > 0);
      CHECK((std::string(similarity) == "dot" || y <= 1 + 1e-6));
    }
  for (const char* rule : {"zero", "gamma"}) {
    const Frame frame = session.run({{"rule", std::string(rule)}});
    CHECK(check(frame, "conservation").status == CheckStatus::holds);
  }
  const Frame rest = session.run({{"rule", std::string("w-square")}});
  CHECK(check(rest, "conservation").status == CheckStatus::not_claimed);
}

TEST_CASE("bilrp-digits: exchanging the digits transposes R; every layer of every model gives φ") {
  Session session = open_scenario("bilrp-digits");
  const Frame frame = session.run({{"index", 2.0}, {"index2", 5.0}});
  const Frame turned = session.run({{"index", 5.0}, {"index2", 2.0}});
  const auto& R = frame.quantities.at("R");
  const auto& T = turned.quantities.at("R");
  for (Index i = 0; i < 49; ++i)
    for (Index j = 0; j < 49; ++j)
      CHECK(R.values[size_t(i * 49 + j)] == Approx(T.values[size_t(j * 49 + i)]).margin(1e-3));
  for (const std::string model : {"digits-cnn-bias-free", "digits-cnn", "digits-linear"}) {
    const Frame first = session.run({{"model", model}});
    std::vector<Option> layers;
    for (const Control& control : first.controls)
      if (control.name == "layer") layers = control.options;
    if (layers.empty())
      for (const Control& control : session.controls())
        if (control.name == "layer") layers = control.options;
    REQUIRE(layers.size() >= 1);
    for (const Option& layer : layers) {
      INFO(model << " " << layer.value);
      const Frame at = session.run({{"model", model}, {"layer", layer.value}});
      CHECK(!at.problem);
      CHECK(check(at, "conservation").status != CheckStatus::fails);
    }
  }
}

TEST_CASE("bilrp-digits: one feature alone, and the features together") {
  Session session = open_scenario("bilrp-digits");
  const Frame all = session.run({});
  const auto& shares = all.quantities.at("feature_share").values;
  const size_t largest = size_t(std::max_element(shares.begin(), shares.end()) - shares.begin());
  const Frame one = session.run({{"feature", std::to_string(largest + 1)}});
  CHECK(scalar(one, "sum") == Approx(shares[largest] * scalar(all, "y")).epsilon(kFloat));
  CHECK(check(one, "conservation").status == CheckStatus::not_claimed);
  CHECK(field<Array>(view(one, "features"), "selected").values == std::vector<double>{0, 0});
  CHECK(problem_of(session, {{"layer", std::string("scores")}, {"feature", std::string("11")}}) ==
        "out-of-range");
}

TEST_CASE(
    "bilrp-digits: the connections are those of R, strongest first, with everyone's partners") {
  Session session = open_scenario("bilrp-digits");
  const Frame frame = session.run({{"count", 25.0}});
  const auto& R = frame.quantities.at("R").values;
  const View& shown = view(frame, "connections");
  const Array& from = field<Array>(shown, "from");
  const Array& to = field<Array>(shown, "to");
  const Array& strengths = field<Array>(shown, "strengths");
  REQUIRE(strengths.values.size() == 25);
  for (size_t i = 0; i < 25; ++i) {
    CHECK(strengths.values[i] == Approx(R[size_t(from.values[i]) * 49 + size_t(to.values[i])]));
    if (i > 0) CHECK(std::abs(strengths.values[i]) <= std::abs(strengths.values[i - 1]));
  }
  CHECK(field<Array>(shown, "left_partners").shape == Shape{49, 8});
  CHECK(field<Array>(shown, "left_sums").values == frame.quantities.at("marginal").values);
}

TEST_CASE("bilrp-digits: a digit moved takes its connections along") {
  Session session = open_scenario("bilrp-digits");
  const Values same{{"index", 24.0}, {"index2", 24.0}, {"patch", std::string("1")}};
  Values moved = same;
  moved["shift"] = 3.0;
  const Frame still = session.run(same), shifted = session.run(moved);
  const auto centre = [](const Frame& frame) {  // of the right side's marginal, in columns
    const auto& m = frame.quantities.at("marginal2").values;
    double sum = 0, place = 0;
    for (size_t p = 0; p < m.size(); ++p) sum += m[p], place += m[p] * double(p % 28);
    return place / sum;
  };
  CHECK(centre(shifted) - centre(still) > 1.5);
  CHECK(centre(shifted) - centre(still) < 4.5);
}

TEST_CASE("bilrp-digits: a side without a digit is named; blank drawings are no digits") {
  Session session = open_scenario("bilrp-digits");
  const auto missing = [&](const Values& values) {
    const Frame frame = session.run(values);
    REQUIRE(frame.problem.has_value());
    CHECK(frame.problem->code == "empty-image");
    return frame.problem->params.at("control");
  };
  CHECK(missing({{"index", -1.0}}) == "image");
  CHECK(missing({{"index2", -1.0}}) == "image2");
  CHECK(missing({{"image", blank()}, {"image2", blank()}}) == "image image2");
  CHECK(find_view(session.run({{"index", -1.0}}), "input2") != nullptr);
  CHECK(find_view(session.run({{"index", -1.0}}), "input") == nullptr);
  CHECK_THROWS_AS(session.measure({{"index", -1.0}}), Error);
  CHECK(problem_of(session, {{"image", Array{{3}, {1, 1, 1}}}}) == "shape-mismatch");
}

TEST_CASE("bilrp-digits: nearest digits are found under φ and by pixels, and can be taken") {
  Session session = open_scenario("bilrp-digits");
  CHECK(problem_of(session, {{"nearest", true}}) == "asset-missing");
  provide_training(session);
  Frame frame = session.run({{"nearest", true}, {"similarity", std::string("cosine")}});
  while (!frame.standing.done) frame = session.advance(50);
  const View& nearest = view(frame, "nearest");
  const Strings& labels = field<Strings>(nearest, "labels");
  REQUIRE(labels.size() == 16);
  CHECK(std::count(labels.begin(), labels.end(), "3") >= 12);  // digit 24 is a 3
  CHECK(find_view(frame, "nearest-pixels") != nullptr);
  const double first = field<Array>(nearest, "indices").values[0];
  const Frame taken =
      session.run({{"index2", -1.0}, {"neighbour", first}, {"similarity", std::string("cosine")}});
  const Frame picked = session.run({{"similarity", std::string("cosine")}});
  CHECK(scalar(taken, "y") > scalar(picked, "y"));
  CHECK(problem_of(session, {{"neighbour", 4000.0}}) == "out-of-range");
}
