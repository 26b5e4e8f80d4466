#pragma once
// Prototypes of all classes under several penalties, climbing side by side.

#include "lab/value.hpp"
#include "prototype/ascent.hpp"

namespace relevance {

/// What is known about digits; each outlives whoever is given it.
struct DigitPriors {
  const Gaussian* density = nullptr;
  NetworkGenerator<float>* pca = nullptr;
  NetworkGenerator<float>* decoder = nullptr;  ///< the one in use
};

/// From a `[2 + rank × n]` array: the mean, the diagonal, the factors. Raises `shape-mismatch`.
Gaussian read_gaussian(const Shape& shape, const std::vector<double>& values);

/// How the ascents begin.
struct LaneStart {
  Matrix<double> pixels;                  ///< [n × classes]
  Matrix<double> pca_code, decoder_code;  ///< [code × classes]
};

struct LaneQuestion {
  std::vector<std::string> penalties;  ///< of lane_names()
  Score score = Score::activation;
  double lambda = 0.1;   ///< of ‖x‖² and ‖z‖²
  double variation = 0;  ///< of total variation, on pixels; 0: none
  bool box = false;      ///< pixels stay in [0, 1]
  AscentOptions ascent;
};

/// "l2", "gaussian", "pca", "decoder".
const std::vector<std::string>& lane_names();

class PrototypeLanes {
 public:
  struct Lane {
    std::string penalty;
    std::unique_ptr<Ascent> ascent;
    Matrix<double> start;   ///< x at step 0, [n × classes]
    Matrix<double> x_star;  ///< [n × classes] where there is a closed form, else empty
  };
  /// `network` and what `priors` point to must outlive this. Raises what Ascent and the penalties
  /// raise.
  PrototypeLanes(const Network<float>& network, const DigitPriors& priors,
                 const LaneQuestion& question, const LaneStart& start);

  /// Moves every lane towards `step`, for about that many milliseconds, at least one step;
  /// backwards at once.
  void advance(int step, double budget_ms);
  /// Whether no lane has further to go.
  bool done(int step) const;
  /// The step of the lane that has come furthest.
  int step() const;
  const std::vector<Lane>& lanes() const { return lanes_; }
  /// Whether the lane stands before a step that diverges.
  static bool stopped(const Lane& lane);

 private:
  void add_lane(const std::string& penalty, const DigitPriors& priors, const LaneQuestion& question,
                const LaneStart& start);

  const Network<float>& network_;
  NetworkObjective<float> objective_;
  std::vector<Lane> lanes_;
};

}  // namespace relevance
