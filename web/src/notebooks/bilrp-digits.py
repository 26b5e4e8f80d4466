import numpy as np

# %% Settings | Einstellungen
layer = "relu3"  #: control layer
similarity = "dot"  #: control similarity
patch = "4"  #: control patch
feature = "all"  #: control feature
#: include rules
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
    #en φ(x), and a column for each feature m: what of LRP, started at φ_m, arrives in each patch of pixels. The matrices
    #en of all layers are multiplied from the patches up, which is far less work than feature by feature.
    #de φ(x) und eine Spalte je Merkmal m: was von der LRP, begonnen bei φ_m, in jedem Feld von Pixeln ankommt. Die Matrizen
    #de aller Schichten werden von den Feldern aufwärts multipliziert, weit weniger Arbeit als Merkmal für Merkmal.
    p = int(patch)
    rows, columns = np.divmod(np.arange(28 * 28), 28)
    F = 1.0 * (np.arange((28 // p) ** 2)[:, None] == rows // p * (28 // p) + columns // p)
    values = forward(layers, image.ravel())
    for (_, name, W, b, sees), a in zip(layers, values):
        if W is not None:
            F = F @ shares(rules[name], W, b, a, sees).T
    return values[-1], F * values[-1]


phi, A = factors(image)
phi2, B = factors(image2)

# %% Joint relevance | Gemeinsame Relevanz
norms = np.linalg.norm(phi) * np.linalg.norm(phi2)
scale = 1.0 if similarity == "dot" else 1 / norms if norms > 0 else 0.0  # of the cosine the norms are held fixed
one = slice(None) if feature == "all" else slice(int(feature) - 1, int(feature))
R = scale * A[:, one] @ B[:, one].T  # R_jj′ = Σ_m R_jm R_j′m
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
