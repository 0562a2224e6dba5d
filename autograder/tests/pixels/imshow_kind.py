"""Cases of `imshow_kind`: what plt.imshow does with an array, decided by its shape alone."""

from checks import Mismatch
from otter.test_files import test_case

OK_FORMAT = False

name = "imshow_kind"
points = 2

KINDS = ("gray", "rgb", "rgba", "error")


@test_case(name="six shapes: two axes, three axes with 3, 4 and 6 at the end, one axis, four axes", points=0.25)
def test_six_shapes(imshow_kind):
    cases = {(5, 6): "gray", (5, 6, 3): "rgb", (5, 6, 4): "rgba", (3, 5, 6): "error", (7,): "error"}
    cases[(2, 5, 6, 3)] = "error"
    _expect_kinds(imshow_kind, cases)


@test_case(name="(5, 3) and (6, 4) are gray, (5, 6, 1) is too, (5, 6, 2) and (2, 5, 1, 3) are errors", points=0.25)
def test_narrow_shapes(imshow_kind):
    cases = {(5, 3): "gray", (6, 4): "gray", (5, 6, 1): "gray", (5, 6, 2): "error", (1, 6, 3): "rgb"}
    cases |= {(5, 6, 13): "error", (5, 6, 0): "error", (): "error", (2, 5, 6, 3, 4): "error"}
    cases |= {(1, 1, 1, 5, 6, 3): "error"}
    _expect_kinds(imshow_kind, cases | {(2, 5, 1, 3): "error"})


@test_case(
    name="two axes are shown through the colour map, whatever their lengths",
    points=0.5,
    hidden=True,
    failure_message=(
        "With two axes the lengths do not matter: a picture that is 3 or 4 pixels wide is still a grey one."
    ),
)
def test_two_axes(imshow_kind):
    flat = ((5, 3), (5, 4), (3, 3), (4, 4), (1, 1), (240, 320), (1, 9), (9, 1), (3000, 7), (9, 2000))
    _expect_kinds(imshow_kind, dict.fromkeys(flat, "gray") | {(5, 4, 3): "rgb"})


@test_case(
    name="of three axes the last one decides",
    points=0.5,
    hidden=True,
    failure_message=(
        "With three axes only the length of the THIRD one counts: 1, 3 and 4 each mean something, no other is shown."
    ),
)
def test_three_axes(imshow_kind):
    cases = {(5, 6, 1): "gray", (3, 4, 1): "gray", (4, 3, 3): "rgb", (1, 1, 3): "rgb", (3, 3, 4): "rgba"}
    cases |= {(5, 6, 2): "error", (5, 6, 5): "error", (3, 4, 6): "error", (4, 4, 2): "error", (1, 5, 6): "error"}
    cases |= {(5, 6, 13): "error", (5, 6, 34): "error", (5, 6, 11): "error", (5, 6, 14): "error", (5, 6, 0): "error"}
    cases |= {(5, 3, 6): "error", (5, 1, 6): "error", (1, 1, 6): "error", (5, 6, 36): "error", (5, 6, 259): "error"}
    cases |= {(4, 6, 8): "error", (3, 240, 320): "error", (1, 5, 3): "rgb", (5, 1, 4): "rgba"}
    _expect_kinds(imshow_kind, cases)


@test_case(
    name="one axis, four and more are refused",
    points=0.5,
    hidden=True,
    failure_message="It is not the rank that makes colours: an array with one axis, four or more is refused.",
)
def test_other_ranks(imshow_kind):
    four = ((9, 5, 6, 4), (1, 5, 6, 3), (1, 5, 3, 3), (3, 3, 3, 3), (5, 6, 3, 1), (5, 6, 1, 1))
    others = ((3,), (4,), (1,), (), *four, (2, 3, 4, 5, 3), (2, 3, 4, 5, 6, 4), (1, 1, 1, 1, 1, 1, 1))
    _expect_kinds(imshow_kind, dict.fromkeys(others, "error") | {(6, 5): "gray"})


def _expect_kinds(imshow_kind, kinds):
    """Demand of each shape the word that belongs to it."""
    for shape, kind in kinds.items():
        _expect_kind(imshow_kind(shape), kind, shape)


def _expect_kind(answer, kind, shape):
    """Demand exactly the word `kind`."""
    if isinstance(answer, str) and answer == kind:
        return
    if answer is None:
        raise Mismatch(f"imshow_kind({shape}) is None: does every way through your function end with `return`?")
    if not isinstance(answer, str):
        raise Mismatch(
            f"imshow_kind({shape}) should be a word, one of {KINDS}, and is of type {type(answer).__name__}."
        )
    hints = {
        ("error", 4): " It is not the rank: an array of rank 4 is refused.",
        ("error", 3): " What counts is the length of the THIRD axis: imshow wants the channels last.",
        ("gray", 2): " With two axes the lengths do not matter.",
    }
    if answer not in KINDS:
        hint = f" The answer is one of {KINDS}, spelled like that."
    else:
        hint = hints.get((kind, len(shape)), "")
    raise Mismatch(f"imshow_kind({shape}) should be {kind!r}, and is {answer!r}.{hint}")
