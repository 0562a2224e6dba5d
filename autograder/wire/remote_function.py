"""What a caller holds: a function of the other side, and what came of a call of it."""

import warnings
from dataclasses import dataclass
from typing import Any, Protocol

from autograder.wire import messages as m
from autograder.wire.exceptions import builtin, safe_str

_MOST_WARNINGS = 20


class Caller(Protocol):
    """Makes the calls: an RpcPeer."""

    def call(
        self,
        number: int,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        count: bool = False,
        hide: list[str] | None = None,
        folder: bool = False,
    ) -> tuple[int, Any]:
        """Call the other side's function; return (counted steps, result), or raise what it raised."""


class RemoteFunction:
    """A function of the other side, called like any other."""

    __slots__ = ("__name__", "_peer", "_remote_number")

    def __init__(self, peer: Caller, number: int, name: str):
        self._peer, self._remote_number, self.__name__ = peer, number, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it, and return what it returns or raise what it raises."""
        return self._peer.call(self._remote_number, args, kwargs)[1]

    def count_steps(self, *args: Any, **kwargs: Any) -> tuple[int, Any]:
        """Call it while its Python lines are counted where it lives."""
        return self._peer.call(self._remote_number, args, kwargs, count=True)

    def without_modules(self, names: list[str], *args: Any, **kwargs: Any) -> Any:
        """Call it while the named modules cannot be imported where it lives."""
        return self._peer.call(self._remote_number, args, kwargs, hide=list(names))[1]

    def in_folder(self, files: dict[str, bytes | None], *args: Any, **kwargs: Any) -> Any:
        """Call it in a new folder of where it lives, which holds `files`; they become what the folder holds then."""
        return self._peer.call(self._remote_number, (files, *args), kwargs, folder=True)[1]

    def __eq__(self, other: object) -> bool:
        """One function of the other side is one function here, however often it was handed over."""
        return (
            isinstance(other, RemoteFunction)
            and other._peer is self._peer
            and other._remote_number == self._remote_number
        )

    def __hash__(self) -> int:
        """A function may be the key of a dict."""
        return hash(self._remote_number)

    def __copy__(self) -> "RemoteFunction":
        """A copy of a function is the function, in Python too."""
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "RemoteFunction":
        """The same holds for a deep copy: the graph that holds an operation is copied, the operation is not."""
        return self

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"


@dataclass(frozen=True)
class Answer:
    """What came of a call: counted steps and a value, or an exception; and the warnings on the way."""

    steps: int
    value: Any
    error: BaseException | None
    warned: list[m.Warned]

    def get(self) -> Any:
        """The value, after the warnings; or raise the exception."""
        for warned in self.warned[:_MOST_WARNINGS]:
            warnings.warn(safe_str(warned.text), builtin(warned.category, Warning) or UserWarning, stacklevel=4)
        if self.error is not None:
            raise self.error
        return self.value
