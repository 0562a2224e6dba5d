"""Imports go one way: teachers' side to judging, judging to its walls, never back."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from assignments.course import REPO_ROOT

OURS = {"assignments", "autograder", "grading", "solutions", "checks"}
MAY = {  # the longest prefix of a module decides what of ours it may import
    "assignments": ("assignments", "grading.course", "grading.records"),
    "autograder": ("autograder", "checks", "solutions"),
    "autograder.checks": ("checks",),
    "autograder.guest": ("autograder.guest", "autograder.wire", "autograder.sandbox", "checks.probes"),
    "autograder.sandbox": ("autograder.sandbox",),
    "autograder.tests": ("checks", "solutions"),
    "autograder.wire": ("autograder.wire",),
    "grading": ("grading", "autograder", "assignments", "solutions"),
    "solutions": ("solutions",),
}
SCRIPTS = sorted((REPO_ROOT / "datasets" / "scripts").rglob("*.py"))
ONLY = {script.stem: set[str]() for script in SCRIPTS} | {
    "pipeline": {"grading.rehearse"},
    "sqlite3": {"grading.gradebook"},
    "jinja2": {"grading.report"},
    "click": {"grading.cli"},
    "rich": {"grading.cli"},
}
MODULES = {
    ".".join(path.relative_to(REPO_ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("assignments/*.py", "autograder/**/*.py", "grading/**/*.py", "solutions/**/*.py")
    for path in sorted(REPO_ROOT.glob(folder))
}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str):
    rule = max((prefix for prefix in MAY if f"{module}.".startswith(f"{prefix}.")), key=len)
    for name in imported(MODULES[module]):
        first = name.split(".")[0]
        assert module == "grading.cli" or not f"{name}.".startswith("grading.cli."), f"{module} imports {name}"
        assert module in ONLY.get(first, {module}), f"{module} imports {name}"
        if first in OURS:
            assert any(f"{name}.".startswith(f"{prefix}.") for prefix in MAY[rule]), f"{module} imports {name}"
        elif rule == "autograder.checks":
            assert first in sys.stdlib_module_names | {"numpy"}, f"{module} imports {name}"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_scripts_of_datasets_stand_alone(path: Path):
    beside = {script.stem for script in SCRIPTS} | {"drawing"}
    few = {"numpy", "PIL", "click", "rich", "httpx"}
    assert {name.split(".")[0] for name in imported(path)} <= sys.stdlib_module_names | few | beside


def test_what_the_host_takes_from_the_scripts_opens_no_picture():
    beside = {script.stem: script for script in SCRIPTS}
    waiting, seen = ["pipeline"], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [found.split(".")[0] for found in imported(beside[name])] if name in beside else []
    assert "papers" in seen
    assert "PIL" not in seen


def test_the_host_does_not_load_what_only_otter_needs():
    script = "import sys, grading.cli; print({'pandas', 'nbconvert'} & sys.modules.keys())"
    script += "; import otter; print(otter.Notebook.__module__, otter.__version__ > '7')"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPO_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["set()", "otter.check.notebook True"]
