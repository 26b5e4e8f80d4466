#include "explain/lrp.hpp"

#include "base/error.hpp"
#include "nn/kernels/distances.hpp"
#include "nn/kernels/elementwise.hpp"
#include "nn/kernels/shares.hpp"
#include "nn/scores.hpp"

namespace relevance {

template <class S>
struct Lrp<S>::Prepared {
  std::vector<std::optional<Rule>> rules;
  std::vector<std::unique_ptr<Propagator<S>>> propagators;  // of nodes with a linear map
  std::vector<std::vector<Slice>> slices;                   // of concat nodes
  std::vector<bool> reached;                                // by relevance, in this call
  Matrix<S> part;
  bool split_ties = false;
};

template <class S>
Lrp<S>::Lrp(const Network<S>& network, const Composite& composite)
    : network_(network), prepared_(std::make_unique<Prepared>()) {
  Prepared& p = *prepared_;
  p.rules = assign_rules(network, composite);
  p.split_ties = composite.ties == Ties::split;
  for (int n = 0; n < network.size(); ++n) {
    const auto& node = network.node(n);
    const auto* activation = std::get_if<Activation>(&node.layer);
    if (activation != nullptr && activation->kind == ActivationKind::softmax)
      throw Error("not-explainable",
                  "node \"" + node.name +
                      "\" is a softmax inside the network: no propagation "
                      "rule covers it, expected networks whose softmax is last",
                  {{"node", node.name}, {"layer", "softmax"}});
    std::vector<Shape> shapes;
    for (int i : node.inputs) shapes.push_back(network.node(i).shape);
    const auto* concat = std::get_if<Concat>(&node.layer);
    p.slices.push_back(concat ? concat_slices(*concat, shapes) : std::vector<Slice>{});
    p.propagators.push_back(
        has_linear_map(node.layer)
            ? std::make_unique<Propagator<S>>(node.layer, shapes[0], *p.rules[size_t(n)])
            : nullptr);
  }
  result_.relevance.resize(size_t(network.size()));
  result_.absorbed.resize(size_t(network.size()));
}
template <class S>
Lrp<S>::~Lrp() = default;
template <class S>
Lrp<S>::Lrp(Lrp&&) noexcept = default;

template <class S>
const std::vector<std::optional<Rule>>& Lrp<S>::rules() const {
  return prepared_->rules;
}

namespace {

/// R_i = a_i R / stab(Σ a_i) for one summand; `first`: book what ε and 0/0 absorb.
template <class S>
void share_sum(const Rule& rule, const Matrix<S>& a, const Matrix<S>& z, const Matrix<S>& out,
               bool first, Matrix<S>& in, Matrix<double>& absorbed) {
  const S epsilon = S(rule.epsilon);
  for (Index c = 0; c < out.cols(); ++c)
    for (Index k = 0; k < z.rows(); ++k) {
      in(k, c) = 0;
      if (out(k, c) == 0) continue;
      const Index sample = z.cols() == 1 ? 0 : c;
      const S push = z(k, sample) >= 0 ? epsilon : -epsilon;
      const S whole = z(k, sample) + push;
      if (whole != 0) in(k, c) = a(k, sample) * (out(k, c) / whole);
      if (!first) continue;
      if (whole == 0)
        absorbed(int(Cause::zero_denominator), c) += double(out(k, c));
      else
        absorbed(int(Cause::epsilon), c) += double(out(k, c) / whole) * double(push);
    }
}

/// A plane that the sample lies on passes nothing.
template <class S>
void absorb_on_planes(const Matrix<S>& z, const Matrix<S>& out, Matrix<double>& absorbed) {
  for (Index c = 0; c < out.cols(); ++c)
    absorbed(int(Cause::zero_denominator), c) +=
        sum_where_zero(z.rows(), z.col(z.cols() == 1 ? 0 : c).data(), out.col(c).data());
}

}  // namespace

template <class S>
const LrpResult<S>& Lrp<S>::operator()(const Trace<S>& trace, const Matrix<S>& start) {
  begin(trace, start);
  while (advance(trace)) {
  }
  return result_;
}

template <class S>
void Lrp<S>::begin(const Trace<S>& trace, const Matrix<S>& start) {
  Prepared& p = *prepared_;
  const Index batch = start.cols();
  const int output = network_.output();
  check_size("lrp", "the start", start.rows(), network_.output_size());
  if (trace.batch() != 1) check_size("lrp", "the batch of the start", batch, trace.batch());
  p.reached.assign(size_t(network_.size()), false);
  result_.relevance[size_t(output)] = start;
  p.reached[size_t(output)] = true;
  next_ = network_.size() - 1;
}

template <class S>
bool Lrp<S>::advance(const Trace<S>& trace) {
  if (next_ < 0) return false;
  pass_on(next_--, trace);
  return true;
}

template <class S>
void Lrp<S>::pass_on(int n, const Trace<S>& trace) {
  Prepared& p = *prepared_;
  const Index batch = result_.relevance[size_t(network_.output())].cols();
  // Hands `node` a relevance: straight into place the first time, added later.
  const auto give = [&](int node, auto compute) {
    Matrix<S>& place = result_.relevance[size_t(node)];
    const Index rows = size_of(network_.node(node).shape);
    Matrix<S>& target = p.reached[size_t(node)] ? p.part : place;
    target.resize(rows, batch);
    compute(target);
    if (p.reached[size_t(node)]) add_into(p.part, place);
    p.reached[size_t(node)] = true;
  };

  const auto& node = network_.node(n);
  Matrix<S>& out = result_.relevance[size_t(n)];
  Matrix<double>& absorbed = result_.absorbed[size_t(n)];
  absorbed.setZero(kCauses, batch);
  if (!p.reached[size_t(n)]) {
    out.setZero(size_of(node.shape), batch);
    return;
  }
  if (node.inputs.empty()) return;
  const int source = node.inputs[0];
  const Matrix<S>& a = trace.values[size_t(source)];
  const Matrix<S>& z = trace.values[size_t(n)];
  const ImageShape image = image_shape(network_.node(source).shape);
  if (auto& propagator = p.propagators[size_t(n)]) {
    give(source, [&](Matrix<S>& in) { (*propagator)(a, z, out, in, absorbed); });
    return;
  }
  std::visit(overloaded{
                 [&](const Pool2d& l) {
                   give(source, [&](Matrix<S>& in) {
                     max_pool_backward(pool_window(l, image), image, a, z, out, p.split_ties, in);
                   });
                 },
                 [&](const Pad& l) {
                   give(source, [&](Matrix<S>& in) {
                     pad_backward(l, image, out, in);
                     const Cause cause = l.value != 0 ? Cause::bias : Cause::rule;
                     absorbed.row(int(cause)) +=
                         (out.colwise().sum() - in.colwise().sum()).template cast<double>();
                   });
                 },
                 [&](const Add&) {
                   for (size_t i = 0; i < node.inputs.size(); ++i)
                     give(node.inputs[i], [&](Matrix<S>& in) {
                       share_sum(*p.rules[size_t(n)], trace.values[size_t(node.inputs[i])], z, out,
                                 i == 0, in, absorbed);
                     });
                 },
                 [&](const Concat&) {
                   for (size_t i = 0; i < node.inputs.size(); ++i)
                     give(node.inputs[i], [&](Matrix<S>& in) {
                       for (const Slice& s : p.slices[size_t(n)])
                         if (s.input == i)
                           in.middleRows(s.source, s.length) = out.middleRows(s.target, s.length);
                     });
                 },
                 [&](const SquaredDistance<S>& l) {
                   give(source,
                        [&](Matrix<S>& in) { squared_distances_relevance(l.centres, a, out, in); });
                 },
                 [&](const Hyperplanes<S>& l) {
                   give(source, [&](Matrix<S>& in) {
                     signed_distances_relevance(l.weights, l.points, a, z, out, in);
                     absorb_on_planes(z, out, absorbed);
                   });
                 },
                 [&](const SoftMin& l) {
                   give(source,
                        [&](Matrix<S>& in) { soft_min_relevance(l.stiffness, a, out, in); });
                 },
                 [&](const auto&) { give(source, [&](Matrix<S>& in) { copy_into(out, in); }); },
             },
             node.layer);
}

template <class S>
Matrix<S> start_at(const Matrix<S>& scores, const std::vector<Index>& targets) {
  check_size("start_at", "the list of targets", Index(targets.size()), scores.cols());
  Matrix<S> start = Matrix<S>::Zero(scores.rows(), scores.cols());
  for (Index b = 0; b < scores.cols(); ++b) {
    const Index given = targets[size_t(b)];
    if (given < -1 || given >= scores.rows())
      throw Error("target-out-of-range",
                  "target is " + std::to_string(given) + ", expected 0 to " +
                      std::to_string(scores.rows() - 1),
                  {{"given", std::to_string(given)},
                   {"expected", "0 – " + std::to_string(scores.rows() - 1)}});
    const Index target = given < 0 ? winner(scores, b) : given;
    start(target, b) = scores(target, b);
  }
  return start;
}

template class Lrp<float>;
template class Lrp<double>;
template Matrix<float> start_at(const Matrix<float>&, const std::vector<Index>&);
template Matrix<double> start_at(const Matrix<double>&, const std::vector<Index>&);

}  // namespace relevance
