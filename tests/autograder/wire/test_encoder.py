"""What is not quite plain data arrives as the nearest plain value, or as a value that cannot be used."""

import enum
from typing import Any

import numpy as np
import pytest

from autograder.wire.decoder import OpaqueValue
from tests.support.wire_values import decoded, encoded


class Colour(enum.IntEnum):
    RED = 3


class Name(str):
    __slots__ = ()


class OddBits(np.random.PCG64):
    """A source of random numbers whose state nobody but its author can read."""


class Broken:
    def __repr__(self) -> str:
        raise RuntimeError("no text")


def nested(depth: int) -> list[Any]:
    thing: list[Any] = []
    for _ in range(depth):
        thing = [thing]
    return thing


def over_the_wire(thing: Any) -> Any:
    return decoded(*encoded(thing))


@pytest.mark.parametrize(
    ("thing", "arrives"),
    [
        (range(3), [0, 1, 2]),
        (Colour.RED, 3),
        (Name("ada"), "ada"),
        ("a lone \ud800", "a lone \ufffd"),
        (1 << 70, 1 << 70),
        ([1 << 70] * 20, [1 << 70] * 20),
    ],
)
def test_a_value_of_a_near_type_arrives_as_plain_data(thing: Any, arrives: Any):
    back = over_the_wire(thing)
    assert (type(back), back) == (type(arrives), arrives)


@pytest.mark.parametrize(
    "thing",
    [
        object(),
        Broken(),
        int,
        1 << (1 << 16),
        np.array([None]),
        {frozenset(): 1},
        np.random.Generator(OddBits(1)),
        np.datetime64("2026-01-01"),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_a_value_that_is_not_plain_data_cannot_be_used(thing: Any):
    assert isinstance(over_the_wire([thing])[0], OpaqueValue)


def test_a_list_that_is_nested_too_deeply_arrives_to_a_certain_depth():
    back = over_the_wire(nested(500))
    while isinstance(back, list):
        back = back[0]
    assert isinstance(back, OpaqueValue)


@pytest.mark.parametrize("order", ["<", ">"])
def test_characters_that_do_not_exist_arrive_as_replacement_characters(order: str):
    bits = np.array([0x41, 0x110000, 0xD800, 0xFFFFFFFF], dtype=f"{order}u4")
    back = over_the_wire(bits.view(f"{order}U2"))
    assert back.tolist() == ["A\ufffd", "\ufffd\ufffd"]
    assert repr(back)
