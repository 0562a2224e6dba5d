"""Networks compared parameter by parameter: names, shapes, and the first that is off in the order of debugging."""

import numpy as np
import pytest
from checks import (
    Mismatch,
    as_parameters,
    expect_parameter_slopes,
    expect_parameters,
    expect_parameters_unchanged,
)

ORDER = ("b2", "W2", "b1", "W1")
HINTS = {name: f"Look at {name} again." for name in ORDER}


def network():
    """Four parameters of which no two numbers and no two shapes are the same."""
    return {
        "W1": np.array([[0.5, -1.5, 2.5], [3.5, 4.5, -5.5]]),
        "b1": np.array([6.5, -7.5, 8.5]),
        "W2": np.array([[9.5], [-1.25], [1.75]]),
        "b2": np.array([2.25]),
    }


def slopes_complaint(actual, **options):
    with pytest.raises(Mismatch) as caught:
        expect_parameter_slopes(actual, network(), "the gradient", order=ORDER, rtol=1e-9, **options)
    return caught.value


def test_equal_parameters_pass_as_arrays_lists_and_in_any_order():
    for same in (network(), {name: value.tolist() for name, value in reversed(network().items())}):
        expect_parameters(same, network(), "the params")
        expect_parameter_slopes(same, network(), "the gradient", order=ORDER)


@pytest.mark.parametrize(
    ("actual", "sentence"),
    [
        (None, "return"),
        ([1, 2], "should be a dict with the names W1, b1, W2, b2, and is of type list"),
        ({"W1": 1, "b1": 1, "W2": 1}, "b2 is missing"),
        (network() | {"loss": 0.5}, "has 'loss' too"),
        (network() | {"b1": None}, "b1 is None"),
        (network() | {"b1": [[6.5, -7.5, 8.5]]}, r"b1 should have shape \(3,\), and has \(1, 3\)\.$"),
        (
            network() | {"W2": [[9.5, -1.25, 1.75]]},
            r"W2 should have shape \(3, 1\), and has \(1, 3\)\. It is transposed",
        ),
    ],
)
def test_what_is_no_such_dict_is_said(actual, sentence):
    with pytest.raises(Mismatch, match=sentence):
        as_parameters(actual, network(), "the gradient")


@pytest.mark.parametrize("place", range(4))
def test_the_first_in_the_order_is_named_with_its_hint_and_what_is_right_before_it(place):
    wrong = network()
    for name in ORDER[place:]:
        wrong[name] = wrong[name] + 0.125
    head, *table = str(slopes_complaint(wrong, hints=HINTS)).splitlines()
    assert head.startswith(f"the gradient: {ORDER[place]}: ")
    assert head.endswith(f"Look at {ORDER[place]} again.")
    assert (" right)" in head) == (place > 0)
    assert all(name in head for name in ORDER[:place])
    assert not any(name in head for name in ORDER[place + 1 :])
    assert table[0].split()[:2] == ["coordinate", "yours"]


def test_what_was_expected_and_given_belongs_to_the_parameter_that_is_named():
    mismatch = slopes_complaint(network() | {"W2": np.zeros((3, 1))})
    assert mismatch.expected.tolist() == [[9.5], [-1.25], [1.75]]
    assert mismatch.actual.tolist() == [[0], [0], [0]]


def test_a_slip_takes_the_place_of_the_hint_and_must_agree_in_all_that_it_says():
    wrong = network() | {"b2": [4.75], "W1": np.zeros((2, 3))}
    slip = ("Divided by the wrong number.", {"b2": [4.75]})
    said = str(slopes_complaint(wrong, slips=[slip], hints=HINTS))
    assert "Divided by the wrong number." in said
    assert "Look at" not in said
    half_true = ("Divided by the wrong number.", {"b2": [4.75], "W1": np.ones((2, 3))})
    said = str(slopes_complaint(wrong, slips=[half_true], hints=HINTS))
    assert "Divided" not in said
    assert "Look at b2 again." in said


def test_slips_that_every_gradient_knows_are_named_too():
    said = str(slopes_complaint(network() | {"W1": -network()["W1"]}, hints=HINTS))
    assert "wrong sign" in said
    assert "b2, W2 and b1 are right" in said


def test_values_are_compared_with_tolerance_and_their_slips():
    near = {name: value * (1 + 1e-8) for name, value in network().items()}
    expect_parameters(near, network(), "the params", rtol=1e-7)
    with pytest.raises(Mismatch, match="the params: W1: 6 of 6 values differ"):
        expect_parameters(near, network(), "the params", rtol=1e-9)
    uphill = {name: value + 1 for name, value in network().items()}
    with pytest.raises(Mismatch, match="goes uphill"):
        expect_parameters(uphill, network(), "the params", rtol=1e-9, slips=[("It goes uphill.", uphill)])


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (network() | {"hidden": 1}, "names"),
        ({name: value for name, value in network().items() if name != "b1"}, "names"),
        (network() | {"b1": np.array([6.5, -7.5, 8.0])}, r'params\["b1"\]'),
        (network() | {"b2": np.array([2.25], dtype=np.float32)}, r'params\["b2"\]'),
        (network() | {"b2": np.array([[2.25]])}, r'params\["b2"\]'),
    ],
)
def test_a_change_of_the_callers_params_is_named(after, sentence):
    expect_parameters_unchanged(network(), network())
    with pytest.raises(Mismatch, match=sentence):
        expect_parameters_unchanged(network(), after)
