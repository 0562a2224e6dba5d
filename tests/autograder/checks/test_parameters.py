"""Networks compared parameter by parameter: names, shapes, and the first wrong one in the order of debugging."""

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
    """Four parameters; no two have the same numbers or the same shape."""
    return {
        "W1": np.array([[0.5, -1.5, 2.5], [3.5, 4.5, -5.5]]),
        "b1": np.array([6.5, -7.5, 8.5]),
        "W2": np.array([[9.5], [-1.25], [1.75]]),
        "b2": np.array([2.25]),
    }


def slopes_mismatch(actual, **options):
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
        (network() | {"loss": 0.5}, "and also has 'loss'"),
        (network() | {"b1": None}, "b1 is None"),
        (network() | {"b1": [[6.5, -7.5, 8.5]]}, r"b1 should have shape \(3,\), and has \(1, 3\)\.$"),
        (
            network() | {"W2": [[9.5, -1.25, 1.75]]},
            r"W2 should have shape \(3, 1\), and has \(1, 3\)\. It is transposed",
        ),
    ],
)
def test_the_message_says_why_it_is_not_such_a_dict(actual, sentence):
    with pytest.raises(Mismatch, match=sentence):
        as_parameters(actual, network(), "the gradient")


@pytest.mark.parametrize("place", range(4))
def test_the_first_wrong_parameter_is_named_with_its_hint_and_the_right_ones_before_it(place):
    wrong = network()
    for name in ORDER[place:]:
        wrong[name] = wrong[name] + 0.125
    head, *table = str(slopes_mismatch(wrong, hints=HINTS)).splitlines()
    assert head.startswith(f"the gradient: {ORDER[place]}: ")
    assert head.endswith(f"Look at {ORDER[place]} again.")
    assert (" right)" in head) == (place > 0)
    assert all(name in head for name in ORDER[:place])
    assert not any(name in head for name in ORDER[place + 1 :])
    assert table[0].split()[:2] == ["coordinate", "yours"]


def test_the_values_in_the_mismatch_belong_to_the_named_parameter():
    mismatch = slopes_mismatch(network() | {"W2": np.zeros((3, 1))})
    assert mismatch.expected.tolist() == [[9.5], [-1.25], [1.75]]
    assert mismatch.actual.tolist() == [[0], [0], [0]]


def test_a_mistake_replaces_the_hint_if_all_its_parameters_agree():
    wrong = network() | {"b2": [4.75], "W1": np.zeros((2, 3))}
    mistake = ("Divided by the wrong number.", {"b2": [4.75]})
    message = str(slopes_mismatch(wrong, mistakes=[mistake], hints=HINTS))
    assert "Divided by the wrong number." in message
    assert "Look at" not in message
    half_right = ("Divided by the wrong number.", {"b2": [4.75], "W1": np.ones((2, 3))})
    message = str(slopes_mismatch(wrong, mistakes=[half_right], hints=HINTS))
    assert "Divided" not in message
    assert "Look at b2 again." in message


def test_mistakes_in_any_gradient_are_also_named():
    message = str(slopes_mismatch(network() | {"W1": -network()["W1"]}, hints=HINTS))
    assert "wrong sign" in message
    assert "b2, W2 and b1 are right" in message


def test_values_are_compared_with_a_tolerance_and_with_mistakes():
    near = {name: value * (1 + 1e-8) for name, value in network().items()}
    expect_parameters(near, network(), "the params", rtol=1e-7)
    with pytest.raises(Mismatch, match="the params: W1: 6 of 6 values differ"):
        expect_parameters(near, network(), "the params", rtol=1e-9)
    uphill = {name: value + 1 for name, value in network().items()}
    with pytest.raises(Mismatch, match="goes uphill"):
        expect_parameters(uphill, network(), "the params", rtol=1e-9, mistakes=[("It goes uphill.", uphill)])


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
