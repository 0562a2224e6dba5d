"""Right answers to `linspace` in other styles."""

import numpy as np


def by_numpy(start, stop, num):
    """NumPy's own."""
    return np.linspace(start, stop, num)


def step_after_step(start, stop, num):
    """The step added up: off by 1e-14 at the end."""
    numbers = [float(start)]
    for _ in range(num - 1):
        numbers.append(numbers[-1] + (stop - start) / (num - 1))
    return numbers


def between_both_ends(start, stop, num):
    """A share of both ends for each number."""
    if num == 1:
        return np.array([start * 1.0])
    shares = np.arange(num) / (num - 1)
    return (1 - shares) * start + shares * stop


def as_a_tuple(start, stop, num):
    """One gap at least, so that nothing is divided by 0."""
    gaps = max(num - 1, 1)
    return tuple(start + (stop - start) * k / gaps for k in range(num))


def from_the_end(start, stop, num):
    """Filled from the end, and the first number set last."""
    numbers = np.zeros(num)
    for k in range(num - 1, 0, -1):
        numbers[k] = stop - (num - 1 - k) * (stop - start) / (num - 1)
    numbers[0] = start
    return numbers


def backwards_and_turned(start, stop, num):
    """Counted from the stop, and turned round."""
    if num == 1:
        return [float(start)]
    gap = (stop - start) / (num - 1)
    return [stop - k * gap for k in range(num)][::-1]
