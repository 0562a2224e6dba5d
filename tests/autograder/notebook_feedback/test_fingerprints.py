"""Digests of answers: the same for answers that did the same, however they are written."""

from typing import Any

import numpy as np
import pytest

from autograder.notebook_feedback.fingerprints import Fingerprint, fingerprint, fingerprints


def of(result: Any, *arguments: Any) -> Fingerprint:
    found = fingerprint([(arguments, result, None)])
    assert found is not None
    return found


def test_a_list_has_the_values_of_an_array_and_is_not_exactly_the_same():
    one, other = of([[1, 2], [3, 4]]), of(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert one.values == other.values
    assert one.exact != other.exact


def test_another_order_of_the_same_operations_gives_the_same_digest():
    numbers = np.random.default_rng(5).uniform(-400, 400, 20_000)
    assert of(numbers / 3 * 7) == of(numbers * 7 / 3)
    assert of(np.sqrt(2) ** 2).values == of(2.0).values
    assert of(np.array([1.0, 1e-17])) == of(np.array([1.0, 0.0]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.0 + 1e-8),
        (1.0, 2.0),
        (np.ones(3), np.ones((3, 1))),
        (np.array([1.0, np.nan]), np.array([1.0, np.inf])),
        (np.array([1.0, np.inf]), np.array([1.0, -np.inf])),
        ("a", "b"),
        ("1", 1),
        (None, 0),
        ([1, "a"], [1, "b"]),
        ({"a": 1}, {"a": 2}),
        (3.14159, np.pi),
    ],
)
def test_other_values_give_other_digests(one: Any, other: Any):
    assert of(one).values != of(other).values


def test_what_a_call_does_to_its_arguments_is_told():
    image = np.ones(3)
    assert of(1.0, np.ones(3)) == of(1.0, np.ones(3))
    assert of(1.0, np.ones(3)).values != of(1.0, np.zeros(3)).values
    assert of(image, image).values == of(image.copy(), image).values
    assert of(1.0, np.ones(3)).exact != of(1.0, np.zeros(3)).exact
    assert of(image, image).exact != of(image.copy(), image).exact


def test_an_exception_is_its_builtin_class_and_its_text():
    def raised(error: Exception) -> Fingerprint | None:
        return fingerprint([((), None, error)])

    assert raised(IndexError("7 is too large")) == raised(type("Mine", (IndexError,), {})("7 is too large"))
    assert raised(IndexError("7 is too large")) != raised(IndexError("8 is too large"))
    assert raised(IndexError("")) != raised(KeyError(""))
    assert raised(TypeError("<f at 0x7f01>")) == raised(TypeError("<f at 0x7f02>"))


def test_each_call_has_the_digest_of_all_calls_up_to_it():
    calls = [((), 1, None), ((), 2, None), ((), 3, None)]
    assert len(set(fingerprints(calls))) == 3
    assert fingerprints(calls)[:2] == fingerprints(calls[:2])
    assert fingerprint([]) is None


def test_what_cannot_be_walked_through_in_a_moment_has_no_digest():
    ring: list[Any] = []
    ring.append(ring)
    deep: list[Any] = []
    for _ in range(10_000):
        deep = [deep]
    shared: list[Any] = [0] * 100
    for _ in range(6):
        shared = [shared] * 100
    for thing in (ring, deep, shared, [0] * 1_000_000, 10**5000):
        assert fingerprint([((), thing, None)]) is None
