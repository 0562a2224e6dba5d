"""The feedback page of one student: its summary, its questions, what changed, and the notebook as submitted."""

from dataclasses import replace

from autograder.results import CellError, Evidence, QuestionResult
from grading.export.answers import GoodAnswer
from grading.gradebook.notebook_archive import pack_notebook, unpack_notebook
from grading.pages.feedback_page import feedback_files, feedback_page
from grading.pages.look_first import look_first
from grading.records import Mark
from tests.support.made_up_attempts import ASSIGNMENT, CLASS, DISC, FAILED, PASSED, STUB, Page, attempt, case, verdict
from tests.support.notebooks import notebook, png


def test_feedback_shows_each_case_with_its_outcome_and_message():
    page = Page(feedback_page(ASSIGNMENT, CLASS[0]))
    assert "ben : 4 of 6 points , and 3 more to be marked by a person" in page.text.replace("points,", "points ,")
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


def test_nobody_has_read_an_answer_of_an_unusable_submission():
    unread = Page(feedback_page(ASSIGNMENT, CLASS[2])).text
    assert "There was no answer to read." in unread
    assert "has read" not in unread
    assert "Marked by a person" not in unread


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
    assert ">  # .\n  . #</pre>" in html


def test_arrays_of_a_hidden_case_are_shown_only_with_full_feedback():
    hidden = verdict(case("x", "failed", hidden=True, evidence=Evidence(DISC, DISC * 0, "picture")))
    assert "data:image/png" not in feedback_page(ASSIGNMENT, attempt("ada", hidden))
    assert "data:image/png" in feedback_page(replace(ASSIGNMENT, feedback="full"), attempt("ada", hidden))


def test_a_safe_name_is_the_name_of_its_page():
    assert feedback_files(["ada", "Zoë Müller"]) == {"ada": "ada.html", "Zoë Müller": "Zoë Müller.html"}


def test_the_summary_names_what_stopped_what_lost_points_and_what_was_not_started():
    untouched = QuestionResult("square", 0.0, 4.0, (case("is a square", "failed", points=4.0, message=STUB),))
    judged = verdict(*FAILED, cells=(CellError(2, "NameError: name 'x'\nmore"), CellError(5, "ValueError")))
    judged = replace(judged, questions=(judged.questions[0], untouched))
    assert [(hint.anchor, hint.name, hint.sentence) for hint in look_first(judged)] == [
        ("cells", "Cell 3 and 1 more cell", "stopped: NameError: name 'x'"),
        ("q-disc", "disc", "It is square."),
        ("q-square", "1 question", "not started: square"),
    ]
    page = Page(feedback_page(ASSIGNMENT, attempt("ada", judged)))
    links = {value for name, value in page.attributes if name == "href"}
    assert {"#cells", "#q-disc", "#q-square", "#q-explain_floor"} <= links
    assert all(("id", link[1:]) in page.attributes for link in links)


def test_a_cell_that_was_interrupted_stopped_once():
    (hint,) = look_first(verdict(cells=(CellError(90, "stopped: it took longer than 1 s"),)))
    assert (hint.name, hint.sentence) == ("Cell 91", "stopped: it took longer than 1 s")


def test_a_function_without_an_end_is_called_so_whichever_limit_stopped_it() -> None:
    shorter = "stopped: it took longer than 0.0625 s (less than usual, since it had come to no end before)"
    (hint,) = look_first(
        verdict(case("is round", "timeout", message=shorter), case("is filled", "timeout", hidden=True))
    )
    assert (hint.name, hint.sentence) == ("disc", "Your function did not come to an end in time.")


def test_the_questions_that_lost_most_points_stand_in_the_order_of_the_lesson():
    questions = tuple(
        QuestionResult(name, 9.0 - lost, 9.0, (case(f"{name} works", "failed", points=lost, message=name),))
        for name, lost in (("one", 1.0), ("slope", 3.0), ("two", 2.0), ("agree", 4.0))
    )
    judged = replace(verdict(*FAILED), questions=questions)
    assert [hint.name for hint in look_first(judged)] == ["slope", "two", "agree"]


