"""The published originality rule of *Images*: your transformation must not give the week-6 notebook's pictures.

The notebook made nine results from a batch. Yours is one of them if each of its pictures, or the whole batch, is
a * notebook's + b: the same up to brightness and contrast, or its negative. Then the correlation is 1 or -1. A
transformation is original if |correlation| is below `LIMIT` for at least one picture, and for the batch as a whole.
"""

from typing import Any

import numpy as np
from checks.compare import Mismatch, as_floats

LIMIT = 0.999


def notebook_pictures(batch: np.ndarray) -> dict[str, np.ndarray]:
    """Return the nine results of the notebook for a batch (N, H, W, 3), each with N pictures.

    A result that is one picture for the whole batch, such as the mean, is repeated N times.
    """
    pictures = np.asarray(batch, dtype=np.float64)
    count = len(pictures)
    middle = np.einsum("nhwc->hwc", pictures) / count
    centred = pictures - middle
    deviation = np.sqrt(np.einsum("nhwc,nhwc->hwc", centred, centred) / count)
    scaled = np.divide(
        centred, deviation, out=np.zeros(pictures.shape), where=np.repeat([deviation > 0], count, axis=0)
    )
    spread = np.einsum("hwc->hw", deviation) / pictures.shape[3]
    made = {"the pictures themselves": pictures}
    made |= {f"the {colour} channel": pictures[..., i] for i, colour in enumerate(("red", "green", "blue"))}
    made |= {"the pictures minus the mean picture": centred, "the standardised pictures": scaled}
    made |= {"the mean picture": np.repeat(middle[np.newaxis], count, axis=0)}
    made |= {"the deviation": np.repeat(deviation[np.newaxis], count, axis=0)}
    return made | {"the map of the deviations": np.repeat(spread[np.newaxis], count, axis=0)}


def nearest_of_notebook(result: Any, batch: np.ndarray) -> tuple[str, float]:
    """Return (name, similarity) of the notebook's result that is most similar to `result`.

    `result` has one entry per picture. The similarity is the |correlation| of the least similar picture, or that of the
    whole batch if it is larger; it is 0 for a result of another size. A grey result of the notebook is also compared
    with all three channels of a coloured `result`.
    """
    values = np.asarray(result, dtype=np.float64)
    flat = values.reshape(len(values), -1)
    found = {"none of the notebook's": 0.0}
    for name, made in notebook_pictures(batch).items():
        for form in (made, np.repeat(made[..., np.newaxis], 3, axis=-1)):
            other = form.reshape(len(form), -1)
            if other.shape == flat.shape:
                each = [_similarity(mine, theirs) for mine, theirs in zip(flat, other, strict=True)]
                found[name] = max(min(each), _similarity(flat.ravel(), other.ravel()), found.get(name, 0.0))
    name = max(found, key=lambda key: found[key])
    return name, found[name]


def _similarity(one: np.ndarray, other: np.ndarray) -> float:
    """Return |correlation| of two vectors; 0 if one of them is constant."""
    one, other = one - one.mean(), other - other.mean()
    size = np.sqrt(np.einsum("i,i", one, one) * np.einsum("i,i", other, other))
    return abs(float(np.einsum("i,i", one, other) / size)) if size > 0 else 0.0


def expect_original_transform(result: Any, batch: np.ndarray, what: str = "Your result") -> None:
    """Check for one result per picture, and none of the notebook's, whatever its brightness and contrast."""
    values = as_floats(result, what)
    if values.ndim == 0 or len(values) != len(batch):
        raise Mismatch(f"{what} should have one entry per picture: keep the first axis. Its shape is {values.shape}.")
    name, similarity = nearest_of_notebook(values, batch)
    if similarity >= LIMIT:
        raise Mismatch(
            f"{what} is {name} with another brightness or contrast (correlation {similarity:.4f}, allowed is less than "
            f"{LIMIT}): do something that the notebook does not do."
        )
