"""Values on the wire: what goes in comes out, and bytes that somebody forged are Garbled and nothing worse."""

import math
import tracemalloc
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.wire import messages as m
from autograder.wire.frames import BODY_CAP, Garbled, parse
from autograder.wire.values import Decoder, Encoder, Inert, changes, remember

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def no_function(_: Any) -> Any:
    raise Garbled("no function here")


def packed(value: Any, encoder: Encoder | None = None) -> tuple[bytes, bytes]:
    """Body and tail of the frame in which a call would return this value."""
    encoder = encoder or Encoder(no_function)
    message = m.Returned(1, encoder.value(value), [], [])
    return m.encode(message), b"".join(bytes(buffer) for buffer in encoder.buffers)


def unpacked(body: bytes, tail: bytes) -> Any:
    """What the host makes of any frame: a value, or Garbled."""
    message = parse(m.decode_to_host, body)
    decoder = Decoder(tail, no_function)
    if isinstance(message, m.Returned):
        value = decoder.value(message.value)
        for number, contents in message.changed:
            decoder.restore(number, contents)
        decoder.finish(value)
        decoder.end()
        return value
    if isinstance(message, m.Call):
        return [decoder.value(arg) for arg in message.args]
    if isinstance(message, m.Raised):
        return [decoder.value(arg) for arg in message.args]
    return message


def over_the_wire(value: Any) -> Any:
    return unpacked(*packed(value))


def alike(a: Any, b: Any, seen: dict[int, int] | None = None) -> bool:
    """Whether two values have the same types, dtypes, layout, bits, and the same objects at the same places."""
    seen = {} if seen is None else seen
    if type(a) is not type(b):
        return False
    if isinstance(a, list | dict | np.ndarray):
        if id(a) in seen:
            return seen[id(a)] == id(b)
        seen[id(a)] = id(b)
    if isinstance(a, np.ndarray | np.generic):
        same = a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()
        return same and (isinstance(a, np.generic) or a.flags.writeable == b.flags.writeable)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(alike(x, y, seen) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        pairs = zip(a.items(), b.items(), strict=True)
        return len(a) == len(b) and all(alike(k, key, seen) and alike(v, w, seen) for (k, v), (key, w) in pairs)
    if isinstance(a, float):
        return a.hex() == b.hex()
    return bool(a == b)


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-(1 << 200), 1 << 200), st.floats(), text,
    st.binary(max_size=20), st.complex_numbers(allow_nan=False),
)  # fmt: skip
dtypes = st.one_of(
    hnp.boolean_dtypes(), hnp.integer_dtypes(endianness="<"), hnp.unsigned_integer_dtypes(endianness=">"),
    hnp.floating_dtypes(endianness="<"), hnp.complex_number_dtypes(endianness="<"), hnp.byte_string_dtypes(max_len=5),
    hnp.unicode_string_dtypes(max_len=5),
)  # fmt: skip
shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
values = st.recursive(
    scalars | hnp.arrays(dtypes, shapes),
    lambda inner: st.one_of(
        st.lists(inner, max_size=20), st.tuples(inner, inner), st.dictionaries(st.integers() | text, inner, max_size=5)
    ),
    max_leaves=20,
)


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
        assert back.flags.f_contiguous == layout.flags.f_contiguous or not layout.flags.f_contiguous
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
                                   np.datetime64("2020-01-01")])  # fmt: skip
def test_what_is_not_plain_data_arrives_inert(thing: Any):
    back = over_the_wire([thing])[0]
    assert isinstance(back, Inert)
    assert back != back  # noqa: PLR0124  # it equals nothing, not even itself
    assert back != thing
    with pytest.raises(TypeError):
        bool(back)


def test_a_number_beyond_all_bounds_arrives_inert():
    assert isinstance(over_the_wire(1 << (1 << 17)), Inert)


def test_a_dict_whose_keys_are_not_plain_data_arrives_inert():
    assert isinstance(over_the_wire({Odd(): 1}), Inert)
    assert isinstance(over_the_wire([{(1, Odd()): 1}])[0], Inert)


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
    contents = changes(there.objects, before, answer)
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
    assert changes(things, remember(things), encoder) == []


@given(st.lists(st.floats() | st.integers(), max_size=30), st.lists(st.floats() | text, max_size=30))
@QUICK
def test_a_list_takes_any_new_contents(old: list[Any], new: list[Any]):
    assert alike(restored(old, lambda copy: copy.__setitem__(slice(None), new)), new)


