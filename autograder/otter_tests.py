"""Otter's test files without the rest of Otter: `import otter` loads pandas and nbconvert, and takes a second.

A process that has imported this module can run test files: what they import as `checks` is found.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any


def _package_alone(name: str) -> None:
    """Let the modules of a package be imported. Its own names are loaded when one is asked for."""
    spec = find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    package, loader = ModuleType(name, spec.name), spec.loader
    package.__spec__, package.__file__ = spec, spec.origin
    package.__path__ = list(spec.submodule_search_locations or ())

    def load(attribute: str) -> Any:
        asked_by_python = attribute.startswith("__") and attribute not in ("__all__", "__version__")
        if asked_by_python or find_spec(f"{name}.{attribute}"):
            raise AttributeError(f"module {name!r} has no attribute {attribute!r}")  # Python then imports the module
        del package.__getattr__
        loader.exec_module(package)
        return getattr(package, attribute)

    package.__getattr__ = load  # type: ignore[method-assign]
    sys.modules[name] = package


_package_alone("otter")
_package_alone("otter.test_files")
# Test files say `from checks import …`, in a student's folder, in an autograder zip and here alike.
sys.path.append(str(Path(__file__).parent))

from otter.test_files.exception_test import ExceptionTestFile, test_case  # noqa: E402  # only after the lines above

vars(sys.modules["otter.test_files"]).update(ExceptionTestFile=ExceptionTestFile, test_case=test_case)
__all__ = ["ExceptionTestFile"]
