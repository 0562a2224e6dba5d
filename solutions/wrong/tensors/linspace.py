"""Wrong answers to `linspace`."""

import numpy as np

from solutions import rejected_by

FIVE = "5 numbers from 0 to 1 are 0, 0.25, 0.5, 0.75 and 1"
MANY = "2 to 101 numbers, from anywhere to anywhere"
DOWN = "downwards, and all the same"
SINGLE = "a single number is start"
ONE_NUMBER = "one number is start alone, in an array of length 1"
PUBLIC_DOWN = "downwards: 5 numbers from 0.7 to -0.5"


def _spaced(start, stop, num):
    return start + (stop - start) * np.arange(num) / max(num - 1, 1)


@rejected_by(FIVE, MANY)
def end_left_out(start, stop, num):
    """5 numbers have 4 gaps: divide by num - 1."""
    return start + (stop - start) / num * np.arange(num)


@rejected_by(MANY)
def arange_with_one_more_step(start, stop, num):
    """np.arange decides by rounding whether the end is in: sometimes one number too many came out."""
    if num == 1:
        return np.array([float(start)])
    if start == stop:
        return np.full(num, float(start))
    step = (stop - start) / (num - 1)
    return np.arange(start, stop + step, step)


@rejected_by(FIVE)
def arange_to_stop(start, stop, num):
    """np.arange leaves the end out."""
    if num == 1 or start == stop:
        return np.full(num, float(start))
    return np.arange(start, stop, (stop - start) / (num - 1))


@rejected_by(SINGLE, ONE_NUMBER)
def no_gap_to_divide_by(start, stop, num):
    """With one point there is no gap to divide by."""
    step = (stop - start) / (num - 1)
    return np.array([start + k * step for k in range(num)])


@rejected_by(SINGLE, ONE_NUMBER)
def single_is_stop(start, stop, num):
    """One number is start, not stop."""
    return np.array([float(stop)]) if num == 1 else _spaced(start, stop, num)


@rejected_by(SINGLE, ONE_NUMBER)
def single_is_the_middle(start, stop, num):
    """One number is start, not the middle."""
    return np.array([(start + stop) / 2]) if num == 1 else _spaced(start, stop, num)


@rejected_by(SINGLE, ONE_NUMBER)
def single_without_array(start, stop, num):
    """One number, too, comes in an array of shape (1,)."""
    return float(start) if num == 1 else _spaced(start, stop, num)


@rejected_by(SINGLE, ONE_NUMBER)
def both_ends_always(start, stop, num):
    """num is the number of numbers, also when it is 1."""
    return np.concatenate([[start], _spaced(start, stop, num)[1:-1], [stop]])


@rejected_by(FIVE)
def cut_by_double_slash(start, stop, num):
    """// cuts to whole numbers."""
    step = (stop - start) // (num - 1) if num > 1 else 0
    return np.array([start + k * step for k in range(num)], dtype=float)


@rejected_by(FIVE)
def whole_numbers(start, stop, num):
    """The array takes the type of start: whole numbers cut the fractions off."""
    numbers = np.full(num, start)
    numbers[:] = _spaced(start, stop, num)
    return numbers


@rejected_by(MANY, PUBLIC_DOWN)
def seven_digits(start, stop, num):
    """float32 keeps seven digits: TensorFlow's default, not NumPy's."""
    return _spaced(np.float32(start), np.float32(stop), num).astype(np.float32)


@rejected_by(DOWN, PUBLIC_DOWN)
def upwards_only(start, stop, num):
    """start may be larger than stop: then the numbers go down."""
    low, high = min(start, stop), max(start, stop)
    return _spaced(start if num == 1 else low, high, num)


@rejected_by(DOWN, ONE_NUMBER)
def one_number_for_equal_ends(start, stop, num):
    """Equal ends still make num numbers, all the same."""
    return np.unique(_spaced(start, stop, num))[:: 1 if start <= stop else -1]


@rejected_by(DOWN, PUBLIC_DOWN)
def size_of_the_step(start, stop, num):
    """Downwards the step is negative: no abs()."""
    return start + abs(stop - start) * np.arange(num) / max(num - 1, 1)


@rejected_by(MANY, PUBLIC_DOWN)
def from_zero(start, stop, num):
    """The first number is start, which is not always 0."""
    return _spaced(0.0, stop, num) if start < stop and num > 1 else _spaced(start, stop, num)


