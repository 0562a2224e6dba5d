"""Wrong answers to blank_image."""

from functools import lru_cache

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


@rejected_by("every call makes a picture of its own")
@lru_cache(maxsize=None, typed=True)
def kept_canvas(height, width, value=0.0):
    """Two canvases of one size are one and the same array: drawing on one draws on the other. Keep none."""
    return np.full((height, width), value, dtype=float)


@rejected_by("into a picture of the whole number 1 a 0.5 can be written")
def one_row_list(height, width, value=0.0):
    """Your rows are one and the same list: [[value] * width] * height repeats it. Make a new one for each row."""
    return [[float(value)] * width] * height


@rejected_by("tall, wide, square and one-row pictures hold their value everywhere")
def half_precision(height, width, value=0.0):
    """float16 keeps three digits of a value: use floats of 64 bits, NumPy's default."""
    return np.full((height, width), value, dtype=np.float16)


@rejected_by("a picture of the whole number 0 or 1 can take a 0.5 later")
def only_python_ints(height, width, value=0.0):
    """isinstance(value, int) is false of NumPy's whole numbers: make floats of whatever comes."""
    if isinstance(value, int):
        value = float(value)
    return np.full((height, width), value)


@rejected_by("tall, wide, square and one-row pictures hold their value everywhere")
def clipped_value(height, width, value=0.0):
    """Every pixel is `value`, also one that no screen can show: cut nothing off."""
    return np.full((height, width), min(max(value, 0.0), 1.0), dtype=float)


@rejected_by("every call makes a picture of its own")
def canvas_as_default(height, width, value=0.0, _made={}):
    """A dict in the `def` line lives on after the call, and so does the canvas in it: make a new one in every call."""
    if (height, width) not in _made:
        _made[height, width] = np.zeros((height, width))
    _made[height, width][:] = value
    return _made[height, width]


@rejected_by("every call makes a picture of its own", "into a picture of the whole number 1 a 0.5 can be written")
def two_canvases_in_turn(height: int, width: int, value: float = 0.0, _made={}, _calls=[0]) -> np.ndarray:
    """You return two canvases in turn: make a new one in every call."""
    result = np.full((height, width), float(value))
    _calls[0] += 1
    kept = _made.setdefault((result.shape, _calls[0] % 2), result)
    kept[...] = result
    return kept
