#include "experiments/anomalies/anomaly_model.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/about.hpp"
#include "nn/kernels/distances.hpp"
#include "nn/kernels/minima.hpp"

namespace relevance {
namespace {

constexpr Index kTogether = 256;  // points in one forward pass
constexpr Index kSlice = 200;     // iterations between two looks at the clock

}  // namespace

std::vector<Index> by_share(const Vector<double>& p) {
  std::vector<Index> order(static_cast<size_t>(p.size()));
  std::iota(order.begin(), order.end(), Index(0));
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return p[a] > p[b]; });
  return order;
}

AnomalyModel::Neural::Neural(Network<double> of)
    : network(std::move(of)), forward(network), lrp(network, make_composite({"epsilon-plus"})) {}

AnomalyModel::AnomalyModel(KernelModel model, std::optional<OneClassSvm> svm)
    : centres_(std::move(model.centres)),
      alpha_(std::move(model.alpha)),
      svm_(std::move(svm)),
      stiffness_(model.gamma) {
  neural_.resize(1);
}

AnomalyModel::AnomalyModel(KMeans clusters, double beta)
    : centres_(clusters.centres), clusters_(std::move(clusters)), stiffness_(beta) {
  neural_.resize(size_t(centres_.cols()));
}

AnomalyModel::Neural& AnomalyModel::neural(Index cluster) const {
  auto& place = neural_[size_t(is_k_means() ? cluster : 0)];
  if (!place)
    place = std::make_unique<Neural>(is_k_means() ? neuralize_cluster(centres_, cluster, stiffness_)
                                                  : neuralize({centres_, alpha_, stiffness_}));
  return *place;
}

const Network<double>& AnomalyModel::network(Index cluster) const {
  return neural(cluster).network;
}

AnomalyExplanation AnomalyModel::explain(const Vector<double>& x, Index cluster) const {
  AnomalyExplanation e;
  if (is_k_means()) e.cluster = cluster < 0 ? nearest_centres(centres_, x)[0] : cluster;
  Neural& explainer = neural(e.cluster);
  const Trace<double>& trace = explainer.forward(Matrix<double>(x));
  e.h = trace.values[1];
  e.o = trace.values[2](0, 0);
  e.m = e.h.minCoeff();
  e.bound = e.m - std::log(double(e.h.size())) / stiffness_;
  e.start = is_k_means() ? e.m : e.o;
  Matrix<double> shares;
  soft_min_relevance(stiffness_, trace.values[1], Matrix<double>(Matrix<double>::Ones(1, 1)),
                     shares);
  e.p = shares;
  const auto& result =
      explainer.lrp(trace, Matrix<double>(Matrix<double>::Constant(1, 1, e.start)));
  e.R_support = result.relevance[1];
  e.R = result.relevance[0];
  for (const auto& absorbed : result.absorbed) e.absorbed += absorbed.sum();
  return e;
}

Matrix<double> AnomalyModel::minima(const Matrix<double>& points, Index cluster) const {
  Forward<double>& forward = neural(cluster).forward;
  Matrix<double> both(2, points.cols()), some;
  for (Index first = 0; first < points.cols(); first += kTogether) {
    const Index n = std::min(kTogether, points.cols() - first);
    some = points.middleCols(first, n);
    const Trace<double>& trace = forward(some);
    both.row(0).segment(first, n) = trace.values[2].row(0);
    both.row(1).segment(first, n) = trace.values[1].colwise().minCoeff();
  }
  return both;
}

Matrix<float> AnomalyModel::map(const Matrix<double>& points, Index cluster) const {
  if (is_k_means()) return minima(points, cluster).cast<float>();
  const auto& distance = std::get<SquaredDistance<double>>(network().node(1).layer);
  Vector<float> soft, hard;
  distance_minima(distance.centres.cast<float>(), distance.offsets.cast<float>(), float(stiffness_),
                  points.transpose().cast<float>(), soft, hard);
  Matrix<float> both(2, points.cols());
  both << soft.transpose(), hard.transpose();
  return both;
}

Vector<double> AnomalyModel::outlierness(const Matrix<double>& points) const {
  if (!is_k_means()) return minima(points).row(0).transpose();
  Matrix<double> distances;
  squared_distances(centres_, Vector<double>(), points, distances);
  return distances.colwise().minCoeff().transpose();
}

AnomalyFit::AnomalyFit(const AnomalyQuestion& question, Matrix<double> points)
    : question_(question) {
  if (question.is_k_means()) {
    about("clusters", [&] {
      check_range("k-means", "the number of clusters", double(question.clusters), 2, 1e6);
      clusters_.emplace(std::move(points), question.clusters, question.seed);
    });
    return;
  }
  check_name("anomalies", "model", question.model, {"one-class-svm", "kde", "k-means"});
  if (question.model == "kde")
    density_ = kernel_density(points, question.gamma);
  else
    machine_ = std::make_unique<OneClassTraining>(
        std::move(points), OneClassOptions{.gamma = question.gamma, .nu = question.nu});
}

bool AnomalyFit::done() const {
  return density_ || (machine_ && machine_->done()) || (clusters_ && clusters_->done());
}

double AnomalyFit::progress() const {
  if (done()) return 1;
  return machine_ ? machine_->progress() : 0;
}

void AnomalyFit::advance(double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  while (!done()) {
    if (machine_)
      machine_->advance(kSlice);
    else
      clusters_->step();
    if (std::chrono::duration<double, std::milli>(Clock::now() - begun).count() >= budget_ms)
      return;
  }
}

AnomalyModel AnomalyFit::model() const {
  if (clusters_) return {clusters_->result(), question_.beta};
  if (density_) return {*density_, std::nullopt};
  OneClassSvm svm = machine_->result();
  KernelModel model = svm.model;
  return {std::move(model), std::move(svm)};
}

AnomalyModel fit(const AnomalyQuestion& question, const Matrix<double>& points) {
  AnomalyFit fit(question, points);
  fit.advance(std::numeric_limits<double>::infinity());
  return fit.model();
}

}  // namespace relevance
