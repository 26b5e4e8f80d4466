#include "explain/propagate.hpp"

#include "base/error.hpp"

namespace relevance {
namespace {

bool is_constant(InputPart part) {
  return part == InputPart::one || part == InputPart::low || part == InputPart::high;
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
  const Matrix<S> image =
      Matrix<S>::Constant(size_of(input_), 1, S(constant(term.input)));
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
    result = a.cwiseMax(S(0));
  else
    result = a.cwiseMin(S(0));
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
        sum_ += z;
      if (bias != nullptr)
        for (Index b = 0; b < z.cols(); ++b)
          sum_.col(b).reshaped(z.rows() / bias->size(), bias->size()).rowwise() -=
              bias->transpose();
    } else if (empty) {
      map(term.weight).apply_where(part(term.input, a), nullptr, out, sum_);
    } else {
      term_.resize(z.rows(), z.cols());
      map(term.weight).apply_where(part(term.input, a), nullptr, out, term_);
      sum_ += term_;
    }
    empty = false;
  }
  if (empty) sum_.setZero();
}

/// share_ = coefficient · R / stab(D); books what is absorbed.
template <class S>
void Propagator<S>::divide(const Group& group, const Matrix<S>& z, const Matrix<S>& out,
                           Matrix<double>& absorbed) {
  const Vector<S>* bias = bias_of(layer_);
  const Index per_bias = bias == nullptr ? 1 : z.rows() / bias->size();
  const BiasMix& mix = group.bias;
  const bool plain = group.terms.size() == 1 && group.terms[0].input == InputPart::value &&
                     group.terms[0].weight == kWeights && mix.value == 1 && mix.positive == 0 &&
                     mix.negative == 0;
  share_.resize(z.rows(), z.cols());
  for (Index c = 0; c < z.cols(); ++c) {
    double by_bias = 0, by_epsilon = 0, by_zero = 0, by_rule = 0;
    for (Index k = 0; k < z.rows(); ++k) {
      const S relevance = out(k, c);
      S& share = share_(k, c);
      share = 0;
      if (relevance == 0 || !holds(group.when, z(k, c))) continue;
      const S b = bias == nullptr ? S(0) : (*bias)[k / per_bias];
      const S counted = S(mix.value) * b + S(mix.positive) * std::max(b, S(0)) +
                        S(mix.negative) * std::min(b, S(0));
      const S whole = plain ? z(k, c) : sum_(k, c) + counted;
      const S push = whole >= 0 ? S(rule_.epsilon) : -S(rule_.epsilon);
      const S stabilised = whole + push;
      if (stabilised == 0) {
        (group.may_be_empty ? by_rule : by_zero) += group.coefficient * double(relevance);
        continue;
      }
      share = S(group.coefficient) * relevance / stabilised;
      by_bias += double(share) * double(counted);
      by_epsilon += double(share) * double(push);
    }
    absorbed(int(Cause::bias), c) += by_bias;
    absorbed(int(Cause::epsilon), c) += by_epsilon;
    absorbed(int(Cause::zero_denominator), c) += by_zero;
    absorbed(int(Cause::rule), c) += by_rule;
  }
}

template <class S>
void Propagator<S>::check_box(const Matrix<S>& a) const {
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
  non_negative_ = (a.array() >= 0).all();
  bool first = true, conditional = false;
  double shares = 0;
  for (const Group& group : rule_.groups) {
    shares += group.coefficient;
    conditional = conditional || group.when != When::always;
    if (group.when == When::z_negative && !((z.array() < 0) && (out.array() != 0)).any()) continue;
    const bool plain = group.terms.size() == 1 && group.terms[0].input == InputPart::value &&
                       group.bias.value == 1;
    if (!plain) denominator(group, a, z, out);
    divide(group, z, out, absorbed);
    for (const Term& term : group.terms) {
      if (term.input == InputPart::negative && non_negative_) continue;
      carried_.resize(a.rows(), a.cols());
      map(term.weight).apply_transpose(share_, carried_);
      if (is_constant(term.input))
        carried_ *= S(constant(term.input));
      else
        carried_.array() *= part(term.input, a).array();
      if (first)
        in = carried_;
      else
        in += carried_;
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
