"""A made-up assignment and attempts at it, for tests of pages; and a reader of a page's text and tags."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import numpy as np

from assignments.course import Assignment, ManualQuestion, Question
from autograder.results import CaseResult, Evidence, Limits, Outcome, QuestionResult, Verdict
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
STUB = "The stub is still there: write your answer in place of its `raise NotImplementedError`."


def case(
    name: str,
    outcome: Outcome = "passed",
    points: float = 1.0,
    hidden: bool = False,
    message: str = "",
    evidence: Evidence | None = None,
) -> CaseResult:
    """Return a case that passed, or one with another outcome."""
    return CaseResult(name, hidden, outcome == "passed", points, outcome, message, evidence)


def verdict(*disc: CaseResult, **other: Any) -> Verdict:
    """Return a verdict with these cases of `disc` and a passed `square`."""
    questions = (
        QuestionResult("disc", sum(c.points for c in disc if c.passed), 2.0, disc),
        QuestionResult("square", 4.0, 4.0, (case("is a square", points=4.0),)),
    )
    score = sum(q.score for q in questions)
    return replace(Verdict("graded", score, 6.0, 0.1, 0.2, "full", questions=questions), **other)


def attempt(student: str, judged: Verdict, **other: Any) -> Attempt:
    """Return an attempt whose notebook is like no other student's."""
    return replace(Attempt(student, f"{student}/pixels.ipynb", f"sha-{student}", "pixels", "t" * 64, judged), **other)


PASSED = case("is round"), case("is filled", hidden=True)
FAILED = case("is round", "failed", message="It is square."), case("is filled", "timeout", hidden=True, message="Slow.")
CLASS = [
    attempt("ben", verdict(*FAILED)),
    attempt("ada", verdict(*PASSED, repairs=("A comma was missing.",))),
    attempt("cleo", Verdict("unusable", 0.0, 6.0, 0.0, 0.0, "full", reason="It is not JSON.")),
    attempt("dan", Verdict("error", None, 6.0, 0.0, 0.0, "lite", reason="The sandbox failed.")),
]


class Page(HTMLParser):
    """The text, the scripts and the tags of a page; an unclosed tag is an error."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.scripts: list[tuple[str, str]] = []  # the type and the text
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()
        assert self.open == []
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "script":
            self.scripts.append((dict(attrs).get("type") or "", ""))
        if tag not in ("meta", "img", "br", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag of an SVG that closes itself."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.open and self.open[-1] == "script":
            self.scripts[-1] = (self.scripts[-1][0], data)
        elif self.open and self.open[-1] != "style":
            self.words.append(data)
