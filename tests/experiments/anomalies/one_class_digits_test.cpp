#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("one-class-digits: a density separates as the exercise says, better than the mean") {
  Session session = open_scenario("one-class-digits");
  const struct {
    const char* digit;
    double auc, mean;
  } expected[] = {{"0", 0.998, 0.987}, {"3", 0.93, 0.85}, {"8", 0.87, 0.80}};
  for (const auto& row : expected) {
    const Frame frame =
        finished(session, {{"class", text(row.digit)}, {"model", text("kde")}, {"count", 400.0}});
    INFO(row.digit);
    CHECK(scalar(frame, "auc") == Approx(row.auc).margin(0.005));
    CHECK(scalar(frame, "auc_mean") == Approx(row.mean).margin(0.005));
  }
  const Frame wide = finished(
      session, {{"class", text("3")}, {"model", text("kde")}, {"count", 400.0}, {"gamma", 0.01}});
  CHECK(scalar(wide, "auc") == Approx(scalar(wide, "auc_mean")).margin(0.01));
}

TEST_CASE("one-class-digits: ΣR = o for every model; the machine's gap closes") {
  Session session = open_scenario("one-class-digits");
  for (const char* model : {"one-class-svm", "kde", "k-means"}) {
    const Frame frame = finished(session, {{"model", text(model)}, {"count", 60.0}});
    CHECK(frame.quantities.at("R").shape == Shape{28, 28});
    CHECK(sum(frame, "R") == Approx(scalar(frame, "sum")));
    CHECK(sum(frame, "R_support") == Approx(scalar(frame, "sum")));
    for (const Check& one : frame.checks) CHECK(one.status == CheckStatus::holds);
    CHECK(find_view(frame, "anomalous") != nullptr);
  }
  const Frame machine = finished(session, {{"model", text("one-class-svm")}, {"count", 60.0}});
  CHECK(scalar(machine, "duality_gap") < 1e-6);
  CHECK(scalar(machine, "o") <= scalar(machine, "min_h"));
}

TEST_CASE("one-class-digits: another digit is explained without training anew") {
  Session session = open_scenario("one-class-digits");
  const Frame first = finished(session, {{"count", 60.0}, {"index", 1.0}});
  const Frame other = session.run({{"count", 60.0}, {"index", 2.0}});
  CHECK(other.standing.done);
  CHECK(scalar(other, "o") != scalar(first, "o"));
  CHECK(is_kept(view(other, "anomalous")));
}

TEST_CASE("one-class-digits: nothing to look at, all classes, altered digits") {
  Session session = open_scenario("one-class-digits");
  const Frame empty = finished(session, {{"count", 20.0}, {"index", -1.0}});
  CHECK(empty.problem->code == "empty-image");
  CHECK(find_view(empty, "anomalous") != nullptr);
  const Frame all =
      finished(session, {{"class", text("all")}, {"model", text("k-means")}, {"clusters", 10.0}});
  CHECK(all.quantities.count("auc") == 0);
  CHECK(find_view(all, "roc") == nullptr);
  CHECK(find_view(all, "members") != nullptr);

  const Frame plain = finished(session, {{"count", 20.0}, {"index", 5.0}});
  const auto altered = [&](const char* how) {
    return session.run({{"count", 20.0}, {"index", 5.0}, {"alter", text(how)}});
  };
  const Picture before = std::get<Picture>(std::get<ImageView>(view(plain, "input").body).pixels);
  const Frame turned = altered("turn");
  const Picture after = std::get<Picture>(std::get<ImageView>(view(turned, "input").body).pixels);
  CHECK(std::equal(before.values.begin(), before.values.end(), after.values.rbegin()));
  const Frame mirrored = altered("mirror");
  const Picture mirror =
      std::get<Picture>(std::get<ImageView>(view(mirrored, "input").body).pixels);
  for (size_t p = 0; p < 784; ++p)
    CHECK(mirror.values[p] == before.values[p / 28 * 28 + 27 - p % 28]);
  const Frame struck = altered("stroke");
  const Picture stroke = std::get<Picture>(std::get<ImageView>(view(struck, "input").body).pixels);
  CHECK(stroke.values[13 * 28 + 14] == 1);
}
