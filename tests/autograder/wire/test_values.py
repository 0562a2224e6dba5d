"""Values on the wire: what goes in comes out, with its types, its bits and its identity."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.wire import messages as m
from autograder.wire.decoder import Decoder, OpaqueValue
from autograder.wire.encoder import Encoder
from autograder.wire.frames import parse
from autograder.wire.mutations import mutations, remember
from tests.support.wire_values import QUICK, alike, dtypes, no_function, over_the_wire, packed, shapes, text, values


@given(values)
@QUICK
def test_a_value_comes_back_with_its_types_and_bits(value: Any):
    assert alike(value, over_the_wire(value))


@given(hnp.arrays(dtypes, shapes))
@QUICK
def test_layouts_and_scalars_of_arrays_come_back(array: np.ndarray):
    for layout in (np.asfortranarray(array), array[..., ::-1] if array.ndim else array, array.T):
        back = over_the_wire(layout)
        assert alike(layout, back)
        if layout.flags.f_contiguous:
            assert back.flags.f_contiguous
    if array.size:
        scalar = array.reshape(-1)[0]
        assert alike(scalar, over_the_wire(scalar))


@pytest.mark.parametrize("numbers", [[0.1] * 1000, [float("nan"), -0.0] * 50, list(range(100)), [True, False] * 20,
                                     [2**63] * 40, [1, 2.0] * 40, [1, True] * 40])  # fmt: skip
def test_long_lists_of_numbers_keep_their_types(numbers: list[Any]):
    assert alike(numbers, over_the_wire(numbers))


def test_a_read_only_array_stays_read_only():
    array = np.arange(3)
    array.flags.writeable = False
    assert not over_the_wire(array).flags.writeable


def test_shared_and_cyclic_containers_keep_their_identity():
    array, row = np.zeros(3), [1, 2]
    first, second, *_ = back = over_the_wire([array, array, row, {"row": row}])
    assert first is second
    assert back[2] is back[3]["row"]
    ring: list[Any] = [1]
    ring.append(ring)
    back = over_the_wire(ring)
    assert back[1] is back
    table: dict[str, Any] = {}
    table["self"] = table
    assert (back := over_the_wire(table))["self"] is back


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_a_generator_goes_on_where_it_was(kind: str):
    rng = np.random.Generator(getattr(np.random, kind)(7))
    rng.integers(10, size=3, dtype=np.int32)
    back, number = over_the_wire((rng, 5))
    assert type(back.bit_generator).__name__ == kind
    assert number == 5
    assert back.integers(1000, size=50, dtype=np.int32).tolist() == rng.integers(1000, size=50, dtype=np.int32).tolist()


def test_a_lone_surrogate_becomes_a_question_mark():
    assert over_the_wire("a\ud800b") == "a?b"


class Odd:
    """Not plain data."""


@pytest.mark.parametrize("thing", [Odd(), object, np.array([object()]), np.zeros(2, dtype=[("a", "f8")]), {1, 2},
                                   np.datetime64("2020-01-01"), type("Mine", (np.float64,), {})(1.0),
                                   range((1 << 20) + 1)])  # fmt: skip
def test_what_is_not_plain_data_arrives_inert(thing: Any):
    back = over_the_wire([thing])[0]
    assert isinstance(back, OpaqueValue)
    assert back != back  # noqa: PLR0124  # it equals nothing, not even itself
    assert back != thing
    with pytest.raises(TypeError):
        bool(back)


def test_a_number_beyond_all_bounds_arrives_inert():
    assert isinstance(over_the_wire(1 << (1 << 17)), OpaqueValue)


def test_a_dict_whose_keys_are_not_plain_data_arrives_inert():
    assert isinstance(over_the_wire({Odd(): 1}), OpaqueValue)
    assert isinstance(over_the_wire([{(1, Odd()): 1}])[0], OpaqueValue)


def test_a_repr_is_cut_and_may_fail():
    class Long:
        def __repr__(self) -> str:
            return "x" * 10**6

    class Broken:
        def __repr__(self) -> str:
            raise ValueError

    assert len(repr(over_the_wire(Long()))) < 300
    assert "Broken" in repr(over_the_wire(Broken()))


def restored(value: Any, change: Any) -> Any:
    """Apply `change` on the far side, and bring what it did back into `value`."""
    here = Encoder(no_function)
    body, tail = packed(value, here)
    message = parse(m.decode_to_host, body)
    there = Decoder(tail, no_function)
    copy = there.value(message.value)
    before = remember(there.objects)
    change(copy)
    answer = Encoder(no_function, there.objects)
    contents = mutations(there.objects, before, answer)
    reply = parse(m.decode_to_host, m.encode(m.Returned(1, None, contents, [])))
    back = Decoder(b"".join(bytes(b) for b in answer.buffers), no_function, here.objects)
    for number, new in reply.changed:
        back.restore(number, new)
    assert not len(back.tail)
    return value


def test_changes_in_place_come_back_into_the_very_same_objects():
    inner, array = [1, 2], np.zeros((2, 3))
    value = [inner, {"a": array}, np.asfortranarray(array), np.random.default_rng(0)]

    def change(copy: Any) -> None:
        copy[0].append("new")
        copy[1]["a"][1, 2] = 7.0
        copy[1]["b"] = [copy[0]]
        copy[2][0, 1] = -1.0
        copy[3].random(5)

    back = restored(value, change)
    assert back[0] is inner
    assert inner == [1, 2, "new"]
    assert array.tolist() == [[0, 0, 0], [0, 0, 7]]
    assert back[1]["b"][0] is inner
    assert back[2][0, 1] == -1.0
    other = np.random.default_rng(0)
    other.random(5)
    assert back[3].random() == other.random()


def test_what_was_not_changed_is_not_sent():
    encoder = Encoder(no_function)
    things = [np.arange(4), [float("nan")], {"a": 1}]
    assert mutations(things, remember(things), encoder) == []


LARGE = [
    np.zeros(1 << 15, np.uint8), np.zeros((1 << 15) + 4, np.uint8), np.zeros((1 << 12) + 1, np.float32),
    np.asfortranarray(np.zeros((90, 70))), np.zeros((90, 70, 2))[::2], np.zeros((40, 50, 60)).transpose(1, 0, 2),
]  # fmt: skip


@pytest.mark.parametrize("array", LARGE, ids=lambda array: f"{array.shape} {array.dtype} {array.strides}")
@pytest.mark.parametrize("place", [0, -1])
def test_a_change_of_one_item_of_a_large_array_is_seen(array: np.ndarray, place: int):
    before = remember([array])
    assert mutations([array], before, Encoder(no_function)) == []
    array[np.unravel_index(place % array.size, array.shape)] += 1
    assert [number for number, _ in mutations([array], before, Encoder(no_function))] == [0]


def test_a_range_arrives_as_a_list():
    assert over_the_wire(range(2, 5)) == [2, 3, 4]


@given(st.lists(st.floats() | st.integers(), max_size=30), st.lists(st.floats() | text, max_size=30))
@QUICK
def test_a_list_takes_any_new_contents(old: list[Any], new: list[Any]):
    assert alike(restored(old, lambda copy: copy.__setitem__(slice(None), new)), new)
