"""Wrong answers to gradients_agree."""

import numpy as np

from solutions import rejected_by


def _central(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = h
        gradient[place] = (f(x + nudge) - f(x - nudge)) / (2 * h)
    return gradient


def _errors(a, b):
    return np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))


@rejected_by("3 * v**2 is the gradient of the sum of cubes")
def forward_differences(f, gradient, x, tolerance=1e-6):
    """The forward difference is only good to 1e-5: it calls right gradients wrong."""
    slopes = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = 1e-5
        slopes[place] = (f(x + nudge) - f(x)) / 1e-5
    return bool(_errors(gradient(x), slopes).max() <= tolerance)


@rejected_by("steep hills and flat ones", "a tolerance of 0.01 accepts slopes that are off by a hundredth")
def differences_not_divided(f, gradient, x, tolerance=1e-6):
    """0.001 is nothing for a slope of ten million and everything for one of 0.00001: use the relative error."""
    return bool(np.abs(gradient(x) - _central(f, x)).max() <= tolerance)


@rejected_by(
    "a wrong sign, and exchanged places", "a turned sign and one wrong slope among six do not agree, in any place"
)
def signs_forgotten(f, gradient, x, tolerance=1e-6):
    """The sign matters: it says which way is up."""
    return bool(_errors(np.abs(gradient(x)), np.abs(_central(f, x))).max() <= tolerance)


@rejected_by("one wrong entry among 40", "a turned sign and one wrong slope among six do not agree, in any place")
def on_average(f, gradient, x, tolerance=1e-3):
    """The largest error decides, not the average."""
    return bool(_errors(gradient(x), _central(f, x)).mean() <= tolerance)


@rejected_by("one wrong entry among 40", "a turned sign and one wrong slope among six do not agree, in any place")
def one_right_entry_is_enough(f, gradient, x, tolerance=1e-6):
    """All entries must agree, not any."""
    return bool(np.any(_errors(gradient(x), _central(f, x)) <= tolerance))


@rejected_by("one wrong entry among 40", "a turned sign and one wrong slope among six do not agree, in any place")
def only_the_first_entry(f, gradient, x, tolerance=1e-6):
    """All entries must agree, not only the first."""
    return bool(_errors(gradient(x), _central(f, x)).ravel()[0] <= tolerance)


@rejected_by("one wrong entry among 40", "a turned sign and one wrong slope among six do not agree, in any place")
def lengths_of_the_vectors(f, gradient, x, tolerance=1e-6):
    """The lengths of whole gradients hide a wrong entry that is small: use relative_error."""
    a, b = gradient(x), _central(f, x)
    return bool(np.linalg.norm(a - b) / max(1e-8, np.linalg.norm(a) + np.linalg.norm(b)) <= tolerance)


@rejected_by(
    "the tolerance decides what is close enough", "a tolerance of 0.01 accepts slopes that are off by a hundredth"
)
def tolerance_ignored(f, gradient, x, tolerance=1e-6):
    """Use the tolerance that you are given."""
    return bool(_errors(gradient(x), _central(f, x)).max() <= 1e-6)


@rejected_by("the tolerance decides what is close enough")
def numpys_idea_of_close(f, gradient, x, tolerance=1e-6):
    """np.allclose measures otherwise: asked for is the relative_error, which divides by |a| + |b|."""
    return bool(np.allclose(gradient(x), _central(f, x), rtol=tolerance, atol=0))


@rejected_by("2 * v**2 is not the gradient of the sum of cubes", "3 * v**2 is the gradient of the sum of cubes")
def the_other_way_round(f, gradient, x, tolerance=1e-6):
    """True means that they agree."""
    return bool(_errors(gradient(x), _central(f, x)).max() > tolerance)


@rejected_by("2 * v**2 is not the gradient of the sum of cubes")
def always_agrees(f, gradient, x, tolerance=1e-6):
    """Compare the two gradients."""
    return True


@rejected_by("3 * v**2 is the gradient of the sum of cubes")
def the_error_itself(f, gradient, x, tolerance=1e-6):
    """True or False is asked for, not the error."""
    return float(_errors(gradient(x), _central(f, x)).max())


@rejected_by("3 * v**2 is the gradient of the sum of cubes")
def a_word(f, gradient, x, tolerance=1e-6):
    """True or False is asked for, not a word for it."""
    return "True" if _errors(gradient(x), _central(f, x)).max() <= tolerance else "False"


@rejected_by("3 * v**2 is the gradient of the sum of cubes")
def an_answer_for_each_entry(f, gradient, x, tolerance=1e-6):
    """One answer for the whole gradient."""
    return _errors(gradient(x), _central(f, x)) <= tolerance


@rejected_by("h is 1e-5")
def a_coarser_h(f, gradient, x, tolerance=1e-6):
    """Take the central differences with h = 1e-5, as the contract says."""
    return bool(_errors(gradient(x), _central(f, x, 1e-4)).max() <= tolerance)


