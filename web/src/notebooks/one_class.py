def squared_distances(a, b):
    return np.maximum(0, (a ** 2).sum(axis=1)[:, None] + (b ** 2).sum(axis=1)[None] - 2 * a @ b.T)


def soft_min(h, stiffness):
    #en −log Σ exp(−stiffness · h) / stiffness, and the shares p of the soft minimum.
    #de −log Σ exp(−stiffness · h) / stiffness und die Anteile p des weichen Minimums.
    e = np.exp(-stiffness * (h - h.min()))
    return h.min() - np.log(e.sum()) / stiffness, e / e.sum()


def explain_outlier(x, centres, alpha, gamma):
    #en Layer 1: h_i = ‖x − u_i‖² − log α_i / γ; layer 2: the soft minimum o of h. Back: R_i = p_i o,
    #en then each dimension its part of the distance, R_d = Σ_i R_i (x_d − u_id)² / ‖x − u_i‖².
    #de Schicht 1: h_i = ‖x − u_i‖² − log α_i / γ; Schicht 2: das weiche Minimum o von h. Zurück: R_i = p_i o,
    #de dann jede Dimension ihren Teil des Abstands, R_d = Σ_i R_i (x_d − u_id)² / ‖x − u_i‖².
    parts = (x - centres) ** 2
    distances = parts.sum(axis=1)
    h = distances - np.log(alpha) / gamma
    o, p = soft_min(h, gamma)
    R_support = p * o
    equal = np.full_like(parts, 1 / len(x))  # where x = u_i
    shares = np.divide(parts, distances[:, None], out=equal, where=distances[:, None] > 0)
    return {"distances": distances, "h": h, "p": p, "o": o, "R_support": R_support, "R": R_support @ shares,
            "f": np.sum(alpha * np.exp(-gamma * distances)), "lower_bound": h.min() - np.log(len(h)) / gamma}


def explain_cluster(x, centres, beta, c=None):
    #en h_k = ‖x − μ_k‖² − ‖x − μ_c‖² = w_kᵀ(x − m_k) for all other clusters k; the least says how surely x is in c.
    #de h_k = ‖x − μ_k‖² − ‖x − μ_c‖² = w_kᵀ(x − m_k) für alle anderen k; das kleinste sagt, wie sicher x in c ist.
    if c is None:
        c = np.argmin(((x - centres) ** 2).sum(axis=1))
    others = np.delete(centres, c, axis=0)
    w, m = 2 * (centres[c] - others), (centres[c] + others) / 2
    h = ((x - m) * w).sum(axis=1)
    o, p = soft_min(h, beta)
    R_support = p * h.min()  # the hard minimum is what is explained
    R = (np.divide(R_support, h, out=np.zeros_like(h), where=h != 0)[:, None] * (x - m) * w).sum(axis=0)
    return {"cluster": c + 1, "h": h, "p": p, "o": o, "f": h.min(), "R_support": R_support, "R": R,
            "lower_bound": h.min() - np.log(len(h)) / beta}


def train(points, gamma, nu, rho):
    #en The one-class SVM's dual: min ½ αᵀKα for 0 ≤ α_i ≤ 1/(νn), Σα = 1. Weight goes from where f = Kα is
    #en largest to where it is smallest, until f is the same at all support vectors inside the bounds.
    #de Das duale Problem der One-Class-SVM: min ½ αᵀKα für 0 ≤ α_i ≤ 1/(νn), Σα = 1. Gewicht wandert von dort, wo
    #de f = Kα am größten ist, dorthin, wo es am kleinsten ist, bis f an allen Stützvektoren in den Schranken gleich ist.
    n, K = len(points), np.exp(-gamma * squared_distances(points, points))
    bound = 1 / (nu * n)
    alpha = np.clip(1 - bound * np.arange(n), 0, bound)
    f = K @ alpha
    for _ in range(200_000):
        i = np.argmin(np.where(alpha < bound, f, np.inf))
        j = np.argmax(np.where(alpha > 0, f, -np.inf))
        curvature = K[i, i] + K[j, j] - 2 * K[i, j]
        if not alpha[i] < bound or f[j] - f[i] <= 1e-11 or curvature <= 0:
            break
        moved = min((f[j] - f[i]) / curvature, bound - alpha[i], alpha[j])
        alpha[i] = bound if moved == bound - alpha[i] else alpha[i] + moved
        alpha[j] = 0 if moved == alpha[j] else alpha[j] - moved
        f += moved * (K[i] - K[j])
    margin = 1e-12  # what is nearer to a bound is at it, but for rounding
    free = (alpha > margin) & (alpha < bound - margin)
    at_bound, out = f[alpha >= bound - margin], f[alpha <= margin]
    #en ρ, the value of f at the margin: that of the support vectors inside the bounds. Where there are none, any ρ between
    #en those at the bound and the others is as good, and the page's is taken. Last: how far this is from the optimum.
    #de ρ, der Wert von f am Rand: der der Stützvektoren in den Schranken. Wo es keine gibt, ist jedes ρ zwischen denen an
    #de der Schranke und den übrigen gleich gut, und das der Seite wird genommen. Zuletzt: wie weit das vom Optimum weg ist.
    if free.any():
        rho = f[free].mean()
    else:
        rho = np.clip(rho, at_bound.max(), np.min(out, initial=np.inf))
    return alpha, rho, alpha @ f + bound * np.maximum(0, rho - f).sum() - rho
