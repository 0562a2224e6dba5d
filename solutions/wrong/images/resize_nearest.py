"""Wrong answers to `resize_nearest`."""

import numpy as np

from solutions import rejected_by

SMALLER = "from 7 x 7 to 3 x 3 pixels: rows 1, 3, 5 and columns 1, 3, 5"
LARGER = "from 2 x 2 to 4 x 6 pixels: each pixel becomes a block"
ANY_SMALLER = "smaller, by a factor of any size"
ANY_LARGER = "larger, by a factor of any size"
MIXED = "one side larger and the other smaller, one row, one column, the same size"
COLOUR = "pictures in colour, bytes and floats: all channels, and the dtype stays"
SAME = "the picture that it is given stays as it was"
HIGHER_AND_NARROWER = "from 3 x 5 to 5 x 4: higher and narrower, by factors that are not whole"
ONE_COLUMN = "one column in colour, bytes and floats: the dtype stays, and the picture, too"


def _middles(count, length):
    return (2 * np.arange(count) + 1) * length // (2 * count)


@rejected_by(SMALLER, ANY_SMALLER, ANY_LARGER)
def corners(image, height, width):
    """That samples the top left corner of each output pixel: the picture moves up and left. Sample its middle."""
    rows = np.arange(height) * image.shape[0] // height
    cols = np.arange(width) * image.shape[1] // width
    return image[rows][:, cols]


@rejected_by(SMALLER, ANY_SMALLER, ANY_LARGER)
def stretched_to_the_ends(image, height, width):
    """linspace(0, H - 1) stretches the picture to its outermost pixels."""
    rows = np.round(np.linspace(0, image.shape[0] - 1, height)).astype(int)
    cols = np.round(np.linspace(0, image.shape[1] - 1, width)).astype(int)
    return image[rows][:, cols]


@rejected_by(ANY_SMALLER, ANY_LARGER, HIGHER_AND_NARROWER)
def rounded_up(image, height, width):
    """floor, not round: the middle of an output pixel lies IN an input pixel, whose number is the whole part."""
    rows = np.round((np.arange(height) + 0.5) * image.shape[0] / height - 0.25).astype(int) % image.shape[0]
    cols = np.round((np.arange(width) + 0.5) * image.shape[1] / width - 0.25).astype(int) % image.shape[1]
    return image[rows][:, cols]


@rejected_by(SMALLER, LARGER)
def pairs(image, height, width):
    """image[rows, cols] takes pairs: use image[rows][:, cols]."""
    return image[_middles(height, image.shape[0]), _middles(width, image.shape[1])]


@rejected_by(ANY_SMALLER, HIGHER_AND_NARROWER)
def one_size_for_both(image, height, width):
    """Rows and columns each have their own two sizes."""
    rows = _middles(height, image.shape[0])
    return image[rows][:, np.minimum(_middles(width, image.shape[0]), image.shape[1] - 1)]


@rejected_by(LARGER, ANY_SMALLER)
def exchanged(image, height, width):
    """height is the number of rows."""
    return image[_middles(width, image.shape[0])][:, _middles(height, image.shape[1])]


