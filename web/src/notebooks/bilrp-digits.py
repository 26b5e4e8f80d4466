import numpy as np

# %% Settings | Einstellungen
layer = "relu3"  #: control layer
similarity = "dot"  #: control similarity
patch = "4"  #: control patch
feature = "all"  #: control feature
composite = "epsilon-gamma-box"  #: control composite
rule = "composite"  #: control rule
settings = {}
settings["epsilon"] = 1e-6  #: control epsilon
settings["gamma"] = 0.25  #: control gamma
settings["alpha"] = 2  #: control alpha
settings["low"] = 0  #: control low
settings["high"] = 1  #: control high
layer_rules = []  #: control layer_rules
image = np.zeros((28, 28))  #: view input pixels
image2 = np.zeros((28, 28))  #: view input2 pixels
#en The network of the page, as an ONNX file.
#de Das Netz der Seite, als ONNX-Datei.
onnx = b""  #: file models/{model}.onnx

# %% The network | Das Netz
#: include network

# %% Propagation rules | Propagationsregeln
#: include lrp


#: include composite

# %% Features and their factors | Merkmale und ihre Faktoren
whole = unrolled(read_network(onnx), (1, 28, 28))
layers = whole[:[name for _, name, _, _, _ in whole].index(layer) + 1]
rules = rules_of(layers, composite, rule, settings, layer_rules)


def factors(image):
    #en φ(x), and a column for each feature m that is not 0: LRP of φ_m.
    #de φ(x) und eine Spalte je Merkmal m, das nicht 0 ist: LRP von φ_m.
    values = forward(layers, image.ravel())
    phi = values[-1]
    alive = np.flatnonzero(phi)
    F = np.zeros((image.size, len(phi)))
    F[:, alive] = explain(layers, rules, values, np.diag(phi)[:, alive])
    return phi, F


def pooled(F):
    #en Summed over patches, row by row: ΣR stays the same.
    #de Summiert über Flecken, Zeile für Zeile: ΣR bleibt gleich.
    p = int(patch)
    return F.reshape(28 // p, p, 28 // p, p, -1).sum(axis=(1, 3)).reshape((28 // p) ** 2, -1)


phi, A = factors(image)
phi2, B = factors(image2)

# %% Joint relevance | Gemeinsame Relevanz
norms = np.linalg.norm(phi) * np.linalg.norm(phi2)
scale = 1.0 if similarity == "dot" else 1 / norms if norms > 0 else 0.0  # of the cosine the norms are held fixed
one = slice(None) if feature == "all" else slice(int(feature) - 1, int(feature))
R = scale * pooled(A[:, one]) @ pooled(B[:, one]).T  # R_jj′ = Σ_m R_jm R_j′m
y = scale * phi @ phi2

# %% Compared with the page | Verglichen mit der Seite
computed = {
    "y": y, "sum": R.sum(), "missing": abs(y - R.sum()), "dot": phi @ phi2, "norm": np.linalg.norm(phi),
    "norm2": np.linalg.norm(phi2), "R": R, "marginal": R.sum(axis=1), "marginal2": R.sum(axis=0),
    "feature_share": phi * phi2 / (phi @ phi2 or 1),
}
shown = {}  #: shown
tolerance = 1e-6 * max(100, abs(y))  # the page computes in single precision; y may be large
#: include compare
