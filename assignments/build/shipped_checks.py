"""The part of `autograder/checks/` that one assignment ships, and all of `autograder/notebook_feedback/`.

In: the public test files and the code cells of a lesson. Out: the files of the folder `checks`: the
modules that give the imported names, the modules that these import, and an `__init__.py` with the imported names only.
The command `python -m checks` is always part of it.
"""

import ast
from collections.abc import Iterable
from dataclasses import replace

from assignments import course
from assignments.build.statements import cell_tree, join, needed, statements
from assignments.errors import OurFault

CHECKS = course.REPO_ROOT / "autograder" / "checks"
FEEDBACK = course.REPO_ROOT / "autograder" / "notebook_feedback"
COMMAND = ("__main__.py", "check_worker.py")  # `python -m checks`, and the module that it starts as a process


def all_checks() -> dict[str, bytes]:
    """Return every file of the package `checks`, by its path in the package."""
    return {path.relative_to(CHECKS).as_posix(): path.read_bytes() for path in sorted(CHECKS.rglob("*.py"))}


def notebook_feedback() -> dict[str, bytes]:
    """Return every module of the package that says what a check found, by its path in the package."""
    return {path.name: path.read_bytes() for path in sorted(FEEDBACK.glob("*.py"))}


def shipped_checks(sources: Iterable[str]) -> dict[str, bytes]:
    """Return the files of `checks` that the Python `sources` need, by their path in the package.

    Raises
    ------
    OurFault
        A source imports a name that `checks` does not have.
    """
    front = _front_with({name for source in sources for name in _names_from_checks(source)})
    every = all_checks()
    modules = list(dict.fromkeys([*_modules_imported_by(front), *COMMAND]))
    for module in modules:  # it grows during the loop
        modules += [other for other in _modules_imported_by(every[module].decode()) if other not in modules]
    return {"__init__.py": front.encode()} | {module: every[module] for module in sorted(modules)}


def _front_with(names: set[str]) -> str:
    """Return `checks/__init__.py` with these names and no others."""
    parts = statements((CHECKS / "__init__.py").read_text(encoding="utf-8"))
    given = {name for part in parts for name in part.defines}
    if unknown := sorted(names - given):
        raise OurFault(f"A public test or a lesson imports {', '.join(unknown)} from checks, which has no such name.")
    listed = "__all__ = [\n" + "".join(f'    "{name}",\n' for name in sorted(names)) + "]"
    parts = tuple(
        replace(part, text=listed, uses=frozenset(names)) if "__all__" in part.defines else part for part in parts
    )
    return join(needed(parts, lambda part: isinstance(part.node, ast.Expr) or "__all__" in part.defines), parts)


def _names_from_checks(source: str) -> set[str]:
    """Return the names that a test file or a notebook cell imports from `checks`."""
    return {alias.name for node in _from_imports(source) if node.module == "checks" for alias in node.names}


def _modules_imported_by(source: str) -> list[str]:
    """Return the modules of `checks` that a module imports from, as paths in the package."""
    dotted = [node.module or "" for node in _from_imports(source)]
    paths = [module.removeprefix("checks.").replace(".", "/") for module in dotted if module.startswith("checks.")]
    return list(dict.fromkeys(f"{path}.py" for path in paths))


def _from_imports(source: str) -> list[ast.ImportFrom]:
    return [node for node in ast.walk(cell_tree(source)) if isinstance(node, ast.ImportFrom)]
