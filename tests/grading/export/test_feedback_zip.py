"""Zips of feedback pages, named as the importers of Moodle and Canvas read them."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from grading.commands.group import commands
from grading.counted_attempt import Counted
from grading.export.feedback_zip import canvas_zip, moodle_zip, with_note
from tests.support.graded_class import attempt, final, write_gradebook


def members(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def moodle_reads(path: str) -> tuple[int, str, str, str] | None:
    """Read a path as mod/assign does: from the left, at most five parts."""
    folder, *rest = path.split("/")
    parts = folder.split("_", 4)
    if len(parts) < 4 or not re.fullmatch(r"\d+", parts[1]):
        return None
    return int(parts[1]), parts[2], parts[3], "/".join(filter(None, [*parts[4:], *rest]))


def canvas_reads(name: str) -> tuple[str, str]:
    """Read a name as Canvas does: the first two parts that are all digits."""
    user, attachment = [part for part in name.split("_") if part.isdigit()][:2]
    return user, attachment


def test_moodle_finds_the_participant_whatever_the_name_is():
    names = {"Ada": 7, "Snake_Case_12": 8, "Weiß / Söhne": 9, "李小龍": 10, "~.hidden": 11, "Participant": 12}
    scores = [
        final(name, 5.0, f"{name.replace('/', '')}_{pid}_assignsubmission_file_/p.ipynb") for name, pid in names.items()
    ]
    made = moodle_zip(scores, {name: f"<p>{name}</p>" for name in names})
    found = {moodle_reads(path): text for path, text in members(made.content).items()}
    assert found == {(pid, "assignfeedback", "file", "feedback.html"): f"<p>{name}</p>" for name, pid in names.items()}
    assert all(path[0] not in ".~" for path in members(made.content))


def test_a_group_gets_one_folder_for_each_member():
    sheet = (
        'Identifier,"Full name",Status,Group,Grade,"Maximum grade","Last modified (grade)"\n'
        '"Participant 7",Ada,-,Team A,,10,-\n"Participant 8",Bo,-,Team A,,10,-\n"Participant 17",Cy,-,Team B,,10,-\n'
    )
    score = final("Team A", 9.0, "Team A_17_assignsubmission_file/p.ipynb")
    made = moodle_zip([score], {"Team A": "page"}, (sheet.encode(), "sheet.csv"))
    assert sorted(members(made.content)) == [
        "Ada_7_assignfeedback_file/feedback.html", "Bo_8_assignfeedback_file/feedback.html",
    ]  # fmt: skip


def test_who_has_no_number_is_listed():
    made = moodle_zip([final("ada", 5.0)], {"ada": "x"})
    assert (made.pages, members(made.content)) == (0, {})
    assert "no number of Moodle" in made.problems[0]


def test_canvas_finds_user_and_attachment():
    scores = [
        final("a", 5.0, "doeada_101_201_pixels_3_4.ipynb"), final("b", 5.0, "roebo_LATE_102_202_link.ipynb"),
        final("c", 5.0, "_103_203_pixels.ipynb"), final("d", 5.0, "pixels.ipynb"),
    ]  # fmt: skip
    made = canvas_zip(scores, dict.fromkeys("abcd", "page"))
    assert [canvas_reads(name) for name in sorted(members(made.content))] == [
        ("103", "203"),
        ("101", "201"),
        ("102", "202"),
    ]
    assert all(name.split("_")[-1] == "feedback.html" for name in members(made.content)), "link… would be passed over"
    assert len(made.problems) == 1


def test_a_page_says_what_the_policy_makes_of_the_score():
    late = replace(final("Ada", 7.0), counted=Counted(6.0, 1, 1.0, "1 day late: -1 points of 7 <b>"))
    page = with_note("<header><h1>Pixels</h1></header>", late)
    assert "1 day late: -1 points of 7 &lt;b&gt;. So 6 of 10 points count." in page
    assert with_note("<header></header>", final("Ada", 7.0)) == "<header></header>"


def test_the_page_that_the_run_has_written_is_taken(tmp_path: Path):
    folder = write_gradebook(tmp_path / "graded", [attempt("Ada", 7.0, "Ada_7_assignsubmission_file/p.ipynb")])
    (folder / "feedback").mkdir()
    (folder / "feedback" / "Ada.html").write_text("<p>as written</p>", encoding="utf-8")
    CliRunner().invoke(commands, ["export", "moodle-feedback", str(folder)], catch_exceptions=False)
    assert members((folder / "moodle-feedback.zip").read_bytes()) == {
        "Ada_7_assignfeedback_file/feedback.html": "<p>as written</p>"
    }


def test_the_same_pages_give_the_same_bytes_through_the_command_line(tmp_path: Path):
    attempts = [attempt("Ada", 7.0, "Ada_7_assignsubmission_file/p.ipynb"), attempt("Zed", 1.0)]
    folder = write_gradebook(tmp_path / "graded", attempts)
    zips = []
    for name in ("one.zip", "two.zip"):
        words = ["export", "moodle-feedback", str(folder), "--out", str(tmp_path / name)]
        done = CliRunner().invoke(commands, words, catch_exceptions=False, standalone_mode=False)
        assert done.return_value == 1, done.output
        assert "wrote 1 pages" in done.output
        assert "Zed: no number" in done.output
        zips.append((tmp_path / name).read_bytes())
    assert zips[0] == zips[1]
    (page,) = members(zips[0]).values()
    assert "<strong>7</strong>" in page
