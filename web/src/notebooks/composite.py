def rules_of(layers, composite, rule, settings, layer_rules):
    #en Which rule for which layer: one for all, or by the kind of layer, or chosen for the layer itself.
    #de Welche Regel für welche Schicht: eine für alle, nach der Art der Schicht oder für die Schicht selbst gewählt.
    def with_settings(name, **more):
        needed = {"epsilon": ["epsilon"], "gamma": ["gamma"], "alpha-beta": ["alpha"], "z-box": ["low", "high"]}
        return {"name": name, **{key: settings[key] for key in needed.get(name, [])}, **more}

    dense = other = with_settings("epsilon")
    convolution = with_settings("zplus")
    if "alpha2-beta1" in composite:
        convolution = with_settings("alpha-beta", alpha=2)
    if composite == "epsilon-gamma-box":
        convolution = with_settings("gamma")
    first = with_settings("z-box") if "box" in composite else with_settings("flat") if "flat" in composite else None
    if rule != "composite":
        dense = convolution = with_settings(rule)
        other, first = {"name": "zero" if rule == "zero" else "epsilon", "epsilon": 0 if rule == "zero" else 1e-6}, None
    rules = {}
    for operator, name, W, _, _ in layers:
        if W is None:
            continue
        rules[name] = {"Gemm": dense, "Conv": convolution, "AveragePool": other}[operator]
        if first and len(rules) == 1:
            rules[name] = first
        chosen = layer_rules[len(rules) - 1] if len(rules) <= len(layer_rules) else "composite"
        if chosen != "composite":
            rules[name] = with_settings(chosen)
    return rules


def explain(layers, rules, values, R):
    #en From the last of these layers back to the pixels; rectifiers hand on what they get.
    #de Von der letzten dieser Schichten zurück zu den Pixeln; Gleichrichter geben weiter, was sie bekommen.
    for (_, name, W, b, sees), a in zip(reversed(layers), reversed(values[:-1])):
        if W is not None:
            R = propagate(rules[name], W, b, a, R, sees)
    return R
