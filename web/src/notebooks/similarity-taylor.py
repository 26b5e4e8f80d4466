import numpy as np

# %% Settings | Einstellungen
x = np.array([1.5, 1])  #: control x
x2 = np.array([2, 1])  #: control x2
epsilon = 0.1  #: control epsilon
directions = "ray"  #: control root
root_point = np.array([0.5, 2])  #: control root_point
root_point2 = np.array([-1.5, 1.5])  #: control root_point2

# %% The features φ | Die Merkmale φ
#: include small_features

# %% The expansion at (εx̃, εx̃′) | Die Entwicklung bei (εx̃, εx̃′)
free = directions == "free"
root = epsilon * (root_point if free else x)
root2 = epsilon * (root_point2 if free else x2)
step, step2 = x - root, x2 - root2
J, J2 = jacobian(root), jacobian(root2)
gradient, gradient2 = J.T @ phi(root2), J2.T @ phi(root)
H = J.T @ J2  # ∂²y/∂x_i∂x′_i′; φ is linear piece by piece, so all other second derivatives vanish

y = phi(x) @ phi(x2)
zero_order = phi(root) @ phi(root2)
first_order = gradient @ step + gradient2 @ step2
interactions = H * np.outer(step, step2)  # the ½ of Taylor's formula cancels: the block stands there twice
second_order = interactions.sum()

# %% Compared with the page | Verglichen mit der Seite
computed = {
    "y": y, "epsilon": epsilon, "zero_order": zero_order, "first_order": first_order,
    "second_order": second_order, "remainder": y - zero_order - first_order - second_order,
    "interactions": interactions, "phi": phi(x), "phi2": phi(x2), "gradient": gradient,
    "gradient2": gradient2, "J": J, "J2": J2, "H": H,
}
#: include similarity_picture
shown = {}  #: shown
shown["picture"] = None  #: picture field
tolerance = 1e-9
#: include compare
