"""The warm-up: a check that fails first, on purpose, and earns no points."""

from checks import expect_equal
from otter.test_files import test_case

OK_FORMAT = False

name = "warm_up"
points = 0
all_or_nothing = True  # with no points to share out, Otter would divide by zero


@test_case(name="AND: the neuron fires for (1, 1) and for no other pair", points=0)
def test_and(warm_up):
    mistakes = [
        (
            "For (0, 1) and (1, 0) it should be 0, and is 1: one input alone is enough. That is OR, not AND.",
            [0, 1, 1, 1],
        ),
        ("It never fires: for (1, 1) the sum has to end up above 0.", [0, 0, 0, 0]),
        ("It always fires: for (0, 0) the sum has to end up at or below 0.", [1, 1, 1, 1]),
        ("It fires for every pair but the right one: exchange the 1 and the 0.", [1, 1, 1, 0]),
    ]
    outputs = [warm_up(a, b) for a, b in ((0, 0), (0, 1), (1, 0), (1, 1))]
    expect_equal(outputs, [0, 0, 0, 1], "warm_up for (0, 0), (0, 1), (1, 0), (1, 1)", mistakes=mistakes)
