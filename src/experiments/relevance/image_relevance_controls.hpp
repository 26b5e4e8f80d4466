#pragma once
// The controls of image-relevance, and how an explanation is chosen by them.

#include "experiments/shared/image_explainer.hpp"
#include "lab/frame.hpp"

namespace relevance {

/// What the list of controls depends on.
struct ImageRelevanceSetup {
  std::vector<Option> models;        ///< value: the asset's name
  Index images = 0;                  ///< in the data set
  std::vector<std::string> classes;  ///< names of the outputs
  std::vector<std::string> layers;   ///< nodes that a rule can be chosen for
};

std::vector<Control> image_relevance_controls(const ImageRelevanceSetup& setup);

/// Raises what make_composite, make_uniform and make_rule raise.
ExplanationChoice choose_explanation(const Values& values, const std::vector<std::string>& layers);

/// Controls without effect for these values, with the reason.
std::vector<ControlState> idle_controls(const Values& values);

}  // namespace relevance
