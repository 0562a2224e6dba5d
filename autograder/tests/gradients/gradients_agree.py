"""gradients_agree: a gradient by rule, checked by nudging."""

import numpy as np
from checks import because, expect_bool, expect_unchanged, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "gradients_agree"
points = 4


def cubes(v):
    return float((v**3).sum())


@test_case(name="3 * v**2 is the gradient of the sum of cubes", points=0.125)
def test_right(gradients_agree):
    f, _ = record_calls(cubes, [(3,)])
    gradient, _ = record_calls(lambda v: 3 * v**2, [(3,)], "gradient")
    expect_bool(gradients_agree(f, gradient, np.array([0.5, -1.0, 2.0])), True, "the result for 3 * v**2")


@test_case(name="2 * v**2 is not the gradient of the sum of cubes", points=0.125)
def test_wrong(gradients_agree):
    f, _ = record_calls(cubes, [(3,)])
    gradient, _ = record_calls(lambda v: 2 * v**2, [(3,)], "gradient")
    expect_bool(gradients_agree(f, gradient, np.array([0.5, -1.0, 2.0])), False, "the result for 2 * v**2")


def hill(v):
    return float(np.exp(v / 2).sum() + np.sin(v).sum() * v.ravel()[0])


def slopes_of_hill(v):
    slopes = np.exp(v / 2) / 2 + np.cos(v) * v.ravel()[0]
    slopes.ravel()[0] += np.sin(v).sum()
    return slopes


def agree(gradients_agree, f, gradient, x, *tolerance):
    """Call the answer with functions that look at the shapes of what they are asked."""
    f, _ = record_calls(f, [x.shape])
    gradient, _ = record_calls(gradient, [x.shape], "gradient")
    return gradients_agree(f, gradient, x, *tolerance)


@test_case(name="a turned sign and one wrong slope among six do not agree, in any place", points=0.25)
def test_one_wrong_slope(gradients_agree):
    x = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -3.0]])
    f, _ = record_calls(cubes, [(2, 3)])
    turned = 3 * x**2
    turned[1, 1] *= -1
    slopes, _ = record_calls(lambda v: turned, [(2, 3)], "gradient")
    result = gradients_agree(f, slopes, x.copy())
    expect_bool(result, False, "the result for one slope with its sign turned")
    for place in ((0, 0), (1, 2)):
        wrong = 3 * x**2
        wrong[place] *= 1.00001
        slopes, _ = record_calls(lambda v, wrong=wrong: wrong, [(2, 3)], "gradient")
        result = gradients_agree(f, slopes, x.copy())
        expect_bool(result, False, "the result for one slope of six that is off by a hundred-thousandth")
    for factor, agree in ((1 + 1.2e-6, True), (1 + 2.8e-6, False)):
        wrong = 3 * x**2
        wrong[0, 2] *= factor
        slopes, _ = record_calls(lambda v, wrong=wrong: wrong, [(2, 3)], "gradient")
        what = f"the result for one slope of six with a relative error of {(factor - 1) / 2:.2g}"
        expect_bool(gradients_agree(f, slopes, x.copy()), agree, what)


@test_case(name="a tolerance of 0.01 accepts slopes that are off by a hundredth", points=0.25)
def test_larger_tolerance(gradients_agree):
    x = np.array([0.5, -1.0, 2.0])
    f, _ = record_calls(cubes, [(3,)])
    slopes, _ = record_calls(lambda v: 3.03 * v**2, [(3,)], "gradient")
    for tolerance, agree in ((0.01, True), (0.004, False)):
        result = gradients_agree(f, slopes, x, tolerance)
        expect_bool(result, agree, f"the result with a tolerance of {tolerance}")
    expect_unchanged([0.5, -1.0, 2.0], x, "the array x")
    f, _ = record_calls(lambda v: 0.0, [(2,)])  # flat ground: the central differences are exactly 0
    slopes, _ = record_calls(lambda v: np.array([0.0, 4.0]), [(2,)], "gradient")
    result = gradients_agree(f, slopes, np.array([1.0, 2.0]), 1.0)
    expect_bool(result, True, "the result where the relative error is 1 and the tolerance 1, so at most that,")
    slopes, _ = record_calls(lambda v: np.array([5e-9, 0.0]), [(2,)], "gradient")
    for tolerance, agree in ((0.6, True), (0.45, False)):
        result = gradients_agree(f, slopes, np.array([1.0, 2.0]), tolerance)
        what = f"the result for 5e-9 against 0, a relative error of 0.5, with a tolerance of {tolerance},"
        expect_bool(result, agree, what)


