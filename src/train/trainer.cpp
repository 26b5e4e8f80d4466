#include "train/trainer.hpp"

namespace relevance {

template <class S>
void backward_from(Backward<S>& backward, const Trace<S>& trace, const Heads<S>& heads) {
  std::vector<std::pair<int, const Matrix<S>*>> pointers;
  for (const auto& head : heads) pointers.emplace_back(head.node, &head.gradient);
  backward(trace, pointers);
}

template <class S>
Trainer<S>::Trainer(Network<S>& network, Index samples, MakeBatch<S> make_batch, Loss<S> loss,
                    const TrainOptions& options)
    : TrainLoop(samples, options),
      network_(network),
      make_batch_(std::move(make_batch)),
      loss_(std::move(loss)),
      forward_(network),
      backward_(network),
      optimizer_(network, options.optimizer) {}

template <class S>
double Trainer<S>::learn(const std::vector<Index>& samples, Random& random, double factor) {
  make_batch_(samples, random, batch_);
  std::vector<const Matrix<S>*> inputs;
  for (const auto& input : batch_.inputs) inputs.push_back(&input);
  const Trace<S>& trace = forward_(inputs);
  heads_.clear();
  const double loss = loss_(trace, batch_, heads_);
  check_loss(loss);
  backward_from(backward_, trace, heads_);
  optimizer_.step(network_, backward_.parameters(), factor);
  forward_.refresh();
  backward_.refresh();
  return loss;
}

template class Trainer<float>;
template class Trainer<double>;
template void backward_from(Backward<float>&, const Trace<float>&, const Heads<float>&);
template void backward_from(Backward<double>&, const Trace<double>&, const Heads<double>&);

}  // namespace relevance
