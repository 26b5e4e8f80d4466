// The training loop: slices, determinism, learning, several heads and inputs.
#include "train/trainer.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "train/digit_models.hpp"
#include "train/initialise.hpp"
#include "train/labelled_images.hpp"

using namespace relevance;

namespace {

/// Two rings of points and a network that can tell them apart.
struct Rings {
  Matrix<float> points{2, 120};
  std::vector<int> labels;
  Network<float> network;

  Rings() {
    Random random(11);
    for (Index i = 0; i < points.cols(); ++i) {
      const double radius = i % 2 == 0 ? 0.5 : 1.5, angle = random.uniform(0, 6.2832);
      points.col(i) << float(radius * std::cos(angle)), float(radius * std::sin(angle));
      labels.push_back(int(i % 2));
    }
    const int x = network.add("x", Input{{2}}, {});
    const int h =
        network.add("h", Dense<float>{Matrix<float>::Zero(16, 2), Vector<float>::Zero(16)}, {x});
    const int r = network.add("r", Activation{ActivationKind::relu}, {h});
    network.add("y", Dense<float>{Matrix<float>::Zero(2, 16), Vector<float>::Zero(2)}, {r});
    initialise(network, random);
  }
  Trainer<float> trainer(int64_t epochs = 60, uint64_t seed = 5) {
    return {network,
            points.cols(),
            labelled_images<float>(points, labels, {2}, {.noise = 0}),
            cross_entropy<float>(network.output()),
            {.epochs = epochs,
             .batch_size = 25,
             .optimizer = {.rate = 0.02},
             .schedule = {.kind = ScheduleKind::cosine},
             .seed = seed}};
  }
  const Matrix<float>& weights() const {
    return std::get<Dense<float>>(network.node(1).layer).weights;
  }
};

}  // namespace

TEST_CASE("trainer: learns two rings", "[train]") {
  Rings rings;
  auto trainer = rings.trainer();
  REQUIRE(trainer.run());
  REQUIRE(trainer.state().done);
  REQUIRE(trainer.state().epoch == 60);
  REQUIRE(trainer.state().step == 60 * 5);
  REQUIRE(trainer.state().last_epoch_loss < 0.05);
  const Matrix<float> scores = predict(rings.network, rings.points);
  for (Index i = 0; i < scores.cols(); ++i)
    REQUIRE((scores(1, i) > scores(0, i)) == (rings.labels[size_t(i)] == 1));
}

TEST_CASE("trainer: slices give the same bits as one go", "[train]") {
  Rings whole, steps, timed;
  whole.trainer(8).run();
  auto sliced = steps.trainer(8);
  for (int64_t n = 1; !sliced.state().done; n = n % 7 + 1) sliced.advance(n);
  auto by_time = timed.trainer(8);
  while (!by_time.state().done) by_time.advance_for(0.05);
  REQUIRE(steps.weights() == whole.weights());
  REQUIRE(timed.weights() == whole.weights());
}

TEST_CASE("trainer: another seed takes another way", "[train]") {
  Rings a, b;
  a.trainer(2, 1).run();
  b.trainer(2, 2).run();
  REQUIRE(a.weights() != b.weights());
}

TEST_CASE("trainer: is cancelled between slices and goes on from there", "[train]") {
  Rings rings, whole;
  auto trainer = rings.trainer(4);
  int asked = 0;
  REQUIRE_FALSE(trainer.run([&](const Progress& p) {
    REQUIRE(p.fraction <= 1);
    return ++asked < 2;
  }));
  REQUIRE(asked == 2);
  REQUIRE(trainer.state().epoch == 2);
  REQUIRE(trainer.progress().label == "epoch 3 of 4");
  REQUIRE(trainer.run());
  whole.trainer(4).run();
  REQUIRE(rings.weights() == whole.weights());
}

TEST_CASE("trainer: a loss that leaves the finite numbers is an error", "[train]") {
  Rings rings;
  Trainer<float> trainer(rings.network, 120,
                         labelled_images<float>(rings.points, rings.labels, {2}),
                         mean_squared_error<float>(rings.network.output()), {});
  REQUIRE_THROWS_AS(trainer.advance(1), Error);  // no targets were given
  Rings wild;
  wild.points *= 1e30f;
  Trainer<float> diverging(wild.network, 120, labelled_images<float>(wild.points, wild.labels, {2}),
                           cross_entropy<float>(wild.network.output()),
                           {.optimizer = {.kind = OptimizerKind::sgd, .rate = 1000}});
  try {
    diverging.run();
    FAIL("did not diverge");
  } catch (const Error& error) {
    REQUIRE(error.code == "diverged");
  }
}

TEST_CASE("trainer: two inputs, one of them noise, and two heads", "[train]") {
  // y = Wx + noise, and a second loss that pulls the first layer to zero.
  Network<double> net;
  const int x = net.add("x", Input{{2}}, {}), e = net.add("noise", Input{{2}}, {});
  const int h =
      net.add("h", Dense<double>{Matrix<double>::Ones(2, 2), Vector<double>::Zero(2)}, {x});
  const int y = net.add("y", Add{}, {h, e});
  const MakeBatch<double> make = [](const std::vector<Index>& samples, Random& random,
                                    Batch<double>& batch) {
    const Index n = Index(samples.size());
    batch.inputs = {random.normal_matrix<double>(2, n), random.normal_matrix<double>(2, n, 0.01)};
    batch.targets = 2 * batch.inputs[0];
  };
  const Loss<double> small = [h](const Trace<double>& t, const Batch<double>&,
                                 Heads<double>& heads) {
    const auto& v = t.values[size_t(h)];
    heads.push_back({h, v * (2.0 / double(v.size()))});
    return v.squaredNorm() / double(v.size());
  };
  Trainer<double> trainer(
      net, 64, make, sum_of<double>({{1, mean_squared_error<double>(y)}, {1, small}}),
      {.epochs = 300, .optimizer = {.rate = 0.05}, .schedule = {.kind = ScheduleKind::cosine}});
  trainer.run();
  // (W−2)² + W² is least at W = 1 on the diagonal.
  const auto& w = std::get<Dense<double>>(net.node(h).layer).weights;
  REQUIRE(w.isApprox(Matrix<double>::Identity(2, 2), 0.02));
}

TEST_CASE("trainer: senseless options are refused", "[train]") {
  Rings rings;
  const auto make = labelled_images<float>(rings.points, rings.labels, {2});
  const auto loss = cross_entropy<float>(rings.network.output());
  REQUIRE_THROWS_AS(Trainer<float>(rings.network, 0, make, loss, {}), Error);
  REQUIRE_THROWS_AS(Trainer<float>(rings.network, 5, make, loss, {.epochs = -1}), Error);
  REQUIRE_THROWS_AS(Trainer<float>(rings.network, 5, make, loss, {.batch_size = 0}), Error);
}

TEST_CASE("digit recipes: small enough, seeded, and biases zero where they stay", "[train]") {
  for (const auto& name : digit_model_names()) {
    const auto recipe = digit_recipe(name, 3), again = digit_recipe(name, 3);
    REQUIRE(recipe.network.parameter_count() <= 64000);
    REQUIRE(recipe.network.input_shape() == Shape{1, 28, 28});
    REQUIRE(recipe.network.output_size() == 10);
    Random random(1);
    const Matrix<float> x = random.uniform_matrix<float>(784, 2);
    REQUIRE(predict(recipe.network, x) == predict(again.network, x));
  }
  REQUIRE_FALSE(digit_recipe("cnn-bias-free").options.optimizer.train_bias);
  REQUIRE_THROWS_AS(digit_recipe("cn"), Error);
}
