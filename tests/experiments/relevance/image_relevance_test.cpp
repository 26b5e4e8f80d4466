#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "explain/composite.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

const std::vector<std::string> kModels = {"digits-cnn", "digits-cnn-bias-free", "digits-linear"};

}  // namespace

TEST_CASE("digits-lrp: quantities have their names and shapes, the parts add up") {
  Session session = open_scenario("digits-lrp");
  const Frame frame = session.run({});
  CHECK(frame.quantities.at("scores").shape == Shape{10});
  CHECK(frame.quantities.at("relevance").shape == Shape{28, 28});
  double sum = 0;
  for (double r : frame.quantities.at("relevance").values) sum += r;
  CHECK(scalar(frame, "sum") == Approx(sum));
  const double f = frame.quantities.at("scores").values[size_t(scalar(frame, "target"))];
  CHECK(scalar(frame, "sum") + scalar(frame, "absorbed") == Approx(f).epsilon(1e-4));
  for (const char* id : {"input", "relevance", "scores", "account", "digits"})
    CHECK(find_view(frame, id) != nullptr);
}

TEST_CASE("digits-lrp: the first network is enough to begin, another comes when it is asked for") {
  Session session = open_session(read_example("digits-lrp"));
  for (const auto& asset : session.needs_for({}))
    session.provide(asset, read_file(example_path(asset)));
  CHECK(session.needs().size() == 2);  // the two other networks
  CHECK_FALSE(session.controls().empty());
  CHECK_FALSE(session.run({{"index", 3.0}}).problem);
  const Values linear = {{"index", 3.0}, {"model", std::string("digits-linear")}};
  REQUIRE(session.needs_for(linear).size() == 1);
  const std::string missing = session.needs_for(linear).front();
  for (const bool grading : {false, true}) try {
      if (grading)
        session.measure(linear);
      else
        session.run(linear);
      FAIL("ran without its network");
    } catch (const Error& error) {
      CHECK(error.code == "asset-missing");
      CHECK(error.params.at("name") == missing);
    }
  session.provide(missing, read_file(example_path(missing)));
  CHECK_FALSE(session.run(linear).problem);
  CHECK(session.measure(linear).count("relevance") == 1);
}

TEST_CASE("digits-lrp: the account closes for every model, composite and rule") {
  Session session = open_scenario("digits-lrp");
  for (const auto& model : kModels)
    for (double index : {0.0, 77.0, 450.0}) {
      for (const auto& composite : composite_names()) {
        INFO(model << " " << composite);
        const Frame frame =
            session.run({{"model", model}, {"index", index}, {"composite", composite}});
        CHECK(check(frame, "account").status == CheckStatus::holds);
        CHECK(check(frame, "conservation").status != CheckStatus::fails);
      }
      for (const auto& rule : rule_names()) {
        if (rule == "z-box") continue;
        INFO(model << " " << rule);
        const Frame frame = session.run({{"model", model}, {"index", index}, {"rule", rule}});
        CHECK(check(frame, "account").status == CheckStatus::holds);
      }
    }
}

TEST_CASE("digits-lrp: without biases the relevance arrives in full") {
  Session session = open_scenario("digits-lrp");
  for (double index = 0; index < 20; ++index) {
    const Frame frame = session.run({{"model", std::string("digits-cnn-bias-free")},
                                     {"index", index},
                                     {"rule", std::string("gamma")}});
    CHECK(check(frame, "conservation").status == CheckStatus::holds);
  }
}

TEST_CASE("digits-lrp: nothing drawn is a problem with its code, and the digits stay to pick") {
  Session session = open_scenario("digits-lrp");
  const Frame frame = session.run({{"index", -1.0}});
  REQUIRE(frame.problem.has_value());
  CHECK(frame.problem->code == "empty-image");
  CHECK(find_view(frame, "digits") != nullptr);
  CHECK(find_view(frame, "relevance") == nullptr);
  const Array blank{{28, 28}, std::vector<double>(784, 0.0)};
  CHECK(session.run({{"image", blank}}).problem.has_value());
  CHECK_FALSE(session.run({{"index", 3.0}}).problem.has_value());
}

