"""The class page: what it says of a class, its charts in words, and its table with the same rows as data."""

import json
from dataclasses import replace

from autograder.results import CellError
from grading.pages.charts import histogram, segments
from grading.pages.class_page import class_pages
from grading.pages.class_table import PAGE_SIZE
from grading.records import Mark
from tests.support.made_up_attempts import ASSIGNMENT, CLASS, PASSED, STUB, Page, attempt, case, verdict


def page_of(attempts) -> Page:
    return Page(class_pages(ASSIGNMENT, attempts)["index.html"])


def test_the_class_page_shows_every_student_with_marks_status_and_reasons():
    page = page_of(CLASS)
    assert "4 submissions: 2 graded, 1 unusable, 1 ended in an error of this software" in page.text
    assert "ada graded 6 – 2 4 to mark 1 note" in page.text
    assert "ben graded 4 – 0 4 to mark too slow" in page.text
    assert "cleo unusable 0 0 – – 0" in page.text
    assert "dan error – – – – to mark" in page.text
    for sentence in ("It is not JSON.", "The sandbox failed.", "A comma was missing.", "Names the half pixel."):
        assert sentence in page.text
    links = [value for name, value in page.attributes if name == "href" and value.startswith("#")]
    assert len(links) == 5
    assert all(("id", link[1:]) in page.attributes for link in links)


def test_the_class_page_counts_only_graded_submissions():
    page = page_of(CLASS)
    assert "disc 2 1 passed all cases, 1 passed none 1 of 2 (50 %) 50 %" in page.text
    assert "square 4 2 passed all cases 2 of 2 (100 %) 100 %" in page.text
    assert "mean 5 1 4" in page.text
    assert "all passed 1 1 2" in page.text


def test_the_cases_that_stopped_most_students_come_with_the_commonest_message_and_two_examples():
    odd, usual = case("is round", "failed", message="It is odd."), case("is round", "failed", message="Use `r`.\nMore")
    judged = [verdict(odd), verdict(usual), verdict(usual), verdict(usual), verdict(*PASSED)]
    judged += [verdict(case("is round", "failed", message=STUB))]
    text = page_of([attempt(f"s{n}", one) for n, one in enumerate(judged)]).text
    assert "disc · is round (public) 4 of 5 (4 not passed) 3 ×: Use r . For example: s1 , s2" in text


def test_an_empty_class_and_a_class_without_graded_submissions_have_a_page():
    for attempts in ([], CLASS[2:3]):
        assert "No submission has a score yet." in page_of(attempts).text


def test_the_class_page_names_missing_packages_and_how_many_asked_for_them():
    pandas = CellError(2, "ModuleNotFoundError: No module named 'pandas'")
    both = "cell 3: `import cv2` failed (cv2 is not installed here), "
    both += "`import pandas` failed (pandas is not installed here)"
    judged = [verdict(cells=(pandas,)), verdict(repairs=(both,), cells=(pandas,)), verdict()]
    html = class_pages(ASSIGNMENT, [attempt(f"s{n}", one) for n, one in enumerate(judged)])["index.html"]
    assert "<code>pandas</code>: 2 students<" in html
    assert "<code>cv2</code>: 1 student<" in html
    assert "Packages that are not there" not in page_of([attempt("ada", verdict())]).text


def test_a_large_class_is_read_page_by_page_and_all_of_it_is_in_the_data():
    everyone = [attempt(f"s{n:05}", verdict(*PASSED)) for n in range(2 * PAGE_SIZE + 1)]
    pages = class_pages(ASSIGNMENT, everyone)
    assert list(pages) == ["index.html", "class-pages/2.html", "class-pages/3.html"]
    first = Page(pages["index.html"])
    rows = json.loads(first.scripts[0][1])["rows"]
    assert [row[0] for row in rows] == [one.student for one in everyone]
    hrefs = [{value for name, value in Page(html).attributes if name == "href"} for html in pages.values()]
    assert f"feedback/s{PAGE_SIZE - 1:05}.html" in hrefs[0]
    assert f"feedback/s{PAGE_SIZE:05}.html" not in hrefs[0]
    assert {f"../feedback/s{2 * PAGE_SIZE:05}.html", "../class-pages/2.html", "../index.html#students"} <= hrefs[2]


def test_a_text_cannot_end_the_data():
    evil = "</script><script>alert(1)</script>"
    page = page_of([attempt(evil, replace(CLASS[0].verdict, repairs=(evil,)))])
    assert len(page.scripts) == 2
    assert json.loads(page.scripts[0][1])["rows"][0][0] == evil


def test_the_distribution_counts_each_score_once_and_says_so_in_words():
    found = histogram([0, 4.999, 5, 10, 10], 10)
    assert sum(bar.count for bar in found.bars) == 5
    assert found.bars[-1].label == "9 to 10"
    assert found.bars[-1].count == 2
    assert "5 students: lowest score 0, median 5, mean 6, highest 10, of 10 points." in found.text
    assert "2 students from 9 to 10." in found.text
    assert histogram([], 10) is None
    assert histogram([0.0], 0) is None


def test_a_bar_has_a_part_for_each_count_and_is_as_long_as_all_of_them():
    parts = segments([("full", 1), ("part", 0), ("nil", 3)])
    assert [(part.kind, part.x, part.width) for part in parts] == [("full", 0, 25), ("nil", 25, 75)]
    assert segments([("full", 0)]) == ()


def test_points_by_hand_stand_beside_those_of_the_tests_and_the_total_has_both():
    given = [("ada", "explain_floor", 2.0), ("ada", "disc", 0.5), ("ben", "disc", 1.0)]
    marks = [Mark(student, question, points, "", "somebody") for student, question, points in given]
    marked = [replace(one, marks=tuple(mark for mark in marks if mark.student == one.student)) for one in CLASS]
    page = Page(class_pages(ASSIGNMENT, marked)["index.html"])
    assert "ada graded 6 6.5 2 4 2 1 note, disc: 0.5 by hand" in page.text
    assert "ben graded 4 – 0 4 to mark too slow, disc: 1 by hand" in page.text, "a question waits for a person"
