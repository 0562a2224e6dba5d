"""Which parts of the file system a guest needs: the interpreter, its libraries, and a few packages.

Each package is listed by itself. So an installed copy of this repository, of its references or of another package in
the same environment is never visible. Only the host imports this module.
"""

import os
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/usr/share/fonts", "/etc/ld.so.cache")


@dataclass(frozen=True)
class VisiblePaths:
    """Folders and files that a guest may read.

    Attributes
    ----------
    python
        The interpreter.
    system
        Folders and files of the machine, such as /usr/lib.
    library
        The folder of the standard library, with the packages that are installed in it.
    stdlib
        What is in `library` without these packages, and the interpreter's shared libraries.
    packages
        Folders and files of the packages that a guest needs.
    search
        What the guest's sys.path has besides the standard library.
    """

    python: str
    system: tuple[str, ...]
    library: str
    stdlib: tuple[str, ...]
    packages: tuple[str, ...]
    search: tuple[str, ...]

    @property
    def readable(self) -> tuple[str, ...]:
        """Everything that a guest may read, each path by itself."""
        return self.system + self.stdlib + self.packages

    @property
    def shown(self) -> tuple[str, ...]:
        """The same as a few folders, for a root file system in which the `masked` folders hide everything else."""
        return (*self.system, self.library, *self.shared, *self.search)

    @property
    def masked(self) -> tuple[str, ...]:
        """Folders inside the shown ones that hold installed packages, both needed ones and others."""
        folders = (f"{self.library}/site-packages", f"{self.library}/dist-packages", "/usr/lib/python3/dist-packages")
        return tuple(folder for folder in folders if os.path.isdir(folder))

    @property
    def shared(self) -> tuple[str, ...]:
        """The interpreter's shared libraries, which are outside its standard library."""
        return tuple(path for path in self.stdlib if not path.startswith(self.library))


@cache
def visible_paths(packages: tuple[str, ...]) -> VisiblePaths:
    """Return where the running interpreter and the named packages, with all their requirements, are installed."""
    stdlib = Path(sysconfig.get_path("stdlib", vars={"base": sys.base_prefix, "installed_base": sys.base_prefix}))
    inside = tuple(
        str(path) for path in sorted(stdlib.iterdir()) if path.name not in ("site-packages", "dist-packages")
    )
    library = sysconfig.get_config_var("LIBDIR") or ""
    shared = tuple(str(path) for path in sorted(Path(library).glob("libpython3*.so*"))) if library else ()
    found = sorted({path for name in _with_requirements(packages) for path in _top_level(name)})
    return VisiblePaths(
        python=os.path.realpath(sys.executable),
        system=tuple(path for path in _SYSTEM if os.path.exists(path)),
        library=str(stdlib),
        stdlib=(*inside, *shared),
        packages=tuple(found),
        search=tuple(dict.fromkeys(os.path.dirname(path) for path in found)),
    )


def not_installed(packages: tuple[str, ...]) -> list[str]:
    """Return those of the named packages that the running interpreter does not have."""
    known = {canonicalize_name(found.name) for found in metadata.distributions()} if packages else set()
    return [name for name in packages if canonicalize_name(name) not in known]


def _with_requirements(names: tuple[str, ...]) -> set[str]:
    """Return the canonical names of the packages and of everything that they require on this machine."""
    known: set[str] = set()
    waiting = list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in known:
            continue
        try:
            requirements = [Requirement(text) for text in metadata.requires(name) or []]
        except metadata.PackageNotFoundError:
            continue  # an environment without it can still work: only an import in the guest shows whether it is needed
        known.add(name)
        for requirement in requirements:
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return known


def _top_level(name: str) -> set[str]:
    """Return the folders and files that a package has installed beside other packages."""
    distribution = metadata.distribution(name)
    root = Path(str(distribution.locate_file("")))
    record = distribution.read_text("RECORD")  # `distribution.files` makes an object of each of some thousand lines
    paths = record.splitlines() if record else map(str, distribution.files or ())
    tops = {path.split("/")[0].split(",")[0] for path in paths if ".." not in path.split("/")}
    return {str(root / top) for top in tops if top not in ("__pycache__", "bin") and (root / top).exists()}