@test_case(
    name="right gradients of one, two and three axes agree, slightly wrong ones do not",
    points=0.5,
    hidden=True,
    failure_message="A right gradient was called wrong, or one that is wrong by a thousandth right: central "
    "differences are good to 1e-9, forward differences only to 1e-5.",
)
def test_shapes(gradients_agree):
    rng = np.random.default_rng(391)
    for shape in [(1,), (4,), (2, 3), (2, 1, 2)]:
        x = rng.uniform(0.3, 1.2, shape)
        expect_bool(agree(gradients_agree, hill, slopes_of_hill, x), True, "the result for a right gradient")
        slightly = agree(gradients_agree, hill, lambda v: 1.001 * slopes_of_hill(v), x)
        expect_bool(slightly, False, "the result for a gradient that is wrong by a thousandth")
    with because(
        "Right for most arrays. This x is the transpose of one, in which columns lie together in memory: there, "
        "ravel() and reshape() give copies, and what is written into these is lost."
    ):
        x = rng.uniform(0.3, 1.2, (3, 2)).T
        expect_bool(agree(gradients_agree, hill, slopes_of_hill, x), True, "the result for a right gradient")


@test_case(
    name="one wrong entry among 40",
    points=0.5,
    hidden=True,
    failure_message="The largest error decides: one wrong entry, even a small one, must not hide among 39 right ones.",
)
def test_one_among_many(gradients_agree):
    rng = np.random.default_rng(392)
    weights = rng.uniform(0.5, 2, (5, 8))
    weights[3, 6] = 0.01

    def f(v):
        return float((weights * np.sin(v)).sum())

    x = rng.uniform(-0.8, 0.8, (5, 8))
    for place, factor in (((4, 7), 1.02), ((0, 0), 0.99), ((3, 6), 1.0001)):

        def gradient(v, place=place, factor=factor):
            slopes = weights * np.cos(v)
            slopes[place] *= factor
            return slopes

        expect_bool(agree(gradients_agree, f, gradient, x), False, "the result with one wrong entry")
    right = agree(gradients_agree, f, lambda v: weights * np.cos(v), x)
    expect_bool(right, True, "the result with 40 right entries")
    # the one error is 1.5e-6, and just above the tolerance: no mean, no middle, no root of a mean of squares is
    for place in ((0, 0), (2, 5), (4, 7)):
        barely = np.ones((5, 8))
        barely[place] += 3e-6
        result = agree(gradients_agree, f, lambda v, barely=barely: barely * weights * np.cos(v), x)
        expect_bool(result, False, "the result with one wrong entry")
    x = rng.uniform(-0.8, 0.8, 130)
    barely = np.ones(130)
    barely[128] += 3e-6
    result = agree(gradients_agree, lambda v: float(np.sin(v).sum()), lambda v: barely * np.cos(v), x)
    expect_bool(result, False, "the result with one wrong entry of 130")
    # a steep slope may be off by more than a gentle one that is wrong: not the largest difference decides
    x = np.array([0.3, -0.2])

    def steep_and_gentle(v):
        return float(100 * np.sin(v[0]) + 0.1 * np.sin(v[1]))

    result = agree(gradients_agree, steep_and_gentle, lambda v: [100.00004, 0.100001] * np.cos(v), x)
    expect_bool(result, False, "the result with one wrong entry")


@test_case(
    name="a wrong sign, and exchanged places",
    points=0.5,
    hidden=True,
    failure_message="The sign matters, it says which way is up; and each slope belongs to one coordinate.",
)
def test_sign(gradients_agree):
    x = np.array([0.4, -1.1, 0.9])  # where the slopes are -1.52, 1.63 and 0.43

    def f(v):
        return float((v**3 - 2 * v).sum())

    def slopes(v):
        return 3 * v**2 - 2

    for wrong in (lambda v: -slopes(v), lambda v: np.abs(slopes(v)), lambda v: slopes(v)[::-1]):
        expect_bool(agree(gradients_agree, f, wrong, x), False, "the result")
    expect_bool(agree(gradients_agree, f, slopes, x), True, "the result for a right gradient")


@test_case(
    name="steep hills and flat ones",
    points=0.5,
    hidden=True,
    failure_message="The relative error decides, not the difference: 0.001 is nothing for a slope of ten million and "
    "everything for one of 0.00001.",
)
def test_scales(gradients_agree):
    x = np.array([0.4, -0.9, 1.3])
    for size in (1e7, 1e-5):
        for factor, truth in ((1.0, True), (1.02, False)):
            result = agree(
                gradients_agree,
                lambda v, size=size: float(size * np.sin(v).sum()),
                lambda v, slope=size * factor: slope * np.cos(v),
                x,
            )
            expect_bool(result, truth, f"the result for a gradient that is {'right' if truth else 'wrong'}")


