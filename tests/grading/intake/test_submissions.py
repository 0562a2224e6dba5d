"""Submissions are found in files, folders and zips, and a hostile zip harms only its own student."""

import os
import random
import shutil
import stat
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from assignments import course
from assignments.errors import Unusable, UsageError
from autograder.notebook_reader import compose
from autograder.notebook_reader import read as read_cells
from grading.gradebook.database import Gradebook
from grading.intake import discover, untrusted_zip
from grading.intake.one_notebook import likely_assignment, note_on_assignment
from grading.intake.submissions import MAX_NOTEBOOK, find, read
from grading.records import Submission

NOTEBOOK = b'{"cells": [{"cell_type": "code", "source": "x = 1"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


OTHER_NOTEBOOK = NOTEBOOK.replace(b"1", b"2")


def fill(folder: Path, *names: str, content: bytes = NOTEBOOK) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def zip_bytes(folder: Path, files: dict[str, bytes]) -> bytes:
    path = zipped(folder / "inner.zip", files)
    content = path.read_bytes()
    path.unlink()
    return content


def students(*paths: Path) -> dict[str, str]:
    found = find(paths)
    for said in (sentence for s in found for sentence in (s.problem, s.name, *s.notes)):
        assert str(paths[0].parent) not in said, "a path of the teacher's machine in a sentence for a student"
    return {s.student: s.problem for s in found}


def only(*paths: Path) -> Submission:
    (submission,) = find(paths)
    return submission


# --- the student's name ---------------------------------------------------------------------------------------------


def test_a_single_notebook_is_the_student_of_its_file_name(tmp_path):
    fill(tmp_path, "pixels_ada.ipynb")
    submission = only(tmp_path / "pixels_ada.ipynb")
    assert (submission.student, submission.name, submission.problem) == ("pixels_ada", "pixels_ada.ipynb", "")
    assert read(submission) == NOTEBOOK


def test_a_folder_holds_notebooks_and_folders_of_students_at_any_depth(tmp_path):
    fill(tmp_path, "ada.ipynb", "ben/pixels.ipynb", "Zoë Müller/week 5/final/pixels (1).IPYNB", "notes.txt")
    found = find([tmp_path])
    assert [s.student for s in found] == ["Zoë Müller", "ada", "ben", "notes"]
    assert found.pop().problem == "notes.txt is a text file, not a notebook. Hand in the .ipynb file."
    assert found[0].name == "Zoë Müller/week 5/final/pixels (1).IPYNB"
    assert all(read(s) == NOTEBOOK for s in found)


def test_hidden_files_and_checkpoints_do_not_count(tmp_path):
    fill(tmp_path, "ada/pixels.ipynb", "ada/.ipynb_checkpoints/pixels-checkpoint.ipynb", "ada/._pixels.ipynb")
    fill(tmp_path, "__MACOSX/ada/pixels.ipynb", ".git/x.ipynb")
    assert students(tmp_path) == {"ada": ""}


def test_a_name_written_with_separate_accents_is_the_same_student(tmp_path):
    fill(tmp_path, "one/Zoe\u0308.ipynb")
    fill(tmp_path, "two/Zo\u00eb.ipynb", content=OTHER_NOTEBOOK)
    assert "2 notebooks" in students(tmp_path / "one", tmp_path / "two")["Zo\u00eb"]


def test_hostile_file_names_become_printable(tmp_path):
    fill(tmp_path, "a\x1b[31m\nb.ipynb", "c\u2028d.ipynb")
    (tmp_path / os.fsdecode(b"\xff\xfe.ipynb")).write_bytes(NOTEBOOK)
    found = find([tmp_path])
    assert len(found) == 3
    for submission in found:
        assert submission.student.isprintable()
        submission.name.encode("utf-8")
        assert read(submission) == NOTEBOOK


def test_a_name_of_nothing_but_spaces_is_a_name(tmp_path):
    assert students(fill(tmp_path, " .ipynb", "ada.ipynb")) == {"_": "", "ada": ""}


def test_a_zip_of_a_class_follows_the_same_rules(tmp_path):
    inner = zip_bytes(tmp_path, {"pixels.ipynb": NOTEBOOK, "plot.pdf": b"%PDF"})
    files = {"ada.ipynb": NOTEBOOK, "ben/pixels.ipynb": NOTEBOOK, "cleo.zip": inner, "dan/deep/hand-in.zip": inner}
    found = find([zipped(tmp_path / "class.zip", {**files, "__MACOSX/._ada.ipynb": b"", "ben\\readme.txt": b""})])
    assert [s.student for s in found] == ["ada", "ben", "cleo", "dan"]
    assert found[3].name == "dan/deep/hand-in.zip/pixels.ipynb"
    assert [read(s) for s in found] == [NOTEBOOK] * 4


