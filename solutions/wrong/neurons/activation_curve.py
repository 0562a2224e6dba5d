"""Wrong answers to activation_curve."""

import numpy as np

from solutions import rejected_by

ENDS = "from -10 to 10: both ends are there, evenly spaced"
ONE = "f takes one number at a time"
ANY = "two points and many, between any two ends"
RELU = "max(0, x), whole numbers and fractions: nothing is cut off"


@rejected_by(ENDS, ANY)
def without_the_last(f, low, high, n):
    """np.arange(-10, 10) leaves 10 out: your curve is lopsided. Use np.linspace."""
    xs = low + (high - low) / n * np.arange(n)
    return xs, np.array([f(x) for x in xs], dtype=float)


@rejected_by(ENDS)
def steps_of_one(f, low, high, n):
    """Steps of 1 give as many points as they like: n is how many are asked for."""
    xs = np.arange(low, high)
    return xs, np.array([f(x) for x in xs], dtype=float)


@rejected_by(ANY)
def arange_with_the_end(f, low, high, n):
    """arange up to high + one step sometimes gives a point too many, by rounding. Use np.linspace."""
    gap = (high - low) / (n - 1)
    xs = np.arange(low, high + gap, gap)
    return xs, np.array([f(x) for x in xs], dtype=float)


@rejected_by(ONE, RELU)
def the_whole_array_at_once(f, low, high, n):
    """f takes one number: call it for each x."""
    xs = np.linspace(low, high, n)
    return xs, f(xs)


@rejected_by(ONE, RELU)
def arrays_of_one(f, low, high, n):
    """f takes a number, not an array of one."""
    xs = np.linspace(low, high, n)
    return xs, np.array([f(xs[k : k + 1]) for k in range(n)], dtype=float).ravel()


@rejected_by("an f that gives a whole number first and fractions later", RELU)
def type_of_the_first_output(f, low, high, n):
    """np.vectorize takes the type of all outputs from the first: after a whole number it cuts fractions off."""
    xs = np.linspace(low, high, n)
    return xs, np.vectorize(f)(xs)


@rejected_by("an f that gives a whole number first and fractions later", RELU)
def whole_outputs(f, low, high, n):
    """An array of whole numbers cuts the outputs off: say dtype=float."""
    xs = np.linspace(low, high, n)
    ys = np.array([f(xs[0])] * n)
    for k in range(1, n):
        ys[k] = f(xs[k])
    return xs, ys


@rejected_by(ANY, RELU)
def whole_inputs(f, low, high, n):
    """Round no inputs: between -0.7 and 0.2 there are fractions."""
    xs = np.round(np.linspace(low, high, n))
    return xs, np.array([f(x) for x in xs], dtype=float)


@rejected_by(ENDS)
def exchanged(f, low, high, n):
    """Return the inputs first and the outputs second."""
    xs = np.linspace(low, high, n)
    return np.array([f(x) for x in xs], dtype=float), xs


@rejected_by(ENDS)
def outputs_only(f, low, high, n):
    """Return both: the inputs and the outputs."""
    return np.array([f(x) for x in np.linspace(low, high, n)], dtype=float)


@rejected_by(ENDS)
def pairs(f, low, high, n):
    """Two arrays of length n are asked for, not n pairs."""
    return [(x, f(x)) for x in np.linspace(low, high, n)]


@rejected_by(ENDS)
def against_the_number_of_the_point(f, low, high, n):
    """Return the inputs, not the numbers 0, 1, 2, ... of the points."""
    return np.arange(n), np.array([f(x) for x in np.linspace(low, high, n)], dtype=float)


@rejected_by(ANY, RELU)
def always_symmetric(f, low, high, n):
    """The curve goes from low to high, not from -high to high."""
    xs = np.linspace(-high, high, n)
    return xs, np.array([f(x) for x in xs], dtype=float)


