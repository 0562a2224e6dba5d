"""Forged bytes on the wire give a value or a ProtocolError, nothing worse."""

import math
import tracemalloc
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.wire import messages as m
from autograder.wire.decoder import Decoder
from autograder.wire.encoder import Encoder
from autograder.wire.exceptions import ExceptionCodec
from autograder.wire.frames import BODY_CAP, ProtocolError, parse
from tests.support.wire_values import QUICK, decoded, encoded, no_function, round_trip, text, values


def decode_or_refuse(body: bytes, tail: bytes) -> None:
    """Decode a frame; a ProtocolError is fine, any other exception is a bug."""
    try:
        decoded(body, tail)
    except ProtocolError:
        return


def returned(value: Any, tail: bytes = b"", changed: list[Any] | None = None) -> tuple[bytes, bytes]:
    return m.encode(m.Returned(1, value, changed or [], [])), tail


@given(st.binary(max_size=200), st.binary(max_size=50))
@QUICK
def test_random_bytes_are_refused(body: bytes, tail: bytes):
    decode_or_refuse(body, tail)


@given(values, st.data())
@QUICK
def test_a_mutated_message_is_decoded_or_refused(value: Any, data: st.DataObject):
    body, tail = (bytearray(part) for part in encoded(value))
    for part in (body, tail):
        for _ in range(data.draw(st.integers(0, 3)) if part else 0):
            part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
    decode_or_refuse(bytes(body), bytes(tail[: data.draw(st.integers(0, len(tail)))]))


sides = st.integers(-2, 3) | st.sampled_from([10**12, 2**31, 2**62, 2**63 - 1, -(2**63)])
types = st.sampled_from(
    ["<f8", "|b1", "<U0", "<U9", ">c32", "<U99999", "|O", "<M8[s]", "V8", "f8,i4", "", "\0", "<f16"]
)
numbers = st.integers(-(2**63), 2**63 - 1) | st.integers(-2, 3)
forged = st.recursive(
    st.one_of(
        st.none(), numbers, st.floats(), text,
        st.builds(m.Array, types, st.lists(sides, max_size=40), st.booleans(), st.booleans()),
        st.builds(m.Scalar, types), st.builds(m.BackReference, numbers), st.builds(m.BigInt, text),
        st.builds(m.Packed, st.sampled_from("dq?OU") | text, numbers),
        st.builds(m.Function, numbers, text, st.booleans()),
        st.builds(m.Opaque, text, text), st.builds(m.Bytes, st.binary(max_size=5)),
    ),
    lambda inner: st.one_of(
        st.builds(m.List, st.lists(inner, max_size=4)), st.builds(m.Tuple, st.lists(inner, max_size=4)),
        st.builds(m.Dict, st.lists(st.tuples(inner, inner), max_size=4)), st.builds(m.Random, inner),
    ),
    max_leaves=10,
)  # fmt: skip


@given(forged, st.lists(st.tuples(numbers, forged), max_size=3), st.binary(max_size=64))
@QUICK
def test_a_forged_message_is_decoded_or_refused(value: Any, changed: list[Any], tail: bytes):
    decode_or_refuse(*returned(value, tail, changed))


@pytest.mark.fuzz
@given(forged, st.lists(st.tuples(numbers, forged), max_size=3), st.binary(max_size=64))
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_fuzz_forged_messages(value: Any, changed: list[Any], tail: bytes):
    decode_or_refuse(*returned(value, tail, changed))


@pytest.mark.fuzz
@given(st.binary(max_size=2000), st.binary(max_size=200))
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_fuzz_random_bytes(body: bytes, tail: bytes):
    decode_or_refuse(body, tail)


FALSE_CLAIMS = {
    "a shape of 10**12": m.Array("<f8", [10**12], False, True),
    "a shape with 10**12 and 0": m.Array("<f8", [10**12, 0, 10**12], False, True),
    "too many axes": m.Array("<f8", [1] * 1000, False, True),
    "a negative length of an axis": m.Array("<f8", [-1], False, True),
    "10**9 empty strings": m.Array("<U0", [10**9], False, True),
    "objects": m.Array("|O", [1], False, True),
    "a structured dtype": m.Array("f8,i4", [1], False, True),
    "a long packed list": m.Packed("d", 10**12),
    "a packed list of negative length": m.Packed("d", -8),
    "a packed list of objects": m.Packed("O", 1),
    "a huge number": m.BigInt("f" * 3_000_000),
    "digits that are no number": m.BigInt("zz"),
    "a reference to an object that does not exist": m.BackReference(0),
    "a negative reference": m.BackReference(-1),
    "a key that cannot be hashed": m.Dict([(m.List([]), 1)]),
    "a key that is opaque": m.Dict([(m.Opaque("x", "y"), 1)]),
    "a generator without a state": m.Random(5),
    "a generator of an unknown kind": m.Random(m.Dict([("bit_generator", "os")])),
    "characters beyond Unicode": m.Scalar("<U2"),
    "a function that does not exist": m.Function(10**9, "f", True),
}


@pytest.mark.parametrize("what", FALSE_CLAIMS)
def test_a_false_claim_is_refused_before_memory_is_allocated(what: str):
    body, tail = returned(FALSE_CLAIMS[what], b"\xff" * 64 if "characters" in what else b"")
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError):
            decoded(body, tail)
        assert tracemalloc.get_traced_memory()[1] < len(body) * 4 + (1 << 20)
    finally:
        tracemalloc.stop()


