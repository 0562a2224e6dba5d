"""numerical_gradient: one slope for each coordinate, by central differences."""

import numpy as np
from checks import (
    because,
    expect_calls,
    expect_gradient,
    expect_new_result,
    expect_nudges,
    expect_unchanged,
    expect_unchanged_during_calls,
    record_calls,
)
from otter.test_files import test_case

OK_FORMAT = False
name = "numerical_gradient"
points = 4


@test_case(name="the gradient of x * y at (-2, 3) is (3, -2)", points=0.25)
def test_product(numerical_gradient):
    f, _ = record_calls(lambda v: v[0] * v[1], [(2,)])
    mistakes = [
        ("Both coordinates moved at once: that is one slope, not a gradient.", [1, 1]),
    ]
    result = numerical_gradient(f, np.array([-2.0, 3.0]))
    expect_gradient(result, [3, -2], "the gradient of x * y", atol=1e-6, mistakes=mistakes, names=("x", "y"))


@test_case(name="the sum of squares of a 2 x 3 array, with h = 0.5", points=0.25)
def test_squares(numerical_gradient):
    x = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.5]])
    f, _ = record_calls(lambda v: float((v**2).sum()), [(2, 3)])
    # At a large h the formula shows: (x + h)**2 is not (x - h)**2 turned round.
    mistakes = [
        ("That is the forward difference: look h lower too, and divide by 2 * h.", 2 * x + 0.5),
        ("That is the backward difference: look h higher too, and divide by 2 * h.", 2 * x - 0.5),
    ]
    expect_gradient(
        numerical_gradient(f, x.copy(), 0.5), 2 * x, "the gradient of the sum of squares", atol=1e-9, mistakes=mistakes
    )
    for size in (1e-10, 1e6):
        f, _ = record_calls(lambda v, size=size: float((size * v**2).sum()), [(2, 3)])
        what = f"the gradient of {size:g} times the sum of squares"
        expect_gradient(numerical_gradient(f, x.copy(), 0.5), 2 * size * x, what, rtol=1e-9, atol=1e-9 * size)


def bumpy(v):
    """A hill whose slopes depend on the neighbours, too: forward, backward and central differ in every coordinate."""
    v = v.ravel()
    return float(np.exp(v / 2).sum() + (v[:-1] * v[1:] ** 2).sum() + 0.3 * (np.arange(v.size) * v**3).sum())


def bumpy_slopes(v):
    """Return the true gradient of `bumpy` at v, of shape (n,)."""
    slopes = np.exp(v / 2) / 2 + 0.9 * np.arange(v.size) * v**2
    slopes[:-1] += v[1:] ** 2
    slopes[1:] += 2 * v[:-1] * v[1:]
    return slopes


def bumpy_small(v):
    """A function with a number for every point, however large."""
    return float(np.sin(v).sum() + np.cos(v.ravel()[0] * v.ravel()[-1]))


@test_case(name="the sum of cubes at the whole numbers (1, 0, -2), with h = 0.5", points=0.25)
def test_cubes_of_whole_numbers(numerical_gradient):
    f, _ = record_calls(lambda v: float((v**3).sum()), [(3,)])
    # central: 3 * v**2 + h**2
    mistakes = [
        (
            "These are the slopes without the part of h: use the h that you are given, and cut nothing off.",
            [3, 0, 12],
        ),
        ("x holds whole numbers, and 1 + 0.5 written into it is 1: make floats of it first.", [1, 0, 7]),
        ("h is 0.5; you looked half of it up and down.", [3.0625, 0.0625, 12.0625]),
    ]
    result = numerical_gradient(f, np.array([1, 0, -2]), 0.5)
    expect_gradient(result, [3.25, 0.25, 12.25], "the gradient of the sum of cubes", atol=1e-9, mistakes=mistakes)
    for kind in ("int8", "int32"):
        result = numerical_gradient(f, np.array([1, 0, -2], dtype=kind), 0.5)
        expect_gradient(result, [3.25, 0.25, 12.25], f"the gradient at whole numbers of dtype {kind}", atol=1e-9)


