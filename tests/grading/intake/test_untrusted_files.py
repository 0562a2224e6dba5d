"""A hostile link, zip or file harms only its own student."""

import errno
import os
import random
import stat
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from assignments import course
from assignments.errors import GradeError, Unusable, UsageError
from grading.intake import discover, untrusted_zip
from grading.intake.found_file import given_names
from grading.intake.submission_content import MAX_NOTEBOOK, read
from grading.intake.submissions import find
from tests.support import downloads
from tests.support.downloads import zipped
from tests.support.found_submissions import NOTEBOOK, OTHER_NOTEBOOK, fill, only, students, zip_bytes


def test_links_are_refused(tmp_path):
    fill(tmp_path, "secret/pixels.ipynb", "class/ada/pixels.ipynb")
    (tmp_path / "class/ben").mkdir()
    (tmp_path / "class/ben/pixels.ipynb").symlink_to(tmp_path / "class/ada/pixels.ipynb")
    (tmp_path / "class/cleo").symlink_to(tmp_path / "secret")
    (tmp_path / "class/dan.ipynb").symlink_to(tmp_path / "secret/pixels.ipynb")
    found = students(tmp_path / "class")
    assert found.pop("ada") == ""
    assert sorted(found) == ["ben", "cleo", "dan"]
    assert all("link" in problem for problem in found.values())
    assert "link" in only(tmp_path / "class/dan.ipynb").problem


def test_a_link_to_the_class_as_the_argument_is_followed(tmp_path):
    fill(tmp_path, "class/ada.ipynb", "class/ben/pixels.ipynb")
    (tmp_path / "link").symlink_to(tmp_path / "class")
    found = find([tmp_path / "link", tmp_path / "class"])
    assert [(s.student, s.name, s.problem) for s in found] == [
        ("ada", "ada.ipynb", ""),
        ("ben", "ben/pixels.ipynb", ""),
    ]
    assert [read(s) for s in found] == [NOTEBOOK] * 2


def test_a_link_or_pipe_that_replaces_a_found_notebook_is_not_opened(tmp_path):
    fill(tmp_path, "ada.ipynb", "ben.ipynb", "secret")
    found = find([tmp_path / "ada.ipynb", tmp_path / "ben.ipynb"])
    (tmp_path / "ada.ipynb").unlink()
    (tmp_path / "ada.ipynb").symlink_to(tmp_path / "secret")
    (tmp_path / "ben.ipynb").unlink()
    os.mkfifo(tmp_path / "ben.ipynb")
    with pytest.raises(Unusable, match="link"):
        read(found[0])
    with pytest.raises(Unusable, match="regular"):
        read(found[1])


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_special_file_in_a_zip_is_refused(tmp_path, kind):
    link = zipfile.ZipInfo("class/ada/pixels.ipynb")
    link.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("class/ben/pixels.ipynb", NOTEBOOK)
        archive.writestr("class/cleo/pixels.ipynb", NOTEBOOK)
    found = students(tmp_path / "class.zip")
    assert "link" in found["ada"]
    assert (found["ben"], found["cleo"]) == ("", "")


@pytest.mark.parametrize(
    "name", ["../eve.ipynb", "/eve.ipynb", "..\\..\\eve.ipynb", "C:\\eve.ipynb", "eve/../../x.ipynb"]
)
def test_a_path_that_leads_out_of_the_zip_is_a_problem_of_its_student_only(tmp_path, name):
    path = zipped(tmp_path / "w.zip", {name: NOTEBOOK, "w/ada.ipynb": NOTEBOOK, "w/ben.ipynb": NOTEBOOK})
    found = students(path)
    assert found.pop("ada") == found.pop("ben") == ""
    assert ["leads out" in problem for problem in found.values()] == [True]