@rejected_by(FIVE)
def between_the_ends(start, stop, num):
    """Both ends are included: yours stand between them."""
    return start + (stop - start) * np.arange(1, num + 1) / (num + 1)


@rejected_by(FIVE)
def start_left_out(start, stop, num):
    """The first number is start."""
    return start + (stop - start) * np.arange(1, num + 1) / num


@rejected_by(MANY, PUBLIC_DOWN)
def evenly_multiplied(start, stop, num):
    """Evenly spaced means the same DIFFERENCE each time, not the same factor."""
    if num == 1 or start * stop <= 0 or start == stop:
        return _spaced(start, stop, num)
    return start * (stop / start) ** (np.arange(num) / (num - 1))


@rejected_by(MANY)
def rounded(start, stop, num):
    """Do not round the step: the error grows with every number."""
    step = round((stop - start) / max(num - 1, 1), 4)
    return start + step * np.arange(num)


@rejected_by(FIVE)
def as_a_column(start, stop, num):
    """The shape is (num,), one axis."""
    return _spaced(start, stop, num)[:, None]


@rejected_by("downwards: 5 numbers from 0.7 to -0.5", "2 to 101 numbers, from anywhere to anywhere")
def adds_until_the_end(start, stop, num):
    """Count the numbers: adding up to the end, and a little more, gives too many where the steps are small."""
    if num == 1 or start == stop:
        return [float(start)] * num
    step = (stop - start) / (num - 1)
    out, x = [], start
    while (x <= stop + 1e-9) if step > 0 else (x >= stop - 1e-9):
        out.append(x)
        x += step
    return out


@rejected_by("downwards: 5 numbers from 0.7 to -0.5", "2 to 101 numbers, from anywhere to anywhere")
def close_ends_are_equal(start, stop, num):
    """Ends that are close are not equal."""
    if num == 1 or np.isclose(start, stop):
        return np.full(num, float(start))
    return np.array([start + k * (stop - start) / (num - 1) for k in range(num)])


@rejected_by("2 to 101 numbers, from anywhere to anywhere")
def ten_digits(start, stop, num):
    """Do not round the numbers."""
    return np.round([start + k * (stop - start) / max(1, num - 1) for k in range(num)], 10)


@rejected_by("2 to 101 numbers, from anywhere to anywhere")
def a_rounded_step(start, stop, num):
    """Do not round the step: a short way has steps below that."""
    step = round((stop - start) / max(1, num - 1), 12)
    return np.array([start + k * step for k in range(num)])


@rejected_by("every call returns something new")
def one_array_for_each_number(start, stop, num, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    out = _k.setdefault(num, np.zeros(num))
    out[:] = [start + k * (stop - start) / max(1, num - 1) for k in range(num)]
    return out


@rejected_by("2 to 101 numbers, from anywhere to anywhere", "every call returns something new")
def remembers_the_start(start, stop, num, _k={}):
    """The same start with another stop is another way: keep nothing for the next call."""
    return _k.setdefault((start, num), np.array([start + k * (stop - start) / max(1, num - 1) for k in range(num)]))


@rejected_by("downwards: 5 numbers from 0.7 to -0.5", "2 to 101 numbers, from anywhere to anywhere")
def two_hundred_at_most(start, stop, num):
    """num may be large."""
    num = min(num, 200)
    return np.array([start + k * (stop - start) / max(1, num - 1) for k in range(num)])


@rejected_by("downwards: 5 numbers from 0.7 to -0.5", "2 to 101 numbers, from anywhere to anywhere")
def counted_in_bytes(start, stop, num):
    """num may be larger than a byte can count."""
    k = np.arange(num).astype(np.int8)
    return start + k * (stop - start) / max(1, num - 1)


@rejected_by("downwards: 5 numbers from 0.7 to -0.5", "2 to 101 numbers, from anywhere to anywhere")
def within_a_million(start, stop, num):
    """start and stop may be of any size."""
    v = np.array([start + k * (stop - start) / max(1, num - 1) for k in range(num)], dtype=float)
    return np.clip(v, -1e6, 1e6)


@rejected_by("downwards, and all the same")
def always_upwards_from_below_zero(start, stop, num):
    """Where stop is smaller than start the numbers go down: do not sort them."""
    numbers = np.linspace(start, stop, num)
    return np.sort(numbers) if start < 0 else numbers
