"""All pages of a class: written whole, safe against hostile text, and without requests."""

import base64
import hashlib
import re
from dataclasses import replace
from urllib.parse import unquote

from autograder.results import CellError, Evidence
from grading.gradebook.database import Gradebook
from grading.gradebook.notebook_archive import pack_notebook
from grading.pages.class_table import PAGE_SIZE
from grading.pages.report import write_pages
from grading.safe_text import for_page
from tests.support.made_up_attempts import ASSIGNMENT, CLASS, DISC, EVIL, PASSED, Page, attempt, case, verdict
from tests.support.notebooks import notebook


def test_html_in_a_students_text_stays_text(tmp_path):
    cells = (CellError(2, f"ValueError: {EVIL}"),)
    evil = verdict(case(EVIL, "crashed", message=EVIL + "\n" + EVIL), repairs=(EVIL,), cells=cells, reason=EVIL)
    packed = pack_notebook(notebook(("code", EVIL), ("markdown", EVIL)), ())
    attempts = [
        attempt(EVIL, evil, submission=EVIL, sha256="same", notebook=packed),
        attempt("twin", evil, sha256="same"),
        attempt("cleo", replace(CLASS[2].verdict, reason=EVIL)),
    ]
    with Gradebook(tmp_path / "gradebook.db") as book:
        for one in (attempt(EVIL, verdict(*PASSED)), *attempts):
            book.record(one)
    write_pages(tmp_path, ASSIGNMENT, attempts, [EVIL])
    pages = [tmp_path / "index.html", *sorted((tmp_path / "feedback").iterdir())]
    assert len(pages) == 4
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        assert page.tags.count("script") == (2 if path.name == "index.html" else 0)
        assert not {"img", "iframe", "object"} & set(page.tags)
        assert not [name for name, _ in page.attributes if name.startswith("on")]
        assert for_page(EVIL) in " ".join(page.words)


def test_pages_load_nothing_from_elsewhere_and_run_no_script_but_ours(tmp_path):
    shown = verdict(case("x", "failed", message="No.", evidence=Evidence(DISC, DISC.T * 0.5, "picture")))
    write_pages(tmp_path, ASSIGNMENT, [*CLASS, attempt("eve", shown)])
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) == 1 + len(CLASS) + 1
    for path in pages:
        html = path.read_text(encoding="utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1)
        assert policy.startswith("default-src 'none'")
        assert not re.search(r"https?://|@import|url\(|<link", html)
        for kind, text in Page(html).scripts:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert kind == "application/json" or f"'sha256-{digest}'" in policy
        assert ("script-src" in policy) == (path.name == "index.html")


def test_each_link_of_the_class_page_leads_to_a_feedback_page_of_its_own(tmp_path):
    names = ["Ada", "ada", "Zoë Müller", "../../etc", "a/b", "CON", "李小龍", "#?%20", "x" * 300, ".", "a_b", "Straße"]
    write_pages(tmp_path, ASSIGNMENT, [attempt(name, verdict(*PASSED)) for name in names])
    page = Page((tmp_path / "index.html").read_text(encoding="utf-8"))
    links = {unquote(v) for n, v in page.attributes if n == "href" and v.startswith("feedback/")}
    assert len(set(map(str.casefold, links))) == len(names)
    assert {tmp_path / link for link in links} == set((tmp_path / "feedback").iterdir())
    assert not list(tmp_path.glob("etc*"))


def test_pages_of_students_who_are_gone_go_and_other_files_stay(tmp_path):
    write_pages(tmp_path, ASSIGNMENT, [attempt("ada", verdict()), attempt("ben", verdict())])
    (tmp_path / "feedback" / "mine.html").write_text("<p>mine</p>", encoding="utf-8")
    write_pages(tmp_path, ASSIGNMENT, [attempt("ben", verdict())])
    assert sorted(path.name for path in (tmp_path / "feedback").iterdir()) == ["ben.html", "mine.html"]


def test_a_class_that_becomes_smaller_has_fewer_pages(tmp_path):
    large = [attempt(f"s{n:04}", verdict()) for n in range(2 * PAGE_SIZE + 1)]
    write_pages(tmp_path, ASSIGNMENT, large)
    assert sorted(path.name for path in (tmp_path / "class-pages").iterdir()) == ["2.html", "3.html"]
    write_pages(tmp_path, ASSIGNMENT, large[:2])
    assert list((tmp_path / "class-pages").iterdir()) == []


def test_the_feedback_page_takes_the_notebook_and_the_previous_attempt_from_the_gradebook(tmp_path):
    kept = pack_notebook(notebook(("code", "my_own = 'code'")), ())
    with Gradebook(tmp_path / "gradebook.db") as book:
        book.record(attempt("ada", verdict(case("is round", "failed"))))
        book.record(attempt("ada", verdict(*PASSED), sha256="another", notebook=kept))
        attempts = book.latest("pixels")
    write_pages(tmp_path, ASSIGNMENT, attempts)
    page = Page((tmp_path / "feedback" / "ada.html").read_text(encoding="utf-8"))
    assert "4 of 6 points. Since then another notebook was handed in. disc : 0 → 2" in page.text
    assert "my_own = 'code'" in page.text
