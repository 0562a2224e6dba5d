"""random_local_search: try near the best point so far, and keep what is better."""

import numpy as np
from checks import (
    Mismatch,
    because,
    expect_calls,
    expect_close,
    expect_equal,
    expect_shape,
    in_another_run,
    record_calls,
)
from otter.test_files import test_case

OK_FORMAT = False
name = "random_local_search"
points = 4


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


@test_case(
    name="each try is at most tweak away from the best point so far",
    points=0.5,
    hidden=True,
    failure_message="Some try was too far from the best point SO FAR: tries around the start, around the last try or "
    "scaled by x itself are something else.",
)
def test_around_the_best(random_local_search):
    f, calls = record_calls(lambda x, y: -((x - 3) ** 2) - 2 * (y + 1) ** 2, [(), ()])
    random_local_search(f, -2.0, 3.0, np.random.default_rng(311), steps=150, tweak=0.5)
    offsets, _, _ = replay(calls, (-2.0, 3.0), 0.5)
    if np.abs(offsets).max() > 1 + 1e-9:
        raise Mismatch("A try is further than tweak from the best point so far.", expected=1.0, actual=offsets)
    with because("tweak may be as small or as large as it is given: no limit, and no rounding of the points."):
        for tweak in (1e-12, 1e6):  # from (0, 0), where no tweak is lost by rounding
            f, calls = record_calls(lambda x, y, tweak=tweak: (x + 2 * y) / tweak, [(), ()])
            random_local_search(f, 0.0, 0.0, np.random.default_rng(324), steps=80, tweak=tweak)
            offsets, _, _ = replay(calls, (0.0, 0.0), tweak)
            if np.abs(offsets).max() > 1 + 1e-6:
                raise Mismatch(f"With a tweak of {tweak:g} a try is further than that from the best point so far.")
            if (offsets.min(axis=0) > -0.6).any() or (offsets.max(axis=0) < 0.6).any():  # a chance of 2e-8 for each
                raise Mismatch(f"With a tweak of {tweak:g} the tries do not go both ways, from -1 to 1 times tweak.")
            if min(len(np.unique(np.round(values, 8))) for values in offsets.T) < 75:
                raise Mismatch(f"With a tweak of {tweak:g} the tweaks repeat.")


@test_case(
    name="the best point that was tried is returned",
    points=0.5,
    hidden=True,
    failure_message="Return the best point and f there, all three from the same moment: not the last try, not an old "
    "best_out.",
)
def test_best_is_returned(random_local_search):
    for seed, size in ((312, 1.0), (313, 1.0), (314, 1e-9)):  # a small gain is a gain
        f, calls = record_calls(lambda x, y, size=size: size * (-((x - 0.5) ** 2) - 2 * (y + 1) ** 2), [(), ()])
        result = random_local_search(f, 0.25, -1.5, np.random.default_rng(seed), steps=40, tweak=0.75)
        _, best, best_out = replay(calls, (0.25, -1.5), 0.75)
        expect_close(result, [*best, best_out], "(best_x, best_y, best_out)", rtol=1e-12)
    with because("Right for many steps; of a single one the try is kept, too, if f is larger there."):
        for seed in range(330, 336):  # one try of two is better
            f, calls = record_calls(lambda x, y: x + 2 * y, [(), ()])
            result = random_local_search(f, 0.25, -1.5, np.random.default_rng(seed), steps=1, tweak=0.75)
            _, best, best_out = replay(calls, (0.25, -1.5), 0.75)
            expect_close(result, [*best, best_out], "(best_x, best_y, best_out)", rtol=1e-12)
    with because("Right from a start with fractions; from one of whole numbers, the best point loses its fraction."):
        f, calls = record_calls(lambda x, y: -((x - 0.5) ** 2) - 2 * (y + 1) ** 2, [(), ()])
        result = random_local_search(f, -2, 3, np.random.default_rng(325), steps=40, tweak=0.75)
        _, best, best_out = replay(calls, (-2, 3), 0.75)
        expect_close(result, [*best, best_out], "(best_x, best_y, best_out)", rtol=1e-12)


@test_case(
    name="a try that is worse or only as good as the start is not kept",
    points=0.5,
    hidden=True,
    failure_message="The start counts as the first best, and a try is kept only if f is LARGER there: start from a "
    "hilltop and from flat ground.",
)
def test_start_is_the_first_best(random_local_search):
    def hilltop(x, y):
        return 7.0 - (x - 1.3) ** 2 - (y + 0.7) ** 2

    for steps in (1, 20):
        result = random_local_search(hilltop, 1.3, -0.7, np.random.default_rng(315), steps=steps)
        expect_equal(result, [1.3, -0.7, 7.0], "the result on the hilltop")
        result = random_local_search(lambda x, y: 2.0, 1.3, -0.7, np.random.default_rng(316), steps=steps)
        expect_equal(result, [1.3, -0.7, 2.0], "the result on flat ground")
        deep = random_local_search(
            lambda x, y: hilltop(x, y) - 3e7, 1.3, -0.7, np.random.default_rng(319), steps=steps, tweak=0.5
        )
        expect_equal(deep, [1.3, -0.7, 7 - 3e7], "the result on a hilltop far below 0")
        deeper = random_local_search(lambda x, y: -1e150, 1.3, -0.7, np.random.default_rng(319), steps=steps)
        expect_equal(deeper, [1.3, -0.7, -1e150], "the result where f is far below 0 everywhere")


