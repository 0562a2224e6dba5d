"""The commands as a teacher types them: what they print, what they write, and how they end."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assignments import course
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from grading.cli import main
from grading.commands import group
from tests.support import levels, run_as

GRADE = Path(sys.executable).with_name("grade")
TENSORS = course.assignment("tensors")
REFERENCE = TENSORS.reference.read_text(encoding="utf-8")


def grade(*words: Any, who: Sequence[str] = (), **environment: str) -> subprocess.CompletedProcess[str]:
    somebody = [sys.executable, run_as.SCRIPT, *who] if who else []
    command = [*somebody, str(GRADE), *map(str, words)]
    settings = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=settings)


def run(
    folder: Path, out: Path, *words: Any, jobs: int = 1, who: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    return grade("run", "tensors", folder, "--out", out, "--jobs", jobs, *words, who=who)


def attempts(out: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(out / "gradebook.db")) as book:
        return book.execute("SELECT student, status FROM attempt ORDER BY id").fetchall()


def results(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def one_sentence(said: str) -> str:
    said = said.strip()
    assert said
    assert "Traceback" not in said
    assert len(said.splitlines()) <= 5
    return said


@pytest.fixture(scope="module")
def graded(
    zygote: Zygote, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    """A class of four, graded once: one all right, one with nothing, one that is no notebook, one with two of them."""
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("out") / "deep" / "graded"
    (folder / "ada.ipynb").write_bytes(compose([REFERENCE]))
    (folder / "bob.ipynb").write_bytes(compose(["x = 1"]))
    (folder / "cy.ipynb").write_bytes(b"no notebook")
    (folder / "eve.zip").write_bytes(b"PK\x03\x04 and nothing more")
    (folder / "dan").mkdir()
    (folder / "dan" / "one.ipynb").write_bytes(compose(["x = 1"]))
    (folder / "dan" / "two.ipynb").write_bytes(compose(["x = 2"]))
    return folder, out, run(folder, out, jobs=2)


def test_a_class_is_graded_and_every_file_is_written(graded: Any):
    _, out, done = graded
    assert done.returncode == 1, done.stderr
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == {
        "gradebook.db", "grades.csv", "results.jsonl", "index.html", "feedback/ada.html", "feedback/bob.html",
        "feedback/cy.html", "feedback/dan.html", "feedback/eve.html",
    }  # fmt: skip
    assert "5 submissions: 2 graded, 3 unusable" in done.stdout
    assert [line.split()[0] for line in sorted(done.stdout.splitlines()) if line[:3] in ("ada", "bob", "eve")] == [
        "ada", "bob", "eve",
    ]  # fmt: skip


def test_the_table_of_grades_has_one_row_a_student(graded: Any):
    _, out, _ = graded
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    names = [question.name for question in (*TENSORS.questions, *TENSORS.manual)]
    sums = ["manual", "overrides", "total", "max_total"]
    assert rows[0] == ["student", "submission", "status", "score", "max_score", *names, *sums]
    assert [row[0] for row in rows[1:]] == ["ada", "bob", "cy", "dan", "eve"]
    assert [row[2] for row in rows[1:]] == ["graded", "graded", "unusable", "unusable", "unusable"]
    assert [float(row[3]) for row in rows[1:]] == [TENSORS.points, 0, 0, 0, 0]


def test_the_results_have_one_line_a_student(graded: Any, zygote: Zygote):
    _, out, _ = graded
    lines = results(out)
    assert [line["student"] for line in lines] == ["ada", "bob", "cy", "dan", "eve"]
    ada, bob, cy, dan, _ = lines
    assert {"student", "submission", "sha256", "assignment", "status", "score", "max_score", "cpu_s", "wall_s",
            "isolation", "repairs", "cells", "questions"} <= set(ada)  # fmt: skip
    assert (ada["isolation"], ada["assignment"], len(ada["sha256"])) == (zygote.level, "tensors", 64)
    assert {"name", "hidden", "passed", "points", "outcome", "message", "cached"} <= set(
        ada["questions"][0]["cases"][0]
    )
    assert {case["outcome"] for question in bob["questions"] for case in question["cases"]} == {"missing"}
    assert (cy["score"], cy["questions"]) == (0, [])
    assert "2 notebooks" in json.dumps(dan)


def test_a_second_run_grades_what_is_new_and_regrade_grades_all(graded: Any):
    folder, out, _ = graded
    before, rows = attempts(out), (out / "grades.csv").read_bytes()
    (folder / "bob.ipynb").write_bytes(compose(["x = 2"]))
    again = run(folder, out)
    assert again.returncode == 1
    assert "graded before" in again.stdout
    new = [student for student, _ in attempts(out)[len(before) :]]
    assert "ada" not in new
    assert "bob" in new
    assert (out / "grades.csv").read_bytes() == rows
    assert run(folder / "bob.ipynb", out, "--regrade").returncode == 0
    assert attempts(out)[len(before) + len(new) :] == [("bob", "graded")]


def test_a_late_submission_is_added_to_the_class_and_what_was_decided_is_said(graded: Any, tmp_path: Path):
    _, out, _ = graded
    fran, gil = tmp_path / "late" / "fran", tmp_path / "late" / "gil"
    for folder in (fran, gil):
        folder.mkdir(parents=True)
    (fran / "tensors.ipynb").write_bytes(compose([REFERENCE]))
    (fran / "pixels.ipynb").write_bytes(course.assignment("pixels").solved.read_bytes())
    (gil / "essay.pdf").write_bytes(b"%PDF")
    (tmp_path / "late" / "hal.ipynb").write_bytes(course.assignment("neurons").notebook.read_bytes())
    done = run(tmp_path / "late", out)
    assert done.returncode == 1
    assert "3 submissions: 2 graded, 1 unusable. 5 more of the class were graded before." in done.stdout
    assert done.stdout.rstrip().endswith("Passed over, for the reasons above:\n  gil/essay.pdf")
    by_student = {line["student"]: line for line in results(out)}
    assert list(by_student) == ["ada", "bob", "cy", "dan", "eve", "fran", "gil", "hal"]
    assert by_student["fran"]["score"] == TENSORS.points
    assert by_student["fran"]["repairs"][0] == (
        "fran/pixels.ipynb was not graded: it looks like the notebook of pixels"
    )
    assert by_student["gil"]["reason"] == "gil/essay.pdf is a PDF, not a notebook. Hand in the .ipynb file."
    assert by_student["hal"]["repairs"][0] == "This looks like the notebook of neurons: hand in the one of tensors"
    for student in ("fran", "gil", "hal"):
        assert grade("remove", student, "--out", out).returncode == 0
    assert len(results(out)) == 5


def test_without_the_cache_the_results_are_the_same_but_for_its_marks(zygote: Zygote, tmp_path: Path):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.ipynb").write_bytes(compose([REFERENCE]))
    assert run(tmp_path / "class", tmp_path / "cached").returncode == 0
    assert run(tmp_path / "class", tmp_path / "all", "--no-cache").returncode == 0
    cached, every = (
        json.loads((tmp_path / out / "results.jsonl").read_text(encoding="utf-8"))["questions"]
        for out in ("cached", "all")
    )
    marks = [case.pop("cached") for question in cached for case in question["cases"]]
    assert set(marks) == {True, False}  # what lends a function has no plan
    assert {case.pop("cached") for question in every for case in question["cases"]} == {False}
    assert cached == every


@pytest.mark.parametrize(("words", "said"), [
    (["run", "no-such-assignment", "x", "--out", "o"], "There is no assignment 'no-such-assignment'; there are: "),
    (["run", "tensors", "missing/path", "--out", "o"], "missing/path"),
    (["run", "tensors", "empty", "--out", "o"], "empty"),
    (["run", "tensors", "empty"], "--out"),
    (["run", "tensors", "--out", "o"], "SUBMISSIONS"),
    (["run", "tensors", "empty", "--out", "o", "--jobs", "0"], "--jobs"),
    (["run", "tensors", "empty", "--out", "o", "--isolation", "none"], "--isolation"),
    (["build", "no-such-assignment"], "There is no assignment"),
    (["no-such-command"], "No such command"),
])  # fmt: skip
def test_wrong_usage_ends_with_2_and_a_sentence(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["grade", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert said in one_sentence(capsys.readouterr().err)
    assert not (tmp_path / "o").exists()


@pytest.fixture
def one(tmp_path: Path, zygote: Zygote) -> Path:
    """A class of one."""
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.ipynb").write_bytes(compose(["x = 1"]))
    return tmp_path / "class"


def test_results_cannot_go_into_a_file(one: Path, tmp_path: Path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = run(one, tmp_path / "file")
    assert done.returncode == 2
    assert "is a file" in one_sentence(done.stderr)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_results_cannot_go_where_nobody_may_write(one: Path):
    done = run(one, Path("/proc/graded"))
    assert done.returncode == 2
    assert "cannot be" in one_sentence(done.stderr)


def test_walls_that_are_asked_for_and_missing_stop_the_command(one: Path, tmp_path: Path):
    done = run(one, tmp_path / "graded", "--isolation", "full", who=["--container"])
    assert done.returncode == 3
    assert "The level full does not stand here" in one_sentence(done.stderr)
    assert "grade doctor" in done.stderr
    assert not (tmp_path / "graded").exists()


@pytest.mark.parametrize(
    ("who", "said", "level"),
    [
        ([], "Walls: full.", "full"),
        (["--container"], "Walls: lite, since full does not stand here (", "lite"),
        (["--container", "--no-landlock"], "Walls: none, since none stand here (full: ", "none"),
    ],
    ids=["a bare machine", "a container", "a container on an old kernel"],
)
def test_a_run_says_in_one_line_behind_which_walls_it_grades(
    one: Path, tmp_path: Path, who: list[str], said: str, level: str
):
    if not who:
        levels.need("full")
    done = run(one, tmp_path / "graded", "--trust-submissions", who=who)
    assert done.returncode == 0, done.stderr
    assert len([line for line in done.stdout.splitlines() if line.startswith(said)]) == 1
    assert [line["isolation"] for line in results(tmp_path / "graded")] == [level]


def test_a_real_class_is_refused_where_no_walls_stand(one: Path, tmp_path: Path):
    done = run(one, tmp_path / "graded", who=["--container", "--no-landlock"])
    assert done.returncode == 3
    assert "Nothing was graded" in one_sentence(done.stderr)
    assert not (tmp_path / "graded").exists()


def test_a_run_that_is_killed_loses_nothing_that_was_graded(one: Path, tmp_path: Path, scratch: Path):
    slow = "import time\nend = time.process_time() + 5\nwhile time.process_time() < end: pass"
    (one / "zoe.ipynb").write_bytes(compose([slow]))
    out = tmp_path / "graded"
    command = [str(GRADE), "run", "tensors", str(one), "--out", str(out), "--jobs", "1"]
    settings = {**os.environ, "TMPDIR": str(scratch)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=settings) as process:
        wait_until(lambda: recorded(out) == 1)
        process.send_signal(signal.SIGKILL)
    wait_until(lambda: not list(scratch.iterdir()))
    (one / "zoe.ipynb").write_bytes(compose(["x = 1"]))
    done = run(one, out)
    assert done.returncode == 0
    assert "1 graded before" in done.stdout
    assert attempts(out) == [("ada", "graded"), ("zoe", "graded")]
    assert len((out / "grades.csv").read_text(encoding="utf-8").splitlines()) == 3


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder for temporary files, which guests of another user may pass through."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.1)


def recorded(out: Path) -> int:
    try:
        return len(attempts(out))
    except sqlite3.Error:
        return 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 KiB, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk may be mounted here: " + mounted.stderr.decode().strip())
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_named_and_what_to_do(one: Path, small_disk: Path):
    done = run(one, small_disk / "graded")
    assert done.returncode == 3
    assert "full" in one_sentence(done.stderr)


def test_an_unexpected_error_is_our_fault_not_that_of_submissions(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def broken(**_: Any) -> None:
        raise AttributeError("a name that is gone")

    monkeypatch.setattr(group.commands, "main", broken)
    assert group.run_command() == 3
    said = capfd.readouterr().err
    assert "AttributeError: a name that is gone" in said
    assert "fault of `grade` itself" in said


def test_help_says_what_each_command_is_for():
    done = grade("--help")
    assert done.returncode == 0
    for command in ("run", "build", "verify", "demo", "doctor"):
        assert command in done.stdout