# --- hostile bytes -------------------------------------------------------------------------------------------------


def survives(body: bytes, tail: bytes) -> None:
    """A frame is read or Garbled."""
    try:
        unpacked(body, tail)
    except Garbled:
        return


def told(value: Any, tail: bytes = b"", changed: list[Any] | None = None) -> tuple[bytes, bytes]:
    return m.encode(m.Returned(1, value, changed or [], [])), tail


@given(st.binary(max_size=200), st.binary(max_size=50))
@QUICK
def test_random_bytes_are_garbled(body: bytes, tail: bytes):
    survives(body, tail)


@given(values, st.data())
@QUICK
def test_a_mutated_message_is_read_or_garbled(value: Any, data: st.DataObject):
    body, tail = (bytearray(part) for part in packed(value))
    for part in (body, tail):
        for _ in range(data.draw(st.integers(0, 3)) if part else 0):
            part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(body), bytes(tail[: data.draw(st.integers(0, len(tail)))]))


sides = st.integers(-2, 3) | st.sampled_from([10**12, 2**31, 2**62, 2**63 - 1, -(2**63)])
types = st.sampled_from(
    ["<f8", "|b1", "<U0", "<U9", ">c32", "<U99999", "|O", "<M8[s]", "V8", "f8,i4", "", "\0", "<f16"]
)
numbers = st.integers(-(2**63), 2**63 - 1) | st.integers(-2, 3)
forged = st.recursive(
    st.one_of(
        st.none(), numbers, st.floats(), text,
        st.builds(m.Array, types, st.lists(sides, max_size=40), st.booleans(), st.booleans()),
        st.builds(m.Scalar, types), st.builds(m.Same, numbers), st.builds(m.Whole, text),
        st.builds(m.Packed, st.sampled_from("dq?OU") | text, numbers),
        st.builds(m.Function, numbers, text, st.booleans()),
        st.builds(m.Foreign, text, text), st.builds(m.Octets, st.binary(max_size=5)),
    ),
    lambda inner: st.one_of(
        st.builds(m.Items, st.lists(inner, max_size=4)), st.builds(m.Fixed, st.lists(inner, max_size=4)),
        st.builds(m.Pairs, st.lists(st.tuples(inner, inner), max_size=4)), st.builds(m.Random, inner),
    ),
    max_leaves=10,
)  # fmt: skip


@given(forged, st.lists(st.tuples(numbers, forged), max_size=3), st.binary(max_size=64))
@QUICK
def test_a_forged_message_is_read_or_garbled(value: Any, changed: list[Any], tail: bytes):
    survives(*told(value, tail, changed))


@pytest.mark.fuzz
@given(forged, st.lists(st.tuples(numbers, forged), max_size=3), st.binary(max_size=64))
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_fuzz_forged_messages(value: Any, changed: list[Any], tail: bytes):
    survives(*told(value, tail, changed))


@pytest.mark.fuzz
@given(st.binary(max_size=2000), st.binary(max_size=200))
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_fuzz_random_bytes(body: bytes, tail: bytes):
    survives(body, tail)


SMALL = {
    "a shape of 10**12": m.Array("<f8", [10**12], False, True),
    "a shape of 10**12 by 0": m.Array("<f8", [10**12, 0, 10**12], False, True),
    "many sides": m.Array("<f8", [1] * 1000, False, True),
    "a negative side": m.Array("<f8", [-1], False, True),
    "empty strings without end": m.Array("<U0", [10**9], False, True),
    "objects": m.Array("|O", [1], False, True),
    "a structure": m.Array("f8,i4", [1], False, True),
    "a long packed list": m.Packed("d", 10**12),
    "a packed list of less than nothing": m.Packed("d", -8),
    "a packed list of objects": m.Packed("O", 1),
    "a huge number": m.Whole("f" * 3_000_000),
    "not a number": m.Whole("zz"),
    "a reference to nothing": m.Same(0),
    "a reference before everything": m.Same(-1),
    "a key that cannot be one": m.Pairs([(m.Items([]), 1)]),
    "a key that is inert": m.Pairs([(m.Foreign("x", "y"), 1)]),
    "a generator without a state": m.Random(5),
    "a generator of an unknown kind": m.Random(m.Pairs([("bit_generator", "os")])),
    "letters beyond Unicode": m.Scalar("<U2"),
    "a function of nobody": m.Function(10**9, "f", True),
}


