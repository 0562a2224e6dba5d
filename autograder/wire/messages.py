"""What may be said. A value is None, a bool, an int of 64 bits, a float, a str, or one of the structs below.

Arrays, packed lists and NumPy scalars keep their bytes in the frame's tail, in the order in which they occur.
"""

from __future__ import annotations

from typing import Union

import msgspec


class _Struct(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """No message holds itself, so the collector of cycles need not visit any."""


class BigInt(_Struct, tag="whole"):
    """An int beyond 64 bits, in hexadecimal."""

    digits: str


class Bytes(_Struct, tag="bytes"):
    """A bytes object: in a union, only one type may look like a string."""

    data: bytes


class Complex(_Struct, tag="complex"):
    """A complex number."""

    real: float
    imag: float


class List(_Struct, tag="list"):
    """A list."""

    items: list[Value]


class Packed(_Struct, tag="packed"):
    """A long list of nothing but floats ("d"), ints of 64 bits ("q") or bools ("?"); bytes in the tail."""

    kind: str
    length: int


class Tuple(_Struct, tag="tuple"):
    """A tuple."""

    items: list[Value]


class Dict(_Struct, tag="dict"):
    """A dict, in its order."""

    pairs: list[tuple[Value, Value]]


class Array(_Struct, tag="array"):
    """A NumPy array; its bytes stand in the tail."""

    dtype: str
    shape: list[int]
    fortran: bool
    writeable: bool


class Scalar(_Struct, tag="scalar"):
    """A NumPy scalar; its bytes stand in the tail."""

    dtype: str


class Random(_Struct, tag="rng"):
    """A `numpy.random.Generator`, as the state of its bit generator."""

    state: Value


class Function(_Struct, tag="function"):
    """A function, by its number in the table of the side that owns it."""

    number: int
    name: str
    yours: bool


class BackReference(_Struct, tag="same"):
    """The mutable object of this number in the conversation: an argument, or one that occurred before."""

    number: int


class Opaque(_Struct, tag="foreign"):
    """What is not plain data: the name of its type and a cut repr."""

    kind: str
    text: str


Value = Union[  # noqa: UP007  # msgspec resolves the names late, and `|` cannot join strings
    None,
    bool,
    int,
    float,
    str,
    Bytes,
    BigInt,
    Complex,
    List,
    Packed,
    Tuple,
    Dict,
    Array,
    Scalar,
    Random,
    Function,
    BackReference,
    Opaque,
]


class Warned(_Struct):
    """A warning that was emitted during a call."""

    category: str
    text: str


# --- from the host -------------------------------------------------------------------------------------------------


class RunCell(_Struct, tag="cell"):
    """Run one cell; answered by Done."""

    id: int
    source: str


class Fetch(_Struct, tag="fetch"):
    """What are the student's globals of these names? Answered by Found."""

    id: int
    names: list[str]


class Call(_Struct, tag="call"):
    """Call a function, of either side, by its number. `count` asks for the Python lines executed; `hide` names modules
    that are not there during the call; with `folder`, the first argument is a dict of files, and the function is called
    without it, in a folder that holds them. Answered by Returned or Raised."""

    id: int
    function: int
    args: list[Value]
    kwargs: list[tuple[str, Value]]
    count: bool = False
    hide: list[str] = []  # msgspec copies an empty list for each message
    folder: bool = False


class Batch(_Struct, tag="batch"):
    """Several calls, one after the other. Answered by one Answers or more."""

    calls: list[Call]


class Clone(_Struct, tag="clone"):
    """Fork; the child serves the socket whose descriptor comes with this message. No answer but the child's Hello."""

    id: int


class Files(_Struct, tag="files"):
    """Write these files into the working folder; answered by Done."""

    id: int
    files: list[tuple[str, bytes]]


class Spawn(_Struct, tag="spawn"):
    """To the zygote: fork a guest that serves the socket whose descriptor comes with this message."""

    folder: str
    readable: list[str]
    memory: int
    cpu_s: int


# --- from the guest ------------------------------------------------------------------------------------------------


class Hello(_Struct, tag="hello"):
    """The walls stand and the guest is ready to serve; or `fault` says which wall could not be taken."""

    fault: str = ""


class Done(_Struct, tag="done"):
    """A cell has run; `error` is the last line of what it raised, or empty."""

    id: int
    error: str


class Found(_Struct, tag="found"):
    """The globals that were asked for, None in the place of one that is not there."""

    id: int
    values: list[Value]


# --- from both -----------------------------------------------------------------------------------------------------


class Returned(_Struct, tag="returned"):
    """A call's result, and the new contents of the arguments that it changed in place."""

    id: int
    value: Value
    changed: list[tuple[int, Value]]
    warned: list[Warned]
    steps: int = 0


class Raised(_Struct, tag="raised"):
    """A call's exception: its class, the builtin classes behind it (the nearest first), and its number where it is an
    exception that the other side raised before and that has only passed through."""

    id: int
    kind: str
    bases: list[str]
    args: list[Value]
    text: str
    traceback: str
    changed: list[tuple[int, Value]]
    warned: list[Warned]
    yours: int = -1
    number: int = -1


class Answers(_Struct, tag="answers"):
    """The next answers to the calls of a Batch, in their order, and how many bytes of the tail are each one's."""

    answers: list[Returned | Raised]
    tails: list[int]


ToGuest = RunCell | Fetch | Call | Batch | Clone | Files | Returned | Raised
ToHost = Hello | Done | Found | Call | Returned | Raised | Answers

encode = msgspec.msgpack.Encoder().encode
decode_to_guest = msgspec.msgpack.Decoder(ToGuest).decode
decode_to_zygote = msgspec.msgpack.Decoder(Spawn).decode
decode_to_host = msgspec.msgpack.Decoder(ToHost).decode
