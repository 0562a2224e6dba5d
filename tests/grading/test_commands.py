"""`grade build`, `grade verify` and `grade demo`: what they print, and with which code they end."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from assignments import course
from assignments.build import compose
from grading.authoring import public_cases, sentences
from grading.authoring import verify as verifying
from grading.authoring.verify import Problem
from grading.cli import main

Output = tuple[int, str, str]
GRADIENTS = course.assignment("gradients")
verify_command = import_module("grading.commands.verify")  # the package may hold the command under this name


@pytest.fixture
def grade(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command in this process; return its exit code and what it wrote to stdout and stderr."""

    def run(*words: str) -> Output:
        monkeypatch.setattr(sys, "argv", ["grade", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return ended.value.code, *capsys.readouterr()

    return run


def test_build_names_each_file_that_it_writes(grade: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    written = [course.REPO_ROOT / "solutions" / "pixels.ipynb", tmp_path / "outside.zip"]
    monkeypatch.setattr(compose, "write", lambda assignment: written if assignment.slug == "pixels" else [])
    assert grade("build", "pixels") == (0, f"wrote solutions/pixels.ipynb\nwrote {tmp_path / 'outside.zip'}\n", "")


def test_build_without_a_name_builds_every_assignment(grade: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compose, "write", lambda assignment: [assignment.slug])
    assert grade("build") == (0, "".join(f"wrote {slug}\n" for slug in course.assignments()), "")


def test_build_check_passes_where_all_files_are_up_to_date(grade: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compose, "check", lambda assignment: [])
    assert grade("build", "pixels", "--check") == (0, "", "")


def test_build_check_names_each_file_that_is_not_up_to_date(grade: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compose, "check", lambda assignment: ["solutions/[pixels].ipynb is not up to date"])
    monkeypatch.setattr(compose, "write", lambda assignment: pytest.fail("--check wrote a file"))
    code, out, err = grade("build", "pixels", "--check")
    assert (code, out) == (1, "")
    assert err.startswith("solutions/[pixels].ipynb is not up to date\n")
    assert "grade build" in err


@pytest.mark.parametrize(
    ("problems", "code"), [([], 0), ([Problem("blank_image", "wrong odd", "[case] 'a' passes it")], 1)]
)
def test_verify_prints_each_problem_and_fails_if_there_is_one(
    grade: Any, monkeypatch: pytest.MonkeyPatch, problems: list[Problem], code: int
):
    called: list[Any] = []
    monkeypatch.setattr(verifying, "verify_all", lambda *args, **options: called.append((args, options)) or problems)
    ended, out, err = grade("verify", "pixels", "--quick", "--otter")
    assert called == [((course.assignment("pixels"), None), {"otter": True})]
    assert ended == code
    assert out.startswith("pixels: ")
    assert f", {len(problems)} not " in out
    assert err == "".join(f"{problem}\n" for problem in problems)


def test_verify_as_json_has_each_problem_and_prints_nothing_else(grade: Any, monkeypatch: pytest.MonkeyPatch):
    problem = Problem("blank_image", "wrong odd", "the case 'a' passes it")
    monkeypatch.setattr(verifying, "verify_all", lambda *args, **options: [problem])
    code, out, err = grade("verify", "pixels", "gradients", "--quick", "--json")
    assert (code, err) == (1, "")
    records = json.loads(out)
    assert [record["assignment"] for record in records] == ["pixels", "gradients"]
    assert all(record["problems"] == [str(problem)] for record in records)
    known = [verifying.known_answers(GRADIENTS, question) for question in GRADIENTS.questions]
    assert records[1]["known_answers"] == sum(len(list(answers)) for answers in known)


def test_verify_runs_in_the_sandbox_unless_quick(grade: Any, monkeypatch: pytest.MonkeyPatch):
    levels: list[Any] = []
    monkeypatch.setattr(verify_command, "isolation_level", lambda least, trust: "full")
    monkeypatch.setattr(verifying, "verify_all", lambda assignment, level, otter: levels.append((level, otter)) or [])
    assert grade("verify", "pixels")[0] == 0
    assert grade("verify", "pixels", "--quick")[0] == 0
    assert levels == [("full", False), (None, False)]


@pytest.mark.parametrize("false", [0, 1])
def test_verify_sentences_names_each_false_one_and_fails_if_there_is_one(
    grade: Any, monkeypatch: pytest.MonkeyPatch, false: int
):
    sentence = sentences.FalseSentence("draw_disc", "odd", "is [round]", "shape", "The shape is wrong.")
    monkeypatch.setattr(sentences, "proof", lambda assignment: sentences.Proof(7, [sentence] * false))
    code, out, err = grade("verify", "pixels", "--sentences")
    assert (code, err) == (false, f"{sentence}\n" * false)
    assert out == f"pixels: 7 sentences, {false} name a cause that was not there\n"
    code, out, err = grade("verify", "pixels", "--sentences", "--json")
    assert (code, err) == (false, "")
    assert json.loads(out) == [{"assignment": "pixels", "sentences": 7, "false": [str(sentence)] * false}]


def test_verify_public_names_each_wrong_answer_that_passes_and_does_not_fail(
    grade: Any, monkeypatch: pytest.MonkeyPatch
):
    passing = public_cases.PublicCases(8, (("draw_disc", "hollow"), ("draw_disc", "square")))
    monkeypatch.setattr(public_cases, "public_cases", lambda assignment: passing)
    code, out, err = grade("verify", "pixels", "--public")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "draw_disc: hollow",
        "draw_disc: square",
        "pixels: 2 of 8 wrong answers (25%) pass every public case",
    ]


def test_demo_writes_a_class_and_says_where(grade: Any, tmp_path: Path):
    folder = tmp_path / "a [class] of 3"  # no markup for the terminal
    code, out, err = grade("demo", str(folder), "--assignment", "neurons", "--students", "3", "--seed", "2")
    assert (code, out, err) == (0, f"wrote 3 submissions of neurons to {folder}\n", "")
    notebooks = [path for path in folder.rglob("*") if path.is_file()]
    assert len(notebooks) == 3
    assert any("cells" in json.loads(path.read_bytes()) for path in notebooks if path.suffix == ".ipynb")
