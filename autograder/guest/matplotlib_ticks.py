"""Ticks are made when somebody looks at them. A figure that is never drawn then costs half as much.

matplotlib means to make them late, but two of its methods go through the ticks of every new axis, to clip them and to
set their looks. So four are made for each pair of axes. The axis remembers the looks in any case, and ticks that are
made later get them from it. The clip path they get from here.
"""

import functools
from collections.abc import Callable
from typing import Any

from matplotlib import axis


class _LazyTicks(axis._LazyTickList):
    """The ticks of an axis, until they are made: none for these two methods, and new ones for everybody else."""

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is not None and vars(instance).get("_only_if_made"):
            return []
        ticks = super().__get__(instance, owner)
        if instance is not None and "_clipped_by" in vars(instance):
            for tick in ticks:
                tick.set_clip_path(*instance._clipped_by)
        return ticks


def install() -> None:
    """Let every axis make its ticks late."""
    clip = _only_if_made(axis.Axis.set_clip_path)

    def set_clip_path(self: Any, path: Any, transform: Any = None) -> None:
        self._clipped_by = path, transform
        clip(self, path, transform)

    axis.Axis.set_clip_path = set_clip_path  # type: ignore[method-assign]
    axis.Axis.set_tick_params = _only_if_made(axis.Axis.set_tick_params)  # type: ignore[method-assign]
    axis.Axis.majorTicks, axis.Axis.minorTicks = _LazyTicks(major=True), _LazyTicks(major=False)


def _only_if_made(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def called(self: Any, *args: Any, **kwargs: Any) -> Any:
        outer = vars(self).get("_only_if_made", False)
        self._only_if_made = True
        try:
            return method(self, *args, **kwargs)
        finally:
            self._only_if_made = outer

    return called
