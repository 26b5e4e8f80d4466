#pragma once
// BiLRP as it is defined: pairs of neurons hand joint relevance to pairs of neurons. Slow, for
// small networks and as a check of the factors (explain/bilrp.hpp).
//
//   R_jj' = Σ_kk' n_jk n'_j'k' / (stab(D_k) stab(D'_k')) R_kk'
//
// with n the rule's numerators, D = Σ_j n_jk + bias its denominators, a sum over the rule's groups
// on either side understood (Eberle et al. 2020, eq. 6).

#include "explain/composite.hpp"
#include "nn/forward.hpp"

namespace relevance {

/// Joint relevance of every node's values, [size × size'] by node; `left` and `right` are traces of
/// one sample each. Starts at R = diag(φ_m φ'_m). Raises `not-explainable` naming a node that is
/// neither dense nor an activation nor a reshape, `too-much-work` beyond a million pairs of edges,
/// and what assign_rules raises.
std::vector<Matrix<double>> propagate_pairs(const Network<double>& features,
                                            const Composite& composite, const Trace<double>& left,
                                            const Trace<double>& right);

}  // namespace relevance
