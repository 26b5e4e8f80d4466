#pragma once
// A model with its explanation kept ready: what image experiments run on every move.

#include <optional>

#include "explain/gradient_methods.hpp"
#include "explain/lrp.hpp"
#include "io/onnx/onnx.hpp"

namespace relevance {

/// How an image is explained: LRP by a composite, or a gradient method.
struct ExplanationChoice {
  std::string method = "lrp";  ///< or a name of gradient_method_names()
  Composite composite;         ///< of lrp
  std::string key;             ///< equal keys, equal choices (lab/key.hpp)
};

class ImageExplainer {
 public:
  explicit ImageExplainer(OnnxModel<float> model);

  const Network<float>& network() const { return model_.network; }
  const std::vector<std::string>& notices() const { return model_.notices; }
  Forward<float>& forward() { return *forward_; }

  /// Prepares the rules unless they are the present ones. Raises what Lrp raises.
  void choose(const ExplanationChoice& choice);
  /// Relevance of the input `[n_in × batch]` for images already framed; see scores(), layers().
  const Matrix<float>& explain(const Matrix<float>& images, const std::vector<Index>& targets);
  /// The same in steps: takes images and targets, then computes one layer a call, whether one was
  /// left. Gives the explanation a number, which is the present one's until another is asked for.
  int begin(const Matrix<float>& images, std::vector<Index> targets);
  bool advance();
  int present() const { return number_; }
  /// Share of the layers done, in [0, 1].
  double progress() const;

  /// Of the last explanation, once all its layers are done.
  const Matrix<float>& relevance() const;
  const Matrix<float>& scores() const;
  /// All layers' relevance, or null for gradient methods.
  const LrpResult<float>* layers() const;
  const std::vector<std::optional<Rule>>& rules() const { return lrp_->rules(); }

 private:
  OnnxModel<float> model_;
  std::unique_ptr<Forward<float>> forward_;
  std::optional<Backward<float>> backward_;  // once a gradient method is asked for
  std::optional<Lrp<float>> lrp_;
  Matrix<float> gradient_;
  std::string method_, key_;
  std::vector<Index> targets_;
  bool forward_done_ = false;
  int number_ = 0, steps_ = 0;
};

}  // namespace relevance
