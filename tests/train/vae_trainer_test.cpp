// The variational autoencoder: its bound, its gradients, its training.
#include "train/vae_trainer.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/tolerance.hpp"
#include "train/initialise.hpp"
#include "train/labelled_images.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

constexpr Index kPixels = 6, kCode = 2;

template <class S>
int dense(Network<S>& net, const std::string& name, Index n_out, int input) {
  const Index n_in = size_of(net.node(input).shape);
  return net.add(name, Dense<S>{Matrix<S>::Zero(n_out, n_in), Vector<S>::Zero(n_out)}, {input});
}

/// Six pixels, a code of two; the decoder pads its image as the shipped one does.
template <class S>
Autoencoder<S> small_model(uint64_t seed, ActivationKind kind = ActivationKind::tanh) {
  Autoencoder<S> model;
  Network<S>&e = model.encoder, &d = model.decoder;
  int x = e.add("image", Input{{kPixels}}, {});
  x = e.add("act", Activation{kind}, {dense(e, "hidden", 8, x)});
  dense(e, "code", 2 * kCode, x);
  x = d.add("code", Input{{kCode}}, {});
  x = d.add("act", Activation{kind}, {dense(d, "hidden", 8, x)});
  model.logits = dense(d, "pixels", kPixels, x);
  x = d.add("ink", Activation{ActivationKind::sigmoid}, {model.logits});
  x = d.add("middle", Reshape{{1, 2, 3}}, {x});
  d.add("image", Pad{1, 1, 1, 1}, {x});
  Random random(seed);
  initialise(e, random), initialise(d, random);
  return model;
}

/// Stripes along one direction or the other, of varying strength.
template <class S>
Matrix<S> stripes(Index n) {
  Random random(21);
  Matrix<S> x(kPixels, n);
  for (Index k = 0; k < n; ++k) {
    const bool across = k % 2 == 0;
    for (Index i = 0; i < kPixels; ++i)
      x(i, k) = S(((across ? i / 3 : i % 2) == 0 ? 0.9 : 0.1) * random.uniform(0.8, 1));
  }
  return x;
}

VaeOptions options(int64_t epochs) {
  return {.train = {.epochs = epochs, .batch_size = 16, .optimizer = {.rate = 0.01}, .seed = 3},
          .beta = 0.5};
}

VaeTrainer<float> trainer(Autoencoder<float>& model, int64_t epochs) {
  const Matrix<float> x = stripes<float>(60);
  return {model, x.cols(), labelled_images<float>(x, std::vector<int>(60), {kPixels}),
          options(epochs)};
}

/// Compares d loss/d(parameter) of every Dense with central differences.
void check_gradients(Autoencoder<double>& model, Network<double>& net,
                     const std::vector<ParameterGradient<double>>& gradients,
                     const Matrix<double>& x, const Matrix<double>& epsilon) {
  const double step = 1e-6;
  const auto loss = [&] { return Elbo<double>(model, 0.7).value(x, epsilon).loss(); };
  const auto check = [&](double& number, double gradient) {
    const double kept = number;
    number = kept + step;
    const double above = loss();
    number = kept - step;
    const double below = loss();
    number = kept;
    CHECK(gradient == Approx((above - below) / (2 * step)).margin(kFiniteDifference));
  };
  for (int n = 0; n < net.size(); ++n)
    if (auto* layer = std::get_if<Dense<double>>(&net.node(n).layer)) {
      const auto& gradient = gradients[size_t(n)];
      for (Index i = 0; i < layer->weights.size(); ++i)
        check(layer->weights.data()[i], gradient.weights.data()[i]);
      for (Index i = 0; i < layer->bias.size(); ++i) check(layer->bias[i], gradient.bias[i]);
    }
}

const Matrix<float>& first_weights(const Network<float>& net) {
  for (const auto& node : net.nodes())
    if (const auto* layer = std::get_if<Dense<float>>(&node.layer)) return layer->weights;
  throw Error("internal", "no dense layer");
}

}  // namespace

TEST_CASE("elbo: gradients of both networks against finite differences, noise held", "[vae]") {
  for (uint64_t seed : {1, 2}) {
    Autoencoder<double> model = small_model<double>(seed);
    Random random(seed + 10);
    const Matrix<double> x = random.uniform_matrix<double>(kPixels, 3);
    const Matrix<double> epsilon = random.normal_matrix<double>(kCode, 3);
    Elbo<double> elbo(model, 0.7);
    const ElboValue value = elbo(x, epsilon);
    CHECK(value.loss() == value.reconstruction + 0.7 * value.divergence);
    check_gradients(model, model.encoder, elbo.encoder_gradients(), x, epsilon);
    check_gradients(model, model.decoder, elbo.decoder_gradients(), x, epsilon);
  }
}

