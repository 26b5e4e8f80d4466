#include <catch2/catch.hpp>
#include <set>

#include "base/error.hpp"
#include "experiments/anomalies/plane_data.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

const std::vector<std::string> kModels = {"one-class-svm", "kde", "k-means"};

Array points(std::vector<double> coordinates) {
  const Index n = Index(coordinates.size()) / 2;
  return {{n, 2}, std::move(coordinates)};
}

}  // namespace

TEST_CASE("one-class-2d: every check holds for every data set, model and stiffness") {
  Session session = open_scenario("one-class-2d");
  for (const std::string data : {"moons", "rings", "blobs", "table"})
    for (const std::string& model : kModels)
      for (double stiffness : {0.01, 1.0, 1e4}) {
        const Frame frame = session.run(
            {{"data", data}, {"model", model}, {"gamma", stiffness}, {"beta", stiffness}});
        INFO(data << " " << model << " " << stiffness);
        CHECK_FALSE(frame.problem.has_value());
        for (const Check& one : frame.checks)
          CHECK((one.status == CheckStatus::holds || one.name == "two-layers"));
        CHECK(sum(frame, "R") == Approx(scalar(frame, "sum")));
        CHECK(scalar(frame, "lower_bound") <= scalar(frame, "o") + 1e-9);
        CHECK(scalar(frame, "o") <= scalar(frame, "min_h") + 1e-9);
      }
}

TEST_CASE("one-class-2d: the weights are those of training, in the bounds that ν sets") {
  Session session = open_scenario("one-class-2d");
  for (double nu : {0.05, 0.3, 1.0}) {
    const Frame frame = session.run({{"nu", nu}, {"data", std::string("rings")}});
    CHECK(sum(frame, "alpha") == Approx(1));
    CHECK(scalar(frame, "M") >= nu * 50 - 1e-9);
    CHECK(scalar(frame, "duality_gap") < 1e-6);
  }
  const Frame density = session.run({{"model", std::string("kde")}});
  for (double alpha : density.quantities.at("alpha").values) CHECK(alpha == Approx(1.0 / 50));
}

TEST_CASE("one-class-2d: own points take the data set's place; none are the data set") {
  Session session = open_scenario("one-class-2d");
  const Frame own = session.run({{"points", points({0, 0, 1, 1, 2, 0})},
                                 {"model", std::string("kde")},
                                 {"x", Array{{2}, {0, 1}}},
                                 {"gamma", 1.0}});
  const double f = (std::exp(-1.0) + std::exp(-1.0) + std::exp(-5.0)) / 3;
  CHECK(scalar(own, "f") == Approx(f));
  CHECK(scalar(own, "o") == Approx(-std::log(f)));
  const Frame none = session.run({{"points", points({})}, {"data", std::string("blobs")}});
  const View& soft = view(none, "soft");
  CHECK(field<Array>(soft, "set").values.size() == size_t(plane_data("blobs").size()));
  CHECK(field<std::string>(soft, "set_control") == "points");
}

TEST_CASE("one-class-2d: one point, points on each other, x on a support vector, a border") {
  Session session = open_scenario("one-class-2d");
  const Array x{{2}, {1, 1}};
  const Frame one = session.run({{"points", points({1, 1})}, {"x", x}});
  CHECK(scalar(one, "o") == 0);
  CHECK(sum(one, "R") == 0);
  CHECK(scalar(one, "M") == 1);
  const Frame equal =
      session.run({{"points", points({1, 1, 1, 1, 1, 1})}, {"x", Array{{2}, {2, 1}}}});
  CHECK(scalar(equal, "o") == Approx(1));
  CHECK(equal.quantities.at("R").values[0] == Approx(1));
  CHECK(equal.quantities.at("R").values[1] == Approx(0).margin(1e-12));
  CHECK(problem_of(session, {{"points", points({1, 1, 1, 1})},
                             {"model", std::string("k-means")}}) == "out-of-range");
  const Frame border = session.run({{"points", points({-1, 0, 1, 0})},
                                    {"model", std::string("k-means")},
                                    {"clusters", 2.0},
                                    {"x", Array{{2}, {0, 2}}}});
  CHECK(scalar(border, "f") == 0);
  CHECK(sum(border, "R") == 0);
}

TEST_CASE("one-class-2d: a drag of x sends no field anew, a drag of a point does") {
  Session session = open_scenario("one-class-2d");
  session.run({{"model", std::string("kde")}});
  while (!session.advance(1000).standing.done) {
  }
  const Frame moved = session.run({{"model", std::string("kde")}, {"x", Array{{2}, {0, 0}}}});
  CHECK(is_kept(view(moved, "soft")));
  CHECK(is_kept(view(moved, "hard")));
  const Frame other =
      session.run({{"model", std::string("kde")}, {"points", points({0, 0, 1, 1, 2, 0})}});
  CHECK_FALSE(is_kept(view(other, "soft")));
}

TEST_CASE("one-class-2d: a table with too few columns is refused, a constant one becomes 0") {
  const auto provide = [](const std::string& text) {
    Exercise exercise(parse_scenario([] {
      const Bytes bytes = read_file(example_path("one-class-2d.json"));
      return std::string(bytes.begin(), bytes.end());
    }()));
    exercise.session.provide("data/iris/iris.csv", Bytes(text.begin(), text.end()));
  };
  const auto code = [&](const std::string& text) -> std::string {
    try {
      provide(text);
      return "";
    } catch (const Error& error) {
      return error.code;
    }
  };
  CHECK(code("1\n2\n") == "out-of-range");
  CHECK(code("1,x\n2,3\n") == "bad-data");
  CHECK(code("1,2\n1,3\n").empty());
  CHECK(standardised(Matrix<double>::Constant(2, 4, 3.0), 1).isZero());
}
