"""The schema of all messages. A value is None, a bool, a 64-bit int, a float, a str, or one of the structs below.

The bytes of arrays, packed lists and NumPy scalars are in the frame's tail, in the order in which they occur.
"""

from __future__ import annotations

from typing import Union

import msgspec


class _Struct(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """No message contains itself, so the garbage collector need not track any."""


class BigInt(_Struct, tag="bigint"):
    """An int of more than 64 bits, in hexadecimal."""

    digits: str


class Bytes(_Struct, tag="bytes"):
    """A bytes object; it needs a struct, since msgspec allows one string-like type in a union."""

    data: bytes


class Complex(_Struct, tag="complex"):
    """A complex number."""

    real: float
    imag: float


class List(_Struct, tag="list"):
    """A list."""

    items: list[Value]


class Packed(_Struct, tag="packed"):
    """A long list of only floats ("d"), only 64-bit ints ("q") or only bools ("?"); its bytes are in the tail."""

    dtype: str
    length: int


class Tuple(_Struct, tag="tuple"):
    """A tuple."""

    items: list[Value]


class Dict(_Struct, tag="dict"):
    """A dict, with its items in order."""

    pairs: list[tuple[Value, Value]]


class Array(_Struct, tag="array"):
    """A NumPy array; its bytes are in the tail."""

    dtype: str
    shape: list[int]
    fortran: bool
    writeable: bool


class Scalar(_Struct, tag="scalar"):
    """A NumPy scalar; its bytes are in the tail."""

    dtype: str


class Random(_Struct, tag="rng"):
    """A `numpy.random.Generator`, as the state of its bit generator."""

    state: Value


class Function(_Struct, tag="function"):
    """A function, by its number in the table of the side that owns it: the receiver or the sender."""

    number: int
    name: str
    owned_by_receiver: bool


class BackReference(_Struct, tag="backref"):
    """A mutable object that has a number: it was an argument of the call, or it occurred earlier in the frame."""

    number: int


class Opaque(_Struct, tag="opaque"):
    """A value that is not plain data: the name of its type and a cut repr."""

    type_name: str
    text: str


Value = Union[  # noqa: UP007  # msgspec resolves these names late, and `|` cannot join strings
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


# --- sent by the host -------------------------------------------------------------------------------------------------


class RunCell(_Struct, tag="cell"):
    """Run one cell; `number` is its place among all cells, the first one 1. With `only_definitions`, run only what
    it defines and imports. Answered by Done."""

    id: int
    source: str
    number: int = 0
    only_definitions: bool = False


class Fetch(_Struct, tag="fetch"):
    """Ask for the student's global variables of these names. Answered by Found."""

    id: int
    names: list[str]


class Call(_Struct, tag="call"):
    """Call a function of the receiver by its number. Answered by Returned or Raised.

    `count` asks for the number of executed Python lines. `hide` names modules that cannot be imported during the call.
    With `folder`, the first argument is a dict of files; the function runs without it, in a folder that holds them.
    `twice` asks for the result of a second call, after what the first one returned was overwritten. `another_run` asks
    for a call with the hashes and the chance of another run, and whether the call used that chance.
    """

    id: int
    function: int
    args: list[Value]
    kwargs: list[tuple[str, Value]]
    count: bool = False
    hide: list[str] = []  # msgspec makes a new list for each message
    folder: bool = False
    twice: bool = False
    another_run: bool = False


class Batch(_Struct, tag="batch"):
    """Several calls, one after the other. Answered by one or more Answers."""

    calls: list[Call]


class Clone(_Struct, tag="clone"):
    """Fork; the child serves the socket whose descriptor comes with this message, and greets there. `Done` says that
    the parent has no hold on that socket any more."""

    id: int


class Files(_Struct, tag="files"):
    """Write these files into the working folder. Answered by Done."""

    id: int
    files: list[tuple[str, bytes]]


class Spawn(_Struct, tag="spawn"):
    """Ask the zygote for a guest; it serves the socket whose descriptor comes with this message."""

    folder: str
    readable: list[str]
    memory: int
    cpu_s: int


# --- sent by the guest ------------------------------------------------------------------------------------------------


class Hello(_Struct, tag="hello"):
    """The guest is isolated and ready; or `fault` says which isolation layer failed."""

    fault: str = ""


class Done(_Struct, tag="done"):
    """It is done. Of a cell, `error` is the last line of its traceback, or empty; `note` says what ran all the same."""

    id: int
    error: str
    note: str = ""


class Found(_Struct, tag="found"):
    """The global variables of a Fetch, with None for one that does not exist; `notes` on functions whose names other
    values had taken."""

    id: int
    values: list[Value]
    notes: list[str] = []


# --- sent by both -----------------------------------------------------------------------------------------------------


class Returned(_Struct, tag="returned"):
    """The result of a call, and the new contents of the arguments that it changed in place."""

    id: int
    value: Value
    changed: list[tuple[int, Value]]
    warned: list[Warned]
    steps: int = 0


class Raised(_Struct, tag="raised"):
    """The exception of a call: its class, and the builtin classes that it is derived from, the nearest first.

    `senders_number` is its number in the sender's table. `receivers_number` is its number in the receiver's table if
    the receiver raised it earlier and it has only passed through the sender, else -1.
    """

    id: int
    class_name: str
    bases: list[str]
    args: list[Value]
    text: str
    traceback: str
    changed: list[tuple[int, Value]]
    warned: list[Warned]
    receivers_number: int = -1
    senders_number: int = -1


class Answers(_Struct, tag="answers"):
    """The next answers to the calls of a Batch, in their order, and how many bytes of the tail belong to each."""

    answers: list[Returned | Raised]
    tails: list[int]


ToGuest = RunCell | Fetch | Call | Batch | Clone | Files | Returned | Raised
ToHost = Hello | Done | Found | Call | Returned | Raised | Answers

encode = msgspec.msgpack.Encoder().encode
decode_to_guest = msgspec.msgpack.Decoder(ToGuest).decode
decode_to_zygote = msgspec.msgpack.Decoder(Spawn).decode
decode_to_host = msgspec.msgpack.Decoder(ToHost).decode
