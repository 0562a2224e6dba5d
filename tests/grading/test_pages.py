"""The class page and the feedback pages: their words, their safety, and how arrays are shown."""

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import numpy as np
import pytest
from PIL import Image

from assignments.course import Assignment, ManualQuestion, Question
from autograder.results import CaseResult, CellError, Evidence, Limits, QuestionResult, Verdict
from grading.pages.array_view import array_view
from grading.pages.class_page import class_page
from grading.pages.feedback_page import feedback_files, feedback_page
from grading.pages.report import write_pages
from grading.records import Attempt

ASSIGNMENT = Assignment(
    "pixels",
    "Pixels",
    1,
    (Question("disc", 2.0, 1, 5), Question("square", 4.0, 2, 5)),
    (ManualQuestion("explain_floor", 3.0, ("Names the half pixel.", "Gives an example.")),),
    "sentences",
    (),
    Limits(),
)
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}\u202e"
DISC = (np.hypot(*np.mgrid[-4:5, -4:5]) < 3.5).astype(float)


def case(name: str, outcome="passed", points=1.0, hidden=False, message="", evidence=None) -> CaseResult:
    return CaseResult(name, hidden, outcome == "passed", points, outcome, message, evidence)


def verdict(*disc: CaseResult, **other) -> Verdict:
    questions = (
        QuestionResult("disc", sum(c.points for c in disc if c.passed), 2.0, disc),
        QuestionResult("square", 4.0, 4.0, (case("is a square", points=4.0),)),
    )
    score = sum(q.score for q in questions)
    return replace(Verdict("graded", score, 6.0, 0.1, 0.2, "full", questions=questions), **other)


def attempt(student: str, judged: Verdict) -> Attempt:
    return Attempt(student, f"{student}/pixels.ipynb", "a" * 64, "pixels", "t", judged)


class Page(HTMLParser):
    """The text and the tags of a page; an unclosed tag is an error."""

    def __init__(self, html: str):
        super().__init__()
        self.tags, self.words, self.open, self.attributes = [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)


PASSED = case("is round"), case("is filled", hidden=True)
FAILED = case("is round", "failed", message="It is square."), case("is filled", "timeout", hidden=True, message="Slow.")
CLASS = [
    attempt("ben", verdict(*FAILED)),
    attempt("ada", verdict(*PASSED, repairs=("A comma was missing.",))),
    attempt("cleo", Verdict("unusable", 0.0, 6.0, 0.0, 0.0, "full", reason="It is not JSON.")),
    attempt("dan", Verdict("error", None, 6.0, 0.0, 0.0, "lite", reason="The sandbox failed.")),
]


def test_the_class_page_shows_every_student_with_marks_status_and_reasons():
    page = Page(class_page(ASSIGNMENT, CLASS))
    assert "4 submissions: 2 graded, 1 unusable, 1 ended in an error of this software" in page.text
    assert "ada graded 6 6 2 4 to be marked – full repaired" in page.text
    assert "ben graded 4 6 0 4 to be marked – full" in page.text
    assert "cleo unusable 0 6 – – 0 0 full reason" in page.text
    assert "dan error – 6 – – to be marked – lite reason" in page.text
    for sentence in ("It is not JSON.", "The sandbox failed.", "A comma was missing.", "Names the half pixel."):
        assert sentence in page.text
    links = [value for name, value in page.attributes if name == "href" and value.startswith("#")]
    assert len(links) == 3
    assert all(("id", link[1:]) in page.attributes for link in links)


def test_the_class_page_counts_only_graded_submissions():
    page = Page(class_page(ASSIGNMENT, CLASS))
    assert "disc 2 1 of 2 (50 %) 50 %" in page.text
    assert "square 4 2 of 2 (100 %) 100 %" in page.text
    assert "disc is filled hidden 1 of 2 1 took too long disc is round public 1 of 2 1 not passed" in page.text


def test_an_empty_class_and_a_class_without_graded_submissions_have_a_page():
    for attempts in ([], CLASS[2:3]):
        assert "Pixels" in Page(class_page(ASSIGNMENT, attempts)).text


