"""Imports go one way: teachers' side to judging, judging to its walls, never back."""

import ast
import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from assignments.course import REPO_ROOT

MAY = {  # the longest prefix of a module decides what of ours it may import
    "assignments": ("assignments", "autograder.results"),
    "autograder": ("autograder", "checks"),
    "autograder.checks": ("checks",),
    "autograder.notebook_feedback": ("notebook_feedback",),
    "autograder.guest": ("autograder.guest", "autograder.wire", "autograder.sandbox", "checks"),
    "autograder.sandbox": ("autograder.sandbox",),
    "autograder.tests": ("checks", "solutions"),
    "autograder.wire": ("autograder.wire",),
    "grading": ("grading", "autograder", "assignments"),
    "solutions": ("solutions",),
}
OURS = {"assignments", "autograder", "grading", "solutions", "checks", "notebook_feedback"}
WITH_IPYTHON = "autograder.checks.check_worker"  # `python -m checks` runs cells, where notebooks run
SCRIPTS = sorted((REPO_ROOT / "datasets" / "scripts").rglob("*.py"))
BESIDE = {path.relative_to(REPO_ROOT / "datasets" / "scripts").parts[0].removesuffix(".py") for path in SCRIPTS}
ONLY = dict.fromkeys(BESIDE, ("datasets",)) | {  # who may import what talks to the outside
    "checking": ("grading.submitted_datasets",),
    "sqlite3": ("grading.gradebook",),
    "jinja2": ("grading.pages", "grading.marking"),
    "starlette": ("grading.marking",),
    "uvicorn": ("grading.marking",),
    "click": ("grading.cli", "grading.commands"),
    "rich": ("grading.cli", "grading.commands"),
    "ctypes": ("autograder.sandbox", "autograder.guest.other_threads"),
}
MODULES = {
    ".".join(path.relative_to(REPO_ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("assignments/*.py", "assignments/build", "autograder", "grading", "solutions")
    for path in sorted(REPO_ROOT.glob(folder if folder.endswith(".py") else f"{folder}/**/*.py"))
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
        assert not f"{name}.".startswith("grading.cli."), f"{module} imports {name}"
        assert f"{module}.".startswith(tuple(f"{prefix}." for prefix in ONLY.get(first, (module,)))), name
        if first in OURS:
            assert f"{name}.".startswith(tuple(f"{prefix}." for prefix in MAY[rule])), f"{module} imports {name}"
        elif rule == "autograder.checks":
            more = {"IPython", "traitlets"} if module == WITH_IPYTHON else set()
            assert first in sys.stdlib_module_names | {"numpy"} | more, f"{module} imports {name}"


def test_no_two_modules_import_each_other_on_any_way():
    """Imports inside functions and under TYPE_CHECKING count as well."""
    shipped = ("autograder.checks", "autograder.notebook_feedback")  # imported by their own names
    names = {
        (module.removeprefix("autograder.") if module.startswith(shipped) else module): module for module in MODULES
    }
    graph = {
        module: {names[found] for name in imported(path) for found in (name, name.rpartition(".")[0]) if found in names}
        for module, path in MODULES.items()
    }
    tuple(TopologicalSorter(graph).static_order())  # raises CycleError


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_scripts_of_datasets_stand_alone(path: Path):
    few = {"numpy", "PIL", "click", "rich", "httpx"}
    assert {name.split(".")[0] for name in imported(path)} <= sys.stdlib_module_names | few | BESIDE


def test_what_the_host_takes_from_the_scripts_opens_no_picture():
    scripts = REPO_ROOT / "datasets" / "scripts"
    modules = {".".join(path.relative_to(scripts).with_suffix("").parts): path for path in SCRIPTS}
    waiting, seen = ["checking.pipeline"], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            found = imported(modules[name]) if name in modules else set()
            waiting += [each for long in found for each in (long, long.rpartition(".")[0], long.split(".")[0]) if each]
    assert "checking.metadata" in seen
    assert "PIL" not in seen


def test_the_host_does_not_load_what_only_otter_needs():
    script = "import sys, grading.commands.run\n"
    script += "print({'pandas', 'nbconvert', 'nbformat', 'IPython'} & sys.modules.keys())\n"
    script += "from otter.test_files import GradingResults, OKTestFile, test_case\n"
    script += "import otter; print(otter.Notebook.__module__, otter.__version__ > '7', OKTestFile.__module__)"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPO_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["set()", "otter.check.notebook True otter.test_files.ok_test"]


def test_a_command_of_grade_does_not_load_the_others():
    script = "import sys; from grading.commands.group import load; load('list')\n"
    script += "print({'grading.pool', 'grading.authoring', 'starlette'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPO_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["set()"]


@pytest.mark.parametrize("module", ["grading.cli", "grading.pool.local", "autograder.judge"])
def test_the_host_computes_with_one_thread_as_a_guest_does(module: str):
    script = f"import os, {module}, numpy\nones = numpy.ones((500, 500))\nones @ ones\n"
    script += "print(len(os.listdir('/proc/self/task')))"
    command, many = [sys.executable, "-c", script], os.environ | {"OPENBLAS_NUM_THREADS": "4"}
    done = subprocess.run(command, cwd=REPO_ROOT, capture_output=True, text=True, check=True, env=many)
    assert done.stdout == "1\n"
