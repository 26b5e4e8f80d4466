import numpy as np

# %% Settings | Einstellungen
x0 = np.array([1.2, 0])  #: control x0
y0 = np.array([-0.3, 0.3])  #: control y0
r = 0.1  #: control rate
h = 1  #: control h
steps = 120  #: control steps
t = 12  #: control t
unit = "1"  #: control unit
epsilon = 1e-6  #: control epsilon
target = "limit-cycle"  #: control target
places = np.array([[0, 0], [1, 1]])  #: control places
edges = []  #: control edges
#en W and b as they stand: as set, with hidden units, after learning.
#de W und b, wie sie stehen: wie eingestellt, mit verdeckten Einheiten, nach dem Lernen.
W = np.array([[0.7, 1.4], [-1.4, 0.7]])  #: quantity W_now
b = np.array([0.1, 0])  #: quantity b_now

# %% Euler's steps | Eulers Schritte
keep, gain, d = 1 - h * r, h * r, len(b)


def simulate(W, b, x0, steps, keep=keep, gain=gain):
    #en x^t = (1 − hr) x^(t−1) + hr tanh(Wᵀx^(t−1) + b)
    #de x^t = (1 − hr) x^(t−1) + hr tanh(Wᵀx^(t−1) + b)
    states = [np.concatenate([x0, np.zeros(len(b) - len(x0))])]  # hidden units begin at 0
    for _ in range(steps):
        ahead = keep * states[-1] + gain * np.tanh(W.T @ states[-1] + b)
        if not (abs(ahead) <= 1e6).all():
            break  # the steps run away
        states.append(ahead)
    return np.array(states)


x = simulate(W, b, x0, steps)
t = min(t, len(x) - 1)


def step_jacobian(x):
    #en ∂x^t_j/∂x^(t−1)_i = (1 − hr) δ_ij + hr (1 − tanh²s_j) w_ij
    #de ∂x^t_j/∂x^(t−1)_i = (1 − hr) δ_ij + hr (1 − tanh²s_j) w_ij
    return keep * np.eye(d) + gain * (1 - np.tanh(W.T @ x + b) ** 2)[:, None] * W.T


# %% Sensitivities, step by step | Empfindlichkeiten, Schritt für Schritt
chain, dx_dW, dx_db = np.eye(d), np.zeros((d, d * d)), np.zeros((d, d))
for state in x[:t]:
    dW_before, db_before = dx_dW, dx_db
    J, slope = step_jacobian(state), 1 - np.tanh(W.T @ state + b) ** 2
    direct = np.zeros((d, d, d))  # ∂x_j/∂w_kl = gain (1 − tanh²s_l) x_k δ_jl
    for l in range(d):
        direct[l, :, l] = gain * slope[l] * state
    chain, dx_dW, dx_db = J @ chain, J @ dx_dW + direct.reshape(d, -1), J @ dx_db + gain * np.diag(slope)


# %% Which earlier state carries x_t: LRP | Welcher frühere Zustand x_t trägt: LRP
def over(R, z):
    z = z + np.where(z >= 0, epsilon, -epsilon)
    return np.divide(R, z, out=np.zeros_like(z), where=(R != 0) & (z != 0))


u = min(int(unit), d) - 1
R, product = np.zeros((t + 1, d)), np.zeros((t + 1, d))
R[t, u], gradient = x[t, u], np.eye(d)[u]
product[t] = gradient * x[t]
for k in range(t - 1, -1, -1):
    share = over(R[k + 1], x[k + 1])
    s = W.T @ x[k] + b
    R[k] = keep * x[k] * share + x[k] * (W @ over(gain * np.tanh(s) * share, s))
    gradient = step_jacobian(x[k]).T @ gradient
    product[k] = gradient * x[k]


# %% The state at rest | Der Ruhezustand
def slope_at(x):
    return (1 - np.tanh(W.T @ x + b) ** 2)[:, None] * W.T - np.eye(d)


x_star = np.clip(x.mean(axis=0), -1, 1)
for _ in range(100):  # Newton, with shorter steps where needed
    miss = np.tanh(W.T @ x_star + b) - x_star
    way = np.linalg.lstsq(slope_at(x_star), -miss, rcond=None)[0]
    shares = [0.5 ** k for k in range(41)]
    better = [x_star + q * way for q in shares
              if np.linalg.norm(np.tanh(W.T @ (x_star + q * way) + b) - x_star - q * way) < np.linalg.norm(miss)]
    if np.linalg.norm(miss) <= 1e-13 or not better:
        break
    x_star = better[0]
at_rest = np.linalg.norm(np.tanh(W.T @ x_star + b) - x_star) <= 1e-10
growth = np.linalg.eigvals(r * slope_at(x_star)).real.max()
amplified = abs(np.linalg.eigvals(np.eye(d) + h * r * slope_at(x_star))).max()
fine = simulate(W, b, x0, 3000, 0.95, 0.05)[1500:3000]
least_speed = np.linalg.norm(np.tanh(fine @ W + b) - fine, axis=1).min()

# %% The loss: half the mean squared distance from what is to be learned | Der Verlust
TARGETS = {"damped-spiral": [[0.7, 1.4], [-1.4, 0.7]], "limit-cycle": [[1.6, 1.5], [-1.5, 1.6]],
           "two-attractors": [[1.8, 0.6], [0, 0.4]]}
if target == "own":
    legs = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(places, axis=0), axis=1))])
    gone = np.linspace(0, legs[-1], steps + 1)
    runs = [np.stack([np.interp(gone, legs, places[:, i]) for i in range(2)], axis=1)]
else:
    runs = [simulate(np.array(TARGETS[target]), np.zeros(2), start[:2], steps) for start in (x0, y0, -x0, -y0)]
loss = np.inf  # where a run leaves all bounds
if d >= 2:
    own = [simulate(W, b, run[0], steps) for run in runs]
    if all(len(run) == steps + 1 for run in own):
        loss = sum(np.sum((mine[:, :2] - run) ** 2) for mine, run in zip(own, runs)) / (2 * len(runs) * steps)

# %% Compared with the page | Verglichen mit der Seite
GRAPH = ["w11", "w12", "w21", "w22", "b1", "none", "none", "b2"]  # what stands on each edge from t−1 to t
computed = {
    "trajectory": x, "steps_taken": len(x) - 1, "x_t": x[t], "x_before": x[t - 1], "s": W.T @ x[t - 1] + b,
    "s_before": W.T @ x[t - 2] + b, "jacobian": step_jacobian(x[t - 1]), "jacobian_before": step_jacobian(x[t - 2]),
    "two_steps": step_jacobian(x[t - 1]) @ step_jacobian(x[t - 2]), "chain": chain, "dx_dW": dx_dW, "dx_db": dx_db,
    "B": db_before[:, 0], "D": dW_before[:, d % (d * d)], "keep": keep, "gain": gain, "R": R,
    "gradient_times_input": product, "x_star": x_star, "growth": growth, "amplified": amplified,
    "euler_gap": max(0, growth) + max(0, 1 - amplified) if at_rest else 1, "cycle_gap": max(0, 0.1 - least_speed),
    "loss": loss, "graph_errors": sum(given != true for given, true in zip(edges, GRAPH)),
}
shown = {}  #: shown
tolerance = 1e-6  # eigenvalues that fall together are known to half the digits only
#: include compare