@test_case(name="x is not moved, not even while f runs, and f is called at most 2 * n + 1 times", points=0.25)
def test_x_stays(numerical_gradient):
    x = np.array([0.3, -0.1, 0.7])
    f, calls = record_calls(lambda v: float((v**2).sum()), [(3,)])
    numerical_gradient(f, x)
    expect_calls(calls, 6, 7, "Two calls for each coordinate are enough.")
    expect_unchanged([0.3, -0.1, 0.7], x, "the array x")
    expect_unchanged_during_calls(numerical_gradient, lambda v: float((v**2).sum()), x)


@test_case(
    name="a large h shows the formula",
    points=0.5,
    hidden=True,
    failure_message="Central differences with the h that you are given: (f with it h higher - f with it h lower) / "
    "(2 * h), for one coordinate after the other, h as it is.",
)
def test_large_h(numerical_gradient):
    from solutions.gradients import numerical_gradient as reference

    # At h = 0.1 forward and central differences are some per cent apart; rounding is 1e-13.
    for x in (np.array([1.2, -0.7, 0.0, 2.5]), np.array([-3.0, 0.4])):
        for h in (0.1, 0.01):
            for size in (1.0, 1e-9, 1e9):

                def hill(v, size=size):
                    return size * bumpy(v)

                f, _ = record_calls(hill, [x.shape])
                wanted = reference(hill, x, h)
                expect_gradient(numerical_gradient(f, x, h), wanted, "the gradient", rtol=1e-9, atol=1e-10 * size)


@test_case(
    name="with the default h it is the true gradient up to 1e-7",
    points=0.5,
    hidden=True,
    failure_message="With h = 1e-5, central differences in float64 are good to nine digits; forward differences are "
    "good to five, and float32 is good to three.",
)
def test_default_h(numerical_gradient):
    for x in (np.array([0.5, -1.0, 1.5, 0.0, -0.3]), np.array([1.1, 0.2])):
        f, _ = record_calls(bumpy, [x.shape])
        # central differences err by 1e-10 here, forward ones by 1e-5
        expect_gradient(numerical_gradient(f, x.copy()), bumpy_slopes(x), "the gradient", rtol=1e-7, atol=1e-7)


@test_case(
    name="one, two and three axes, and a single number in an array",
    points=0.5,
    hidden=True,
    failure_message="x may have any shape: f takes arrays of x's shape, every single number in it gets its slope, and "
    "the result has x's shape.",
)
def test_shapes(numerical_gradient):
    from solutions.gradients import numerical_gradient as reference

    rng = np.random.default_rng(331)
    for shape in [(1,), (5,), (3, 2), (2, 2), (2, 1, 3), (2, 2, 2), (6, 5), (2, 1, 3, 2), (9, 8)]:
        x = rng.uniform(-1, 1, shape)
        f, _ = record_calls(bumpy, [shape])
        result = numerical_gradient(f, x.copy(), 0.1)
        expect_gradient(result, reference(bumpy, x, 0.1), f"the gradient at a {shape}", rtol=1e-9, atol=1e-9)
    with because(
        "Right for most arrays. This one is x.T, in which columns lie together in memory: there, ravel() and reshape() "
        "give copies, and what is written into these is lost. Write at an index, as np.ndindex(x.shape) gives them."
    ):
        x = rng.uniform(-1, 1, (2, 3)).T
        f, _ = record_calls(bumpy, [(3, 2)])
        result = numerical_gradient(f, x, 0.1)
        expect_gradient(result, reference(bumpy, x, 0.1), "the gradient", rtol=1e-9, atol=1e-9)


