def contributions(rule, W, b, a, inputs=1.0):
    #en What each input a_j hands to z_k = Σ_j w_kj a_j + b_k under a rule, as groups (coefficient c_k,
    #en numerators n_kj, what the bias adds to the denominator). v⁺ = max(v, 0), v⁻ = min(v, 0).
    #de Was jeder Eingang a_j zu z_k = Σ_j w_kj a_j + b_k nach einer Regel beiträgt, als Gruppen (Koeffizient c_k,
    #de Zähler n_kj, was der Bias zum Nenner gibt). v⁺ = max(v, 0), v⁻ = min(v, 0).
    name, z = rule["name"], W @ a + b
    Wp, Wn, ap, an = np.maximum(W, 0), np.minimum(W, 0), np.maximum(a, 0), np.minimum(a, 0)
    bp, bn = np.maximum(b, 0), np.minimum(b, 0)
    if name == "gamma":
        g = rule["gamma"]
        return [((z > 0) * 1.0, ap * (W + g * Wp) + an * (W + g * Wn), b + g * bp),
                ((z < 0) * 1.0, ap * (W + g * Wn) + an * (W + g * Wp), b + g * bn)]
    if name == "zplus":
        return [(1.0, ap * Wp + an * Wn, bp)]
    if name == "alpha-beta":
        return [(rule["alpha"], ap * Wp + an * Wn, bp), (1 - rule["alpha"], ap * Wn + an * Wp, bn)]
    if name == "w-square":
        return [(1.0, W ** 2, 0 * b)]
    if name == "flat":
        return [(1.0, inputs * np.ones_like(W), 0 * b)]
    if name == "z-box":
        return [(1.0, a * W - rule["low"] * Wp - rule["high"] * Wn, 0 * b)]
    return [(1.0, a * W, b)]  # LRP-0 and LRP-ε


def stabilised(rule, n, bias):
    #en The denominator Σ_j n_kj + bias, moved away from 0 by ε.
    #de Der Nenner Σ_j n_kj + Bias, um ε von 0 weggerückt.
    D = n.sum(axis=1) + bias
    return D + rule.get("epsilon", 0) * np.where(D >= 0, 1, -1)


def shares(rule, W, b, a, inputs=1.0):
    #en Which part of R_k each input gets, n_kj / D_k, as a matrix [k × j]; where D_k = 0 nothing is handed on.
    #de Welchen Teil von R_k jeder Eingang bekommt, n_kj / D_k, als Matrix [k × j]; wo D_k = 0 ist, geht nichts weiter.
    total = 0
    for c, n, bias in contributions(rule, W, b, a, inputs):
        D = stabilised(rule, n, bias)
        total = total + (c * np.divide(1, D, out=np.zeros_like(D), where=D != 0))[:, None] * n
    return total


def propagate(rule, W, b, a, R, inputs=1.0):
    return shares(rule, W, b, a, inputs).T @ R  # R_j = Σ_k n_kj / D_k · R_k