@rejected_by("h is 1e-5")
def a_finer_h(f, gradient, x, tolerance=1e-6):
    """Take the central differences with h = 1e-5, as the contract says."""
    return bool(_errors(gradient(x), _central(f, x, 1e-6)).max() <= tolerance)


@rejected_by("h is 1e-5")
def tolerance_as_h(f, gradient, x, tolerance=1e-6):
    """The tolerance says what is close enough; h is 1e-5."""
    return bool(_errors(gradient(x), _central(f, x, tolerance)).max() <= tolerance)


@rejected_by("slopes that are exactly 0")
def zero_by_zero(f, gradient, x, tolerance=1e-6):
    """Where both slopes are 0, 0 / 0 is nan, and nan is not at most anything: divide by at least 1e-8."""
    a, b = gradient(x), _central(f, x)
    with np.errstate(invalid="ignore"):
        return bool((np.abs(a - b) / (np.abs(a) + np.abs(b))).max() <= tolerance)


@rejected_by("x is the same afterwards", "a tolerance of 0.01 accepts slopes that are off by a hundredth")
def moves_the_callers_x(f, gradient, x, tolerance=1e-6):
    """You moved the caller's x. Work on a copy."""
    slopes = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += 1e-5
        higher = f(x)
        x[place] -= 2e-5
        lower = f(x)
        x[place] += 1e-5
        slopes[place] = (higher - lower) / 2e-5
    return bool(_errors(gradient(x), slopes).max() <= tolerance)


@rejected_by(
    "right gradients of one, two and three axes agree, slightly wrong ones do not",
    "a turned sign and one wrong slope among six do not agree, in any place",
)
def flat_points(f, gradient, x, tolerance=1e-6):
    """f and gradient take arrays of x's shape; you hand them flat ones."""
    flat = x.ravel()
    return bool(_errors(gradient(flat), _central(f, flat)).max() <= tolerance)


@rejected_by("3 * v**2 is the gradient of the sum of cubes")
def compares_with_the_output(f, gradient, x, tolerance=1e-6):
    """Compare gradient(x) with the slopes of f, not with f itself."""
    return bool(_errors(gradient(x), f(x)).max() <= tolerance)


@rejected_by(
    "right gradients of one, two and three axes agree, slightly wrong ones do not",
    "a turned sign and one wrong slope among six do not agree, in any place",
)
def another_default(f, gradient, x, tolerance=1e-2):
    """Keep the default of the stub: tolerance = 1e-6."""
    return bool(_errors(gradient(x), _central(f, x)).max() <= tolerance)


@rejected_by("3 * v**2 is the gradient of the sum of cubes")
def exactly_equal(f, gradient, x, tolerance=1e-6):
    """Central differences are never exact: compare with a tolerance."""
    return bool(np.array_equal(gradient(x), _central(f, x)))


@rejected_by("a wrong sign, and exchanged places")
def sorted_first(f, gradient, x, tolerance=1e-6):
    """Each slope belongs to its coordinate: do not sort."""
    return bool(_errors(np.sort(gradient(x), axis=None), np.sort(_central(f, x), axis=None)).max() <= tolerance)


@rejected_by("one wrong entry among 40")
def root_of_the_mean_square(f, gradient, x, tolerance=1e-6):
    """The largest error decides: the root of a mean hides one wrong entry among many."""
    return bool(np.sqrt((_errors(gradient(x.copy()), _central(f, x)) ** 2).mean()) <= tolerance)


@rejected_by("one wrong entry among 40")
def rows_averaged(f, gradient, x, tolerance=1e-6):
    """The largest error decides: the mean of a row hides one wrong entry."""
    e = _errors(gradient(x.copy()), _central(f, x))
    return bool(np.max(np.mean(e, axis=-1)) <= tolerance)


@rejected_by("one wrong entry among 40")
def nearly_the_largest(f, gradient, x, tolerance=1e-6):
    """The largest error decides, and no percentile below it."""
    return bool(np.percentile(_errors(gradient(x.copy()), _central(f, x)), 99) <= tolerance)


@rejected_by(
    "a tolerance of 0.01 accepts slopes that are off by a hundredth", "the tolerance decides what is close enough"
)
def less_than_the_tolerance(f, gradient, x, tolerance=1e-6):
    """At most the tolerance: an error that equals it agrees."""
    return _errors(gradient(x.copy()), _central(f, x)).max() < tolerance


@rejected_by("the tolerance decides what is close enough")
def a_stricter_default(f, gradient, x, tolerance=1e-7):
    """The default tolerance is 1e-6."""
    return _errors(gradient(x.copy()), _central(f, x)).max() <= tolerance


@rejected_by("one wrong entry among 40", "the tolerance decides what is close enough")
def twice_the_default(f, gradient, x, tolerance=2e-6):
    """The default tolerance is 1e-6."""
    return _errors(gradient(x.copy()), _central(f, x)).max() <= tolerance


