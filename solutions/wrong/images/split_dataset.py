"""Wrong answers to `split_dataset`."""

import math
import random

import numpy as np

from solutions import rejected_by

TEN = "of ten names three are in test and seven in train, none in both"
AGAIN = "the same seed gives the same split"
SIZES = "sizes: int(N * fraction), also 0 and all"
ORDER = "the order of the names does not matter"
SEEDS = "six seeds, and every name can come into test"
SAME = "the list of names stays as it was"
OTHER_ORDER = "the same names in another order give the same split, and the list stays as it was"
OTHER_SEEDS = "another seed gives another split, and no split is the first files"
CUT_OFF = "sizes are cut off: half of 7 is 3; a fraction of 0 gives none, and 1 gives all"


def _shuffled(names, seed):
    ordered = sorted(names)
    return [ordered[i] for i in np.random.default_rng(seed).permutation(len(ordered))]


def _cut(ordered, count):
    return ordered[count:], ordered[:count]


@rejected_by(ORDER, OTHER_ORDER)
def not_sorted(names, test_fraction, seed):
    """Another order of os.listdir gives another split: sort first."""
    order = np.random.default_rng(seed).permutation(len(names))
    return _cut([names[i] for i in order], int(len(names) * test_fraction))


@rejected_by(ORDER, OTHER_ORDER)
def sorted_too_late(names, test_fraction, seed):
    """Sort before you shuffle, not afterwards."""
    order = np.random.default_rng(seed).permutation(len(names))
    train, test = _cut([names[i] for i in order], int(len(names) * test_fraction))
    return sorted(train), sorted(test)


@rejected_by(SEEDS, OTHER_SEEDS)
def first_files(names, test_fraction, seed):
    """The first files are not a random sample."""
    return _cut(sorted(names), int(len(names) * test_fraction))


