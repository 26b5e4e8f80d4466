#pragma once
// Pictures of models of the plane: fields, shares, the limit of stiffness.

#include "experiments/anomalies/anomaly_model.hpp"
#include "experiments/shared/stage_grid.hpp"
#include "lab/view.hpp"

namespace relevance {

inline constexpr double kPlaneReach = 4;  // of the stage, in both directions

/// A model of points of the plane and a point explained by it.
struct ExplainedPlane {
  const AnomalyModel& model;
  Key model_key;
  Matrix<double> points;  ///< [2 × n]
  Vector<double> x;
  AnomalyExplanation at_x;
};

/// Contours that both fields share, from the least to the largest min h on the stage: of the model
/// and the cluster alone.
Array field_levels(const AnomalyModel& model, Index cluster);
/// Soft and hard minimum of h over the stage, beside each other. `alive` keeps the model.
void add_fields(const ExplainedPlane& plane, const std::shared_ptr<const AnomalyModel>& alive,
                const Array& levels, Views& out);
/// R of the units, and of the dimensions.
void add_shares(const ExplainedPlane& plane, Views& out);
/// o between its bounds as the stiffness grows, the model as it is. `sets`: the slider.
void add_limit(const ExplainedPlane& plane, const char* sets, Views& out);

}  // namespace relevance
