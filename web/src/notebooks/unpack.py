import base64
import zlib


def unpack(text, shape=None, kind="<f4"):
    #en Bytes, or an array of a shape, from text: compressed, so that it stays short.
    #de Bytes oder ein Feld einer Form aus Text: gepackt, damit er kurz bleibt.
    data = zlib.decompress(base64.b64decode(text))
    return data if shape is None else np.frombuffer(data, kind).astype(float).reshape(shape)
