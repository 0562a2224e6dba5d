"""Wrong answers to gradient_step."""

import numpy as np

from solutions import rejected_by


@rejected_by("from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)", "any number of coordinates, any step size")
def downhill(x, gradient, step_size):
    """You walked downhill: add the gradient to make the output larger."""
    return x - step_size * gradient


@rejected_by(
    "x and the gradient are the same afterwards",
    "whole numbers in x and in the gradient",
    "from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)",
)
def moves_the_callers_x(x, gradient, step_size):
    """x += ... writes into the array that you were given: x + ... makes a new one."""
    x += step_size * gradient
    return x


@rejected_by(
    "x and the gradient are the same afterwards",
    "from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)",
)
def moves_it_number_by_number(x, gradient, step_size):
    """x[i] = ... changes the caller's array: work on a copy."""
    for i in range(len(x)):
        x[i] = x[i] + step_size * gradient[i]
    return x


@rejected_by(
    "x and the gradient are the same afterwards",
    "from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)",
)
def scales_the_callers_gradient(x, gradient, step_size):
    """gradient *= ... changes the caller's array."""
    gradient *= step_size
    return x + gradient


@rejected_by(
    "whole numbers in x and in the gradient",
    "from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)",
)
def cuts_off_fractions(x, gradient, step_size):
    """array([-2, 3]) holds whole numbers: -1.97 was cut to -1."""
    result = x.copy()
    for i in range(len(x)):
        result[i] = x[i] + step_size * gradient[i]
    return result


@rejected_by(
    "whole numbers in x and in the gradient",
    "from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)",
)
def adds_into_whole_numbers(x, gradient, step_size):
    """A copy of array([-2, 3]) holds whole numbers, too: floats cannot be added into it."""
    result = np.array(x)
    result += step_size * gradient
    return result


@rejected_by("any number of coordinates, any step size", "from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)")
def a_step_of_fixed_length(x, gradient, step_size):
    """Scale the gradient by step_size only; its own length matters."""
    return x + step_size * gradient / np.linalg.norm(gradient)


@rejected_by("any number of coordinates, any step size", "from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)")
def only_the_sign(x, gradient, step_size):
    """How steep it is matters, not only the sign."""
    return x + step_size * np.sign(gradient)


@rejected_by(
    "any number of coordinates, any step size",
    "from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)",
)
def a_step_size_of_its_own(x, gradient, step_size):
    """Use the step_size that you are given, not always 0.01."""
    return x + 0.01 * gradient


@rejected_by("from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)")
def forgets_the_step_size(x, gradient, step_size):
    """Multiply the gradient by step_size first."""
    return x + gradient


@rejected_by("from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)")
def the_step_alone(x, gradient, step_size):
    """That is the step; add it to x."""
    return step_size * gradient


@rejected_by("from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)")
def scales_both(x, gradient, step_size):
    """Brackets: only the gradient is multiplied by step_size."""
    return step_size * (x + gradient)


@rejected_by(
    "any number of coordinates, any step size",
    "from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)",
)
def two_coordinates_only(x, gradient, step_size):
    """There may be any number of coordinates, not just two."""
    return x[0] + step_size * gradient[0], x[1] + step_size * gradient[1]


@rejected_by("any number of coordinates, any step size")
def rounded(x, gradient, step_size):
    """Do not round: small steps add up."""
    return np.round(x + step_size * gradient, 4)


@rejected_by("from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)")
def a_table_of_both(x, gradient, step_size):
    """x[:, None] makes a table of every x with every slope: the shapes (n,) and (n,) are added as they are."""
    return x[:, None] + step_size * gradient


@rejected_by("x and the gradient that were given stay as they were", "any number of coordinates, any step size")
def steps_of_a_hundred_at_most(x, gradient, step_size):
    """Take the step as long as it is: nothing is cut off."""
    return x + np.clip(step_size * gradient, -100, 100)


@rejected_by("any number of coordinates, any step size", "whole numbers in x and in the gradient")
def gradient_shortened(x, gradient, step_size):
    """The gradient counts with its own length, also if it is long."""
    n = np.linalg.norm(gradient)
    if n > 100:
        gradient = gradient * (100 / n)
    return x + step_size * gradient


@rejected_by("any number of coordinates, any step size")
def stays_where_it_is_flat(x, gradient, step_size):
    """A gentle slope with a large step size is a step like others."""
    if np.linalg.norm(gradient) < 1e-6:
        return np.array(x, dtype=float)
    return x + step_size * gradient


@rejected_by("x and the gradient that were given stay as they were", "any number of coordinates, any step size")
def stays_when_close(x, gradient, step_size):
    """A short step is a step: the new point is not x."""
    new = x + step_size * gradient
    return np.array(x, dtype=float) if np.allclose(new, x) else new


@rejected_by("any number of coordinates, any step size")
def twelve_digits(x, gradient, step_size):
    """Do not round the point."""
    return np.round(x + step_size * gradient, 12)


@rejected_by("whole numbers in x and in the gradient")
def gradient_as_bytes(x, gradient, step_size):
    """A gradient of whole numbers may hold 300: it does not fit into a byte."""
    g = np.asarray(gradient, dtype=np.int8) if gradient.dtype.kind in "iu" else gradient
    return x + step_size * g


@rejected_by("any number of coordinates, any step size")
def step_size_without_its_sign(x, gradient, step_size):
    """The formula uses step_size as it is, with its sign."""
    return x + abs(step_size) * gradient


@rejected_by("x and the gradient that were given stay as they were", "any number of coordinates, any step size")
def step_size_of_two_at_most(x, gradient, step_size):
    """Use the step_size that you are given, also a large one."""
    return x + min(step_size, 2.0) * gradient


_buf = {}


@rejected_by("every call returns something new")
def one_array_for_each_shape(x, gradient, step_size):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    out = _buf.setdefault(x.shape, np.zeros(x.shape))
    out[:] = x + step_size * gradient
    return out


@rejected_by("every call returns something new")
def x_itself_where_it_is_flat(x, gradient, step_size):
    """Return something new, even if nothing moves."""
    if not np.any(gradient):
        return x
    return x + step_size * gradient


@rejected_by("whole numbers in x and in the gradient")
def whole_x_in_sixteen_bits(x, gradient, step_size):
    """int16 counts to 32,767: a larger x wraps round."""
    return (x.astype(np.int16) if x.dtype.kind in "iu" else x) + step_size * gradient


@rejected_by("from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)")
def x_and_gradient_exchanged(x, gradient, step_size):
    """The point is x, and the gradient is scaled: yours has them exchanged."""
    return gradient + step_size * x


@rejected_by("from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)", "any number of coordinates, any step size")
def an_axis_more(x, gradient, step_size):
    """The result has shape (n,), not (1, n)."""
    return np.array([x + step_size * gradient])


@rejected_by("from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)")
def result_of_the_kind_of_the_gradient(x, gradient, step_size):
    """An array like the gradient holds whole numbers if that does: fractions are cut off."""
    result = np.zeros_like(gradient)
    result[...] = x + step_size * gradient
    return result
