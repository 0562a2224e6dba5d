"""Wrong answers to draw_disc."""

import numpy as np

from solutions import rejected_by


def _distances(image, centre):
    rows, cols = np.indices(image.shape)
    return np.sqrt((rows - centre[0]) ** 2 + (cols - centre[1]) ** 2)


@rejected_by("the disc of radius 5 about (6, 9)", "a pixel at exactly the radius is outside")
def with_its_rim(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """A pixel at exactly the radius is outside."""
    return np.where(_distances(image, centre) <= radius, value, image)


@rejected_by("the disc of radius 5 about (6, 9)")
def diamond(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """You drew a diamond: Pythagoras needs squares."""
    rows, cols = np.indices(image.shape)
    return np.where(abs(rows - centre[0]) + abs(cols - centre[1]) < radius, value, image)


@rejected_by("the disc of radius 5 about (6, 9)")
def square(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """You drew a square: Pythagoras adds the squares of both distances."""
    rows, cols = np.indices(image.shape)
    return np.where((abs(rows - centre[0]) < radius) & (abs(cols - centre[1]) < radius), value, image)


@rejected_by("the disc of radius 5 about (6, 9)")
def centre_exchanged(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """Row and column of the centre are exchanged."""
    return np.where(_distances(image, (centre[1], centre[0])) < radius, value, image)


@rejected_by("the disc of radius 5 about (6, 9)")
def diameter(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """That disc is half as wide: a radius reaches from the centre to the rim."""
    return np.where(_distances(image, centre) < radius / 2, value, image)


@rejected_by("the disc of radius 5 about (6, 9)")
def root_forgotten(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """You compared the squared distance with the radius: take the root, or square both."""
    return np.where(_distances(image, centre) ** 2 < radius, value, image)


@rejected_by("the disc of radius 5 about (6, 9)")
def outline(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """That is only the outline; a disc is filled."""
    distances = _distances(image, centre)
    return np.where((distances < radius) & (distances >= radius - 1), value, image)


@rejected_by("the disc of radius 5 about (6, 9)")
def everything_else(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """You painted everything but the disc: turn the comparison round."""
    return np.where(_distances(image, centre) < radius, image, value)


@rejected_by(
    "centre and radius may be fractions",
    "the disc of radius 6.3 about (9.4, 12.2) has 125 pixels, about pi * radius**2",
)
def rounded_centre(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """The centre may lie between pixels: do not round it."""
    return np.where(_distances(image, (round(centre[0]), round(centre[1]))) < radius, value, image)


@rejected_by(
    "centre and radius may be fractions",
    "the disc of radius 6.3 about (9.4, 12.2) has 125 pixels, about pi * radius**2",
)
def rounded_distances(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """Do not round the distances: compare them as they are."""
    return np.where(np.round(_distances(image, centre)) < radius, value, image)


@rejected_by("what falls off the canvas is not drawn")
def window(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """Over an edge your window starts at a negative index, which counts from the end: start at 0 at least."""
    result = np.array(image, dtype=float)
    reach = int(np.ceil(radius)) + 1
    for row in range(int(centre[0]) - reach, int(centre[0]) + reach + 1):
        for col in range(int(centre[1]) - reach, int(centre[1]) + reach + 1):
            near = (row - centre[0]) ** 2 + (col - centre[1]) ** 2 < radius**2
            if near and row < image.shape[0] and col < image.shape[1]:
                result[row, col] = value
    return result


@rejected_by("the disc of radius 5 about (6, 9)")
def new_canvas(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """What was on the canvas is gone: start from a copy of `image`, not from zeros."""
    return np.where(_distances(image, centre) < radius, value, 0.0)


@rejected_by("the disc of radius 5 about (6, 9)")
def always_white(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """You always draw with 1: use `value`."""
    return np.where(_distances(image, centre) < radius, 1.0, image)


@rejected_by(
    "what was on the canvas stays, and the canvas that was given is not drawn on",
    "a disc over the edge is cut off, and what was on the canvas stays",
)
def in_place(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """You drew on the canvas you were given: work on a copy."""
    image[_distances(image, centre) < radius] = value
    return image


@rejected_by(
    "what was on the canvas stays, and the canvas that was given is not drawn on",
    "0.75 is drawn on a copy, also of a canvas of whole numbers",
)
def brightened(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """Inside the disc a pixel IS `value`: nothing is added to what was there, nor is the brighter one kept."""
    return np.where(_distances(image, centre) < radius, np.maximum(image, value), image)


@rejected_by(
    "a fraction can be drawn on a canvas of whole numbers", "0.75 is drawn on a copy, also of a canvas of whole numbers"
)
def dtype_kept(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """On a canvas of whole numbers your 0.75 becomes 0: make the copy one of floats."""
    result = image.copy()
    result[_distances(image, centre) < radius] = value
    return result


@rejected_by(
    "what was on the canvas stays, and the canvas that was given is not drawn on",
    "a disc over the edge is cut off, and what was on the canvas stays",
)
def same_object(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """When the disc lies off the canvas you return the canvas itself: a copy is asked for, always."""
    inside = _distances(image, centre) < radius
    return np.where(inside, value, image) if inside.any() else image


@rejected_by("the disc of radius 5 about (6, 9)")
def lecture_norm(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """The lecture's norm measures to (|centre - row|, |centre - col|): measure to the centre itself."""
    rows, cols = np.indices(image.shape)
    down, right = rows - abs(centre[0] - rows), cols - abs(centre[1] - cols)
    return np.where(np.hypot(down, right) < radius, value, image)


@rejected_by("centre and radius may be fractions")
def half_precision(image, centre, radius, value=1.0):
    """float16 keeps three digits of what was there: copy in floats of 64 bits."""
    return np.where(_distances(image, centre) < radius, value, image).astype(np.float16)


@rejected_by("centre and radius may be fractions")
def a_little_less(image, centre, radius, value=1.0):
    """Compare with the radius itself: a little less leaves pixels out that are inside."""
    return np.where(_distances(image, centre) < radius - 1e-4, value, image)


@rejected_by("centre and radius may be fractions")
def rounded_to_thousandths(image, centre, radius, value=1.0):
    """Compare the numbers as they are, without rounding."""
    return np.where(np.round(_distances(image, centre), 3) < round(radius, 3), value, image)


@rejected_by("a pixel at exactly the radius is outside")
def at_least_one_pixel(image, centre, radius, value=1.0):
    """There is room for a disc between the pixels: with radius 0 nothing is drawn."""
    return np.where(_distances(image, centre) < max(radius, 0.5), value, image)


@rejected_by("a fraction can be drawn on a canvas of whole numbers")
def scaled_bytes(image, centre, radius, value=1.0):
    """What was on the canvas stays, also values above 1: do not divide by 255."""
    return np.where(_distances(image, centre) < radius, value, image / 255 if image.max() > 1 else image)


@rejected_by("a fraction can be drawn on a canvas of whole numbers")
def clipped_canvas(image, centre, radius, value=1.0):
    """What was on the canvas stays, also values above 1: cut nothing off."""
    return np.clip(np.where(_distances(image, centre) < radius, value, image), 0, 1)


@rejected_by("every call makes a picture of its own")
def kept_canvas(image, centre, radius, value=1.0, _made={}):
    """You return a canvas that you have returned before: make a new copy in every call."""
    result = _made.setdefault(image.shape, np.zeros(image.shape))
    result[:] = image
    result[_distances(image, centre) < radius] = value
    return result


@rejected_by("centre and radius may be fractions")
def half_precision_distances(image, centre, radius, value=1.0):
    """float16 keeps three digits of the distances: pixels near the rim fall on the wrong side."""
    return np.where(_distances(image, centre).astype(np.float16) < np.float16(radius), value, image)


@rejected_by("what was on the canvas stays, and the canvas that was given is not drawn on")
def value_at_most_one(image, centre, radius, value=1.0):
    """Draw with `value` as it is: cut nothing off."""
    return np.where(_distances(image, centre) < radius, min(value, 1.0), image)
