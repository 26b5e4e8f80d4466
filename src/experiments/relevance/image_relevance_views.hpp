#pragma once
// What image-relevance shows, from an explained image.

#include "experiments/shared/image_explainer.hpp"
#include "lab/views.hpp"

namespace relevance {

/// One line of the way back through the network: a layer and what it kept.
struct LayerAccount {
  int node = 0;
  std::string layer;        ///< its name, "input" at the end
  std::string rule;         ///< "" for the input
  double arriving = 0;      ///< ΣR at the layer's output
  Vector<double> absorbed;  ///< [kCauses], by it and what stands below it up to the next line
};

/// From the output back to the input: a line for each dense or convolution layer.
std::vector<LayerAccount> layer_accounts(ImageExplainer& explainer);

/// "Strongest for …: row, column, value; strongest against: …", rows and columns from 1.
Caption strongest_caption(const Matrix<float>& relevance, const ImageShape& shape,
                          const std::string& target);

Picture picture(const Shape& shape, const Matrix<float>& column);

View relevance_view(const Matrix<float>& relevance, const Matrix<float>& image,
                    const ImageShape& shape, const std::string& target);
View scores_view(const Matrix<float>& scores, const std::vector<std::string>& classes,
                 Index target);
std::vector<View> layer_views(ImageExplainer& explainer);
View account_view(const std::vector<LayerAccount>& accounts);

/// The account closes always; ΣR = f where no cause absorbed anything.
std::vector<Check> conservation_checks(double f, double sum,
                                       const std::vector<LayerAccount>& accounts);

}  // namespace relevance