@test_case(
    name="one coordinate moves at a time, h up and h down",
    points=0.25,
    hidden=True,
    failure_message="Each point where f is asked differs from x in one coordinate, by h: put a coordinate back before "
    "you move the next.",
)
def test_nudges(numerical_gradient):
    for x in (np.array([0.5, 0.0, -4.0]), np.array([[1.0, -2.0, 30.0], [0.25, 3.0, -0.5]])):
        for h in (4.0, 1e-6):
            f, calls = record_calls(bumpy_small, [x.shape])
            numerical_gradient(f, x.copy(), h)
            expect_nudges(calls, x, h)
        f, calls = record_calls(bumpy_small, [x.shape])
        numerical_gradient(f, x.copy())
        expect_nudges(calls, x, 1e-5)
    with because(
        "Use the h that you are given, however small or large, and x as it is: nothing is rounded or cut off."
    ):
        # at 0 so small a nudge is exact
        for x, h in ((np.zeros(3), 1e-20 / 3), (np.array([0.5, -3e4, 2e4]), 1e3 / 7)):
            f, calls = record_calls(bumpy_small, [(3,)])
            numerical_gradient(f, x.copy(), h)
            expect_nudges(calls, x, h)


@test_case(
    name="f is called at most 2 * n + 1 times",
    points=0.25,
    hidden=True,
    failure_message="Two calls of f for each coordinate are enough, and one more is allowed. For a network with a "
    "million weights each call counts.",
)
def test_calls(numerical_gradient):
    for shape in [(3,), (2, 4)]:
        f, calls = record_calls(bumpy_small, [shape])
        x = np.linspace(-1, 1, int(np.prod(shape))).reshape(shape)
        numerical_gradient(f, x)
        expect_calls(calls, 2 * x.size, 2 * x.size + 1, "Twice for each coordinate is enough.")


@test_case(
    name="x is the same afterwards",
    points=0.25,
    hidden=True,
    failure_message="You moved the caller's x. Work on a copy.",
)
def test_unchanged(numerical_gradient):
    before = np.array([[0.1, -2.3, 0.7], [4.4, 0.0, 1e-3]])
    x = before.copy()
    f, _ = record_calls(bumpy_small, [x.shape])
    result = numerical_gradient(f, x)
    expect_unchanged(before, x, "the array x")
    true = np.cos(before)
    turn = np.sin(before[0, 0] * before[1, 2])
    true[0, 0] -= turn * before[1, 2]
    true[1, 2] -= turn * before[0, 0]
    expect_gradient(result, true, "the gradient", atol=1e-6)


@test_case(
    name="x is the same even while f runs",
    points=0.25,
    hidden=True,
    failure_message="You nudge the caller's x and put it back later. If f breaks off with an error in between, x "
    "stays changed: nudge a copy.",
)
def test_unchanged_meanwhile(numerical_gradient):
    expect_unchanged_during_calls(numerical_gradient, bumpy_small, np.array([0.5, -1.25, 2.0]))
    expect_unchanged_during_calls(numerical_gradient, bumpy_small, np.array([[0.5, -1.25]]))


@test_case(
    name="an x of whole numbers",
    points=0.25,
    hidden=True,
    failure_message="array([1, 2, 3]) holds whole numbers: 1 + 1e-5 is cut to 1 in it, and so are slopes in an array "
    "of its type. Make floats first.",
)
def test_whole_numbers(numerical_gradient):
    from solutions.gradients import numerical_gradient as reference

    small = [np.array([3, 0, 1], dtype=kind) for kind in (np.uint8, np.int8, np.uint16, np.int32)]
    for x in (np.array([1, 2, 3]), np.array([[2, 0], [-1, 1]]), *small):
        f, _ = record_calls(bumpy, [x.shape])
        wanted = reference(bumpy, x.astype(float), 0.1)
        expect_gradient(numerical_gradient(f, x, 0.1), wanted, "the gradient", rtol=1e-9, atol=1e-9)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(numerical_gradient):
    from solutions.gradients import numerical_gradient as reference

    inputs = [(bumpy, np.array([0.5, -1.0]), 0.1), (bumpy, np.array([[1.5, 0.25, -0.5]]), 0.1)]
    expect_new_result(expect_gradient, numerical_gradient, reference, inputs, "the gradient", rtol=1e-9, atol=1e-9)
