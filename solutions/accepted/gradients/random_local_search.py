"""Right answers to random_local_search in other styles."""

import numpy as np


def stretches_random(f, x, y, rng, steps=100, tweak=0.01):
    """rng.random() * 2 - 1, as in the lecture, y drawn before x."""
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        try_y = best_y + tweak * (rng.random() * 2 - 1)
        try_x = best_x + tweak * (rng.random() * 2 - 1)
        out = f(try_x, try_y)
        if best_out < out:
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, best_out


def draws_all_at_once(f, x, y, rng, steps=100, tweak=0.01):
    """All tweaks in one array, the point as an array, the result as an array."""
    best, best_out = np.array([x, y], dtype=float), f(x, y)
    for tweaks in tweak * rng.uniform(-1, 1, (steps, 2)):
        candidate = best + tweaks
        out = f(*candidate)
        if out > best_out:
            best, best_out = candidate, out
    return np.append(best, best_out)


def range_in_the_draw(f, x, y, rng, steps=100, tweak=0.01):
    """rng.uniform(-tweak, tweak), a while loop, the result as a list."""
    best = [x, y, f(x, y)]
    while steps > 0:
        u, v = rng.uniform(-tweak, tweak, size=2)
        candidate = [best[0] + u, best[1] + v]
        candidate.append(f(candidate[0], candidate[1]))
        if candidate[2] > best[2]:
            best = candidate
        steps -= 1
    return best


def best_of_two(f, x, y, rng, steps=100, tweak=0.01):
    """max() of the best and the try: the first of two equal ones stays."""
    best = (f(x, y), x, y)
    for _ in range(steps):
        x = float(rng.uniform(best[1] - tweak, best[1] + tweak))
        y = float(rng.uniform(best[2] - tweak, best[2] + tweak))
        best = max(best, (f(x, y), x, y), key=lambda entry: entry[0])
    return best[1], best[2], best[0]


def with_a_generator_of_tries(f, x, y, rng, steps=100, tweak=0.01):
    """The best so far is a point of an array; a dict holds what is known."""
    known = {"point": np.array([x, y], dtype=float), "out": f(x, y)}
    for _ in range(steps):
        candidate = known["point"] + tweak * rng.uniform(-1, 1, 2)
        out = f(*candidate.tolist())
        if not out <= known["out"]:
            known = {"point": candidate, "out": out}
    return (*known["point"].tolist(), known["out"])
