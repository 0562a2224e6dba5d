"""Otter's test files without the rest of Otter: `import otter` loads pandas and nbconvert, and takes a second.

A process that has imported this module can run test files: what they import as `checks` is found.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any


def _package_alone() -> None:
    """Let the modules of the package `otter` be imported. Its own names are loaded when one is asked for."""
    spec = find_spec("otter")
    if "otter" in sys.modules or spec is None or spec.loader is None:
        return
    package, loader = ModuleType("otter", spec.name), spec.loader
    package.__spec__, package.__file__ = spec, spec.origin
    package.__path__ = list(spec.submodule_search_locations or ())

    def load(name: str) -> Any:
        if name in ("api", "logs", "Notebook", "__version__", "__all__"):
            del package.__getattr__
            loader.exec_module(package)
            return getattr(package, name)
        raise AttributeError(f"module 'otter' has no attribute {name!r}")

    package.__getattr__ = load  # type: ignore[method-assign]
    sys.modules["otter"] = package


_package_alone()
# Test files say `from checks import …`, in a student's folder, in an autograder zip and here alike.
sys.path.append(str(Path(__file__).parent))

from otter.test_files import ExceptionTestFile  # noqa: E402  # only after the lines above

__all__ = ["ExceptionTestFile"]
