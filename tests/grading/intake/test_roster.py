"""A roster says which names are the same student, who handed in nothing, and who is not of the class."""

from pathlib import Path

import pytest

from assignments.errors import UsageError
from grading.intake import roster
from grading.intake.claim import Owner
from grading.intake.submissions import Intake, take_in
from tests.support.downloads import fill
from tests.support.small_notebooks import NOTEBOOK, OTHER_NOTEBOOK

CANVAS = '''Student,ID,SIS User ID,SIS Login ID,Section,Pixels (7),Final Score
    Points Possible,,,,,52,
"Doe, Ada",101,s101,ada@x.org,"A, morning",103,9
"O'Neill, Zoë ""Z""",102,s102,zoe@x.org,"A, morning",,
李 雷,103,s103,li@x.org,B,,
"Student, Test",999,,,B,,
'''
MOODLE_GERMAN = """Vorname,Nachname,ID-Nummer,E-Mail-Adresse,Gruppen
Ada,Doe,0101,ada@x.org,A
Zoë,O'Neill,0102,zoe@x.org,A
محمد,بن سلمان,0103,m@x.org,B
"""
WORKSHEET = """Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade)
Participant 101,Ada Doe,ada@x.org,Submitted,10.00,52.00,-
Participant 102,Zoë O'Neill,zoe@x.org,Submitted,101,52.00,-
"""
CLASSROOM = """\
"identifier","github_username","github_id","name"
"Ada Doe","ada-doe","9001",""
"Zoë O'Neill","z0e","9002",""
"""


def written(path: Path, text: str, encoding: str = "utf-8", ends: str = "\n") -> roster.Roster:
    path.write_bytes(text.replace("\n", ends).encode(encoding))
    return roster.read(path)


def taken(tmp_path: Path, text: str, *names: str) -> Intake:
    tmp_path.mkdir(exist_ok=True)
    folder = fill(tmp_path / "class", dict.fromkeys(names, NOTEBOOK))
    return take_in([folder], roster=written(tmp_path / "roster.csv", text))


