#pragma once
// The three models of the chapter behind one face: fitted in slices, evaluated in batches, and
// explained through their neural form.
//
//   AnomalyModel model = fit({.model = "one-class-svm", .gamma = 2}, points);
//   const AnomalyExplanation e = model.explain(x);        // ΣR = e.start

#include <optional>

#include "explain/lrp.hpp"
#include "lab/key.hpp"
#include "oneclass/k_means.hpp"
#include "oneclass/one_class_svm.hpp"

namespace relevance {

/// What is fitted: `one-class-svm`, `kde` or `k-means`.
struct AnomalyQuestion {
  std::string model = "one-class-svm";
  double gamma = 1, nu = 0.1;  ///< of the kernel models
  Index clusters = 3;          ///< of k-means, with the stiffness β of its soft minimum
  double beta = 1;
  uint64_t seed = 1;
  bool is_k_means() const { return model == "k-means"; }
  Key key() const { return key_of(model, gamma, nu, clusters, beta, seed); }
};

/// One point explained. Of k-means, h are the terms of the evidence for `cluster`, one for each
/// other centre.
struct AnomalyExplanation {
  Index cluster = -1;
  Vector<double> h;         ///< [M]
  double o = 0;             ///< the soft minimum of h
  double m = 0, bound = 0;  ///< min h, and m − s⁻¹ log M for the stiffness s: bound ≤ o ≤ m
  double start = 0;         ///< what is explained: o; of k-means the evidence m
  Vector<double> p;         ///< softmin of h, [M]
  Vector<double> R_support;  ///< [M]
  Vector<double> R;          ///< [d]
  double absorbed = 0;       ///< start − ΣR: of planes that x lies on
};

/// Units by their share p, largest first.
std::vector<Index> by_share(const Vector<double>& p);

class AnomalyModel {
 public:
  /// Of a trained machine (its model) or a density; `svm` tells how training ended.
  AnomalyModel(KernelModel model, std::optional<OneClassSvm> svm);
  AnomalyModel(KMeans clusters, double beta);

  bool is_k_means() const { return clusters_.has_value(); }
  /// Support vectors, or centres of clusters, [d × M].
  const Matrix<double>& centres() const { return centres_; }
  const Vector<double>& alpha() const { return alpha_; }  ///< of the support vectors
  const std::optional<OneClassSvm>& svm() const { return svm_; }
  const std::optional<KMeans>& clusters() const { return clusters_; }
  double stiffness() const { return stiffness_; }
  /// log f(x) = −γ o(x): of kernel models.
  double log_f(double o) const { return -stiffness_ * o; }

  /// The network that explains, for k-means the one for that cluster.
  const Network<double>& network(Index cluster = 0) const;
  /// `cluster` −1: the nearest one.
  AnomalyExplanation explain(const Vector<double>& x, Index cluster = -1) const;
  /// Soft and hard minimum of h at many points, [2 × n], some hundred at a time.
  Matrix<double> minima(const Matrix<double>& points, Index cluster = 0) const;
  /// The same over a stage for a picture, `points [2 × n]`: single precision, much faster.
  Matrix<float> map(const Matrix<double>& points, Index cluster = 0) const;
  /// How far out each point lies, [n]: o, of k-means the squared distance to the nearest centre.
  Vector<double> outlierness(const Matrix<double>& points) const;

 private:
  struct Neural {
    explicit Neural(Network<double> network);
    Network<double> network;
    Forward<double> forward;
    Lrp<double> lrp;
  };
  Neural& neural(Index cluster) const;

  Matrix<double> centres_;
  Vector<double> alpha_;
  std::optional<OneClassSvm> svm_;
  std::optional<KMeans> clusters_;
  double stiffness_ = 1;
  mutable std::vector<std::unique_ptr<Neural>> neural_;  // workspaces, a cluster each
};

/// Fitting in slices.
class AnomalyFit {
 public:
  /// Raises what the models raise; errors name the control they are about.
  AnomalyFit(const AnomalyQuestion& question, Matrix<double> points);
  void advance(double budget_ms);
  bool done() const;
  double progress() const;
  /// Once done.
  AnomalyModel model() const;

 private:
  AnomalyQuestion question_;
  std::optional<KernelModel> density_;
  std::unique_ptr<OneClassTraining> machine_;
  std::optional<KMeansTraining> clusters_;
};

/// At once.
AnomalyModel fit(const AnomalyQuestion& question, const Matrix<double>& points);

}  // namespace relevance
