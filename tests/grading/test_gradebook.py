import os
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assignments.errors import OurFault, UsageError
from autograder.results import CaseResult, CellError, Evidence, QuestionResult, Verdict
from grading.gradebook import attempt_rows
from grading.gradebook.database import Gradebook
from grading.gradebook.schema import VERSION
from grading.records import Attempt, Dataset, Finding

PICTURE = np.linspace(0, 1, 12).reshape(3, 4)


def case(name="a disc is round", **other) -> CaseResult:
    return replace(CaseResult(name, False, False, 1.0, "failed", "It is square.\n  ##\n  ##"), **other)


def attempt(student="ada", sha256="a" * 64, status="graded", **other) -> Attempt:
    cases = (
        case(evidence=Evidence(PICTURE, 1 - PICTURE, "picture")),
        case("kept", hidden=True, passed=True, outcome="passed", message="", cached=True),
    )
    verdict = Verdict(
        status=status,
        score=None if status == "error" else 1.0,
        max_score=4.0,
        cpu_s=0.25,
        wall_s=0.5,
        isolation="full",
        repairs=("A comma was missing.",),
        cells=(CellError(4, "NameError: name 'x' is not defined"),),
        questions=(QuestionResult("draw_disc", 1.0, 2.0, cases), QuestionResult("draw_square", 0.0, 2.0, ())),
        reason="It cannot be read." if status != "graded" else "",
    )
    made = Attempt(student, f"{student}/pixels.ipynb", sha256, "pixels", "t" * 64, verdict)
    return replace(made, **other)


def without_evidence(value: Attempt) -> Attempt:
    questions = tuple(
        replace(q, cases=tuple(replace(c, evidence=None) for c in q.cases)) for q in value.verdict.questions
    )
    return replace(value, verdict=replace(value.verdict, questions=questions))


