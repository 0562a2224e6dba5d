"""A random split: sizes, nothing in both, nothing lost; the same for a seed, whatever the order of the names."""

from checks import Mismatch, as_names, expect_names, in_another_run
from otter.test_files import test_case

OK_FORMAT = False

name = "split_dataset"
points = 1


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
