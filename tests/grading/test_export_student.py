"""`grade export student`: a zip in which a student finds everything."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from assignments import course
from grading.export.student import student_files, student_zip


def grade(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("grade"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", cwd=course.REPO_ROOT)


def test_the_command_writes_a_zip_with_one_folder(tmp_path: Path):
    done = grade("export", "student", "pixels", str(tmp_path / "for students"))
    assert done.returncode == 0, done.stderr
    path = tmp_path / "for students" / "pixels.zip"
    assert str(path) in done.stdout
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert {name.split("/")[0] for name in names} == {"pixels"}
        assert {"pixels/pixels.ipynb", "pixels/START_HERE.md", "pixels/requirements.txt"} <= set(names)
        assert {"pixels/tests/draw_disc.py", "pixels/checks/__init__.py", "pixels/checks/hand_in.py"} <= set(names)


def test_an_unknown_assignment_is_wrong_usage(tmp_path: Path):
    done = grade("export", "student", "pixel", str(tmp_path))
    assert done.returncode == 2
    assert "There is no assignment 'pixel'; there are: gradients, images, neurons, pixels, tensors." in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("slug", course.assignments())
def test_nothing_that_students_may_not_have_is_in_it(slug: str):
    for name, content in student_files(course.assignment(slug)).items():
        assert not re.search(r"lesson\.md|assignment\.toml|solutions|\.pyc|zip$", name), name
        if name.endswith(".py") and not name.startswith(("datasets", "checks")):
            assert b"hidden=True" not in content, name


@pytest.mark.parametrize("slug", course.assignments())
def test_start_here_is_filled_in_and_its_files_are_there(slug: str):
    files = student_files(course.assignment(slug))
    text = files["START_HERE.md"].decode()
    assert not re.search(r"\{\w+\}", text)
    assert text.startswith(f"# {course.assignment(slug).title}: start here")
    for name in re.findall(r"^\| `([^`]+)`(?:, `([^`]+)`)? \| (?:the|what|a)", text, re.MULTILINE):
        for path in filter(None, name):
            assert any(file == path or file.startswith(path) for file in files), path


def test_the_requirements_name_what_the_scripts_and_notebooks_import():
    files = student_files(course.assignment("images"))
    named = {Requirement(line).name for line in files["requirements.txt"].decode().splitlines()}
    assert {"numpy", "matplotlib", "otter-grader", "jupyterlab", "ipywidgets"} <= named
    imports = {
        match
        for name, content in files.items()
        if name.endswith(".py")
        for match in re.findall(r"^(?:from|import) (\w+)", content.decode(), re.MULTILINE)
    }
    ours = {Path(name).parts[i].removesuffix(".py") for name in files for i in range(len(Path(name).parts))}
    others = imports - ours - set(sys.stdlib_module_names) - {"otter", "PIL"}
    assert others <= named, f"{sorted(others - named)} are imported and not required"
    assert "pillow" in named
    assert "pillow" not in student_files(course.assignment("pixels"))["requirements.txt"].decode()


def test_images_comes_with_the_faces_and_scripts_that_run_from_there(tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(student_zip(course.assignment("images")))) as archive:
        archive.extractall(tmp_path)
    here = tmp_path / "images"
    assert len(list((here / "datasets" / "faces" / "images").iterdir())) == 100
    for script in ("collect.py", "preprocess.py", "check.py"):
        command = [sys.executable, f"datasets/scripts/{script}", "--help"]
        done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stderr


def test_the_same_sources_give_the_same_zip():
    assert student_zip(course.assignment("tensors")) == student_zip(course.assignment("tensors"))
