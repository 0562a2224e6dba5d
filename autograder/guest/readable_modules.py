"""A package that may not be read counts as not installed: at the level lite, its files are seen and cannot be opened.

At the level full they are not there. A notebook that goes on without a package does so at both levels.
"""

import os
import sys
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any


class _ReadableFinder(PathFinder):
    """Finds modules as PathFinder does, but for those that cannot be opened."""

    @classmethod
    def find_spec(cls, *args: Any, **kwargs: Any) -> ModuleSpec | None:
        spec = super().find_spec(*args, **kwargs)
        if spec is not None and spec.has_location and spec.origin is not None:
            try:
                os.close(os.open(spec.origin, os.O_RDONLY))
            except PermissionError:
                return None
        return spec


def install() -> None:
    """Let all later imports go through it."""
    sys.meta_path[sys.meta_path.index(PathFinder)] = _ReadableFinder