def test_what_is_recorded_comes_back(tmp_path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        book.record(attempt())
    with Gradebook(tmp_path / "gradebook.db") as book:
        (back,) = book.latest("pixels")
    assert without_evidence(back) == without_evidence(attempt())
    evidence = back.verdict.questions[0].cases[0].evidence
    assert evidence.show == "picture"
    np.testing.assert_array_equal(np.asarray(evidence.expected), PICTURE)
    np.testing.assert_array_equal(np.asarray(evidence.actual), 1 - PICTURE)


def test_an_attempt_is_on_the_disk_the_moment_it_is_recorded(tmp_path):
    code = (
        "import os, sys; sys.path[:0] = sys.argv[2:]; from pathlib import Path; from test_gradebook import *\n"
        "book = Gradebook(Path(sys.argv[1])); book.record(attempt()); os._exit(9)"
    )
    path, here = tmp_path / "gradebook.db", Path(__file__).parent
    done = subprocess.run([sys.executable, "-c", code, path, here, here.parent], check=False)
    assert done.returncode == 9
    with Gradebook(path) as book:
        assert [a.student for a in book.latest("pixels")] == ["ada"]


def test_the_newest_attempt_counts_and_the_others_are_kept(tmp_path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        for student, sha in (("ben", "1"), ("ada", "1"), ("Zoë", "1"), ("ada", "2")):
            book.record(attempt(student, sha))
        book.record(attempt("cleo", assignment="gradients"))
        assert [(a.student, a.sha256) for a in book.latest("pixels")] == [("Zoë", "1"), ("ada", "2"), ("ben", "1")]
        assert [a.sha256 for a in book.history("pixels", "ada")] == ["1", "2"]
        assert book.latest("tensors") == []


def test_resume_skips_only_the_same_bytes_with_the_same_tests(tmp_path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        assert not book.is_graded("pixels", "ada", "1", "t")
        book.record(attempt(sha256="1", tests_sha256="t"))
        assert book.is_graded("pixels", "ada", "1", "t")
        assert not book.is_graded("pixels", "ada", "2", "t")
        assert not book.is_graded("pixels", "ada", "1", "new tests")
        assert not book.is_graded("pixels", "ben", "1", "t")
        assert not book.is_graded("gradients", "ada", "1", "t")
        book.record(attempt(sha256="2", tests_sha256="t"))
        assert not book.is_graded("pixels", "ada", "1", "t"), "the newest attempt has other bytes"


def test_our_fault_and_an_unread_notebook_are_graded_again(tmp_path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        book.record(attempt(status="error"))
        assert not book.is_graded("pixels", "ada", "a" * 64, "t" * 64)
        assert book.latest("pixels")[0].verdict.score is None
        book.record(attempt("ben", sha256="", status="unusable"))
        assert not book.is_graded("pixels", "ben", "", "t" * 64)


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "error", "score": 0.0},
        {"status": "graded", "score": None},
        {"status": "fine"},
        {"score": float("nan")},
        {"isolation": "some"},
        {"questions": (QuestionResult("q", 1.0, 1.0, (case(passed=True, outcome="not_run"),)),)},
        {"questions": (QuestionResult("q", 1.0, 1.0, ()), QuestionResult("q", 1.0, 1.0, ()))},
    ],
)
def test_a_result_that_cannot_be_is_refused_whole(tmp_path, wrong):
    with Gradebook(tmp_path / "gradebook.db") as book:
        with pytest.raises(OurFault):
            book.record(replace(attempt(), verdict=replace(attempt().verdict, **wrong)))
        assert book.latest("pixels") == []
        book.record(attempt())


def test_hostile_text_and_odd_evidence_are_stored_or_left_out(tmp_path):
    text = "half a pair \ud800, nothing \x00, '; DROP TABLE attempt; --"
    odd = [np.array([object()], dtype=object), None, [[1], [2, 3]], np.zeros((1 << 18) + 1)]
    cases = [case(f"{i}", message=text, evidence=Evidence(value, 1.0, "numbers")) for i, value in enumerate(odd)]
    cases.append(case("text", evidence=Evidence("expected", "actual", "numbers")))
    verdict = replace(attempt().verdict, questions=(QuestionResult("q", 0.0, 5.0, tuple(cases)),))
    with Gradebook(tmp_path / "gradebook.db") as book:
        book.record(replace(attempt(), verdict=verdict))
        back = book.latest("pixels")[0].verdict.questions[0].cases
    assert [c.evidence is None for c in back] == [True] * 4 + [False]
    assert back[0].message == text.replace("\ud800", "?")
    assert str(np.asarray(back[4].evidence.actual)) == "actual"


def test_a_full_disk_is_our_fault_and_loses_nothing_recorded(tmp_path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        book.record(attempt())
        pages = book._db.execute("PRAGMA page_count").fetchone()[0]
        book._db.execute(f"PRAGMA max_page_count = {pages}")
        noise = np.random.default_rng(1).random((100, 100))
        large = replace(
            attempt("ben").verdict,
            questions=(QuestionResult("q", 0.0, 1.0, (case(evidence=Evidence(noise, noise, "picture")),)),),
        )
        with pytest.raises(OurFault, match="make room"):
            book.record(replace(attempt("ben"), verdict=large))
    with Gradebook(tmp_path / "gradebook.db") as book:
        assert [a.student for a in book.latest("pixels")] == ["ada"]


def test_the_newest_check_of_a_dataset_is_kept_with_the_attempts(tmp_path):
    found = Dataset(True, 31, 900, (Finding("card", "Write a card.", "q\udcff.png"),), ("few",), ("gps",), "", "why")
    with Gradebook(tmp_path / "gradebook.db") as book:
        for student in ("ada", "ben", "cy"):
            book.record(attempt(student))
            book.record_dataset("pixels", student, Dataset())
        book.record_dataset("pixels", "ada", found)
        book.record_dataset("pixels", "cy", None)
        book.record_dataset("images", "ben", found)
        assert [one.dataset for one in book.latest("pixels")] == [found, Dataset(), None]


def test_a_removed_student_is_gone_with_all_attempts(tmp_path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        assert book.newest_assignment() is None
        for student in ("ada", "ben", "ada"):
            book.record(attempt(student))
            book.record_dataset("pixels", student, Dataset())
        assert (book.students(), book.newest_assignment()) == (["ada", "ben"], "pixels")
        book.remove("ada")
        assert book.students() == ["ben"]
        assert (book.history("pixels", "ada"), [one.student for one in book.latest("pixels")]) == ([], ["ben"])
    with sqlite3.connect(tmp_path / "gradebook.db") as db:
        counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("attempt", "dataset")]
        assert counts == [1, 1]
        assert {row[0] for row in db.execute("SELECT attempt FROM question")} == {2}
    db.close()


def test_a_locked_gradebook_says_so(tmp_path):
    with Gradebook(tmp_path / "gradebook.db", patience=0.05) as book:
        other = sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UsageError, match="another program"):
            book.record(attempt())
        other.close()
        book.record(attempt())


def test_other_files_are_left_as_they_are(tmp_path):
    text, foreign, newer = tmp_path / "notes.db", tmp_path / "foreign.db", tmp_path / "newer.db"
    text.write_text("Not a database, but a text that is long enough to be one." * 20, encoding="utf-8")
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE photos (id INTEGER)")
    db.close()
    Gradebook(newer).close()
    with sqlite3.connect(newer) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    for path, said in ((text, "no gradebook"), (foreign, "no gradebook"), (newer, "newer version")):
        before = path.read_bytes()
        with pytest.raises(UsageError, match=said):
            Gradebook(path)
        assert path.read_bytes() == before
    with pytest.raises(UsageError, match="folder"):
        Gradebook(tmp_path / "nowhere" / "gradebook.db")


def test_a_read_only_gradebook_says_so():
    with tempfile.TemporaryDirectory() as name:  # not tmp_path: only its owner may enter that
        path = Path(name) / "gradebook.db"
        Gradebook(path).close()
        path.chmod(0o444)
        Path(name).chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            with pytest.raises(UsageError, match=r"written to|opened"), Gradebook(path) as book:
                book.record(attempt())
        finally:
            if root:
                os.seteuid(0)
            Path(name).chmod(0o755)


def test_two_programs_record_an_attempt_once(tmp_path):
    with Gradebook(tmp_path / "gradebook.db") as one, Gradebook(tmp_path / "gradebook.db") as two:
        old, new = replace(attempt(), sha256="1" * 64), replace(attempt(), sha256="2" * 64)
        assert [one.record_once(old, latest=False), two.record_once(old, latest=False)] == [True, False]
        assert [one.record_once(new, latest=True), two.record_once(new, latest=True)] == [True, False]
        assert not one.record_once(old, latest=False)
        assert one.record_once(old, latest=True)  # handed in again
        assert one.record_once(replace(old, submission="again.ipynb"), latest=True)
        unreadable = replace(
            old, sha256="", verdict=replace(old.verdict, status="unusable", score=0.0, reason="a link")
        )
        assert [one.record_once(unreadable, latest=True), two.record_once(unreadable, latest=True)] == [True, False]
        assert len(one.history("pixels", old.student)) == 5


def test_what_the_platform_says_is_kept(tmp_path):
    said = replace(attempt(), revision="a" * 40, late=True)
    with Gradebook(tmp_path / "gradebook.db") as book:
        book.record(attempt("ben"))
        book.record(said)
        found = {one.student: one for one in book.latest("pixels")}
    assert (found["ben"].revision, found["ben"].late) == ("", False)
    assert (found[said.student].revision, found[said.student].late) == ("a" * 40, True)


def test_a_large_class_is_read_in_parts_and_without_evidence_what_is_alike_is_kept_once(tmp_path, monkeypatch):
    monkeypatch.setattr(attempt_rows, "PART", 2)
    with Gradebook(tmp_path / "gradebook.db") as book:
        for name in ("cy", "ada", "eve", "ben", "dan"):
            book.record(attempt(name, sha256=name))
        book.record(attempt("eve", sha256="other", handed_in="2026-12-01T10:00:00+00:00", late=True))
        light, whole = book.latest("pixels", with_evidence=False), book.latest("pixels")
        again = book.with_evidence(light)
        before = book.previous(light)
        elsewhere = replace(light[0], recorded_at="another time")
        assert book.with_evidence([elsewhere]) == [elsewhere]
        assert book.with_evidence([]) == []
    assert [a.student for a in light] == ["ada", "ben", "cy", "dan", "eve"]
    assert light == [without_evidence(one) for one in whole]
    assert light[4].late
    assert len({id(question) for one in light for question in one.verdict.questions}) == 2
    assert [without_evidence(one) for one in again] == light
    shown = [one.verdict.questions[0].cases[0].evidence for one in again]
    assert all(np.array_equal(evidence.actual, 1 - PICTURE) for evidence in shown)
    assert {student: one.sha256 for student, one in before.items()} == {"eve": "eve"}
