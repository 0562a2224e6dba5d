"""Each assignment ships the part of `checks` that its public tests and its notebook import: all of it, and no more."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from assignments import course
from assignments.build.shipped_checks import all_checks, shipped_checks
from assignments.course import Assignment
from assignments.errors import OurFault
from tests.support.sample import sample

# Runs every test file, then every line that imports from checks; prints the modules that this loads and the names.
IMPORT_EVERYTHING = """
import json, runpy, sys
test_files, imports = json.load(sys.stdin)
for path in test_files:
    runpy.run_path(path)
for line in imports:
    exec(line)
import checks
loaded = [module.__file__ for name, module in sys.modules.items() if name.split(".")[0] == "checks"]
print(json.dumps([loaded, checks.__all__, sorted(name for name in vars(checks) if not name.startswith("__"))]))
"""


def import_lines(source: str) -> list[str]:
    """Return each import from checks as one line."""
    found = re.findall(r"^ *(from checks import (?:\([^)]*\)|[^(\n]*))", source, flags=re.MULTILINE)
    assert len(found) == source.count("from checks import") + source.count("import checks")
    return found


def notebook_source(assignment: Assignment) -> str:
    cells = nbformat.read(assignment.notebook, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "code")


def imported_names(lines: list[str]) -> set[str]:
    return {name for line in lines for name in re.findall(r"\w+", line.removeprefix("from checks import"))}


@pytest.mark.parametrize("slug", sample("pixels"))
def test_the_shipped_folder_gives_every_import_and_holds_nothing_else(slug: str, tmp_path: Path):
    assignment = course.assignment(slug)
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copytree(assignment.folder / "checks", home / "checks", ignore=shutil.ignore_patterns("__pycache__"))
    shipped = {str(path) for path in (home / "checks").rglob("*") if path.is_file()}
    test_files = sorted((assignment.folder / "tests").glob("*.py"))
    assert len(test_files) == len(assignment.questions)
    lines = import_lines(notebook_source(assignment))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-B", "-c", IMPORT_EVERYTHING],
        input=json.dumps([list(map(str, test_files)), lines]),
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded, listed, names = json.loads(done.stdout)
    command = {str(home / "checks" / name) for name in shipped_checks([])} - set(loaded)
    assert set(loaded) | command == shipped
    assert len(shipped) < len(all_checks())
    lines += [line for path in test_files for line in import_lines(path.read_text(encoding="utf-8"))]
    assert set(listed) == imported_names(lines)
    modules = {Path(path).stem for path in shipped}
    assert set(names) - modules == set(listed) - modules


@pytest.mark.parametrize("slug", course.assignments())
def test_a_file_of_checks_that_a_notebook_names_is_shipped(slug: str):
    assignment = course.assignment(slug)
    for name in re.findall(r"`(checks/\w+\.py)`", assignment.lesson.read_text(encoding="utf-8")):
        assert (assignment.folder / name).is_file(), name


def test_modules_that_a_shipped_module_imports_are_shipped():
    guarded = "try:\n    from checks import expect_parameters\nexcept ImportError:\n    pass\n"
    files = shipped_checks([guarded, "%time 1"])
    assert {"parameters.py", "gradients.py", "compare.py"} <= set(files)
    assert "images.py" not in files
    for name in set(files) - {"__init__.py"}:
        assert files[name] == all_checks()[name]


def test_a_name_that_checks_does_not_have_is_an_error():
    with pytest.raises(OurFault, match="imports expect_luck from checks, which has no such name"):
        shipped_checks(["from checks import expect_close, expect_luck\n"])
