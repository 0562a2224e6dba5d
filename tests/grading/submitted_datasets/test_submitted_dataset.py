"""The dataset of a submission: how it is found in folders and zips, and how hostile datasets are handled."""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assignments import course
from assignments.course import REPO_ROOT
from autograder.notebook_reader import compose
from grading.commands.group import commands
from grading.export.results_jsonl import results_lines
from grading.intake import submissions
from grading.pages.feedback_page import feedback_page
from grading.pool.grade_submission import LazyZygote
from grading.pool.job import prepare
from grading.records import Dataset, Finding, Submission
from grading.submitted_datasets import dataset_check
from solutions.images import split_dataset
from tests.support.sample_dataset import COUNT, pictures, split_by, submission_without_pictures, write_dataset

IMAGES = course.assignment("images")
Found = Callable[..., Dataset]


@pytest.fixture
def student(tmp_path: Path) -> Path:
    """A class of one student: the notebook in one folder, the dataset in another."""
    folder = tmp_path / "class" / "ada"
    split_by(write_dataset(folder / "leaves", pictures()), split_dataset)
    (folder / "work").mkdir()
    (folder / "work" / "images.ipynb").write_bytes(compose([IMAGES.reference.read_text(encoding="utf-8")]))
    return folder


@pytest.fixture(scope="module")
def lazy_zygote() -> Iterator[LazyZygote]:
    """If there is no sandbox, functions are not run; the tests here do not need them."""
    waiting = LazyZygote("full")
    yield waiting
    waiting.close()


@pytest.fixture
def found(lazy_zygote: LazyZygote) -> Found:
    def check(*paths: Path) -> Dataset | None:
        (submission,) = submissions.find(paths)
        return dataset_check.check(prepare(IMAGES, lazy_zygote.level), submission, lazy_zygote)

    return check


def zipped(folder: Path, archive: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, prefix + path.relative_to(folder).as_posix())
    return archive


def as_zip(student: Path, tmp_path: Path) -> Path:
    """A class that holds the student's folder as a zip."""
    (tmp_path / "zips").mkdir(exist_ok=True)
    zipped(student, tmp_path / "zips" / "ada.zip")
    return tmp_path / "zips"


def test_a_good_dataset_passes_in_a_folder_and_in_each_kind_of_zip(found: Found, student: Path, tmp_path: Path):
    places = [student.parent, zipped(student.parent, tmp_path / "all.zip"), as_zip(student, tmp_path)]
    places += [zipped(as_zip(student, tmp_path), tmp_path / "class.zip")]
    (tmp_path / "flat").mkdir()
    shutil.copytree(student / "leaves", tmp_path / "flat" / "leaves")
    shutil.copy(student / "work" / "images.ipynb", tmp_path / "flat")
    places += [tmp_path / "flat" / "images.ipynb"]
    for place in places:
        result = found(place)
        assert result is not None, place
        assert (result.passed, result.pictures, result.findings, result.problem) == (True, COUNT, (), "")


def test_a_dataset_among_notebooks_of_several_students_belongs_to_none(found: Found, student: Path):
    shutil.copy(student / "work" / "images.ipynb", student / "bea.ipynb")
    shutil.copy(student / "work" / "images.ipynb", student / "carl.ipynb")
    assert found(student / "bea.ipynb") is None


def test_a_copy_of_the_course_faces_is_not_a_students_dataset(found: Found, student: Path, tmp_path: Path):
    shutil.rmtree(student / "leaves")
    shutil.copytree(REPO_ROOT / "datasets" / "faces", student / "faces")
    assert found(student.parent) is None
    assert found(as_zip(student, tmp_path)) is None


def test_a_mistake_is_reported_with_its_code_and_file(found: Found, student: Path):
    (student / "leaves" / "images" / "p07.png").write_bytes(b"<html>404</html>")
    result = found(student.parent)
    assert result is not None
    assert not result.passed
    assert {(finding.code, finding.file) for finding in result.findings} >= {("unreadable", "p07.png")}


def test_a_file_name_that_is_not_valid_unicode_is_reported(found: Found, student: Path):
    images = os.fsencode(student / "leaves" / "images")
    try:
        with open(images + b"/q\xff.png", "wb") as file:
            file.write(pictures()["p03.png"])
    except OSError:
        pytest.skip("this disk takes no such name")
    result = found(student.parent)
    assert ("unlisted", "q\udcff.png") in {(finding.code, finding.file) for finding in result.findings}
    assert result.untried == "its file names cannot be read"


def test_without_pictures_the_checks_that_need_them_are_on_trust(found: Found, student: Path, tmp_path: Path):
    without_pictures = submission_without_pictures(student / "leaves", tmp_path)
    shutil.rmtree(student / "leaves")
    shutil.move(without_pictures, student / "leaves")
    result = found(student.parent)
    assert result is not None
    assert (result.passed, result.pictures, result.findings) == (True, COUNT, ())
    assert set(result.on_trust) == {"changed", "unreadable", "gps", "large"}


