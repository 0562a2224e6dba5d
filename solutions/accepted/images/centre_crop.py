"""Right answers to `centre_crop` in other styles."""

import numpy as np


def with_lists(image, height, width):
    """Rows and columns picked one by one."""
    rows, cols = image.shape[0], image.shape[1]
    if rows < height or cols < width:
        raise ValueError("too large")
    top, left = int((rows - height) / 2), int((cols - width) / 2)
    return [[image[top + i, left + j] for j in range(width)] for i in range(height)]


def from_both_ends(image, height, width):
    """What is cut at the top, and what is cut at the bottom."""
    spare_rows, spare_cols = image.shape[0] - height, image.shape[1] - width
    if min(spare_rows, spare_cols) < 0:
        raise ValueError(f"{image.shape} is smaller than {(height, width)}")
    bottom, right = -(-spare_rows // 2), -(-spare_cols // 2)
    return image[spare_rows // 2 : image.shape[0] - bottom, spare_cols // 2 : image.shape[1] - right].copy()


def with_take(image, height, width):
    """np.take with ranges of places."""
    if height > image.shape[0]:
        raise ValueError("too high")
    if width > image.shape[1]:
        raise ValueError("too wide")
    rows = np.arange(height) + (image.shape[0] - height) // 2
    cols = np.arange(width) + (image.shape[1] - width) // 2
    return np.take(np.take(image, rows, axis=0), cols, axis=1).astype(float)


def row_by_row(image, height, width):
    """Taking one row off at a time, from the bottom first."""
    if height > len(image) or width > len(image[0]):
        raise ValueError("the picture is too small")
    result, at_the_bottom = image.copy(), True
    while len(result) > height:
        result, at_the_bottom = (result[:-1] if at_the_bottom else result[1:]), not at_the_bottom
    at_the_right = True
    while result.shape[1] > width:
        result, at_the_right = (result[:, :-1] if at_the_right else result[:, 1:]), not at_the_right
    return result
