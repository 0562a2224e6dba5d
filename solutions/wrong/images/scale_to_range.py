"""Wrong answers to `scale_to_range`."""

import numpy as np

from solutions import rejected_by

THREE = "0, 5 and 10 become -1, 0 and 1"
RANGES = "data of any shape, and ranges of every kind"
WHOLE = "bytes and other whole numbers"
EQUAL = "all values equal become low, and the data stays as it was"
OTHER_RANGES = "[[4, 2], [8, 6]] from 10 to 40, and from 40 down to 10"
THREE_BYTES = "bytes that become fractions below 0"
ALL_EQUAL = "if all values are equal, all become low"


def _share(data):
    values = np.array(data, dtype=float)
    span = values.max() - values.min()
    return (values - values.min()) / (span if span else 1)


@rejected_by(THREE, RANGES)
def forgets_low(data, low, high):
    """Add low at the end."""
    return _share(data) * (high - low)


@rejected_by(THREE, RANGES)
def times_high(data, low, high):
    """Multiply by high - low."""
    return low + _share(data) * high


@rejected_by(THREE, RANGES)
def from_zero_to_one(data, low, high):
    """The range is from low to high."""
    return _share(data)


@rejected_by(RANGES, OTHER_RANGES)
def from_minus_one_to_one(data, low, high):
    """The range is from low to high, not always from -1 to 1."""
    return 2 * _share(data) - 1


@rejected_by(THREE, RANGES)
def clips(data, low, high):
    """Clipping cuts, scaling stretches."""
    return np.clip(np.asarray(data, dtype=float), low, high)


@rejected_by(RANGES, OTHER_RANGES)
def divides_by_the_largest(data, low, high):
    """Subtract the smallest value first: it need not be 0."""
    values = np.array(data, dtype=float)
    return low + values / (values.max() or 1) * (high - low)


@rejected_by(RANGES, OTHER_RANGES)
def cuts_the_span(data, low, high):
    """Leave the span a fraction: where all values lie between 0 and 1, its whole part is 0."""
    values = np.array(data, dtype=float)
    span = int(values.max() - values.min())
    return low + (values - values.min()) / (span or 1) * (high - low)


@rejected_by(RANGES, OTHER_RANGES)
def divides_by_the_size(data, low, high):
    """Divide by largest - smallest, not by the largest size."""
    values = np.array(data, dtype=float)
    return low + (values - values.min()) / (np.abs(values).max() or 1) * (high - low)


@rejected_by(THREE, RANGES)
def turned_round(data, low, high):
    """The smallest value becomes low."""
    return high - _share(data) * (high - low)


@rejected_by(RANGES, OTHER_RANGES)
def sorts_the_limits(data, low, high):
    """low may lie above high; then small values become large."""
    low, high = min(low, high), max(low, high)
    return low + _share(data) * (high - low)


@rejected_by(RANGES, OTHER_RANGES)
def row_by_row(data, low, high):
    """One smallest and one largest value for all the data, not one per row."""
    values = np.array(data, dtype=float)
    least, most = values.min(axis=-1, keepdims=True), values.max(axis=-1, keepdims=True)
    return low + (values - least) / np.where(most > least, most - least, 1) * (high - low)


@rejected_by(WHOLE)
def wraps_round(data, low, high):
    """The difference of two whole numbers of a small dtype wraps round."""
    span = data.max() - data.min()
    return low + (data - data.min()) / (span if span else 1) * (high - low)


@rejected_by(WHOLE, THREE_BYTES)
def stays_whole(data, low, high):
    """Scaled values have fractions: floats, not the dtype of the data."""
    return (low + _share(data) * (high - low)).astype(data.dtype)


@rejected_by(EQUAL, ALL_EQUAL)
def nan_when_equal(data, low, high):
    """All values equal: 0 / 0."""
    values = np.array(data, dtype=float)
    with np.errstate(all="ignore"):
        return low + (values - values.min()) / (values.max() - values.min()) * (high - low)


@rejected_by(EQUAL, ALL_EQUAL)
def high_when_equal(data, low, high):
    """If all are equal, all become low."""
    values = np.array(data, dtype=float)
    if values.max() == values.min():
        return np.full(values.shape, float(high))
    return low + _share(data) * (high - low)


