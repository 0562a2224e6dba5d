"""gradient_ascent: many steps uphill, and the whole path."""

import numpy as np
from checks import expect_calls, expect_close, expect_new_result, expect_shape, expect_unchanged, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "gradient_ascent"
points = 4


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


def slopes(p):
    """The gradient of a hill on which every coordinate depends on its neighbours."""
    return np.sin(np.roll(p, 1)) - 0.7 * p + 0.2 * np.roll(p, -1) * np.arange(1, p.size + 1) + 0.3


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


@test_case(
    name="30 steps on a hill whose slopes mix both coordinates",
    points=0.75,
    hidden=True,
    failure_message="Row k + 1 is row k plus step_size times the gradient AT row k, all coordinates at the same time.",
)
def test_long_path(gradient_ascent):
    from solutions.gradients import gradient_ascent as reference

    for start, step_size in (([-1.5, 2.0], 0.1), ([0.3, 0.3], 0.25), ([0.3, 0.3], -0.25), ([-1.5, 2.0], 1e-6)):
        gradient, _ = record_calls(slopes, [(2,)], "gradient")
        wanted = reference(slopes, np.array(start), step_size, 30)
        path = gradient_ascent(gradient, np.array(start), step_size, 30)
        expect_close(path, wanted, "the path", rtol=1e-9, atol=1e-9)
    # from the origin even the shortest steps show
    gradient, _ = record_calls(slopes, [(2,)], "gradient")
    wanted = reference(slopes, np.zeros(2), 1e-11 / 7, 10)
    expect_close(gradient_ascent(gradient, np.zeros(2), 1e-11 / 7, 10), wanted, "the path", rtol=1e-9)
    # and from far away the longest
    gradient, _ = record_calls(lambda p: np.array([300.0, -2000.0]), [(2,)], "gradient")
    wanted = np.array([-1e7, 3e5]) + np.outer(np.arange(6), [600, -4000])
    expect_close(gradient_ascent(gradient, np.array([-1e7, 3e5]), 2.0, 5), wanted, "the path", rtol=1e-9)
    # nothing is rounded or cut off, neither a gentle slope nor a long step
    gentle = np.array([1e-14, -2e-14]) / 3
    gradient, _ = record_calls(lambda p: gentle, [(2,)], "gradient")
    wanted = np.outer(np.arange(5), 1e5 * gentle)
    expect_close(gradient_ascent(gradient, np.zeros(2), 1e5, 4), wanted, "the path", rtol=1e-9)


@test_case(
    name="one coordinate, three coordinates, as many coordinates as rows",
    points=0.5,
    hidden=True,
    failure_message="The path has the shape (steps + 1, n): one row for each point, whatever n is.",
)
def test_coordinates(gradient_ascent):
    from solutions.gradients import gradient_ascent as reference

    rng = np.random.default_rng(351)
    for n, steps in ((1, 4), (3, 5), (4, 3), (12, 2)):
        start = rng.uniform(-1, 1, n)
        gradient, _ = record_calls(slopes, [(n,)], "gradient")
        wanted = reference(slopes, start, 0.2, steps)
        expect_close(gradient_ascent(gradient, start, 0.2, steps), wanted, "the path", rtol=1e-9, atol=1e-9)


@test_case(
    name="a step size that is too large runs away",
    points=0.25,
    hidden=True,
    failure_message="Take every step as it is, even when it leads too far and the output falls: the path shows it.",
)
def test_runs_away(gradient_ascent):
    # on -x**2 a step size above 1 overshoots by more than it came from: 1, -1.2, 1.44, ...
    gradient, _ = record_calls(lambda p: -2 * p, [(1,)], "gradient")
    path = gradient_ascent(gradient, np.array([1.0]), 1.1, 6)
    expect_close(path, (-1.2) ** np.arange(7.0)[:, None], "the path on -x**2", rtol=1e-9)
    path = gradient_ascent(gradient, np.array([1.0]), 1.1, 120)
    expect_close(path, (-1.2) ** np.arange(121.0)[:, None], "the path on -x**2", rtol=1e-9)


@test_case(
    name="the gradient is asked once per step, at the row where the step begins",
    points=0.5,
    hidden=True,
    failure_message="Ask for the gradient once per step, and not at the last row: it leads nowhere.",
)
def test_calls(gradient_ascent):
    for steps in (1, 5, 0):
        gradient, calls = record_calls(slopes, [(3,)], "gradient")
        path = expect_shape(
            gradient_ascent(gradient, np.array([0.5, -1.0, 2.0]), 0.1, steps), (steps + 1, 3), "the path"
        )
        expect_calls(calls, steps, steps)
        if steps:
            expect_close(path[:-1], [point for (point,) in calls.arguments], "the path", rtol=1e-12, atol=1e-13)
    # at a top nothing changes, and the same climb on another hill is another climb: each step asks all the same
    for hill in (lambda p: 0 * p, lambda p: np.array([1.0, 0.0, -1.0]), lambda p: np.full(3, 1e-15)):
        gradient, calls = record_calls(hill, [(3,)], "gradient")
        path = expect_shape(gradient_ascent(gradient, np.array([0.5, -1.0, 2.0]), 0.1, 5), (6, 3), "the path")
        expect_calls(calls, 5, 5)


@test_case(
    name="a start of whole numbers",
    points=0.25,
    hidden=True,
    failure_message="array([2, -1]) holds whole numbers: what is written into it, or into an array of its type, loses "
    "its fraction.",
)
def test_whole_numbers(gradient_ascent):
    for start in (np.array([2, -1]), np.array([2, 1], dtype=np.uint8), np.array([-2, 1], dtype=np.int32)):
        gradient, _ = record_calls(lambda p: np.array([-2.5, 0.25]), [(2,)], "gradient")
        wanted = start.astype(float) + np.outer([0, 1, 2], [-1.25, 0.125])
        expect_close(gradient_ascent(gradient, start, 0.5, 2), wanted, "the path", rtol=1e-9, atol=1e-9)


@test_case(
    name="the start is the same afterwards",
    points=0.5,
    hidden=True,
    failure_message="The caller's start has moved along: x = start is a second name for the same array, start.copy() "
    "is a new one.",
)
def test_unchanged(gradient_ascent):
    start = np.array([0.5, -1.0, 2.0])
    gradient, _ = record_calls(slopes, [(3,)], "gradient")
    path = gradient_ascent(gradient, start, 0.1, 3)
    expect_unchanged([0.5, -1.0, 2.0], start, "the array start")
    expect_shape(path, (4, 3), "the path")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(gradient_ascent):
    from solutions.gradients import gradient_ascent as reference

    inputs = [(slopes, np.array([0.5, -1.0]), 0.1, 3), (slopes, np.array([2, -1, 1]), 0.25, 2)]
    expect_new_result(expect_close, gradient_ascent, reference, inputs, "the path", rtol=1e-9, atol=1e-9)