TEST_CASE("digits-lrp: a digit given as pixels equals the digit picked") {
  Session session = open_scenario("digits-lrp");
  const Frame picked = session.run({{"index", 9.0}});
  const Picture pixels = field<Picture>(view(picked, "input"), "pixels");
  const std::vector<double> values(pixels.values.begin(), pixels.values.end());
  const Frame drawn = session.run({{"image", Array{{28, 28}, values}}});
  CHECK(drawn.quantities.at("relevance").values == picked.quantities.at("relevance").values);
}

TEST_CASE("digits-lrp: refuses ink out of range, sizes that are no square, unknown layers' rules") {
  Session session = open_scenario("digits-lrp");
  const auto code_of = [&](const Values& values) { return problem_of(session, values); };
  CHECK(code_of({{"image", Array{{2, 2}, {0, 0, 0, 300}}}}) == "out-of-range");
  CHECK(code_of({{"image", Array{{3}, {0, 0, 1}}}}) == "shape-mismatch");
  CHECK(code_of({{"index", 500.0}}) == "out-of-range");
  CHECK(code_of({{"target", 10.0}}) == "unknown-name");
  CHECK(code_of({{"layer_rules", std::vector<std::string>{"gama"}}}) == "unknown-name");
  CHECK(code_of({}) == "");  // and goes on
}

TEST_CASE("digits-lrp: the strip is sent once for each model") {
  Session session = open_scenario("digits-lrp");
  CHECK_FALSE(is_kept(view(session.run({}), "digits")));
  CHECK(is_kept(view(session.run({{"index", 8.0}}), "digits")));
  CHECK_FALSE(is_kept(view(session.run({{"model", std::string("digits-linear")}}), "digits")));
}

TEST_CASE("digits-lrp: another network declares its own layers") {
  Session session = open_scenario("digits-lrp");
  session.run({});
  const Frame linear = session.run({{"model", std::string("digits-linear")}});
  REQUIRE_FALSE(linear.controls.empty());
  for (const Control& control : linear.controls)
    if (control.name == "layer_rules") CHECK(control.rows.size() == 1);
  CHECK(session.run({{"model", std::string("digits-linear")}}).controls.empty());
}

TEST_CASE("digits-lrp: heatmaps are believable, for every composite on 100 test digits") {
  // removing the 10 % most relevant pixels costs more than removing as many at random
  Session session = open_scenario("digits-lrp");
  for (const auto& model : kModels)
    for (const auto& composite : composite_names()) {
      // one layer under the flat rule: every pixel gets the same, there is nothing to believe
      if (model == "digits-linear" && composite.ends_with("-flat")) continue;
      Frame frame =
          session.run({{"model", model}, {"composite", composite}, {"faithfulness", true}});
      CHECK_FALSE(frame.standing.done);
      while (!frame.standing.done && frame.standing.step < 100) frame = session.advance(0);
      CHECK(frame.standing.step == 100);
      const double relevant = scalar(frame, "drop_relevant"), random = scalar(frame, "drop_random");
      INFO(model << " " << composite << ": " << relevant << " against " << random);
      CHECK(relevant > random);
      CHECK(relevant > 0);
    }
}

TEST_CASE("digits-lrp: a test goes on in slices and is dropped when the question changes") {
  Session session = open_scenario("digits-lrp");
  session.run({{"faithfulness", true}});
  const Frame first = session.advance(0);
  CHECK(first.standing.step == 1);
  CHECK(first.standing.progress == Approx(1.0 / 500));
  CHECK(find_view(session.run({{"index", 5.0}}), "faithfulness") !=
        nullptr);  // another digit, same question
  CHECK(find_view(session.run({{"rule", std::string("gamma")}}), "faithfulness") == nullptr);
  CHECK(session.advance(1).standing.done);
}
