"""Wrong answers to the warm-up, the staged one first."""

from solutions import rejected_by

AND = "AND: the neuron fires for (1, 1) and for no other pair"


@rejected_by(AND)
def one_is_enough(a, b):
    """One input alone is enough: that is OR, not AND."""
    return 1 if a + b - 0.5 > 0 else 0


@rejected_by(AND)
def never_fires(a, b):
    """It never fires: for (1, 1) the sum has to end up above 0."""
    return 1 if a + b - 2 > 0 else 0


@rejected_by(AND)
def always_fires(a, b):
    """It always fires: for (0, 0) the sum has to end up at or below 0."""
    return 1 if a + b + 1.5 > 0 else 0


@rejected_by(AND)
def one_and_zero_exchanged(a, b):
    """It fires for every pair but the right one: exchange the 1 and the 0."""
    return 0 if a + b - 1.5 > 0 else 1


@rejected_by(AND)
def the_sum(a, b):
    """Return 1 or 0, not the sum itself."""
    return a + b - 1.5
