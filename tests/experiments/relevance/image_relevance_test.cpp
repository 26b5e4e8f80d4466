#include <algorithm>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "explain/composite.hpp"
#include "io/onnx/onnx.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

const std::vector<std::string> kNetworks = {"digits-cnn", "digits-cnn-bias-free", "digits-linear"};

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
  for (const auto& model : kNetworks)
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
#ifdef RELEVANCE_SANITIZED
  const int digits = 2;  // the same code, but too few for statistics
#else
  const int digits = 100;
#endif
  Session session = open_scenario("digits-lrp");
  for (const auto& model : kNetworks)
    for (const auto& composite : composite_names()) {
      // one layer under the flat rule: every pixel gets the same, there is nothing to believe
      if (model == "digits-linear" && composite.ends_with("-flat")) continue;
      Frame frame =
          session.run({{"model", model}, {"composite", composite}, {"faithfulness", true}});
      CHECK_FALSE(frame.standing.done);
      while (!frame.standing.done && frame.standing.step < digits) frame = session.advance(0);
      CHECK(frame.standing.step == digits);
      if (digits < 100) continue;
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

namespace {

/// 75 million multiply-adds, over a frame of three colours: explained layer by layer.
Bytes large_network() {
  Random random(4);
  Network<float> network;
  int n = network.add("x", Input{{3, 30, 30}}, {});
  Index channels = 3;
  for (const Index filters : {32, 64, 64, 64}) {
    const std::string name = "conv" + std::to_string(network.size());
    n = network.add(name,
                    Conv2d<float>{random.normal_matrix<float>(filters, channels * 9, 0.08),
                                  Vector<float>::Zero(filters),
                                  {.kernel_h = 3,
                                   .kernel_w = 3,
                                   .pad_top = 1,
                                   .pad_left = 1,
                                   .pad_bottom = 1,
                                   .pad_right = 1}},
                    {n});
    n = network.add(name + "/relu", Activation{}, {n});
    channels = filters;
  }
  n = network.add("flatten", Reshape{{64 * 900}}, {n});
  network.add(
      "scores",
      Dense<float>{random.normal_matrix<float>(10, 64 * 900, 0.01), Vector<float>::Zero(10)}, {n});
  return write_onnx(network, "large");
}

Session open_large(const Bytes& network) {
  Session session("image-relevance",
                  {{"models", Strings{"large.onnx"}},
                   {"model_labels", Strings{"large"}},
                   {"model_labels_de", Strings{"groß"}},
                   {"images", std::string("data/images.idx")},
                   {"labels", std::string("data/labels.idx")}},
                  {});
  session.provide("large.onnx", network);
  session.provide("data/images.idx", read_file(example_path("data/digits/test-images.idx3-ubyte")));
  session.provide("data/labels.idx", read_file(example_path("data/digits/test-labels.idx1-ubyte")));
  return session;
}

/// Slices of one layer each, to the end: the last frame, and how many there were.
std::pair<Frame, int> to_the_end(Session& session, Frame frame) {
  int slices = 0;
  double progress = 0;
  while (!frame.standing.done) {
    CHECK(frame.standing.progress >= progress);
    progress = frame.standing.progress;
    frame = session.advance(0);
    ++slices;
  }
  return {frame, slices};
}

}  // namespace

TEST_CASE("image-relevance: a large network is explained layer by layer, and can be left") {
  Session session = open_large(large_network());
  const Values first = {{"index", 3.0}}, second = {{"index", 8.0}};
  const Frame begun = session.run(first);
  CHECK_FALSE(begun.standing.done);
  CHECK_FALSE(begun.problem);
  CHECK(begun.quantities.empty());
  CHECK(find_view(begun, "input") != nullptr);
  CHECK(find_view(begun, "relevance") == nullptr);
  const auto [shown, slices] = to_the_end(session, begun);
  CHECK(slices > 10);
  CHECK_FALSE(shown.partial);
  CHECK(find_view(shown, "relevance") != nullptr);
  CHECK(shown.checks.size() >= 1);
  const Quantities measured = session.measure(first);
  CHECK(shown.quantities.at("relevance").values == measured.at("relevance").values);
  CHECK(shown.quantities.at("relevance").shape == Shape{30, 30});  // its colours together

  SECTION(
      "what stands stays until the next is done; a sample of grading in between harms nothing") {
    Frame next = session.run(second);
    CHECK(next.partial);
    CHECK(next.views.empty());
    for (int i = 0; i < 12; ++i) next = session.advance(0);
    CHECK_FALSE(next.standing.done);
    session.measure(first);
    const auto [after, more] = to_the_end(session, session.advance(0));
    CHECK(after.quantities.at("relevance").values ==
          session.measure(second).at("relevance").values);
  }
  SECTION("it is left half way for another, and for a drawing that is empty") {
    session.run(second);
    session.advance(0);
    const auto [after, more] = to_the_end(session, session.run({{"index", 5.0}}));
    CHECK(after.quantities.at("relevance").values ==
          session.measure({{"index", 5.0}}).at("relevance").values);
    CHECK(session.run({{"index", -1.0}}).problem->code == "empty-image");
    const Frame again = session.run(first);
    CHECK_FALSE(again.partial);  // so that the page no longer says that nothing is drawn
    CHECK_FALSE(again.problem);
  }
  SECTION("the test over all images is not for it, and says so") {
    CHECK(std::any_of(shown.disabled.begin(), shown.disabled.end(),
                      [](const auto& control) { return control.name == "faithfulness"; }));
    CHECK(to_the_end(session, session.run({{"index", 4.0}, {"faithfulness", true}}))
              .first.quantities.count("drop_random") == 0);
  }
}
