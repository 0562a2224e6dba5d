"""Wrong answers to `random_local_search`: which point is kept, and how many are tried."""

import numpy as np

from solutions import rejected_by


@rejected_by(
    "f is called once for the start and once for each try",
    "each try is at most tweak away from the best point so far",
    "2000 steps climb past -5.0",
)
def the_lectures_version(f, x, y, rng, steps=100, tweak=0.01):
    """This is the lecture's version: its first try counts as best even when it is worse than the start, and it never
    leaves the little square around the start."""
    best_x, best_y, best_out = x, y, -10000000
    for _ in range(steps):
        try_x = x + tweak * (rng.random() * 2 - 1)
        try_y = y + tweak * (rng.random() * 2 - 1)
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, best_out


@rejected_by(
    "the result is never worse than the start, and best_out is f at the best point",
    "a try that is worse or only as good as the start is not kept",
)
def first_try_counts_as_better(f, x, y, rng, steps=100, tweak=0.01):
    """Your first try counts as an improvement even if it is worse than the start: begin with best_out = f(x, y)."""
    best_x, best_y, best_out = x, y, -10000000
    for _ in range(steps):
        try_x = best_x + tweak * rng.uniform(-1, 1)
        try_y = best_y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, best_out


@rejected_by(
    "each try is at most tweak away from the best point so far",
    "2000 steps climb past -5.0",
    "400 steps of 0.05 climb past -1: the tries are made around the best point so far",
)
def always_around_the_start(f, x, y, rng, steps=100, tweak=0.01):
    """Every try is around the start, so the search never gets further than one tweak: try around the best point."""
    best = (x, y, f(x, y))
    for _ in range(steps):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best[2]:
            best = (try_x, try_y, out)
    return best


@rejected_by(
    "the best point that was tried is returned",
    "the result is never worse than the start, and best_out is f at the best point",
)
def returns_the_last_try(f, x, y, rng, steps=100, tweak=0.01):
    """Return the best point, not the last one."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        try_x, try_y = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
    return try_x, try_y, out


@rejected_by("f is called once for the start and once for each try")
def ignores_steps(f, x, y, rng, steps=100, tweak=0.01):
    """Make as many tries as `steps` says, not always 100."""
    best_out = f(x, y)
    for _ in range(100):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("the result is never worse than the start, and best_out is f at the best point")
def walks_downhill(f, x, y, rng, steps=100, tweak=0.01):
    """You keep the smaller output; larger is better."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out < best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("the result is never worse than the start, and best_out is f at the best point")
def forgets_the_output(f, x, y, rng, steps=100, tweak=0.01):
    """Return three numbers: best_x, best_y and best_out."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y


@rejected_by(
    "the result is never worse than the start, and best_out is f at the best point",
    "the best point that was tried is returned",
)
def best_out_stays_behind(f, x, y, rng, steps=100, tweak=0.01):
    """best_out must move along with best_x and best_y; yours is still that of the start."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        if f(try_x, try_y) > best_out:
            x, y = try_x, try_y
    return x, y, best_out


@rejected_by(
    "each try is at most tweak away from the best point so far",
    "400 steps of 0.05 climb past -1: the tries are made around the best point so far",
)
def wanders_off(f, x, y, rng, steps=100, tweak=0.01):
    """You go on from each try, better or worse: that is a random walk. Go on from the best point."""
    best = (x, y, f(x, y))
    for _ in range(steps):
        x, y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        out = f(x, y)
        if out > best[2]:
            best = (x, y, out)
    return best


@rejected_by("f is called once for the start and once for each try")
def one_try_too_few(f, x, y, rng, steps=100, tweak=0.01):
    """The start is not one of the steps: make `steps` tries after it."""
    best_out = f(x, y)
    for _ in range(1, steps):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("f is called once for the start and once for each try")
def asks_again(f, x, y, rng, steps=100, tweak=0.01):
    """You call f again for points that you know already: remember what it said."""
    for _ in range(steps):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        if f(try_x, try_y) > f(x, y):
            x, y = try_x, try_y
    return x, y, f(x, y)


@rejected_by(
    "a try that is worse or only as good as the start is not kept",
    "on flat ground 60 tries of 0.5 fill the square around the start",
)
def as_good_counts_as_better(f, x, y, rng, steps=100, tweak=0.01):
    """Keep a try only if f is larger there, not if it is just as large."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out >= best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("without further words there are 100 steps with a tweak of 0.01")
def other_defaults(f, x, y, rng, steps=1000, tweak=0.1):
    """Keep the defaults of the stub: 100 steps, a tweak of 0.01."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * rng.uniform(-1, 1), y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("a try that is worse or only as good as the start is not kept")
