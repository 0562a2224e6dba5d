"""Wrong answers to `std_image`."""

import numpy as np

from solutions import rejected_by

TWO = "levels 0 and 2 deviate by 1, levels 10 and 40 by 15"
SIZES = "two to nine pictures of any size"
CONSTANT = "pixels that never change deviate by 0, and so does a single picture"
AXES = "as many pictures as rows, columns and channels, and the batch stays as it was"
THREE_PICTURES = "levels 0, 0 and 30 deviate by 14.14, and a pixel that never changes by 0"


@rejected_by(TWO, SIZES)
def variance(batch):
    """That is the variance: take the root."""
    return batch.var(axis=0)


@rejected_by(TWO, SIZES, CONSTANT)
def one_less(batch):
    """Dividing by N, not by N - 1 (ddof=0)."""
    with np.errstate(all="ignore"):
        return np.sqrt(np.square(batch - batch.mean(axis=0)).sum(axis=0) / (np.float64(len(batch)) - 1))


@rejected_by(SIZES, THREE_PICTURES)
def of_the_mean(batch):
    """The deviation of the mean is another thing: that of the pictures is not divided by the root of N."""
    return batch.std(axis=0) / np.sqrt(len(batch)) * np.sqrt(2)


@rejected_by(TWO, SIZES)
def one_number(batch):
    """One deviation for everything; asked for is one per pixel and channel."""
    return batch.std()


@rejected_by(TWO, AXES)
def over_the_rows(batch):
    """The first axis counts the pictures."""
    return batch.std(axis=1)


@rejected_by(TWO, AXES)
def over_the_channels(batch):
    """The first axis counts the pictures; the last one the channels."""
    return batch.std(axis=3)


@rejected_by(SIZES, THREE_PICTURES)
def mean_of_distances(batch):
    """The mean distance is not the deviation: squares, their mean, and the root."""
    return np.abs(batch - batch.mean(axis=0)).mean(axis=0)


@rejected_by(SIZES, THREE_PICTURES)
def half_the_range(batch):
    """All pictures count, not only the darkest and the brightest."""
    return (batch.max(axis=0) - batch.min(axis=0).astype(float)) / 2


@rejected_by(SIZES, THREE_PICTURES)
def squares_wrap(batch):
    """The squares of bytes wrap round: 16 * 16 is 0."""
    mean_of_squares = (batch * batch).mean(axis=0)
    return np.sqrt(np.maximum(mean_of_squares - batch.mean(axis=0) ** 2, 0))


@rejected_by(SIZES, THREE_PICTURES)
def differences_wrap(batch):
    """A mean made of bytes, and differences of bytes: 10 - 20 is 246."""
    mean = batch.mean(axis=0).astype(np.uint8)
    return np.sqrt(((batch - mean) ** 2.0).mean(axis=0))


@rejected_by(SIZES, THREE_PICTURES)
def cut_off(batch):
    """Leave the fractions."""
    return batch.std(axis=0).astype(np.uint8)


@rejected_by(CONSTANT, THREE_PICTURES)
def never_zero(batch):
    """Nothing is added: where all pictures agree the deviation is 0."""
    return np.maximum(batch.std(axis=0), 0.01)


@rejected_by(CONSTANT, THREE_PICTURES)
def zero_becomes_one(batch):
    """Where all pictures agree the deviation is 0, not 1; that is for whoever divides by it."""
    std = batch.std(axis=0)
    return np.where(std == 0, 1.0, std)


@rejected_by(CONSTANT, THREE_PICTURES)
def half_precision(batch):
    """float16 is too coarse: pixels that never change seem to vary."""
    few = batch.astype(np.float16) * np.float16(1.1)
    return np.asarray(
        np.sqrt(np.abs((few * few / 64).mean(axis=0) - few.mean(axis=0) ** 2 / 64)) * 8 / 1.1, dtype=float
    )


@rejected_by(SIZES, THREE_PICTURES)
def drops_thin_axes(batch):
    """One channel stays an axis of length 1."""
    return np.squeeze(batch.std(axis=0))


@rejected_by(AXES, THREE_PICTURES)
def changes_the_batch(batch):
    """batch[:] = … changes what you were given."""
    result = batch.std(axis=0)
    batch[:] = batch - batch.min(axis=0)
    return result


_made: dict[tuple[int, ...], np.ndarray] = {}


@rejected_by(SIZES)
def remembers_by_shape(batch):
    """Another batch of the same size deviates otherwise: keep nothing between calls."""
    if batch.shape not in _made:
        _made[batch.shape] = batch.std(axis=0)
    return _made[batch.shape]


@rejected_by("every call makes something new")
def kept_result(batch, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = batch.tobytes(), batch.shape
    if key not in _made:
        _made[key] = batch.std(axis=0)
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(batch, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = batch.std(axis=0)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("levels 0, 0 and 30 deviate by 14.14, and a pixel that never changes by 0")
def three_decimals(batch):
    """Leave all digits: do not round."""
    return np.round(batch.std(axis=0), 3)


@rejected_by(CONSTANT)
def less_than_a_level_is_nothing(batch):
    """A deviation of less than one level is a deviation."""
    deviation = batch.std(axis=0)
    return np.where(deviation < 1, 0, deviation)
