"""Wrong answers to flat_index."""

import math

import numpy as np

from solutions import rejected_by


@rejected_by("one row down in an array of 2 rows and 3 columns is 3 places on")
def column_major(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """That is column-major order (Fortran). NumPy's default is row-major: one column to the right moves 1."""
    k = 0
    for position, size in zip(reversed(index), reversed(shape), strict=True):
        k = k * size + position
    return k


@rejected_by(
    "pictures in colour and batches of them have three and four axes",
    "index (1, 0, 2) of shape (2, 3, 4) is 14, and one axis or four work too",
)
def two_axes_only(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """Right for pictures; a batch has four axes. Work from the first axis to the last: k = k * size + index."""
    if len(shape) == 1:
        return index[0]
    return index[0] * shape[1] + index[1]


@rejected_by(
    "an array with one axis is its own ravel()",
    "index (1, 0, 2) of shape (2, 3, 4) is 14, and one axis or four work too",
)
def two_axes_at_least(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """With one axis k is the index itself: there is no shape[1]."""
    k = index[0] * shape[1] + index[1]
    for position, size in zip(index[2:], shape[2:], strict=True):
        k = k * size + position
    return k


@rejected_by("one row down in an array of 2 rows and 3 columns is 3 places on")
def counted_from_one(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """Positions start at 0."""
    return int(np.ravel_multi_index(index, shape)) + 1


@rejected_by("one row down in an array of 2 rows and 3 columns is 3 places on")
def times_height(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """One row down is `width` places on: multiply the row by the width, not by the height."""
    k = 0
    for position in index:
        k = k * shape[0] + position
    return k


@rejected_by(
    "pictures in colour and batches of them have three and four axes",
    "index (1, 0, 2) of shape (2, 3, 4) is 14, and one axis or four work too",
)
def channels_before_columns(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """The last index runs fastest, in colour too: all channels of one pixel lie side by side."""
    if len(shape) == 3:
        return (index[2] * shape[0] + index[0]) * shape[1] + index[1]
    return int(np.ravel_multi_index(index, shape))


@rejected_by("one row down in an array of 2 rows and 3 columns is 3 places on")
def a_float(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """An index is a whole number: ravel()[3.0] raises an error. Use //, or no division at all."""
    return float(np.ravel_multi_index(index, shape))


@rejected_by(
    "pictures, upright, wide and square, are numbered row by row", "the last pixel of a 4 x 7 picture has place 27"
)
def always_width_three(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """That is right for 3 columns only: take the width from `shape`."""
    return index[0] * 3 + index[1]


@rejected_by("one row down in an array of 2 rows and 3 columns is 3 places on")
def sum_of_indices(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """Adding the indices gives many pixels one place: a row counts `width` places."""
    return sum(index)


@rejected_by("any number of axes works, also when all of them have one length")
def four_axes_at_most(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """Written out for one to four axes it ends there: a loop over the axes has no end."""
    index, shape = (0,) * (4 - len(index)) + tuple(index), (1,) * (4 - len(shape)) + tuple(shape)
    n, row, col, channel = index[-4:]
    return ((n * shape[-3] + row) * shape[-2] + col) * shape[-1] + channel


@rejected_by(
    "pictures in colour and batches of them have three and four axes",
    "index (1, 0, 2) of shape (2, 3, 4) is 14, and one axis or four work too",
)
def wrong_step(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """An axis counts the sizes of the axes AFTER it, not its own."""
    return sum(i * math.prod(shape[axis:]) // (shape[axis] if axis == 0 else shape[-1]) for axis, i in enumerate(index))


@rejected_by("one row down in an array of 2 rows and 3 columns is 3 places on")
def outside(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """That is the distance from the end, not from the beginning."""
    return math.prod(shape) - 1 - int(np.ravel_multi_index(index, shape))


@rejected_by("pictures in colour and batches of them have three and four axes")
def sixteen_bits(index, shape):
    """A picture has more than 65,535 numbers: 16 bits are too few."""
    k = np.uint16(0)
    with np.errstate(over="ignore"):
        for position, size in zip(index, shape, strict=True):
            k = k * np.uint16(size) + np.uint16(position)
    return int(k)


@rejected_by("pictures in colour and batches of them have three and four axes")
def bytes_index(index, shape):
    """A byte counts to 255: use Python's whole numbers."""
    k = 0
    for position, size in zip(index, shape, strict=True):
        k = (k * size + position) % 65536
    return k


@rejected_by("pictures in colour and batches of them have three and four axes")
def half_precision(index, shape):
    """float16 knows no whole numbers above 2048 exactly."""
    k = np.float16(0)
    for position, size in zip(index, shape, strict=True):
        k = k * np.float16(size) + np.float16(position)
    return int(k)


@rejected_by("any number of axes works, also when all of them have one length")
def up_to_six_axes(index, shape):
    """Any number of axes is asked for: loop over them, however many."""
    index, shape = (0,) * (6 - len(index)) + tuple(index), (1,) * (6 - len(shape)) + tuple(shape)
    k = index[0]
    for i in range(1, 6):
        k = k * shape[i] + index[i]
    return k


@rejected_by("pictures in colour and batches of them have three and four axes")
def strides_in_bytes(index, shape):
    """Strides count bytes of this one dtype, and yours are too small for large arrays."""
    strides = np.zeros(shape, dtype=np.uint8).strides
    return int(np.dot(np.array(index, dtype=np.int16), np.array(strides, dtype=np.int16)))
