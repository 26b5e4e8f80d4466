W1 = np.array([[1, -1], [0, 1], [-1, -0.5]])
W2 = np.array([[1, 0.5, -0.5], [-0.5, 1, 1]])


def phi(x):
    #en Two layers, rectified, without bias.
    #de Zwei Schichten, gleichgerichtet, ohne Bias.
    return np.maximum(0, W2 @ np.maximum(0, W1 @ x))


def jacobian(x):
    #en J_mi = ∂φ_m/∂x_i: only active neurons let it through.
    #de J_mi = ∂φ_m/∂x_i: Nur aktive Neuronen lassen durch.
    z1 = W1 @ x
    z2 = W2 @ np.maximum(0, z1)
    return ((z2 > 0)[:, None] * W2) @ ((z1 > 0)[:, None] * W1)
