import numpy as np

# %% Settings | Einstellungen
x = np.array([1, 2, -1, 0.5, 1.5])  #: control x
w = np.array([1, -0.5, 2])  #: control w
given_delta = np.array([1, -1, 0.5, 2, -0.5, 1, 0.5])  #: control delta
mode = "full"  #: control mode
forward = "convolution"  #: control forward

# %% The convolution in every mode | Die Faltung in jedem Modus
n, m = len(x), len(w)


def convolve(x, w):
    #en y_t = Σ_s w_s x_(t−s), cut to the mode.
    #de y_t = Σ_s w_s x_(t−s), auf den Modus zugeschnitten.
    if mode != "circular":
        return np.convolve(x, w, mode)
    full = np.convolve(x, w)
    y = np.zeros(max(len(x), len(w)))
    np.add.at(y, np.arange(len(full)) % len(y), full)
    return y


def apply(x, w):
    #en Cross-correlation is convolution with the filter reversed.
    #de Kreuzkorrelation ist Faltung mit gespiegeltem Filter.
    return convolve(x, w[::-1] if forward == "correlation" else w)


y = apply(x, w)
delta = np.zeros(len(y))
kept = min(len(y), len(given_delta))
delta[:kept] = given_delta[:kept]

# %% Backwards: ∂E/∂x and ∂E/∂w with E = Σ_t δ_t y_t | Rückwärts: ∂E/∂x und ∂E/∂w mit E = Σ_t δ_t y_t
#en First δ is placed where the mode has cut it from the full result.
#de Zuerst kommt δ dorthin, wo der Modus es aus dem vollen Ergebnis geschnitten hat.
offset = {"full": 0, "same": (min(n, m) - 1) // 2, "valid": min(n, m) - 1, "circular": 0}[mode]
delta_full = np.zeros(n + m - 1)
if mode == "circular":
    delta_full = delta[np.arange(n + m - 1) % len(delta)]
else:
    delta_full[offset:offset + len(delta)] = delta
correlates = forward == "correlation"
v = w[::-1] if correlates else w
jacobian_x, jacobian_w = np.zeros((n + m - 1, n)), np.zeros((n + m - 1, m))
for u in range(n):
    jacobian_x[u:u + m, u] = v  # ∂y_t/∂x_u = v_(t−u)
for s in range(m):
    jacobian_w[s:s + n, m - 1 - s if correlates else s] = x  # ∂y_t/∂w_s = x_(t−s), or x_(t+s)
grad_x = jacobian_x.T @ delta_full
grad_w = jacobian_w.T @ delta_full

# %% Compared with the page | Verglichen mit der Seite
computed = {
    "y": y, "E": y @ delta, "grad_x": grad_x, "grad_w": grad_w, "delta": delta, "delta_full": delta_full,
    "jacobian_x": jacobian_x, "jacobian_w": jacobian_w, "n": n, "m": m,
}
shown = {}  #: shown
tolerance = 1e-9
#: include compare
