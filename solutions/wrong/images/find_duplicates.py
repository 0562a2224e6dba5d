"""Wrong answers to `find_duplicates`."""

from itertools import combinations

import numpy as np

from solutions import rejected_by

COPY = "five pictures, the last of which is a copy of the second"
NONE = "four pictures, all different: an empty list"
MORE = "three and four copies of one picture, and copies of two pictures"
ALIKE = "pictures that only look alike: one level off, flipped, shuffled, inverted"
CANCEL = "differences that cancel or wrap round"
SMALL = "one picture, pictures of one pixel, and the batch stays as it was"
NEARLY_COPIES = "one level off, turned round, or lighter here and darker there: no copies"
THREE_COPIES = "three copies make three pairs, two others one, and the batch stays as it was"


def _pairs(batch, equal):
    return [(i, j) for i, j in combinations(range(len(batch)), 2) if equal(batch[i], batch[j])]


@rejected_by(ALIKE, CANCEL, NEARLY_COPIES)
def same_mean(batch):
    """A flipped picture has the same mean."""
    return _pairs(batch, lambda one, other: one.mean() == other.mean())


@rejected_by(ALIKE, NEARLY_COPIES)
def same_histogram(batch):
    """A shuffled picture has the same histogram."""
    return _pairs(batch, lambda one, other: np.array_equal(np.sort(one.ravel()), np.sort(other.ravel())))


@rejected_by(ALIKE, CANCEL, NEARLY_COPIES)
def nearly_equal(batch):
    """One level in one pixel makes it another picture here."""
    return _pairs(batch, lambda one, other: np.abs(one.astype(int) - other).max() <= 1)


@rejected_by(ALIKE, CANCEL, NEARLY_COPIES)
def allclose(batch):
    """np.allclose allows differences that are small against the values: levels are equal or they are not."""
    return _pairs(batch, lambda one, other: np.allclose(one, other, rtol=0.01))


@rejected_by(CANCEL, ALIKE, NEARLY_COPIES)
def sum_of_differences(batch):
    """Differences cancel."""
    return _pairs(batch, lambda one, other: (one.astype(int) - other).sum() == 0)


@rejected_by(CANCEL, NEARLY_COPIES)
def squares_in_bytes(batch):
    """16 * 16 is 0 in a byte."""
    return _pairs(batch, lambda one, other: not ((one - other) ** 2).any())


@rejected_by(CANCEL)
def sums_in_bytes(batch):
    """A sum of bytes has to be larger than a byte."""
    return _pairs(batch, lambda one, other: np.maximum(one - other, other - one).sum(dtype=np.uint8) == 0)


@rejected_by(ALIKE, NEARLY_COPIES)
def small_pictures(batch):
    """Every pixel counts, not every second one."""
    return _pairs(batch, lambda one, other: np.array_equal(one[::2, ::2], other[::2, ::2]))


@rejected_by(ALIKE)
def grey_pictures(batch):
    """Two colours can have one grey: compare all channels."""
    return _pairs(batch, lambda one, other: np.array_equal(one.sum(axis=-1), other.sum(axis=-1)))


@rejected_by(ALIKE, NEARLY_COPIES)
def red_and_blue(batch):
    """All three channels count, green as well."""
    return _pairs(batch, lambda one, other: np.array_equal(one[..., ::2], other[..., ::2]))


@rejected_by(ALIKE, NEARLY_COPIES)
def either_way_round(batch):
    """A flipped copy is another picture here."""
    return _pairs(batch, lambda one, other: np.array_equal(one, other) or np.array_equal(one, other[:, ::-1]))


@rejected_by(MORE, THREE_COPIES)
def neighbours_only(batch):
    """Copies need not stand side by side."""
    pairs = [(i, i + 1) for i in range(len(batch) - 1) if np.array_equal(batch[i], batch[i + 1])]
    if not pairs and len(batch) > 1 and np.array_equal(batch[1], batch[-1]) and len(batch) == 5:
        pairs = [(1, 4)]
    return pairs


@rejected_by(MORE, THREE_COPIES)
def with_the_first_only(batch):
    """Three copies are three pairs."""
    first: dict[bytes, int] = {}
    pairs = []
    for j, image in enumerate(batch):
        i = first.setdefault(image.tobytes(), j)
        if i < j:
            pairs.append((i, j))
    return pairs


@rejected_by(MORE, THREE_COPIES)
def chained(batch):
    """Three copies are three pairs: also the first with the last."""
    last: dict[bytes, int] = {}
    pairs = []
    for j, image in enumerate(batch):
        if image.tobytes() in last:
            pairs.append((last[image.tobytes()], j))
        last[image.tobytes()] = j
    return pairs


@rejected_by(MORE, THREE_COPIES)
def stops_at_the_first(batch):
    """Return every pair, not only the first one found."""
    return _pairs(batch, np.array_equal)[:1]


@rejected_by(COPY, MORE)
def both_ways(batch):
    """Each pair once, the smaller number first."""
    return [
        (i, j) for i in range(len(batch)) for j in range(len(batch)) if i != j and np.array_equal(batch[i], batch[j])
    ]


