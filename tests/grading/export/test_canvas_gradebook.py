"""Canvas: exports made by hand after canvas-lms, filled in and read back. No score is ever blanked."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from assignments.errors import UsageError
from grading.commands.group import commands
from grading.export.canvas_gradebook import fill_gradebook
from tests.support.graded_class import ASSIGNMENT, ODD_NAMES, attempt, final, write_gradebook

HEAD = "Student,ID,SIS User ID,SIS Login ID,Section,Essay (11),Pixels (22),Pixels bonus (33),Final Score\n"
MANUAL = ",,,,,Manual Posting,,,\n"
POINTS = "    Points Possible,,,,,5,10.00,1,(read only)\n"


def export(*rows: str, manual: bool = False) -> bytes:
    return (HEAD + (MANUAL if manual else "") + POINTS + "".join(row + "\n" for row in rows)).encode()


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


ADA, BO, CY, DI, EX = (
    '"Doe, Ada",101,s1,ada,Sec A,4,,1,50', '"Roe, Bo",102,s2,bo,Sec A,,3.00,,20', '"Poe, Cy",103,s3,cy,Sec B,,7.5,,',
    '"Fox, Di",104,s4,di,Sec B,,N/A,,', '"Lee, Ed",105,s5,ed,Sec B,,EX,,',
)  # fmt: skip


def test_only_the_column_meant_and_the_rows_with_a_score_are_written():
    scores = [
        final("doeada", 7.25, "doeada_101_201_pixels.ipynb"),
        final("roebo", 3.0, "roebo_LATE_102_202_pixels.ipynb"),
    ]
    edited = fill_gradebook(export(ADA, BO, CY, manual=True), "gb.csv", ASSIGNMENT, scores)
    assert edited.content.decode() == (
        "Student,ID,SIS User ID,SIS Login ID,Section,Pixels (22)\n"
        ",,,,,\n"
        "    Points Possible,,,,,10.00\n"
        '"Doe, Ada",101,s1,ada,Sec A,7.25\n'
        '"Roe, Bo",102,s2,bo,Sec A,3.00\n'
    )
    assert (edited.changed, edited.problems) == (1, ())


def test_a_whole_file_keeps_every_other_byte():
    content = export(ADA, BO, CY).replace(b"\n", b"\r\n")
    edited = fill_gradebook(content, "gb.csv", ASSIGNMENT, [final("ada", 7.25)], whole=True)
    assert edited.content == content.replace(b"Sec A,4,,1,50", b"Sec A,4,7.25,1,50")


def test_no_score_is_blanked_and_excused_and_unassigned_students_stay():
    scores = [final("Cy Poe", None), final("Di Fox", 4.0), final("Ed Lee", 5.0)]
    edited = fill_gradebook(export(ADA, BO, CY, DI, EX), "gb.csv", ASSIGNMENT, scores, whole=True)
    assert edited.content == export(ADA, BO, CY, DI, EX)
    assert edited.problems == (
        "Di Fox stays N/A.", "Ed Lee stays EX.", "Cy Poe has no score (our fault): the row stays.",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["ada", "s1", "Ada Doe", "Doe, Ada", "ADA DOE"])
def test_a_student_is_found_by_login_number_and_name(who: str):
    edited = fill_gradebook(export(ADA, BO), "gb.csv", ASSIGNMENT, [final(who, 9.0)])
    assert [(line["ID"], line["Pixels (22)"]) for line in read(edited.content)[1:]] == [("101", "9")]


def test_a_number_in_a_file_name_counts_only_with_the_name():
    edited = fill_gradebook(export(ADA, BO), "gb.csv", ASSIGNMENT, [final("week", 9.0, "week_102_3_pixels.ipynb")])
    assert edited.problems == ("week is graded and has no row.",)
    assert len(read(edited.content)) == 1


def test_first_and_last_names_in_two_columns():
    content = (
        b"LastName,FirstName,ID,SIS Login ID,Section,Pixels (22)\n    Points Possible,,,,,10\nDoe,Ada,101,ada1,S,\n"
    )
    edited = fill_gradebook(content, "gb.csv", ASSIGNMENT, [final("Ada Doe", 9.0)])
    assert edited.content.endswith(b"Doe,Ada,101,ada1,S,9\n")


def test_the_column_can_be_named_and_is_never_guessed():
    for column in ("33", "Pixels bonus", "Pixels bonus (33)", "pixels BONUS"):
        edited = fill_gradebook(export(ADA), "gb", ASSIGNMENT, [final("ada", 5.0)], column=column, scale=True)
        assert read(edited.content)[1]["Pixels bonus (33)"] == "0.5"
    with pytest.raises(UsageError, match=r"no column for Tensors: .*Essay \(11\), Pixels \(22\)"):
        fill_gradebook(export(ADA), "gb", ASSIGNMENT, [], column="Tensors")
    twice = export(ADA).replace(b"Essay (11)", b"Pixels (11)")
    with pytest.raises(UsageError, match="several columns"):
        fill_gradebook(twice, "gb", ASSIGNMENT, [])
    with pytest.raises(UsageError, match="no gradebook of Canvas"):
        fill_gradebook(b"a,b\n1,2\n", "gb", ASSIGNMENT, [])


def test_other_points_are_refused_or_converted():
    content = export(ADA).replace(b"10.00", b"20")
    with pytest.raises(UsageError, match=r"20 points possible, the assignment has 10.*--scale"):
        fill_gradebook(content, "gb", ASSIGNMENT, [final("ada", 5.0)])
    edited = fill_gradebook(content, "gb", ASSIGNMENT, [final("ada", 5.0)], scale=True)
    assert read(edited.content)[1]["Pixels (22)"] == "10"


def test_decimal_commas_and_semicolons():
    content = export(ADA, BO).decode().replace('"Doe, Ada"', "Doe Ada").replace('"Roe, Bo"', "Roe Bo")
    content = content.replace(",", ";").replace("3.00", "3,00").replace("10.00", "10,00")
    edited = fill_gradebook(content.encode(), "gb", ASSIGNMENT, [final("ada", 7.25)])
    assert edited.content.decode().endswith("Doe Ada;101;s1;ada;Sec A;7,25\n")


def test_two_thousand_rows_with_odd_names_come_back(tmp_path: Path):
    names = [f"{ODD_NAMES[i % len(ODD_NAMES)]} {i}" for i in range(2000)]
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    content = export(*(f"{name},{i},,login{i},S,,{'2' if i % 2 else ''},," for i, name in enumerate(quoted)))
    graded = {name: float(i % 11) for i, name in enumerate(names) if i % 3}
    folder = write_gradebook(tmp_path / "graded", [attempt(name, score) for name, score in graded.items()])
    (tmp_path / "gb.csv").write_bytes(content)
    words = ["export", "canvas", str(folder), "--gradebook", str(tmp_path / "gb.csv"), "--quiet"]
    done = CliRunner().invoke(commands, words, catch_exceptions=False)
    assert (done.exit_code, done.output) == (0, "")
    lines = read((folder / "canvas-grades.csv").read_bytes())[1:]
    assert {line["Student"]: float(line["Pixels (22)"]) for line in lines} == graded
    assert all(names[int(line["ID"])] == line["Student"] for line in lines)


@pytest.mark.parametrize("number", ["102", "1" * 5000])
def test_only_the_name_that_canvas_gave_says_whose_a_file_is(number: str):
    scores = [
        final("roebo", 3.0, "roebo_102_202_pixels.ipynb"),
        final("eve", 1.0, f"eve/roebo_{number}_202_x.zip/pixels.ipynb"),
    ]
    edited = fill_gradebook(export(ADA, BO), "gb.csv", ASSIGNMENT, scores, whole=True)
    assert edited.content == export(ADA, BO)  # Bo Roe has 3 points already
    assert edited.problems == ("eve is graded and has no row.",)
