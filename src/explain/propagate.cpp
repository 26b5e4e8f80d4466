#include "explain/propagate.hpp"

#include "base/error.hpp"
#include "nn/kernels/shares.hpp"

namespace relevance {
namespace {

bool is_constant(InputPart part) {
  return part == InputPart::one || part == InputPart::low || part == InputPart::high;
}

SignOfZ sign_of(When when) {
  return when == When::always       ? SignOfZ::any
         : when == When::z_positive ? SignOfZ::positive
                                    : SignOfZ::negative;
}

template <class S>
bool holds(When when, S z) {
  return when == When::always || (when == When::z_positive ? z > 0 : z < 0);
}

}  // namespace

template <class S>
Propagator<S>::Propagator(const Layer<S>& layer, const Shape& input, Rule rule)
    : layer_(layer), input_(input), rule_(std::move(rule)) {}

template <class S>
LinearMap<S>& Propagator<S>::map(const WeightMix& mix) {
  for (auto& [known, map] : maps_)
    if (known == mix) return *map;
  maps_.emplace_back(mix, make_linear_map(layer_, input_, mix));
  return *maps_.back().second;
}

/// The maps of several mixes as one, or null where that gains nothing.
template <class S>
LinearMap<S>* Propagator<S>::stacked(const std::vector<WeightMix>& mixes) {
  for (auto& [known, map] : stacked_)
    if (known == mixes) return map.get();
  stacked_.emplace_back(mixes, make_stacked_map(layer_, input_, mixes));
  return stacked_.back().second.get();
}

template <class S>
double Propagator<S>::constant(InputPart part) const {
  return part == InputPart::one ? 1 : part == InputPart::low ? rule_.low : rule_.high;
}

/// Whether a term adds nothing and carries nothing, whatever the weights.
template <class S>
bool Propagator<S>::is_empty(const Term& term) const {
  return is_constant(term.input) ? constant(term.input) == 0
                                 : term.input == InputPart::negative && non_negative_;
}

/// What the group's constant terms add to each denominator, computed once.
template <class S>
const Vector<S>& Propagator<S>::constant_sum(const Group& group, Index outputs) {
  for (const auto& [known, sum] : constants_)
    if (known == &group) return sum;
  Matrix<S> total = Matrix<S>::Zero(outputs, 1), sum(outputs, 1);
  for (const Term& term : group.terms) {
    if (!is_constant(term.input) || is_empty(term)) continue;
    const Matrix<S> image = Matrix<S>::Constant(size_of(input_), 1, S(constant(term.input)));
    map(term.weight).apply(image, nullptr, sum);
    add_into(sum, total);
  }
  constants_.emplace_back(&group, total.col(0));
  return constants_.back().second;
}

template <class S>
const Matrix<S>& Propagator<S>::part(InputPart part, const Matrix<S>& a) {
  if (part == InputPart::value || non_negative_) return a;
  Matrix<S>& result = part == InputPart::positive ? positive_ : negative_;
  if (part == InputPart::positive)
    positive_part(a, result);
  else
    negative_part(a, result);
  return result;
}

/// D = Σ of the group's numerators over j, where relevance arrives.
template <class S>
typename Propagator<S>::Sum Propagator<S>::denominator(const Group& group, const Matrix<S>& a,
                                                       const Matrix<S>& z, const Matrix<S>& out) {
  Sum sum;
  for (const Term& term : group.terms) {
    if (is_empty(term)) continue;
    if (is_constant(term.input)) {
      sum.constant = &constant_sum(group, z.rows());
      continue;
    }
    const Matrix<S>* products = &z;  // known for the plain weights, the bias in it
    if (term.input == InputPart::value && term.weight == kWeights) {
      sum.has_bias = true;
    } else {
      Matrix<S>& target = sum.varying == nullptr ? sum_ : term_;
      target.resize(z.rows(), z.cols());
      if (shared_)
        map(term.weight).apply(part(term.input, a), nullptr, target);
      else
        map(term.weight).apply_where(part(term.input, a), nullptr, out, target);
      products = &target;
    }
    if (sum.varying == nullptr) {
      sum.varying = products;
      continue;
    }
    if (sum.varying != &sum_) copy_into(*sum.varying, sum_);
    add_into(*products, sum_);
    sum.varying = &sum_;
  }
  if (sum.varying == nullptr && sum.constant == nullptr)
    sum.constant = &constant_sum(group, z.rows());
  return sum;
}

/// share_ = coefficient · R / stab(D + bias); books what is absorbed.
template <class S>
void Propagator<S>::divide(const Group& group, const Matrix<S>& z, const Sum& sum,
                           const Matrix<S>& out, Matrix<double>& absorbed) {
  const Vector<S>* bias = bias_of(layer_);
  const BiasMix& mix = group.bias;
  Vector<S> counted = Vector<S>::Zero(bias == nullptr ? 1 : bias->size()), added = counted;
  for (Index i = 0; bias != nullptr && i < bias->size(); ++i) {
    const S b = (*bias)[i];
    counted[i] = S(mix.value) * b + S(mix.positive) * std::max(b, S(0)) +
                 S(mix.negative) * std::min(b, S(0));
    added[i] = sum.has_bias ? counted[i] - b : counted[i];
  }
  share_.resize(out.rows(), out.cols());
  for (Index c = 0; c < out.cols(); ++c) {
    const Index sample = shared_ ? 0 : c;
    const S* constant = sum.constant == nullptr ? nullptr : sum.constant->data();
    const bool varies = sum.varying != nullptr;  // or the constant is the same for every column
    const Kept kept =
        relevance::divide(Division<S>{.where = sign_of(group.when),
                                      .coefficient = S(group.coefficient),
                                      .epsilon = S(rule_.epsilon),
                                      .outputs = z.rows(),
                                      .added = added,
                                      .counted = counted,
                                      .z = z.col(sample).data(),
                                      .out = out.col(c).data(),
                                      .sum = varies ? sum.varying->col(sample).data() : constant,
                                      .constant = varies ? constant : nullptr},
                          share_.col(c).data());
    absorbed(int(Cause::bias), c) += kept.biases;
    absorbed(int(Cause::epsilon), c) += kept.stabilisers;
    if (!kept.zeros) continue;
    const Cause cause = group.may_be_empty ? Cause::rule : Cause::zero_denominator;
    for (Index k = 0; k < z.rows(); ++k)
      if (share_(k, c) == 0 && out(k, c) != 0 && holds(group.when, z(k, sample)))
        absorbed(int(cause), c) += group.coefficient * double(out(k, c));
  }
}

template <class S>
void Propagator<S>::check_box(const Matrix<S>& a) const {
  if (all_within(a, S(rule_.low), S(rule_.high))) return;
  for (Index c = 0; c < a.cols(); ++c)
    for (Index j = 0; j < a.rows(); ++j)
      if (!(a(j, c) >= S(rule_.low) && a(j, c) <= S(rule_.high)))
        throw Error("box-bounds-violated",
                    "rule z-box: input " + std::to_string(j) + " is " + std::to_string(a(j, c)) +
                        ", expected a value in [" + std::to_string(rule_.low) + ", " +
                        std::to_string(rule_.high) + "]",
                    {{"index", std::to_string(j)},
                     {"given", std::to_string(a(j, c))},
                     {"low", std::to_string(rule_.low)},
                     {"high", std::to_string(rule_.high)}});
}

/// in = Σ_t input_t(a) ∘ W_tᵀ share_, added to what is there unless `first`; whether still nothing
/// is there.
template <class S>
bool Propagator<S>::carry(const Group& group, const Matrix<S>& a, bool first, Matrix<S>& in) {
  std::vector<const Term*> terms;
  std::vector<WeightMix> mixes;
  for (const Term& term : group.terms) {
    if (is_empty(term)) continue;
    terms.push_back(&term);
    mixes.push_back(term.weight);
  }
  LinearMap<S>* together = mixes.size() > 1 ? stacked(mixes) : nullptr;
  const Index size = a.rows();
  if (together != nullptr) {
    carried_.resize(size * Index(mixes.size()), share_.cols());
    if (shared_)
      together->apply_transpose_shared(share_, carried_);
    else
      together->apply_transpose(share_, carried_);
  }
  for (size_t t = 0; t < terms.size(); ++t) {
    // what is alone and first is computed in place
    Matrix<S>& carried = together == nullptr && first ? in : carried_;
    const InputPart input = terms[t]->input;
    const Matrix<S>* factors = is_constant(input) ? nullptr : &part(input, a);
    if (together == nullptr) {
      carried.resize(size, share_.cols());
      if (shared_)
        map(mixes[t]).apply_transpose_shared(share_, carried);
      else if (factors == nullptr)
        map(mixes[t]).apply_transpose(share_, carried);
      else
        map(mixes[t]).apply_transpose_where(share_, *factors, carried);
    }
    const Index offset = together == nullptr ? 0 : Index(t) * size;
    const S factor = factors == nullptr ? S(constant(input)) : S(1);
    for (Index c = 0; c < share_.cols(); ++c)
      add_products(size, factor,
                   factors == nullptr ? nullptr : factors->col(shared_ ? 0 : c).data(),
                   carried.col(c).data() + offset, !first, in.col(c).data());
    first = false;
  }
  return first;
}

template <class S>
void Propagator<S>::operator()(const Matrix<S>& a, const Matrix<S>& z, const Matrix<S>& out,
                               Matrix<S>& in, Matrix<double>& absorbed) {
  if (rule_.input_only) check_box(a);
  non_negative_ = all_non_negative(a);
  shared_ = a.cols() != out.cols();
  bool first = true, conditional = false;
  double shares = 0;
  for (const Group& group : rule_.groups) {
    shares += group.coefficient;
    conditional = conditional || group.when != When::always;
    if (group.when == When::z_negative && !any_below_zero(z, out)) continue;
    divide(group, z, denominator(group, a, z, out), out, absorbed);
    first = carry(group, a, first, in);
  }
  if (first) in.setZero();
  for (Index c = 0; c < out.cols(); ++c) {
    if (conditional) {  // z = 0 has no sign to choose a group by
      absorbed(int(Cause::zero_denominator), c) +=
          sum_where_zero(z.rows(), z.col(shared_ ? 0 : c).data(), out.col(c).data());
    } else if (shares != 1) {  // α − β = 1 within rounding only
      absorbed(int(Cause::rule), c) += (1 - shares) * double(out.col(c).sum());
    }
  }
}

template class Propagator<float>;
template class Propagator<double>;

}  // namespace relevance
