#en Some pixels of the picture: where they lie, across and upwards.
#de Einige Pixel des Bildes: wo sie liegen, quer und aufwärts.
across = None  #: across field
upwards = None  #: upwards field
if across is not None:
    computed["picture"] = np.array([[phi(x) @ phi(np.array([p, q])) for p in across] for q in upwards])
