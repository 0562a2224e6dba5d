"""Wrong answers to distance_field."""

import math

import numpy as np

from solutions import rejected_by


@rejected_by(
    "64 x 64 pixels take no more Python steps than 8 x 8",
    "the number of Python steps does not grow with the height or the width",
)
def pixel_loops(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """A loop over the pixels takes steps for each of them: compute with whole arrays of rows and columns."""
    field = np.zeros(shape)
    for row in range(shape[0]):
        for col in range(shape[1]):
            field[row, col] = math.sqrt((row - centre[0]) ** 2 + (col - centre[1]) ** 2)
    return field


@rejected_by("64 x 64 pixels take no more Python steps than 8 x 8")
def vectorized(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """np.vectorize is a loop in disguise: it calls your function once per pixel."""
    distance = np.vectorize(lambda row, col: math.hypot(row - centre[0], col - centre[1]))
    return distance(*np.indices(shape))


@rejected_by("64 x 64 pixels take no more Python steps than 8 x 8")
def comprehension(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """A comprehension is a loop too: subtract the centre from whole arrays."""
    return np.array([[math.dist((r, c), centre) for c in range(shape[1])] for r in range(shape[0])])


@rejected_by("64 x 64 pixels take no more Python steps than 8 x 8")
def along_axis(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """np.apply_along_axis calls your function once per pixel: np.linalg.norm takes axis=-1 for all of them at once."""
    positions = np.moveaxis(np.indices(shape), 0, -1) - np.array(centre)
    return np.apply_along_axis(np.linalg.norm, -1, positions)


@rejected_by("from (0, 0) the pixel in row 3, column 4 is 5 away")
def turned_grid(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """np.meshgrid gives (W, H) by default: pass indexing='ij'."""
    cols, rows = np.meshgrid(np.arange(shape[0]), np.arange(shape[1]))
    return np.sqrt((cols - centre[0]) ** 2 + (rows - centre[1]) ** 2)


@rejected_by("from (0, 0) the pixel in row 3, column 4 is 5 away")
def squared(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """That is the squared distance: take the root."""
    rows, cols = np.indices(shape)
    return (rows - centre[0]) ** 2.0 + (cols - centre[1]) ** 2.0


@rejected_by("from (0, 0) the pixel in row 3, column 4 is 5 away")
def added(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """You added the two distances; Pythagoras adds their squares."""
    rows, cols = np.indices(shape)
    return np.abs(rows - centre[0]) + np.abs(cols - centre[1])


@rejected_by("from (0, 0) the pixel in row 3, column 4 is 5 away")
def larger(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """That is the larger of the two distances; Pythagoras adds their squares."""
    rows, cols = np.indices(shape)
    return np.maximum(np.abs(rows - centre[0]), np.abs(cols - centre[1]))


@rejected_by(
    "a centre between the pixels of a wide or upright picture",
    "square pictures, and pictures of one row or one column",
    "64 x 64 pixels take no more Python steps than 8 x 8",
)
def centre_exchanged(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """Rows go with centre[0], columns with centre[1]: yours are exchanged."""
    rows, cols = np.indices(shape)
    return np.hypot(rows - centre[1], cols - centre[0])


@rejected_by("from (0, 0) the pixel in row 3, column 4 is 5 away")
def pixel_middles(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """A pixel is at (row, col), not at (row + ½, col + ½)."""
    rows, cols = np.indices(shape) + 0.5
    return np.hypot(rows - centre[0], cols - centre[1])


@rejected_by("a centre between the pixels of a wide or upright picture")
def whole_centre(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """The centre may lie between pixels: do not cut its fractions off."""
    rows, cols = np.indices(shape)
    return np.hypot(rows - int(centre[0]), cols - int(centre[1]))


@rejected_by("from (0, 0) the pixel in row 3, column 4 is 5 away")
def counted_from_one(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """Positions start at 0: the first pixel is (0, 0)."""
    rows, cols = np.arange(1, shape[0] + 1)[:, None], np.arange(1, shape[1] + 1)
    return np.sqrt((rows - centre[0]) ** 2 + (cols - centre[1]) ** 2)


@rejected_by("from (0, 0) the pixel in row 3, column 4 is 5 away")
def single_precision(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """float32 keeps only 7 digits: compute in float64, NumPy's default."""
    rows, cols = np.indices(shape, dtype=np.float32)
    return np.hypot(rows - np.float32(centre[0]), cols - np.float32(centre[1]))


@rejected_by("from (0, 0) the pixel in row 3, column 4 is 5 away")
def one_distance(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """np.linalg.norm of the whole array is ONE number: say along which axis, or add the squares yourself."""
    return np.linalg.norm(np.indices(shape) - np.reshape(centre, (2, 1, 1)))


@rejected_by("a centre off the canvas")
def kept_on_canvas(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """You moved the centre onto the canvas: it may lie anywhere."""
    rows, cols = np.indices(shape)
    row, col = min(max(centre[0], 0), shape[0] - 1), min(max(centre[1], 0), shape[1] - 1)
    return np.hypot(rows - row, cols - col)


@rejected_by("a canvas of tens of thousands of rows or columns")
def sixteen_bits(shape, centre):
    """Squares outgrow 16 bits at 182: compute in floats."""
    rows, cols = np.arange(shape[0], dtype=np.int16)[:, None], np.arange(shape[1], dtype=np.int16)
    row, col = (int(c) if float(c).is_integer() else c for c in centre)
    return np.sqrt(((rows - row) ** 2 + (cols - col) ** 2).astype(float))


@rejected_by("a canvas of tens of thousands of rows or columns")
def bytes_for_indices(shape, centre):
    """A byte counts to 255: wider pictures begin again at column 0."""
    rows = np.arange(shape[0]).astype(np.uint8).astype(float)[:, None]
    cols = np.arange(shape[1]).astype(np.uint8).astype(float)
    return np.sqrt((rows - centre[0]) ** 2 + (cols - centre[1]) ** 2)


@rejected_by("a canvas of tens of thousands of rows or columns")
def half_precision_indices(shape, centre):
    """float16 knows whole numbers up to 2048 only: a wide picture has more columns."""
    rows = np.arange(shape[0]).astype(np.float16).astype(float)[:, None]
    cols = np.arange(shape[1]).astype(np.float16).astype(float)
    return np.sqrt((rows - centre[0]) ** 2 + (cols - centre[1]) ** 2)


@rejected_by("a canvas of tens of thousands of rows or columns")
def thirty_two_bits(shape, centre):
    """Squares outgrow 32 bits on a very wide picture: compute in floats."""
    rows, cols = np.arange(shape[0], dtype=np.int32)[:, None], np.arange(shape[1], dtype=np.int32)
    row, col = (int(c) if float(c).is_integer() else c for c in centre)
    return np.sqrt(abs((rows - row) ** 2 + (cols - col) ** 2).astype(float))


@rejected_by("a canvas of tens of thousands of rows or columns")
def sixteen_bit_unsigned(shape, centre):
    """uint16 counts to 65,535, and has no negative numbers."""
    rows = np.arange(shape[0]).astype(np.uint16).astype(float)[:, None]
    cols = np.arange(shape[1]).astype(np.uint16).astype(float)
    return np.sqrt((rows - centre[0]) ** 2 + (cols - centre[1]) ** 2)


@rejected_by(
    "64 x 64 pixels take no more Python steps than 8 x 8",
    "the number of Python steps does not grow with the height or the width",
)
def mapped(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """map calls math.hypot once per pixel, which is a loop without a `for`: compute with whole arrays."""
    rows, cols = np.indices(shape)
    distances = map(math.hypot, (rows - float(centre[0])).ravel(), (cols - float(centre[1])).ravel())
    return np.fromiter(distances, float).reshape(shape)
