#include <catch2/catch.hpp>
#include <sstream>

#include "base/error.hpp"
#include "io/idx.hpp"
#include "io/image_input.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/forward.hpp"
#include "nn/scores.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

const std::vector<std::string> kPenalties = {"l2", "gaussian", "pca", "decoder"};

Session& session() {
  static Session s = open_scenario("prototype-digits");
  return s;
}

/// Runs to the end.
Frame finish(const Values& values) {
  Frame frame = session().run(values);
  for (int i = 0; i < 100000 && !frame.standing.done; ++i) frame = session().advance(1000);
  REQUIRE(frame.standing.done);
  return frame;
}

Values only(const std::string& penalty, Values more = {}) {
  more["penalty"] = penalty;
  more["compare"] = false;
  return more;
}

std::vector<double> numbers(const Frame& frame, const std::string& name) {
  return frame.quantities.at(name).values;
}
/// Of each class: the log-odds of the image that the network is surest to be one.
std::vector<double> surest_training_images() {
  const auto bytes = read_file(example_path("models/digits-cnn.onnx"));
  const Network<float> network = read_onnx<float>(bytes).network;
  const IdxImages images =
      read_idx_images(read_file(example_path("data/digits/train-images.idx3-ubyte")));
  const Matrix<double> scores =
      predict(network, centre_in_frame(images.pixels, images.shape, network.input_shape()))
          .cast<double>();
  std::vector<double> surest(10, -INFINITY);
  for (Index b = 0; b < scores.cols(); ++b)
    for (Index k = 0; k < 10; ++k)
      surest[size_t(k)] = std::max(surest[size_t(k)], log_odds(scores, k, b));
  return surest;
}

/// A row of the table in the network's card: | class | surest digit | one figure a penalty |.
struct CardRow {
  double surest = 0;
  std::vector<double> prototypes;
  std::vector<bool> bold;
};

