"""numerical_gradient: one slope for each coordinate, by central differences."""

import numpy as np
from checks import expect_calls, expect_gradient, expect_unchanged, expect_unchanged_during_calls, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "numerical_gradient"
points = 1


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
