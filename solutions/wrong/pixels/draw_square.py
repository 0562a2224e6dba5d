"""Wrong answers to draw_square."""

import math

import numpy as np

from solutions import rejected_by


def _distances(image, centre):
    rows, cols = np.indices(image.shape)
    return np.abs(rows - centre[0]), np.abs(cols - centre[1])


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels", "a pixel at exactly half_size is outside")
def with_its_border(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """Your square is one pixel too wide on each side: a pixel at exactly half_size is outside."""
    down, right = _distances(image, centre)
    return np.where((down <= half_size) & (right <= half_size), value, image)


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def whole_size(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """half_size reaches from the centre to the side; the square is about twice as wide."""
    down, right = _distances(image, centre)
    return np.where((down < half_size / 2) & (right < half_size / 2), value, image)


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels", "what falls off the canvas is not drawn")
def sliced(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """image[r-h:r+h] takes h pixels above and h-1 below, and a negative start makes the slice empty."""
    result = np.array(image, dtype=float)
    row, col, half = int(centre[0]), int(centre[1]), int(half_size)
    result[row - half : row + half, col - half : col + half] = value
    return result


@rejected_by("what falls off the canvas is not drawn", "a square over the top edge and one off the canvas")
def negative_slice(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """A slice with a negative start counts from the end: over the edge your square vanishes. Start at 0 at least."""
    result = np.array(image, dtype=float)
    top, left = int(np.floor(centre[0] - half_size)) + 1, int(np.floor(centre[1] - half_size)) + 1
    bottom, right = int(np.ceil(centre[0] + half_size)), int(np.ceil(centre[1] + half_size))
    result[top:bottom, left:right] = value
    return result


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def cross(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """With `or` you painted a cross of two bars; both distances must be small."""
    down, right = _distances(image, centre)
    return np.where((down < half_size) | (right < half_size), value, image)


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def centre_exchanged(
    image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0
) -> np.ndarray:
    """Row and column of the centre are exchanged: a position is (row, col)."""
    down, right = _distances(image, (centre[1], centre[0]))
    return np.where((down < half_size) & (right < half_size), value, image)


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def one_centre(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """The lecture has one `centre` for both axes; here rows go with centre[0] and columns with centre[1]."""
    down, right = _distances(image, (centre[0], centre[0]))
    return np.where((down < half_size) & (right < half_size), value, image)


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def diamond(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """Adding the two distances gives a diamond; each of them alone must be small."""
    down, right = _distances(image, centre)
    return np.where(down + right < half_size, value, image)


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def without_abs(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """Without abs everything above and to the left of the centre counts as near."""
    rows, cols = np.indices(image.shape)
    return np.where((rows - centre[0] < half_size) & (cols - centre[1] < half_size), value, image)


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def outline(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """That is only the outline; the square should be filled."""
    down, right = _distances(image, centre)
    larger = np.maximum(down, right)
    return np.where((larger < half_size) & (larger >= half_size - 1), value, image)


@rejected_by("centre and half_size may be fractions", "half_size 3.3 about (7.5, 10.25) sets 6 rows of 7 pixels")
def rounded(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """Centre and half_size may be fractions: use them as they are."""
    down, right = _distances(image, (round(centre[0]), round(centre[1])))
    return np.where((down < round(half_size)) & (right < round(half_size)), value, image)


@rejected_by("centre and half_size may be fractions", "half_size 3.3 about (7.5, 10.25) sets 6 rows of 7 pixels")
def cut_off(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """int() cuts the fraction of the centre off: use it as it is."""
    down, right = _distances(image, (int(centre[0]), int(centre[1])))
    return np.where((down < half_size) & (right < half_size), value, image)


@rejected_by(
    "what was on the canvas stays, and the canvas that was given is not drawn on",
    "a square over the top edge and one off the canvas",
)
def in_place(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """You drew on the canvas you were given: work on a copy."""
    down, right = _distances(image, centre)
    image[(down < half_size) & (right < half_size)] = value
    return image


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def new_canvas(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """What was on the canvas is gone: start from a copy of `image`, not from zeros."""
    down, right = _distances(image, centre)
    return np.where((down < half_size) & (right < half_size), value, 0.0)


@rejected_by("half_size 5 about a pixel gives a square of 9 x 9 pixels")
def always_white(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """You always draw with 1: use `value`."""
    down, right = _distances(image, centre)
    return np.where((down < half_size) & (right < half_size), 1.0, image)


@rejected_by(
    "a fraction can be drawn on a canvas of whole numbers", "0.75 is drawn on a copy, also of a canvas of whole numbers"
)
def dtype_kept(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """On a canvas of whole numbers your 0.75 becomes 0: make the copy one of floats."""
    result = image.copy()
    down, right = _distances(image, centre)
    result[(down < half_size) & (right < half_size)] = value
    return result


@rejected_by(
    "what was on the canvas stays, and the canvas that was given is not drawn on",
    "a square over the top edge and one off the canvas",
)
def same_object(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """When the square lies off the canvas you return the canvas itself: a copy is asked for, always."""
    down, right = _distances(image, centre)
    inside = (down < half_size) & (right < half_size)
    return np.where(inside, value, image) if inside.any() else image


@rejected_by("centre and half_size may be fractions")
def half_precision(image, centre, half_size, value=1.0):
    """float16 keeps three digits of what was there: copy in floats of 64 bits."""
    rows, cols = np.indices(image.shape)
    inside = (abs(rows - centre[0]) < half_size) & (abs(cols - centre[1]) < half_size)
    return np.where(inside, value, image).astype(np.float16)


@rejected_by("what falls off the canvas is not drawn")
def int_towards_zero(image, centre, half_size, value=1.0):
    """int(-0.3) is 0: over the top edge your square starts one row too low. Use math.floor."""
    result = np.array(image, dtype=float)
    top, left = (max(0, int(c - half_size) + 1) for c in centre)
    bottom, right = (max(0, math.ceil(c + half_size)) for c in centre)
    result[top:bottom, left:right] = value
    return result


@rejected_by("centre and half_size may be fractions")
def a_little_less(image, centre, half_size, value=1.0):
    """Compare with half_size itself: a thousandth less leaves pixels out that are inside."""
    rows, cols = np.indices(image.shape)
    inside = (abs(rows - centre[0]) < half_size - 1e-4) & (abs(cols - centre[1]) < half_size - 1e-4)
    return np.where(inside, value, image)


@rejected_by("centre and half_size may be fractions")
def rounded_to_hundredths(image, centre, half_size, value=1.0):
    """Compare the numbers as they are: rounded to hundredths, 2.999 is not inside 3 any more."""
    rows, cols = np.indices(image.shape)
    far = np.round(np.maximum(abs(rows - centre[0]), abs(cols - centre[1])), 3)
    return np.where(far < round(half_size, 3), value, image)


@rejected_by("a pixel at exactly half_size is outside")
def at_least_one_pixel(image, centre, half_size, value=1.0):
    """There is room for a square between the pixels: with half_size 0 nothing is drawn."""
    rows, cols = np.indices(image.shape)
    inside = (abs(rows - centre[0]) < max(half_size, 0.5)) & (abs(cols - centre[1]) < max(half_size, 0.5))
    return np.where(inside, value, image)


@rejected_by("a fraction can be drawn on a canvas of whole numbers")
def scaled_bytes(image, centre, half_size, value=1.0):
    """What was on the canvas stays, also values above 1: do not divide by 255."""
    rows, cols = np.indices(image.shape)
    inside = (abs(rows - centre[0]) < half_size) & (abs(cols - centre[1]) < half_size)
    return np.where(inside, value, image / 255 if image.max() > 1 else image)


@rejected_by("what falls off the canvas is not drawn")
def sixteen_bits(image, centre, half_size, value=1.0):
    """16 bits wrap round: the sides of a huge or a far square come back onto the canvas."""
    result = np.array(image, dtype=float)
    top, left = (np.int64(math.floor(c - half_size) + 1).astype(np.int16) for c in centre)
    bottom, right = (np.int64(math.ceil(c + half_size)).astype(np.int16) for c in centre)
    result[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = value
    return result


@rejected_by("every call makes a picture of its own")
def kept_canvas(image, centre, half_size, value=1.0, _made={}):
    """You return a canvas that you have returned before: make a new copy in every call."""
    result = _made.setdefault(image.shape, np.zeros(image.shape))
    result[:] = image
    rows, cols = np.indices(image.shape)
    result[(abs(rows - centre[0]) < half_size) & (abs(cols - centre[1]) < half_size)] = value
    return result


@rejected_by("a fraction can be drawn on a canvas of whole numbers")
def clipped_canvas(image, centre, half_size, value=1.0):
    """What was on the canvas stays, also values above 1: cut nothing off."""
    rows, cols = np.indices(image.shape)
    inside = (abs(rows - centre[0]) < half_size) & (abs(cols - centre[1]) < half_size)
    return np.clip(np.where(inside, value, image), 0, 1)
