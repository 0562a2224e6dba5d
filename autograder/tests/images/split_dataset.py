"""A random split: sizes, nothing in both, nothing lost; the same for a seed, whatever the order of the names."""

from itertools import combinations

import numpy as np
from checks import Mismatch, as_names, because, call_twice, expect_names, expect_unchanged, in_another_run, precondition
from otter.test_files import test_case

OK_FORMAT = False

name = "split_dataset"
points = 4


def parts(result):
    """Return (train, test) as lists of strings, or say what came instead."""
    if result is None:
        raise Mismatch("The result is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(result, list | tuple) or len(result) != 2:
        raise Mismatch("The result should be two lists of names: train, test.")
    return as_names(result[0], "train"), as_names(result[1], "test")


def expect_split(result, names, size):
    """Demand that `size` names are in test and all others in train, each once; return both."""
    train, test = parts(result)
    both = [name for name in train if name in test]
    if both:
        raise Mismatch(f"{both[0]!r} is in both parts: the test would measure memory.")
    for name in [*train, *test]:
        if name not in names:
            raise Mismatch(f"{name!r} is in your split and was not among the names.")
        if [*train, *test].count(name) > 1:
            raise Mismatch(f"{name!r} stands in your split more than once.")
    lost = [name for name in names if name not in train and name not in test]
    if lost:
        raise Mismatch(f"{lost[0]!r} is in neither part.")
    if len(test) != size:
        hint = " Train comes first." if len(train) == size else ""
        if size == 0:
            hint = " names[:-0] is names[:0], and names[-0:] is all of them: cut from the front."
        raise Mismatch(f"{size} of {len(names)} names should be in test, and {len(test)} are.{hint}")
    return train, test


def numbered(count):
    return [f"{number:03}.jpg" for number in range(count)]


@test_case(name="of ten names three are in test and seven in train, none in both", points=0.25)
def test_ten(split_dataset):
    expect_split(split_dataset(numbered(10), 0.3, 1), numbered(10), 3)


@test_case(name="the same seed gives the same split", points=0.25)
def test_repeatable(split_dataset):
    first = parts(split_dataset(numbered(20), 0.25, 5))
    again = parts(split_dataset(numbered(20), 0.25, 5))
    for one, other in zip(first, again, strict=True):
        if sorted(one) != sorted(other):
            raise Mismatch(
                "Two calls with one seed gave two splits: make your generator from the seed that you are given."
            )
    elsewhere, shared = in_another_run(split_dataset, numbered(20), 0.25, 5)
    words = "the test part in another run of Python (hash is another one there)"
    expect_names(sorted(parts(elsewhere)[1]), sorted(first[1]), words)
    if shared:
        raise Mismatch("np.random.seed and random.shuffle use what everybody shares: make a generator from the seed.")


@test_case(name="the same names in another order give the same split, and the list stays as it was", points=0.25)
def test_other_order(split_dataset):
    names = numbered(150)  # in a set of so many names some collide, and its order hangs on theirs
    _, wanted = parts(split_dataset(list(names), 0.5, 2))
    for order in (names[::-1], names[5:] + names[:5]):
        given = list(order)
        _, test = parts(split_dataset(given, 0.5, 2))
        if given != order:
            raise Mismatch("Your function changed the list of names: sort or shuffle a copy.")
        if sorted(test) != sorted(wanted):
            raise Mismatch("Another order of the names gave another split: sort them before you shuffle.")


@test_case(name="sizes are cut off: half of 7 is 3; a fraction of 0 gives none, and 1 gives all", points=0.125)
def test_cut_off(split_dataset):
    for count, fraction, size in ((7, 0.5, 3), (8, 0.2, 1), (6, 0.0, 0), (6, 1.0, 6), (16, 0.125, 2)):
        expect_split(split_dataset(numbered(count), fraction, 9), numbered(count), size)


@test_case(name="another seed gives another split, and no split is the first files", points=0.125)
def test_other_seeds(split_dataset):
    tests = [sorted(parts(split_dataset(numbered(40), 0.5, seed))[1]) for seed in (4, 5, 0)]
    if tests[0] == tests[1] or tests[1] == tests[2]:
        raise Mismatch("Two seeds gave the same split: make your generator from the seed that you are given.")
    if numbered(40)[:20] in tests or numbered(40)[20:] in tests:
        raise Mismatch("The first files are not a random sample: shuffle the names.")


@test_case(
    name="sizes: int(N * fraction), also 0 and all",
    points=0.75,
    hidden=True,
    failure_message="int() cuts off, it does not round; with a fraction of 0 nothing is in test, with 1 everything is, "
    "and train has the rest.",
)
def test_sizes(split_dataset):
    for count, fraction, size in [
        (10, 0.25, 2),
        (7, 0.5, 3),
        (11, 0.9, 9),
        (9, 0.0, 0),
        (9, 1.0, 9),
        (3, 0.3, 0),
        (100, 0.29, 28),
        (16, 0.125, 2),
    ]:
        expect_split(split_dataset(numbered(count), fraction, 3), numbered(count), size)
    others = [f"leaf {number}.png" for number in range(10)]
    expect_split(split_dataset(list(others), 0.25, 3), others, 2)
    expect_split(split_dataset(["only.png"], 0.5, 4), ["only.png"], 0)
    expect_split(split_dataset([], 0.5, 4), [], 0)


@test_case(
    name="the order of the names does not matter",
    points=1,
    hidden=True,
    failure_message="Another order of os.listdir gives another split: sort the names first, and then shuffle.",
)
def test_order(split_dataset):
    rng = np.random.default_rng(701)
    # in a set of so many names some collide, and its order hangs on theirs
    names = [*numbered(191), "zoe.png", "Adam.jpg", "10.jpg", "9.jpg"]
    names += ["000.png", "000.JPG", "Zoe.png", "zoe .png", "b000.jpg"]  # one stem, or one name but for capitals
    for seed in (0, 8):
        with precondition():
            expect_split(split_dataset(numbered(200), 0.35, seed), numbered(200), 70)
        with because(
            "Right for 000.jpg, 001.jpg and so on; here some names differ in capitals or in their ending only. Each is "
            "a name of its own, and int(N * fraction) counts all of them."
        ):
            _, wanted = expect_split(split_dataset(sorted(names), 0.35, seed), names, 70)
        for _ in range(2):
            order = [names[i] for i in rng.permutation(len(names))]
            _, test = expect_split(split_dataset(order, 0.35, seed), names, 70)
            expect_names(sorted(test), sorted(wanted), "the test part")


@test_case(
    name="six seeds, and every name can come into test",
    points=0.5,
    hidden=True,
    failure_message="Each seed gives a split of its own, 0 and large ones too, and neither the first nor the last "
    "names are preferred: the first files are not a random sample.",
)
def test_seeds(split_dataset):
    names = numbered(30)
    with precondition():
        tests = [expect_split(split_dataset(list(names), 0.4, seed), names, 12)[1] for seed in (0, 1, 2, 3, 42, 2**31)]
    # two random halves agree completely once in 86 million; 12 of 30, six times, reach at least 20 names
    if len({tuple(sorted(test)) for test in tests}) < 6:
        raise Mismatch("Different seeds gave the same split.")
    # two random samples of 12 have 11 or 12 in common once in 400,000
    if any(len(set(one) & set(other)) > 10 for one, other in combinations(tests, 2)):
        raise Mismatch("Different seeds gave nearly the same split.")
    if len(set().union(*tests)) < 20:
        raise Mismatch("Some names hardly ever come into test.")
    for test in tests:  # twelve names in a row, or every other one, are no sample
        steps = np.diff(sorted(names.index(name) for name in test))
        if len(set(steps.tolist())) == 1:
            raise Mismatch("The names in test stand at equal distances.")


@test_case(
    name="the list of names stays as it was",
    points=0.25,
    hidden=True,
    failure_message="names.sort() and rng.shuffle(names) change the caller's list: sorted(names) makes a new one.",
)
def test_unchanged(split_dataset):
    names = ["c.jpg", "a.jpg", "d.jpg", "b.jpg", "e.jpg"]
    given = list(names)
    result = split_dataset(given, 0.4, 6)
    expect_unchanged(names, given, "the list names")
    expect_split(result, names, 2)


@test_case(
    name="another run of Python gives the same split, and chance is made from the seed",
    points=0.25,
    hidden=True,
    failure_message="Your split hangs on `hash`, which is another one in every run, or it takes its chance from what "
    "everybody shares (np.random.seed, random.shuffle): make a generator from the seed.",
)
def test_another_run(split_dataset):
    names = numbered(60)
    with precondition():
        _, wanted = expect_split(split_dataset(list(names), 0.5, 3), names, 30)
    result, shared = in_another_run(split_dataset, list(names), 0.5, 3)
    _, test = expect_split(result, names, 30)
    expect_names(sorted(test), sorted(wanted), "the test part of another run")
    if shared:
        raise Mismatch(
            "The random numbers that everybody shares were used: make a generator of your own.", seen="chance"
        )


@test_case(
    name="every call makes new lists",
    points=0.25,
    hidden=True,
    failure_message="Your function returns lists that it has returned before: what is taken out of one is then missing "
    "in the other. Make new ones in every call, and keep none outside of the function.",
)
def test_new_lists(split_dataset):
    names = numbered(16)  # two halves by chance are the same once in 12,870 times
    with precondition():
        _, wanted = expect_split(split_dataset(list(names), 0.5, 3), names, 8)
    _, test = expect_split(call_twice(split_dataset, list(names), 0.5, 3), names, 8)
    expect_names(sorted(test), sorted(wanted), "the test part of a second call")