@pytest.mark.parametrize("names", [["ada.ipynb", "ben.ipynb"], ["ada/pixels.ipynb", "ben/pixels.ipynb"]])
def test_a_folder_around_the_whole_class_is_not_a_student(tmp_path, names):
    files = {f"week5/{name}": NOTEBOOK for name in names}
    assert students(zipped(tmp_path / "week5 (1).zip", files)) == {"ada": "", "ben": ""}


def test_a_zip_with_one_students_folder_is_that_student(tmp_path):
    assert students(zipped(tmp_path / "ada.zip", {"ada/pixels.ipynb": NOTEBOOK})) == {"ada": ""}
    files = {"ada/week 5/pixels.ipynb": NOTEBOOK, "ada/week 5/old.ipynb": OTHER_NOTEBOOK}
    found = students(zipped(tmp_path / "class.zip", files))
    assert list(found) == ["ada"]
    assert "2 notebooks" in found["ada"]


def test_what_lies_beside_a_notebook_is_no_second_one(tmp_path):
    files = {
        "ada/pixels.ipynb": NOTEBOOK,
        "ada/plot.pdf": b"%PDF",
        "ben/notes/x.txt": b"",
        "ben/pixels.ipynb": NOTEBOOK,
    }
    assert students(zipped(tmp_path / "class.zip", files)) == {"ada": "", "ben": ""}


def test_an_otter_export_is_one_student_and_is_not_unpickled(tmp_path):
    bomb = b"cos\nsystem\n(S'touch " + os.fsencode(tmp_path / "owned") + b"'\ntR."
    export = {"pixels.ipynb": NOTEBOOK, "pixels.pdf": b"%PDF", ".OTTER_LOG": bomb, "__zip_filename__": b"x.zip"}
    path = zipped(tmp_path / "class" / "ada" / "pixels_2026_03_02T10_11_12_131415.zip", export)
    assert students(path) == {path.stem: ""}
    assert students(tmp_path / "class") == {"ada": ""}
    assert read(only(tmp_path / "class")) == NOTEBOOK
    assert not (tmp_path / "owned").exists()


# --- students without a notebook, and what is no student ----------------------------------------------------------

OTHERS = {
    "a.html": "a web page", "b.py": "Python code", "c.pdf": "a PDF", "d.docx": "a Word document",
    "e.rar": "a RAR archive", "f.7z": "a 7z archive", "g.tar.gz": "a tar archive", "i.json": "a JSON file",
    "h.ipynb.txt": "a notebook under another name", "j": "another file",
}  # fmt: skip


@pytest.mark.parametrize("place", ["flat", "folders"])
@pytest.mark.parametrize("as_zip", [False, True])
def test_a_student_who_hands_in_another_kind_of_file_has_a_sentence(tmp_path, place, as_zip):
    names = {name: (name if place == "flat" else f"{name[0]}/work/{name}") for name in OTHERS}
    files = {"z.ipynb": NOTEBOOK, "y/pixels.ipynb": NOTEBOOK, "y/plot.pdf": b"", **dict.fromkeys(names.values(), b"x")}
    if as_zip:
        path = zipped(tmp_path / "class.zip", files)
    else:
        path = tmp_path / "class"
        for name, content in files.items():
            fill(path, name, content=content)
    found = {s.student: s for s in find([path])}
    assert [s.student for s in found.values() if not s.problem] == ["y", "z"]
    assert sorted(found) == sorted([*(name[0] for name in OTHERS), "y", "z"])
    for name, kind in OTHERS.items():
        assert found[name[0]].problem == f"{names[name]} is {kind}, not a notebook. Hand in the .ipynb file."
        assert found[name[0]].passed_over == (names[name],)
    assert not found["y"].passed_over


def test_a_loose_notebook_hides_no_student_without_one(tmp_path):
    fill(tmp_path, "cy.ipynb", "ada/pixels.ipynb", "ben/pixels.pdf", "ben/notes.txt")
    (tmp_path / "dan").mkdir()
    found = students(tmp_path)
    assert list(found) == ["ada", "ben", "cy", "dan"]
    assert "ben/notes.txt is a text file" in found["ben"]
    assert "1 more" in found["ben"]
    assert "no notebook" in found["dan"]
    zips = {"w/ada/pixels.ipynb": NOTEBOOK, "w/ben/pixels.pdf": b"%PDF"}
    assert list(students(zipped(tmp_path / "w.zip", zips))) == ["ada", "ben"]


def test_a_students_zip_without_a_notebook_says_what_is_in_it(tmp_path):
    fill(tmp_path, "ada.ipynb")
    zipped(tmp_path / "ben.zip", {"plot.pdf": b"", "x.dat": b""})
    assert students(tmp_path)["ben"] == (
        "ben.zip holds no notebook, only plot.pdf (a PDF), x.dat. Hand in the .ipynb file."
    )


