"""Cases of `imshow_kind`: what plt.imshow does with an array, decided by its shape alone."""

from checks import Mismatch
from otter.test_files import test_case

OK_FORMAT = False

name = "imshow_kind"
points = 0.5

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