std::vector<CardRow> read_card() {
  const Bytes bytes = read_file(example_path("models/digits-cnn.md"));
  std::istringstream lines(std::string(bytes.begin(), bytes.end()));
  std::vector<CardRow> rows;
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream rest(line);
    for (std::string cell; std::getline(rest, cell, '|');) cells.push_back(cell);
    if (cells.size() != 7 || cells[1] != " " + std::to_string(rows.size()) + " ") continue;
    CardRow row{std::stod(cells[2]), {}, {}};
    for (size_t i = 3; i < cells.size(); ++i) {
      const bool bold = cells[i].rfind(" **", 0) == 0;
      row.prototypes.push_back(std::stod(cells[i].substr(bold ? 3 : 1)));
      row.bold.push_back(bold);
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

TEST_CASE("prototype-digits: quantities have their names and shapes, the parts add up") {
  const Frame frame = finish({{"step", 3.0}, {"penalty", std::string("pca")}});
  CHECK(frame.standing.step == 3);
  CHECK(frame.quantities.at("x").shape == Shape{10, 28, 28});
  CHECK(frame.quantities.at("z").shape == Shape{32, 10});
  for (const char* name : {"score", "penalty", "objective", "log_density", "probability"})
    CHECK(frame.quantities.at(name).shape == Shape{10});
  for (size_t k = 0; k < 10; ++k)
    CHECK(numbers(frame, "objective")[k] ==
          Approx(numbers(frame, "score")[k] - numbers(frame, "penalty")[k]));
  for (const char* id : {"prototypes", "start", "prototype", "explanation", "objective", "scores",
                         "numbers", "code"})
    CHECK_NOTHROW(view(frame, id));
  CHECK(field<Picture>(view(frame, "prototypes"), "images").shape == Shape{40, 28, 28});
}

TEST_CASE("prototype-digits: every prototype is recognised as its class, whatever the penalty") {
  for (const auto& penalty : kPenalties) {
    const Frame frame = finish(only(penalty));
    for (size_t k = 0; k < 10; ++k) {
      INFO(penalty << " " << k);
      CHECK(numbers(frame, "log_odds")[k] > 2);
    }
  }
}

TEST_CASE("prototype-digits: surer than of any training image, where the card says so") {
  const std::vector<double> surest = surest_training_images();
  const std::vector<CardRow> card = read_card();
  REQUIRE(card.size() == 10);
  // Hundreds of steps in single precision: the figures agree to that, whatever the machine.
  const auto near = [](double figure) { return Approx(figure).epsilon(0.02).margin(0.3); };
  for (size_t k = 0; k < 10; ++k) CHECK(surest[k] == near(card[k].surest));
  for (size_t i = 0; i < kPenalties.size(); ++i) {
    const Frame frame = finish(only(kPenalties[i]));
    for (size_t k = 0; k < 10; ++k) {
      const double odds = numbers(frame, "log_odds")[k];
      INFO(kPenalties[i] << " " << k);
      CHECK(odds == near(card[k].prototypes[i]));
      const bool tie = std::abs(card[k].prototypes[i] - card[k].surest) < 0.3;
      if (!tie) CHECK((odds > surest[k]) == card[k].bold[i]);
    }
  }
  const Frame weak = finish(only("pca", {{"lambda", 0.01}, {"step", 500.0}}));
  for (size_t k = 0; k < 10; ++k) CHECK(numbers(weak, "log_odds")[k] > surest[k]);
}

TEST_CASE("prototype-digits: a decoder is trained in slices, with progress, then climbed with") {
  Session own = open_scenario("prototype-digits");
  const Values values =
      only("decoder", {{"decoder", std::string("trained")}, {"epochs", 2.0}, {"step", 10.0}});
  const std::string digits = "data/digits/train-images.idx3-ubyte";
  try {
    own.run(values);
    FAIL("trained on nothing");
  } catch (const Error& error) {
    CHECK(error.code == "asset-missing");
    CHECK(error.params.at("name") == digits);
  }
  own.provide(digits, read_file(example_path(digits)));
  Frame frame = own.run(values);
  double progress = 0;
  int slices = 0;
  const auto blank = numbers(frame, "x");
  while (!frame.standing.label.en.empty()) {
    CHECK(!frame.standing.done);
    CHECK(frame.standing.step == 0);
    CHECK(frame.standing.progress >= progress);
    progress = frame.standing.progress;
    frame = own.advance(5);
    ++slices;
  }
  CHECK(slices > 2);
  CHECK(progress > 0.9);
  while (!frame.standing.done) frame = own.advance(1000);
  CHECK(frame.standing.step == 10);
  const auto& losses = field<Array>(view(frame, "training"), "values").values;
  REQUIRE(losses.size() == 4);        // reconstruction, then divergence
  CHECK(losses[1] < losses[0] - 20);  // nats a digit
  double ink = 0, first = 0;
  for (double v : numbers(frame, "x")) ink += v;
  for (double v : blank) first += v;
  CHECK(ink < 0.7 * first);  // grey everywhere becomes strokes on paper

  // looking elsewhere trains nothing anew, another question does
  CHECK(own.run(only("decoder", {{"decoder", std::string("trained")},
                                 {"epochs", 2.0},
                                 {"lambda", 0.5},
                                 {"step", 0.0}}))
            .standing.done);
  CHECK(own.run(only("decoder", {{"step", 0.0}})).standing.done);
  CHECK(own.run(values).standing.label.en.empty());
  CHECK_FALSE(own.run(only("decoder", {{"decoder", std::string("trained")}, {"epochs", 3.0}}))
                  .standing.done);
  // a row without a decoder waits for none
  CHECK(own.run(only("pca", {{"decoder", std::string("trained")}, {"epochs", 3.0}, {"step", 0.0}}))
            .standing.done);
}

TEST_CASE("prototype-digits: training to the end does not depend on the slices") {
  const auto trained = [](double slice_ms) {
    Session own = open_scenario("prototype-digits");
    const std::string digits = "data/digits/train-images.idx3-ubyte";
    own.provide(digits, read_file(example_path(digits)));
    Frame frame = own.run(
        only("decoder", {{"decoder", std::string("trained")}, {"epochs", 1.0}, {"step", 0.0}}));
    while (!frame.standing.done) frame = own.advance(slice_ms);
    return numbers(frame, "x");
  };
  CHECK(trained(1) == trained(1000));
}

TEST_CASE("prototype-digits: the linear network's ascent arrives at the closed forms") {
  const Values linear = {{"model", std::string("digits-linear")}, {"step", 500.0}, {"lambda", 1.0}};
  for (const char* penalty : {"l2", "gaussian", "pca"}) {
    const Frame frame = finish(only(penalty, linear));
    INFO(penalty << ", gap " << numbers(frame, "gap")[0]);
    CHECK(numbers(frame, "gap")[0] < 0.02);  // of 784 pixels together, in single precision
    CHECK_NOTHROW(view(frame, "closed"));
  }
  const Frame bent = finish(only("decoder", linear));
  CHECK(bent.quantities.count("gap") == 0);
}

TEST_CASE("prototype-digits: (b) beats (a) in log-probability under the data model") {
  for (const char* model : {"digits-linear", "digits-cnn"}) {
    const Values values = {{"model", std::string(model)}};
    const Frame norm = finish(only("l2", values)), density = finish(only("gaussian", values));
    for (size_t k = 0; k < 10; ++k) {
      INFO(model << " " << k << ": " << numbers(norm, "log_density")[k] << " under the norm, "
                 << numbers(density, "log_density")[k] << " under the density");
      CHECK(numbers(density, "log_density")[k] > numbers(norm, "log_density")[k] + 1000);
    }
  }
}

TEST_CASE("prototype-digits: a step back shows what was there before") {
  const Values base = {{"penalty", std::string("gaussian")}};
  const auto at = [&](double step) {
    Values values = base;
    values["step"] = step;
    return numbers(finish(values), "x");
  };
  const auto seven = at(7), eight = at(8);
  at(23);
  CHECK(at(7) == seven);
  CHECK(at(8) == eight);
  CHECK(numbers(session().seek(7), "x") == seven);
}

TEST_CASE("prototype-digits: goes on until it is there, however small the slices") {
  Frame frame = session().run({{"step", 40.0}, {"seed", 77.0}});
  int slices = 0;
  for (; !frame.standing.done && slices < 1000; ++slices) frame = session().advance(0.1);
  CHECK(frame.standing.step == 40);
  CHECK(slices > 10);
  CHECK_FALSE(is_kept(view(frame, "prototypes")));
}

TEST_CASE("prototype-digits: looking at another class or penalty climbs nothing anew") {
  finish({{"step", 12.0}});
  const Frame other =
      session().run({{"step", 12.0}, {"target", std::string("8")}, {"penalty", std::string("l2")}});
  CHECK(other.standing.done);
  CHECK(other.standing.step == 12);
}

TEST_CASE("prototype-digits: line search loses at no step, for all penalties") {
  const Frame frame = finish(
      {{"line_search", true}, {"step", 25.0}, {"method", std::string("gradient")}, {"rate", 5.0}});
  CHECK_FALSE(frame.problem.has_value());
  const Array& gain = field<Array>(view(frame, "objective"), "values");
  for (size_t i = 1; i <= 25; ++i) CHECK(gain.values[i] >= gain.values[i - 1]);
}

TEST_CASE("prototype-digits: a step size that runs away is said, with one that does not") {
  Values values = only("gaussian", {{"method", std::string("gradient")}, {"rate", 1.0}});
  Frame frame = finish(values);
  REQUIRE(frame.problem.has_value());
  CHECK(frame.problem->code == "diverged");
  CHECK(frame.problem->params.at("control") == "rate");
  for (double x : numbers(frame, "x")) CHECK(std::isfinite(x));
  for (int offers = 0; offers < 10 && frame.problem; ++offers) {
    values["rate"] = std::stod(frame.problem->params.at("suggestion"));
    frame = finish(values);
  }
  CHECK_FALSE(frame.problem.has_value());
}

TEST_CASE("prototype-digits: after a divergence one can step back, and on to where it was") {
  Frame frame = finish(only("l2", {{"model", std::string("digits-linear")},
                                   {"method", std::string("gradient")},
                                   {"rate", 3.4}}));
  REQUIRE(frame.problem.has_value());
  const int last = frame.standing.step;
  REQUIRE(last >= 2);
  const auto go = [&](int step) {
    frame = session().seek(step);
    while (!frame.standing.done) frame = session().advance(1000);
    return frame.standing.step;
  };
  CHECK(go(0) == 0);
  CHECK_FALSE(frame.problem.has_value());
  CHECK(go(1) == 1);
  CHECK(go(500) == last);
  CHECK(frame.problem.has_value());
  CHECK(go(-3) == 0);
}

TEST_CASE("prototype-digits: where several lanes run away, the offer holds for each") {
  Values values = {{"method", std::string("gradient")}, {"rate", 10.0}};
  const Frame first = finish(values);
  REQUIRE(first.problem.has_value());
  // the density is the steepest: a rate for it is one for all
  CHECK(std::stod(first.problem->params.at("suggestion")) < 2 * 0.00254);
}

TEST_CASE("prototype-digits: starts are what they say") {
  const auto start = [&](const std::string& kind, const std::string& penalty, Values more = {}) {
    more["start"] = kind;
    more["step"] = 0.0;
    return finish(only(penalty, more));
  };
  for (double x : numbers(start("blank", "l2"), "x")) CHECK(x == 0);
  CHECK(numbers(start("noise", "l2", {{"seed", 3.0}}), "x") ==
        numbers(start("noise", "l2", {{"seed", 3.0}}), "x"));
  CHECK(numbers(start("noise", "l2", {{"seed", 3.0}}), "x") !=
        numbers(start("noise", "l2", {{"seed", 4.0}}), "x"));
  const Array code{{10}, {1, -1, 0.5, 0, 0, 2, -0.5, 0, 1, 0}};
  const Frame decoded = start("code", "decoder", {{"code", code}});
  for (size_t i = 0; i < 10; ++i) CHECK(numbers(decoded, "z")[10 * i] == code.values[i]);
  // the pixel penalties begin with the very image
  CHECK(numbers(start("code", "l2", {{"code", code}}), "x") == numbers(decoded, "x"));
  for (double z : numbers(start("mean", "decoder"), "z")) CHECK(z == 0);
}

TEST_CASE("prototype-digits: a drawing is the start, brought near by the generators") {
  Array drawing{{28, 28}, std::vector<double>(784, 0.0)};
  for (size_t row = 6; row < 22; ++row)
    for (size_t column = 13; column < 16; ++column) drawing.values[28 * row + column] = 1;
  const auto at_start = [&](const std::string& penalty) {
    return numbers(finish(only(penalty, {{"image", drawing}, {"step", 0.0}})), "x");
  };
  CHECK(at_start("l2") == at_start("gaussian"));
  const auto drawn = at_start("l2");
  for (const char* penalty : {"pca", "decoder"}) {
    const auto near = at_start(penalty);
    double away = 0, ink = 0;
    for (size_t i = 0; i < 784; ++i)
      away += (near[i] - drawn[i]) * (near[i] - drawn[i]), ink += drawn[i] * drawn[i];
    INFO(penalty);
    CHECK(away < 0.6 * ink);
  }
}

TEST_CASE("prototype-digits: the box holds the pixels") {
  const Frame frame = finish(only("l2", {{"box", true}, {"step", 20.0}}));
  for (double x : numbers(frame, "x")) {
    CHECK(x >= 0);
    CHECK(x <= 1);
  }
}

TEST_CASE("prototype-digits: assets that do not fit are refused by name") {
  const Bytes text = read_file(example_path("prototype-digits.json"));
  Scenario scenario = parse_scenario({text.begin(), text.end()});
  scenario.config["decoder"] = std::string("models/digits-linear.onnx");  // 784 → 10
  Session s = open_session(scenario);
  std::string message;
  try {
    for (const auto& asset : s.needs()) s.provide(asset, read_file(example_path(asset)));
  } catch (const Error& error) {
    message = error.code + ": " + error.message;
  }
  CHECK_THAT(message, Catch::StartsWith("shape-mismatch") && Catch::Contains("generator") &&
                          Catch::Contains("784") && Catch::Contains("10"));
}
