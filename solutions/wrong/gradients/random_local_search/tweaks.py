"""Wrong answers to `random_local_search`: how the tweaks are drawn."""

import copy
import random

import numpy as np

from solutions import rejected_by


@rejected_by(
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    "on flat ground 60 tries of 0.5 fill the square around the start",
)
def one_tweak_for_both(f, x, y, rng, steps=100, tweak=0.01):
    """x and y get the same tweak: you can only walk along a diagonal."""
    best_out = f(x, y)
    for _ in range(steps):
        u = tweak * rng.uniform(-1, 1)
        out = f(x + u, y + u)
        if out > best_out:
            x, y, best_out = x + u, y + u, out
    return x, y, best_out


@rejected_by(
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    "on flat ground 60 tries of 0.5 fill the square around the start",
)
def upward_tweaks_only(f, x, y, rng, steps=100, tweak=0.01):
    """rng.random() is never negative: stretch it to [-1, 1)."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * rng.random(), y + tweak * rng.random()
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by(
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    "on flat ground 60 tries of 0.5 fill the square around the start",
)
def half_the_range(f, x, y, rng, steps=100, tweak=0.01):
    """rng.random() - 0.5 reaches from -0.5 to 0.5 only: multiply by 2 first, then take 1 away."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * (rng.random() - 0.5), y + tweak * (rng.random() - 0.5)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def bell_shaped_tweaks(f, x, y, rng, steps=100, tweak=0.01):
    """Uniform on [-1, 1) is asked for: rng.normal prefers small tweaks and now and then goes too far."""
    best_out = f(x, y)
    for _ in range(steps):
        u, v = np.clip(rng.normal(0, 0.4, 2), -1, 1)
        out = f(x + tweak * u, y + tweak * v)
        if out > best_out:
            x, y, best_out = x + tweak * u, y + tweak * v, out
    return x, y, best_out


@rejected_by(
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    "on flat ground 60 tries of 0.5 fill the square around the start",
)
def only_corners(f, x, y, rng, steps=100, tweak=0.01):
    """Your tweaks are whole numbers, -1 or 1: everything between them is missing."""
    best_out = f(x, y)
    for _ in range(steps):
        u, v = rng.choice([-1, 1], 2)
        out = f(x + tweak * u, y + tweak * v)
        if out > best_out:
            x, y, best_out = x + tweak * u, y + tweak * v, out
    return x, y, best_out


@rejected_by(
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    "on flat ground 60 tries of 0.5 fill the square around the start",
)
def one_coordinate_at_a_time(f, x, y, rng, steps=100, tweak=0.01):
    """Both coordinates are tweaked in each try."""
    best_out = f(x, y)
    for k in range(steps):
        u = tweak * rng.uniform(-1, 1)
        try_x, try_y = (x + u, y) if k % 2 else (x, y + u)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by(
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    "on flat ground 60 tries of 0.5 fill the square around the start",
)
def a_step_in_a_random_direction(f, x, y, rng, steps=100, tweak=0.01):
    """Your tries lie on a circle: each coordinate gets a number of its own instead."""
    best_out = f(x, y)
    for _ in range(steps):
        angle = rng.uniform(0, 2 * np.pi)
        try_x, try_y = x + tweak * np.cos(angle), y + tweak * np.sin(angle)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by(
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    "400 steps of 0.05 climb past -1: the tries are made around the best point so far",
)
def draws_only_once(f, x, y, rng, steps=100, tweak=0.01):
    """The tweaks are drawn before the loop, so every try goes the same way: draw anew for each try."""
    u, v = tweak * rng.uniform(-1, 1, 2)
    best_out = f(x, y)
    for _ in range(steps):
        out = f(x + u, y + v)
        if out > best_out:
            x, y, best_out = x + u, y + v, out
    return x, y, best_out


@rejected_by(
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
    "400 steps of 0.05 climb past -1: the tries are made around the best point so far",
)
def ignores_tweak(f, x, y, rng, steps=100, tweak=0.01):
    """Use the tweak that you are given, not always 0.01."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + 0.01 * rng.uniform(-1, 1), y + 0.01 * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("all chance comes from rng", "the same seed finds the same point, and another seed another one")
def the_random_module(f, x, y, rng, steps=100, tweak=0.01):
    """The random module does not know your rng: nobody can repeat this search."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * random.uniform(-1, 1), y + tweak * random.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("all chance comes from rng", "the same seed finds the same point, and another seed another one")
