#pragma once
// Pictures of a model of digits: an anomaly explained, the ranking, how well it separates.

#include "experiments/anomalies/trained_digits.hpp"

namespace relevance {

/// A digit explained by a trained model.
struct ExplainedDigit {
  Matrix<double> image;  ///< [n_in × 1], as it was picked, drawn and altered
  AnomalyExplanation at;
  Vector<double> apart;      ///< x minus what it is held against, [n_in]
  Vector<double> from_mean;  ///< (x − mean)² pixel by pixel, [n_in]
};
ExplainedDigit explain_digit(const TrainedDigits& trained, const Matrix<double>& image);

/// The digit, its relevance, where ink is too much or missing, its distance to the mean.
void add_explanation(const TrainedDigits& trained, const ExplainedDigit& digit,
                     const ImageShape& shape, Views& out);
/// What it is held against: support vectors by their shares, or the centres of clusters.
void add_references(const TrainedDigits& trained, const ExplainedDigit& digit,
                    const DigitSet& training, const ImageShape& shape, Views& out);
/// Test digits from typical to anomalous, to pick from. Once done.
void add_ranking(const TrainedDigits& trained, const DigitSet& tests, Views& out);
/// Found anomalies against false alarms, the model and the distance to the mean. Once done.
void add_roc(const TrainedDigits& trained, Views& out);

}  // namespace relevance