@rejected_by(EQUAL, ALL_EQUAL)
def unchanged_when_equal(data, low, high):
    """If all are equal, all become low, whatever they were."""
    values = np.array(data, dtype=float)
    if values.max() == values.min():
        return values
    return low + _share(data) * (high - low)


@rejected_by(EQUAL, ALL_EQUAL)
def one_number_when_equal(data, low, high):
    """The shape stays also when all are equal."""
    if np.max(data) == np.min(data):
        return low
    return low + _share(data) * (high - low)


@rejected_by(RANGES, OTHER_RANGES)
def single_precision(data, low, high):
    """float32 keeps 7 digits: compute in float64."""
    values = data.astype(np.float32)
    span = values.max() - values.min()
    return low + (values - values.min()) / (span if span else np.float32(1)) * (high - low)


@rejected_by(EQUAL, OTHER_RANGES)
def in_place(data, low, high):
    """-= changes the data that you were given."""
    if data.dtype != float:
        data = data.astype(float)
    data -= data.min()
    data *= (high - low) / (data.max() or 1)
    data += low
    return data


def _scaled(data, low, high):
    values = np.asarray(data, dtype=float)
    least, most = values.min(), values.max()
    if least == most:
        return np.full(values.shape, float(low))
    return low + (values - least) / (most - least) * (high - low)


@rejected_by("every call makes something new")
def kept_result(data, low, high, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = data.tobytes(), data.shape, low, high
    if key not in _made:
        _made[key] = _scaled(data, low, high)
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(data, low, high, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = _scaled(data, low, high)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("data of any shape, and ranges of every kind")
def a_floor(data, low, high):
    """Small differences are differences: there is no floor under the range."""
    values = np.asarray(data, dtype=float)
    return low + (values - values.min()) / max(values.max() - values.min(), 1e-12) * (high - low)


@rejected_by("data of any shape, and ranges of every kind")
def equal_if_close(data, low, high):
    """np.allclose takes small differences for none."""
    values = np.asarray(data, dtype=float)
    if np.allclose(values, values.min()):
        return np.full(values.shape, float(low))
    return _scaled(data, low, high)


@rejected_by("data of any shape, and ranges of every kind")
def something_added(data, low, high):
    """Nothing is added below the line: the largest value becomes high itself."""
    values = np.asarray(data, dtype=float)
    return low + (values - values.min()) / (values.max() - values.min() + 1e-12) * (high - low)


@rejected_by("bytes and other whole numbers")
def thirty_two_bits(data, low, high):
    """The difference of two large whole numbers outgrows 32 bits: make floats."""
    if data.dtype.kind in "iu":
        values = (data.astype(np.int64) - int(data.min())).astype(np.int32)
        return low + values / max(values.max(), 1) * (high - low)
    return _scaled(data, low, high)


@rejected_by(WHOLE)
def sixty_four_bits(data, low, high):
    """The difference of two whole numbers may need more than 64 bits: make floats first."""
    values = data.astype(np.int64) if data.dtype.kind in "iu" else data.astype(float)
    least, most = values.min(), values.max()
    if least == most:
        return np.full(data.shape, float(low))
    return low + (values - least).astype(float) * ((high - low) / float(most - least))


@rejected_by(RANGES)
def refuses_equal_limits(data, low, high):
    """low and high may be equal: then all become low."""
    if low == high:
        raise ValueError("no range")
    return low + _share(data.astype(float)) * (high - low)


@rejected_by(RANGES)
def nearly_equal_is_equal(data, low, high):
    """Values that differ by little differ: only where all are equal, all become low."""
    values = np.asarray(data, dtype=float)
    if np.isclose(values.min(), values.max(), rtol=1e-5, atol=0):
        return np.full(values.shape, float(low))
    return low + (values - values.min()) * ((high - low) / np.ptp(values))


@rejected_by(EQUAL, ALL_EQUAL)
def low_in_the_dtype_of_the_data(data, low, high):
    """The result is made of floats, also where all values are equal: a byte may have no room for low."""
    if data.min() == data.max():
        return np.full(data.shape, low).astype(data.dtype)
    return low + _share(data) * (high - low)
