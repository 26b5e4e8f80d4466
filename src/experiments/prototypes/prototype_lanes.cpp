#include "experiments/prototypes/prototype_lanes.hpp"

#include <chrono>
#include <numeric>

#include "base/error.hpp"
#include "prototype/closed_form.hpp"

namespace relevance {
namespace {

/// W of a network that is one dense layer, as columns `[n × classes]`; empty for any other.
Matrix<double> linear_weights(const Network<float>& network) {
  const Dense<float>* only = nullptr;
  for (const auto& node : network.nodes()) {
    if (const auto* dense = std::get_if<Dense<float>>(&node.layer)) {
      if (only) return {};
      only = dense;
    } else if (!std::holds_alternative<Input>(node.layer) &&
               !std::holds_alternative<Reshape>(node.layer)) {
      return {};
    }
  }
  return only ? Matrix<double>(only->weights.transpose().cast<double>()) : Matrix<double>();
}

/// A and c of an affine generator, by its values at 0 and at the unit codes.
Matrix<double> affine_part(Generator& g, Matrix<double>& offset) {
  const Index codes = g.code_size();
  offset = g(Matrix<double>::Zero(codes, 1));
  Matrix<double> A = g(Matrix<double>::Identity(codes, codes));
  A.colwise() -= Vector<double>(offset.col(0));
  return A;
}

}  // namespace

const std::vector<std::string>& lane_names() {
  static const std::vector<std::string> names{"l2", "gaussian", "pca", "decoder"};
  return names;
}

Gaussian read_gaussian(const Shape& shape, const std::vector<double>& values) {
  if (shape.size() != 2 || shape[0] < 2)
    throw Error(
        "shape-mismatch",
        "gaussian: the array has shape " + to_string(shape) + ", expected 2 + rank rows",
        {{"name", "gaussian"}, {"given", to_string(shape)}, {"expected", "[2 + rank × n]"}});
  const Eigen::Map<const Matrix<double>> rows(values.data(), shape[1], shape[0]);
  return Gaussian::low_rank(rows.col(0), rows.rightCols(shape[0] - 2), rows.col(1));
}

PrototypeLanes::PrototypeLanes(const Network<float>& network, const DigitPriors& priors,
                               const LaneQuestion& question, const LaneStart& start)
    : network_(network), objective_(network, network.output(), question.score) {
  for (const auto& penalty : question.penalties) add_lane(penalty, priors, question, start);
}

void PrototypeLanes::add_lane(const std::string& penalty, const DigitPriors& priors,
                              const LaneQuestion& question, const LaneStart& start) {
  const Index classes = start.pixels.cols();
  AscentProblem problem{.objective = &objective_};
  problem.units.resize(size_t(classes));
  std::iota(problem.units.begin(), problem.units.end(), Index{0});
  AscentOptions options = question.ascent;
  const bool generated = penalty == "pca" || penalty == "decoder";
  Matrix<double> from = start.pixels;
  if (generated) {
    NetworkGenerator<float>& g = penalty == "pca" ? *priors.pca : *priors.decoder;
    const Matrix<double>& code = penalty == "pca" ? start.pca_code : start.decoder_code;
    problem.generator = &g;
    problem.code_penalty = squared_norm(question.lambda);
    from = code;
  } else {
    const Penalty omega =
        penalty == "l2" ? squared_norm(question.lambda) : negative_log_density(*priors.density);
    problem.input_penalty = omega;
    if (question.variation > 0) {
      const Penalty smooth =
          total_variation(question.variation, image_shape(network_.input_shape()), 0.01);
      problem.input_penalty = [=](const Matrix<double>& x, Vector<double>& v, Matrix<double>& g) {
        omega(x, v, g);
        smooth(x, v, g);
      };
    }
    if (question.box) options.box = Box{0, 1};
  }
  Lane lane{penalty, std::make_unique<Ascent>(problem, options, from), {}, {}};
  lane.start = lane.ascent->now().x;
  const Matrix<double> w = linear_weights(network_);
  const bool bent = question.score != Score::activation || penalty == "decoder" ||
                    (!generated && (question.box || question.variation > 0));
  if (w.size() > 0 && !bent) {
    if (penalty == "l2") lane.x_star = optimum_under_norm(w, question.lambda);
    if (penalty == "gaussian") lane.x_star = optimum_under_density(w, *priors.density);
    if (penalty == "pca") {
      Matrix<double> offset;
      const Matrix<double> A = affine_part(*priors.pca, offset);
      lane.x_star = (*priors.pca)(optimal_code(w, A, question.lambda));
    }
  }
  lanes_.push_back(std::move(lane));
}

bool PrototypeLanes::stopped(const Lane& lane) {
  const auto at = lane.ascent->diverged_at();
  return at && lane.ascent->step() + 1 >= *at;
}

bool PrototypeLanes::done(int step) const {
  for (const Lane& lane : lanes_)
    if (lane.ascent->step() != step && !(step > lane.ascent->step() && stopped(lane))) return false;
  return true;
}

int PrototypeLanes::step() const {
  int furthest = 0;
  for (const Lane& lane : lanes_) furthest = std::max(furthest, lane.ascent->step());
  return furthest;
}

void PrototypeLanes::advance(int step, double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double, std::milli>(budget_ms);
  for (Lane& lane : lanes_)
    if (lane.ascent->step() > step) lane.ascent->go_to(step);
  while (!done(step)) {
    for (Lane& lane : lanes_)
      if (lane.ascent->step() < step) lane.ascent->go_to(lane.ascent->step() + 1);
    if (Clock::now() >= end) break;
  }
}

}  // namespace relevance
