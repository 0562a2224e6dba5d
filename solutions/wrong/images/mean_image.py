"""Wrong answers to `mean_image`."""

import numpy as np

from solutions import rejected_by

TWO = "the mean of a black and a white picture is 127.5 everywhere"
SIZES = "batches of any size"
BRIGHT = "bright pictures, and many of them"
AXES = "as many pictures as rows, columns and channels, and the batch stays as it was"
THREE_BRIGHT = "three pictures of one row, with levels 250, 250 and 11, have the mean 170 1/3"


@rejected_by(TWO, SIZES)
def one_number(batch):
    """One mean for everything; asked for is one per pixel and channel."""
    return batch.mean()


@rejected_by(TWO, SIZES)
def one_colour(batch):
    """One mean colour; asked for is one mean per pixel."""
    return batch.mean(axis=(0, 1, 2))


@rejected_by(TWO, SIZES)
def each_picture(batch):
    """One mean per picture; asked for is one per pixel."""
    return batch.mean(axis=(1, 2, 3))


@rejected_by(TWO, AXES)
def over_the_rows(batch):
    """The first axis counts the pictures, not the second."""
    return batch.mean(axis=1)


@rejected_by(TWO, AXES)
def over_the_channels(batch):
    """The first axis counts the pictures; the last one the channels."""
    return batch.mean(axis=-1)


@rejected_by(TWO, SIZES)
def cut_off(batch):
    """astype(uint8) cuts the fraction off."""
    return batch.mean(axis=0).astype(np.uint8)


@rejected_by(TWO, SIZES)
def rounded(batch):
    """Leave the fractions."""
    return np.round(batch.mean(axis=0))


@rejected_by(TWO, SIZES)
def the_sum(batch):
    """Divide by the number of pictures."""
    return batch.sum(axis=0)


@rejected_by(BRIGHT, SIZES, THREE_BRIGHT)
def wraps_round(batch):
    """The sum of two bright bytes has no room in a byte."""
    total = np.zeros(batch.shape[1:], dtype=np.uint8)
    for image in batch:
        total += image
    return total / len(batch)


@rejected_by(BRIGHT, THREE_BRIGHT)
def half_precision(batch):
    """float16 has three digits: 300 bright pictures add up to more than it can hold."""
    return batch.astype(np.float16).sum(axis=0) / len(batch)


@rejected_by(SIZES, THREE_BRIGHT)
def the_median(batch):
    """The middle value is not the mean."""
    return np.median(batch, axis=0)


@rejected_by(SIZES, THREE_BRIGHT)
def the_ends(batch):
    """All pictures count, not the darkest and the brightest only."""
    return (batch.min(axis=0).astype(float) + batch.max(axis=0)) / 2


@rejected_by(SIZES, THREE_BRIGHT)
def two_at_a_time(batch):
    """The mean of a mean and a new picture gives the last ones too much weight."""
    mean = batch[0].astype(float)
    for image in batch[1:]:
        mean = (mean + image) / 2
    return mean


@rejected_by(SIZES, THREE_BRIGHT)
def divides_by_one_less(batch):
    """Divide by N."""
    return batch.astype(float).sum(axis=0) / max(1, len(batch) - (len(batch) > 2))


@rejected_by(TWO, SIZES)
def keeps_the_axis(batch):
    """(height, width, channels), without a first axis of length 1."""
    return batch.mean(axis=0, keepdims=True)


@rejected_by(BRIGHT)
def a_hundred(batch):
    """All pictures, not the first 100."""
    return batch[:100].mean(axis=0)


@rejected_by(SIZES, THREE_BRIGHT)
def from_zero_to_one(batch):
    """Levels from 0 to 255: do not divide by 255."""
    return batch.mean(axis=0) / 255


@rejected_by(SIZES, THREE_BRIGHT)
def drops_thin_axes(batch):
    """One channel stays an axis of length 1."""
    return np.squeeze(batch.mean(axis=0))


@rejected_by(AXES, THREE_BRIGHT)
def uses_the_first_picture(batch):
    """The first picture of the batch has become the sum: add up in a new array."""
    total = batch.astype(float).sum(axis=0)
    batch[0] = total.astype(np.uint8)
    return total / len(batch)


_made: dict[tuple[int, ...], np.ndarray] = {}


@rejected_by(SIZES)
def remembers_by_shape(batch):
    """Another batch of the same size has another mean: keep nothing between calls."""
    if batch.shape not in _made:
        _made[batch.shape] = batch.mean(axis=0)
    return _made[batch.shape]


@rejected_by("every call makes something new")
def kept_result(batch, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = batch.tobytes(), batch.shape
    if key not in _made:
        _made[key] = batch.mean(axis=0)
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(batch, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = batch.mean(axis=0)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("three pictures of one row, with levels 250, 250 and 11, have the mean 170 1/3")
def three_decimals(batch):
    """Leave all digits: do not round."""
    return np.round(batch.mean(axis=0), 3)
