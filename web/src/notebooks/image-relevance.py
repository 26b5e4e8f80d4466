import numpy as np

# %% Settings | Einstellungen
target = "winner"  #: control target
method = "lrp"  #: control method
#: include rules
image = np.zeros((28, 28))  #: view input pixels
#en The network of the page, as an ONNX file.
#de Das Netz der Seite, als ONNX-Datei.
onnx = b""  #: file models/{model}.onnx

# %% The network | Das Netz
#: include network

# %% Propagation rules | Propagationsregeln
#: include lrp


#: include composite

# %% Forwards | Vorwärts
layers = unrolled(read_network(onnx), (1, 28, 28))
values = forward(layers, image.ravel())
scores = values[-1]
k = int(np.argmax(scores)) if target == "winner" else int(target)

# %% Backwards | Rückwärts
start = np.zeros(len(scores))
if method == "lrp":
    #en The relevance of the explained class is its score, and nothing elsewhere.
    #de Die Relevanz der erklärten Klasse ist ihre Bewertung, und nichts anderswo.
    start[k] = scores[k]
    R = explain(layers, rules_of(layers, composite, rule, settings, layer_rules), values, start)
else:
    start[k] = 1
    R = start
    for (_, _, W, _, _), a in zip(reversed(layers), reversed(values[:-1])):
        R = R * (a > 0) if W is None else W.T @ R
    if method == "gradient-times-input":
        R = R * image.ravel()

# %% Compared with the page | Verglichen mit der Seite
computed = {
    "scores": scores, "target": k, "score": scores[k], "relevance": R.reshape(28, 28), "sum": R.sum(),
    "absorbed": scores[k] - R.sum() if method == "lrp" else 0, "negative": abs(np.minimum(R, 0).sum()),
}
shown = {}  #: shown
tolerance = 1e-4  # the page computes in single precision
#: include compare