@pytest.mark.parametrize("name", ["./pixels.ipynb", "./ada/./pixels.ipynb", ".\\ada\\pixels.ipynb"])
def test_a_dot_in_a_path_of_a_zip_is_no_escape(tmp_path, name):
    assert read(only(zipped(tmp_path / "ada.zip", {name: NOTEBOOK}))) == NOTEBOOK
    found = find([fill(tmp_path / "class", "x.zip", content=(tmp_path / "ada.zip").read_bytes())])
    assert [(s.problem, read(s)) for s in found] == [("", NOTEBOOK)]


def test_a_zip_bomb_is_refused_while_it_is_read(tmp_path, monkeypatch):
    path = zipped(tmp_path / "class.zip", {"ada.ipynb": b" " * (MAX_NOTEBOOK + 1), "ben.ipynb": b" " * (2 << 20)})
    ada, ben = find([path])
    with pytest.raises(Unusable, match="bomb"):
        read(ben)
    monkeypatch.setattr(untrusted_zip, "MAX_RATIO", 10_000)
    with pytest.raises(Unusable, match="64 MiB"):
        read(ada)


def test_a_small_file_may_be_compressed_as_far_as_it_goes(tmp_path):
    path = zipped(tmp_path / "class.zip", {"ada.ipynb": b" " * (1 << 20)})
    assert read(only(path)) == b" " * (1 << 20)


def test_a_folder_without_end_is_not_searched_for_ever(tmp_path, monkeypatch):
    fill(tmp_path, "ada/" + "deep/" * 25 + "pixels.ipynb", "ben/pixels.ipynb", *(f"cy/{n}.ipynb" for n in range(31)))
    monkeypatch.setattr(discover, "MAX_FILES", 30)
    found = students(tmp_path)
    assert found["ben"] == ""
    assert "too many files or folders" in found["ada"]
    assert "too many files or folders" in found["cy"]


