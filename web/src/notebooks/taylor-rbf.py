import numpy as np

# %% Settings | Einstellungen
mu = np.array([-1, -0.5])  #: control mu
x = np.array([2, 1.5])  #: control x
expansion = "segment"  #: control root
root_point = np.array([0.5, 1.5])  #: control root_point


# %% The function and its gradient | Die Funktion und ihr Gradient
def f(x):
    return np.linalg.norm(x - mu) - 1


def gradient(x):
    return (x - mu) / np.linalg.norm(x - mu)


# %% The expansion point | Der Entwicklungspunkt
computed = {"f": f(x)}
root = None
if expansion == "free":
    root = root_point
elif f(x) >= 0 or (expansion == "ray" and np.any(x != mu)):
    root = mu + (x - mu) / np.linalg.norm(x - mu)  # ‖x̃ − μ‖ = 1; between μ and x only where f(x) ≥ 0

# %% First-order Taylor expansion | Taylor-Entwicklung erster Ordnung
if root is not None and np.any(root != mu):  # at μ, the tip of f, there is no gradient
    R = gradient(root) * (x - root)  # R_i = ∂f/∂x_i (x̃) · (x_i − x̃_i)
    computed.update({
        "root": root, "gradient": gradient(root), "R": R, "sum": R.sum(), "f_root": f(root),
        "remainder": f(x) - f(root) - R.sum(),
    })
#en Some pixels of the picture: where they lie, across and upwards.
#de Einige Pixel des Bildes: wo sie liegen, quer und aufwärts.
across = None  #: across field
upwards = None  #: upwards field
if across is not None:
    computed["picture"] = np.array([[f(np.array([p, q])) for p in across] for q in upwards])
shown = {}  #: shown
shown["picture"] = None  #: picture field
tolerance = 1e-9
#: include compare
