#pragma once
// What both exercises of the chapter let one choose of their models, and what they claim of them.

#include "experiments/anomalies/anomaly_model.hpp"
#include "lab/check.hpp"
#include "lab/frame.hpp"
#include "lab/inputs.hpp"

namespace relevance {

struct AnomalyControls {
  /// Where the exercises differ.
  struct Setting {
    double gamma, nu, clusters;  ///< at first
    double softest, stiffest;    ///< range of γ and β
    double most_clusters;
    Text density_help, gamma_help, nu_help;
  };
  explicit AnomalyControls(const Setting& setting);

  Choice model;
  Slider gamma, nu, clusters, beta;
  Whole seed;

  std::vector<Control> list() const { return {model, gamma, nu, clusters, beta, seed}; }
  Idle idle(const Values& values) const;
  AnomalyQuestion question(const Values& values) const;
};

/// Both bounds of o, conservation over the inputs, and that training came to its end.
void add_anomaly_checks(const AnomalyModel& model, const AnomalyExplanation& e, Checks& out);

}  // namespace relevance