def test_a_false_size_in_a_header_is_refused(tmp_path):
    path = zipped(tmp_path / "class.zip", {"ada.ipynb": os.urandom(100_000)})
    content = path.read_bytes()
    path.write_bytes(content.replace((100_000).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    with pytest.raises(Unusable, match="damaged"):
        read(only(path))


def test_too_many_members_and_a_huge_table_of_contents_are_refused(tmp_path, monkeypatch):
    path = zipped(tmp_path / "class.zip", {f"{i}.ipynb": b"" for i in range(20)})
    monkeypatch.setattr(untrusted_zip, "MAX_MEMBERS", 19)
    assert "at most 19" in only(path).problem
    monkeypatch.setattr(untrusted_zip, "MAX_DIRECTORY", 500)
    assert "table of contents" in only(path).problem


def test_an_encrypted_member_is_a_problem(tmp_path):
    path = zipped(tmp_path / "class.zip", {"ada.ipynb": NOTEBOOK, "ben.ipynb": NOTEBOOK})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    ada, ben = find([path])
    assert "password" in ada.problem
    assert read(ben) == NOTEBOOK


def test_an_unusual_compression_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("ada.ipynb", NOTEBOOK)
    assert "ordinary zip" in only(tmp_path / "class.zip").problem


def test_a_broken_zip_of_one_student_does_not_stop_the_class(tmp_path):
    good = zip_bytes(tmp_path, {"pixels.ipynb": NOTEBOOK})
    fill(tmp_path / "class", "ada.ipynb")
    fill(tmp_path / "class", "ben.zip", content=good[:-30])
    assert [bool(problem) for problem in students(tmp_path / "class").values()] == [False, True]
    path = zipped(tmp_path / "class.zip", {"ada.ipynb": NOTEBOOK, "ben.zip": good[:-30], "cleo.zip": good})
    assert [bool(problem) for problem in students(path).values()] == [False, True, False]
    fill(tmp_path, "all.zip", content=b"no zip")
    assert "not a zip" in only(tmp_path / "all.zip").problem


def test_a_damaged_zip_raises_only_unusable_or_usage_error(tmp_path):
    inner = zip_bytes(tmp_path, {"pixels.ipynb": NOTEBOOK})
    good = zipped(
        tmp_path / "good.zip", {"ada.ipynb": NOTEBOOK * 9, "ben/x.ipynb": NOTEBOOK, "c.zip": inner}
    ).read_bytes()
    rng = random.Random(5)
    path = tmp_path / "damaged.zip"
    for _ in range(400):
        content = bytearray(good)
        for _ in range(rng.randint(1, 4)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        path.write_bytes(content)
        with suppress(UsageError):
            for submission in find([path]):
                submission.student.encode()
                with suppress(Unusable):
                    read(submission)


def test_a_large_notebook_is_refused(tmp_path):
    fill(tmp_path, "ada.ipynb", content=b" " * (MAX_NOTEBOOK + 1))
    with pytest.raises(Unusable, match="64 MiB"):
        read(only(tmp_path))


def test_a_file_without_read_permission_is_a_problem(monkeypatch: pytest.MonkeyPatch):
    slugs = course.assignments()
    monkeypatch.setattr(course, "assignments", lambda: slugs)  # only root may be able to read the checkout
    given_names()  # now, and remembered
    with tempfile.TemporaryDirectory() as name:  # not tmp_path: only its owner may enter that
        folder = Path(name)
        folder.chmod(0o755)
        fill(folder, "ada.ipynb", "ben/pixels.ipynb")
        (folder / "ada.ipynb").chmod(0)
        (folder / "ben").chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            ada, ben = find([folder])
            assert "ermission" in ben.problem
            with pytest.raises(Unusable, match="ermission"):
                read(ada)
        finally:
            if root:
                os.seteuid(0)
            (folder / "ben").chmod(0o755)


def test_a_fault_of_ours_is_no_broken_zip_of_a_student(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zip_bytes(tmp_path, {"p.ipynb": NOTEBOOK}))
    with pytest.raises(ValueError, match="ours"), path.open("rb") as file, untrusted_zip.open_zip(file, "a.zip"):
        raise ValueError("ours")


def test_a_member_without_a_name_is_a_problem_of_its_student_only(tmp_path):
    inner = zip_bytes(tmp_path, {"gone.ipynb": NOTEBOOK, "p.ipynb": OTHER_NOTEBOOK})
    inner = inner.replace(b"gone.ipynb", b"\0one.ipynb")  # a name ends at a NUL
    files = {"ada.ipynb": NOTEBOOK, "eve.zip": inner}
    for path in (zipped(tmp_path / "class.zip", files), downloads.fill(tmp_path / "class", files)):
        assert students(path) == {"ada": "", "eve": ""}


@pytest.mark.parametrize("name", ["ada.ipynb", "ada.zip"])
@pytest.mark.parametrize("number", [errno.EIO, errno.EMFILE, errno.ENOENT])
def test_a_file_that_this_machine_cannot_read_now_is_no_students_fault(
    tmp_path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
):
    (tmp_path / name).write_bytes(zip_bytes(tmp_path, {"p.ipynb": NOTEBOOK}) if name.endswith(".zip") else NOTEBOOK)
    submission = only(tmp_path)

    def fails(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", fails)
    with pytest.raises(GradeError, match="Is its disk there") as raised:
        read(submission)
    assert not isinstance(raised.value, Unusable)


def test_a_disk_that_goes_while_a_zip_is_read_is_no_students_fault(tmp_path, monkeypatch: pytest.MonkeyPatch):
    submission = only(zipped(tmp_path / "ada.zip", {"p.ipynb": NOTEBOOK}))

    def fails(*_: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(zipfile.ZipExtFile, "read", fails)
    with pytest.raises(GradeError, match="Is its disk there") as raised:
        read(submission)
    assert not isinstance(raised.value, Unusable)


def test_a_zip_that_was_replaced_meanwhile_is_no_students_fault(tmp_path):
    submission = only(zipped(tmp_path / "week.zip", {"ada/p.ipynb": NOTEBOOK}))
    zipped(tmp_path / "week.zip", {"ben/p.ipynb": NOTEBOOK})
    with pytest.raises(GradeError, match="Was the zip replaced") as raised:
        read(submission)
    assert not isinstance(raised.value, Unusable)