def test_what_students_are_given_and_a_dataset_are_no_students(tmp_path):
    names = [
        "images.ipynb",
        "tests/warm_up.py",
        "checks/compare.py",
        "lesson.md",
        "leaves/manifest.csv",
        "leaves/a.png",
    ]
    fill(tmp_path / "work", *names)
    assert students(tmp_path / "work") == {"images": ""}
    assert students(zipped(tmp_path / "work.zip", dict.fromkeys(names, NOTEBOOK))) == {"images": ""}
    fill(tmp_path / "work", "lesson.md", "tests/bob.ipynb", "eve.ipynb")
    assert [student for student, problem in students(tmp_path / "work").items() if problem] == ["leaves"]


def gradebook(folder: Path, *, killed: bool = False) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if not killed:
        with Gradebook(folder / "gradebook.db"):
            pass
        return fill(folder, "grades.csv", "results.jsonl", "index.html", "feedback/ada.html", "marks.xlsx")
    with Gradebook(folder / "open.db"):  # not closed yet: the header is in the log only
        for name in ("open.db", "open.db-wal"):
            shutil.copy(folder / name, folder / name.replace("open", "gradebook"))
    return folder


@pytest.mark.parametrize("killed", [False, True])
@pytest.mark.parametrize("name", ["graded", "feedback", "ada's results"])
def test_results_inside_the_submissions_are_left_out(tmp_path, name, killed):
    fill(tmp_path, "ada/pixels.ipynb", "ben.ipynb")
    gradebook(tmp_path / name, killed=killed)
    assert students(tmp_path) == {"ada": "", "ben": ""}


def test_the_folder_of_out_is_left_out_and_so_are_results_beside_notebooks(tmp_path):
    fill(tmp_path / "class", "ada/pixels.ipynb", "new/notes.txt")
    (tmp_path / "link").symlink_to(tmp_path / "class" / "new")
    assert [s.student for s in find([tmp_path / "class"], out=tmp_path / "link")] == ["ada"]
    gradebook(tmp_path / "class")
    (tmp_path / "class" / "marks.xlsx").unlink()
    assert list(students(tmp_path / "class")) == ["ada", "new"]
    gradebook(tmp_path / "class" / "ada")
    assert students(tmp_path / "class")["ada"] == ""
    fill(tmp_path / "class", "eve/gradebook.db", "eve/grades.csv")  # of another program
    assert "eve/gradebook.db is another file, not a notebook" in students(tmp_path / "class")["eve"]


# --- problems of one submission -------------------------------------------------------------------------------------


def test_two_notebooks_of_one_student_are_a_problem_of_this_student_only(tmp_path):
    fill(tmp_path, "ada/pixels.ipynb", "ben/pixels.ipynb")
    fill(tmp_path, "ada/old/pixels-2.ipynb", content=OTHER_NOTEBOOK)
    found = find([tmp_path])
    assert "ada/pixels.ipynb" in found[0].problem
    assert "ada/old/pixels-2.ipynb" in found[0].problem
    with pytest.raises(Unusable, match="keep one"):
        read(found[0])
    assert read(found[1]) == NOTEBOOK


def test_one_student_in_two_paths_is_a_problem_but_the_same_file_twice_is_not(tmp_path):
    fill(tmp_path, "a/ada.ipynb")
    fill(tmp_path, "b/ada.ipynb", content=OTHER_NOTEBOOK)
    assert "2 notebooks" in students(tmp_path / "a", tmp_path / "b")["ada"]
    assert students(tmp_path / "a", tmp_path / "a" / "ada.ipynb", tmp_path / "a") == {"ada": ""}


