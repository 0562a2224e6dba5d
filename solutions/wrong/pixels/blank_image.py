"""Wrong answers to blank_image."""

import numpy as np

from solutions import rejected_by


@rejected_by("a picture of 3 rows and 5 columns has the shape (3, 5)")
def width_first(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """Height comes first: the shape is (rows, columns) = (height, width)."""
    return np.full((width, height), value, dtype=float)


@rejected_by("every pixel of a 4 x 6 picture is 0.25")
def bytes_canvas(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """A uint8 canvas cannot hold 0.25; use floats."""
    return np.full((height, width), value, dtype=np.uint8)


@rejected_by(
    "a picture of the whole number 0 or 1 can take a 0.5 later",
    "into a picture of the whole number 1 a 0.5 can be written",
)
def dtype_of_value(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """`np.full((h, w), 0)` is an array of whole numbers, and a later 0.5 becomes 0: say dtype=float."""
    return np.full((height, width), value)


@rejected_by("every pixel of a 4 x 6 picture is 0.25")
def always_black(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """Your picture is black whatever `value` is: use it."""
    return np.zeros((height, width))


@rejected_by("a picture of 3 rows and 5 columns has the shape (3, 5)")
def flat_buffer(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """A picture has two axes, rows and columns, not one long row of numbers."""
    return np.full(height * width, float(value))


@rejected_by(
    "one pixel can be drawn on without changing any other", "into a picture of the whole number 1 a 0.5 can be written"
)
def read_only(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """np.broadcast_to shows one number many times and cannot be drawn on: make an array of its own."""
    return np.broadcast_to(float(value), (height, width))


@rejected_by("a picture of 3 rows and 5 columns has the shape (3, 5)")
def with_channels(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """A grey picture has no third axis: its shape is (height, width)."""
    return np.full((height, width, 3), float(value))


@rejected_by("every pixel of a 4 x 6 picture is 0.25")
def one_pixel_only(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """Only the first pixel has the value: every pixel should."""
    image = np.zeros((height, width))
    image[0, 0] = value
    return image


@rejected_by("every pixel of a 4 x 6 picture is 0.25")
def forgotten_border(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """range(height - 1) leaves out the last row: range(height) already stops before height."""
    image = np.zeros((height, width))
    for row in range(height - 1):
        for col in range(width - 1):
            image[row, col] = value
    return image


@rejected_by("a picture of 3 rows and 5 columns has the shape (3, 5)")
def printed(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """`print` is not `return`: the caller gets nothing."""
    print(np.full((height, width), value, dtype=float))
