def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at


def fields(data):
    #en ONNX files are protocol buffers: numbered fields, one after the other.
    #de ONNX-Dateien sind Protocol Buffers: nummerierte Felder, eins nach dem anderen.
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        else:
            size, at = ({1: 8, 5: 4}[key & 7], at) if key & 7 != 2 else varint(data, at)
            value, at = data[at:at + size], at + size
        yield key >> 3, value


def read_network(data):
    #en The nodes (operator, name, inputs) of an ONNX file in order, and its arrays by name.
    #de Die Knoten (Operator, Name, Eingänge) einer ONNX-Datei in ihrer Folge und ihre Felder nach Namen.
    nodes, arrays = [], {}
    for number, value in fields(dict(fields(data))[7]):
        parts = list(fields(value)) if number in (1, 5) else []
        if number == 1:
            texts = {k: [v.decode() for n, v in parts if n == k] for k in (1, 3, 4)}
            nodes.append((texts[4][0], texts[3][0], texts[1]))
        if number == 5:
            sizes = [v for n, v in parts if n == 1]
            if sizes and isinstance(sizes[0], bytes):  # packed
                packed, at, sizes = sizes[0], 0, []
                while at < len(packed):
                    size, at = varint(packed, at)
                    sizes.append(size)
            named = dict(parts)
            if named[2] == 1:  # single precision
                arrays[named[8].decode()] = np.frombuffer(named[9], "<f4").astype(float).reshape(sizes)
    return nodes, arrays


def unrolled(network, shape):
    #en Every layer as a matrix: (operator, name, W, b, which inputs a neuron sees); a convolution has its filter
    #en in every row, at another place. None in place of W: a rectifier.
    #de Jede Schicht als Matrix: (Operator, Name, W, b, welche Eingänge ein Neuron sieht); eine Faltung hat ihr Filter
    #de in jeder Zeile, an anderer Stelle. None statt W: ein Gleichrichter.
    (nodes, arrays), layers = network, []
    for operator, name, inputs in nodes:
        given = [arrays.get(one) for one in inputs[1:]]
        if operator == "Relu":
            layers.append((operator, name, None, None, None))
        if operator == "Gemm":
            W = given[0]
            layers.append((operator, name, W, given[1] if len(given) > 1 else np.zeros(len(W)), np.ones_like(W)))
            shape = (len(W),)
        if operator in ("Conv", "AveragePool"):
            c, height, width = shape
            if operator == "AveragePool":  # 2 × 2, each channel by itself
                k, stride, filters = 2, 2, np.eye(c)[:, :, None, None] * np.full((2, 2), 0.25)
            else:
                k, stride, filters = given[0].shape[2], 1, given[0]
            shape = (len(filters), (height - k) // stride + 1, (width - k) // stride + 1)
            W, sees = np.zeros(shape + (c, height, width)), np.zeros(shape + (c, height, width))
            for y in range(shape[1]):
                for x in range(shape[2]):
                    place = np.s_[:, y, x, :, stride * y:stride * y + k, stride * x:stride * x + k]
                    W[place] = filters
                    sees[place] = 1 if operator == "Conv" else filters > 0
            n = np.prod(shape)
            bias = given[1] if len(given) > 1 else np.zeros(len(filters))
            layers.append((operator, name, W.reshape(n, -1), np.repeat(bias, shape[1] * shape[2]), sees.reshape(n, -1)))
    return layers


def forward(layers, x):
    #en What enters each layer, and last the output; x is one image or one in each column.
    #de Was in jede Schicht geht, und zuletzt die Ausgabe; x ist ein Bild oder in jeder Spalte eines.
    values = [x]
    for _, _, W, b, _ in layers:
        a = values[-1]
        values.append(np.maximum(0, a) if W is None else W @ a + (b if a.ndim == 1 else b[:, None]))
    return values