def test_feedback_shows_each_case_with_its_outcome_and_message():
    page = Page(feedback_page(ASSIGNMENT, CLASS[0]))
    assert "ben : 4 of 6 points, and 3 more to be marked by a person" in page.text
    assert "disc 0 of 2" in page.text
    assert "is round not passed , 0 of 1 It is square." in page.text
    assert "is filled hidden case, took too long , 0 of 1 Slow." in page.text
    assert "explain_floor to be marked: 3 points" in page.text


def test_feedback_on_an_unusable_submission_gives_the_reason_and_on_our_error_none():
    assert "It is not JSON." in Page(feedback_page(ASSIGNMENT, CLASS[2])).text
    page = Page(feedback_page(ASSIGNMENT, CLASS[3]))
    assert "no score yet" in page.text
    assert "not yours" in page.text
    assert "The sandbox failed." not in page.text, "the reason of our error may name hidden cases"


def test_text_between_backticks_in_a_message_is_code():
    message = "`a` and `b < c`: no ` here, `<b>`, and `the end."
    html = feedback_page(ASSIGNMENT, attempt("ada", verdict(case("x", "failed", message=message))))
    assert (
        "<code>a</code> and <code>b &lt; c</code>: no <code> here, </code>&lt;b&gt;<code>, and </code>the end." in html
    )
    alone = feedback_page(ASSIGNMENT, attempt("ada", verdict(case("x", "failed", message="Look at `here: <i>"))))
    assert '<p class="message">Look at `here: &lt;i&gt;</p>' in alone


def test_the_line_breaks_of_a_message_are_kept():
    html = feedback_page(ASSIGNMENT, attempt("ada", verdict(case("x", "failed", message="Compare:\n  # .\n  . #"))))
    assert "<pre>  # .\n  . #</pre>" in html


def test_html_in_a_students_text_is_escaped(tmp_path):
    cells = (CellError(2, f"ValueError: {EVIL}"),)
    evil = verdict(case(EVIL, "crashed", message=EVIL + "\n" + EVIL), repairs=(EVIL,), cells=cells, reason=EVIL)
    attempts = [attempt(EVIL, evil), attempt("cleo", replace(CLASS[2].verdict, reason=EVIL))]
    write_pages(tmp_path, ASSIGNMENT, attempts)
    pages = [tmp_path / "index.html", *sorted((tmp_path / "feedback").iterdir())]
    assert len(pages) == 3
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        assert not {"script", "img", "iframe", "object", "svg"} & set(page.tags)
        assert not [name for name, _ in page.attributes if name.startswith("on")]
        assert EVIL in " ".join(page.words)


def test_pages_load_nothing_from_elsewhere(tmp_path):
    shown = verdict(case("x", "failed", message="No.", evidence=Evidence(DISC, DISC.T * 0.5, "picture")))
    write_pages(tmp_path, ASSIGNMENT, [*CLASS, attempt("eve", shown)])
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) == 1 + len(CLASS) + 1
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in html
        assert not re.search(r"https?://|@import|url\(|<link|<script", html)


def test_each_link_of_the_class_page_leads_to_a_feedback_page_of_its_own(tmp_path):
    names = ["Ada", "ada", "Zoë Müller", "../../etc", "a/b", "CON", "李小龍", "#?%20", "x" * 300, ".", "a_b", "Straße"]
    write_pages(tmp_path, ASSIGNMENT, [attempt(name, verdict(*PASSED)) for name in names])
    page = Page((tmp_path / "index.html").read_text(encoding="utf-8"))
    links = [unquote(v) for n, v in page.attributes if n == "href" and v.startswith("feedback/")]
    assert len(set(map(str.casefold, links))) == len(names)
    assert {tmp_path / link for link in links} == set((tmp_path / "feedback").iterdir())
    assert not list(tmp_path.glob("etc*"))


def test_a_safe_name_is_the_name_of_its_page():
    assert feedback_files(["ada", "Zoë Müller"]) == {"ada": "ada.html", "Zoë Müller": "Zoë Müller.html"}


def decoded(uri: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))))