def test_a_hostile_zip_writes_nothing_outside_its_folder(
    found: Found, student: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    handed_in = as_zip(student, tmp_path)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "deep" / "er"))  # where it is unpacked
    with zipfile.ZipFile(handed_in / "ada.zip", "a") as file:
        file.writestr("leaves/../../../escaped", "out")
        link = zipfile.ZipInfo("leaves/images/link.png")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    result = found(handed_in)
    assert result is not None
    assert result.passed
    assert not list(tmp_path.rglob("escaped"))


def test_a_dataset_that_is_too_large_is_a_problem(
    found: Found, student: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dataset_check, "MAX_UNPACKED", 50_000)
    result = found(as_zip(student, tmp_path))
    assert result is not None
    assert "larger than" in result.problem


def test_links_and_pipes_are_not_followed(found: Found, student: Path, tmp_path: Path):
    (student / "leaves").rename(tmp_path / "elsewhere")
    (student / "leaves").symlink_to(tmp_path / "elsewhere")
    (student / "linked").mkdir()
    (student / "linked" / "manifest.csv").symlink_to(tmp_path / "elsewhere" / "manifest.csv")
    assert found(student.parent) is None
    (student / "pipe").mkdir()
    os.mkfifo(student / "pipe" / "manifest.csv")
    result = found(student.parent)
    assert result is not None
    assert "not a regular file" in result.problem


def test_a_check_that_blocks_or_crashes_is_a_problem_of_this_dataset_only(
    found: Found, student: Path, monkeypatch, tmp_path: Path
):
    stalls, breaks = tmp_path / "stalls.py", tmp_path / "breaks.py"
    stalls.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    breaks.write_text("raise MemoryError('of a decoder')\n", encoding="utf-8")
    monkeypatch.setattr(dataset_check, "CHECK", stalls)
    monkeypatch.setattr(dataset_check, "TIMEOUT", 0.5)
    assert "took longer" in found(student.parent).problem
    monkeypatch.setattr(dataset_check, "CHECK", breaks)
    monkeypatch.setattr(dataset_check, "TIMEOUT", 60)
    assert "MemoryError: of a decoder" in found(student.parent).problem


def test_a_submission_with_a_problem_has_no_dataset(lazy_zygote: LazyZygote, tmp_path: Path):
    linked = Submission("ada", "x.ipynb", tmp_path / "x.ipynb", problem="a link")
    assert dataset_check.check(prepare(IMAGES, lazy_zygote.level), linked, lazy_zygote) is None


def test_results_and_feedback_show_the_findings(student: Path, tmp_path: Path):
    (student / "leaves" / "CARD.md").write_text("## What\n\nTODO <script>\n", encoding="utf-8")
    done = CliRunner().invoke(commands, ["run", "images", str(student.parent), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    line = json.loads((tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8"))
    assert {finding["code"] for finding in line["dataset"]["findings"]} == {"card"}
    page = (tmp_path / "out" / "feedback" / "ada.html").read_text(encoding="utf-8")
    assert "Your dataset" in page
    assert f"{COUNT} pictures" in page
    assert "CARD.md" in page
    assert "Your own functions" in page


def test_a_page_says_that_there_is_no_dataset_and_which_checks_are_on_trust():
    from tests.support.made_up_attempts import ASSIGNMENT, CLASS

    asked = replace(ASSIGNMENT, dataset=True)
    assert "No folder with a <code>manifest.csv</code> was handed in" in feedback_page(asked, CLASS[0])
    trusting = replace(CLASS[0], dataset=Dataset(passed=True, pictures=30, checked=("few",), on_trust=("gps",)))
    assert "your own report counts: gps" in feedback_page(asked, trusting)
    assert "Your own functions" not in feedback_page(asked, trusting)
    assert "Your dataset" not in feedback_page(ASSIGNMENT, CLASS[0])
    assert json.loads(next(results_lines([trusting], ASSIGNMENT)))["dataset"]["on_trust"] == ["gps"]


def test_a_page_says_whether_the_students_own_functions_were_run():
    from tests.support.made_up_attempts import ASSIGNMENT, CLASS

    def page(**found: Any) -> str:
        return feedback_page(replace(ASSIGNMENT, dataset=True), replace(CLASS[0], dataset=Dataset(**found)))

    assert "Your own functions were also run on it" in page(checked=("few", "pipeline"))
    assert "were not run on it: the notebook cannot be read." in page(untried="the notebook cannot be read")
    html = page(checked=("pipeline",), findings=(Finding("pipeline", "make_batch raised <b>: </li>", "p.png"),))
    assert "<strong>pipeline</strong>: <code>p.png</code>: make_batch raised &lt;b&gt;: &lt;/li&gt;" in html
