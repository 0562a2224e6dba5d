"""An argument that a call changed is found, whatever its kind, size and memory order; one that it left alone is not."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.wire.encoder import Encoder
from autograder.wire.mutations import _COPY_BELOW, changed_contents, snapshot
from tests.support.wire_values import no_function

SIDE = 130
LARGE = np.arange(SIDE * SIDE, dtype=np.float64).reshape(SIDE, SIDE)
OBJECTS: dict[str, Callable[[], Any]] = {
    "a small array": lambda: np.zeros(3),
    "a large array": LARGE.copy,
    "a large array in Fortran order": lambda: np.asfortranarray(LARGE),
    "every second column of a large array": lambda: np.repeat(LARGE, 2, axis=1)[:, ::2],
    "a large array of an odd number of bytes": lambda: np.zeros(_COPY_BELOW + 1, np.uint8),
    "a list": lambda: [0, 1],
    "a dict": lambda: {0: 1},
    "a generator": lambda: np.random.default_rng(1),
}


def changed(thing: Any, change: Callable[[Any], Any]) -> bool:
    encoder = Encoder(no_function)
    encoder.encode(thing)
    before = snapshot(encoder.objects)
    change(thing)
    return [number for number, _ in changed_contents(encoder.objects, before, encoder)] == [0]


def write_one(thing: Any) -> None:
    if isinstance(thing, np.random.Generator):
        thing.random()
    elif isinstance(thing, np.ndarray):
        thing[(-1,) * thing.ndim] = 77
    else:
        thing[0] = 77


@pytest.mark.parametrize("make", OBJECTS.values(), ids=OBJECTS)
def test_an_object_that_was_written_to_has_changed(make: Callable[[], Any]):
    assert changed(make(), write_one)


@pytest.mark.parametrize("make", OBJECTS.values(), ids=OBJECTS)
def test_an_object_that_was_only_read_has_not_changed(make: Callable[[], Any]):
    assert not changed(make(), repr)


@pytest.mark.parametrize("size", [2, _COPY_BELOW])
def test_the_bytes_of_an_array_are_compared_and_not_its_numbers(size: int):
    assert not changed(np.full(size, np.nan), lambda array: array.fill(np.nan))
    assert changed(np.full(size, 0.0), lambda array: array.fill(-0.0))


@pytest.mark.parametrize("make", OBJECTS.values(), ids=OBJECTS)
def test_the_host_is_sent_all_that_is_no_array(make: Callable[[], Any]):
    encoder = Encoder(no_function)
    encoder.encode(make())
    before = snapshot(encoder.objects, only_arrays=True)
    sent = changed_contents(encoder.objects, before, encoder)
    assert len(sent) == (not isinstance(encoder.objects[0], np.ndarray))


def test_a_dict_in_another_order_has_changed():
    assert changed({1: "a", 2: "b"}, lambda table: table.update({1: table.pop(1)}))
