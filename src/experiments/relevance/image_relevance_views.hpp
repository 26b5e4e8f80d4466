#pragma once
// What image-relevance shows of an explained image: scores, layers, the account.

#include "experiments/shared/image_explainer.hpp"
#include "lab/frame.hpp"

namespace relevance {

/// One line of the way back through the network: a layer and what it kept.
struct LayerAccount {
  std::string layer;        ///< its name
  Text rule;                ///< as it is called everywhere, empty for the input
  double arriving = 0;      ///< ΣR at the layer's output
  Vector<double> absorbed;  ///< [kCauses], by it and what stands below it up to the next line
  Picture relevance;        ///< at the layer's output, {C, H, W}
};

/// From the output back to the input, of the last explanation: a line for each dense or
/// convolution layer. Empty for gradient methods.
std::vector<LayerAccount> layer_accounts(const ImageExplainer& explainer);

void add_scores(const Matrix<float>& scores, Index target, Views& out);
void add_layers(const std::vector<LayerAccount>& accounts, Views& out);

/// The account closes always; ΣR = f where no cause absorbed anything.
void add_conservation(double f, double sum, const std::vector<LayerAccount>& accounts, Checks& out);

}  // namespace relevance
