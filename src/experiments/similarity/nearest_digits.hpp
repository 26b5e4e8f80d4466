#pragma once
// Which of many digits are most like one: by their features, and by their pixels.

#include "lab/key.hpp"
#include "nn/forward.hpp"

namespace relevance {

/// The features of many images, computed bit by bit.
class NearestDigits {
 public:
  /// `question`: network and layer. `images [n_in × n]` must outlive this.
  NearestDigits(Key question, Network<float> features, const Matrix<float>& images);
  NearestDigits(const NearestDigits&) = delete;

  const Key& question() const { return question_; }
  void advance(double budget_ms);
  bool done() const { return seen_ == images_.cols(); }
  double progress() const { return double(seen_) / double(images_.cols()); }
  Index count() const { return images_.cols(); }

  /// The `most` images most alike by ⟨φ, φ'⟩, or its cosine; largest first. Once done.
  std::vector<Index> by_features(const Vector<float>& phi, bool cosine, Index most) const;
  /// By the distance of pixels, smallest first.
  std::vector<Index> by_pixels(const Matrix<float>& image, Index most) const;

 private:
  Key question_;
  Network<float> features_;
  Forward<float> forward_;
  const Matrix<float>& images_;
  Matrix<float> phi_;  // [M × n]
  Matrix<float> some_;
  Index seen_ = 0;
};

}  // namespace relevance
