"""Right answers to `imshow_kind` in other styles."""


def by_matching(shape) -> str:
    """Structural pattern matching."""
    match tuple(shape):
        case (_, _) | (_, _, 1):
            return "gray"
        case (_, _, 3):
            return "rgb"
        case (_, _, 4):
            return "rgba"
    return "error"


def by_ifs(shape) -> str:
    """One question after the other."""
    kind = "error"
    if len(shape) == 2:
        kind = "gray"
    elif len(shape) == 3:
        channels = shape[-1]
        if channels == 1:
            kind = "gray"
        if channels == 3:
            kind = "rgb"
        if channels == 4:
            kind = "rgba"
    return kind


def by_table(shape) -> str:
    """A table from what follows the two lengths of the picture to the answer."""
    if len(shape) < 2:
        return "error"
    table = {(): "gray", (1,): "gray", (3,): "rgb", (4,): "rgba"}
    return table.get(tuple(int(n) for n in shape[2:]), "error")


def by_list(shape) -> str:
    """The answers in a list, at the place of their channels."""
    channels = [*shape, 1][2] if len(shape) in (2, 3) else 0
    return ["error", "gray", "error", "rgb", "rgba"][channels] if channels < 5 else "error"


def by_asking_matplotlib(shape) -> str:
    """Let matplotlib decide, and look at what it keeps."""
    import numpy as np
    from matplotlib.figure import Figure

    try:
        shown = Figure().add_subplot().imshow(np.zeros(shape)).get_array()
    except TypeError:
        return "error"
    return {2: "gray", 3: {3: "rgb", 4: "rgba"}.get(shown.shape[-1], "error")}[shown.ndim]