@rejected_by(ANY_SMALLER, ANY_LARGER, HIGHER_AND_NARROWER)
def whole_factors(image, height, width):
    """Repeating and skipping pixels fits whole factors only."""
    down, across = max(1, image.shape[0] // height), max(1, image.shape[1] // width)
    small = image[down // 2 :: down, across // 2 :: across][:height, :width]
    taller = np.repeat(small, -(-height // small.shape[0]), axis=0)[:height]
    return np.repeat(taller, -(-width // small.shape[1]), axis=1)[:, :width]


@rejected_by(LARGER, ANY_LARGER)
def tiles(image, height, width):
    """The picture is repeated like a tile; each PIXEL should be."""
    rows, cols = np.arange(height) % image.shape[0], np.arange(width) % image.shape[1]
    if height <= image.shape[0] and width <= image.shape[1]:
        rows, cols = _middles(height, image.shape[0]), _middles(width, image.shape[1])
    return image[rows][:, cols]


@rejected_by(SMALLER, ANY_SMALLER)
def crops(image, height, width):
    """That is the corner cut out, not the whole picture made smaller."""
    rows = np.minimum(np.arange(height), image.shape[0] - 1)
    return image[rows][:, np.minimum(np.arange(width), image.shape[1] - 1)]


@rejected_by(SMALLER, ANY_SMALLER)
def averages(image, height, width):
    """The nearest pixel is taken as it is: no averages."""
    rows, cols = _middles(height, image.shape[0]), _middles(width, image.shape[1])
    below = np.minimum(rows + 1, image.shape[0] - 1)
    mean = (image[rows].astype(float) + image[below]) / 2
    return mean[:, cols].astype(image.dtype)


@rejected_by(COLOUR, ONE_COLUMN)
def becomes_floats(image, height, width):
    """The dtype stays: np.zeros holds floats, unless you give it the dtype of the picture."""
    result = np.zeros((height, width, *image.shape[2:]))
    for i, row in enumerate(_middles(height, image.shape[0])):
        for j, col in enumerate(_middles(width, image.shape[1])):
            result[i, j] = image[row, col]
    return result


@rejected_by(COLOUR, ONE_COLUMN)
def becomes_bytes(image, height, width):
    """The dtype stays: floats must not be cut off."""
    return image.astype(np.uint8)[_middles(height, image.shape[0])][:, _middles(width, image.shape[1])]


@rejected_by(COLOUR, ONE_COLUMN)
def grey_only(image, height, width):
    """A picture in colour keeps its channels."""
    grey = image if image.ndim == 2 else image[:, :, 0]
    return grey[_middles(height, image.shape[0])][:, _middles(width, image.shape[1])]


@rejected_by(COLOUR, ONE_COLUMN)
def resizes_the_last_axes(image, height, width):
    """Rows and columns are the first two axes, in colour as well."""
    return image[..., _middles(height, image.shape[-2]), :][..., _middles(width, image.shape[-1])]


@rejected_by(MIXED, HIGHER_AND_NARROWER)
def smaller_or_larger(image, height, width):
    """One side may grow while the other shrinks."""
    if height > image.shape[0] or width > image.shape[1]:
        height, width = max(height, image.shape[0]), max(width, image.shape[1])
    return image[_middles(height, image.shape[0])][:, _middles(width, image.shape[1])]


@rejected_by(MIXED, ONE_COLUMN)
def drops_the_last_axis(image, height, width):
    """One row stays an axis of length 1."""
    return np.squeeze(image[_middles(height, image.shape[0])][:, _middles(width, image.shape[1])])


@rejected_by(SAME, ONE_COLUMN)
def marks_the_picture(image, height, width):
    """The picture that you were given has changed."""
    result = image[_middles(height, image.shape[0])][:, _middles(width, image.shape[1])]
    image[0] = 0
    return result


_made: dict[tuple[object, ...], np.ndarray] = {}


@rejected_by(ANY_SMALLER)
def remembers_by_size(image, height, width):
    """Another picture of the same size is another picture: keep nothing between calls."""
    sizes = (image.shape, image.dtype.str, height, width)
    if sizes not in _made:
        _made[sizes] = image[_middles(height, image.shape[0])][:, _middles(width, image.shape[1])]
    return _made[sizes]


@rejected_by("every call makes something new")
def kept_result(image, height, width, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = image.tobytes(), image.shape, str(image.dtype), height, width
    if key not in _made:
        _made[key] = image[_middles(height, image.shape[0])][:, _middles(width, image.shape[1])]
    return _made[key]


@rejected_by("smaller, by a factor of any size", "larger, by a factor of any size")
def whole_step(image, height, width):
    """A step that is rounded drifts away: use the fraction H / height."""
    rows = np.minimum(((np.arange(height) + 0.5) * round(image.shape[0] / height, 2)).astype(int), image.shape[0] - 1)
    cols = np.minimum(((np.arange(width) + 0.5) * round(image.shape[1] / width, 2)).astype(int), image.shape[1] - 1)
    return image[rows][:, cols]


@rejected_by("larger, by a factor of any size")
def step_of_two_decimals(image, height, width):
    """A step that is rounded to three digits drifts away on large pictures."""
    rows = np.minimum(((np.arange(height) + 0.5) * round(image.shape[0] / height, 3)).astype(int), image.shape[0] - 1)
    cols = np.minimum(((np.arange(width) + 0.5) * round(image.shape[1] / width, 3)).astype(int), image.shape[1] - 1)
    return image[rows][:, cols]


@rejected_by("smaller, by a factor of any size")
def bytes_for_indices(image, height, width):
    """A byte counts to 255: columns beyond wrap round."""
    return image[_middles(height, image.shape[0]).astype(np.uint8)][:, _middles(width, image.shape[1]).astype(np.uint8)]


@rejected_by("smaller, by a factor of any size")
def half_precision_places(image, height, width):
    """float16 keeps three digits of a place: on large pictures it is another column."""
    rows = ((np.arange(height) + 0.5) / height * image.shape[0]).astype(np.float16).astype(int)
    cols = ((np.arange(width) + 0.5) / width * image.shape[1]).astype(np.float16).astype(int)
    return image[np.minimum(rows, image.shape[0] - 1)][:, np.minimum(cols, image.shape[1] - 1)]


@rejected_by(ANY_SMALLER)
def step_of_four_decimals(image, height, width):
    """Do not round the step: after some hundred pixels it is off by one."""
    down, right = round(image.shape[0] / height, 4), round(image.shape[1] / width, 4)
    rows = np.minimum((np.arange(height) + 0.5) * down, image.shape[0] - 1).astype(int)
    cols = np.minimum((np.arange(width) + 0.5) * right, image.shape[1] - 1).astype(int)
    return image[rows][:, cols]


@rejected_by(COLOUR, ONE_COLUMN)
def floats_of_the_same_size(image, height, width):
    """The dtype stays, also where the size stays."""
    if image.shape[:2] == (height, width):
        return image.astype(float)
    return image[_middles(height, image.shape[0])][:, _middles(width, image.shape[1])]