def test_canvas_by_its_own_gradebook(tmp_path: Path):
    found = taken(tmp_path, CANVAS, "doeada_101_201_p.ipynb", "oneillzoëz_102_202_p.ipynb", "eve_7_203_p.ipynb")
    assert [s.student for s in found.submissions] == ["Doe, Ada", 'O\'Neill, Zoë "Z"', "eve"]
    assert (found.absent, found.strangers) == (("李 雷",), ("eve",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_participants_of_a_german_moodle(tmp_path: Path, encoding: str, ends: str, delimiter: str):
    names = [
        f"{name}_{i}_assignsubmission_file/p.ipynb" for i, name in enumerate(["Zoë O'Neill", "محمد بن سلمان"], 101)
    ]
    folder = fill(tmp_path / "class", dict.fromkeys(names, NOTEBOOK))
    listed = written(tmp_path / "r.csv", MOODLE_GERMAN.replace(",", delimiter), encoding, ends)
    found = take_in([folder], roster=listed)
    assert sorted(s.student for s in found.submissions) == ["Zoë O'Neill", "محمد بن سلمان"]
    assert (found.absent, found.strangers) == (("Ada Doe",), ())


def test_a_roster_in_windows_1252(tmp_path: Path):
    assert (
        written(tmp_path / "r.csv", "Name;Nr\nJörg Müller;7\n", "cp1252").find(Owner("jorg", ("7",))) == "Jörg Müller"
    )


def test_a_blind_moodle_by_its_worksheet(tmp_path: Path):
    found = taken(tmp_path, WORKSHEET, "Participant_102_assignsubmission_file/p.ipynb")
    assert ([s.student for s in found.submissions], found.absent) == (["Zoë O'Neill"], ("Ada Doe",))


def test_repositories_by_their_logins(tmp_path: Path):
    names = ["p-submissions/p-ada-doe/p.ipynb", "p-submissions/p-z0e/p.ipynb", "p-submissions/p-eve/p.ipynb"]
    found = taken(tmp_path, CLASSROOM, *names)
    assert [s.student for s in found.submissions] == ["Ada Doe", "Zoë O'Neill", "eve"]
    assert found.strangers == ("eve",)


def test_plain_files_by_name_login_or_number(tmp_path: Path):
    text = "student,login,number\nAda Maria Doe,amd,0042\nBen Roe,br,43\nCy,cy1,44\n"
    found = taken(tmp_path, text, "doe, ada maria.ipynb", "br/p.ipynb", "44.ipynb")
    assert [s.student for s in found.submissions] == ["Ada Maria Doe", "Ben Roe", "Cy"]
    assert not found.strangers


def test_two_identities_of_one_student_are_one(tmp_path: Path):
    fill(tmp_path / "class", {"ada@x.org/p.ipynb": NOTEBOOK, "Ada Doe/p.ipynb": OTHER_NOTEBOOK})
    found = take_in([tmp_path / "class"], roster=written(tmp_path / "r.csv", MOODLE_GERMAN))
    assert "Ada Doe has 2 notebooks" in found.submissions[0].problem


def test_a_score_is_no_identity_and_a_shared_value_neither(tmp_path: Path):
    listed = written(tmp_path / "r.csv", CANVAS)
    assert listed.find(Owner("x", ("103",))) == "李 雷"  # not Ada, who has 103 points
    assert listed.find(Owner("A, morning")) is None


def test_numbers_of_another_kind_are_no_ids(tmp_path: Path):
    text = "student,number\nAda Doe,102\nBen Roe,101\n"
    found = taken(tmp_path, text, "doeada_101_201_p.ipynb", "roeben_102_202_p.ipynb")
    assert found.strangers == ("doeada", "roeben")  # the numbers say the contrary of the names: nobody guesses
    text = "Vorname,Nachname,ID-Nummer,a,b\nAda,Doe,102,,\nBen,Roe,101,,\n"
    files = ["Ada Doe_101_assignsubmission_file/p.ipynb", "Ben Roe_102_assignsubmission_file/p.ipynb"]
    found = taken(tmp_path / "moodle", text, *files)  # an id of Moodle is none of a participants' list
    assert ([s.student for s in found.submissions], found.strangers) == (["Ada Doe", "Ben Roe"], ())


def test_a_login_that_ends_like_another(tmp_path: Path):
    text = "identifier,github_username\nAda Doe,doe\nBen Roe,roe\n"
    found = taken(tmp_path, text, "p-submissions/p-eve-doe/p.ipynb", "p-submissions/p-roe/p.ipynb")
    assert ([s.student for s in found.submissions], found.strangers) == (["Ben Roe", "eve-doe"], ("eve-doe",))


def test_namesakes_are_two_students_and_nobody_is_guessed(tmp_path: Path):
    listed = written(tmp_path / "r.csv", "name,email\nAda Doe,a@x.org\nAda Doe,b@x.org\n")
    assert listed.names == ("Ada Doe (a@x.org)", "Ada Doe (b@x.org)")
    assert listed.find(Owner("Ada Doe", ("b@x.org",))) == "Ada Doe (b@x.org)"
    assert listed.find(Owner("Ada Doe")) is None


@pytest.mark.parametrize("stranger", ["Ada Doe", "Doe, Ada", "ADA DOE"])
def test_a_namesake_from_elsewhere_does_not_take_the_place_of_a_student(tmp_path: Path, stranger: str):
    files = {"submission_1/p.ipynb": NOTEBOOK, "submission_2/p.ipynb": OTHER_NOTEBOOK}
    people = [("Ada Doe", "101"), (stranger, "104")]
    lines = [
        f"submission_{i}:\n  :submitters:\n  - :name: {name}\n    :sid: '{sid}'\n"
        for i, (name, sid) in enumerate(people, 1)
    ]
    folder = fill(tmp_path / "class", files | {"submission_metadata.yml": "".join(lines).encode()})
    found = take_in([folder], roster=written(tmp_path / "r.csv", "Name,SID\nAda Doe,101\n"))
    whose = {s.student: s.name for s in found.submissions}
    assert whose.pop("Ada Doe") == "submission_1/p.ipynb"
    assert [*whose.values()] == ["submission_2/p.ipynb"]
    assert found.strangers == tuple(whose)
    without_ids = written(tmp_path / "r.csv", "Name\nAda Doe\n")
    found = take_in([folder], roster=without_ids)
    assert (found.absent, len(found.strangers), len(found.submissions)) == (("Ada Doe",), 2, 2)


@pytest.mark.parametrize("text", ["Ada Doe\nBen Roe\n", "Ada Doe,ada@x.org\nBen Roe,ben@x.org\n"])
def test_a_plain_list_without_headers(tmp_path: Path, text: str):
    assert written(tmp_path / "r.csv", text).names == ("Ada Doe", "Ben Roe")


def test_the_line_by_which_excel_knows_the_separator_is_no_row(tmp_path: Path):
    text = "sep=;\r\nName;Score\r\nAda Doe;1,5\r\nBen Roe;2,5\r\n"
    assert written(tmp_path / "r.csv", text).names == ("Ada Doe", "Ben Roe")


def test_headers_in_an_unknown_language(tmp_path: Path):
    listed = written(tmp_path / "r.csv", "Nimi,Sähköposti\nAda Doe,ada@x.org\n")
    assert (listed.names, listed.find(Owner("ADA@x.org"))) == (("Ada Doe",), "Ada Doe")


@pytest.mark.parametrize("text", ["", "name\n", "\n\n", "name,id\n,\n"])
def test_a_roster_without_students_is_wrong_usage(tmp_path: Path, text: str):
    with pytest.raises(UsageError, match="names no student"):
        written(tmp_path / "r.csv", text)


def test_a_roster_that_cannot_be_read_is_wrong_usage(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read"):
        roster.read(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="not a CSV"):
        written(tmp_path / "r.csv", 'name\n"' + "x" * 200_000 + '"\n')


def test_a_quote_that_is_not_closed_hides_no_student(tmp_path: Path):
    with pytest.raises(UsageError, match="quote that is not closed, in the row 'Bob"):
        written(tmp_path / "r.csv", 'name,id\nAda,1\n"Bob,2\nCy,3\n')
    listed = written(tmp_path / "r.csv", 'name,id,comment\n"Ada",1,"one,\ntwo"\n"Bob" Roe,2,\nCy "C" Poe,3,""')
    assert listed.names == ("Ada", "Bob Roe", 'Cy "C" Poe')


def test_a_spreadsheet_is_no_roster(tmp_path: Path):
    (tmp_path / "r.xlsx").write_bytes(b"PK\3\4 and more")
    with pytest.raises(UsageError, match="save the table as CSV"):
        roster.read(tmp_path / "r.xlsx")


def test_a_text_in_the_place_of_a_name_is_no_hundred_names(tmp_path: Path):
    listed = written(tmp_path / "r.csv", "name,id\n" + "word " * 20_000 + ",1\nBob Roe,2\n")
    assert listed.find(Owner("Roe Bob")) == "Bob Roe"
