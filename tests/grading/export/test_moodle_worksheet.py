"""Moodle's grading worksheet: files made by hand after the source of mod/assign, filled in and read back."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from assignments.errors import UsageError
from grading.commands.group import commands
from grading.counted_attempt import Counted
from grading.export.moodle_worksheet import fill_worksheet
from tests.support.graded_class import ODD_NAMES, attempt, final, write_gradebook

HEAD = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\r\n'
)
GERMAN = (
    'ID,"Vollständiger Name","E-Mail-Adresse",Status,Gruppe,Bewertung,Bestwertung,"Bewertung kann geändert werden",'
    '"Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)","Feedback als Kommentar"\n'
)
DATE = '"Monday, 30 November 2026, 5:00 PM"'


def row(pid: int, name: str, grade: str = "", comment: str = "", maximum: str = "10.00") -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    who = f'"Participant {pid}",{quoted},a{pid}@x.org,"Submitted for grading"'
    return f'{who},{grade},{maximum},Yes,{DATE},-,"{comment}"\r\n'


def moodle(name: str, pid: int) -> str:
    return f"{name}_{pid}_assignsubmission_file/pixels.ipynb"


def read(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_grades_and_comments_are_filled_in_and_every_other_byte_stays():
    content = (
        "\ufeff" + HEAD + row(7, "Müller, Zoë") + row(8, "Bo Li", "3.00", "Well done.") + row(9, "No One")
    ).encode()
    scores = [final("Müller, Zoë", 7.25, moodle("Müller, Zoë", 7)), final("Bo Li", 4.0, moodle("Bo Li", 8))]
    edited = fill_worksheet(content, "sheet.csv", scores)
    comment = "Graded by tests: 7.25 of 10 points. disc 2/2; square 5.25/8"
    expected = (
        "\ufeff" + HEAD + row(7, "Müller, Zoë", "7.25", comment) + row(8, "Bo Li", "4", "Well done.") + row(9, "No One")
    )
    assert edited.content.decode() == expected
    assert (edited.changed, edited.unchanged) == (2, 1)
    assert edited.problems == ("Bo Li: the comment of a person stays in the worksheet.",)


def test_a_second_export_changes_nothing_more_and_replaces_its_own_comments():
    content = (HEAD + row(7, "Ada")).encode()
    once = fill_worksheet(content, "s", [final("Ada", 7.0, moodle("Ada", 7))])
    again = fill_worksheet(once.content, "s", [final("Ada", 7.0, moodle("Ada", 7))])
    assert (again.content, again.changed) == (once.content, 0)
    better = fill_worksheet(once.content, "s", [final("Ada", 8.0, moodle("Ada", 7))])
    assert read(better.content)[0]["Feedback comments"].startswith("Graded by tests: 8 of 10")
    assert better.problems == ()


def test_an_equal_grade_stays_as_it_is_written():
    content = (HEAD + row(7, "Ada", "7.00")).encode()
    assert read(fill_worksheet(content, "s", [final("Ada", 7.0, moodle("Ada", 7))]).content)[0]["Grade"] == "7.00"


def test_a_german_worksheet_with_semicolons_and_decimal_commas():
    lines = GERMAN.replace(",", ";") + 'Teilnehmer/in7;"Jörg Weiß";j@x.de;-;A;;10,00;Ja;-;-;\n'
    edited = fill_worksheet(lines.encode("cp1252"), "s", [final("Jörg Weiß", 7.5, moodle("Jörg Weiß", 7))])
    text = edited.content.decode("cp1252")
    assert 'Teilnehmer/in7;"Jörg Weiß";j@x.de;-;A;7,5;10,00;Ja;-;-;"Graded by tests: 7,5' not in text
    assert ";A;7,5;10,00;Ja;-;-;" in text
    assert "Graded by tests: 7.5 of 10 points. disc 2/2; square 5.5/8" in text


@pytest.mark.parametrize(
    ("grade", "modified", "comments"),
    [
        ("Note", "Dernière modification (note)", "Feedback par commentaires"),
        ("Calificación", "Última modificación (calificación)", "Comentarios de retroalimentación"),
        ("Cijfer", "Laatst gewijzigd (beoordeling)", "Feedback opmerkingen"),
        ("Оценка", "Последнее изменение (оценка)", "Отзыв в виде комментария"),
        ("評点", "最終更新日時 (評定)", "フィードバックコメント"),
    ],
)
def test_headers_in_other_languages(grade: str, modified: str, comments: str):
    head = f'X,Y,Z,"{grade}",M,C,"{modified}","{comments}"\n'
    edited = fill_worksheet((head + "P 7,Ada,-,,10,x,-,\n").encode(), "s", [final("Ada", 7.0, moodle("Ada", 7))])
    (line,) = read(edited.content)
    assert line[grade] == "7"
    assert line[modified] == "-"


def test_a_grade_column_that_nobody_knows_can_be_named():
    content = b"X,Y,Pisteet,M,Muokattu (arvio),F\nP 7,Ada,,10,-,\n"
    with pytest.raises(UsageError, match=r"headers: X, Y, Pisteet.*--grade-column"):
        fill_worksheet(content, "s", [])
    edited = fill_worksheet(content, "s", [final("Ada", 7.0, moodle("Ada", 7))], grade_column="Pisteet")
    assert edited.content == b"X,Y,Pisteet,M,Muokattu (arvio),F\nP 7,Ada,7,10,-,\n"


def test_a_blind_worksheet_is_matched_by_the_number():
    head = 'Identifier,Status,Grade,"Maximum grade","Last modified (grade)"\n'
    content = (head + '"Participant 7",-,,10,-\n"Participant 8",-,,10,-\n').encode()
    edited = fill_worksheet(content, "s", [final("Participant_8", 6.0, moodle("Participant", 8))])
    assert [line["Grade"] for line in read(edited.content)] == ["", "6"]


def test_a_group_gives_its_score_to_all_members_and_to_no_participant_with_its_number():
    head = 'Identifier,"Full name",Status,Group,Grade,"Maximum grade","Last modified (grade)"\n'
    lines = [f'"Participant {i}",{name},-,{group},,10,-\n' for i, name, group in
             ((7, "Ada", "Team A"), (8, "Bo", "Team A"), (17, "Cy", "Team B"))]  # fmt: skip
    edited = fill_worksheet((head + "".join(lines)).encode(), "s", [final("Team A", 9.0, moodle("Team A", 17))])
    assert [line["Grade"] for line in read(edited.content)] == ["9", "9", ""]


def test_nobody_is_guessed():
    content = (HEAD + row(1, "Kim Lee") + row(2, "Kim Lee") + row(3, "Ada") + row(4, "Zed")).encode()
    scores = [final("Kim Lee", 5.0), final("Ada", 6.0), final("ADA", 7.0), final("Nobody", 8.0), final("Zed", None)]
    edited = fill_worksheet(content, "s", scores)
    assert edited.content == content
    assert edited.problems == (
        "Kim Lee is the name of 2 rows: enter this mark by hand.",
        "Nobody is graded and has no row.",
        "Ada, ADA belong to the same row: enter this mark by hand.",
        "Zed has no score (our fault): the row stays.",
    )


def test_a_total_that_waits_for_a_mark_is_no_fault_of_ours():
    waits = replace(final("Ada", 7.0), counted=Counted(None), raw=None)
    edited = fill_worksheet((HEAD + row(7, "Ada")).encode(), "s", [waits])
    assert edited.problems == ("Ada has no total as long as an answer waits for a mark: the row stays.",)


def test_another_maximum_is_refused_or_converted():
    content = (HEAD + row(7, "Ada", maximum="100.00")).encode()
    with pytest.raises(UsageError, match=r"maximum grade 100, the assignment has 10 points.*--scale"):
        fill_worksheet(content, "s", [final("Ada", 7.0)])
    edited = fill_worksheet(content, "s", [final("Ada", 7.333333)], scale=True)
    assert read(edited.content)[0]["Grade"] == "73.33"


def test_a_worksheet_with_a_scale_is_refused():
    content = b"Identifier,Name,Grade,Scale,Last modified (grade)\nP 7,Ada,,good or bad,-\n"
    with pytest.raises(UsageError, match="a scale"):
        fill_worksheet(content, "s", [final("Ada", 7.0)])


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"student,score\nada,3\n", HEAD.encode()])
def test_another_file_is_refused(content: bytes):
    with pytest.raises(UsageError, match=r"Download it|download the grading worksheet|no column"):
        fill_worksheet(content, "grades.csv", [])


def test_two_thousand_rows_with_odd_names_come_back(tmp_path: Path):
    names = [f"{ODD_NAMES[i % len(ODD_NAMES)]} {i}" for i in range(2000)]
    content = ("\ufeff" + HEAD + "".join(row(i, name) for i, name in enumerate(names))).encode()
    graded = {name: float(i % 11) for i, name in enumerate(names) if i % 3}
    attempts = [attempt(name, graded[name], moodle(name, i)) for i, name in enumerate(names) if i % 3]
    folder, sheet = write_gradebook(tmp_path / "graded", attempts), tmp_path / "sheet.csv"
    sheet.write_bytes(content)
    done = CliRunner().invoke(
        commands, ["export", "moodle", str(folder), "--worksheet", str(sheet)], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    filled = (folder / "moodle-grades.csv").read_bytes()
    lines, before = read(filled), read(content)
    assert {line["Full name"]: float(line["Grade"]) for line in lines if line["Grade"]} == graded
    assert all(line["Feedback comments"].startswith("Graded by") for line in lines if line["Grade"])
    kept = [{k: v for k, v in line.items() if k not in ("Grade", "Feedback comments")} for line in (*lines, *before)]
    assert kept[:2000] == kept[2000:]
    assert filled.count(b"\r\n") == filled.count(b"\n") == 2001
    assert sheet.read_bytes() == content, "the teacher's file stays"


@pytest.mark.parametrize("pid", ["8", "8" * 5000])
def test_a_folder_that_a_student_named_like_anothers_says_nothing(pid: str):
    content = (HEAD + row(7, "Ada") + row(8, "Bo Li")).encode()
    scores = [
        final("Bo Li", 4.0, moodle("Bo Li", 8)),
        final("eve", 1.0, f"eve/Bo Li_{pid}_assignsubmission_file/pixels.ipynb"),
    ]
    edited = fill_worksheet(content, "s", scores)
    assert [each["Grade"] for each in read(edited.content)] == ["", "4"]
    assert edited.problems == ("eve is graded and has no row.",)
