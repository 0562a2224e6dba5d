"""relative_error: the largest difference, measured by the size of what differs."""

import numpy as np
from checks import expect_close, expect_no_warning, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "relative_error"
points = 2


@test_case(name="[1, 2] against [1, 2.002] gives 0.002 / 4.002", points=0.125)
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
        ("That is the smallest, or a - b without its bars: asked for is the largest |a - b|.", 0),
        ("Divide element by element, then take the largest: yours divides sums.", 0.002 / 6.002),
    ]
    result = relative_error(np.array([1.0, 2.0]), np.array([1.0, 2.002]))
    expect_close(result, error, "the relative error", rtol=1e-9, mistakes=mistakes)
    result = relative_error(np.array([1.0, 0.5]), np.array([1.0, 0.5 + 2**-30]))
    expect_close(result, 2**-30 / (1 + 2**-30), "the error of 0.5 against 0.5 + 2**-30", rtol=1e-9)
    result = relative_error(np.array([1.0, 3e9]), np.array([1.0, 1e9]))
    expect_close(result, 0.5, "the error of 3e9 against 1e9", rtol=1e-9)


@test_case(name="2 against -2 gives 1, and 0 against 0 gives 0 without a warning", points=0.125)
def test_the_lessons_table(relative_error):
    mistakes = [
        ("2 and -2 differ by 4: take the absolute value of the difference, not the difference of the sizes.", 0),
        ("Divide by |a| + |b|, each with bars of its own: 2 + (-2) is 0.", 4e8),
    ]
    expect_close(
        relative_error(np.array([2.0]), np.array([-2.0])), 1, "the error of 2 against -2", rtol=1e-9, mistakes=mistakes
    )
    result = expect_no_warning(relative_error, np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    expect_close(result, 0, "the error of (0, 1) against (0, 1)", atol=1e-12)


@test_case(name="the largest of 2 x 2 errors: that of the small numbers", points=0.125)
def test_largest_of_four(relative_error):
    a, b = np.array([[1000.0, -2.0], [0.001, 5.0]]), np.array([[1001.0, -2.0], [0.002, 5.0]])
    mistakes = [
        ("Divide element by element before you take the largest: yours divides the largest by the largest.", 1 / 2001)
    ]
    result = relative_error(a, b)
    expect_close(result, 1 / 3, "the relative error", rtol=1e-9, mistakes=mistakes)
    expect_unchanged([[1000.0, -2.0], [0.001, 5.0]], a, "the array a")


@test_case(name="numbers below 1e-8 are measured by 1e-8", points=0.125)
def test_below_the_floor(relative_error):
    mistakes = [("Divide by the larger of 1e-8 and |a| + |b|.", 1 / 3)]
    error = relative_error(np.array([2e-9]), np.array([1e-9]))
    expect_close(error, 0.1, "the error of 2e-9 against 1e-9", rtol=1e-9, mistakes=mistakes)


@test_case(
    name="arrays of any shape",
    points=0.25,
    hidden=True,
    failure_message="Every element counts, in arrays of one, two or three axes, and the result is one number.",
)
def test_shapes(relative_error):
    from solutions.gradients import relative_error as reference

    rng = np.random.default_rng(381)
    for shape in [(1,), (7,), (3, 4), (2, 3, 2)]:
        a = rng.uniform(0.5, 5, shape)
        b = a * (1 + rng.uniform(-0.1, 0.1, shape))
        expect_close(relative_error(a, b), reference(a, b), "the relative error", rtol=1e-9)
        expect_close(relative_error(b, a), reference(a, b), "the relative error", rtol=1e-9)
    a, b = np.array([[3, 10], [-7, 1]]), np.array([[3, 12], [-7, 1]])
    expect_close(relative_error(a, b), 2 / 22, "the relative error of whole numbers", rtol=1e-9)


@test_case(
    name="negative numbers, and numbers of opposite sign",
    points=0.25,
    hidden=True,
    failure_message="Take the absolute value of the difference, and of a and b each by itself.",
)
def test_signs(relative_error):
    for a, b, error in (
        ([-1.0, 2.0], [-1.0, 1.5], 0.5 / 3.5),
        ([2.0, 1.5], [2.0, 2.0], 0.5 / 3.5),
        ([-4.0, 9.0], [-5.0, 9.0], 1 / 9),
        ([1.0, 3.0], [-1.0, 3.0], 1.0),
        ([2.0, -3.0], [-2.5, -3.0], 1.0),
        ([0.0, 5.0], [0.25, 5.0], 1.0),
    ):
        expect_close(relative_error(np.array(a), np.array(b)), error, "the relative error", rtol=1e-9)


@test_case(
    name="small and large elements count alike",
    points=0.25,
    hidden=True,
    failure_message="Divide element by element and take the largest of the quotients: one wrong entry must show among "
    "many right ones, small or large.",
)
def test_one_among_many(relative_error):
    from solutions.gradients import relative_error as reference

    rng = np.random.default_rng(382)
    for k, factor in ((3, 1.5), (17, 0.8), (39, 1.01)):
        a = 10.0 ** rng.uniform(-3, 5, 40)
        b = a.copy()
        b[k] *= factor
        b[(k + 5) % 40] += 1e-5 * a[(k + 5) % 40]
        expect_close(relative_error(a.copy(), b.copy()), reference(a, b), "the relative error", rtol=1e-9)
    a = 1e12 * rng.uniform(1, 2, (20, 15))
    b = a.copy()
    b[19, 13] *= 1.01
    expect_close(relative_error(a.copy(), b.copy()), reference(a, b), "the relative error", rtol=1e-9)
    a = rng.uniform(1, 2, (4, 5))
    for share in (1e-7, 1e-10, 1e-13):  # small errors are errors
        b = a.copy()
        b[2, 3] *= 1 + share
        expect_close(relative_error(a.copy(), b.copy()), reference(a, b), "the relative error", rtol=1e-9)


@test_case(
    name="tiny numbers are measured by 1e-8",
    points=0.25,
    hidden=True,
    failure_message="The divisor of each element is the larger of 1e-8 and |a| + |b|, not the two added up.",
)
def test_tiny(relative_error):
    for a, b, error in (
        ([3e-9], [-1e-9], 0.4),
        ([1e-9, 0.0], [2e-9, 0.0], 0.1),
        ([3e-8, 1.0], [1e-8, 1.0], 0.5),
        ([2e-9, 2.0], [0.0, 2.0], 0.2),
        ([0.0, 0.0, 6.0], [1e-9, 0.0, 6.0], 0.1),
    ):
        expect_close(relative_error(np.array(a), np.array(b)), error, "the relative error", rtol=1e-9)


@test_case(
    name="0 against 0 gives 0, without a warning",
    points=0.25,
    hidden=True,
    failure_message="Where both are 0 the divisor is 1e-8 and the error 0: nothing is divided by 0, so nothing warns.",
)
def test_zeros(relative_error):
    for a, b, error in (
        ([0.0], [0.0], 0.0),
        ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 0.0),
        ([0.0, 3.0], [0.0, 1.0], 0.5),
    ):
        result = expect_no_warning(relative_error, np.array(a), np.array(b))
        expect_close(result, error, "the relative error", rtol=1e-9)


@test_case(
    name="a and b are the same afterwards",
    points=0.25,
    hidden=True,
    failure_message="What you are given has changed: -= and /= work inside the caller's arrays, - and / make new ones.",
)
def test_unchanged(relative_error):
    a, b = np.array([[1.0, -2.0], [4.0, 0.5]]), np.array([[1.0, -2.0], [5.0, 0.5]])
    first = relative_error(a, b)
    expect_unchanged([[1.0, -2.0], [4.0, 0.5]], a, "the array a")
    expect_unchanged([[1.0, -2.0], [5.0, 0.5]], b, "the array b")
    expect_close(first, 1 / 9, "the relative error", rtol=1e-9)
