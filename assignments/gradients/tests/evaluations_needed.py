"""evaluations_needed: what a gradient costs."""

from checks import expect_equal, expect_error
from otter.test_files import test_case

OK_FORMAT = False
name = "evaluations_needed"
points = 0.5


@test_case(name="two numbers, forward differences: 3, as in the lecture", points=0.125)
def test_lecture(evaluations_needed):
    mistakes = [
        ("f at the point itself is needed, too: it is in every difference.", 2),
        ("f at the point itself is the same in both differences: compute it once.", 4),
    ]
    expect_equal(evaluations_needed(2, "forward"), 3, "evaluations_needed(2, 'forward')", mistakes=mistakes)


@test_case(name="backprop runs f once", points=0.125)
def test_backprop(evaluations_needed):
    mistakes = [
        ("The backward pass is not counted, only f itself.", 2),
        ("One run of f serves all slopes: that is the point of backprop.", 3),
    ]
    expect_equal(evaluations_needed(3, "backprop"), 1, "evaluations_needed(3, 'backprop')", mistakes=mistakes)


@test_case(name="three numbers, central differences: 6", points=0.125)
def test_three_numbers(evaluations_needed):
    mistakes = [
        ("2n + 1 counts f at the point itself, and no central difference uses it.", 7),
        ("A central difference takes f on both sides, for each number.", 4),
    ]
    expect_equal(evaluations_needed(3, "central"), 6, "evaluations_needed(3, 'central')", mistakes=mistakes)
    many = 3_000_000_001
    expect_equal(evaluations_needed(many, "central"), 2 * many, f"evaluations_needed({many}, 'central')")


@test_case(name="any other method raises a ValueError", points=0.125)
def test_other_method(evaluations_needed):
    for method in ("guess", "Central", "central ", "centre", "FORWARD", "back-prop", "backpropagation"):
        expect_error(ValueError, evaluations_needed, 3, method)