def test_deep_nesting_is_refused():
    body = b"\x95\xa8returned\x01" + b"\x92\xa4list\x91" * 100_000 + b"\xc0" + b"\x90\x90"
    with pytest.raises(ProtocolError):
        decoded(body, b"")
    nested: Any = None
    for _ in range(150):
        nested = m.Tuple([nested])
    with pytest.raises(ProtocolError):
        decoded(*returned(nested))


def test_memory_is_proportional_to_the_length_of_a_message():
    pair = b"\x92\xa4list\x90"
    count = BODY_CAP // 64 // len(pair)
    body = b"\x95\xa8returned\x01\x92\xa4list\xdd" + count.to_bytes(4, "big") + pair * count + b"\x90\x90"
    tracemalloc.start()
    try:
        assert decoded(body, b"") == [[]] * count
        assert tracemalloc.get_traced_memory()[1] < 60 * len(body)
    finally:
        tracemalloc.stop()


def test_nested_lists_that_expand_too_much_are_refused():
    doubled: Any = m.List([1])
    for number in range(60):  # each list holds the next one, then refers to it once more
        doubled = m.List([doubled, m.BackReference(60 - number)])
    with pytest.raises(ProtocolError):
        decoded(*returned(doubled))
    tables: Any = m.Dict([])
    for number in range(60):
        tables = m.Dict([(1, tables), (2, m.BackReference(60 - number))])
    with pytest.raises(ProtocolError):
        decoded(*returned(tables))
    with pytest.raises(ProtocolError):
        decoded(*returned(m.List([m.BackReference(0), m.BackReference(0)])))
    with pytest.raises(ProtocolError):
        decoded(
            *returned(
                m.List([m.List([]), m.List([])]),
                b"",
                [(1, m.List([m.BackReference(2)] * 2)), (2, m.List([m.BackReference(1)] * 2))],
            )
        )


def state(kind: str, **changed: int) -> Any:
    rng = np.random.Generator(getattr(np.random, kind)(0))
    full = rng.bit_generator.state
    for name, value in changed.items():
        (full if name in full else full["state"])[name] = value
    encoder = Encoder(no_function)
    return m.Random(encoder.encode(full)), b"".join(bytes(buffer) for buffer in encoder.buffers)


@pytest.mark.parametrize(("kind", "field", "value"), [
    ("MT19937", "pos", 10**8), ("MT19937", "pos", -(10**8)), ("MT19937", "pos", 625),
    ("Philox", "buffer_pos", -(10**8)), ("Philox", "buffer_pos", 10**8),
])  # fmt: skip
def test_a_generator_state_that_would_read_beyond_its_buffer_is_refused(kind: str, field: str, value: int):
    with pytest.raises(ProtocolError):
        decoded(*returned(*state(kind, **{field: value})))


def test_a_generator_does_not_take_the_state_of_another_kind():
    mine = np.random.default_rng(0)
    message, tail = state("MT19937")
    with pytest.raises(ProtocolError):
        Decoder(tail, no_function, [mine]).restore(0, message)


@pytest.mark.parametrize("message", [m.Array("<f8", [4], False, True), m.Array("<f4", [3], False, True), m.List([]),
                                     m.Packed("d", 3), m.Dict([]), None, 5])  # fmt: skip
def test_an_argument_does_not_take_contents_of_another_kind(message: Any):
    with pytest.raises(ProtocolError):
        Decoder(bytes(32), no_function, [np.zeros(3)]).restore(0, message)


def test_a_read_only_argument_is_not_changed():
    array = np.zeros(3)
    array.flags.writeable = False
    with pytest.raises(ProtocolError):
        Decoder(bytes(24), no_function, [array]).restore(0, m.Array("<f8", [3], False, True))


def test_the_name_and_the_words_of_an_inert_value_are_cut():
    assert len(repr(decoded(*returned(m.Opaque("k" * 10_000, "t" * 10_000))))) < 500


def test_unknown_fields_and_unknown_tags_are_refused():
    for body in (["returned", 1, None, [], [], 0, 0], ["spawn", 1], ["done", 1], ["done", "1", ""], [], {}, None):
        with pytest.raises(ProtocolError):
            parse(m.decode_to_host, msgspec.msgpack.encode(body))
    assert math.isnan(round_trip(float("nan")))


@pytest.mark.parametrize(
    "key",
    [
        lambda n: m.Complex(float(n * 1_000_003), float(-n)),
        lambda n: m.Tuple([-1 - (n >> bit & 1) for bit in range(12)]),  # -1 and -2 have the same hash
    ],
)
def test_keys_that_are_made_to_collide_are_refused(key: Callable[[int], Any]):
    """Each of them would be compared with all others, in every dict of a message."""
    forged = m.Dict([(key(n), None) for n in range(4000)])
    for message in (returned(forged), returned(m.Dict([]), changed=[(0, forged)])):
        with pytest.raises(ProtocolError, match="hash"):
            decoded(*message)


def test_a_place_in_an_exception_is_in_its_text():
    """Python 3.11 reads before the text of such an error, and what then fails is some later line."""
    codec = ExceptionCodec()
    for kind, args in (
        ("UnicodeEncodeError", ["utf-8", "x", -5, -4, "r"]),
        ("UnicodeTranslateError", ["x", -5, -4, "r"]),
    ):
        raised = m.Raised(1, kind, [kind, "ValueError"], args, "its text", "", [], [])
        for _ in range(20):
            assert str(codec.decode(raised, Decoder(b"", no_function))) == "its text"
