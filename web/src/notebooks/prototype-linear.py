import numpy as np

# %% Settings | Einstellungen
w = np.array([2, 1])  #: control w
b = 0  #: control b
penalty = "l2"  #: control penalty
lam = 0.8  #: control lambda
mu = np.array([-1, 1])  #: control mu
sigma = np.array([[1.5, 0.8], [0.8, 1]])  #: control sigma
A = np.array([[1, -0.5], [0.8, 1]])  #: control A
c = np.array([-1, 0])  #: control c
start = np.array([-3, -3])  #: control start
method = "gradient"  #: control method
rate = 0.1  #: control rate
line_search = False  #: control line_search
steps = 20  #: control step

# %% f − Ω and its gradient, in x or in the code z | f − Ω und sein Gradient, in x oder im Code z
generates, density = penalty == "generator", penalty == "gaussian"
bounded = density or lam > 0
precision = np.linalg.inv(sigma)
log_peak = -0.5 * np.log(np.linalg.det(2 * np.pi * sigma))


def generate(z):
    return A @ z + c if generates else z


def objective(z):
    f = w @ generate(z) + b
    if density:
        return f - 0.5 * (z - mu) @ precision @ (z - mu) + log_peak  # f + log p(x)
    return f - lam * z @ z


def gradient(z):
    if density:
        return w - precision @ (z - mu)
    return (A.T @ w if generates else w) - 2 * lam * z


# %% Closed form | Geschlossene Form
if density:
    z_star, largest_rate = mu + sigma @ w, 2 * np.linalg.eigvalsh(sigma)[0]
elif bounded:
    z_star, largest_rate = (A.T @ w if generates else w) / (2 * lam), 1 / lam


# %% Ascent | Aufstieg
def climb(z):
    first, second, size = np.zeros_like(z), np.zeros_like(z), rate
    lowest = best = objective(z)
    for t in range(1, steps + 1):
        g = gradient(z)
        uphill = g
        if method == "momentum":
            uphill = first = 0.9 * first + g
        if method == "adam":
            first, second = 0.9 * first + 0.1 * g, 0.999 * second + 0.001 * g ** 2
            uphill = first / (1 - 0.9 ** t) / (np.sqrt(second / (1 - 0.999 ** t)) + 1e-8)
        if not line_search:
            ahead = z + rate * uphill
            #en A step size that is too large is stopped: far below the start, never to come back.
            #de Eine zu große Schrittweite wird angehalten: weit unter dem Start, ohne Rückkehr.
            if method != "adam" and objective(ahead) < lowest - 100 * (1 + best - lowest):
                return z
            z, best = ahead, max(best, objective(ahead))
            continue
        if uphill @ g <= 0:
            uphill = g
        for trial in range(60):
            move = size * uphill
            gain = objective(z + move) - objective(z)
            if gain >= 0 and (gain >= 1e-4 * g @ move or gradient(z + move) @ move >= 0):
                z, size = z + move, 2 * size
                break
            size /= 2
        else:  # no way up along this direction: forget it
            first, size = np.zeros_like(z), rate
    return z


z = climb(np.linalg.pinv(A) @ (start - c) if generates else start.astype(float))
x = generate(z)

# %% Compared with the page | Verglichen mit der Seite
f = w @ x + b
computed = {"x": x, "z": z, "f": f, "objective": objective(z), "penalty": f - objective(z)}
if bounded:
    x_star = generate(z_star)
    computed.update({
        "x_star": x_star, "z_star": z_star, "best": objective(z_star), "largest_rate": largest_rate,
        "gap": np.linalg.norm(x - x_star),
    })
shown = {}  #: shown
shown["picture"] = None  #: picture field
#en Some pixels of the picture: where they lie, across and upwards; z is the code that comes nearest to a place.
#de Einige Pixel des Bildes: wo sie liegen, quer und aufwärts; z ist der Code, der einem Ort am nächsten kommt.
across = None  #: across field
upwards = None  #: upwards field
if across is not None and (not generates or np.linalg.matrix_rank(A) == 2):
    places = [[np.array([p, q]) for p in across] for q in upwards]
    back = np.linalg.pinv(A)
    computed["picture"] = [[objective(back @ (at - c) if generates else at) for at in row] for row in places]
#en A line search ends where gains drown in rounding: there the last digits of x are chance.
#de Eine Liniensuche endet, wo Gewinne im Runden untergehen: Dort sind die letzten Ziffern von x Zufall.
tolerance = 1e-7 if line_search else 1e-9
#: include compare
