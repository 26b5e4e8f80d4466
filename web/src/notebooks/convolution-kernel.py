import numpy as np

# %% Settings | Einstellungen
mode = "same"  #: control mode
#en The series, a row each: drawn by the page, or one's own.
#de Die Reihen, eine je Zeile: von der Seite gezogen oder die eigenen.
series = np.array([[1, 0], [0, 1]])  #: quantity series


# %% The kernel k(x, x′) = ‖x * x′‖² | Der Kern k(x, x′) = ‖x * x′‖²
def convolve(x, w):
    if mode != "circular":
        return np.convolve(x, w, mode)
    full = np.convolve(x, w)
    y = np.zeros(len(x))
    np.add.at(y, np.arange(len(full)) % len(y), full)
    return y


def gram_of(series):
    return np.array([[np.sum(convolve(x, w) ** 2) for w in series] for x in series])


gram = gram_of(series)
eigenvalues = np.linalg.eigvalsh(gram)[::-1]  # a kernel has none below 0


# %% The feature map, where there is one | Die Merkmalsabbildung, wo es eine gibt
def autocorrelation(x):
    return np.correlate(x, x, "full")[len(x) - 1:]  # r_τ = Σ_t x_t x_(t+τ), τ ≥ 0


r = np.array([autocorrelation(x) for x in series])
computed = {
    "gram": gram, "eigenvalues": eigenvalues, "min_eigenvalue": eigenvalues[-1],
    "r": r[0], "r2": r[min(1, len(r) - 1)],
}
if mode == "full":
    features = r * np.where(np.arange(r.shape[1]) == 0, 1, np.sqrt(2))  # τ and −τ in one
if mode == "circular":
    features = r.copy()
    features[:, 1:] += r[:, :0:-1]  # what wraps around: r_τ + r_(n−τ)
if mode in ("full", "circular"):
    computed["features"] = features.T
    computed["feature_gap"] = abs(gram - features @ features.T).max() / max(gram.max(), 1e-300)

# %% The test's worst c | Das schlimmste c des Tests
#en Its series and coefficients are the page's random ones; cᵀKc is computed anew.
#de Seine Reihen und Koeffizienten sind die zufälligen der Seite; cᵀKc wird neu berechnet.
c = None  #: quantity worst_c
worst_series = None  #: quantity worst_series
least = np.inf
if c is not None:
    K = gram_of(worst_series)
    computed["least"] = least = c @ K @ c / max(abs(K).max(), 1e-300)
computed["not_refuted"] = 0 if least < -1e-10 else 1

# %% Compared with the page | Verglichen mit der Seite
shown = {}  #: shown
tolerance = 1e-9
#: include compare
