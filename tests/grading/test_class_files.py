"""Every command that writes the pages of a class writes the same ones, with the roster and the policy."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from assignments import course
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from grading.class_files import write_class_files
from grading.commands.group import commands
from grading.export.feedback_zip import with_note
from grading.export.final_scores import counted_scores
from grading.gradebook.class_roster import Missing, keep_roster, missing
from grading.gradebook.database import Gradebook
from tests.support.graded_class import attempt, write_gradebook
from tests.support.made_up_attempts import Page


def grade(*words: object, exit_code: int = 0) -> str:
    done = CliRunner().invoke(commands, list(map(str, words)), catch_exceptions=False, standalone_mode=False)
    assert done.return_value == exit_code, done.output
    return done.output


def index(out: Path) -> str:
    return (out / "index.html").read_text(encoding="utf-8")


def run_of(page: str) -> str:
    """A feedback page without the time and the number of its run."""
    return re.sub(r"<footer>.*?</footer>", "", page, flags=re.DOTALL)


def test_the_roster_is_kept_until_another_one_comes(tmp_path: Path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        assert missing(book, "pixels", {"ada"}) == Missing()
        keep_roster(book, "pixels", ["ada", "ben", "\ud800"], ["ada", "ben"], {"ben"})
        assert missing(book, "pixels", {"ada", "ben", "eve"}) == Missing(("?",), ("ben", "eve"))
        assert missing(book, "tensors", {"ada"}) == Missing()
        keep_roster(book, "pixels", ["ada", "ben"], ["ben"], ())
        assert missing(book, "pixels", {"ada", "ben"}) == Missing()
        assert missing(book, "pixels", ()) == Missing(("ada", "ben"))
        book.remove("ben")
        assert missing(book, "pixels", ()) == Missing(("ada",))


def test_run_mark_late_run_and_remove_all_show_who_handed_in_nothing(zygote: Zygote, tmp_path: Path):
    folder, out, roster = tmp_path / "class", tmp_path / "out", tmp_path / "roster.csv"
    folder.mkdir()
    for name in ("ada", "ben", "eve"):
        (folder / f"{name}.ipynb").write_bytes(compose([f"# {name}", "def warm_up(): return 0"]))
    roster.write_text("name\nada\nben\nNobody Here\n", encoding="utf-8")
    grade("run", "tensors", folder, "--out", out, "--roster", roster, "--jobs", "2")
    first = index(out)
    assert "Nobody Here" in first
    assert "eve" in Page(first).text.partition("Not on the roster")[2]

    grade("run", "tensors", folder / "ada.ipynb", "--out", out, "--jobs", "1")
    assert index(out) == first, "a late run without the roster"
    question = course.assignment("tensors").questions[0].name
    feedback = (out / "feedback" / "ben.html").read_text(encoding="utf-8")
    grade("mark", out, "ben", question, "0", "As it was.", "--as", "Ms Lee")
    marked = index(out)
    assert "Nobody Here" in marked
    assert Page(marked).text.partition("Students")[0] == Page(first).text.partition("Students")[0]
    grade("run", "tensors", folder, "--out", out, "--regrade", "--jobs", "2")
    assert index(out) == marked, "a regrade"
    grade("remove", "eve", "--out", out)
    assert "Nobody Here" in index(out)
    assert "Not on the roster" not in index(out)
    assert run_of((out / "feedback" / "ben.html").read_text(encoding="utf-8")) != run_of(feedback)
    grade("remove", "Nobody Here", "--out", out)
    assert "Nobody Here" not in index(out)


@pytest.fixture
def late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The results of a late and of a punctual student, of an assignment with a policy."""
    folder = tmp_path / "assignments" / "pixels"
    folder.mkdir(parents=True)
    text = course.assignment("pixels").folder.joinpath("assignment.toml").read_text(encoding="utf-8")
    policy = "[policy]\ndue = 2026-12-04T18:00:00+01:00\ngrace = 15\nlate_penalty = 10\nrounding = 0.5\n\n"
    (folder / "assignment.toml").write_text(text.replace("[limits]", policy + "[limits]"), encoding="utf-8")
    monkeypatch.setattr(course.Assignment, "folder", property(lambda self: folder))
    attempts = [
        attempt("ada", 8.2, handed_in="2026-12-05T12:00:00+00:00"),
        attempt("ben", 8.0, handed_in="2026-12-04T12:00:00+00:00"),
        attempt("cy", None),
    ]
    graded = write_gradebook(tmp_path / "graded", attempts)
    with Gradebook(graded / "gradebook.db") as book:
        write_class_files(graded, course.assignment("pixels"), book)
    return graded


def test_what_counts_stands_beside_the_raw_score_on_the_class_page(late: Path):
    page = Page(index(late))
    assert "due 2026-12-04 18:00 +0100 (and 15 minutes)" in page.text
    assert "10 % of all points less for each day" in page.text
    rows = json.loads(next(text for kind, text in page.scripts if kind == "application/json"))["rows"]
    ada, ben, cy = rows
    assert (ada[3][0], ada[3][2]) == ("s8.2", "s7")
    assert "1 day late: -1 points of 8.2; rounded from 7.2" in ada[4]
    assert (ben[3][0], ben[3][2], cy[3][2]) == ("s8", "s8", "s–")
    assert "mean 8.1 7.5" in page.text


def test_what_counts_stands_beside_the_raw_score_on_the_feedback_page_and_in_its_zip_once(late: Path):
    html = (late / "feedback" / "ada.html").read_text(encoding="utf-8")
    text = Page(html).text
    assert "8.2 of 10 points" in text
    assert "1 day late: -1 points of 8.2; rounded from 7.2. So 7 of 10 points count." in text
    assert "8 of 10 points count." in Page((late / "feedback" / "ben.html").read_text(encoding="utf-8")).text
    with Gradebook(late / "gradebook.db") as book:
        score = counted_scores(book, course.assignment("pixels"))["ada"]
    assert with_note(html, score) == html
    without = html.replace('<div class="box" id="counts">', "<div>")
    assert with_note(without, score).count('id="counts"') == 1


def test_both_files_of_results_end_with_what_counts(late: Path):
    head, ada, ben, cy = (late / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert head.endswith(",max_total,counts,late_days,penalty")
    assert [line.split(",")[-3:] for line in (ada, ben, cy)] == [["7", "1", "1"], ["8", "0", "0"], ["", "0", "0"]]
    line = json.loads((late / "results.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert line["score"] == 8.2
    assert line["policy"]["counts"] == 7.0
    assert line["policy"]["note"].startswith("1 day late")


def test_without_a_policy_nothing_is_said_of_one(tmp_path: Path):
    graded = write_gradebook(tmp_path / "graded", [attempt("ada", 8.0)])
    with Gradebook(graded / "gradebook.db") as book:
        write_class_files(graded, course.assignment("pixels"), book)
    assert "What counts" not in index(graded)
    assert "count." not in Page((graded / "feedback" / "ada.html").read_text(encoding="utf-8")).text
    assert (graded / "grades.csv").read_text(encoding="utf-8").partition("\n")[0].endswith(",max_total")
    assert "policy" not in json.loads((graded / "results.jsonl").read_text(encoding="utf-8"))
