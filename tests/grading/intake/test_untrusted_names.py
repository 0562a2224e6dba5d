"""Names of files in zips: old code pages, paths out of the zip, and names that are hard to write."""

import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from assignments.errors import Unusable
from grading.intake.submission_content import read
from grading.intake.submissions import take_in
from tests.support.downloads import by_student, legacy_zip, zipped
from tests.support.small_notebooks import NOTEBOOK

MOODLE = "{}_{}_assignsubmission_file/pixels.ipynb"


@pytest.mark.parametrize("encoding", ["utf-8", "cp437", "cp850"])
def test_names_without_the_mark_for_utf_8(tmp_path: Path, encoding: str):
    names = ["Jörg Müller", "Zoë Ångström", "Éva Ünal"] if encoding == "utf-8" else ["Jörg Müller", "Zoë Ångström"]
    files = {MOODLE.format(name, i).encode(encoding): NOTEBOOK for i, name in enumerate(names)}
    found = by_student(legacy_zip(tmp_path / "class.zip", files))
    assert sorted(found) == sorted(names)
    assert all(read(s) == NOTEBOOK for s in found.values())


def test_cjk_emoji_and_right_to_left_without_the_mark(tmp_path: Path):
    names = ["高橋 翔太", "Ada 🎈", "محمد بن سلمان", "שרה כהן"]
    files = {MOODLE.format(name, i).encode(): NOTEBOOK for i, name in enumerate(names)}
    assert sorted(by_student(legacy_zip(tmp_path / "class.zip", files))) == sorted(names)


def with_unicode_field(path: Path, header: str, name: str, *, good: bool = True) -> Path:
    """Write a zip as Info-ZIP does: a name in the header, and the real one in an extra field."""
    info = zipfile.ZipInfo("x" * len(header))
    checksum = zlib.crc32(header.encode("cp437")) if good else 0
    field = struct.pack("<BI", 1, checksum) + name.encode()
    info.extra = struct.pack("<HH", 0x7075, len(field)) + field
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, NOTEBOOK)
    path.write_bytes(path.read_bytes().replace(b"x" * len(header), header.encode("cp437")))
    return path


def test_the_unicode_field_of_info_zip(tmp_path: Path):
    path = with_unicode_field(tmp_path / "a.zip", "ä_1_assignsubmission_file/p.ipynb", MOODLE.format("高橋 翔太", 7))
    (found,) = by_student(path).values()
    assert (found.student, read(found)) == ("高橋 翔太", NOTEBOOK)
    path = with_unicode_field(
        tmp_path / "b.zip", "ü_1_assignsubmission_file/p.ipynb", MOODLE.format("x", 7), good=False
    )
    assert list(by_student(path)) == ["ü"]


def test_a_field_that_leads_out_of_the_zip_is_a_problem(tmp_path: Path):
    found = by_student(with_unicode_field(tmp_path / "a.zip", "ä.ipynb", "../../etc/x.ipynb"))
    assert ["leads out" in s.problem for s in found.values()] == [True]


@pytest.mark.parametrize("form", [
    "../{}_101_assignsubmission_file/p.ipynb", "{}_101_assignsubmission_file/../../p.ipynb",
    "{}_101_assignsubmission_file\\..\\p.ipynb", "/{}_101_assignsubmission_file/p.ipynb",
])  # fmt: skip
def test_a_path_out_of_a_download_harms_one_student_only(tmp_path: Path, form: str):
    files = {form.format("Eve").encode(): NOTEBOOK, b"Ada_102_assignsubmission_file/p.ipynb": NOTEBOOK}
    found = by_student(legacy_zip(tmp_path / "class.zip", files))
    assert found.pop("Ada").problem == ""
    assert ["leads out" in s.problem for s in found.values()] == [True]


@pytest.mark.parametrize("name", ["doeada_101_201_p.ipynb", "submission_11/p.ipynb"])
def test_a_link_in_a_download_is_a_problem_of_its_student(tmp_path: Path, name: str):
    link = zipfile.ZipInfo(name)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("roeben_102_202_p.ipynb", NOTEBOOK)
    found = by_student(tmp_path / "class.zip")
    assert found.pop("roeben").problem == ""
    assert ["link" in s.problem for s in found.values()] == [True]


def test_a_folder_of_clones_with_a_link_in_it(tmp_path: Path):
    clone = tmp_path / "p-submissions" / "p-ada"
    (clone / ".git").mkdir(parents=True)
    (clone / "p.ipynb").symlink_to("/etc/passwd")
    (tmp_path / "p-submissions" / "p-eve").symlink_to("/etc")
    found = by_student(tmp_path / "p-submissions")
    assert {student: "link" in s.problem for student, s in found.items()} == {"ada": True, "p-eve": True}


def test_a_bomb_in_a_download_harms_one_student_only(tmp_path: Path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p.ipynb", b" " * (8 << 20))
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("Eve_101_assignsubmission_file/work.zip", bomb.read_bytes())
        archive.writestr("Ada_102_assignsubmission_file/p.ipynb", NOTEBOOK)
    taken = take_in([tmp_path / "class.zip"])
    eve = next(s for s in taken.submissions if s.student == "Eve")
    with pytest.raises(Exception, match="zip bomb"):
        read(eve)


@pytest.mark.parametrize(
    ("others", "hostile"),
    [
        ("doeada_101_{}_pixels.ipynb", "evil_102_{}_pixels.ipynb"),
        ("Ada Doe_{}_assignsubmission_file/p.ipynb", "Evil_{}_assignsubmission_file/p.ipynb"),
        ("submission_{}/p.ipynb", "submission_{}/p.ipynb"),
    ],
)
def test_a_number_of_thousands_of_digits_costs_nobody_a_mark(tmp_path: Path, others: str, hostile: str):
    files = {others.format(201): NOTEBOOK, hostile.format("9" * 5000): NOTEBOOK, "submission_metadata.yml": b""}
    if "submission" not in others[:10]:
        del files["submission_metadata.yml"]
    found = take_in([zipped(tmp_path / "class.zip", files)]).submissions
    assert [submission.problem for submission in found] == ["", ""]


def test_a_name_that_is_marked_as_utf_8_and_is_not_costs_nobody_else_a_mark(tmp_path: Path):
    path = zipped(tmp_path / "class.zip", {"Ada Doe/p.ipynb": NOTEBOOK, "Zoé Ng/p.ipynb": NOTEBOOK})
    path.write_bytes(path.read_bytes().replace("Zoé".encode(), b"Zo\xc3("))
    found = by_student(path)
    assert found.pop("Ada Doe").problem == ""
    ((student, zoe),) = found.items()
    assert student.startswith("Zo")
    with pytest.raises(Unusable, match="damaged in its zip"):
        read(zoe)
