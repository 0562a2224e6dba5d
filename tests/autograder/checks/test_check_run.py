"""`python -m checks` in this process, with a small notebook: what is run again or given up, and the exit codes."""

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from checks import check_notebook as checking
from checks.__main__ import main
from checks.check_notebook import CannotRun, CheckedQuestion, NoNotebook, check_notebook, find_notebook, stated_cases

CASES = """
from otter.test_files import test_case

@test_case(name="is even", points=2)
def first(NAME): assert NAME(1) % 2 == 0

@test_case(name="is two", points=1)
def second(NAME): assert NAME(1) == 2
"""
RIGHT = "def {}(x): return 2 * x"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with test files of two questions, in which the command is started."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "tests").mkdir()
    for name in ("double", "twice"):
        (tmp_path / "tests" / f"{name}.py").write_text(CASES.replace("NAME", name), encoding="utf-8")
    return tmp_path


def write(folder: Path, *cells: str, name: str = "mine.ipynb") -> Path:
    path = folder / name
    table = {"cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


def check(folder: Path, *cells: str, limit: float = 20.0, total: float = 120.0) -> dict[str, list[str]]:
    """Check a notebook of these cells; return the outcomes of each question."""
    found = check_notebook(write(folder, *cells), folder / "tests", limit=limit, total=total)
    return outcomes(found)


def outcomes(questions: list[CheckedQuestion]) -> dict[str, list[str]]:
    return {question.name: [case.outcome for case in question.cases] for question in questions}


def test_the_command_ends_with_0_if_all_passes_and_writes_what_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    write(folder, RIGHT.format("twice"), 'grader.check("twice")', RIGHT.format("double"), 'grader.check("double")')
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    assert main(["--total", "120", "--json", "all.json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines()[0].startswith("✓ twice ")  # as in the notebook, not as in the alphabet
    assert "2 of 2 questions pass their public checks: 6 of 6 points." in said.out
    assert "::notice" not in said.out
    assert "| ✓ | `double` | 2 of 2 | 3 / 3 |" in (folder / "summary.md").read_text(encoding="utf-8")
    listed = json.loads((folder / "all.json").read_text(encoding="utf-8"))["questions"]
    assert [question["name"] for question in listed] == ["twice", "double"]


def test_the_command_ends_with_1_if_a_check_fails_and_tells_github(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    path = write(folder, "def twice(x): return 4 * x")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_OUTPUT", str(folder / "output"))
    assert main([path.name, "--total", "120"]) == 1
    assert "::notice title=Autograding complete::Points 2/6" in capsys.readouterr().out
    payloads = dict(line.split("=", 1) for line in (folder / "output").read_text(encoding="utf-8").splitlines())
    assert json.loads(base64.b64decode(payloads["twice"]))["tests"][0]["score"] == 2
    assert json.loads(base64.b64decode(payloads["double"]))["status"] == "fail"


def test_the_notices_can_be_left_to_another_program(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    write(folder, "x = 1")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["--total", "0", "--no-notices"]) == 1
    assert "::notice" not in capsys.readouterr().out


def test_the_command_ends_with_2_without_a_notebook_and_with_3_without_tests(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    summary = folder / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert main([]) == 2
    assert capsys.readouterr() == (
        "", "Which notebook? No notebook is here. Name the notebook: python -m checks NAME.ipynb\n",
    )  # fmt: skip
    write(folder, "x = 1")
    assert main(["--tests", "nowhere"]) == 3
    assert capsys.readouterr().err.startswith("nowhere holds no test files")
    assert summary.read_text(encoding="utf-8").count("## The checks did not run") == 2


def test_a_notebook_of_another_name_is_checked_only_if_it_is_the_only_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    path = write(folder, "x = 1", name="ada.ipynb")
    assert find_notebook(Path("ada.ipynb")) == (Path("ada.ipynb"), "")
    assert find_notebook(None) == (Path("ada.ipynb"), "")
    assert find_notebook(folder / "mine.ipynb")[0] == path
    assert main(["mine.ipynb", "--total", "0"]) == 1
    assert capsys.readouterr().err == "There is no mine.ipynb: ada.ipynb is checked, the only notebook here.\n"
    write(folder, name="ben.ipynb")
    with pytest.raises(NoNotebook, match=re.escape("There is no mine.ipynb. These are here: ada.ipynb, ben.ipynb.")):
        find_notebook(Path("mine.ipynb"))


@pytest.mark.parametrize("content", ["<<<<<<< HEAD\n{}", "[]", '{"cells": [{}]}', '{"cells": 1}'])
def test_what_is_no_notebook_is_named(folder: Path, content: str):
    (folder / "mine.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(NoNotebook, match=r"mine.ipynb is not a notebook \("):
        check_notebook(folder / "mine.ipynb", folder / "tests", limit=1, total=1)


def test_a_question_that_ends_python_is_left_out_and_the_others_are_run(folder: Path):
    exits = "import os\ndef double(x): os._exit(0)"
    assert check(folder, exits, RIGHT.format("twice")) == {"double": ["crashed"] * 2, "twice": ["passed"] * 2}


def test_a_cell_that_ends_python_is_left_out_and_the_others_are_run(folder: Path):
    cells = ["import os; os._exit(0)", RIGHT.format("double"), RIGHT.format("twice")]
    assert check(folder, *cells) == {"double": ["passed"] * 2, "twice": ["passed"] * 2}


def test_a_question_that_ignores_its_interrupt_was_too_slow(folder: Path):
    stubborn = "import signal\ndef double(x):\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    while True: pass"
    found = check(folder, stubborn, RIGHT.format("twice"), limit=0.5)
    assert found == {"double": ["timeout"] * 2, "twice": ["passed"] * 2}


def test_a_worker_that_says_nothing_any_more_is_ended_and_later_limits_are_short(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    limits: list[float] = []
    whole = checking._Run._limit
    monkeypatch.setattr(checking._Run, "_limit", lambda self: limits.append(whole(self)) or limits[-1])
    monkeypatch.setattr(checking, "PATIENCE", 1.0)
    stopped = "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"
    found = check(folder, stopped, RIGHT.format("double"), RIGHT.format("twice"), limit=3.0)
    assert found == {"double": ["passed"] * 2, "twice": ["passed"] * 2}
    assert limits == [3.0, 0.75]


def test_a_question_that_was_interrupted_makes_later_limits_short(folder: Path, monkeypatch: pytest.MonkeyPatch):
    limits: list[float] = []
    whole = checking._Run._limit
    monkeypatch.setattr(checking._Run, "_limit", lambda self: limits.append(whole(self)) or limits[-1])
    hangs = "import os\ndef double(x):\n    while True: pass\ndef twice(x): os._exit(0)"
    assert check(folder, hangs, limit=1.0) == {"double": ["timeout", "not run"], "twice": ["crashed"] * 2}
    assert limits == [1.0]


def test_when_the_total_time_is_used_up_nothing_more_passes(folder: Path):
    assert check(folder, "x = 1", total=0.0) == {"double": ["not run"] * 2, "twice": ["not run"] * 2}
    found = check_notebook(write(folder, "import time; time.sleep(60)"), folder / "tests", limit=50, total=3.0)
    assert outcomes(found) == {"double": ["not run"] * 2, "twice": ["not run"] * 2}
    assert (found[0].score, found[0].max_score, found[0].passed) == (0, 3, False)
    assert "used up" in found[0].cases[0].message


@pytest.mark.parametrize(
    ("program", "reason"),
    [("echo one >&2; echo 'No module named numpy' >&2; exit 1", "No module named numpy"), ("exit 1", "process ended.")],
)
def test_a_worker_that_does_not_start_is_no_mistake_of_the_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, program: str, reason: str
):
    python = folder / "python"
    python.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(CannotRun, match=f"The checks do not start here: .*{reason} Install requirements.txt again"):
        check(folder, "x = 1")


def test_stated_cases_are_read_without_running_a_test_file(folder: Path):
    path = folder / "tests" / "odd.py"
    path.write_text(
        'raise SystemExit\nvalue = 1\n@plain\ndef a(): pass\n@test_case(name="b")\ndef b(): pass\n', encoding="utf-8"
    )
    assert stated_cases(path) == [("b", 0.0)]


def test_the_streams_of_a_caller_may_be_of_any_kind(folder: Path, monkeypatch: pytest.MonkeyPatch):
    class Plain:
        """A stream that can only write."""

        text = ""

        def write(self, text: str) -> None:
            self.text += text

    out: Any = Plain()
    monkeypatch.setattr(sys, "stdout", out)
    write(folder, "x = 1")
    assert main(["--total", "0"]) == 1
    assert "0 of 2 questions pass" in out.text
