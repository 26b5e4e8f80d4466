import io

import numpy as np

# %% Settings | Einstellungen
objective = "logit"  #: control objective
penalty = "decoder"  #: control penalty
decoder = "shipped"  #: control decoder
lam = 0.3  #: control lambda
variation = 0  #: control variation
#en Where the ten ascents stand, taken from the page: a code in each column, or, without generator, an image.
#de Wo die zehn Aufstiege stehen, von der Seite genommen: in jeder Spalte ein Code oder, ohne Generator, ein Bild.
z = np.zeros((10, 10))  #: quantity z
#en Of a decoder trained in the page only the images are known.
#de Von einem in der Seite trainierten Decoder sind nur die Bilder bekannt.
x = None  #: quantity x if decoder=trained
#en Classifier, generators and density of the page.
#de Klassifikator, Generatoren und Dichte der Seite.
classifier = b""  #: file models/{model}.onnx
pca_file = b""  #: file pca if penalty=pca
decoder_file = b""  #: file decoder if penalty=decoder
density_file = b""  #: file density

# %% The networks | Die Netze
#: include network


def generate(data, z):
    #en An image of each code; in a frame of 28 × 28, should it be smaller.
    #de Ein Bild je Code; in einem Rahmen von 28 × 28, falls es kleiner ist.
    nodes, arrays = read_network(data)
    for operator, _, inputs in nodes:
        if operator == "Gemm":
            z = z @ arrays[inputs[1]].T + arrays[inputs[2]]
        if operator == "Relu":
            z = np.maximum(0, z)
        if operator == "Sigmoid":
            z = 1 / (1 + np.exp(-z))
    side = int(np.sqrt(z.shape[1]))
    edge = (28 - side) // 2
    return np.pad(z.reshape(-1, side, side), ((0, 0), (edge, edge), (edge, edge)))


# %% Images from codes | Bilder aus Codes
computed, z = {}, z.T
if penalty == "pca" or (penalty == "decoder" and decoder == "shipped"):
    computed["x"] = x = generate(pca_file if penalty == "pca" else decoder_file, z)
if penalty in ("l2", "gaussian"):
    x = z.reshape(-1, 28, 28)
X = x.reshape(len(x), -1)

# %% f: the network's score of each class at its own prototype | f: die Bewertung jeder Klasse bei ihrem Prototyp
layers = unrolled(read_network(classifier), (1, 28, 28))
logits = forward(layers, X.T)[-1].T
classes = np.arange(len(X))


def log_sum_exp(v):
    return v.max(axis=1) + np.log(np.exp(v - v.max(axis=1, keepdims=True)).sum(axis=1))


own = logits[classes, classes]
score = own if objective == "logit" else own - log_sum_exp(logits)
others = np.array([np.delete(row, k) for k, row in enumerate(logits)])
log_odds = own - log_sum_exp(others)  # log p / (1 − p)

# %% The density: a normal distribution with Σ = D + UUᵀ | Die Dichte: eine Normalverteilung mit Σ = D + UUᵀ
rows = np.load(io.BytesIO(density_file)).astype(float)
sigma = np.diag(rows[1]) + rows[2:].T @ rows[2:]
away = X - rows[0]
_, log_determinant = np.linalg.slogdet(2 * np.pi * sigma)
log_density = -0.5 * (away * np.linalg.solve(sigma, away.T).T).sum(axis=1) - 0.5 * log_determinant

# %% Ω: the penalty | Ω: der Strafterm
omega = -log_density if penalty == "gaussian" else lam * (z ** 2).sum(axis=1)
if penalty in ("l2", "gaussian"):
    down = np.diff(x, axis=1, append=x[:, -1:])
    right = np.diff(x, axis=2, append=x[:, :, -1:])
    omega = omega + variation * (np.sqrt(down ** 2 + right ** 2 + 0.01 ** 2) - 0.01).sum(axis=(1, 2))

# %% Closed form, where f is linear | Geschlossene Form, wo f linear ist
if len(layers) == 1 and penalty != "decoder":
    W = layers[0][2]  # a row w for each class
    if penalty == "pca":
        A = (generate(pca_file, np.eye(z.shape[1])) - generate(pca_file, 0 * z[:1])).reshape(z.shape[1], -1).T
        x_star = generate(pca_file, W @ A / (2 * lam))  # A Aᵀw / 2λ + c
    else:
        x_star = W / (2 * lam) if penalty == "l2" else rows[0] + W @ sigma  # w / 2λ or μ + Σw
    computed["x_star"] = x_star.reshape(-1, 28, 28)

# %% Compared with the page | Verglichen mit der Seite
computed.update({
    "score": score, "penalty": omega, "objective": score - omega, "log_density": log_density,
    "log_odds": log_odds, "probability": 1 / (1 + np.exp(-log_odds)),
})
shown = {}  #: shown
tolerance = 1e-4  # the page computes its networks in single precision
#: include compare
