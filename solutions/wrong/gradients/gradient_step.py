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
