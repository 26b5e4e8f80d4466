#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("convolution-backprop: every check holds in every mode, layer and gradient") {
  Session session = open_scenario("convolution-backprop");
  for (const char* mode : {"full", "same", "valid", "circular"})
    for (const char* forward : {"convolution", "correlation"})
      for (const char* wanted : {"x", "w"})
        for (double index : {1.0, 3.0, 12.0}) {
          const Frame frame = session.run({{"mode", text(mode)},
                                           {"forward", text(forward)},
                                           {"wanted", text(wanted)},
                                           {"index", index}});
          INFO(mode << " " << forward << " " << wanted << " " << index);
          for (const Check& one : frame.checks) CHECK(one.status == CheckStatus::holds);
          // the products that meet sum to the gradient of the index
          const Series& meeting = std::get<Series>(view(frame, "meeting").body);
          const Index length = meeting.values.shape[1];
          double sum = 0;
          for (Index t = 0; t < length; ++t) {
            const double product = meeting.values.values[size_t(2 * length + t)];
            if (!std::isnan(product)) sum += product;
          }
          const auto& gradient =
              frame.quantities.at(std::string(wanted) == "x" ? "grad_x" : "grad_w").values;
          CHECK(sum ==
                Approx(gradient[std::min(size_t(index), gradient.size()) - 1]).margin(1e-12));
        }
}

TEST_CASE("convolution-backprop: δ is cut or continued to the length of y") {
  Session session = open_scenario("convolution-backprop");
  const auto delta = [&](std::vector<double> given) {
    return session.run({{"x", list({1, 2})}, {"w", list({3})}, {"delta", list(std::move(given))}})
        .quantities.at("delta")
        .values;
  };
  CHECK(delta({3}) == std::vector<double>{3, 0});
  CHECK(delta({1, 2, 3}) == std::vector<double>{1, 2});
  CHECK(delta({}) == std::vector<double>{0, 0});
}

TEST_CASE("convolution-backprop: an empty series and one too long are refused by name") {
  Session session = open_scenario("convolution-backprop");
  CHECK(problem_of(session, {{"x", list({})}}) == "shape-mismatch");
  CHECK(problem_of(session, {{"w", list(std::vector<double>(13, 1))}}) == "shape-mismatch");
  CHECK(problem_of(session, {{"x", list({1, NAN})}}) != "");
  CHECK(problem_of(session, {{"x", list({2})}, {"w", list({3})}, {"delta", list({1})}}) == "");
}
