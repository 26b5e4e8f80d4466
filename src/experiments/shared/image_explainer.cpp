#include "experiments/shared/image_explainer.hpp"

namespace relevance {

ImageExplainer::ImageExplainer(OnnxModel<float> model)
    : model_(std::move(model)), forward_(std::make_unique<Forward<float>>(model_.network)) {}

void ImageExplainer::choose(const ExplanationChoice& choice) {
  if (choice.key == key_) return;
  if (choice.method == "lrp") lrp_.emplace(model_.network, choice.composite);
  method_ = choice.method;
  key_ = choice.key;
}

const Matrix<float>& ImageExplainer::explain(const Matrix<float>& images,
                                             const std::vector<Index>& targets) {
  const Trace<float>& trace = (*forward_)(images);
  result_ = nullptr;
  if (method_ == "lrp") {
    result_ = &(*lrp_)(trace, start_at(scores(), targets));
    return result_->relevance[size_t(network().input())];
  }
  if (!backward_) backward_.emplace(model_.network);
  gradient_ = explain_by_gradient(method_, network(), *backward_, trace, targets);
  return gradient_;
}

const Matrix<float>& ImageExplainer::scores() const {
  return forward_->trace().values[size_t(model_.network.output())];
}

const LrpResult<float>* ImageExplainer::layers() const { return result_; }

}  // namespace relevance
