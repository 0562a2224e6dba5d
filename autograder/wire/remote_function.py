"""A proxy for a function of the other side, and the answer to one call of it."""

import warnings
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict, Unpack

from autograder.wire import messages as m
from autograder.wire.exceptions import builtin_class, safe_str

MAX_WARNINGS = 20  # of one call


class Probes(TypedDict, total=False):
    """What a call asks for besides its result: the fields of the same names of `messages.Call` say what they do."""

    count: bool
    hide: list[str]
    folder: bool
    twice: bool
    another_run: bool


class Caller(Protocol):
    """What makes the calls: an RpcPeer."""

    def call(
        self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], **probes: Unpack[Probes]
    ) -> tuple[int, Any]:
        """Call the other side's function; return (number of Python lines, result), or raise what it raised."""

    def cpu_clock(self) -> float:
        """CPU seconds that the other side has used so far."""


class RemoteFunction:
    """A function of the other side that is called like any other function."""

    __slots__ = ("__name__", "_peer", "_remote_number")

    def __init__(self, peer: Caller, number: int, name: str):
        self._peer, self._remote_number, self.__name__ = peer, number, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function; return what it returns or raise what it raises."""
        return self._peer.call(self._remote_number, args, kwargs)[1]

    def count_steps(self, *args: Any, **kwargs: Any) -> tuple[int, Any]:
        """Call the function on the other side while its Python lines are counted there."""
        return self._peer.call(self._remote_number, args, kwargs, count=True)

    def cpu_seconds(self, *args: Any, **kwargs: Any) -> tuple[float, Any]:
        """Call the function, and return the CPU seconds of the other side as this side's kernel counts them."""
        before = self._peer.cpu_clock()
        result = self(*args, **kwargs)
        return self._peer.cpu_clock() - before, result

    def without_modules(self, names: list[str], *args: Any, **kwargs: Any) -> Any:
        """Call the function while the other side cannot import the named modules."""
        return self._peer.call(self._remote_number, args, kwargs, hide=list(names))[1]

    def in_folder(self, files: dict[str, bytes | None], *args: Any, **kwargs: Any) -> Any:
        """Call the function in a new folder of the other side that holds `files`.

        Afterwards `files` is what the folder holds at the end of the call.
        """
        return self._peer.call(self._remote_number, (files, *args), kwargs, folder=True)[1]

    def call_twice(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function twice on the other side; return what it returns after its first result was overwritten."""
        return self._peer.call(self._remote_number, args, kwargs, twice=True)[1]

    def in_another_run(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function as another run would; return its result, and whether it used the common random numbers."""
        return self._peer.call(self._remote_number, args, kwargs, another_run=True)[1]

    def __eq__(self, other: object) -> bool:
        """Two proxies for the same function of the other side are equal."""
        return (
            isinstance(other, RemoteFunction)
            and other._peer is self._peer
            and other._remote_number == self._remote_number
        )

    def __hash__(self) -> int:
        """Equal proxies have equal hashes, so that a function can be the key of a dict."""
        return hash(self._remote_number)

    def __copy__(self) -> "RemoteFunction":
        """A copy of a function is the function itself, as in Python."""
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "RemoteFunction":
        """A deep copy is also the function itself: a graph that holds operations is copied without copying them."""
        return self

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"


@dataclass(frozen=True)
class Answer:
    """The answer to a call: the counted steps and a value, or an exception; and the warnings that it emitted."""

    steps: int
    value: Any
    error: BaseException | None
    warned: list[m.Warned]

    def get(self) -> Any:
        """Emit the warnings; then return the value or raise the exception."""
        for warned in self.warned[:MAX_WARNINGS]:
            category = builtin_class(warned.category, Warning) or UserWarning
            warnings.warn(safe_str(warned.text), category, stacklevel=4)
        if self.error is not None:
            raise self.error
        return self.value
