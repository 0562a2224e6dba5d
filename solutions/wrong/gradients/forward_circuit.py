"""Wrong answers to forward_circuit."""

import numpy as np

from solutions import rejected_by


@rejected_by("the lecture's numbers -2, 5, -4 give -12", "any three numbers")
def multiplies_first(x, y, z):
    """Add first, then multiply: * binds tighter than +, so put brackets round x + y."""
    return x + y * z


@rejected_by("the lecture's numbers -2, 5, -4 give -12", "any three numbers")
def gates_exchanged(x, y, z):
    """The add gate comes first, the multiply gate second."""
    return x * y + z


@rejected_by("the lecture's numbers -2, 5, -4 give -12", "any three numbers")
def multiplies_all(x, y, z):
    """The first gate adds x and y; yours multiplies them."""
    return x * y * z


@rejected_by("the lecture's numbers -2, 5, -4 give -12")
def stops_after_the_first_gate(x, y, z):
    """That is q: send it on through the multiply gate, with z."""
    return x + y


@rejected_by("the lecture's numbers -2, 5, -4 give -12")
def prints_the_output(x, y, z):
    """print is not return."""
    print((x + y) * z)


@rejected_by("any three numbers", "arrays with rows and columns", "arrays are worked on element by element")
def knows_the_lecture_by_heart(x, y, z):
    """Right for the lecture's numbers only: compute with the x, y and z that you are given."""
    return -12


@rejected_by("the arrays that go in are the same afterwards", "the three arrays that were given stay as they were")
def adds_in_place(x, y, z):
    """x += y changes the caller's array: write q = x + y."""
    x += y
    return x * z


@rejected_by("arrays are worked on element by element", "arrays with rows and columns")
def matrix_product(x, y, z):
    """Element by element is *; @ and np.dot multiply matrices."""
    return np.dot(x + y, z)


@rejected_by("arrays are worked on element by element")
def numbers_only(x, y, z):
    """float() takes one number: leave arrays as they are."""
    return float(x + y) * float(z)


@rejected_by("any three numbers", "1.5, 2.25 and 3 give 11.25: fractions stay")
def cuts_to_whole_numbers(x, y, z):
    """int() cuts the fraction off."""
    if np.ndim(x):
        return (x + y) * z
    return int(x + y) * int(z)


@rejected_by("the lecture's numbers -2, 5, -4 give -12")
def returns_both_gates(x, y, z):
    """Return the output of the last gate alone."""
    q = x + y
    return q, q * z


@rejected_by("arrays with rows and columns", "arrays are worked on element by element")
def adds_up_the_elements(x, y, z):
    """One output for each element: nothing is added up over the array."""
    return np.sum((x + y) * z)


@rejected_by("any three numbers", "arrays with rows and columns")
def twelve_digits(x, y, z):
    """Do not round: an output of 2e-18 is not 0."""
    return np.round((x + y) * z, 12)


@rejected_by("any three numbers")
def small_sums_are_zero(x, y, z):
    """A small sum is a sum: leave the limit out, and numbers may be of any size."""
    q = x + y
    q = np.where(np.abs(q) < 1e-9, 0.0, q)
    return q * z


@rejected_by("arrays are worked on element by element", "any three numbers")
def within_a_thousand(x, y, z):
    """Leave the output as it is: it may be of any size."""
    return np.clip((x + y) * z, -1000, 1000)


@rejected_by("any three numbers")
def nothing_at_zero(x, y, z):
    """Where z is 0 the output is 0, and not None: no case needs a line of its own."""
    if np.ndim(z) == 0 and z == 0:
        return None
    return (x + y) * z


_out = {}


@rejected_by("every call returns something new")
def one_array_for_each_shape(x, y, z):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    if np.ndim(x) == 0:
        return (x + y) * z
    out = _out.setdefault(np.shape(x), np.zeros(np.shape(x)))
    out[...] = (x + y) * z
    return out


@rejected_by("arrays with rows and columns")
def result_of_the_kind_of_x(x, y, z):
    """An array like x holds whole numbers if x does: the fractions that z brings are cut off."""
    if np.ndim(x) == 0:
        return (x + y) * z
    result = np.zeros_like(x)
    result[...] = (x + y) * z
    return result


@rejected_by("any three numbers")
def whole_if_x_and_y_are(x, y, z):
    """With whole x and y the output may have a fraction, from z: leave int() out."""
    if isinstance(x, int) and isinstance(y, int):
        return int((x + y) * z)
    return (x + y) * z


@rejected_by("arrays with rows and columns")
def result_of_the_kind_of_z(x, y, z):
    """An array like z holds whole numbers if z does: the fractions of x and y are cut off."""
    if np.ndim(z) == 0:
        return (x + y) * z
    result = np.zeros_like(z)
    result[...] = (x + y) * z
    return result
