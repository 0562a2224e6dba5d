"""Wrong answers to `histogram256`."""

import numpy as np

from solutions import rejected_by

SIX = "the six values 0, 0, 3, 254, 255 and 255"
SHAPES = "pictures of any shape"
FEW = "dark, bright and one-coloured pictures: 256 counts, however few levels occur"
LARGE = "more than 65,535 pixels of one level, and the picture stays as it was"
DARK = "a dark picture in colour, all in one tone: 300 values at level 2"


@rejected_by(SIX, SHAPES)
def one_per_level(image):
    """counts[values] += 1 adds one per LEVEL, not per pixel: use np.add.at or np.bincount."""
    counts = np.zeros(256, dtype=int)
    counts[image.ravel()] += 1
    return counts


@rejected_by(SIX)
def bins_255(image):
    """There are 256 levels: the last of 255 bins holds 254 and 255."""
    return np.histogram(image, bins=255, range=(0, 255))[0]


@rejected_by(FEW, DARK)
def bins_of_this_picture(image):
    """np.histogram spans this picture's values, unless you give it the range."""
    return np.histogram(image, bins=256)[0]


@rejected_by(SIX)
def only_levels_that_occur(image):
    """Levels that do not occur count 0."""
    return np.unique(image, return_counts=True)[1]


@rejected_by(FEW, DARK)
def as_long_as_the_brightest(image):
    """bincount ends with the brightest level: give it minlength=256."""
    return np.bincount(image.ravel())


@rejected_by(SIX)
def shares(image):
    """How many, not which share."""
    return np.bincount(image.ravel(), minlength=256) / image.size


@rejected_by(SIX)
def running_total(image):
    """That is the running total."""
    return np.cumsum(np.bincount(image.ravel(), minlength=256))


@rejected_by(SIX, FEW)
def last_bin_closed(image):
    """The last bin of np.histogram holds both of its ends: 254 and 255 are counted together."""
    counts = np.histogram(image, bins=np.arange(256))[0]
    return np.append(counts, 0)


@rejected_by(SIX, FEW)
def without_white(image):
    """255 is a level, too: range(256) ends with it."""
    return [int(np.count_nonzero(image == level)) for level in range(255)] + [0]


@rejected_by(LARGE, DARK)
def counts_in_bytes(image):
    """A byte counts to 255."""
    counts = np.zeros(256, dtype=np.uint8)
    np.add.at(counts, image.ravel(), 1)
    return counts


@rejected_by(LARGE)
def counts_in_uint16(image):
    """uint16 counts to 65,535."""
    return np.bincount(image.ravel(), minlength=256).astype(np.uint16)


@rejected_by(SHAPES, DARK)
def two_axes_only(image):
    """A picture in colour has three axes: every value counts."""
    grey = image.reshape(image.shape[0], -1) if image.ndim < 3 else image[..., 0]
    return np.bincount(grey.ravel(), minlength=256)


@rejected_by(SHAPES, DARK)
def per_channel(image):
    """All values together, not one histogram per channel."""
    if image.ndim == 3:
        return np.stack([np.bincount(image[..., c].ravel(), minlength=256) for c in range(image.shape[2])])
    return np.bincount(image.ravel(), minlength=256)


@rejected_by(SIX)
def a_dictionary(image):
    """A list of 256 counts, not a dictionary."""
    return {level: int((image == level).sum()) for level in range(256)}


@rejected_by(LARGE, DARK)
def sorts_the_picture(image):
    """image.sort() changes the picture that you were given."""
    flat = image.reshape(-1)
    flat.sort()
    return np.diff(np.searchsorted(flat, np.arange(257)))


_totals: dict[int, np.ndarray] = {}


@rejected_by(FEW, DARK)
def keeps_counting(image):
    """Start from 0 at each call: the counts of the picture before are still there."""
    total = _totals.setdefault(image.size, np.zeros(256, dtype=int))
    np.add.at(total, image.ravel(), 1)
    return total.copy()


@rejected_by("every call makes something new")
def kept_result(image, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = image.tobytes(), image.shape
    if key not in _made:
        _made[key] = np.bincount(image.ravel(), minlength=256)
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(image, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = np.bincount(image.ravel(), minlength=256)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


_COUNTS = np.zeros(256)


@rejected_by("every call makes something new")
def counts_of_the_module(image):
    """The counts live outside of the function: the next call goes on with them, and shares them."""
    _COUNTS[:] = 0
    np.add.at(_COUNTS, image.ravel(), 1)
    return _COUNTS
