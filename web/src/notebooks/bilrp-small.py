import numpy as np

# %% Settings | Einstellungen
x = np.array([1.5, 1])  #: control x
x2 = np.array([2, 1])  #: control x2
rule = {"name": "zero"}
rule["name"] = "zero"  #: control rule
rule["gamma"] = 0.25  #: control gamma
rule["alpha"] = 2  #: control alpha
epsilon = 1e-6  #: control epsilon
if rule["name"] == "epsilon":
    rule["epsilon"] = epsilon

# %% The features φ | Die Merkmale φ
#: include small_features

# %% Propagation rules | Propagationsregeln
#: include lrp


# %% Route 1: factors | Weg 1: Faktoren
def factors(x):
    #en A column for each feature m: ordinary LRP, started at φ_m.
    #de Eine Spalte je Merkmal m: gewöhnliche LRP, begonnen bei φ_m.
    hidden = np.maximum(0, W1 @ x)
    R = propagate(rule, W2, np.zeros(2), hidden, np.diag(phi(x)))
    return propagate(rule, W1, np.zeros(3), x, R)


A, B = factors(x), factors(x2)
R = A @ B.T  # R_jj′ = Σ_m R_jm R_j′m


# %% Route 2: pair by pair | Weg 2: Paar für Paar
def propagate_pairs(W, a, a2, R):
    #en R_jj′ = Σ_kk′ n_kj n_k′j′ / (D_k D_k′) · R_kk′
    #de R_jj′ = Σ_kk′ n_kj n_k′j′ / (D_k D_k′) · R_kk′
    below, b = 0, np.zeros(len(W))
    for c, n, _ in contributions(rule, W, b, a):
        for c2, n2, _ in contributions(rule, W, b, a2):
            whole = np.outer(stabilised(rule, n, b), stabilised(rule, n2, b))
            share = np.divide(np.outer(c * np.ones(len(W)), c2 * np.ones(len(W))) * R, whole,
                              out=np.zeros_like(whole), where=whole != 0)
            below = below + n.T @ share @ n2
    return below


pairs = propagate_pairs(W2, np.maximum(0, W1 @ x), np.maximum(0, W1 @ x2), np.diag(phi(x) * phi(x2)))
R_pairwise = propagate_pairs(W1, x, x2, pairs)

# %% What the tasks look at | Worauf die Aufgaben sehen
y = phi(x) @ phi(x2)


def short_of(value, least):
    return max(0, least - value)


fires = short_of(abs(x[0]), 0.5) + short_of(abs(x2[0]), 0.5)
lengths = short_of(np.linalg.norm(phi(x)), 1) + short_of(np.linalg.norm(phi(x2)), 1)
computed = {
    "y": y, "R": R, "R_pairwise": R_pairwise, "gap": abs(R - R_pairwise).max(), "phi": phi(x), "phi2": phi(x2),
    "row_sums": R.sum(axis=1), "column_sums": R.sum(axis=0), "factors": A, "factors2": B,
    "H": jacobian(x).T @ jacobian(x2), "joint_gap": short_of(y, 1) + short_of(R[0, 0], 0.75 * y),
    "silent_gap": short_of(y, 1) + abs(x[0]) + short_of(abs(x2[0]), 0.5),
    "apart_gap": y + fires + lengths, "unconnected_gap": short_of(y, 1) + fires + abs(R[0, 0]),
}
#: include similarity_picture
shown = {}  #: shown
shown["picture"] = None  #: picture field
tolerance = 1e-9
#: include compare
