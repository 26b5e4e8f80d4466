#include "experiments/prototypes/prototype_starts.hpp"

#include <cmath>

#include "base/random.hpp"
#include "experiments/shared/config.hpp"
#include "nn/scores.hpp"

namespace relevance {
namespace {

constexpr Index kSamples = 100;  // codes to start from

/// Of seeded codes z ~ N(0, I) the one that each class's objective is highest for: a decoder's
/// landscape has many tops, and the nearest to 0 is often another class's.
Matrix<double> sampled_codes(const PrototypeControls& asked, const Values& values,
                             ImageExplainer& explainer, NetworkGenerator<float>& decoder) {
  Random random(uint64_t(asked.seed(values)));
  const Matrix<double> codes = random.normal_matrix<double>(decoder.code_size(), kSamples);
  const Matrix<float> images = decoder(codes).cast<float>();
  const Matrix<float>& scores =
      explainer.forward()(images).values[size_t(explainer.network().output())];
  const bool as_probability = asked.objective.is(values, "log-probability");
  Matrix<double> best(codes.rows(), scores.rows());
  for (Index k = 0; k < scores.rows(); ++k) {
    double highest = -INFINITY;
    for (Index b = 0; b < codes.cols(); ++b) {
      const double f =
          as_probability ? -std::log1p(std::exp(-log_odds(scores, k, b))) : double(scores(k, b));
      const double objective = f - asked.lambda(values) * codes.col(b).squaredNorm();
      if (objective <= highest) continue;
      highest = objective;
      best.col(k) = codes.col(b);
    }
  }
  return best;
}

}  // namespace

LaneStart lane_start(const PrototypeControls& asked, const Values& values,
                     ImageExplainer& explainer, const DigitPriors& priors) {
  const Index classes = explainer.network().output_size(), n = priors.density->size();
  const Array& drawn = asked.image(values);
  const std::string& kind = asked.start(values);
  LaneStart start;
  const auto all = [&](const Vector<double>& one) { return one.replicate(1, classes); };
  if (!drawn.values.empty()) {
    start.pixels = all(framed_drawing(drawn, explainer.network().input_shape()).cast<double>());
  } else if (kind == "code") {
    start.decoder_code = all(asked.code.vector(values));
    start.pixels = (*priors.decoder)(start.decoder_code);
  } else if (kind == "noise") {
    Random random(uint64_t(asked.seed(values)));
    start.pixels = random.uniform_matrix<double>(n, classes);
    start.pca_code = random.normal_matrix<double>(priors.pca->code_size(), classes);
    start.decoder_code = random.normal_matrix<double>(priors.decoder->code_size(), classes);
  } else {
    start.pixels = kind != "blank" ? Matrix<double>(all(priors.density->mean()))
                                   : Matrix<double>::Zero(n, classes);
    if (kind != "blank") {
      start.pca_code = Matrix<double>::Zero(priors.pca->code_size(), classes);
      start.decoder_code = Matrix<double>::Zero(priors.decoder->code_size(), classes);
    }
    if (kind == "sampled")
      start.decoder_code = sampled_codes(asked, values, explainer, *priors.decoder);
  }
  // Where no code is known all columns are alike: the code nearest to them is found once.
  const auto complete = [&](Generator& g, Matrix<double>& code) {
    if (code.size() == 0)
      code = all(nearest_code(g, start.pixels.col(0), Matrix<double>::Zero(g.code_size(), 1)));
  };
  complete(*priors.pca, start.pca_code);
  complete(*priors.decoder, start.decoder_code);
  return start;
}

}  // namespace relevance
