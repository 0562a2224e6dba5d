"""Small modules beside a student's notebook are there for it, and shadow nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from grading.intake import modules
from grading.intake.submission_content import digest, read_modules
from grading.intake.submissions import take_in
from grading.pool import local
from grading.pool.job import prepare
from tests.support.downloads import as_both, by_student, fill, zipped
from tests.support.small_notebooks import NOTEBOOK


def names(folder: Path) -> dict[str, list[str]]:
    return {student: [module.name for module in s.modules] for student, s in by_student(folder).items()}


def test_what_lies_beside_a_notebook_or_below_it_belongs_to_it(tmp_path: Path):
    files = {
        "ada/work/pixels.ipynb": NOTEBOOK,
        "ada/work/helper.py": b"x = 1",
        "ada/work/tools/draw.py": b"x = 1",
        "ada/above.py": b"x = 1",
        "ada/work/my-script.py": b"x = 1",  # no import can name it
        "ada/work/a/b/c/deep.py": b"x = 1",
        "ada/work/tests/draw_circle.py": b"x = 1",  # handed out
        "ada/work/checks/compare.py": b"x = 1",
        "ben/pixels.ipynb": NOTEBOOK,
    }
    for path in as_both(tmp_path, files):
        assert names(path) == {"ada": ["helper.py", "tools/draw.py"], "ben": []}


def test_loose_modules_are_of_the_only_loose_notebook_and_else_a_student(tmp_path: Path):
    fill(tmp_path / "one", {"pixels.ipynb": NOTEBOOK, "helper.py": b"x = 1"})
    assert names(tmp_path / "one") == {"pixels": ["helper.py"]}
    fill(tmp_path / "two", {"ada.ipynb": NOTEBOOK, "ben.ipynb": NOTEBOOK, "helper.py": b"x = 1"})
    assert names(tmp_path / "two") == {"ada": [], "ben": [], "helper": []}


def test_modules_in_a_students_zip(tmp_path: Path):
    zipped(tmp_path / "class" / "ada.zip", {"work/pixels.ipynb": NOTEBOOK, "work/helper.py": b"x = 1", "x.py": b""})
    ada = by_student(tmp_path / "class")["ada"]
    assert read_modules(ada) == ({"helper.py": b"x = 1"}, [])


def test_number_and_size_are_limited_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fill(tmp_path / "ada", {"pixels.ipynb": NOTEBOOK, **{f"m{i:02}.py": b"" for i in range(modules.MAX_MODULES + 2)}})
    fill(tmp_path / "ada", {"m00.py": b"#" * (modules.MAX_MODULE + 1)})
    files, notes = read_modules(by_student(tmp_path)["ada"])
    assert sorted(files) == [f"m{i:02}.py" for i in range(1, modules.MAX_MODULES)]
    assert [note.partition(":")[0] for note in notes] == [
        "m00.py was not there for the notebook",
        "2 .py files were not there for the notebook",
    ]


def test_a_link_is_no_module(tmp_path: Path):
    fill(tmp_path / "class" / "ada", {"pixels.ipynb": NOTEBOOK})
    (tmp_path / "class" / "ada" / "secret.py").symlink_to("/etc/hostname")
    assert names(tmp_path / "class") == {"ada": []}


def test_a_changed_module_is_another_submission(tmp_path: Path):
    fill(tmp_path / "ada", {"pixels.ipynb": NOTEBOOK, "helper.py": b"x = 1"})
    before = digest(by_student(tmp_path)["ada"])
    fill(tmp_path / "ada", {"helper.py": b"x = 2"})
    assert digest(by_student(tmp_path)["ada"]) != before


OURS = ["numpy", "checks", "otter", "json", "matplotlib", "autograder", "random", "IPython", "zipfile", "colorsys"]
SHADOWS = {f"{name}.py": b"raise SystemExit('shadowed')" for name in OURS}


def test_a_module_shadows_nothing_of_ours_and_nothing_of_python(opened: Callable[..., SandboxedNotebook]):
    files = {**SHADOWS, "numpy/__init__.py": b"1/0", "helper.py": b"import numpy\ny = numpy.ones(3).sum()"}
    notebook = opened(
        "import helper\nx = helper.y",
        *(f"import {name}" for name in OURS),
        "import sys\nplaces = [getattr(sys.modules[n], '__file__', None) or '' for n in "
        f"{OURS!r}]\nhome = __import__('os').getcwd()\nlast = sys.path[-1]",
        "run = open('helper.py').read()",
        files=files,
    )
    assert (notebook["x"], notebook["last"], notebook.errors) == (3.0, "", {})
    assert not any(place.startswith(notebook["home"]) for place in notebook["places"])
    assert "numpy.ones" in notebook["run"]


def test_modules_travel_to_the_guest(zygote: Zygote, tmp_path: Path):
    from assignments import course

    tensors = course.assignment("tensors")
    helper = tensors.reference.read_bytes()
    fill(tmp_path / "class", {"ada/g.ipynb": compose(["from answers.mine import *"]), "ada/answers/mine.py": helper})
    fill(tmp_path / "class", {f"ada/{name}": content for name, content in SHADOWS.items() if name != "numpy.py"})
    (submission,) = take_in([tmp_path / "class"], tensors).submissions
    (attempt,) = local.grade(prepare(tensors, zygote.level), [submission], 1)
    assert (attempt.verdict.score, attempt.sha256) == (tensors.points, digest(submission))
