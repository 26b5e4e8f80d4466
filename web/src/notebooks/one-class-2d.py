import numpy as np

# %% Settings | Einstellungen
x = np.array([1.6, 1.2])  #: control x
model = "one-class-svm"  #: control model
gamma = 0.6  #: control gamma
nu = 0.2  #: control nu
beta = 1  #: control beta
points = np.array([[0, 0], [1, 1]])  #: view soft set
#en Taken from the page, as its training found them: support vectors and their weights α, or centres of clusters.
#de Von der Seite genommen, wie ihr Training sie fand: Stützvektoren und ihre Gewichte α oder Zentren der Cluster.
support = np.array([[0, 0], [1, 1]])  #: quantity support
alpha = np.array([0.5, 0.5])  #: quantity alpha
centres = None  #: quantity centres
shown_rho = None  #: quantity rho

# %% The model as a network of two layers, and back | Das Modell als Netz mit zwei Schichten, und zurück
#: include one_class

# %% Explanation of x | Erklärung von x
if model == "kde":  # every point a support vector
    support, alpha = points, np.full(len(points), 1 / len(points))
if model == "k-means":
    computed = explain_cluster(x, centres, beta)
    computed["inertia"] = squared_distances(points, centres).min(axis=1).sum()
    computed["mu_own"] = centres[computed["cluster"] - 1]
    computed["mu_other"] = centres[1 if computed["cluster"] == 1 else 0]
else:
    computed = explain_outlier(x, support, alpha, gamma)
if model == "kde":
    computed.update({"support": support, "alpha": alpha})
if model == "one-class-svm":  # trained anew: f at x and ρ must be those of the page's α
    own, computed["rho"], computed["duality_gap"] = train(points, gamma, nu, shown_rho)
    computed["f"] = own @ np.exp(-gamma * squared_distances(points, x[None]))[:, 0]
computed.update({
    "min_h": computed["h"].min(), "gap": computed["h"].min() - computed["o"], "M": len(computed["h"]),
    "sum": computed["R"].sum(),
})


def outlierness(x):
    if model == "k-means":  # how surely x is in the cluster that is explained
        return explain_cluster(x, centres, beta, computed["cluster"] - 1)["o"]
    return explain_outlier(x, support, alpha, gamma)["o"]


# %% Compared with the page | Verglichen mit der Seite
#en Some pixels of the picture: where they lie, across and upwards.
#de Einige Pixel des Bildes: wo sie liegen, quer und aufwärts.
across = None  #: across soft
upwards = None  #: upwards soft
if across is not None:
    computed["picture"] = np.array([[outlierness(np.array([p, q])) for p in across] for q in upwards])
shown = {}  #: shown
shown["picture"] = None  #: picture soft
tolerance = 1e-8
#: include compare
