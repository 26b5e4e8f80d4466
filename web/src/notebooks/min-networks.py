import numpy as np

# %% Settings | Einstellungen
a1 = 3  #: control a1
a2 = 2  #: control a2
network = "i"  #: control network
rule = {"name": "gamma"}
rule["name"] = "gamma"  #: control rule
rule["gamma"] = 0.25  #: control gamma
rule["alpha"] = 2  #: control alpha
rule["low"], rule["high"] = 0, 5
rule["high"] = 5  #: control high
epsilon = 1e-6  #: control epsilon
own_weights = np.array([1, 0, 0, 0, 0, 0, 1, 0, 0])  #: control weights

# %% Networks that compute min(a1, a2) | Netze, die min(a1, a2) berechnen
networks = {
    "i": ([[1, 0], [1, -1]], [[1, -1]]),
    "ii": ([[0, 1], [-1, 1]], [[1, -1]]),
    "iii": ([[1, 1], [1, -1], [-1, 1]], [[0.5, -0.5, -0.5]]),
    "own": (own_weights[:6].reshape(3, 2), own_weights[6:].reshape(1, 3)),
}
W1, W2 = (np.array(W, float) for W in networks[network])
nothing1, nothing2 = np.zeros(len(W1)), np.zeros(1)  # no biases


def output(a):
    return (W2 @ np.maximum(0, W1 @ a))[0]


# %% Propagation rules | Propagationsregeln
#: include lrp

# %% From the output to the inputs | Vom Ausgang zu den Eingängen
if rule["name"] == "epsilon":
    rule["epsilon"] = epsilon
#en The box is for inputs alone: above them its place is taken by LRP-ε.
#de Die Box gilt nur für Eingaben: Darüber tritt LRP-ε an ihre Stelle.
above = {"name": "epsilon", "epsilon": 1e-6} if rule["name"] == "z-box" else rule


def explained(a):
    hidden = np.maximum(0, W1 @ a)
    R_hidden = propagate(above, W2, nothing2, hidden, np.array([output(a)]))
    return R_hidden, propagate(rule, W1, nothing1, a, R_hidden)


a = np.array([a1, a2], float)
y, hidden = output(a), np.maximum(0, W1 @ a)
R_hidden, (R1, R2) = explained(a)

# %% Compared with the page | Verglichen mit der Seite
grid = np.linspace(0, 5, 101)
computed = {
    "y": y, "R1": R1, "R2": R2, "R_hidden": R_hidden, "absorbed": y - R1 - R2,
    "min_gap": max(abs(output(np.array([p, q])) - min(p, q)) for p in grid for q in grid),
}
computed.update({f"a{k + 3}": value for k, value in enumerate(hidden)})
computed.update({f"R{k + 3}": value for k, value in enumerate(R_hidden)})
#en Some pixels of the picture: where they lie, across and upwards.
#de Einige Pixel des Bildes: wo sie liegen, quer und aufwärts.
across = None  #: across plane-{network}
upwards = None  #: upwards plane-{network}
if across is not None:
    computed["picture"] = np.array([[explained(np.array([p, q]))[1][0] for p in across] for q in upwards])
shown = {}  #: shown a3 a4 a5 R3 R4 R5
shown["picture"] = None  #: picture plane-{network}
tolerance = 1e-9
#: include compare