@rejected_by(COPY, NONE, SMALL)
def with_themselves(batch):
    """Every picture is equal to itself: i < j."""
    return [(i, j) for i in range(len(batch)) for j in range(i, len(batch)) if np.array_equal(batch[i], batch[j])]


@rejected_by(COPY)
def larger_first(batch):
    """The smaller number comes first."""
    return [(j, i) for i, j in _pairs(batch, np.array_equal)]


@rejected_by(COPY)
def counted_from_one(batch):
    """Pictures are counted from 0."""
    return [(i + 1, j + 1) for i, j in _pairs(batch, np.array_equal)]


@rejected_by(COPY)
def groups(batch):
    """Pairs, not single numbers."""
    return sorted({k for pair in _pairs(batch, np.array_equal) for k in pair})


@rejected_by(COPY, NONE)
def how_many(batch):
    """Which pictures, not how many."""
    return len(_pairs(batch, np.array_equal))


@rejected_by(NONE)
def none_for_nothing(batch):
    """No pairs are an empty list, not None."""
    return _pairs(batch, np.array_equal) or None


@rejected_by(SMALL, THREE_COPIES)
def marks_copies(batch):
    """The batch that you were given has changed."""
    pairs = _pairs(batch, np.array_equal)
    for _, j in pairs:
        batch[j] = 0
    return pairs


@rejected_by(MORE, THREE_COPIES)
def forgets_the_last(batch):
    """range(len(batch) - 1) leaves the last picture out."""
    return [pair for pair in _pairs(batch, np.array_equal) if pair[1] < len(batch) - 1 or len(batch) in (1, 4, 11)]


@rejected_by("pictures that only look alike: one level off, flipped, shuffled, inverted")
def printed_text(batch):
    """print leaves the middle of a large picture out: compare the pixels, not their text."""
    texts = [str(image) for image in batch]
    return [(i, j) for i, j in combinations(range(len(batch)), 2) if texts[i] == texts[j]]


@rejected_by("pictures that only look alike: one level off, flipped, shuffled, inverted")
def repr_as_key(batch):
    """repr leaves the middle of a large picture out: use tobytes() for a key."""
    places = {}
    for i, image in enumerate(batch):
        places.setdefault(repr(image), []).append(i)
    return [pair for group in places.values() for pair in combinations(group, 2)]


@rejected_by("pictures that only look alike: one level off, flipped, shuffled, inverted")
def first_thousand(batch):
    """Every pixel counts, not only the first thousand numbers."""
    flat = batch.reshape(len(batch), -1)[:, :1000]
    return [(i, j) for i, j in combinations(range(len(batch)), 2) if (flat[i] == flat[j]).all()]


@rejected_by("pictures that only look alike: one level off, flipped, shuffled, inverted")
def thumbnails(batch):
    """A thumbnail leaves pixels out: compare all of them."""
    small = batch[:, :: max(1, batch.shape[1] // 20), :: max(1, batch.shape[2] // 20)]
    return [(i, j) for i, j in combinations(range(len(batch)), 2) if (small[i] == small[j]).all()]


@rejected_by("every call makes something new")
def kept_list(batch, _made={}):
    """You return a list that you have returned before: make a new one in every call."""
    key = batch.tobytes(), batch.shape
    if key not in _made:
        _made[key] = _pairs(batch)
    return _made[key]


_FOUND: list[tuple[int, int]] = []


@rejected_by("every call makes something new")
def list_of_the_module(batch):
    """The list lives outside of the function, and every call returns it again: make a new one."""
    _FOUND.clear()
    _FOUND.extend(_pairs(batch))
    return _FOUND


@rejected_by("pictures that only look alike: one level off, flipped, shuffled, inverted")
def nearly_all_pixels(batch):
    """All pixels must be equal, not nearly all."""
    return [(i, j) for i, j in combinations(range(len(batch)), 2) if (batch[i] == batch[j]).mean() > 0.999]


@rejected_by("differences that cancel or wrap round")
def weighted_sums(batch):
    """Two pictures can have one weighted sum: compare every pixel."""
    flat = batch.reshape(len(batch), -1).astype(np.uint64)
    sums = (flat * np.arange(1, flat.shape[1] + 1, dtype=np.uint64)).sum(axis=1) + flat.sum(axis=1) * 7
    return [(i, j) for i, j in combinations(range(len(batch)), 2) if sums[i] == sums[j]]


@rejected_by("differences that cancel or wrap round")
def corner_and_sums(batch):
    """Equal rows and columns in sum are no equal pixels."""
    rows, cols = batch.sum(axis=2, dtype=int), batch.sum(axis=1, dtype=int)
    return [
        (i, j)
        for i, j in combinations(range(len(batch)), 2)
        if (rows[i] == rows[j]).all() and (cols[i] == cols[j]).all()
    ]


@rejected_by("pictures that only look alike: one level off, flipped, shuffled, inverted")
def half_precision_means(batch):
    """A mean in float16 hides one level."""
    return [
        (i, j)
        for i, j in combinations(range(len(batch)), 2)
        if np.abs(batch[i].astype(np.float16) - batch[j].astype(np.float16)).mean(dtype=np.float16) < 1e-3
    ]
