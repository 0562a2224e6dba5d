"""gradient_ascent: many steps uphill, and the whole path."""

import numpy as np
from checks import expect_calls, expect_close, expect_shape, expect_unchanged, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "gradient_ascent"
points = 1


@test_case(name="the first three points on x * y", points=0.375)
def test_product(gradient_ascent):
    gradient, _ = record_calls(lambda p: np.array([p[1], p[0]]), [(2,)], "gradient")
    path = gradient_ascent(gradient, np.array([-2.0, 3.0]), 0.01, 2)
    a, b, c = [-2, 3], [-1.97, 2.98], [-1.9402, 2.9603]
    mistakes = [
        ("The path goes downhill: add the step.", [a, [-2.03, 3.02], [-2.0602, 3.0403]]),
        (
            "Every row is the same point: you stored one array many times and changed it in place. Store copies.",
            [c, c, c],
        ),
        (
            "The second coordinate already used the new first one: compute the whole gradient, then move.",
            [a, [-1.97, 2.9803], [-1.940197, 2.96089803]],
        ),
        ("Every step uses the gradient at the start: ask for it anew at each row.", [a, b, [-1.94, 2.96]]),
    ]
    expect_close(path, [a, b, c], "the path of 2 steps", rtol=1e-9, mistakes=mistakes)
    for slope in (2e4, 1e-12):
        gradient, _ = record_calls(lambda p, slope=slope: np.array([slope, -slope]), [(2,)], "gradient")
        path = gradient_ascent(gradient, np.array([0.0, 0.0]), 100.0, 2)
        wanted = 100 * slope * np.outer([0, 1, 2], [1, -1])
        expect_close(
            path, wanted, f"the path of 2 steps of 100 where the gradient is ({slope:g}, {-slope:g})", rtol=1e-9
        )


@test_case(name="no steps: the path is the start alone", points=0.125)
def test_no_steps(gradient_ascent):
    gradient, _ = record_calls(lambda p: -2 * p, [(3,)], "gradient")
    path = gradient_ascent(gradient, np.array([1.0, 2.0, 3.0]), 0.1, 0)
    expect_close(path, [[1, 2, 3]], "the path of 0 steps", atol=1e-12)


@test_case(name="three steps from the top of a hill: four rows, all of them the start", points=0.125)
def test_at_the_top(gradient_ascent):
    gradient, calls = record_calls(lambda p: -2 * p, [(2,)], "gradient")
    path = gradient_ascent(gradient, np.array([0.0, 0.0]), 0.1, 3)
    expect_close(path, np.zeros((4, 2)), "the path of 3 steps from the top", atol=1e-12)
    expect_calls(calls, 3, 3, "Take all the steps, also where they lead nowhere.")


@test_case(name="the start that was given stays as it was", points=0.125)
def test_given_start(gradient_ascent):
    gradient, _ = record_calls(lambda p: -0.5 * p, [(2,)], "gradient")
    start = np.array([1.0, -2.0])
    path = gradient_ascent(gradient, start, 0.5, 2)
    expect_unchanged([1, -2], start, "the array start")
    expect_shape(path, (3, 2), "the path")


@test_case(name="from the whole numbers (1, -1, 2) on a hill, three steps ask for three gradients", points=0.25)
def test_whole_numbers_and_calls(gradient_ascent):
    gradient, calls = record_calls(lambda p: -0.5 * p, [(3,)], "gradient")
    path = gradient_ascent(gradient, np.array([1, -1, 2]), 0.5, 3)
    shares = [1, 0.75, 0.5625, 0.421875]
    expect_close(path, np.outer(shares, [1, -1, 2]), "the path of 3 steps", rtol=1e-9)
    expect_calls(calls, 3, 3, "Once per step, and not at the last row.")
