"""relative_error: the largest difference, measured by the size of what differs."""

import numpy as np
from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "relative_error"
points = 0.5


@test_case(name="[1, 2] against [1, 2.002] gives 0.002 / 4.002", points=0.5)
def test_two_numbers(relative_error):
    error = 0.002 / 4.002
    mistakes = [
        ("The largest counts: an average hides one wrong entry among many right ones.", error / 2),
        ("0.002 is nothing for a slope of 1000 and everything for one of 0.001: divide.", 0.002),
        (
            "Divide by |a| + |b|, the sizes of both together; yours divides by one of them (by b, or by the larger).",
            0.002 / 2.002,
        ),
        ("Divide by |a| + |b|; yours divides by a alone.", 0.001),
        ("Divide by |a| + |b|; yours divides by their mean.", 2 * error),
        ("The smallest counts for you; the largest is asked for.", 0),
        ("Divide element by element, then take the largest: yours divides sums.", 0.002 / 6.002),
    ]
    result = relative_error(np.array([1.0, 2.0]), np.array([1.0, 2.002]))
    expect_close(result, error, "the relative error", rtol=1e-9, mistakes=mistakes)
