"""Random values for the wire, and functions that encode them, decode them and compare the two. No socket is used."""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.results import Limits
from autograder.wire import messages as m
from autograder.wire.decoder import Decoder
from autograder.wire.encoder import Encoder
from autograder.wire.expanded_size import check_expanded_size
from autograder.wire.frames import ProtocolError, parse

MOST_DATA = Limits().data
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

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


def no_function(_: Any) -> Any:
    raise ProtocolError("no function here")


def encoded(value: Any, encoder: Encoder | None = None) -> tuple[bytes, bytes]:
    """Return body and tail of the frame in which a call would return this value."""
    encoder = encoder or Encoder(no_function)
    message = m.Returned(1, encoder.encode(value), [], [])
    return m.encode(message), b"".join(bytes(buffer) for buffer in encoder.buffers)


def decoded(body: bytes, tail: bytes) -> Any:
    """Return the value that the host reads from a frame, or raise ProtocolError."""
    message = parse(m.decode_to_host, body)
    decoder = Decoder(tail, no_function)
    if isinstance(message, m.Returned):
        value = decoder.decode(message.value)
        for number, contents in message.changed:
            decoder.restore(number, contents)
        check_expanded_size((value, *decoder.objects), MOST_DATA)
        decoder.check_end()
        return value
    if isinstance(message, m.Call):
        return [decoder.decode(arg) for arg in message.args]
    if isinstance(message, m.Raised):
        return [decoder.decode(arg) for arg in message.args]
    return message


def round_trip(value: Any) -> Any:
    return decoded(*encoded(value))


def identical(a: Any, b: Any, seen: dict[int, int] | None = None) -> bool:
    """Tell whether two values have the same types, dtypes, layout and bits, and share the same objects."""
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
        return len(a) == len(b) and all(identical(x, y, seen) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        pairs = zip(a.items(), b.items(), strict=True)
        return len(a) == len(b) and all(identical(k, key, seen) and identical(v, w, seen) for (k, v), (key, w) in pairs)
    if isinstance(a, float):
        return bool(a.hex() == b.hex())
    return bool(a == b)
