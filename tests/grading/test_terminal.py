"""What the terminal shows of a graded class: names without tricks, pictures as characters, JSON, completion."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from assignments.errors import UsageError
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from autograder.results import CaseResult, Evidence, QuestionResult, Verdict
from grading.commands.export import export
from grading.commands.group import COMMANDS, commands, load
from grading.commands.output.terminal import out, shown
from grading.commands.output.text_picture import text_view
from grading.gradebook.database import Gradebook
from grading.gradebook.runs import begin_run
from grading.intake.student_names import visible
from grading.records import Attempt
from tests.support.graded_class import attempt, write_gradebook

EVIL = "ada\x1b[31m\u202egro.live\u2066\u200f\u200b\ufeff\x07"


def run(*words: str) -> str:
    return CliRunner().invoke(commands, words, catch_exceptions=False).output


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (EVIL, "ada[31mgro.live"), ("line\nbreak\ttab", "line break tab"), ("Zoë 李小龍 שרה", "Zoë 李小龍 שרה"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"), ("half \ud800", "half ?"), ("\x9b31m", "31m"),
    ],
)  # fmt: skip
def test_a_text_from_outside_is_shown_without_control_and_bidi_characters(text: str, seen: str):
    assert visible(text) == seen


def test_a_name_is_filled_up_to_the_columns_of_the_terminal_and_is_no_markup():
    assert shown("李小龍", 10) == "李小龍    "
    with out.capture() as printed:
        out.print(shown("[red]x[/red]"))
    assert printed.get() == "[red]x[/red]\n"


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    picture = np.zeros((4, 6))
    picture[1:3, 1:5] = 1.0
    wrong = picture.copy()
    wrong[1, 1], wrong[0, 0] = 0.4, 1.0
    pictures = Evidence(picture, wrong, "picture")
    cases = (
        CaseResult("is round", False, False, 1.0, "failed", "First line.\nSecond [line].", pictures),
        CaseResult("is big", True, False, 1.0, "failed", "Hidden.", pictures),
        CaseResult("is small", False, True, 1.0, "passed", ""),
    )  # fmt: skip
    verdict = Verdict(
        "graded", 1.0, 10.0, 0.1, 0.2, "full", ("A comma.",), (), (QuestionResult("disc", 1.0, 3.0, cases),)
    )
    unusable = Verdict("unusable", 0.0, 10.0, 0.0, 0.0, "full", reason=f"Not JSON {EVIL}")
    attempts = [
        attempt("Zoë", 3.0, sha256="1"),
        Attempt("Zoë", "Zoë/pixels.ipynb", "2", "pixels", "cd", verdict, handed_in="2026-12-04T10:00:00+00:00"),
        Attempt(EVIL.replace("\x1b", "_").replace("\x07", "_"), "x.ipynb", "", "pixels", "cd", unusable),
    ]
    return write_gradebook(tmp_path / "graded", attempts)


def test_list_has_one_line_a_student_and_no_character_that_moves_the_rest(graded: Path):
    printed = run("list", "--out", str(graded))
    assert [line[:24].rstrip() for line in printed.splitlines()] == ["Zoë", "ada_[31mgro.live_", "2 students of pixels"]
    assert not set(printed) & set("\x1b\u202e\u2066\u200f\x07")


def test_list_and_show_and_history_as_json(graded: Path):
    students = json.loads(run("list", "--out", str(graded), "--json"))
    assert [(each["score"], each["raw_score"], each["status"]) for each in students] == [
        (1.0, 1.0, "graded"), (0.0, 0.0, "unusable"),
    ]  # fmt: skip
    assert json.loads(run("show", "Zoë", "--out", str(graded), "--json"))["repairs"] == ["A comma."]
    history = json.loads(run("history", "Zoë", "--out", str(graded), "--json"))
    assert [(each["score"], each["handed_in"]) for each in history] == [(3.0, None), (1.0, "2026-12-04T10:00:00+00:00")]
    assert [each["counts"] for each in history] == [False, True]


def test_show_draws_the_pictures_of_public_cases_only(graded: Path):
    lines = [line.rstrip() for line in run("show", "zoë", "--out", str(graded)).splitlines()]
    start = lines.index("      expected    yours       difference")
    assert lines[start + 1 : start + 5] == [
        "                  #           +.....",
        "       ####        :###       .-....",
        "       ####        ####       ......",
        "                              ......",
    ]
    assert "      Second [line]." in lines
    assert "  note: A comma." in lines
    assert sum("expected    yours" in line for line in lines) == 1
    assert not any("is small" in line for line in lines)
    assert any("is small" in line for line in run("show", "Zoë", "--out", str(graded), "--all").splitlines())


def test_history_lists_all_attempts_and_says_which_counts(graded: Path):
    first, second, last = run("history", "Zoë", "--out", str(graded)).splitlines()
    assert first.startswith("  run 0")
    assert second.startswith("* run 0")
    assert "new notebook" in second
    assert "handed in 2026-12-04" in second
    assert last == "* counts: 1 of 10"


def test_runs_are_listed(graded: Path):
    with Gradebook(graded / "gradebook.db") as book:
        begin_run(book, "pixels", "Frau Müller", {"numpy": "2.4"}, "t" * 64, {})
    first, second = run("list", "--runs", "--out", str(graded)).splitlines()
    assert first.split()[0] == "0"
    assert "Frau Müller numpy 2.4" in second
    assert second.endswith("stopped")


def test_an_unknown_student_and_a_folder_without_results_are_named(graded: Path):
    with pytest.raises(UsageError, match=r"no student Zoe in .* Similar names: Zoë"):
        run("show", "Zoe", "--out", str(graded))
    with pytest.raises(UsageError, match="no gradebook in"):
        run("list", "--out", str(graded / "nowhere"))


@pytest.mark.parametrize(
    ("expected", "actual", "show", "lines"),
    [
        (np.array([1.0, 2.0]), np.array([1.0, 3.0]), "numbers", ["[1]: expected 2, yours 3"]),
        (np.zeros((2, 2)), np.zeros(3), "picture", ["expected an array of shape (2, 2), yours has shape (3,)"]),
        (np.array(["a"]), np.array(["b"]), "numbers", []),
        (np.float64(1), np.float64(2), "numbers", ["[]: expected 1, yours 2"]),
    ],
)
def test_other_arrays_are_numbers(expected: object, actual: object, show: str, lines: list[str]):
    assert text_view(Evidence(expected, actual, show), 80) == lines


def test_a_large_picture_fits_and_not_a_number_is_a_question_mark():
    large = np.random.default_rng(1).random((300, 400, 3))
    broken = large.copy()
    broken[0, 0] = np.nan
    lines = text_view(Evidence(large, broken, "picture"), 100)
    assert max(map(len, lines)) <= 100
    assert len(lines) <= 35
    assert "?" in lines[1]
    assert set("".join(lines[1:-1])) <= set(" .:#+-?")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(shell: str):
    assert "_GRADE_COMPLETE" in run("completion", shell)


def test_the_shell_completes_commands_kinds_and_students(graded: Path):
    def completed(words: str, at: int) -> str:
        variables = {**os.environ, "_GRADE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        program = Path(sys.executable).with_name("grade")
        return subprocess.run([program], env=variables, capture_output=True, text=True, check=False).stdout

    assert "plain,history" in completed("grade his", 1)
    assert "plain,moodle-feedback" in completed("grade export moo", 2)
    assert "plain,Zoë" in completed(f"grade export gradescope {graded} Z", 4)
    assert completed("grade run pix", 2) == "plain,pixels\n"
    assert completed("grade verify gr", 2) == "plain,gradients\n"


def test_quiet_prints_problems_only(graded: Path):
    assert run("export", "json", str(graded), "--quiet") == ""
    assert "wrote" in run("export", "json", str(graded))
    assert run("gallery", str(graded), "--quiet") == ""
    assert run("remove", "Zoë", "--out", str(graded), "--quiet") == ""


def test_every_command_that_reports_can_be_quiet_and_every_list_is_there_as_json():
    lists = {"list", "show", "history", "diff", "similar", "verify", "mutants", "doctor", "run"}
    others = {"completion", "export"} | lists
    found = {**{name: load(name) for name in COMMANDS}, **export.commands}
    options = {name: {o for p in command.params for o in p.opts} for name, command in found.items()}
    assert {name for name, known in options.items() if "--json" in known} == lists
    assert {name for name, known in options.items() if "--quiet" not in known} <= others


def test_doctor_and_verify_as_json():
    found = json.loads(run("doctor", "--json"))
    assert [level["name"] for level in found["levels"]] == ["full", "lite"]
    assert found["level"] == next((level["name"] for level in found["levels"] if level["works"]), None)
    assert {"name", "available", "details", "needed_for"} <= set(found["layers"][0])
    (passing,) = json.loads(run("verify", "gradients", "--public", "--json"))
    assert passing["assignment"] == "gradients"
    assert len(passing["passing"]) <= passing["wrong"]


def test_a_run_as_json_prints_nothing_else_and_quiet_prints_problems_only(zygote: Zygote, tmp_path: Path):
    for name, content in (("ada", compose(["x = 1"])), ("ben", b"{"), ("cy", compose(["y = 1"]))):
        (tmp_path / "class").mkdir(exist_ok=True)
        (tmp_path / "class" / f"{name}.ipynb").write_bytes(content)
    (tmp_path / "roster.csv").write_text("name\nada\nben\nmia\n", encoding="utf-8")
    words = ["run", "tensors", str(tmp_path / "class"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    words += ["--source", "plain", "--roster", str(tmp_path / "roster.csv")]
    run = partial(CliRunner().invoke, commands, catch_exceptions=False, standalone_mode=False)
    done = run([*words, "--json"])
    found = json.loads(done.stdout)
    assert done.stderr == ""
    assert done.return_value == found["exit_code"] == 1
    assert [found[key] for key in ("graded", "unusable", "error", "students", "graded_before")] == [2, 1, 0, 3, 0]
    assert (found["absent"], found["strangers"], found["passed_over"]) == (["mia"], ["cy"], ["ben.ipynb"])
    assert {trouble["kind"] for trouble in found["troubles"]} >= {"unreadable", "nothing handed in"}
    again = json.loads(run([*words, "--json"]).stdout)
    assert (again["run"], again["graded_before"], again["changes"]) == (2, 3, [])
    quiet = run([*words, "--quiet"])
    assert quiet.stdout == ""
    assert "mia: handed in nothing" in quiet.stderr
    assert "ben.ipynb" in quiet.stderr
