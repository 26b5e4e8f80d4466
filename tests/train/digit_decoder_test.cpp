// The shipped generators of digits: what their cards claim.
#include "train/digit_decoder.hpp"

#include <catch2/catch.hpp>

#include "io/file.hpp"
#include "io/npy.hpp"
#include "io/onnx/onnx.hpp"
#include "train/confidence.hpp"

using namespace relevance;

namespace {

OnnxModel<float> shipped(const std::string& name) {
  return read_onnx<float>(
      read_file(std::string(RELEVANCE_ROOT) + "/examples/models/digits-" + name + ".onnx"));
}

}  // namespace

TEST_CASE("decoder recipe: seeded, small, images of the classifiers' shape", "[vae]") {
  const DecoderRecipe recipe = decoder_recipe(3), again = decoder_recipe(3);
  const Network<float>& decoder = recipe.model.decoder;
  CHECK(decoder.parameter_count() <= 64000);
  CHECK(decoder.output_shape() == Shape{1, 28, 28});
  const Matrix<float> codes = Random(1).normal_matrix<float>(decoder.input_size(), 2);
  CHECK(predict(decoder, codes) == predict(again.model.decoder, codes));
  CHECK(predict(decoder, codes) != predict(decoder_recipe(4).model.decoder, codes));
  Elbo<float> elbo(recipe.model);  // the two halves fit
  CHECK(elbo.code_size() == decoder.input_size());
}

TEST_CASE("shipped decoder: small, and every code is an image with ink 0 to 1", "[vae]") {
  const auto model = shipped("decoder");
  CHECK(model.notices.empty());
  CHECK(model.network.parameter_count() == decoder_recipe().model.decoder.parameter_count());
  CHECK(model.network.output_shape() == Shape{1, 28, 28});
  for (const double scale : {0.0, 1.0, 5.0}) {
    const Matrix<float> codes =
        Random(2).normal_matrix<float>(model.network.input_size(), 64, scale);
    const Matrix<float> images = predict(model.network, codes);
    CHECK(images.minCoeff() >= 0);
    CHECK(images.maxCoeff() <= 1);
    CHECK(images.maxCoeff() > 0.5f);
  }
}

TEST_CASE("shipped decoder: most standard normal codes are recognised as digits", "[vae]") {
  constexpr double kClaimed = 0.72, kMargin = 0.05;  // the lower of the card's shares
  const Network<float> decoder = shipped("decoder").network, cnn = shipped("cnn").network;
  const Matrix<float> images =
      predict(decoder, Random(3).normal_matrix<float>(decoder.input_size(), 1000));
  CHECK(confident_share(cnn, images, 0.9) > kClaimed - kMargin);
  const Matrix<float> scores = predict(cnn, images);
  std::vector<int> counts(10, 0);
  for (Index i = 0; i < scores.cols(); ++i) {
    Index winner = 0;
    scores.col(i).maxCoeff(&winner);
    ++counts[size_t(winner)];
  }
  for (const int count : counts) CHECK(count > 30);  // no digit is forgotten
}

TEST_CASE("confidence: softmax of the winner, whatever the logits' size", "[vae]") {
  Network<float> net;
  const int x = net.add("x", Input{{2}}, {});
  net.add("z", Dense<float>{Matrix<float>::Identity(2, 2), Vector<float>::Zero(2)}, {x});
  Matrix<float> logits(2, 3);
  logits << 0, std::log(3.0f), 5000, 0, 0, -5000;
  const Vector<float> sure = confidences(net, logits);
  CHECK(sure[0] == Approx(0.5));
  CHECK(sure[1] == Approx(0.75));
  CHECK(sure[2] == Approx(1));
  CHECK(confident_share(net, logits, 0.6) == Approx(2.0 / 3));
}

TEST_CASE("shipped principal components: code zero is the mean of the digits", "[pca]") {
  const Network<float> pca = shipped("pca").network;
  CHECK(pca.input_size() == 32);
  CHECK(pca.output_shape() == Shape{1, 28, 28});
  const NpyArray gaussian =
      read_npy(read_file(std::string(RELEVANCE_ROOT) + "/examples/models/digits-gaussian.npy"));
  CHECK(gaussian.shape == Shape{66, 784});
  const Matrix<float> mean = predict(pca, Matrix<float>(Matrix<float>::Zero(32, 1)));
  for (Index i = 0; i < 784; ++i) CHECK(mean(i) == Approx(gaussian.values[size_t(i)]).margin(1e-6));
}