@rejected_by(SEEDS)
def every_other(names, test_fraction, seed):
    """Every k-th file is not a random sample."""
    ordered, count = sorted(names), int(len(names) * test_fraction)
    step = max(1, len(ordered) // max(count, 1))
    test = ordered[seed % step :: step][:count] if count else []
    test += [name for name in ordered if name not in test][: count - len(test)]
    return [name for name in ordered if name not in test], test


@rejected_by(AGAIN, ORDER)
def no_seed(names, test_fraction, seed):
    """The same seed must give the same split."""
    return _cut(_shuffled(names, None), int(len(names) * test_fraction))


@rejected_by(SEEDS, OTHER_SEEDS)
def a_seed_of_its_own(names, test_fraction, seed):
    """Use the seed that you are given, not always 42."""
    return _cut(_shuffled(names, 42), int(len(names) * test_fraction))


@rejected_by(SEEDS)
def seed_zero_is_none(names, test_fraction, seed):
    """0 is a seed like any other: it gives a split of its own."""
    return _cut(_shuffled(names, seed or 1), int(len(names) * test_fraction))


@rejected_by(TEN)
def two_shuffles(names, test_fraction, seed):
    """Two shuffles: some names are in both parts, some in neither."""
    count = int(len(names) * test_fraction)
    return _shuffled(names, seed)[count:], _shuffled(names, seed + 1)[:count]


@rejected_by(TEN)
def drawn_with_repeats(names, test_fraction, seed):
    """Drawing with replacement takes some names twice: choice needs replace=False."""
    ordered, count = sorted(names), int(len(names) * test_fraction)
    places = np.random.default_rng(seed).integers(0, max(1, len(ordered) // 4), count)
    test = [ordered[i] for i in places]
    return [name for name in ordered if name not in test], test


@rejected_by(TEN)
def everything_in_train(names, test_fraction, seed):
    """Names are in both parts: the test would measure memory."""
    return sorted(names), _shuffled(names, seed)[: int(len(names) * test_fraction)]


@rejected_by(TEN)
def test_first(names, test_fraction, seed):
    """Train comes first."""
    train, test = _cut(_shuffled(names, seed), int(len(names) * test_fraction))
    return test, train


@rejected_by(TEN)
def the_other_fraction(names, test_fraction, seed):
    """The fraction is that of the test part."""
    return _cut(_shuffled(names, seed), len(names) - int(len(names) * test_fraction))


@rejected_by(SIZES, CUT_OFF)
def rounded(names, test_fraction, seed):
    """int() cuts off; round() does not."""
    return _cut(_shuffled(names, seed), round(len(names) * test_fraction))


@rejected_by(SIZES, CUT_OFF)
def rounded_up(names, test_fraction, seed):
    """int() cuts off."""
    return _cut(_shuffled(names, seed), math.ceil(len(names) * test_fraction))


@rejected_by(SIZES, CUT_OFF)
def at_least_one(names, test_fraction, seed):
    """With a fraction of 0 nothing is in test."""
    return _cut(_shuffled(names, seed), max(1, int(len(names) * test_fraction)))


@rejected_by(SIZES, CUT_OFF)
def train_cut_off(names, test_fraction, seed):
    """It is the test part that is cut off to a whole number; the rest is train."""
    count = len(names) - int(len(names) * (1 - test_fraction))
    return _cut(_shuffled(names, seed), count)


@rejected_by(SIZES, CUT_OFF)
def counted_from_the_end(names, test_fraction, seed):
    """names[:-0] is empty: with nothing in test, train must be everything."""
    count, ordered = int(len(names) * test_fraction), _shuffled(names, seed)
    return ordered[:-count], ordered[-count:]


@rejected_by(SIZES, CUT_OFF)
def tossed_for_each(names, test_fraction, seed):
    """A coin for each name gives the size by chance only."""
    rng, train, test = np.random.default_rng(seed), [], []
    for name in sorted(names):
        (test if rng.random() < test_fraction else train).append(name)
    return train, test


@rejected_by(SAME, OTHER_ORDER)
def sorts_the_callers_list(names, test_fraction, seed):
    """names.sort() changes the caller's list."""
    names.sort()
    return _cut(_shuffled(names, seed), int(len(names) * test_fraction))


@rejected_by(SAME, OTHER_ORDER)
def shuffles_the_callers_list(names, test_fraction, seed):
    """shuffle works in place: on the caller's list."""
    names[:] = sorted(names)
    random.Random(seed).shuffle(names)
    return _cut(list(names), int(len(names) * test_fraction))


@rejected_by(ORDER, OTHER_ORDER)
def through_a_set(names, test_fraction, seed):
    """The order of a set is nobody's: sort it."""
    ordered = list(set(names))
    random.Random(seed).shuffle(ordered)
    return _cut(ordered, int(len(names) * test_fraction))


@rejected_by(AGAIN, ORDER)
def goes_on(names, test_fraction, seed, generators={}):
    """A generator that is kept goes on at the next call: make it anew from the seed."""
    rng = generators.setdefault(seed, np.random.default_rng(seed))
    return _cut([sorted(names)[i] for i in rng.permutation(len(names))], int(len(names) * test_fraction))


@rejected_by(ORDER, OTHER_ORDER)
def by_number(names, test_fraction, seed):
    """Names that do not differ in what you sort by keep the caller's order: sort by the whole name."""
    ordered = sorted(names, key=len)
    random.Random(seed).shuffle(ordered)
    return _cut(ordered, int(len(names) * test_fraction))


@rejected_by(TEN)
def paths_for_names(names, test_fraction, seed):
    """Hand on the names as they are."""
    train, test = _cut(_shuffled(names, seed), int(len(names) * test_fraction))
    return [f"train/{name}" for name in train], [f"test/{name}" for name in test]


def _split(ordered, test_fraction, seed):
    shuffled = [ordered[i] for i in np.random.default_rng(seed).permutation(len(ordered))]
    count = int(len(ordered) * test_fraction)
    return shuffled[count:], shuffled[:count]


@rejected_by("another run of Python gives the same split, and chance is made from the seed")
def by_hash(names, test_fraction, seed):
    """hash is another one in every run of Python: the split would not be repeatable."""
    by_lot = sorted(names, key=lambda name: hash((name, seed)))
    count = int(len(names) * test_fraction)
    return by_lot[count:], by_lot[:count]


@rejected_by("another run of Python gives the same split, and chance is made from the seed")
def shuffled_in_the_order_of_hashes(names, test_fraction, seed):
    """Sorted by hash, the names stand in another order in every run of Python: sort the names themselves."""
    ordered = sorted(names, key=hash)
    shuffled = [ordered[i] for i in np.random.default_rng(seed).permutation(len(ordered))]
    count = int(len(names) * test_fraction)
    return shuffled[count:], shuffled[:count]


@rejected_by("another run of Python gives the same split, and chance is made from the seed")
def numpys_global_seed(names, test_fraction, seed):
    """np.random.seed changes the random numbers of everybody: make a generator, np.random.default_rng(seed)."""
    np.random.seed(seed % 2**32)
    ordered = sorted(names)
    shuffled = [ordered[i] for i in np.random.permutation(len(ordered))]
    count = int(len(names) * test_fraction)
    return shuffled[count:], shuffled[:count]


@rejected_by("another run of Python gives the same split, and chance is made from the seed")
def pythons_global_seed(names, test_fraction, seed):
    """random.seed changes the random numbers of everybody: make a generator, random.Random(seed)."""
    random.seed(seed)
    shuffled = random.sample(sorted(names), len(names))
    count = int(len(names) * test_fraction)
    return shuffled[count:], shuffled[:count]


@rejected_by("the order of the names does not matter")
def sorted_by_stem(names, test_fraction, seed):
    """1.jpg and 1.png keep the caller's order if you sort by what stands before the dot: sort by the whole name."""
    return _split(sorted(names, key=lambda name: name.rpartition(".")[0]), test_fraction, seed)


@rejected_by("the order of the names does not matter")
def sorted_without_capitals(names, test_fraction, seed):
    """zoe.png and Zoe.png keep the caller's order if you sort by small letters: sort by the name itself."""
    return _split(sorted(names, key=str.lower), test_fraction, seed)


@rejected_by("sizes: int(N * fraction), also 0 and all")
def nearly_whole_is_whole(names, test_fraction, seed):
    """int() of the product is asked for, as it comes: 100 * 0.29 is a little below 29."""
    shuffled, _ = _split(sorted(names), 0, seed)
    count = int(round(len(names) * test_fraction, 6))
    return shuffled[count:], shuffled[:count]


@rejected_by("every call makes new lists")
def kept_parts(names, test_fraction, seed, _made={}):
    """You return lists that you have returned before: make new ones in every call."""
    key = tuple(sorted(names)), test_fraction, seed
    if key not in _made:
        _made[key] = _split(sorted(names), test_fraction, seed)
    return _made[key]


@rejected_by("the order of the names does not matter")
def without_repeated_stems(names, test_fraction, seed):
    """1.jpg and 1.png are two names: leave none out."""
    return _split(sorted({name.rpartition(".")[0]: name for name in sorted(names)}.values()), test_fraction, seed)


@rejected_by(SIZES)
def whole_percent(names, test_fraction, seed):
    """A fraction of 0.125 is not 12 percent: take int(N * test_fraction) of the names."""
    ordered = _shuffled(sorted(names), seed)
    return _cut(ordered, int(len(ordered) * round(test_fraction, 2)))


@rejected_by(SEEDS)
def turned_by_the_seed(names, test_fraction, seed):
    """Neighbouring seeds share nearly all of their names: shuffle anew for each seed."""
    mixed = _shuffled(names, 0)
    start = seed % max(len(mixed), 1)
    return _cut(mixed[start:] + mixed[:start], int(len(mixed) * test_fraction))