def numpys_own_chance(f, x, y, rng, steps=100, tweak=0.01):
    """np.random.uniform draws from NumPy's hidden generator: use rng.uniform."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * np.random.uniform(-1, 1), y + tweak * np.random.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("all chance comes from rng", "the same seed finds the same point, and another seed another one")
def a_generator_of_its_own(f, x, y, rng, steps=100, tweak=0.01):
    """You make a generator of your own, so every seed gives the same search: use the rng that you are given."""
    mine = np.random.default_rng(0)
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * mine.uniform(-1, 1), y + tweak * mine.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("all chance comes from rng")
def draws_from_a_copy(f, x, y, rng, steps=100, tweak=0.01):
    """You draw from a copy of rng: the next search with this generator repeats the same tries."""
    mine = copy.deepcopy(rng)
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x + tweak * mine.uniform(-1, 1), y + tweak * mine.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("each try is at most tweak away from the best point so far")
def a_share_of_the_point(f, x, y, rng, steps=100, tweak=0.01):
    """The tweak is added as it is, not as a share of x: from x = 0 you would never get away."""
    best_out = f(x, y)
    for _ in range(steps):
        try_x, try_y = x * (1 + tweak * rng.uniform(-1, 1)), y * (1 + tweak * rng.uniform(-1, 1))
        out = f(try_x, try_y)
        if out > best_out:
            x, y, best_out = try_x, try_y, out
    return x, y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def repeats_a_lucky_tweak(f, x, y, rng, steps=100, tweak=0.01):
    """Draw anew for each try: yours takes a tweak that helped once more."""
    best_x, best_y, best_out = x, y, f(x, y)
    u = v = None
    for _ in range(steps):
        if u is None:
            u, v = rng.uniform(-1, 1, 2)
        out = f(best_x + tweak * u, best_y + tweak * v)
        if out > best_out:
            best_x, best_y, best_out = best_x + tweak * u, best_y + tweak * v, out
        else:
            u = None
    return best_x, best_y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def smaller_after_success(f, x, y, rng, steps=100, tweak=0.01):
    """The tweaks stay as large as they were: tweak is the same for every try."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        tx, ty = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(tx, ty)
        if out > best_out:
            best_x, best_y, best_out = tx, ty, out
            tweak *= 0.999
    return best_x, best_y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def half_after_success(f, x, y, rng, steps=100, tweak=0.01):
    """Every try uses the whole range of tweak, also after one that helped."""
    best_x, best_y, best_out = x, y, f(x, y)
    t = tweak
    for _ in range(steps):
        tx, ty = best_x + t * rng.uniform(-1, 1), best_y + t * rng.uniform(-1, 1)
        out = f(tx, ty)
        if out > best_out:
            best_x, best_y, best_out = tx, ty, out
            t = tweak / 2
        else:
            t = tweak
    return best_x, best_y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def in_the_same_direction_again(f, x, y, rng, steps=100, tweak=0.01):
    """Draw both tweaks anew, in both directions: yours go on where the last gain was."""
    best_x, best_y, best_out = x, y, f(x, y)
    du = dv = 0.0
    for _ in range(steps):
        u, v = rng.uniform(-1, 1, 2)
        if du * u + dv * v < 0:
            u, v = -u, -v
        tx, ty = best_x + tweak * u, best_y + tweak * v
        out = f(tx, ty)
        if out > best_out:
            best_x, best_y, best_out = tx, ty, out
            du, dv = u, v
    return best_x, best_y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def tweak_of_one_at_most(f, x, y, rng, steps=100, tweak=0.01):
    """Use the tweak that you are given, also one above 1."""
    tweak = min(tweak, 1.0)
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        tx, ty = best_x + tweak * rng.uniform(-1, 1), best_y + tweak * rng.uniform(-1, 1)
        out = f(tx, ty)
        if out > best_out:
            best_x, best_y, best_out = tx, ty, out
    return best_x, best_y, best_out


@rejected_by("all chance comes from rng")
def numpys_chance_seeded_from_rng(f, x, y, rng, steps=100, tweak=0.01):
    """np.random.seed changes what everybody shares: draw each tweak from rng itself."""
    np.random.seed(int(rng.integers(2**31)))
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        try_x, try_y = np.array([best_x, best_y]) + tweak * np.random.uniform(-1, 1, 2)
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, best_out


@rejected_by(
    "on flat ground 60 tries of 0.5 fill the square around the start",
    "tweaks are spread evenly from -tweak to +tweak, each coordinate with its own",
)
def a_little_wider(f, x, y, rng, steps=100, tweak=0.01):
    """[-1, 1) is the whole range: yours goes a little further."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        try_x, try_y = best_x + tweak * rng.uniform(-1.2, 1.2), best_y + tweak * rng.uniform(-1.2, 1.2)
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, best_out


@rejected_by("tweaks are spread evenly from -tweak to +tweak, each coordinate with its own")
def back_after_a_vain_try(f, x, y, rng, steps=100, tweak=0.01):
    """Draw anew for each try: yours goes the same way back after a try in vain."""
    best_x, best_y, best_out = x, y, f(x, y)
    back = None
    for _ in range(steps):
        u, v = rng.uniform(-1, 1, 2) if back is None else back
        try_x, try_y = best_x + tweak * u, best_y + tweak * v
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
            back = None
        else:
            back = (-u, -v) if back is None else None
    return best_x, best_y, best_out
