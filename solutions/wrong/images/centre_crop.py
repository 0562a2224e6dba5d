"""Wrong answers to `centre_crop`."""

import math

import numpy as np

from solutions import rejected_by

SMALL = "the middle 3 x 3 pixels of 5 x 7"
HIGH = "6 x 6, 6 x 2 and 2 x 8 pixels cannot be cut out of 5 x 7"
ODD = "spare rows and columns of every number, odd and even"
EQUAL = "as high as the picture, as wide, or both"
COLOUR = "pictures in colour keep all their channels, and floats their fractions"
LARGE = "too high, too wide, and both"
SAME = "the picture that it is given stays as it was"
WHOLE_PICTURE = "as large as the picture, or as high, is allowed, and the picture stays as it was"
ODD_LINES = "4 x 3 of 7 x 8 pixels in colour: of 3 and 5 spare lines, the odd one is cut at the bottom, right"


def _refuse(image, height, width):
    if height > image.shape[0] or width > image.shape[1]:
        raise ValueError("the crop is larger than the picture")


@rejected_by(EQUAL, WHOLE_PICTURE)
def empty_when_nothing_is_cut(image, height, width):
    """image[top:-top] is empty when top is 0."""
    _refuse(image, height, width)
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    bottom, right = image.shape[0] - height - top, image.shape[1] - width - left
    return image[top:-bottom, left:-right]


@rejected_by(ODD, EQUAL, ODD_LINES)
def equally_much_on_both_sides(image, height, width):
    """With an odd number to spare one row is too much: cut it from the bottom."""
    _refuse(image, height, width)
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    return image[top : image.shape[0] - top, left : image.shape[1] - left]


@rejected_by(ODD, ODD_LINES)
def from_the_middle(image, height, width):
    """(H - height) // 2 is not H // 2 - height // 2: they differ for an even H and an odd height."""
    _refuse(image, height, width)
    top, left = image.shape[0] // 2 - height // 2, image.shape[1] // 2 - width // 2
    return image[top : top + height, left : left + width]


@rejected_by(ODD, ODD_LINES)
def spare_row_at_the_top(image, height, width):
    """The odd spare row is cut from the bottom, not from the top."""
    _refuse(image, height, width)
    top = math.ceil((image.shape[0] - height) / 2)
    left = math.ceil((image.shape[1] - width) / 2)
    return image[top : top + height, left : left + width]


@rejected_by(ODD, ODD_LINES)
def rounded(image, height, width):
    """round() rounds halves to even numbers: sometimes up, sometimes down. Use //."""
    _refuse(image, height, width)
    top, left = round((image.shape[0] - height) / 2), round((image.shape[1] - width) / 2)
    return image[top : top + height, left : left + width]


@rejected_by(SMALL, ODD)
def top_left(image, height, width):
    """That is the top left corner."""
    _refuse(image, height, width)
    return image[:height, :width]


@rejected_by(SMALL, ODD)
def one_start_for_both(image, height, width):
    """Rows and columns each have their own start."""
    _refuse(image, height, width)
    start = (image.shape[0] - height) // 2
    return image[start : start + height, start : start + width]


@rejected_by(ODD, ODD_LINES)
def exchanged(image, height, width):
    """height goes with the rows, width with the columns."""
    _refuse(image, height, width)
    top, left = (image.shape[0] - width) // 2, (image.shape[1] - height) // 2
    return image[top : top + width, left : left + height]


@rejected_by(SMALL, ODD)
def one_too_many(image, height, width):
    """A slice ends before its second number: top + height, without + 1."""
    _refuse(image, height, width)
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    return image[top : top + height + 1, left : left + width + 1]


@rejected_by(COLOUR, ODD_LINES)
def the_last_two_axes(image, height, width):
    """The rows are the FIRST axis, in colour as well."""
    _refuse(image, height, width)
    top, left = (image.shape[-2] - height) // 2, (image.shape[-1] - width) // 2
    return image[..., top : top + height, left : left + width]


@rejected_by(COLOUR)
def three_channels(image, height, width):
    """There may be more channels than three, keep all of them."""
    _refuse(image, height, width)
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    crop = image[top : top + height, left : left + width]
    return crop[..., :3] if crop.ndim == 3 else crop


@rejected_by(COLOUR, ODD_LINES)
def makes_bytes(image, height, width):
    """Leave the values as they are: as bytes, a picture of floats from 0 to 1 is black."""
    _refuse(image, height, width)
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    return image[top : top + height, left : left + width].astype(np.uint8)


@rejected_by(HIGH, LARGE)
def never_refuses(image, height, width):
    """A crop larger than the picture is a ValueError."""
    top, left = max(image.shape[0] - height, 0) // 2, max(image.shape[1] - width, 0) // 2
    return image[top : top + height, left : left + width]


@rejected_by(LARGE)
def refuses_height_only(image, height, width):
    """Too wide is too large as well."""
    if height > image.shape[0]:
        raise ValueError("too high")
    left = max(image.shape[1] - width, 0) // 2
    top = (image.shape[0] - height) // 2
    return image[top : top + height, left : left + width]


@rejected_by(LARGE)
def refuses_both_only(image, height, width):
    """Too high OR too wide: one of them is enough."""
    if height > image.shape[0] and width > image.shape[1]:
        raise ValueError("too large")
    top, left = max(image.shape[0] - height, 0) // 2, max(image.shape[1] - width, 0) // 2
    return image[top : top + height, left : left + width]


@rejected_by(LARGE)
def refuses_by_area(image, height, width):
    """The number of pixels does not tell: each side counts by itself."""
    if height * width > image.shape[0] * image.shape[1]:
        raise ValueError("too large")
    top, left = max(image.shape[0] - height, 0) // 2, max(image.shape[1] - width, 0) // 2
    return image[top : top + height, left : left + width]


@rejected_by(HIGH, LARGE)
def pads(image, height, width):
    """Nothing is made larger: raise ValueError."""
    down, right = max(height - image.shape[0], 0), max(width - image.shape[1], 0)
    padded = np.pad(image, [(0, down), (0, right)] + [(0, 0)] * (image.ndim - 2))
    top, left = (padded.shape[0] - height) // 2, (padded.shape[1] - width) // 2
    return padded[top : top + height, left : left + width]


@rejected_by(EQUAL, WHOLE_PICTURE)
def refuses_equal_sizes(image, height, width):
    """A crop as large as the picture is the picture."""
    if height >= image.shape[0] or width >= image.shape[1]:
        raise ValueError("too large")
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    return image[top : top + height, left : left + width]


@rejected_by(SAME, WHOLE_PICTURE)
def blackens_the_rest(image, height, width):
    """The picture that you were given has changed: cut out, and leave the rest alone."""
    _refuse(image, height, width)
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    crop = image[top : top + height, left : left + width].copy()
    image[:] = 0
    return crop


def _start(image, height, width):
    if height > image.shape[0] or width > image.shape[1]:
        raise ValueError("too large")
    return (image.shape[0] - height) // 2, (image.shape[1] - width) // 2


@rejected_by("every call makes something new")
def kept_result(image, height, width, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    top, left = _start(image, height, width)
    key = image.tobytes(), image.shape, height, width
    if key not in _made:
        _made[key] = image[top : top + height, left : left + width].copy()
    return _made[key]