def test_a_question_that_was_not_started_is_one_line():
    cases = (case("is round", "failed", message=STUB), case("is filled", "failed", hidden=True, message=STUB))
    page = Page(feedback_page(ASSIGNMENT, attempt("ada", verdict(*cases))))
    assert "Not started: the function is still the stub. 2 cases not passed." in page.text
    assert "is round" not in page.text
    missing = case("is round", "missing", message="There is no disc.")
    page = Page(feedback_page(ASSIGNMENT, attempt("ada", verdict(missing))))
    assert "Not started: the function is missing. 1 case not passed. There is no disc." in page.text


def test_a_full_score_says_so_and_asks_to_look_at_nothing():
    page = Page(feedback_page(ASSIGNMENT, attempt("ada", verdict(*PASSED))))
    assert "Every case passed." in page.text
    assert "Look at these first" not in page.text


def test_the_page_says_what_is_different_from_the_previous_attempt_and_why():
    now = attempt("ada", verdict(*PASSED))
    before = attempt("ada", verdict(*FAILED), sha256="other", tests_sha256="other", recorded_at="2026-03-02T10:11:12Z")
    text = Page(feedback_page(ASSIGNMENT, now, before)).text
    assert "Before (2026-03-02 10:11 UTC): 4 of 6 points." in text
    assert "another notebook was handed in, and the tests or the settings of the assignment were changed" in text
    assert "disc : 0 → 2" in text
    assert "square : " not in text
    assert "Before" not in Page(feedback_page(ASSIGNMENT, now, now)).text
    failed = Page(feedback_page(ASSIGNMENT, now, attempt("ada", CLASS[3].verdict))).text
    assert "Before: no score. disc : not graded → 2 square : not graded → 4" in failed


def test_the_notebook_shows_the_students_own_cells_and_pictures_encoded_anew():
    given = "look(picture)"
    handed_in = notebook(
        ("markdown", "# Lesson"), ("code", "x = 1"), ("code", given, [png(900, 30)]), ("code", given), ("code", " ")
    )
    cells = unpack_notebook(pack_notebook(handed_in, {"# Lesson", given}))
    assert [(cell.number, cell.kind, cell.source, len(cell.figures)) for cell in cells] == [
        (2, "code", "x = 1", 0),
        (3, "code", given, 1),
    ]
    html = feedback_page(ASSIGNMENT, CLASS[0], None, cells)
    assert "1 cell as handed out" in html
    assert html.count("data:image/png") == 1
    assert png(900, 30) not in html


def test_the_footer_names_the_file_the_time_the_tests_and_the_versions():
    one = attempt("ada", verdict(*PASSED), recorded_at="2026-03-02T10:11:12.5Z")
    text = Page(feedback_page(ASSIGNMENT, one)).text
    assert "Graded from ada/pixels.ipynb" in text
    assert "on 2026-03-02 10:11 UTC , with the tests tttttttttttt" in text.replace("UTC,", "UTC ,")
    assert "otter-grader 7" in text


def test_points_by_hand_are_shown_beside_those_of_the_tests():
    one = attempt("ada", verdict(*FAILED))
    marks = Mark("ada", "explain_floor", 2.5, "", "somebody"), Mark("ada", "disc", 1.0, "close", "somebody")
    text = Page(feedback_page(ASSIGNMENT, replace(one, marks=marks))).text
    assert "Marked by a person: 2.5 of 3. Total: 7.5 of 9." in text
    assert "disc 0 of 2, by a person 1" in text
    assert "explain_floor 2.5 of 3" in text
    assert "to be marked" not in text


def test_a_released_answer_stands_folded_below_its_question():
    answer = GoodAnswer("disc", "def disc(a):\n    return a < 3", "Ask *every* pixel: `a < 3`, not `a*b*c`.")
    html = feedback_page(ASSIGNMENT, CLASS[0], answers={"disc": answer})
    assert html.count("One good answer, and why") == 1
    assert "return a &lt; 3</pre>" in html
    assert "Ask <em>every</em> pixel: <code>a &lt; 3</code>, not <code>a*b*c</code>." in html
    assert "One good answer" not in feedback_page(ASSIGNMENT, CLASS[0])