@test_case(
    name="tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    points=0.75,
    hidden=True,
    failure_message="The tweaks of x and y should be two numbers of their own, drawn anew for each try, uniform on "
    "[-1, 1) and scaled by tweak: both directions, the whole range, no value preferred.",
)
def test_spread(random_local_search):
    # From a hilltop every try is in vain; on a slope, far away, every other try is the next best point.
    hilltop = ((0.3, -0.1), 2.5, lambda x, y: -((x - 0.3) ** 2) - (y + 0.1) ** 2)
    slope = ((250.1, -1000.7), 0.001, lambda x, y: 1e-6 * (x + 2 * y))
    for start, tweak, function in (hilltop, slope):
        f, calls = record_calls(function, [(), ()])
        random_local_search(f, *start, np.random.default_rng(317), steps=1000, tweak=tweak)
        expect_calls(calls, 1001, 1001)
        offsets, _, _ = replay(calls, start, tweak)
        expect_even_spread(offsets)


def expect_even_spread(offsets):
    """Check 1000 tweaks: each bound is at least five standard deviations (or 1e-6) away from chance."""
    even = np.linspace(-1, 1, 1000)
    for values in offsets.T:
        if not (values.min() < -0.95 and values.max() > 0.95 and np.abs(values).max() <= 1 + 1e-9):
            raise Mismatch("The tweaks do not use the range from -tweak to +tweak.", expected=even, actual=values)
        if np.abs(np.sort(values) - even).max() > 0.18:
            raise Mismatch("The tweaks are not spread evenly.", expected=even, actual=np.sort(values))
        if values[-250:].min() > -0.88 or values[-250:].max() < 0.88:
            raise Mismatch("The last tweaks are smaller than the first.", actual=values)
        if len(np.unique(np.round(values, 8))) < 990:
            raise Mismatch("The tweaks repeat: draw a new one for each try.", actual=values)
        if abs(np.corrcoef(values[1:], values[:-1])[0, 1]) > 0.16:
            raise Mismatch("A tweak depends on the one before it.", actual=values)
    if abs(np.corrcoef(offsets.T)[0, 1]) > 0.16:
        raise Mismatch("The tweaks of x and y depend on each other.", actual=offsets)
    if (np.abs(offsets) > 0.7).all(axis=1).sum() < 42:  # of about 90; none on a circle or in a disc
        raise Mismatch("x and y are never tweaked by much at the same time.", actual=offsets)


@test_case(
    name="2000 steps climb past -5.0",
    points=0.5,
    hidden=True,
    failure_message="The search does not leave the neighbourhood of the start: each improvement is the point from "
    "which the next try is made.",
)
def test_climbs(random_local_search):
    f, calls = record_calls(product, [(), ()])
    result = random_local_search(f, -2.0, 3.0, np.random.default_rng(320), steps=2000)
    expect_calls(calls, 2001, 2001)
    best_x, best_y, best_out = expect_shape(result, (3,), "the result")
    expect_close(best_out, best_x * best_y, "best_out", rtol=1e-12)
    halfway = np.max(np.array(calls.results[:1001], dtype=float))
    for steps, best in ((1000, halfway), (2000, best_out)):
        if not best > -5.0:
            raise Mismatch(f"{steps} steps of 0.01 stay below -5.", expected=-5.0, actual=best)


@test_case(
    name="all chance comes from rng",
    points=0.25,
    hidden=True,
    failure_message="Draw from the rng that you are given and from nothing else: the same seed gives the same result, "
    "another seed another one, and a second search with the same generator goes on drawing.",
)
def test_rng(random_local_search):
    def search(rng):
        return expect_shape(random_local_search(product, -2.0, 3.0, rng, steps=20), (3,), "the result")

    generator = np.random.default_rng(321)
    first, again = search(generator), search(generator)
    expect_equal(search(np.random.default_rng(321)), first, "the result with the same seed")
    if np.array_equal(first, search(np.random.default_rng(322))):
        raise Mismatch("Two seeds give the same result.", actual=first)
    if np.array_equal(first, again):
        raise Mismatch("Two searches with one generator give the same result.", actual=again)
    _, shared = in_another_run(random_local_search, product, -2.0, 3.0, np.random.default_rng(321), steps=20)
    if shared:
        raise Mismatch("np.random and random are shared by everybody: draw from rng alone.")


@test_case(
    name="without further words there are 100 steps with a tweak of 0.01",
    points=0.25,
    hidden=True,
    failure_message="Keep the defaults of the stub: steps = 100, tweak = 0.01.",
)
def test_defaults(random_local_search):
    f, calls = record_calls(product, [(), ()])
    random_local_search(f, -2.0, 3.0, np.random.default_rng(323))
    expect_calls(calls, 101, 101)
    offsets, _, _ = replay(calls, (-2.0, 3.0), 0.01)
    reach = np.abs(offsets).max()
    if not 0.7 < reach <= 1 + 1e-9:
        raise Mismatch("The tweaks do not reach just to 0.01.", expected=1.0, actual=reach)
