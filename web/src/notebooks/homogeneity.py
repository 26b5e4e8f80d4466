import numpy as np

# %% Settings | Einstellungen
x = np.array([1, -0.5, 1])  #: control x
t = 2  #: control t
widths = [3, 1]  #: config widths
#en The weights of the network, edge by edge: from which neuron to which; neurons are counted through all layers.
#de Die Gewichte des Netzes, Kante für Kante: von welchem Neuron zu welchem; gezählt wird durch alle Schichten.
edge_from = np.array([0, 1, 2])  #: view network-x from
edge_to = np.array([3, 3, 3])  #: view network-x to
edge_weights = np.array([1, 2, 1])  #: view network-x weights
bias = False  #: control bias

# %% The network | Das Netz
firsts = np.cumsum([0] + list(widths))
neurons = np.zeros((firsts[-1], firsts[-1]))
neurons[edge_to.astype(int), edge_from.astype(int)] = edge_weights
layers = range(1, len(widths))
W = [neurons[firsts[l]:firsts[l + 1], firsts[l - 1]:firsts[l]] for l in layers]
b = [np.zeros(n) for n in widths[1:]]
if bias:
    b[0][0] = 0.5


def forward(x):
    #en a^l = max(0, W a^(l-1) + b), all layers rectified; also which neurons are active.
    #de a^l = max(0, W a^(l-1) + b), alle Schichten gleichgerichtet; auch, welche Neuronen aktiv sind.
    a, active = x, []
    for weights, offset in zip(W, b):
        z = weights @ a + offset
        active.append(z > 0)
        a = np.maximum(0, z)
    return a[0], active


# %% f(tx) = t f(x) for t ≥ 0 without bias | f(tx) = t f(x) für t ≥ 0 ohne Bias
f_x, active = forward(x)
f_tx, _ = forward(t * x)

#en The gradient, from the output down: only active neurons let it through (ReLU'(0) = 0).
#de Der Gradient, vom Ausgang hinab: Nur aktive Neuronen lassen ihn durch (ReLU'(0) = 0).
gradient = np.ones(1)
for weights, on in zip(reversed(W), reversed(active)):
    gradient = weights.T @ (gradient * on)

computed = {
    "f_x": f_x, "f_tx": f_tx, "t_f_x": t * f_x, "gap": abs(f_tx - t * f_x),
    "gradient_dot_x": gradient @ x,  # Euler: ∇f(x)·x = f(x)
}
shown = {}  #: shown
tolerance = 1e-9
#: include compare
