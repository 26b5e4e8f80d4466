import numpy as np

# %% Settings | Einstellungen
digit = "3"  #: control class
index = 16  #: control index
alter = "none"  #: control alter
model = "one-class-svm"  #: control model
gamma = 0.3  #: control gamma
nu = 0.1  #: control nu
beta = 1  #: control beta
image = np.zeros((28, 28))  #: view input pixels
#en Digits of 20 × 20 bytes: those learned from, and those of the test set with their classes.
#de Ziffern von 20 × 20 Bytes: die, aus denen gelernt wird, und die der Testmenge mit ihren Klassen.
learned = bytes(400)  #: digits training training_labels class count
test_images = bytes(416)  #: file images
test_labels = bytes(9)  #: file labels
#en Of k-means, the centres as the page found them.
#de Von k-Means die Zentren, wie die Seite sie fand.
centres = None  #: view centres images
shown_rho = None  #: quantity rho


def framed(pixels):
    #en Ink in [0, 1], in the middle of a frame of 28 × 28.
    #de Tinte in [0, 1], in der Mitte eines Rahmens von 28 × 28.
    images = np.frombuffer(pixels, np.uint8).reshape(-1, 20, 20) / 255
    return np.pad(images, ((0, 0), (4, 4), (4, 4))).reshape(-1, 784)


points, tests, labels = framed(learned), framed(test_images[16:]), np.frombuffer(test_labels[8:], np.uint8)
x = image.ravel()

# %% The model as a network of two layers, and back | Das Modell als Netz mit zwei Schichten, und zurück
#: include one_class

# %% Training and explanation | Training und Erklärung
computed = {}
if model == "k-means":
    centres = centres.reshape(len(centres), -1)
    computed.update(explain_cluster(x, centres, beta))
    computed["inertia"] = squared_distances(points, centres).min(axis=1).sum()
    outlierness = squared_distances(tests, centres).min(axis=1)
else:
    alpha = np.full(len(points), 1 / len(points))
    if model == "one-class-svm":
        alpha, computed["rho"], computed["duality_gap"] = train(points, gamma, nu, shown_rho)
    support, alpha = points[alpha > 0], alpha[alpha > 0]
    computed.update(explain_outlier(x, support, alpha, gamma))
    computed["alpha"] = alpha
    h = squared_distances(tests, support) - np.log(alpha) / gamma
    outlierness = np.array([soft_min(one, gamma)[0] for one in h])

# %% Ranking: area under the curve, beside the distance to the mean | Rangfolge: Fläche unter der Kurve
mean = points.mean(axis=0)
own = labels == int(digit) if digit != "all" else np.ones(len(labels), bool)


def area(scores):
    #en How often a digit of another class has the higher score; half, where both are equal.
    #de Wie oft eine Ziffer einer anderen Klasse den höheren Wert hat; halb, wo beide gleich sind.
    others, normal = scores[~own][:, None], scores[own][None]
    return ((others > normal) + 0.5 * (others == normal)).mean()


if digit != "all":
    auc, auc_mean = area(outlierness), area(((tests - mean) ** 2).sum(axis=1))
    below = (outlierness[~own] < outlierness[index]).mean() if index >= 0 else 0
    fooled = max(0, 0.4 - below) if index >= 0 and own[index] and alter == "none" else 1
    computed.update({"auc": auc, "auc_mean": auc_mean, "shortfall": max(0, auc_mean + 0.05 - auc), "fooled": fooled})

# %% Compared with the page | Verglichen mit der Seite
computed.update({
    "n": len(points), "M": len(computed["h"]), "min_h": computed["h"].min(), "sum": computed["R"].sum(),
    "gap": computed["h"].min() - computed["o"], "R": computed["R"].reshape(28, 28),
    "mean_distance": ((x - mean) ** 2).sum(),
})
shown = {}  #: shown
tolerance = 1e-5  # images are in single precision
#: include compare
