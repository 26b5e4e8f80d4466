#pragma once
// "Put it to the test": pixel removal over a set of images, in slices.

#include "experiments/shared/image_explainer.hpp"
#include "explain/evaluate.hpp"
#include "lab/frame.hpp"

namespace relevance {

class Faithfulness {
 public:
  /// `question`: what is put to the test (model and explanation), for comparing.
  Faithfulness(Key question, Index images);

  const Key& question() const { return question_; }
  bool done() const { return removal_.count() >= total_; }
  /// Goes on with images `[n_in × n]` for about that many milliseconds, at least one image.
  void advance(ImageExplainer& explainer, const Matrix<float>& images, double budget_ms);
  Standing standing() const;
  void add_curves(Views& out) const;
  /// `drop_relevant`, `drop_random`: how far the mean score falls when 10 % of the pixels go.
  void add_quantities(Quantities& out) const;

 private:
  Key question_;
  Index total_;
  PixelRemoval removal_;
};

}  // namespace relevance