@test_case(
    name="slopes that are exactly 0",
    points=0.25,
    hidden=True,
    failure_message="Where both slopes are 0 they agree, and where only one of them is 0 they do not.",
)
def test_zeros(gradients_agree):
    x = np.array([1.5, 0.25, -2.0])

    def f(v):
        return float(v[0] * v[2])

    right = agree(gradients_agree, f, lambda v: np.array([v[2], 0.0, v[0]]), x)
    expect_bool(right, True, "the result where f does not depend on one coordinate")
    for wrong in (lambda v: np.array([v[2], 0.01, v[0]]), lambda v: np.array([v[2], 0.0, 0.0])):
        expect_bool(agree(gradients_agree, f, wrong, x), False, "the result")


@test_case(
    name="the tolerance decides what is close enough",
    points=0.5,
    hidden=True,
    failure_message="Compare the relative_error with the tolerance that you are given: at most that is close enough.",
)
def test_tolerance(gradients_agree):
    x = np.array([0.4, -1.1, 0.9])
    # 1.5 % too large: the relative error is 0.015 / 2.015 = 0.0074
    for tolerance, truth in ((0.01, True), (0.009, True), (0.006, False), (1e-4, False), (0.5, True)):
        result = agree(gradients_agree, hill, lambda v: 1.015 * slopes_of_hill(v), x, tolerance)
        expect_bool(result, truth, f"the result with a tolerance of {tolerance}")
    # three times too large: the relative error is 2 / 4
    for tolerance, truth in ((0.51, True), (0.49, False), (0.34, False)):
        result = agree(gradients_agree, hill, lambda v: 3 * slopes_of_hill(v), x, tolerance)
        expect_bool(result, truth, f"the result with a tolerance of {tolerance}")

    x = np.array([1.0, 0.5, -2.0])

    def bowl(v):  # its central differences are right to 1e-11
        return float((v**2).sum())

    for factor, tolerance, truth in (
        (1, (), True),
        (1 + 1.2e-6, (), True),  # the relative error is half of that, and the default 1e-6
        (1 + 2.8e-6, (), False),
        (1, (1e-8,), True),
        (1 + 5e-7, (1e-7,), False),
        (1 + 2e-8, (2e-9,), False),
        (1 + 8e-9, (2e-9,), False),
    ):
        result = agree(gradients_agree, bowl, lambda v, factor=factor: 2 * factor * v, x, *tolerance)
        expect_bool(result, truth, f"the result with a tolerance of {(*tolerance, 1e-6)[0]}")
    # On flat ground the central differences are exactly 0. A slope of 3 has the error 1, as one of 1e-6 has; one of
    # 5e-9 is measured by 1e-8, and has the error 0.5.
    for slope, tolerance, truth in (
        (3.0, 1.0, True),
        (1e-6, 1.0, True),
        (3.0, 0.999999, False),
        (0.0, 0.0, True),
        (5e-9, 0.6, True),
        (5e-9, 0.45, False),
        (5e-13, 1e-5, False),
        (5e-18, 1e-10, False),
    ):
        result = agree(gradients_agree, lambda v: 7.0, lambda v, slope=slope: np.full(3, slope), x, tolerance)
        expect_bool(result, truth, f"the result with a tolerance of {tolerance}")


@test_case(
    name="h is 1e-5",
    points=0.25,
    hidden=True,
    failure_message="Take the central differences with h = 1e-5, as the contract says: with another h the two are "
    "another distance apart.",
)
def test_h(gradients_agree):
    # f wiggles so fast that the central difference is off by the share (1000 h)**2 / 6, so its relative error is
    # 8e-6 at h = 1e-5, 8e-4 at 1e-4 and 8e-8 at 1e-6: h shows without a look at the calls.
    for x in (np.array([0.2, -0.4]), np.array([20.2, -30.4])):  # h is no share of x
        for tolerance, truth in ((1e-4, True), (1.5e-5, True), (9e-6, True), (8e-6, False), (1e-6, False)):
            result = agree(
                gradients_agree,
                lambda v: float(np.sin(1000 * v).sum()),
                lambda v: 1000 * np.cos(1000 * v),
                x,
                tolerance,
            )
            expect_bool(result, truth, f"the result with a tolerance of {tolerance}")


@test_case(
    name="x is the same afterwards",
    points=0.25,
    hidden=True,
    failure_message="You moved the caller's x. Work on a copy.",
)
def test_unchanged(gradients_agree):
    before = np.array([0.1, -2.3, 0.7])
    x = before.copy()
    expect_bool(agree(gradients_agree, hill, slopes_of_hill, x), True, "the result for a right gradient")
    expect_unchanged(before, x, "the array x")
