"""Values on the wire: each arrives with its type, its bits and its identity."""

from collections import Counter, OrderedDict, defaultdict
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.checks.compare import Mismatch, as_floats
from autograder.wire import messages as m
from autograder.wire.decoder import Decoder, OpaqueValue
from autograder.wire.encoder import Encoder
from autograder.wire.frames import ProtocolError, parse
from autograder.wire.mutations import changed_contents, snapshot
from tests.support.wire_values import QUICK, dtypes, encoded, identical, no_function, round_trip, shapes, text, values


@given(values)
@QUICK
def test_a_value_arrives_with_its_types_and_bits(value: Any):
    assert identical(value, round_trip(value))


@given(hnp.arrays(dtypes, shapes))
@QUICK
def test_arrays_of_any_layout_and_their_scalars_arrive(array: np.ndarray):
    for layout in (np.asfortranarray(array), array[..., ::-1] if array.ndim else array, array.T):
        back = round_trip(layout)
        assert identical(layout, back)
        if layout.flags.f_contiguous:
            assert back.flags.f_contiguous
    if array.size:
        scalar = array.reshape(-1)[0]
        assert identical(scalar, round_trip(scalar))


@pytest.mark.parametrize("numbers", [[0.1] * 1000, [float("nan"), -0.0] * 50, list(range(100)), [True, False] * 20,
                                     [2**63] * 40, [1, 2.0] * 40, [1, True] * 40, [], [0.5, -0.0, None], [1, True],
                                     [1, 0.5], [-(2**63), 2**63 - 1], [2**63, 1], [1, -(2**63) - 1]])  # fmt: skip
def test_lists_of_numbers_keep_their_types(numbers: list[Any]):
    assert identical(numbers, round_trip(numbers))


def test_a_read_only_array_stays_read_only():
    array = np.arange(3)
    array.flags.writeable = False
    assert not round_trip(array).flags.writeable


def test_shared_containers_keep_their_identity():
    array, row = np.zeros(3), [1, 2]
    first, second, *_ = back = round_trip([array, array, row, {"row": row}])
    assert first is second
    assert back[2] is back[3]["row"]


def test_a_container_within_itself_is_refused():
    ring: list[Any] = [1]
    ring.append(ring)
    table: dict[str, Any] = {}
    table["self"] = table
    for endless in (ring, table, [ring], (1, {2: table})):
        with pytest.raises(ProtocolError, match="contains itself"):
            round_trip(endless)


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_a_generator_continues_where_it_was(kind: str):
    rng = np.random.Generator(getattr(np.random, kind)(7))
    rng.integers(10, size=3, dtype=np.int32)
    back, number = round_trip((rng, 5))
    assert type(back.bit_generator).__name__ == kind
    assert number == 5
    assert back.integers(1000, size=50, dtype=np.int32).tolist() == rng.integers(1000, size=50, dtype=np.int32).tolist()


def test_a_lone_surrogate_is_replaced():
    assert round_trip("a\ud800b") == "a\ufffdb"


class NotPlainData:
    """An object that the protocol cannot carry."""


@pytest.mark.parametrize("thing", [
    NotPlainData(), object, np.array([object()]), np.zeros(2, dtype=[("a", "f8")]), {1, 2}, np.datetime64("2020-01-01"),
    type("Mine", (np.float64,), {})(1.0), range((1 << 20) + 1),
])  # fmt: skip
def test_other_objects_arrive_as_opaque_values(thing: Any):
    back = round_trip([thing])[0]
    assert isinstance(back, OpaqueValue)
    assert back != back  # noqa: PLR0124  # it equals nothing, not even itself
    assert back != thing
    with pytest.raises(TypeError):
        bool(back)


def test_a_huge_number_arrives_as_an_opaque_value():
    assert isinstance(round_trip(1 << (1 << 17)), OpaqueValue)


def test_a_dict_with_other_objects_as_keys_arrives_as_an_opaque_value():
    assert isinstance(round_trip({NotPlainData(): 1}), OpaqueValue)
    assert isinstance(round_trip([{(1, NotPlainData()): 1}])[0], OpaqueValue)


def test_a_repr_is_cut_and_may_fail():
    class Long:
        def __repr__(self) -> str:
            return "x" * 10**6

    class Broken:
        def __repr__(self) -> str:
            raise ValueError

    assert len(repr(round_trip(Long()))) < 300
    assert "Broken" in repr(round_trip(Broken()))


