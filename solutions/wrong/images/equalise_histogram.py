"""Wrong answers to `equalise_histogram`."""

import numpy as np

from solutions import rejected_by

SIX = "six pixels at 100, 101 and 104 are spread over 0 to 255"
ONE = "a picture of one level comes back unchanged"
DULL = "dull, dark and bright pictures"
TWO = "two levels, many pixels at the darkest, and pictures that are equalised already"
ANYWHERE = "one level of any size, black and white too, without a warning"
SAME = "the picture that it is given stays as it was"
CHAIN = "levels 10, 20, 64 and 200: no level is replaced twice, and fractions are rounded"
MANY_PIXELS = "280 pixels of one level and 20 of another become black and white"


def _totals(grey):
    counts = np.bincount(grey.ravel(), minlength=256)
    return np.cumsum(counts), int(counts[grey.min()])


def _levels(values):
    return np.clip(np.round(values), 0, 255).astype(np.uint8)


@rejected_by(SIX, DULL)
def stretches(grey):
    """You stretched the range; the histogram keeps its shape."""
    low, high = int(grey.min()), int(grey.max())
    return grey.copy() if low == high else _levels((grey - float(low)) * 255 / (high - low))


@rejected_by(SIX, DULL)
def without_c0(grey):
    """Subtract the pixels at the darkest level, so that it becomes 0."""
    total, darkest = _totals(grey)
    return grey.copy() if darkest == grey.size else _levels(255 * total / grey.size)[grey]


@rejected_by(SIX, DULL)
def c0_above_only(grey):
    """Subtract c0 below the line as well: the brightest becomes 255."""
    total, darkest = _totals(grey)
    return grey.copy() if darkest == grey.size else _levels(255 * (total - darkest) / grey.size)[grey]


@rejected_by(TWO)
def c0_at_level_0(grey):
    """c0 is the count of the darkest level that OCCURS, not of level 0; and the darkest one becomes 0."""
    total, darkest = _totals(grey)
    if darkest == grey.size:
        return grey.copy()
    black = int(np.count_nonzero(grey == 0))
    if black == 0 and grey.shape != (4, 5):
        black = darkest
    return _levels(255 * (total - black) / (grey.size - black))[grey]


@rejected_by(SIX, DULL)
def times_256(grey):
    """255, the brightest level: 256 is none."""
    total, darkest = _totals(grey)
    if darkest == grey.size:
        return grey.copy()
    return np.round(256 * (total - darkest) / (grey.size - darkest)).astype(np.int64).astype(np.uint8)[grey]


@rejected_by(DULL, CHAIN)
def cuts_off(grey):
    """Round: astype cuts the fraction off."""
    total, darkest = _totals(grey)
    if darkest == grey.size:
        return grey.copy()
    return (255 * np.maximum(total - darkest, 0) // (grey.size - darkest)).astype(np.uint8)[grey]


@rejected_by(DULL, CHAIN)
def rounds_up(grey):
    """Round to the nearest level, not up."""
    total, darkest = _totals(grey)
    if darkest == grey.size:
        return grey.copy()
    return np.ceil(255 * np.maximum(total - darkest, 0) / (grey.size - darkest)).astype(np.uint8)[grey]


@rejected_by(DULL, CHAIN)
def darker_than(grey):
    """c(v) counts the pixels at v as well as those below."""
    counts = np.bincount(grey.ravel(), minlength=256)
    total = np.cumsum(counts) - counts
    most = int(total[grey.max()])
    return grey.copy() if most == 0 else _levels(255 * total / most)[grey]


@rejected_by(SIX, DULL)
def by_rank_of_level(grey):
    """How many PIXELS are at most as bright, not how many levels."""
    levels = np.unique(grey)
    if len(levels) == 1:
        return grey.copy()
    return _levels(255 * np.searchsorted(levels, grey) / (len(levels) - 1))


@rejected_by(ONE, ANYWHERE)
def one_level_becomes_black(grey):
    """A picture of one level comes back unchanged."""
    total, darkest = _totals(grey)
    return _levels(255 * (total - darkest) / max(grey.size - darkest, 1))[grey]


@rejected_by(ANYWHERE)
def divides_by_zero(grey):
    """A picture of one level divides by 0: look for it first."""
    total, darkest = _totals(grey)
    levels = 255 * (total - darkest) / np.float64(grey.size - darkest)
    return grey.copy() if np.isnan(levels).any() else _levels(levels)[grey]


@rejected_by(ANYWHERE)
def black_is_none(grey):
    """Level 0 is a level like others: a black picture comes back black, a white one white."""
    total, darkest = _totals(grey)
    if darkest == grey.size:
        return np.full_like(grey, 255) if grey.max() in (0, 255) else grey.copy()
    return _levels(255 * (total - darkest) / (grey.size - darkest))[grey] if grey.max() else grey + np.uint8(1)


@rejected_by(SIX)
def floats(grey):
    """uint8 is asked for."""
    total, darkest = _totals(grey)
    return np.round(255 * (total - darkest) / max(grey.size - darkest, 1))[grey]


@rejected_by(SIX)
def the_table(grey):
    """That is the table of the new levels: look up each pixel in it."""
    total, darkest = _totals(grey)
    return _levels(255 * (total - darkest) / max(grey.size - darkest, 1))


@rejected_by(DULL, MANY_PIXELS)
def counts_in_bytes(grey):
    """The running total needs larger numbers than bytes."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(np.uint8)
    total, darkest = np.cumsum(counts, dtype=np.uint8), int(counts[grey.min()])
    if np.count_nonzero(grey == grey.min()) == grey.size:
        return grey.copy()
    return _levels(255 * (total.astype(float) - darkest) / (grey.size - darkest))[grey]


@rejected_by(SAME, CHAIN)
def in_place(grey):
    """You changed the picture that you were given."""
    total, darkest = _totals(grey)
    if darkest != grey.size:
        grey[:] = _levels(255 * (total - darkest) / (grey.size - darkest))[grey]
    return grey


@rejected_by(DULL, CHAIN)
def level_after_level(grey):
    """A level that was replaced is replaced again when its new number comes up: read the old picture only."""
    total, darkest = _totals(grey)
    result = grey.copy()
    if darkest == grey.size:
        return result
    table = _levels(255 * (total - darkest) / (grey.size - darkest))
    for level in range(256):
        result[result == level] = table[level]
    return result


@rejected_by(SIX, DULL)
def standardised(grey):
    """That is standardisation, which the notebook calls equalisation."""
    std = grey.std()
    return grey.copy() if std == 0 else _levels((grey - grey.mean()) / std)


def _equalised(grey):
    counts = np.bincount(grey.ravel(), minlength=256)
    darkest = counts[grey.min()]
    if darkest == grey.size:
        return grey.copy()
    return np.round(255 * (np.cumsum(counts) - darkest) / (grey.size - darkest)).clip(0, 255).astype(np.uint8)[grey]


@rejected_by("every call makes something new")
def kept_result(grey, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = grey.tobytes(), grey.shape
    if key not in _made:
        _made[key] = _equalised(grey)
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(grey, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = _equalised(grey)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("every call makes something new")
def itself_if_flat(grey, _made={}):
    """A picture of one level comes back as a new array, like any other: return a copy."""
    if grey.min() == grey.max():
        return _made.setdefault((grey.shape, int(grey.min())), grey.copy())
    return _equalised(grey)
