differing = []
for name in [name for name in shown if name in computed]:
    ours, theirs = np.asarray(computed[name], float), np.asarray(shown[name], float)
    finite = np.isfinite(theirs)
    scale = max(1, np.max(np.abs(theirs[finite]), initial=0))
    same, gap = False, np.inf
    if ours.size == theirs.size:
        ours = ours.reshape(theirs.shape)
        gap = np.max(np.abs(ours[finite] - theirs[finite]), initial=0)
        allowed = max(tolerance, 1e-5) if name == "picture" else tolerance  # pictures are in single precision
        same = np.allclose(ours, theirs, rtol=0, atol=allowed * scale, equal_nan=True)
    value = f"{ours:.6g}" if ours.ndim == 0 else f"{list(ours.shape)}, Σ {ours.sum():.6g}"
    print(f"{'=' if same else '≠'} {name:20} {value:28} gap {gap:.1e}")
    if not same:
        differing.append(name)
assert not differing, f"other than on the page: {differing}"