def restored(value: Any, change: Any) -> Any:
    """Apply `change` to the copy on the other side, and bring its changes back into `value`."""
    here = Encoder(no_function)
    body, tail = encoded(value, here)
    message = parse(m.decode_to_host, body)
    there = Decoder(tail, no_function)
    copy = there.decode(message.value)
    before = snapshot(there.objects)
    change(copy)
    answer = Encoder(no_function, there.objects)
    contents = changed_contents(there.objects, before, answer)
    reply = parse(m.decode_to_host, m.encode(m.Returned(1, None, contents, [])))
    back = Decoder(b"".join(bytes(b) for b in answer.buffers), no_function, here.objects)
    for number, new in reply.changed:
        back.restore(number, new)
    assert not len(back.tail)
    return value


def test_changes_in_place_come_back_into_the_same_objects():
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


def test_an_unchanged_object_is_not_sent():
    encoder = Encoder(no_function)
    things = [np.arange(4), [float("nan")], {"a": 1}]
    assert changed_contents(things, snapshot(things), encoder) == []


LARGE = [
    np.zeros(1 << 15, np.uint8), np.zeros((1 << 15) + 4, np.uint8), np.zeros((1 << 12) + 1, np.float32),
    np.asfortranarray(np.zeros((90, 70))), np.zeros((90, 70, 2))[::2], np.zeros((40, 50, 60)).transpose(1, 0, 2),
]  # fmt: skip


@pytest.mark.parametrize("array", LARGE, ids=lambda array: f"{array.shape} {array.dtype} {array.strides}")
@pytest.mark.parametrize("place", [0, -1])
def test_a_change_of_one_item_of_a_large_array_is_seen(array: np.ndarray, place: int):
    before = snapshot([array])
    assert changed_contents([array], before, Encoder(no_function)) == []
    array[np.unravel_index(place % array.size, array.shape)] += 1
    assert [number for number, _ in changed_contents([array], before, Encoder(no_function))] == [0]


def test_a_range_arrives_as_a_list():
    assert round_trip(range(2, 5)) == [2, 3, 4]


@given(st.lists(st.floats() | st.integers(), max_size=30), st.lists(st.floats() | text, max_size=30))
@QUICK
def test_a_list_takes_any_new_items(old: list[Any], new: list[Any]):
    assert identical(restored(old, lambda copy: copy.__setitem__(slice(None), new)), new)


class Kind(str, Enum):  # noqa: UP042  # `str()` of a StrEnum is its value
    """An enum whose `str()` is not its value."""

    GRAY = "gray"


class Level(IntEnum):
    """An enum of numbers."""

    HIGH = 2**70
    LOW = 5


class Pair(NamedTuple):
    """A named tuple."""

    row: int
    column: float


class Kelvin(float):
    """A number that prints otherwise."""

    __str__ = __repr__ = lambda self: "cold"


@pytest.mark.parametrize("thing", [
    Kind.GRAY, Level.HIGH, Level.LOW, Pair(1, 2.0), Kelvin(0.5), np.str_("gray"), np.str_(""), np.bool_(True),
    np.int8(3), OrderedDict(a=1, b=[2]), defaultdict(list, a=[1]), Counter("aab"), {Kind.GRAY: Level.LOW},
    [Kind.GRAY] * 40,
    [np.float64(0.1), np.bool_(False)] * 20, Fraction(1, 4), Fraction(7), Decimal("0.5"), True, range(5),
])  # fmt: skip
def test_what_is_equal_in_python_is_equal_on_the_other_side(thing: Any):
    back = round_trip(thing)
    assert back == (list(thing) if isinstance(thing, range) else thing)


def test_a_fraction_is_the_nearest_float():
    assert round_trip(Fraction(1, 3)) == 1 / 3
    assert isinstance(round_trip(Fraction(10) ** 400), OpaqueValue)
    assert not isinstance(round_trip(Decimal("sNaN")), float)


def test_the_class_of_an_opaque_value_has_the_name_of_the_students_type():
    assert type(round_trip({1, 2})).__name__ == "set"
    with pytest.raises(Mismatch, match="should be made of plain numbers, and is NotPlainData"):
        as_floats(round_trip(NotPlainData()), "the result")


@pytest.mark.parametrize("name", ["a\0b", "", "\ufffd"])
def test_a_forged_name_of_a_type_is_no_fault_of_ours(name: str):
    decoder = Decoder(b"", no_function)
    try:
        assert type(decoder.decode(m.Opaque(name, ""))).__name__ == name
    except ProtocolError:
        assert "\0" in name
