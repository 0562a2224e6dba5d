"""forward_circuit: an add gate, then a multiply gate."""

import numpy as np
from checks import because, expect_close, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "forward_circuit"
points = 2


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


@test_case(
    name="any three numbers",
    points=0.5,
    hidden=True,
    failure_message="Try numbers of your own, fractions too, and compare with (x + y) * z on a calculator.",
)
def test_numbers(forward_circuit):
    from solutions.gradients import forward_circuit as reference

    rng = np.random.default_rng(301)
    for x, y, z in rng.uniform(-10, 10, (8, 3)).tolist():
        # x * z + y * z is as right, and rounds differently: by some 1e-14 here
        expect_close(forward_circuit(x, y, z), reference(x, y, z), "the output", rtol=1e-12, atol=1e-12)
    for size in (1e-11, 1e-3, 1e6):
        x, y, z = (size * rng.uniform(1, 2, 3)).tolist()  # of one sign, so that x + y loses no digits
        expect_close(forward_circuit(x, y, -z), reference(x, y, -z), "the output", rtol=1e-12)
    expect_close(forward_circuit(1.5, -0.25, 0.0), 0, "the output for z = 0")
    for x, y, z, output in ((1, 2, 0.5, 1.5), (1, 2.5, 3, 10.5), (0.25, 1, 2, 2.5)):  # whole numbers beside fractions
        expect_close(forward_circuit(x, y, z), output, "the output", rtol=1e-12)


@test_case(
    name="arrays with rows and columns",
    points=0.25,
    hidden=True,
    failure_message="For arrays of one shape the result has that shape: use + and *, which work element by element.",
)
def test_arrays(forward_circuit):
    from solutions.gradients import forward_circuit as reference

    rng = np.random.default_rng(302)
    for shape in [(3, 4), (3, 3), (1,), (3, 4), (2, 3, 2)]:
        x, y, z = rng.uniform(-10, 10, (3, *shape))
        expect_close(forward_circuit(x, y, z), reference(x, y, z), "the output", rtol=1e-12, atol=1e-12)
    x, y, z = rng.uniform(1, 2, (3, 2, 5))
    for size in (1e-9, 1e6):
        wanted = reference(size * x, size * y, z)
        expect_close(forward_circuit(size * x, size * y, z), wanted, "the output", rtol=1e-12)
    with because(
        "Arrays of whole numbers go with arrays of fractions: the output has fractions, of whatever kind x is."
    ):
        x, y = rng.integers(-9, 9, (2, 3, 4))
        z = rng.uniform(-10, 10, (3, 4))
        for given in ((x, y, z), (z, z + 1, x)):
            expect_close(forward_circuit(*given), reference(*given), "the output", rtol=1e-12, atol=1e-12)


@test_case(
    name="the arrays that go in are the same afterwards",
    points=0.5,
    hidden=True,
    failure_message="What you are given has changed: x += y works inside the caller's array, x + y makes a new one.",
)
def test_unchanged(forward_circuit):
    x, y, z = np.array([1.5, -2.0]), np.array([3.0, 0.5]), np.array([-4.0, 2.0])
    result = forward_circuit(x, y, z)
    expect_close(result, [-18, -3], "the output", atol=1e-9)
    expect_unchanged([1.5, -2.0], x, "the array x")
    expect_unchanged([3.0, 0.5], y, "the array y")
    expect_unchanged([-4.0, 2.0], z, "the array z")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(forward_circuit):
    from solutions.gradients import forward_circuit as reference

    inputs = [([1.0, 2.0], [0.5, -1.0], [3.0, 1.5]), ([[2.0, 1.0]], [[1.0, 1.0]], [[0.25, 4.0]])]
    inputs = [tuple(np.array(values) for values in given) for given in inputs]
    expect_new_result(expect_close, forward_circuit, reference, inputs, "the output", rtol=1e-12)
