"""Which parts of the file system a guest needs: the interpreter, its libraries, and a few packages, each by itself.

Packages are named one by one, so that an installed copy of this repository, of its references or of anything else in
the same environment is never visible.
"""

import os
import re
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/usr/share/fonts", "/etc/ld.so.cache")


@dataclass(frozen=True)
class VisiblePaths:
    """`system` and `stdlib` are folders and files of the machine (`stdlib` without what is installed there, `library`
    with it), `packages` those of installed packages, `search` what the guest's sys.path has beside the library."""

    python: str
    system: tuple[str, ...]
    library: str
    stdlib: tuple[str, ...]
    packages: tuple[str, ...]
    search: tuple[str, ...]

    @property
    def readable(self) -> tuple[str, ...]:
        """All of them, one by one."""
        return self.system + self.stdlib + self.packages

    @property
    def shown(self) -> tuple[str, ...]:
        """The same in fewer words, for a root that leaves out of these folders what must not be read."""
        return (*self.system, self.library, *self.shared, *self.search)

    @property
    def masked(self) -> tuple[str, ...]:
        """Folders in the others in which packages are installed, needed ones and others."""
        folders = (f"{self.library}/site-packages", f"{self.library}/dist-packages", "/usr/lib/python3/dist-packages")
        return tuple(folder for folder in folders if os.path.isdir(folder))

    @property
    def shared(self) -> tuple[str, ...]:
        """What of the interpreter lies outside its library."""
        return tuple(path for path in self.stdlib if not path.startswith(self.library))


@cache
def visible_paths(packages: tuple[str, ...]) -> VisiblePaths:
    """Where the running interpreter and the named packages, with all that they require, are installed."""
    stdlib = Path(sysconfig.get_path("stdlib", vars={"base": sys.base_prefix, "installed_base": sys.base_prefix}))
    inside = tuple(
        str(path) for path in sorted(stdlib.iterdir()) if path.name not in ("site-packages", "dist-packages")
    )
    library = sysconfig.get_config_var("LIBDIR") or ""
    shared = tuple(str(path) for path in sorted(Path(library).glob("libpython3*.so*"))) if library else ()
    found = sorted({path for name in _closure(packages) for path in _top_level(name)})
    return VisiblePaths(
        python=os.path.realpath(sys.executable),
        system=tuple(path for path in _SYSTEM if os.path.exists(path)),
        library=str(stdlib),
        stdlib=(*inside, *shared),
        packages=tuple(found),
        search=tuple(dict.fromkeys(os.path.dirname(path) for path in found)),
    )


def _closure(names: tuple[str, ...]) -> set[str]:
    """The distributions that the named ones require on this machine, by their canonical names."""
    known: set[str] = set()
    waiting = list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in known:
            continue
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # required on other systems or Python versions only
        known.add(name)
        waiting += [
            found[0] for text in requirements if "extra ==" not in text and (found := re.match(r"[\w.-]+", text))
        ]
    return known


def _top_level(name: str) -> set[str]:
    distribution = metadata.distribution(name)
    root = Path(str(distribution.locate_file("")))
    tops = {file.parts[0] for file in distribution.files or () if ".." not in file.parts}
    return {str(root / top) for top in tops if top not in ("__pycache__", "bin") and (root / top).exists()}
