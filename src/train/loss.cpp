#include "train/loss.hpp"

#include <cmath>
#include <string>

#include "base/error.hpp"

namespace relevance {

template <class S>
Loss<S> cross_entropy(int node) {
  return [node](const Trace<S>& trace, const Batch<S>& batch, Heads<S>& heads) {
    const Matrix<S>& z = trace.values[size_t(node)];
    const Index n = z.cols();
    check_size("cross_entropy", "labels", Index(batch.labels.size()), n);
    Matrix<S> gradient(z.rows(), n);
    double total = 0;
    for (Index b = 0; b < n; ++b) {
      const int label = batch.labels[size_t(b)];
      if (label < 0 || label >= z.rows())
        throw Error("target-out-of-range",
                    "cross_entropy: label " + std::to_string(label) + ", expected 0 to " +
                        std::to_string(z.rows() - 1),
                    {{"given", std::to_string(label)}, {"expected", std::to_string(z.rows())}});
      const S largest = z.col(b).maxCoeff();
      gradient.col(b) = (z.col(b).array() - largest).exp();
      const S sum = gradient.col(b).sum();
      total += double(largest - z(label, b)) + std::log(double(sum));
      gradient.col(b) /= sum;
      gradient(label, b) -= S(1);
    }
    gradient /= S(n);
    heads.push_back({node, std::move(gradient)});
    return total / double(n);
  };
}

template <class S>
Loss<S> mean_squared_error(int node) {
  return [node](const Trace<S>& trace, const Batch<S>& batch, Heads<S>& heads) {
    const Matrix<S>& y = trace.values[size_t(node)];
    check_size("mean_squared_error", "targets", batch.targets.rows(), y.rows());
    check_size("mean_squared_error", "the batch of targets", batch.targets.cols(), y.cols());
    const Matrix<S> difference = y - batch.targets;
    heads.push_back({node, difference * (S(2) / S(y.size()))});
    return difference.template cast<double>().squaredNorm() / double(y.size());
  };
}

template <class S>
Loss<S> bernoulli(int node) {
  return [node](const Trace<S>& trace, const Batch<S>& batch, Heads<S>& heads) {
    const Matrix<S>& l = trace.values[size_t(node)];
    check_size("bernoulli", "targets", batch.targets.rows(), l.rows());
    check_size("bernoulli", "the batch of targets", batch.targets.cols(), l.cols());
    const auto t = batch.targets.array();
    const Matrix<S> tail = (-l.array().abs()).exp();  // in (0, 1]: nothing overflows
    const double total = (l.array().max(S(0)) + tail.array().log1p() - t * l.array())
                             .colwise()
                             .sum()
                             .template cast<double>()
                             .sum();
    const auto sigmoid =
        (l.array() >= S(0))
            .select(S(1) / (S(1) + tail.array()), tail.array() / (S(1) + tail.array()));
    heads.push_back({node, (sigmoid - t) / S(l.cols())});
    return total / double(l.cols());
  };
}

template <class S>
Loss<S> normal_divergence(int node) {
  return [node](const Trace<S>& trace, const Batch<S>&, Heads<S>& heads) {
    const Matrix<S>& values = trace.values[size_t(node)];
    check_size("normal_divergence", "means and log-variances", values.rows(),
               values.rows() / 2 * 2);
    const auto mean = values.topRows(values.rows() / 2).array();
    const auto log_variance = values.bottomRows(values.rows() / 2).array();
    const S n = S(values.cols());
    Matrix<S> gradient(values.rows(), values.cols());
    gradient.topRows(mean.rows()) = mean / n;
    gradient.bottomRows(mean.rows()) = (log_variance.exp() - S(1)) / (2 * n);
    heads.push_back({node, std::move(gradient)});
    return 0.5 * double((mean.square() + log_variance.exp() - log_variance - S(1)).sum()) /
           double(values.cols());
  };
}

template <class S>
Loss<S> sum_of(std::vector<std::pair<double, Loss<S>>> parts) {
  return [parts = std::move(parts)](const Trace<S>& trace, const Batch<S>& batch, Heads<S>& heads) {
    double total = 0;
    for (const auto& [weight, loss] : parts) {
      const size_t first = heads.size();
      total += weight * loss(trace, batch, heads);
      for (size_t i = first; i < heads.size(); ++i) heads[i].gradient *= S(weight);
    }
    return total;
  };
}

template Loss<float> cross_entropy(int);
template Loss<double> cross_entropy(int);
template Loss<float> mean_squared_error(int);
template Loss<double> mean_squared_error(int);
template Loss<float> bernoulli(int);
template Loss<double> bernoulli(int);
template Loss<float> normal_divergence(int);
template Loss<double> normal_divergence(int);
template Loss<float> sum_of(std::vector<std::pair<double, Loss<float>>>);
template Loss<double> sum_of(std::vector<std::pair<double, Loss<double>>>);

}  // namespace relevance
