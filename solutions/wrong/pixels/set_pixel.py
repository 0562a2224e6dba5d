"""Wrong answers to set_pixel."""

import numpy as np

from solutions import rejected_by


@rejected_by(
    "row 1, column 4 of a 5 x 8 picture is set, and nothing else", "on a square picture, too, the row comes first"
)
def column_first(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """You wrote image[col, row]: the first index is the row (how far down), the second the column."""
    result = np.array(image, dtype=float)
    if 0 <= col < result.shape[0] and 0 <= row < result.shape[1]:
        result[col, row] = value
    return result


@rejected_by("the picture that was given is the same afterwards")
def in_place(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """You drew on the picture you were given: work on a copy."""
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        image[row, col] = value
    return image


@rejected_by(
    "a position off the canvas gives an unchanged copy",
    "row -1, row 5 and column 8 are off a 5 x 8 picture: an unchanged copy comes back",
)
def no_bounds(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """Off the canvas nothing is drawn: a negative index counts from the end, a large one raises an error."""
    result = np.array(image, dtype=float)
    result[row, col] = value
    return result


@rejected_by(
    "a position off the canvas gives an unchanged copy",
    "row -1, row 5 and column 8 are off a 5 x 8 picture: an unchanged copy comes back",
)
def caught_error(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """Catching IndexError leaves the negative positions: they count from the end and raise nothing."""
    result = np.array(image, dtype=float)
    try:
        result[row, col] = value
    except IndexError:
        return result
    return result


@rejected_by(
    "a position off the canvas gives an unchanged copy",
    "row -1, row 5 and column 8 are off a 5 x 8 picture: an unchanged copy comes back",
)
def same_object(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """Off the canvas you return the picture itself: a copy is asked for, always."""
    if not (0 <= row < image.shape[0] and 0 <= col < image.shape[1]):
        return image
    result = np.array(image, dtype=float)
    result[row, col] = value
    return result


@rejected_by(
    "a position off the canvas gives an unchanged copy",
    "row -1, row 5 and column 8 are off a 5 x 8 picture: an unchanged copy comes back",
)
def at_the_edge(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """You moved the position to the nearest edge: off the canvas nothing is drawn."""
    result = np.array(image, dtype=float)
    result[np.clip(row, 0, result.shape[0] - 1), np.clip(col, 0, result.shape[1] - 1)] = value
    return result


@rejected_by(
    "a position off the canvas gives an unchanged copy",
    "row -1, row 5 and column 8 are off a 5 x 8 picture: an unchanged copy comes back",
)
def round_the_edge(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """With % the pixel reappears on the other side: off the canvas nothing is drawn."""
    result = np.array(image, dtype=float)
    result[row % result.shape[0], col % result.shape[1]] = value
    return result


@rejected_by(
    "a fraction can be set on a canvas of whole numbers",
    "row 0, column 7 is on a 5 x 8 picture, and a picture of whole numbers can take 0.5",
)
def dtype_kept(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """On a canvas of whole numbers your 0.75 becomes 0: make the copy one of floats."""
    result = image.copy()
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = value
    return result


@rejected_by("row 1, column 4 of a 5 x 8 picture is set, and nothing else")
def new_canvas(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """What was on the picture is gone: start from a copy of it, not from zeros."""
    result = np.zeros(image.shape)
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = value
    return result


@rejected_by(
    "any pixel of any picture is set, corners too",
    "row 0, column 7 is on a 5 x 8 picture, and a picture of whole numbers can take 0.5",
)
def first_row_left_out(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """Row 0 and column 0 are on the canvas: 0 <= row, not 0 < row."""
    result = np.array(image, dtype=float)
    if 0 < row < image.shape[0] and 0 < col < image.shape[1]:
        result[row, col] = value
    return result


@rejected_by(
    "any pixel of any picture is set, corners too",
    "row -1, row 5 and column 8 are off a 5 x 8 picture: an unchanged copy comes back",
)
def bounds_exchanged(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """You compare the row with the width and the column with the height."""
    result = np.array(image, dtype=float)
    if 0 <= row < image.shape[1] and 0 <= col < image.shape[0]:
        result[row, col] = value
    return result


@rejected_by("row 1, column 4 of a 5 x 8 picture is set, and nothing else")
def counted_from_one(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """Rows and columns are counted from 0."""
    result = np.array(image, dtype=float)
    if 0 <= row - 1 < image.shape[0] and 0 <= col - 1 < image.shape[1]:
        result[row - 1, col - 1] = value
    return result


@rejected_by("row 1, column 4 of a 5 x 8 picture is set, and nothing else")
def always_white(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """You always set 1: use `value`."""
    result = np.array(image, dtype=float)
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = 1
    return result


@rejected_by("row 1, column 4 of a 5 x 8 picture is set, and nothing else")
def whole_row(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """image[row] is a whole row: one pixel is image[row, col]."""
    result = np.array(image, dtype=float)
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row] = value
    return result


@rejected_by("any pixel of any picture is set, corners too")
def half_precision(image, row, col, value):
    """float16 keeps three digits of what was there: copy in floats of 64 bits."""
    result = np.array(image, dtype=np.float16)
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = value
    return result


@rejected_by("every call makes a picture of its own")
def itself_if_equal(image, row, col, value):
    """Where the pixel has this value already you return the picture itself: a copy is asked for, always."""
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1] and image[row, col] == value:
        return image
    result = np.array(image, dtype=float)
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = value
    return result


@rejected_by("any pixel of any picture is set, corners too")
def clipped(image, row, col, value):
    """The pixel becomes `value`, also one above 1: cut nothing off."""
    result = np.array(image, dtype=float)
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = min(max(value, 0), 1)
    return result


@rejected_by("a fraction can be set on a canvas of whole numbers")
def scaled_bytes(image, row, col, value):
    """The values of a picture stay, also those above 1: do not divide by 255."""
    result = np.array(image, dtype=float)
    if result.max() > 1:
        result = result / 255
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = value
    return result


@rejected_by("every call makes a picture of its own")
def kept_copies(image, row, col, value, _made={}):
    """You return a picture that you have returned before: make a new copy in every call."""
    key = image.tobytes(), image.shape, row, col, value
    if key not in _made:
        result = np.array(image, dtype=float)
        if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
            result[row, col] = value
        _made[key] = result
    return _made[key]


@rejected_by("every call makes a picture of its own")
def one_canvas_for_all(image, row, col, value, _made={}):
    """The copy is one that you made before: what was drawn on it is drawn on all."""
    result = _made.setdefault(image.shape, np.zeros(image.shape))
    result[:] = image
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = value
    return result


@rejected_by("a fraction can be set on a canvas of whole numbers")
def clipped_canvas(image, row, col, value):
    """What was there stays, also values above 1: cut nothing off."""
    result = np.clip(np.array(image, dtype=float), 0, 1)
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
        result[row, col] = value
    return result


@rejected_by("any pixel of any picture is set, corners too")
def written_into_ravel(image, row, col, value):
    """ravel() of a turned picture is a copy, and what is written into it is lost."""
    result = np.array(image, dtype=float)
    height, width = result.shape
    if 0 <= row < height and 0 <= col < width:
        result.ravel()[row * width + col] = value
    return result