@pytest.mark.parametrize("what", SMALL)
def test_a_false_claim_is_garbled_before_anything_is_allocated(what: str):
    body, tail = told(SMALL[what], b"\xff" * 64 if "letters" in what else b"")
    tracemalloc.start()
    try:
        with pytest.raises(Garbled):
            unpacked(body, tail)
        assert tracemalloc.get_traced_memory()[1] < len(body) * 4 + (1 << 20)
    finally:
        tracemalloc.stop()


def test_deep_nesting_is_garbled():
    body = b"\x95\xa8returned\x01" + b"\x92\xa4list\x91" * 100_000 + b"\xc0" + b"\x90\x90"
    with pytest.raises(Garbled):
        unpacked(body, b"")
    nested: Any = None
    for _ in range(150):
        nested = m.Fixed([nested])
    with pytest.raises(Garbled):
        unpacked(*told(nested))


def test_a_message_takes_memory_in_proportion_to_its_length():
    pair = b"\x92\xc0\xc0"
    count = BODY_CAP // 64 // len(pair)
    body = b"\x95\xa8returned\x01\x92\xa4dict\xdd" + count.to_bytes(4, "big") + pair * count + b"\x90\x90"
    tracemalloc.start()
    try:
        assert unpacked(body, b"") == {None: None}
        assert tracemalloc.get_traced_memory()[1] < 60 * len(body)
    finally:
        tracemalloc.stop()


def test_lists_within_each_other_do_not_grow_without_end():
    doubled: Any = m.Items([1])
    for number in range(60):  # each list holds the next one, then refers to it once more
        doubled = m.Items([doubled, m.Same(60 - number)])
    with pytest.raises(Garbled):
        unpacked(*told(doubled))
    with pytest.raises(Garbled):
        unpacked(*told(m.Items([m.Same(0), m.Same(0)])))
    with pytest.raises(Garbled):
        unpacked(
            *told(
                m.Items([m.Items([]), m.Items([])]), b"", [(1, m.Items([m.Same(2)] * 2)), (2, m.Items([m.Same(1)] * 2))]
            )
        )


def state(kind: str, **changed: int) -> Any:
    rng = np.random.Generator(getattr(np.random, kind)(0))
    full = rng.bit_generator.state
    for name, value in changed.items():
        (full if name in full else full["state"])[name] = value
    encoder = Encoder(no_function)
    return m.Random(encoder.value(full)), b"".join(bytes(buffer) for buffer in encoder.buffers)


@pytest.mark.parametrize(("kind", "field", "value"), [
    ("MT19937", "pos", 10**8), ("MT19937", "pos", -(10**8)), ("MT19937", "pos", 625),
    ("Philox", "buffer_pos", -(10**8)), ("Philox", "buffer_pos", 10**8),
])  # fmt: skip
def test_a_generator_that_would_read_foreign_memory_is_garbled(kind: str, field: str, value: int):
    with pytest.raises(Garbled):
        unpacked(*told(*state(kind, **{field: value})))


def test_a_generator_cannot_be_given_the_state_of_another_kind():
    mine = np.random.default_rng(0)
    message, tail = state("MT19937")
    with pytest.raises(Garbled):
        Decoder(tail, no_function, [mine]).restore(0, message)


@pytest.mark.parametrize("message", [m.Array("<f8", [4], False, True), m.Array("<f4", [3], False, True), m.Items([]),
                                     m.Packed("d", 3), m.Pairs([]), None, 5])  # fmt: skip
def test_an_argument_takes_no_contents_of_another_kind(message: Any):
    with pytest.raises(Garbled):
        Decoder(bytes(32), no_function, [np.zeros(3)]).restore(0, message)


def test_a_read_only_argument_cannot_be_changed():
    array = np.zeros(3)
    array.flags.writeable = False
    with pytest.raises(Garbled):
        Decoder(bytes(24), no_function, [array]).restore(0, m.Array("<f8", [3], False, True))


def test_messages_have_no_unknown_fields_and_no_unknown_tags():
    for body in (["returned", 1, None, [], [], 0, 0], ["spawn", 1], ["done", 1], ["done", "1", ""], [], {}, None):
        with pytest.raises(Garbled):
            parse(m.decode_to_host, msgspec.msgpack.encode(body))
    assert math.isnan(over_the_wire(float("nan")))
