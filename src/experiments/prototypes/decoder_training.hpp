#pragma once
// A decoder of digits that is trained while one looks on: the recipe of the shipped one, in slices.

#include "io/idx.hpp"
#include "prototype/generator.hpp"
#include "train/digit_decoder.hpp"

namespace relevance {

class DecoderTraining {
 public:
  struct Question {
    int epochs = 0;
    double beta = 0;  ///< weight of the divergence
    bool operator==(const Question&) const = default;
  };
  /// On 20×20 digits. Raises `shape-mismatch`, and what VaeTrainer raises.
  DecoderTraining(const IdxImages& digits, const Question& question);

  const Question& question() const { return question_; }
  /// For about that many milliseconds, at least one step. Raises `diverged`.
  void advance(double budget_ms);
  const TrainState& state() const { return trainer_.state(); }
  /// Mean of each whole epoch so far, nats per digit.
  const std::vector<ElboValue>& epochs() const { return epochs_; }
  /// The decoder as it stands.
  std::unique_ptr<NetworkGenerator<float>> generator() const;

 private:
  Question question_;
  DecoderRecipe recipe_;
  VaeTrainer<float> trainer_;
  std::vector<ElboValue> epochs_;
  ElboValue sum_;  // of the epoch under way
};

}  // namespace relevance
