"""Wrong answers to `warm_up`; the first is the mistake that the lesson stages."""

import numpy as np

from solutions import rejected_by

TOP_ROW = "the top row of a 4 x 6 picture is white and the rest is black"


@rejected_by(TOP_ROW)
def left_column(height: int, width: int) -> np.ndarray:
    """Every row of column 0 is the left edge; the top row is image[0, :]."""
    image = np.zeros((height, width))
    image[:, 0] = 1.0
    return image


@rejected_by(TOP_ROW)
def bottom_row(height: int, width: int) -> np.ndarray:
    """Row 0 is at the top; -1 counts from the end."""
    image = np.zeros((height, width))
    image[-1, :] = 1.0
    return image


@rejected_by(TOP_ROW)
def turned(height: int, width: int) -> np.ndarray:
    """Height comes first: np.zeros((height, width))."""
    image = np.zeros((width, height))
    image[0, :] = 1.0
    return image


@rejected_by(TOP_ROW)
def one_pixel(height: int, width: int) -> np.ndarray:
    """image[0, 0] is one pixel; the whole row is image[0, :]."""
    image = np.zeros((height, width))
    image[0, 0] = 1.0
    return image


@rejected_by(TOP_ROW)
def inverted(height: int, width: int) -> np.ndarray:
    """White is 1.0 and black is 0.0."""
    image = np.ones((height, width))
    image[0, :] = 0.0
    return image


@rejected_by(TOP_ROW)
def nothing_returned(height: int, width: int) -> None:
    """The picture was painted and then forgotten: end with `return image`."""
    image = np.zeros((height, width))
    image[0, :] = 1.0