def test_two_pictures_and_their_difference_are_shown_with_fixed_limits():
    shown = array_view(Evidence(DISC, DISC * 0.5, "picture"))
    assert [picture.caption for picture in shown.pictures] == ["expected", "yours", "difference"]
    expected, yours, difference = (decoded(picture.uri) for picture in shown.pictures)
    assert expected.shape == (189, 189, 3)
    assert (expected.min(), expected.max(), yours.max()) == (0, 255, 128)
    assert tuple(difference[0, 0]) == (255, 255, 255)
    red, _, blue = difference[94, 94]
    assert blue > red, "too dark is blue"


def test_bytes_colours_nan_and_large_pictures_are_shown():
    colour = np.zeros((900, 700, 3), dtype=np.uint8)
    colour[..., 0] = 255
    shown = array_view(Evidence(colour, np.where(colour > 0, np.nan, 0.0), "picture"))
    expected, yours, _ = (decoded(picture.uri) for picture in shown.pictures)
    assert max(expected.shape) <= 512
    assert tuple(expected[0, 0]) == (255, 0, 0)
    assert tuple(yours[0, 0]) == (255, 0, 255)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (3.0, 4.0),
        ([1, 2, 3], [1, 5, 3]),
        (np.zeros((20, 30)), np.eye(20, 30)),
        (np.zeros((2, 3, 4)), np.ones((2, 3, 4))),
    ],
)
def test_a_table_shows_the_numbers_around_the_first_difference(expected, actual):
    table = array_view(Evidence(expected, actual, "numbers")).table
    assert any(off for _, cells in table.rows for _, _, off in cells)
    assert len(table.rows) <= 10
    assert all(len(cells) <= 10 for _, cells in table.rows)


def test_a_difference_far_from_the_first_element_is_in_the_table():
    actual = np.zeros((50, 60))
    actual[41, 57] = 9
    table = array_view(Evidence(np.zeros((50, 60)), actual, "numbers")).table
    (row,) = [heading for heading, cells in table.rows if any(off for *_, off in cells)]
    assert row == "41"
    assert "57" in table.columns


def test_objects_that_are_no_arrays_and_other_shapes_do_not_break_the_page():
    assert array_view(Evidence(None, object(), "numbers")) is None
    assert array_view(Evidence([[1], [1, 2]], 1, "picture")) is None
    assert "shape (3,)" in array_view(Evidence(np.ones(2), np.ones(3), "picture")).note
    assert array_view(Evidence(np.ones((0, 3)), np.ones((0, 3)), "picture")) is None


def test_arrays_of_a_hidden_case_are_shown_only_with_full_feedback():
    hidden = verdict(case("x", "failed", hidden=True, evidence=Evidence(DISC, DISC * 0, "picture")))
    assert "data:image/png" not in feedback_page(ASSIGNMENT, attempt("ada", hidden))
    assert "data:image/png" in feedback_page(replace(ASSIGNMENT, feedback="full"), attempt("ada", hidden))


def test_pages_of_students_who_are_gone_go_and_other_files_stay(tmp_path):
    write_pages(tmp_path, ASSIGNMENT, [attempt("ada", verdict()), attempt("ben", verdict())])
    (tmp_path / "feedback" / "mine.html").write_text("<p>mine</p>", encoding="utf-8")
    write_pages(tmp_path, ASSIGNMENT, [attempt("ben", verdict())])
    assert sorted(path.name for path in (tmp_path / "feedback").iterdir()) == ["ben.html", "mine.html"]


def test_the_class_page_names_missing_packages_and_how_many_asked_for_them():
    pandas = CellError(2, "ModuleNotFoundError: No module named 'pandas'")
    both = "cell 3: `import cv2` failed (cv2 is not installed here), "
    both += "`import pandas` failed (pandas is not installed here)"
    judged = [verdict(cells=(pandas,)), verdict(repairs=(both,), cells=(pandas,)), verdict()]
    html = class_page(ASSIGNMENT, [attempt(f"s{n}", one) for n, one in enumerate(judged)])
    assert "<code>pandas</code>: 2 students<" in html
    assert "<code>cv2</code>: 1 student<" in html
    assert "Packages that are not there" not in class_page(ASSIGNMENT, [attempt("ada", verdict())])
