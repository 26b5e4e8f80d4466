#include "experiments/anomalies/anomaly_controls.hpp"

#include <algorithm>

namespace relevance {
namespace {

const Text kModelSection{"Model", "Modell"};

}  // namespace

AnomalyControls::AnomalyControls(const Setting& setting)
    : model{{.name = "model",
             .label = {"Model", "Modell"},
             .options = {{"one-class-svm", {"one-class SVM", "One-Class-SVM"}},
                         {"kde", {"density", "Dichte"}, setting.density_help},
                         {"k-means", "k-means"}},
             .section = kModelSection}},
      gamma{{.name = "gamma",
             .label = {"Stiffness γ", "Steifigkeit γ"},
             .help = setting.gamma_help,
             .initial = setting.gamma,
             .low = setting.softest,
             .high = setting.stiffest,
             .logarithmic = true,
             .section = kModelSection}},
      nu{{.name = "nu",
          .label = "ν",
          .help = setting.nu_help,
          .initial = setting.nu,
          .low = 0.01,
          .high = 1,
          .step = 0.01,
          .section = kModelSection}},
      clusters{{.name = "clusters",
                .label = {"Clusters k", "Cluster k"},
                .initial = setting.clusters,
                .low = 2,
                .high = setting.most_clusters,
                .step = 1,
                .section = kModelSection}},
      beta{{.name = "beta",
            .label = {"Stiffness β", "Steifigkeit β"},
            .help = {"Of the soft minimum over the other clusters.",
                     "Des weichen Minimums über die anderen Cluster."},
            .initial = 1.0,
            .low = setting.softest,
            .high = setting.stiffest,
            .logarithmic = true,
            .section = kModelSection}},
      seed{
          ControlKind::seed,
          {.name = "seed",
           .label = {"Seed", "Startzahl"},
           .help = {"k-means begins at random centres.", "k-means beginnt bei zufälligen Zentren."},
           .initial = 1.0,
           .high = 1e6,
           .section = kModelSection}} {}

Idle AnomalyControls::idle(const Values& values) const {
  Idle idle;
  if (model.is(values, "k-means"))
    idle.push_back({"gamma", {"k-means has no kernel.", "k-means hat keinen Kern."}});
  else
    for (const char* name : {"clusters", "beta", "seed"})
      idle.push_back({name, {"Only of k-means.", "Nur bei k-means."}});
  if (!model.is(values, "one-class-svm"))
    idle.push_back({"nu", {"Only of the one-class SVM.", "Nur bei der One-Class-SVM."}});
  return idle;
}

AnomalyQuestion AnomalyControls::question(const Values& values) const {
  return {.model = model(values),
          .gamma = gamma(values),
          .nu = nu(values),
          .clusters = Index(clusters(values)),
          .beta = beta(values),
          .seed = uint64_t(seed(values))};
}

void add_anomaly_checks(const AnomalyModel& model, const AnomalyExplanation& e, Checks& out) {
  const bool clusters = model.is_k_means();
  out.equal("upper", "o ≤ min h", std::max(e.o, e.m), e.m);
  out.equal("lower", clusters ? Text("o ≥ min h − β⁻¹ log M") : Text("o ≥ min h − γ⁻¹ log M"),
            std::min(e.o, e.bound), e.bound);
  out.equal("conservation", clusters ? Text("ΣR = f") : Text("ΣR = o"), e.R.sum(), e.start)
      .unclaimed_if(e.absorbed != 0, {"x lies on a border, which passes nothing on.",
                                      "x liegt auf einer Grenze, die nichts weitergibt."});
  if (model.svm())
    out.vanishes("trained", {"duality gap = 0", "Dualitätslücke = 0"}, model.svm()->duality_gap,
                 1e-6);
}

}  // namespace relevance