@rejected_by("the tolerance decides what is close enough")
def a_lower_floor(f, gradient, x, tolerance=1e-6):
    """The divisor is the larger of 1e-8 and |a| + |b|."""
    a, b = gradient(x.copy()), _central(f, x)
    return bool(np.all(np.abs(a - b) <= tolerance * np.maximum(1e-12, np.abs(a) + np.abs(b))))


@rejected_by("the tolerance decides what is close enough")
def a_higher_floor(f, gradient, x, tolerance=1e-6):
    """The divisor is the larger of 1e-8 and |a| + |b|."""
    a, b = gradient(x.copy()), _central(f, x)
    return bool(np.all(np.abs(a - b) <= tolerance * np.maximum(1e-7, np.abs(a) + np.abs(b))))


@rejected_by("the tolerance decides what is close enough")
def a_little_added_to_the_limit(f, gradient, x, tolerance=1e-6):
    """Nothing is added: the relative error is at most the tolerance."""
    a, b = gradient(x.copy()), _central(f, x)
    return bool(np.all(np.abs(a - b) <= 1e-9 + tolerance * (np.abs(a) + np.abs(b))))


@rejected_by("one wrong entry among 40")
def where_they_differ_most(f, gradient, x, tolerance=1e-6):
    """The largest RELATIVE error decides: it may be at another place than the largest difference."""
    a, b = gradient(x.copy()).ravel(), _central(f, x).ravel()
    k = np.argmax(np.abs(a - b))
    return bool(_errors(a, b)[k] <= tolerance)


@rejected_by("the tolerance decides what is close enough")
def rounded_error(f, gradient, x, tolerance=1e-6):
    """Do not round the error before you compare it."""
    return round(float(_errors(gradient(x.copy()), _central(f, x)).max()), 6) <= tolerance


@rejected_by("the tolerance decides what is close enough")
def tolerance_not_below_the_default(f, gradient, x, tolerance=1e-6):
    """Use the tolerance that you are given, also one below 1e-6."""
    return _errors(gradient(x.copy()), _central(f, x)).max() <= max(tolerance, 1e-6)


@rejected_by("the tolerance decides what is close enough")
def by_twice_the_larger_one(f, gradient, x, tolerance=1e-6):
    """Divide by |a| + |b|: twice the larger of the two is more."""
    a, b = gradient(x.copy()), _central(f, x)
    return bool(np.all(np.abs(a - b) <= tolerance * 2 * np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b)))))


@rejected_by("the tolerance decides what is close enough")
def in_single_precision(f, gradient, x, tolerance=1e-6):
    """Compare in float64: float32 does not see an error of 1e-8."""
    return _errors(np.asarray(gradient(x.copy()), np.float32), _central(f, x).astype(np.float32)).max() <= tolerance


@rejected_by("right gradients of one, two and three axes agree, slightly wrong ones do not")
def nudges_a_flat_copy(f, gradient, x, tolerance=1e-6):
    """ravel() of a transposed array is a copy: what is nudged there does not reach f."""
    point = np.array(x, dtype=float)
    flat, slopes = point.ravel(), np.zeros(point.shape)
    for i in range(point.size):
        before = flat[i]
        flat[i] = before + 1e-5
        higher = f(point)
        flat[i] = before - 1e-5
        slopes.flat[i] = (higher - f(point)) / 2e-5
        flat[i] = before
    return _errors(gradient(x.copy()), slopes).max() <= tolerance


@rejected_by("the tolerance decides what is close enough")
def close_is_enough(f, gradient, x, tolerance=1e-6):
    """The relative error decides alone: a small difference between small slopes may be a large error."""
    a, b = gradient(x.copy()), _central(f, x)
    return bool(np.max(np.abs(a - b)) < 1e-10 or np.max(_errors(a, b)) <= tolerance)


@rejected_by("h is 1e-5")
def h_with_the_size_of_x(f, gradient, x, tolerance=1e-6):
    """h is 1e-5 wherever x lies, and no share of it."""
    return bool(np.max(_errors(gradient(x.copy()), _central(f, x, 1e-5 * max(1, np.abs(x).max())))) <= tolerance)


@rejected_by("a tolerance of 0.01 accepts slopes that are off by a hundredth")
def by_their_mean(f, gradient, x, tolerance=1e-6):
    """Divide by |a| + |b|, not by half of it."""
    a, b = gradient(x.copy()), _central(f, x)
    return bool(np.max(np.abs(a - b) / np.maximum(1e-8, (np.abs(a) + np.abs(b)) / 2)) <= tolerance)


@rejected_by("a turned sign and one wrong slope among six do not agree, in any place")
def the_sums_agree(f, gradient, x, tolerance=1e-6):
    """Each slope is compared with its own: two errors may cancel in the sums."""
    a, b = gradient(x.copy()), _central(f, x)
    return bool(abs(np.abs(a).sum() - np.abs(b).sum()) <= tolerance * (np.abs(a).sum() + np.abs(b).sum()) + 1e-12)
