"""What is written of checked questions: the table, the job summary, and what the reporter of GitHub Classroom reads."""

import base64
import json

from checks.check_notebook import CheckedCase, CheckedQuestion
from checks.check_report import MAX_SUMMARY, as_json, as_markdown, as_text, notices, outputs, payload

PASSED = CheckedCase("is round", 0.5, "passed", milliseconds=12)
WRONG = CheckedCase("is  big\n", 1.5, "failed", "Too small:\n::error::mine", ("##", "##"), ("#",))
WRONG_LINES = [
    "  │ wrong: is big",
    "  │   Too small:",
    "  │   ::error::mine",
    "  │     yours   expected",
    "  │     #       ##",
    "  │             ##",
]
STUB = tuple(CheckedCase(name, 1.0, "not written", "disc: this is missing") for name in ("a", "b", "c"))
SLOW = CheckedCase("ends", 2.0, "timeout", "This took too long.")
QUESTIONS = [
    CheckedQuestion("disc", (PASSED, WRONG)),
    CheckedQuestion("squares", (PASSED, PASSED)),
    CheckedQuestion("stub", STUB),
    CheckedQuestion("loop", (SLOW, WRONG)),
]


def test_the_table_has_a_line_for_each_question_and_each_case_that_did_not_pass():
    assert as_text(QUESTIONS).splitlines() == [
        "✗ disc     1 of 2 checks  0.5 / 2 points",
        *WRONG_LINES,
        "✓ squares  2 of 2 checks  1 / 1 points",
        "○ stub     0 of 3 checks  0 / 3 points",
        "  │ not written yet: a",
        "  │   disc: this is missing",
        "✗ loop     0 of 2 checks  0 / 3.5 points",
        "  │ too slow: ends",
        "  │   This took too long.",
        *WRONG_LINES,
        "",
        "1 of 4 questions pass their public checks: 1.5 of 9.5 points. Hidden cases are marked later.",
    ]


def test_cases_that_say_the_same_are_shown_once_unless_they_have_pictures():
    assert as_text([CheckedQuestion("q", (WRONG, WRONG))]).splitlines()[1:-2] == WRONG_LINES * 2
    blind = CheckedCase("is big", 1.5, "failed", WRONG.message)
    assert as_text([CheckedQuestion("q", (blind, blind))]).splitlines()[1:-2] == WRONG_LINES[:3]


def test_the_longer_of_two_pictures_may_be_the_students():
    case = CheckedCase("is", 1.0, "failed", "", ("a",), ("first", "second"))
    assert as_text([CheckedQuestion("q", (case,))]).splitlines()[2:5] == [
        "  │     yours    expected",
        "  │     first    a",
        "  │     second",
    ]


def test_the_summary_shows_both_pictures_and_leaves_out_what_passed():
    text = as_markdown("my <b> notebook", QUESTIONS)
    assert text.startswith("## Public checks of my &lt;b&gt; notebook\n\n1 of 4 questions pass")
    assert "| ✗ | `disc` | 1 of 2 | 0.5 / 2 |\n| ✓ | `squares` | 2 of 2 | 1 / 1 |\n| ○ | `stub` |" in text
    assert "<h3>squares</h3>" not in text
    assert text.count("this is missing") == 1
    assert "<td><pre>#</pre></td><td><pre>##\n##</pre></td>" in text
    assert "<p><b>wrong</b>: is big</p>\n<pre>Too small:\n::error::mine</pre>" in text
    assert text.count("<table>") == 2


def test_an_empty_line_does_not_end_a_block_and_no_message_makes_none():
    case = CheckedCase("is", 1.0, "failed", "a\n\nb")
    assert "<pre>a\n&nbsp;\nb</pre>" in as_markdown("n", [CheckedQuestion("q", (case,))])
    silent = CheckedCase("is", 1.0, "failed")
    assert "<pre>" not in as_markdown("n", [CheckedQuestion("q", (silent,))])


def test_a_summary_that_github_would_refuse_is_cut_between_questions():
    long = CheckedCase("is", 1.0, "failed", "é" * (MAX_SUMMARY // 5))
    text = as_markdown("n", [CheckedQuestion(f"q{n}", (long,)) for n in range(5)])
    assert len(text.encode()) < MAX_SUMMARY + 100
    assert text.count("<h3>") == 2
    assert text.endswith("There is more than fits here: see the log of this job.\n")
    assert "`q4`" in text


def test_the_payload_of_a_question_is_as_bad_as_its_worst_case():
    assert [payload(question)["status"] for question in QUESTIONS] == ["fail", "pass", "fail", "error"]
    found = payload(QUESTIONS[0])
    assert found["max_score"] == 2.0
    first, second = found["tests"]  # type: ignore[misc]
    assert first | {"name": ""} == {
        "name": "", "status": "pass", "score": 0.5, "message": None, "test_code": "", "filename": "", "line_no": 0,
        "duration": 12,
    }  # fmt: skip
    assert (second["status"], second["score"], second["message"]) == ("fail", 0, WRONG.message)
    for outcome in ("crashed", "not run", "missing"):
        status = payload(CheckedQuestion("q", (CheckedCase("c", 1.0, outcome),)))["status"]
        assert status == ("fail" if outcome == "missing" else "error")


def test_each_output_is_one_line_that_holds_the_payload():
    lines = outputs(QUESTIONS).splitlines()
    names, encoded = zip(*(line.split("=", 1) for line in lines), strict=True)
    assert names == ("disc", "squares", "stub", "loop")
    assert [json.loads(base64.b64decode(text)) for text in encoded] == [payload(question) for question in QUESTIONS]


def test_the_notices_have_the_points_as_whole_numbers_where_they_are():
    complete, report = notices(QUESTIONS).splitlines()
    assert complete.endswith("::Points 1.5/9.5")
    assert json.loads(report.partition("::notice title=Autograding report::")[2]) == {
        "totalPoints": 1.5,
        "maxPoints": 9.5,
    }
    assert '{"totalPoints":3,"maxPoints":3}' in notices([CheckedQuestion("q", (PASSED,) * 6)])
    thirds = CheckedQuestion("q", tuple(CheckedCase("c", 1 / 3, "passed") for _ in range(2)))
    assert '"totalPoints":0.666667' in notices([thirds])


def test_the_json_has_every_case_with_its_drawings():
    (first, *others) = json.loads(as_json(QUESTIONS))["questions"]
    assert len(others) == 3
    assert first["cases"][1] == {
        "name": "is  big\n", "points": 1.5, "outcome": "failed", "message": WRONG.message, "expected": ["##", "##"],
        "actual": ["#"], "milliseconds": 0,
    }  # fmt: skip
