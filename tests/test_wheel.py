"""The wheel: an editable install hides missing packages and data files, so it is built, installed and used to grade."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from assignments.course import REPO_ROOT
from autograder.notebook_reader import compose

pytestmark = pytest.mark.usefixtures("zygote")

FOLDERS = ("assignments", "autograder", "datasets", "grading", "solutions")
THIEF = """
from importlib import import_module
from pathlib import Path
stolen = []
for name in {names}:
    try:
        stolen.append(import_module(name))
    except ImportError:
        pass
for path in {files}:
    try:
        stolen.append(Path(path).read_bytes()[:20])
    except OSError:
        pass
raise RuntimeError(f"stolen: {{stolen}}")
"""


def run(words: list[Any], folder: Path, codes: tuple[int, ...] = (0,)) -> str:
    bare = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([*map(str, words)], cwd=folder, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode in codes, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel and, from the tests' own environment, what that requires."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # the processes of one run make it once
    environment = shared / "wheel"
    with (shared / "wheel.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (environment / "complete").exists():
            _install(environment, tmp_path_factory)
            (environment / "complete").touch()
    return environment / "bin"


def _install(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    source, wheels = (tmp_path_factory.mktemp(name) for name in ("source", "wheels"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPO_ROOT / name, source)
    for name in FOLDERS:
        shutil.copytree(REPO_ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = f"from setuptools.build_meta import build_wheel; build_wheel({str(wheels)!r})"
    run([sys.executable, "-c", build], source)
    run([sys.executable, "-m", "venv", environment], source)
    python = environment / "bin" / "python"
    run([python, "-m", "pip", "install", "--no-index", "--no-deps", *wheels.iterdir()], source)
    _add_libraries(site_packages(python))


def _add_libraries(target: Path) -> None:
    """Give an environment what this one has installed, but for what it has already and for the editable install."""
    there = {path.name for path in target.iterdir()}
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for path in Path(folder).iterdir():
            if path.is_dir() and path.name not in there:
                shutil.copytree(path, target / path.name, copy_function=_link)
            elif path.suffix in (".py", ".so"):
                _link(path, target / path.name)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # the two lie on different disks
        shutil.copy2(source, target)


def site_packages(python: Path) -> Path:
    return Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], python.parent).strip())


def graded(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["student"]: line for line in map(json.loads, lines)}


def test_everything_is_imported_from_the_wheel(installed: Path, tmp_path: Path):
    code = f"""
import sys, grading.cli, {", ".join(FOLDERS)}
print(*(path for name in {FOLDERS} for path in sys.modules[name].__path__))
"""
    paths = run([installed / "python", "-c", code], tmp_path).split()
    assert paths == [str(site_packages(installed / "python") / name) for name in FOLDERS]


def test_a_made_up_class_is_graded_from_another_folder(installed: Path, tmp_path: Path):
    run([installed / "grade", "demo", "class", "--students", 4], tmp_path)
    run([installed / "grade", "run", "pixels", "class", "--out", "out", "--jobs", 2], tmp_path, (0, 1))
    results = graded(tmp_path / "out")
    assert len(results) == 4
    assert sum(result["score"] > 0 for result in results.values()) >= 3
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_dataset_is_checked_beside_the_faces_of_the_wheel(installed: Path, tmp_path: Path):
    student, faces = tmp_path / "class" / "ada", REPO_ROOT / "datasets" / "faces"
    (student / "images").mkdir(parents=True)
    (student / "images.ipynb").write_bytes(compose(["x = 1"]))
    shutil.copy(faces / "images" / "face_001.png", student / "images")
    rows = (faces / "manifest.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:2]
    (student / "manifest.csv").write_text("".join(rows), encoding="utf-8")
    run([installed / "grade", "run", "images", "class", "--out", "out"], tmp_path)
    found = graded(tmp_path / "out")["ada"]["dataset"]
    assert "provided" in {finding["code"] for finding in found["findings"]}


def test_a_guest_sees_nothing_of_what_the_wheel_installed(installed: Path, tmp_path: Path):
    here = site_packages(installed / "python")
    files = [str(path) for name in FOLDERS for path in sorted((here / name).rglob("*.*")) if path.is_file()]
    assert str(here / "autograder" / "tests" / "pixels" / "draw_disc.py") in files
    names = ["assignments", "grading", "solutions", "solutions.pixels", "autograder.judge", "autograder.tests"]
    (tmp_path / "class").mkdir()
    cells = [THIEF.format(names=names, files=files[part::10]) for part in range(10)]  # a cell has a second
    (tmp_path / "class" / "eve.ipynb").write_bytes(compose(cells))
    run([installed / "grade", "run", "pixels", "class", "--out", "out"], tmp_path)
    assert [cell["error"] for cell in graded(tmp_path / "out")["eve"]["cells"]] == ["RuntimeError: stolen: []"] * 10
