"""Wrong answers to `standardise`."""

import numpy as np

from solutions import rejected_by

SMALL = "eight small pictures, one pixel of which never changes"
SIZES = "batches of any size"
CONSTANT = "borders that never change, and channels that hardly do"
QUIET = "nothing warns where a pixel never changes"
SAME = "the batch stays as it was"
THREE_QUIET = "three pictures of floats: nothing warns, and the batch stays as it was"


def _divided(difference, std):
    return difference / np.where(std == 0, 1, std)


@rejected_by(SMALL, CONSTANT)
def nan_where_nothing_varies(batch):
    """0 / 0 = nan where a pixel never changes."""
    with np.errstate(all="ignore"):
        return (batch - batch.mean(axis=0)) / batch.std(axis=0)


@rejected_by(QUIET, THREE_QUIET)
def mended_afterwards(batch):
    """0 / 0 was computed all the same, and NumPy warned."""
    result = (batch - batch.mean(axis=0)) / batch.std(axis=0)
    result[np.isnan(result)] = 0
    return result


@rejected_by(SMALL, SIZES)
def one_mean_for_everything(batch):
    """One mean for everything: asked for is one per pixel and channel (axis=0)."""
    return (batch - batch.mean()) / max(batch.std(), 1e-12)


@rejected_by(SMALL, SIZES)
def each_picture_by_itself(batch):
    """Each picture by itself: asked for is over the pictures."""
    floats = batch.astype(float)
    return (floats - floats.mean(axis=(1, 2, 3), keepdims=True)) / (floats.std(axis=(1, 2, 3), keepdims=True) + 1e-9)


@rejected_by(SMALL, SIZES)
def one_mean_per_channel(batch):
    """One mean per channel: asked for is one per pixel and channel."""
    return (batch - batch.mean(axis=(0, 1, 2))) / (batch.std(axis=(0, 1, 2)) + 1e-9)


@rejected_by(SIZES, THREE_QUIET)
def mean_in_bytes(batch):
    """The mean as uint8 makes the difference wrap: stay with floats."""
    mean = batch.mean(axis=0).astype(np.uint8)
    return _divided(batch - mean, batch.std(axis=0))


@rejected_by(SIZES, THREE_QUIET)
def rounded_mean(batch):
    """The mean has a fraction: leave it."""
    return _divided(batch - np.round(batch.mean(axis=0)), batch.std(axis=0))


@rejected_by(SMALL, SIZES)
def not_divided(batch):
    """Divide by the deviation as well."""
    return batch - batch.mean(axis=0)


@rejected_by(SMALL, SIZES)
def not_centred(batch):
    """Subtract the mean picture first."""
    return _divided(batch, batch.std(axis=0))


@rejected_by(SMALL, SIZES)
def by_the_variance(batch):
    """Divide by the deviation, the root of the variance."""
    return _divided(batch - batch.mean(axis=0), batch.var(axis=0))


@rejected_by(SMALL, CONSTANT)
def plus_one(batch):
    """Adding 1 to the deviation changes every result."""
    return (batch - batch.mean(axis=0)) / (batch.std(axis=0) + 1)


@rejected_by(CONSTANT, THREE_QUIET)
def plus_a_thousandth(batch):
    """Even a small number added to a small deviation shows."""
    return (batch - batch.mean(axis=0)) / (batch.std(axis=0) + 1e-3)


@rejected_by(CONSTANT, THREE_QUIET)
def small_deviations_are_none(batch):
    """A deviation below 1 is small, and not 0."""
    std = batch.std(axis=0)
    return np.where(std < 1, 0, (batch - batch.mean(axis=0)) / np.maximum(std, 1e-12))


@rejected_by(SMALL, CONSTANT)
def zero_divided_by_zero_is_one(batch):
    """Where nothing varies the result is 0."""
    std = batch.std(axis=0)
    return np.where(std == 0, 1.0, _divided(batch - batch.mean(axis=0), std))


@rejected_by(SMALL, SIZES)
def one_less(batch):
    """The deviation of std_image divides by N."""
    with np.errstate(all="ignore"):
        return np.nan_to_num((batch - batch.mean(axis=0)) / batch.std(axis=0, ddof=1))


@rejected_by(SMALL, SIZES)
def the_other_way_round(batch):
    """Batch minus mean: what is brighter than the mean is positive."""
    return _divided(batch.mean(axis=0) - batch, batch.std(axis=0))


@rejected_by(SIZES)
def cut_off_at_three(batch):
    """Nothing is cut off: values beyond 2 deviations are rare, and right."""
    return np.clip(_divided(batch - batch.mean(axis=0), batch.std(axis=0)), -1.5, 1.5)


@rejected_by(SMALL, SIZES)
def equalised_to_bytes(batch):
    """The result stays as it is: no range of 0 to 255."""
    result = _divided(batch - batch.mean(axis=0), batch.std(axis=0))
    return (result - result.min()) / max(result.max() - result.min(), 1e-12) * 255


@rejected_by(SAME, THREE_QUIET)
def in_place(batch):
    """-= and /= change the caller's batch."""
    if batch.dtype == np.uint8:
        batch = batch.astype(float)
    batch -= batch.mean(axis=0)
    std = batch.std(axis=0)
    batch /= np.where(std == 0, 1, std)
    return batch


@rejected_by(SIZES, THREE_QUIET)
def in_half_precision(batch):
    """float16 has three digits: compute in float64."""
    floats = batch.astype(np.float16)
    std = floats.astype(float).std(axis=0).astype(np.float16)
    return _divided(floats - floats.mean(axis=0), std)


_made: dict[tuple[int, ...], np.ndarray] = {}


@rejected_by(SIZES)
def remembers_by_shape(batch):
    """Another batch of the same size is another batch: keep nothing between calls."""
    if batch.shape not in _made:
        _made[batch.shape] = _divided(batch - batch.mean(axis=0), batch.std(axis=0))
    return _made[batch.shape]


def _standardised(batch):
    std = batch.std(axis=0)
    return (batch - batch.mean(axis=0)) / np.where(std == 0, 1, std)


@rejected_by("every call makes something new")
def kept_result(batch, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = batch.tobytes(), batch.shape
    if key not in _made:
        _made[key] = _standardised(batch)
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(batch, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = _standardised(batch)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("borders that never change, and channels that hardly do")
def deviation_of_at_least_a_tenth(batch):
    """A small deviation divides as it is: there is no floor but 0."""
    return (batch - batch.mean(axis=0)) / np.maximum(batch.std(axis=0), 0.1)


@rejected_by("borders that never change, and channels that hardly do")
def nearly_constant_is_constant(batch):
    """Only where the deviation is 0 the result is 0: a small one is none."""
    std = batch.std(axis=0)
    return np.where(std < 0.1, 0, (batch - batch.mean(axis=0)) / np.where(std < 0.1, 1, std))


@rejected_by("borders that never change, and channels that hardly do")
def clipped_scores(batch):
    """A rare pixel is many deviations away: cut nothing off."""
    std = batch.std(axis=0)
    return np.clip((batch - batch.mean(axis=0)) / np.where(std == 0, 1, std), -10, 10)


@rejected_by(CONSTANT)
def no_score_below_minus_ten(batch):
    """Scores may be far below 0: nothing is cut off."""
    return np.maximum(_divided(batch - batch.mean(axis=0), batch.std(axis=0)), -10)
