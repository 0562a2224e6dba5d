"""A notebook's names as a check sees them: functions are wrapped, and each call is kept."""

import functools
import types
from collections.abc import Iterator, Mapping
from typing import Any


class Recorder(Mapping[str, Any]):
    """Hands out the names of a notebook. `calls` are the arguments after each call, its result and its exception."""

    def __init__(self, names: Mapping[str, Any]):
        self.names = names
        self.wrapped: dict[str, Any] = {}
        self.calls: list[tuple[tuple[Any, ...], Any, BaseException | None]] = []

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of this name; a function records its calls."""
        value = self.names.get(name, default)
        if not isinstance(value, types.FunctionType):
            return value
        return self.wrapped.setdefault(name, self._recording(value))

    def __getitem__(self, name: str) -> Any:
        if name not in self.names:
            raise KeyError(name)
        return self.get(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def _recording(self, function: types.FunctionType) -> Any:
        @functools.wraps(function)
        def recording(*args: Any, **kwargs: Any) -> Any:
            arguments = (*args, *kwargs.values())
            try:
                result = function(*args, **kwargs)
            except Exception as error:
                self.calls.append((arguments, None, error))
                raise
            self.calls.append((arguments, result, None))
            return result

        return recording
