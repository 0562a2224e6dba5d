"""The pixels assignment, solved: pictures as arrays of rows and columns, drawn by formulas.

A picture is an array (height, width) of floats from 0 to 1; row 0 is at the top. Positions are (row, col) and may be
fractions; the middle of pixel (r, c) is at exactly (r, c).
"""

import math

import numpy as np


def warm_up(height: int, width: int) -> np.ndarray:
    """Return a black picture of floats, `height` rows by `width` columns, whose top row is white.

    White is 1.0, in every column of row 0; black is 0.0, everywhere else.
    """
    image = np.zeros((height, width))
    image[0, :] = 1.0
    return image


def blank_image(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """Return a new picture of `height` rows and `width` columns in which every pixel is `value`.

    The result is an array of floats that can be written to, whatever the type of `value`: in an array of whole
    numbers a later 0.5 becomes 0.
    """
    return np.full((height, width), value, dtype=np.float64)


def random_image(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Return a picture (height, width) whose pixels are independent draws from `rng`, uniform from 0 up to 1.

    All randomness comes from `rng`: the same seed gives the same picture, and a second call with the same generator
    gives another one. In which order the pixels are drawn is up to you.
    """
    return rng.random((height, width))


def set_pixel(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """Return a copy of `image` with the pixel in row `row`, column `col` set to `value`.

    A position off the canvas (row < 0, row >= height, col < 0 or col >= width) changes nothing: negative numbers do
    not count from the end. The result holds floats, and `image` itself stays as it was.
    """
    result = np.array(image, dtype=np.float64)
    height, width = result.shape
    if 0 <= row < height and 0 <= col < width:
        result[row, col] = value
    return result


def flat_index(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """Return the k for which `image.ravel()[k] == image[index]`, for every array of that shape.

    The order is NumPy's default (C order, row-major): the last index runs fastest. `index` and `shape` have the same
    length, which may be 1, 2, 3, 4 or more.
    """
    k = 0
    for position, size in zip(index, shape, strict=True):
        k = k * int(size) + int(position)
    return k


def circle_points(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """Return `segments` points on a circle, one (row, col) per line: an array of shape (segments, 2).

    Point i, from 0 to segments - 1, is (centre_row + radius * sin(t), centre_col + radius * cos(t)) for the angle
    t = 2 * pi * i / segments in radians. Point 0 is to the right of the centre, and t grows clockwise on the screen,
    because rows go down. The angle 2 * pi itself is left out; pi is math.pi.
    """
    angles = 2 * math.pi * np.arange(segments) / segments
    row, col = float(centre[0]), float(centre[1])
    return np.column_stack([row + radius * np.sin(angles), col + radius * np.cos(angles)])


def draw_circle(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Return a copy of `image` with the pixel nearest to each point of circle_points(centre, radius, segments) set.

    Set means: to `value`. Nearest means: both coordinates rounded to the nearest whole number; a coordinate exactly
    between two pixels may go either way. Points off the canvas draw nothing, not at the edge and not on the other
    side. What was on the canvas stays, the result holds floats, and `image` itself stays as it was.
    """
    result = np.array(image, dtype=np.float64)
    height, width = result.shape
    rows, cols = np.rint(circle_points(centre, radius, segments)).astype(int).T
    on_canvas = (rows >= 0) & (rows < height) & (cols >= 0) & (cols < width)
    result[rows[on_canvas], cols[on_canvas]] = value
    return result


def draw_square(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """Return a copy of `image` with a filled square set to `value`.

    Set is every pixel with |row - centre_row| < half_size and |col - centre_col| < half_size, so a whole half_size s
    about the middle of a pixel gives a square 2 * s - 1 pixels wide. What falls off the canvas is not drawn. The
    result holds floats, and `image` itself stays as it was.
    """
    result = np.array(image, dtype=np.float64)
    height, width = result.shape
    near_rows = np.abs(np.arange(height) - float(centre[0])) < half_size
    near_cols = np.abs(np.arange(width) - float(centre[1])) < half_size
    result[np.outer(near_rows, near_cols)] = value
    return result


def euclidean_distance(a: np.ndarray | list | float, b: np.ndarray | list | float) -> float:
    """Return the square root of the sum of the squared differences of all corresponding elements of `a` and `b`.

    Both are numbers in the same shape, whatever the shape: a number, a vector, a matrix, a picture, as arrays or
    lists; all elements make one distance. Whole-number types, uint8 too, give what floats would give.
    """
    difference = np.asarray(a, dtype=np.float64) - np.asarray(b, dtype=np.float64)
    return math.sqrt(np.sum(difference**2))


def distance_field(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """Return the Euclidean distance of every pixel (row, col) of a (height, width) picture to `centre`.

    A pixel is at (row, col), not at (row + 1/2, col + 1/2). Write it without a Python loop over the pixels:
    comprehensions and np.vectorize are loops too.
    """
    height, width = shape
    down = np.arange(height)[:, np.newaxis] - float(centre[0])
    right = np.arange(width)[np.newaxis, :] - float(centre[1])
    return np.sqrt(down**2 + right**2)


def draw_disc(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """Return a copy of `image` with every pixel set to `value` whose Euclidean distance to `centre` is below `radius`.

    Below is `<`: a pixel at exactly the radius is outside. What falls off the canvas is not drawn. The result holds
    floats, and `image` itself stays as it was.
    """
    result = np.array(image, dtype=np.float64)
    result[distance_field(result.shape, centre) < radius] = value
    return result


def broken_disc(centre: float, size: float) -> tuple[float, float, float]:
    """Return (row, col, radius) of the disc that the lecture's loop with np.linalg.norm really paints.

    The loop sets pixel (i, j) where the distance from (i, j) to (|centre - i|, |centre - j|) is below `size`. Answer
    for 0 < size <= centre, on a canvas that holds the whole disc; the three numbers may be fractions.
    """
    # Up to i = centre the difference i - (centre - i) is 2 * i - centre: twice the distance from centre / 2. Beyond it
    # the difference is centre itself, which is not below size.
    return centre / 2, centre / 2, size / 2


def ripples(shape: tuple[int, int], frequency: float) -> np.ndarray:
    """Return sin(frequency * sqrt(row**2 + col**2)) for every pixel of a (height, width) picture.

    `frequency` is in radians per pixel. The values lie between -1 and 1 and are not clipped: showing them is another
    matter.
    """
    return np.sin(frequency * distance_field(shape, (0, 0)))


def tangent_weave(shape: tuple[int, int], scale: float) -> np.ndarray:
    """Return tan(row / scale) * cos(col / scale) + atan(col / scale) * cos(row / scale), cut off below 0 and above 1.

    The result has the shape (height, width). `scale` divides: a larger one gives a coarser pattern. Cut off means
    that a value below 0 becomes 0 and one above 1 becomes 1; nothing is stretched.
    """
    height, width = shape
    row = np.arange(height)[:, np.newaxis] / scale
    col = np.arange(width)[np.newaxis, :] / scale
    return np.clip(np.tan(row) * np.cos(col) + np.arctan(col) * np.cos(row), 0.0, 1.0)


def apply_clim(image: np.ndarray, low: float, high: float) -> np.ndarray:
    """Return how bright imshow(image, cmap="gray", clim=(low, high)) shows each value: 0 is black, 1 is white.

    `low` and everything below it give 0, `high` and everything above it give 1, in between it goes in a straight
    line. A pixel's brightness does not depend on the other pixels. `image` may have any shape and any dtype, the
    result has the same shape and holds floats, and low < high.
    """
    return np.clip((np.asarray(image, dtype=np.float64) - low) / (high - low), 0.0, 1.0)


def imshow_kind(shape: tuple[int, ...]) -> str:
    """Return what plt.imshow does with an array of that shape: "gray", "rgb", "rgba" or "error".

    (M, N) and (M, N, 1) are shown through a colour map ("gray"), (M, N, 3) as RGB and (M, N, 4) as RGBA; everything
    else is refused with a TypeError ("error").
    """
    if len(shape) == 2:
        return "gray"
    if len(shape) == 3:
        return {1: "gray", 3: "rgb", 4: "rgba"}.get(shape[2], "error")
    return "error"


def my_expression(shape: tuple[int, int]) -> np.ndarray:
    """Return a picture of your own, made by a formula: grey (height, width) or in colour (height, width, 3).

    Its values run from 0 to 1. It works on any canvas and is the same every time. It is not the lecture's ripples,
    weave or distance field, and not one of them with another brightness, contrast or colour.
    """
    # A spiral with five arms about the middle: the angle turns the wave, the logarithm of the distance winds it up.
    # Green and blue are the same wave, a little later each.
    height, width = shape
    middle = ((height - 1) / 2, (width - 1) / 2)
    down = np.arange(height)[:, np.newaxis] - middle[0]
    right = np.arange(width)[np.newaxis, :] - middle[1]
    wave = 5 * np.arctan2(down, right) + 12 * np.log1p(distance_field(shape, middle))
    return np.stack([0.5 + 0.5 * np.sin(wave - later) for later in (0, 0.7, 1.4)], axis=-1)
