"""Wrong answers to `spread_map`."""

import numpy as np

from solutions import rejected_by

RED = "two pictures that differ in red only, by 60: a spread of 10"
SIZES = "batches of any size"
AGAINST = "colours that vary against each other"
SAME = "pixels that never change, and the batch stays as it was"
RED_AND_GREEN = "red rises by 100 while green falls by 100, and blue stays: a spread of 33.3"


@rejected_by(RED, SIZES)
def over_both(batch):
    """The deviation over pictures and channels together is another number."""
    return batch.std(axis=(0, 3))


@rejected_by(AGAINST, SIZES, RED_AND_GREEN)
def grey_first(batch):
    """Grey first hides colours that change against each other."""
    return batch.mean(axis=3).std(axis=0)


@rejected_by(RED, SIZES)
def mean_of_variances(batch):
    """Take the roots first, then the mean."""
    return batch.var(axis=0).mean(axis=2)


@rejected_by(RED, SIZES)
def root_of_the_mean(batch):
    """The root of the mean is not the mean of the roots."""
    return np.sqrt(batch.var(axis=0).mean(axis=2))


@rejected_by(RED, SIZES)
def the_sum(batch):
    """The mean over the channels, not their sum."""
    return batch.std(axis=0).sum(axis=2)


@rejected_by(SIZES)
def a_third(batch):
    """There may be another number of channels than three."""
    return batch.std(axis=0).sum(axis=2) / 3


@rejected_by(RED, SIZES)
def the_largest(batch):
    """The mean over the channels, not the largest."""
    return batch.std(axis=0).max(axis=2)


@rejected_by(SIZES, RED_AND_GREEN)
def the_median(batch):
    """The mean over the channels, not the middle one."""
    return np.median(batch.std(axis=0), axis=2) + 10 * (batch.std(axis=0)[..., -1] == 0)


@rejected_by(RED, SIZES)
def one_less(batch):
    """Dividing by N, as std_image does."""
    return batch.std(axis=0, ddof=1).mean(axis=2)


@rejected_by(RED, SIZES)
def over_the_wrong_axis(batch):
    """The channels are the last axis."""
    return batch.std(axis=0).mean(axis=0)


@rejected_by(RED)
def all_deviations(batch):
    """One number per pixel: take the mean over the channels."""
    return batch.std(axis=0)


@rejected_by(RED)
def keeps_the_axis(batch):
    """(height, width), not (height, width, 1)."""
    return batch.std(axis=0).mean(axis=2, keepdims=True)


@rejected_by(SIZES, RED_AND_GREEN)
def in_bytes(batch):
    """Leave the fractions."""
    return np.round(batch.std(axis=0).mean(axis=2))


@rejected_by(SAME, RED_AND_GREEN)
def never_zero(batch):
    """A pixel that never changes has spread 0."""
    std = batch.std(axis=0)
    return np.where(std == 0, 1.0, std).mean(axis=2)


@rejected_by(SAME, RED_AND_GREEN)
def spoils_the_batch(batch):
    """What you were given has changed."""
    result = batch.std(axis=0).mean(axis=2)
    batch[0] = 0
    return result


@rejected_by("every call makes something new")
def kept_result(batch, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = batch.tobytes(), batch.shape
    if key not in _made:
        _made[key] = batch.std(axis=0).mean(axis=2)
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(batch, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = batch.std(axis=0).mean(axis=2)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("red rises by 100 while green falls by 100, and blue stays: a spread of 33.3")
def three_decimals(batch):
    """Leave all digits: do not round."""
    return np.round(batch.std(axis=0).mean(axis=2), 3)


@rejected_by(SAME)
def mean_of_squares_in_single_precision(batch):
    """The squares of bright levels leave float32 no digits for a small deviation."""
    levels = batch.astype(np.float32)
    return np.sqrt(np.maximum((levels * levels).mean(axis=0) - levels.mean(axis=0) ** 2, 0)).mean(axis=2)


@rejected_by(SAME)
def less_than_a_level_is_nothing(batch):
    """A deviation of less than one level is a deviation."""
    deviation = batch.std(axis=0)
    return np.where(deviation < 1, 0, deviation).mean(axis=2)


@rejected_by(SIZES)
def first_ten_pictures(batch):
    """All pictures count, also the eleventh."""
    return batch[:10].std(axis=0).mean(axis=2)