def the_lectures_floor(f, x, y, rng, steps=100, tweak=0.01):
    """-10000000 is a number that f can be below: begin with best_out = f(x, y) alone."""
    best_x, best_y, best_out = x, y, -10000000
    best_out = max(best_out, f(x, y))
    for _ in range(steps):
        tx, ty = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(tx, ty)
        if out > best_out:
            best_x, best_y, best_out = tx, ty, out
    return best_x, best_y, best_out


@rejected_by(
    "the best point that was tried is returned",
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
)
def clearly_better(f, x, y, rng, steps=100, tweak=0.01):
    """A try is kept if f is larger there, by however little."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        tx, ty = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(tx, ty)
        if out > best_out + 1e-6:
            best_x, best_y, best_out = tx, ty, out
    return best_x, best_y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def stays_within_ten(f, x, y, rng, steps=100, tweak=0.01):
    """The search may go anywhere: leave the clipping out."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        tx = float(np.clip(best_x + tweak * rng.uniform(-1, 1), -10, 10))
        ty = float(np.clip(best_y + tweak * rng.uniform(-1, 1), -10, 10))
        out = f(tx, ty)
        if out > best_out:
            best_x, best_y, best_out = tx, ty, out
    return best_x, best_y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def points_in_single_precision(f, x, y, rng, steps=100, tweak=0.01):
    """Keep the points as floats of 64 bits: float32 cannot hold a small tweak far from 0."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        tx, ty = (
            float(np.float32(best_x + tweak * rng.uniform(-1, 1))),
            float(np.float32(best_y + tweak * rng.uniform(-1, 1))),
        )
        out = f(tx, ty)
        if out > best_out:
            best_x, best_y, best_out = tx, ty, out
    return best_x, best_y, best_out


@rejected_by("2000 steps climb past -5.0")
def a_thousand_steps_at_most(f, x, y, rng, steps=100, tweak=0.01):
    """Make as many tries as steps says, also if there are many."""
    steps = min(steps, 1000)
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        tx, ty = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(tx, ty)
        if out > best_out:
            best_x, best_y, best_out = tx, ty, out
    return best_x, best_y, best_out


@rejected_by("the best point that was tried is returned")
def best_point_in_an_array_of_the_start(f, x, y, rng, steps=100, tweak=0.01):
    """From a start of whole numbers your array holds whole numbers: the best point loses its fractions."""
    best, best_out = np.array([x, y]), f(x, y)
    for _ in range(steps):
        tried = best + tweak * rng.uniform(-1, 1, 2)
        out = f(*tried)
        if out > best_out:
            best[:], best_out = tried, out
    return best[0], best[1], best_out


@rejected_by("the best point that was tried is returned")
def first_try_is_never_kept(f, x, y, rng, steps=100, tweak=0.01):
    """The first try counts as every other does: keep it if f is larger there."""
    best_x, best_y, best_out = x, y, f(x, y)
    for k in range(steps):
        tx, ty = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(tx, ty)
        if k and out > best_out:
            best_x, best_y, best_out = tx, ty, out
    return best_x, best_y, best_out


@rejected_by("a try that is worse or only as good as the start is not kept")
def a_lower_floor(f, x, y, rng, steps=100, tweak=0.01):
    """Whatever number stands for "no best yet", f can be below it: begin with best_out = f(x, y) alone."""
    best_x, best_y, best_out = x, y, max(f(x, y), -1e12)
    for _ in range(steps):
        try_x, try_y = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, best_out


@rejected_by("the result is never worse than the start, and best_out is f at the best point")
def larger_in_size(f, x, y, rng, steps=100, tweak=0.01):
    """-7 is not larger than -6: abs() takes the sign away."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        try_x, try_y = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if abs(out) > abs(best_out):
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, best_out


@rejected_by("f is called once for the start and once for each try")
def asks_again_where_it_is_better(f, x, y, rng, steps=100, tweak=0.01):
    """You call f a second time at each better point: remember what it said."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        try_x, try_y = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        if f(try_x, try_y) > best_out:
            best_x, best_y, best_out = try_x, try_y, f(try_x, try_y)
    return best_x, best_y, best_out


@rejected_by("the result is never worse than the start, and best_out is f at the best point")
def output_of_ten_digits(f, x, y, rng, steps=100, tweak=0.01):
    """best_out is what f said, with all its digits."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        try_x, try_y = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, round(best_out, 10)
