"""evaluations_needed: what a gradient costs."""

from checks import expect_equal
from otter.test_files import test_case

OK_FORMAT = False
name = "evaluations_needed"
points = 0.5


@test_case(name="two numbers, forward differences: 3, as in the lecture", points=0.25)
def test_lecture(evaluations_needed):
    mistakes = [
        ("f at the point itself is needed, too: it is in every difference.", 2),
        ("f at the point itself is the same in both differences: compute it once.", 4),
    ]
    expect_equal(evaluations_needed(2, "forward"), 3, "evaluations_needed(2, 'forward')", mistakes=mistakes)


@test_case(name="backprop runs f once", points=0.25)
def test_backprop(evaluations_needed):
    mistakes = [
        ("The backward pass is not counted, only f itself.", 2),
        ("One run of f serves all slopes: that is the point of backprop.", 3),
    ]
    expect_equal(evaluations_needed(3, "backprop"), 1, "evaluations_needed(3, 'backprop')", mistakes=mistakes)
