"""forward_circuit: an add gate, then a multiply gate."""

import numpy as np
from checks import expect_close, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "forward_circuit"
points = 0.5


@test_case(name="the lecture's numbers -2, 5, -4 give -12", points=0.125)
def test_lecture(forward_circuit):
    mistakes = [
        ("Add first, then multiply: this multiplies y by z before x is added. Put brackets round x + y.", -22),
        ("The first gate adds x and y; yours multiplies them.", -14),
        ("Three factors: the first gate adds x and y.", 40),
        ("That is q, the output of the add gate: send it on through the multiply gate, with z.", 3),
    ]
    expect_close(forward_circuit(-2, 5, -4), -12, "forward_circuit(-2, 5, -4)", atol=1e-9, mistakes=mistakes)


@test_case(name="arrays are worked on element by element", points=0.125)
def test_small_arrays(forward_circuit):
    x, y, z = np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 30.0]), np.array([2.0, 0.0, -1.0])
    expect_close(forward_circuit(x, y, z), [22, 0, -33], "the result for three arrays of shape (3,)", atol=1e-9)
    for size in (1e4, 1e-10):
        result = forward_circuit(size * x, size * y, z)
        expect_close(result, size * np.array([22, 0, -33]), f"the result for x and y times {size:g}", rtol=1e-12)


@test_case(name="1.5, 2.25 and 3 give 11.25: fractions stay", points=0.125)
def test_fractions(forward_circuit):
    mistakes = [("The fractions were cut off: leave int() out.", 9)]
    expect_close(forward_circuit(1.5, 2.25, 3), 11.25, "forward_circuit(1.5, 2.25, 3)", atol=1e-9, mistakes=mistakes)
    expect_close(forward_circuit(1.5, 2.25, 0), 0, "forward_circuit(1.5, 2.25, 0)", atol=1e-9)
    expect_close(forward_circuit(2e-13, 3e-13, 0.5), 2.5e-13, "forward_circuit(2e-13, 3e-13, 0.5)", rtol=1e-9)


@test_case(name="the three arrays that were given stay as they were", points=0.125)
def test_given_arrays(forward_circuit):
    x, y, z = np.array([1.0, -2.0]), np.array([0.5, 0.25]), np.array([2.0, 4.0])
    expect_close(forward_circuit(x, y, z), [3, -7], "the result for three arrays of shape (2,)", atol=1e-9)
    for before, array, letter in (([1, -2], x, "x"), ([0.5, 0.25], y, "y"), ([2, 4], z, "z")):
        expect_unchanged(before, array, f"the array {letter}")