TEST_CASE("elbo: networks that do not fit are refused", "[vae]") {
  Autoencoder<double> model = small_model<double>(1);
  REQUIRE_THROWS_AS(Elbo<double>(model, -1), Error);
  model.logits = 1;  // the hidden layer: eight, not six
  REQUIRE_THROWS_AS(Elbo<double>(model), Error);
  model = small_model<double>(1);
  model.encoder.set_output(1);
  model.encoder.set_output(dense(model.encoder, "wrong", kCode, 2));
  REQUIRE_THROWS_AS(Elbo<double>(model), Error);
  model = small_model<double>(1);
  Elbo<double> elbo(model);
  const Matrix<double> x = Matrix<double>::Zero(kPixels, 2);
  REQUIRE_THROWS_AS(elbo.value(x, Matrix<double>::Zero(kCode, 3)), Error);
  REQUIRE_THROWS_AS(elbo.value(x, Matrix<double>::Zero(kCode + 1, 2)), Error);
}

TEST_CASE("vae trainer: slices give the same bits as one go", "[vae]") {
  auto whole = small_model<float>(4), steps = small_model<float>(4), timed = small_model<float>(4);
  REQUIRE(trainer(whole, 6).run());
  auto sliced = trainer(steps, 6);
  for (int64_t n = 1; !sliced.state().done; n = n % 5 + 1) sliced.advance(n);
  auto by_time = trainer(timed, 6);
  while (!by_time.state().done) by_time.advance_for(0.05);
  CHECK(sliced.state().step == 6 * 4);
  CHECK(by_time.progress().fraction == 1);
  for (const auto* model : {&steps, &timed}) {
    CHECK(first_weights(model->encoder) == first_weights(whole.encoder));
    CHECK(first_weights(model->decoder) == first_weights(whole.decoder));
  }
}

TEST_CASE("vae trainer: the divergence counts for nothing at first where it warms up", "[vae]") {
  const Matrix<float> x = stripes<float>(60);
  const auto losses = [&](double beta, double warm_up) {
    auto model = small_model<float>(4);
    VaeOptions o = options(2);
    o.beta = beta, o.warm_up = warm_up;
    VaeTrainer<float> t(model, 60, labelled_images<float>(x, std::vector<int>(60), {kPixels}), o);
    const double first = t.advance(1).loss, mean_of_two = t.advance(1).loss;
    return std::pair{first, mean_of_two};
  };
  const auto without = losses(0, 0), warming = losses(0.5, 1), full = losses(0.5, 0);
  CHECK(warming.first == without.first);
  CHECK(warming.second > without.second);
  CHECK(warming.second < full.second);
  REQUIRE_THROWS_AS(losses(1, 1.5), Error);
}

TEST_CASE("vae trainer: the loss falls and what is decoded resembles the data", "[vae]") {
  auto model = small_model<float>(5, ActivationKind::relu);
  auto training = trainer(model, 150);
  training.advance(4);
  const double first = training.state().last_epoch_loss;
  training.run();
  CHECK(training.state().last_epoch_loss < 0.85 * first);
  const Matrix<float> x = stripes<float>(60);
  const Matrix<float> code = predict(model.encoder, x).topRows(kCode);
  const Matrix<float> image = predict(model.decoder, code);
  CHECK(image.rows() == 4 * 5);
  double gap = 0;
  for (Index i = 0; i < kPixels; ++i)
    gap += (image.row(5 * (1 + i / 3) + 1 + i % 3) - x.row(i)).squaredNorm() / double(x.size());
  CHECK(gap < 0.03);  // the variance of the pixels is 0.13
}

TEST_CASE("vae trainer: a loss that leaves the finite numbers is an error", "[vae]") {
  auto model = small_model<float>(6, ActivationKind::relu);
  const Matrix<float> x = stripes<float>(60);
  VaeOptions wild = options(50);
  wild.train.optimizer = {.kind = OptimizerKind::sgd, .rate = 1000};
  VaeTrainer<float> training(model, 60, labelled_images<float>(x, std::vector<int>(60), {kPixels}),
                             wild);
  try {
    training.run();
    FAIL("did not diverge");
  } catch (const Error& error) {
    CHECK(error.code == "diverged");
  }
}
