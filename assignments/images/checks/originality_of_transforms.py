"""The published originality rule of *Images*: your transformation must not give the week-6 notebook's pictures.

The notebook made nine results from a batch. Yours is one of them if each of its pictures, or the whole batch, is
a * notebook's + b: the same up to brightness and contrast, or its negative. Then the correlation is 1 or -1. It stays
one of them if what is too bright or too dark is cut off, if bytes wrap round at 256, or if the three channels are mixed
to a grey. A transformation is original if |correlation| is below `LIMIT` for at least one picture, and for the batch as
a whole.
"""

from collections.abc import Callable
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
    pictures = np.asarray(batch, dtype=np.float64)
    flat = values.reshape(len(values), -1)
    found = {"none of the notebook's": 0.0}
    for name, made in notebook_pictures(batch).items():
        for form in (made, np.repeat(made[..., np.newaxis], 3, axis=-1)):
            other = form.reshape(len(form), -1)
            if other.shape == flat.shape:
                found[name] = max(_of_all(_similarity, flat, other), found.get(name, 0.0))
    if values.shape == pictures.shape and _wraps_round(values, pictures):
        found["the pictures themselves, wrapped round at 256,"] = 1.0
    grey = values[..., 0] if values.shape == pictures.shape and np.ptp(values, axis=-1).max() == 0 else values
    if grey.shape == pictures.shape[:3]:
        channels = pictures.reshape(len(pictures), -1, pictures.shape[3])
        found["the pictures in grey"] = _of_all(_similarity_to_mix, grey.reshape(len(grey), -1), channels)
    name = max(found, key=lambda key: found[key])
    return name, found[name]


def _of_all(similarity: Callable[[np.ndarray, np.ndarray], float], mine: np.ndarray, other: np.ndarray) -> float:
    """Return the similarity of the least similar picture, or that of the whole batch if it is larger."""
    each = [similarity(one, its) for one, its in zip(mine, other, strict=True)]
    return max(min(each), similarity(mine.ravel(), other.reshape(mine.size, *other.shape[2:])))


def _similarity(mine: np.ndarray, other: np.ndarray) -> float:
    """Return |correlation| with `other`, or with a line through it that is cut off where `mine` ends, if larger."""
    low, high = mine.min(), mine.max()
    inside = (mine > low) & (mine < high)
    if inside.sum() * 10 < mine.size or np.ptp(other[inside]) == 0:  # a threshold leaves nothing in between
        return _correlation(mine, other)
    x, y = other[inside] - other[inside].mean(), mine[inside] - mine[inside].mean()
    slope = np.einsum("i,i", x, y) / np.einsum("i,i", x, x)
    line = mine[inside].mean() + slope * (other - other[inside].mean())
    return max(_correlation(mine, other), _correlation(mine, np.clip(line, low, high)))


def _similarity_to_mix(grey: np.ndarray, channels: np.ndarray) -> float:
    """Return |correlation| of `grey` with the mix of the channels that is most similar to it."""
    centred, wanted = channels - channels.mean(axis=0), grey - grey.mean()
    products = np.einsum("ic,id->cd", centred, centred)
    weights = np.linalg.lstsq(products, np.einsum("ic,i->c", centred, wanted), rcond=None)[0]
    return _correlation(grey, np.einsum("ic,c->i", channels, weights))


def _wraps_round(values: np.ndarray, pictures: np.ndarray) -> bool:
    """Tell whether the values are factor * pictures + a constant, modulo 256."""
    if not np.array_equal(values, np.round(values)):
        return False
    some, given = values.ravel()[:200], pictures.ravel()[:200]
    factors = [factor for factor in range(1, 256) if np.ptp((some - factor * given) % 256) == 0]
    return any(np.ptp((values - factor * pictures) % 256) == 0 for factor in factors)


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
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
            f"{LIMIT}): do something that the notebook does not do.",
            seen="provided",
        )
