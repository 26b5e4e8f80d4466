#include "experiments/shared/image_explainer.hpp"

#include <algorithm>

namespace relevance {

ImageExplainer::ImageExplainer(OnnxModel<float> model)
    : model_(std::move(model)), forward_(std::make_unique<Forward<float>>(model_.network)) {}

void ImageExplainer::choose(const ExplanationChoice& choice) {
  if (choice.key == key_) return;
  if (choice.method == "lrp") lrp_.emplace(model_.network, choice.composite);
  method_ = choice.method;
  key_ = choice.key;
  ++number_;
}

const Matrix<float>& ImageExplainer::explain(const Matrix<float>& images,
                                             const std::vector<Index>& targets) {
  begin(images, targets);
  while (advance()) {
  }
  return relevance();
}

int ImageExplainer::begin(const Matrix<float>& images, std::vector<Index> targets) {
  forward_->begin({&images});
  targets_ = std::move(targets);
  forward_done_ = false;
  steps_ = 0;
  return ++number_;
}

bool ImageExplainer::advance() {
  const Trace<float>& trace = forward_->trace();
  ++steps_;
  if (!forward_done_) {
    if (forward_->advance()) return true;
    forward_done_ = true;
    if (method_ == "lrp") {
      lrp_->begin(trace, start_at(scores(), targets_));
    } else {
      if (!backward_) backward_.emplace(model_.network);
      gradient_ = explain_by_gradient(method_, network(), *backward_, trace, targets_);
    }
    return true;
  }
  return method_ == "lrp" && lrp_->advance(trace);
}

double ImageExplainer::progress() const {
  return std::min(1.0, double(steps_) / double(2 * network().size() + 1));
}

const Matrix<float>& ImageExplainer::relevance() const {
  return method_ == "lrp" ? lrp_->result().relevance[size_t(network().input())] : gradient_;
}

const Matrix<float>& ImageExplainer::scores() const {
  return forward_->trace().values[size_t(model_.network.output())];
}

const LrpResult<float>* ImageExplainer::layers() const {
  return method_ == "lrp" ? &lrp_->result() : nullptr;
}

}  // namespace relevance