@rejected_by(ENDS)
def one_gap_too_many(f, low, high, n):
    """n inputs have n - 1 gaps: yours are n + 1 inputs."""
    xs = np.linspace(low, high, n + 1)
    return xs, np.array([f(x) for x in xs], dtype=float)


@rejected_by(ANY, RELU)
def random_inputs(f, low, high, n):
    """Evenly spaced, with equal gaps, not drawn and sorted."""
    between = np.sort(np.random.default_rng(0).uniform(low, high, max(n - 2, 0)))
    xs = np.concatenate([[low], between, [high]])
    return xs, np.array([f(x) for x in xs], dtype=float)


@rejected_by("ys[k] is f(xs[k])")
def always_a_sigmoid(f, low, high, n):
    """Use the f that you are given."""
    xs = np.linspace(low, high, n)
    return xs, 1 / (1 + np.exp(-xs))


_seen: dict = {}


@rejected_by("an f that gives a whole number first and fractions later")
def remembers_the_outputs(f, low, high, n):
    """It remembers what some f gave at an input, and gives it for every other f, too."""
    xs = np.linspace(low, high, n)
    return xs, np.array([_seen[x] if x in _seen else _seen.setdefault(x, f(x)) for x in xs.tolist()], dtype=float)


@rejected_by("two points and many, between any two ends")
def arange_and_a_little_more(f, low, high, n):
    """A little more than the end is too much for a short curve: np.linspace has n points."""
    step = (high - low) / (n - 1)
    xs = np.arange(low, high + 1e-9, step)
    return xs, np.array([f(float(x)) for x in xs], dtype=float)


@rejected_by("max(0, x), whole numbers and fractions: nothing is cut off", "two points and many, between any two ends")
def outputs_within_a_hundred(f, low, high, n):
    """Leave the outputs as they are."""
    xs = np.linspace(low, high, n)
    return xs, np.clip(np.array([f(float(x)) for x in xs], dtype=float), -100, 100)


@rejected_by("two points and many, between any two ends")
def fifty_points_at_most(f, low, high, n):
    """n may be large: all n points are asked for."""
    n = min(n, 50)
    xs = np.linspace(low, high, n)
    return xs, np.array([f(float(x)) for x in xs], dtype=float)


@rejected_by("ys[k] is f(xs[k])", "two points and many, between any two ends")
def small_outputs_are_zero(f, low, high, n):
    """Leave the outputs as they are: a small one is not 0."""
    xs = np.linspace(low, high, n)
    ys = np.array([f(float(x)) for x in xs], dtype=float)
    ys[np.abs(ys) < 1e-9] = 0
    return xs, ys


@rejected_by("two points and many, between any two ends")
def a_rounded_step(f, low, high, n):
    """Do not round the step: a short curve has steps below that."""
    step = round((high - low) / (n - 1), 12)
    xs = [low + k * step for k in range(n)]
    return np.array(xs), np.array([f(x) for x in xs], dtype=float)


@rejected_by(
    "max(0, x), whole numbers and fractions: nothing is cut off",
    "an f that gives a whole number first and fractions later",
)
def whole_outputs_as_bytes(f, low, high, n):
    """An output of 300 or of -2 does not fit into a byte: dtype=float."""
    xs = np.linspace(low, high, n)
    ys = np.array([f(float(x)) for x in xs])
    if ys.dtype.kind != "f":
        ys = ys.astype(np.uint8)
    return xs, ys


@rejected_by("every call returns something new")
def one_pair_of_arrays(f, low, high, n, _kept={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    xs, ys = _kept.setdefault(n, (np.zeros(n), np.zeros(n)))
    xs[:] = np.linspace(low, high, n)
    ys[:] = [f(float(x)) for x in xs]
    return xs, ys


@rejected_by(ANY)
def nothing_far_below_zero(f, low, high, n):
    """Outputs may be of any size: nothing is cut off below."""
    xs = np.linspace(low, high, n)
    return xs, np.maximum([float(f(x)) for x in xs.tolist()], -25)