def test_two_members_of_one_name_are_two_notebooks(tmp_path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ada.ipynb", NOTEBOOK)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("ada.ipynb", b"{}")
    assert "2 notebooks" in students(path)["ada"]


def test_a_students_folder_without_a_notebook_is_listed_with_a_problem(tmp_path):
    fill(tmp_path, "ada/pixels.ipynb", "ben/essay.pdf")
    assert "ben/essay.pdf is a PDF, not a notebook" in students(tmp_path)["ben"]
    files = {"ada/pixels.ipynb": NOTEBOOK, "ben/essay.pdf": b"", "cleo.zip": zip_bytes(tmp_path, {"a.txt": b""})}
    found = students(zipped(tmp_path / "class.zip", files))
    assert found["ada"] == ""
    assert "ben/essay.pdf is a PDF, not a notebook" in found["ben"]
    assert "no notebook" in found["cleo"]


# --- several notebooks, of which one can be graded without a guess -------------------------------------------------


def solved(slug: str) -> bytes:
    return course.assignment(slug).solved.read_bytes()


def one_of(folder: Path, files: dict[str, bytes]) -> Submission:
    """The submission of a student of *pixels* who hands in these files."""
    for name, content in files.items():
        fill(folder / "class" / "ada", name, content=content)
    (submission,) = find([folder / "class"], course.assignment("pixels"))
    return submission


PIXELS = solved("pixels")
EMPTY = compose([])


@pytest.mark.parametrize(("files", "note"), [
    ({"pixels-Copy1.ipynb": PIXELS, "pixels.ipynb": PIXELS}, "Copy1.ipynb has the same code as ada/pixels.ipynb"),
    ({"pixels.ipynb": PIXELS, "run/pixels.ipynb": PIXELS.replace(b'"execution_count": null', b'"execution_count": 7')},
     "ada/run/pixels.ipynb has the same code as ada/pixels.ipynb"),
    ({"Untitled.ipynb": EMPTY, "pixels.ipynb": PIXELS}, "ada/Untitled.ipynb was not graded: The notebook has no code"),
    ({"a.ipynb": b"%PDF", "pixels.ipynb": PIXELS}, "ada/a.ipynb was not graded: The file is a PDF, not a notebook"),
    ({"gradients.ipynb": solved("gradients"), "pixels.ipynb": PIXELS},
     "ada/gradients.ipynb was not graded: it looks like the notebook of gradients"),
    ({"a.ipynb": course.assignment("pixels").notebook.read_bytes(), "pixels.ipynb": PIXELS},
     "ada/a.ipynb was not graded: it is as it was handed out"),
    ({"a.ipynb": compose(["print(1)"]), "pixels.ipynb": PIXELS}, "was not graded: it has no function of pixels"),
])  # fmt: skip
def test_of_several_notebooks_one_is_graded_where_no_guess_is_needed(tmp_path, files, note):
    found = one_of(tmp_path, files)
    assert (found.problem, found.name, len(found.notes)) == ("", "ada/pixels.ipynb", 1)
    assert note in found.notes[0]
    assert read(found) == PIXELS


def test_the_same_notebook_loose_and_zipped_is_one(tmp_path):
    fill(tmp_path / "class", "ada.ipynb", content=PIXELS)
    zipped(tmp_path / "class" / "ada.zip", {"work/pixels.ipynb": PIXELS})
    found = only(tmp_path / "class")
    assert (found.student, found.name, found.problem) == ("ada", "ada.ipynb", "")
    assert found.notes == ("ada.zip/work/pixels.ipynb has the same code as ada.ipynb",)


def test_what_needs_a_guess_stays_a_problem_and_is_listed(tmp_path):
    changed = PIXELS.replace(b"np.zeros", b"np.ones")
    found = one_of(tmp_path, {"pixels.ipynb": PIXELS, "pixels (1).ipynb": changed, "Untitled.ipynb": EMPTY})
    assert "ada has 2 notebooks (ada/pixels.ipynb, ada/pixels (1).ipynb)" in found.problem
    assert found.passed_over == ("ada/pixels.ipynb", "ada/pixels (1).ipynb")
    assert [s.problem for s in find([fill(tmp_path / "empty", "eve/a.ipynb", "eve/b.ipynb", content=EMPTY)])] == [""]
    assert "Untitled" in found.notes[0]


def test_a_notebook_of_another_assignment_is_named():
    pixels = course.assignment("pixels")
    assert note_on_assignment(pixels, solved("gradients")) == (
        "This looks like the notebook of gradients: hand in the one of pixels"
    )
    assert note_on_assignment(pixels, PIXELS) is None
    assert note_on_assignment(pixels, b"no notebook") is None


def test_a_notebook_of_another_assignment_is_known_by_its_functions():
    for slug in course.assignments():
        code = [cell.source for cell in read_cells(solved(slug))[0]]
        assert likely_assignment(code) == slug
    assert likely_assignment(["def warm_up(): pass", "x = 1"]) is None
    assert likely_assignment([f"{question.name} = partial(f)" for question in course.assignment("pixels").questions])


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


def test_a_file_without_read_permission_is_a_problem():
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


# --- wrong usage ----------------------------------------------------------------------------------------------------


def test_a_path_with_nothing_to_grade_is_a_usage_error(tmp_path):
    fill(tmp_path, "essay.pdf", "docs/readme.txt", "no/folder/of/notebooks.txt")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "nowhere", tmp_path / "essay.pdf", tmp_path / "empty", tmp_path / "no", tmp_path / "docs"):
        with pytest.raises(UsageError):
            find([path])
    with pytest.raises(UsageError):
        find([zipped(tmp_path / "empty.zip", {})])
    with pytest.raises(UsageError):
        find([])
