"""random_local_search: try near the best point so far, and keep what is better."""

import numpy as np
from checks import Mismatch, expect_calls, expect_close, expect_equal, expect_shape, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "random_local_search"
points = 0.75


def product(x, y):
    return x * y


@test_case(name="the result is never worse than the start, and best_out is f at the best point", points=0.25)
def test_never_worse(random_local_search):
    for seed in range(10):
        result = random_local_search(product, -2.0, 3.0, np.random.default_rng(seed), steps=3)
        best_x, best_y, best_out = expect_shape(result, (3,), "the result (best_x, best_y, best_out)")
        if best_out < -6:
            raise Mismatch(
                f"best_out is {best_out:.6g}, worse than the start (-6). "
                "The start counts as the first best: begin with best_out = f(x, y), and keep only what is larger.",
                expected=-6.0,
                actual=best_out,
            )
        expect_close(best_out, best_x * best_y, "best_out, which is f at (best_x, best_y),", rtol=1e-12)
    result = random_local_search(lambda x, y: -3e7, -2.0, 3.0, np.random.default_rng(0), steps=3)
    expect_equal(result, [-2.0, 3.0, -3e7], "the result where f is -30000000 everywhere")


@test_case(name="f is called once for the start and once for each try", points=0.125)
def test_calls(random_local_search):
    for steps in (1, 10):
        f, calls = record_calls(product, [(), ()])
        random_local_search(f, -2.0, 3.0, np.random.default_rng(4), steps=steps)
        why = "Once for the start, once for each of the steps: remember what f said instead of asking again."
        expect_calls(calls, steps + 1, steps + 1, why)


def replay(calls, start, tweak):
    """Return (how far each try was from the best point before it, in units of tweak; the best point; f there)."""
    expect_calls(calls, 2, 10_000)
    points = np.array([[float(x), float(y)] for x, y in calls.arguments])
    values = np.array(calls.results, dtype=float)
    at_start = np.flatnonzero((points == np.array(start)).all(axis=1))
    if len(at_start) == 0:
        raise Mismatch("f was never asked at the start: the start counts as the first best.")
    best, best_out = points[at_start[0]], values[at_start[0]]
    offsets = []
    for point, value in zip(np.delete(points, at_start[0], 0), np.delete(values, at_start[0]), strict=True):
        offsets.append((point - best) / tweak)
        if value > best_out:
            best, best_out = point, value
    return np.array(offsets), best, best_out


@test_case(name="400 steps of 0.05 climb past -1: the tries are made around the best point so far", points=0.125)
def test_walks_away(random_local_search):
    for seed in range(3):
        result = random_local_search(product, -2.0, 3.0, np.random.default_rng(seed), steps=400, tweak=0.05)
        best_out = expect_shape(result, (3,), "the result (best_x, best_y, best_out)")[2]
        if best_out < -1:
            corner = "That is inside the square around the start. " if best_out < -5.7 else ""
            raise Mismatch(
                f"After 400 steps of 0.05 best_out is {best_out:.4g}. {corner}Make each try around best_x and best_y, "
                "which move, and use `tweak`.",
                expected=-1.0,
                actual=best_out,
            )
    f, calls = record_calls(lambda x, y: 1e-9 * (x + 2 * y), [(), ()])
    random_local_search(f, 250.1, -1000.7, np.random.default_rng(4), steps=60, tweak=0.001)
    offsets, _, _ = replay(calls, (250.1, -1000.7), 0.001)
    if np.abs(offsets).max() > 1 + 1e-9:
        raise Mismatch("On a gentle slope far away, a try is further than tweak from the best point so far.")
    if min(len(np.unique(np.round(values, 8))) for values in offsets.T) < 50:
        raise Mismatch("On a gentle slope far away, the tweaks repeat: draw two new numbers for each try.")
    if (offsets.min(axis=0) > -0.7).any() or (offsets.max(axis=0) < 0.7).any():  # a chance of 6e-5 for each
        raise Mismatch("On a gentle slope far away, the tweaks do not go both ways, from -1 to 1 times `tweak`.")


@test_case(name="on flat ground 60 tries of 0.5 fill the square around the start", points=0.125)
def test_fills_the_square(random_local_search):
    f, calls = record_calls(lambda x, y: 0.0, [(), ()])
    random_local_search(f, 1.0, -1.0, np.random.default_rng(3), steps=60, tweak=0.5)
    expect_calls(calls, 2, 10_000)
    points = np.array([[float(x), float(y)] for x, y in calls.arguments])[1:]
    offsets = (points - np.array([1.0, -1.0])) / 0.5
    if np.abs(offsets).max() > 1 + 1e-9:
        raise Mismatch(
            "On flat ground no try is larger than the start, so the start stays the best point, and each coordinate of "
            f"a try is at most `tweak` away from it; one of yours is {np.abs(offsets).max():.3g} times as far.",
            actual=points,
        )
    for axis, letter in enumerate("xy"):
        values = offsets[:, axis]
        if len(np.unique(values)) < 50:
            raise Mismatch(f"The tweaks of {letter} repeat: draw a new number for each try.", actual=points)
        # of 60 uniform numbers none below -0.7 (or above 0.7) is a chance of 6e-5
        if values.min() > -0.7 or values.max() < 0.7:
            raise Mismatch(
                f"The tweaks of {letter} run from {values.min():.2g} to {values.max():.2g} times `tweak`: they should "
                "go both ways, from -1 to 1.",
                actual=points,
            )
    if np.abs(np.corrcoef(offsets.T)[0, 1]) > 0.6:
        raise Mismatch("x and y move together, along a diagonal: draw a number of its own for each.", actual=points)
    if np.hypot(*offsets.T).max() < 1.01:  # 1 in 5 tries is outside of the circle: none of 60 is a chance of 2e-6
        raise Mismatch("No try moves both numbers far: each of them has the whole range from -1 to 1.", actual=points)


@test_case(name="the same seed finds the same point, and another seed another one", points=0.125)
def test_same_seed(random_local_search):
    def search(rng):
        return expect_shape(random_local_search(product, -2.0, 3.0, rng, steps=8), (3,), "the result")

    first = search(np.random.default_rng(6))
    if not np.array_equal(first, search(np.random.default_rng(6))):
        raise Mismatch("Two generators with one seed found two different points: draw from `rng` alone.")
    if np.array_equal(first, search(np.random.default_rng(7))):
        raise Mismatch("Two seeds found the same point: draw from the `rng` that you are given.")
