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

template <class S>
double Propagator<S>::constant(InputPart part) const {
  return part == InputPart::one ? 1 : part == InputPart::low ? rule_.low : rule_.high;
}

template <class S>
const Vector<S>& Propagator<S>::constant_sum(const Term& term, Index outputs) {
  for (const Side& side : constants_)
    if (side.weight == term.weight && side.input == constant(term.input)) return side.sum;
  const Matrix<S> image = Matrix<S>::Constant(size_of(input_), 1, S(constant(term.input)));
  Matrix<S> sum(outputs, 1);
  map(term.weight).apply(image, nullptr, sum);
  constants_.push_back({term.weight, constant(term.input), sum.col(0)});
  return constants_.back().sum;
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

/// sum_ = Σ of the group's numerators over j, where relevance arrives.
template <class S>
void Propagator<S>::denominator(const Group& group, const Matrix<S>& a, const Matrix<S>& z,
                                const Matrix<S>& out) {
  sum_.resize(z.rows(), z.cols());
  bool empty = true;
  for (const Term& term : group.terms) {
    if (term.input == InputPart::negative && non_negative_) continue;
    if (is_constant(term.input) && constant(term.input) == 0) continue;
    if (is_constant(term.input)) {
      const Vector<S>& constant = constant_sum(term, z.rows());
      if (empty)
        sum_ = constant.replicate(1, z.cols());
      else
        sum_.colwise() += constant;
    } else if (term.input == InputPart::value && term.weight == kWeights) {
      // z is known; less its bias it is the sum of the products
      const Vector<S>* bias = bias_of(layer_);
      if (empty)
        sum_ = z;
      else
        add_into(z, sum_);
      if (bias != nullptr) subtract_bias(*bias, sum_);
    } else if (empty) {
      map(term.weight).apply_where(part(term.input, a), nullptr, out, sum_);
    } else {
      term_.resize(z.rows(), z.cols());
      map(term.weight).apply_where(part(term.input, a), nullptr, out, term_);
      add_into(term_, sum_);
    }
    empty = false;
  }
  if (empty) sum_.setZero();
}

/// share_ = coefficient · R / stab(D), D = sum + bias; books what is absorbed.
template <class S>
void Propagator<S>::divide(const Group& group, const Matrix<S>& z, const Matrix<S>& sum,
                           double bias_counts, const Matrix<S>& out, Matrix<double>& absorbed) {
  const Vector<S>* bias = bias_of(layer_);
  const Index run = bias == nullptr ? z.rows() : z.rows() / bias->size();
  const BiasMix& mix = group.bias;
  share_.resize(z.rows(), z.cols());
  for (Index c = 0; c < z.cols(); ++c)
    for (Index first = 0; first < z.rows(); first += run) {
      const S b = bias == nullptr ? S(0) : (*bias)[first / run];
      const S counted = S(mix.value) * b + S(mix.positive) * std::max(b, S(0)) +
                        S(mix.negative) * std::min(b, S(0));
      const S added = S(bias_counts) * counted;
      S* share = share_.col(c).data() + first;
      const S* r = out.col(c).data() + first;
      const Division<S> division{.where = sign_of(group.when),
                                 .coefficient = S(group.coefficient),
                                 .bias = added,
                                 .epsilon = S(rule_.epsilon),
                                 .summed = counted != 0 || rule_.epsilon != 0};
      const Kept kept =
          divide_run(division, run, z.col(c).data() + first, sum.col(c).data() + first, r, share);
      absorbed(int(Cause::bias), c) += double(counted) * kept.shares;
      absorbed(int(Cause::epsilon), c) += kept.stabilisers;
      if (!kept.zeros) continue;
      const Cause cause = group.may_be_empty ? Cause::rule : Cause::zero_denominator;
      for (Index k = 0; k < run; ++k)
        if (share[k] == 0 && r[k] != 0 && holds(group.when, z(first + k, c)))
          absorbed(int(cause), c) += group.coefficient * double(r[k]);
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

template <class S>
void Propagator<S>::operator()(const Matrix<S>& a, const Matrix<S>& z, const Matrix<S>& out,
                               Matrix<S>& in, Matrix<double>& absorbed) {
  if (rule_.input_only) check_box(a);
  non_negative_ = all_non_negative(a);
  bool first = true, conditional = false;
  double shares = 0;
  for (const Group& group : rule_.groups) {
    shares += group.coefficient;
    conditional = conditional || group.when != When::always;
    if (group.when == When::z_negative && !((z.array() < 0) && (out.array() != 0)).any()) continue;
    // z itself is the denominator of the plain rules, its bias in it
    const bool plain = group.terms.size() == 1 && group.terms[0].input == InputPart::value &&
                       group.bias.value == 1;
    if (!plain) denominator(group, a, z, out);
    divide(group, z, plain ? z : sum_, plain ? 0 : 1, out, absorbed);
    for (const Term& term : group.terms) {
      if (term.input == InputPart::negative && non_negative_) continue;
      if (is_constant(term.input) && constant(term.input) == 0) continue;  // carries nothing
      if (!first) carried_.resize(a.rows(), a.cols());
      // the first term is computed in place, the others are added
      Matrix<S>& carried = first ? in : carried_;
      map(term.weight).apply_transpose(share_, carried);
      if (is_constant(term.input))
        scale_into(S(constant(term.input)), carried);
      else
        multiply_into(part(term.input, a), carried);
      if (!first) add_into(carried_, in);
      first = false;
    }
  }
  if (first) in.setZero();
  for (Index c = 0; c < z.cols(); ++c) {
    if (conditional) {  // z = 0 has no sign to choose a group by
      for (Index k = 0; k < z.rows(); ++k)
        if (z(k, c) == 0) absorbed(int(Cause::zero_denominator), c) += double(out(k, c));
    } else if (shares != 1) {  // α − β = 1 within rounding only
      absorbed(int(Cause::rule), c) += (1 - shares) * double(out.col(c).sum());
    }
  }
}

template class Propagator<float>;
template class Propagator<double>;

}  // namespace relevance
