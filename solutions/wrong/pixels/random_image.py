"""Wrong answers to random_image."""

import random

import numpy as np

from solutions import rejected_by


@rejected_by("the same seed gives the same picture twice")
def global_state(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """You drew from np.random, not from rng: the same seed then gives different pictures."""
    return np.random.random((height, width))


@rejected_by("the same seed gives the same picture twice")
def python_random(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """You drew from Python's random, not from rng: the same seed then gives different pictures."""
    return np.array([[random.random() for _ in range(width)] for _ in range(height)])


@rejected_by(
    "a second picture from the same generator, and one from another seed, are new",
    "called again with the same generator, it gives another picture",
)
def own_seed(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """You made a generator of your own with a fixed seed: every picture is the same. Use the rng you were given."""
    return np.random.default_rng(0).random((height, width))


@rejected_by("a picture of 6 rows and 4 columns has its shape, and values from 0 up to 1")
def normal(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """These numbers are normal, not uniform: many lie below 0 or above 1."""
    return rng.standard_normal((height, width))


@rejected_by("small, middling and large values are as frequent as in a uniform distribution")
def clipped_normal(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """These numbers are normal, not uniform: too few are near 0 and 1."""
    return np.clip(rng.normal(0.5, 0.15, (height, width)), 0, 0.999999)


@rejected_by("small, middling and large values are as frequent as in a uniform distribution")
def keeps_away_from_the_ends(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Your values run from 0.01 to 0.99. Of numbers from 0 up to 1, two in a hundred are darker or brighter."""
    return rng.uniform(0.01, 0.99, (height, width))


@rejected_by(
    "no pixel tells anything about another", "no two pixels of a 12 x 12 picture are equal, and they are in no order"
)
def repeated_row(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Every row is the same row: draw a number for every pixel."""
    return np.tile(rng.random(width), (height, 1))


@rejected_by(
    "small, middling and large values are as frequent as in a uniform distribution",
    "a picture of 6 rows and 4 columns has its shape, and values from 0 up to 1",
)
def zeros_and_ones(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """rng.integers(0, 2) gives only 0 and 1: a pixel may be any number from 0 up to 1."""
    return rng.integers(0, 2, (height, width)).astype(float)


@rejected_by("a picture of 6 rows and 4 columns has its shape, and values from 0 up to 1")
def whole_bytes(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Your values run from 0 to 255; in this assignment a pixel is a float from 0 to 1."""
    return rng.integers(0, 256, (height, width))


@rejected_by("a picture of 6 rows and 4 columns has its shape, and values from 0 up to 1")
def width_first(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Height comes first: the shape is (height, width)."""
    return rng.random((width, height))


@rejected_by(
    "no pixel tells anything about another", "no two pixels of a 12 x 12 picture are equal, and they are in no order"
)
def sorted_pixels(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Your pixels are sorted, so each one tells where the next one lies: leave them as they were drawn."""
    return np.sort(rng.random(height * width)).reshape(height, width)


@rejected_by(
    "no pixel tells anything about another", "no two pixels of a 12 x 12 picture are equal, and they are in no order"
)
def rounded(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Rounded to two digits there are only 101 different values: leave the numbers as they were drawn."""
    return np.clip(np.round(rng.random((height, width)), 2), 0, 0.99)


@rejected_by("no pixel tells anything about another")
def shuffled_ramp(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """A shuffled ramp has every value once: independent draws have gaps and heaps."""
    return rng.permutation(np.arange(height * width) / (height * width)).reshape(height, width)


@rejected_by(
    "no pixel tells anything about another", "no two pixels of a 12 x 12 picture are equal, and they are in no order"
)
def mirrored(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """The right half mirrors the left: draw a number of its own for every pixel."""
    half = rng.random((height, (width + 1) // 2))
    return np.hstack([half, half[:, ::-1]])[:, :width]


@rejected_by("every pixel is a draw from the generator that was given")
def reseeded(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """You seeded np.random from rng: draw from rng itself and leave the global state alone."""
    np.random.seed(int(rng.integers(2**32)))
    return np.random.rand(height, width)


@rejected_by("every call makes a picture of its own")
def kept_per_seed(height, width, rng, _made={}):
    """You return a picture that you have returned before: draw a new array in every call."""
    key = height, width, str(rng.bit_generator.state)
    if key not in _made:
        _made[key] = rng.random((height, width))
    return _made[key]


@rejected_by("no pixel tells anything about another")
def tiled_corner(height, width, rng):
    """A large picture repeats its corner: draw every pixel."""
    tile = rng.random((min(height, 64), min(width, 64)))
    return np.tile(tile, (height // len(tile) + 1, width // tile.shape[1] + 1))[:height, :width]


@rejected_by(
    "no two pixels of a 12 x 12 picture are equal, and they are in no order",
    "small, middling and large values are as frequent as in a uniform distribution",
)
def stretched(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Leave the numbers as they are drawn: stretched, every picture has a pixel of 0 and one of almost 1."""
    pixels = rng.random((height, width))
    return (pixels - pixels.min()) / (pixels.max() - pixels.min() + 1e-12)


@rejected_by(
    "no two pixels of a 12 x 12 picture are equal, and they are in no order", "no pixel tells anything about another"
)
def shifted_rows(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Each row is the one above it, moved by one pixel: draw a number for every pixel."""
    numbers = rng.random(height + width)
    return np.array([numbers[row : row + width] for row in range(height)])
