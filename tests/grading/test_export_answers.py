"""`grade export answers`: good answers that are good, in a notebook that no student gets too early."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from assignments import course
from assignments.errors import OurFault
from grading.authoring.graders import in_process
from grading.commands.group import commands
from grading.counted_attempt import parse
from grading.export import answers as module
from grading.export.answers import answers_notebook, answers_path, good_answers
from grading.export.student import student_files
from grading.pages import released_answers
from tests.support.notebooks import notebook

GRADIENTS = course.assignment("gradients")
WRITTEN = [slug for slug in course.assignments() if answers_path(course.assignment(slug)).is_file()]


def grade(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("grade"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_the_command_writes_a_notebook(tmp_path: Path):
    done = grade("export", "answers", "gradients", str(tmp_path / "marks"))
    assert done.returncode == 0, done.stderr
    node = nbformat.read(tmp_path / "marks" / "gradients-answers.ipynb", as_version=4)
    nbformat.validate(node)
    namespace: dict[str, object] = {}
    for cell in node.cells:
        if cell.cell_type == "code":
            exec(cell.source, namespace)
    assert namespace["circuit_gradient"](-2, 5, -4) == (-4, -4, 3)  # type: ignore[operator]
    assert "published" not in done.stdout
    assert "publish it with the marks, not before" in done.stdout


@pytest.mark.parametrize("slug", WRITTEN)
def test_each_answer_gets_all_points_and_says_why(slug: str):
    assignment = course.assignment(slug)
    found = good_answers(assignment)
    questions = {question.name: question for question in assignment.questions}
    assert [answer.question for answer in found] == [name for name, q in questions.items() if q.stars]
    for answer in found:
        results = in_process(assignment, questions[answer.question], answer.code)
        failed = [name for name, case in results.items() if case.outcome != "passed"]
        assert not failed, f"{answer.question}: {failed}"
        assert 30 <= len(answer.why.split()) <= 130, f"{answer.question} has {len(answer.why.split())} words"
        assert re.search(r"[Aa]nother way|third way|as good", " ".join(answer.why.split())), answer.question


@pytest.mark.parametrize("slug", WRITTEN)
def test_the_same_sources_give_the_same_notebook(slug: str):
    assert answers_notebook(course.assignment(slug)) == answers_notebook(course.assignment(slug))


@pytest.mark.parametrize("slug", WRITTEN)
def test_students_do_not_get_the_paragraphs_with_the_exercises(slug: str):
    assignment = course.assignment(slug)
    text = "\n".join(
        content.decode("utf-8", "ignore")
        for name, content in student_files(assignment).items()
        if name.endswith((".py", ".md", ".ipynb"))
    )
    for answer in good_answers(assignment):
        assert answer.why.splitlines()[0] not in text


def test_a_missing_file_and_a_missing_section_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = course.REPO_ROOT / "solutions" / "answers" / "nowhere.md"
    monkeypatch.setattr(module, "answers_path", lambda _: path)
    with pytest.raises(OurFault, match=r"solutions/answers/nowhere.md is missing"):
        good_answers(course.assignment("gradients"))
    text = answers_path(course.assignment("gradients")).read_text(encoding="utf-8")
    monkeypatch.setattr(course, "REPO_ROOT", tmp_path)
    path = tmp_path / "half.md"
    path.write_text(text.replace("## relative_error", "## relative_errors"), encoding="utf-8")
    with pytest.raises(OurFault, match=r"Look at: relative_error, relative_errors"):
        good_answers(course.assignment("gradients"))


@pytest.mark.parametrize(("year", "shown"), [(2000, True), (2999, False)])
def test_a_run_shows_the_answers_when_the_policy_says_so_and_the_due_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int, shown: bool
):
    policy = parse({"answers": True, "due": datetime(year, 1, 1, tzinfo=UTC)})
    monkeypatch.setattr(released_answers, "policy_of", lambda _: policy)
    source = "import math\ndef warm_up(shape):\n    return math.prod(shape)"
    (tmp_path / "ada.ipynb").write_bytes(notebook(("code", source)))
    words = ["run", "tensors", str(tmp_path / "ada.ipynb"), "--out", str(tmp_path / "graded"), "--jobs", "1"]
    CliRunner().invoke(commands, words, catch_exceptions=False)
    page = (tmp_path / "graded" / "feedback" / "ada.html").read_text(encoding="utf-8")
    assert page.count("One good answer, and why") == (len(good_answers(course.assignment("tensors"))) if shown else 0)
