"""The marking pages in a real browser: a class by keyboard, two markers, hostile texts, nothing from elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grading.gradebook.database import Gradebook
from grading.marking.server import MarkingServer
from grading.safe_text import for_page
from tests.support.axe import violations
from tests.support.browser import launched
from tests.support.marked_class import QUESTION, attempt, figure, notebook, own_cell, png, record, serving

EVIL = (
    "<script>document.title = 'taken'</script><img src=http://127.0.0.1:1/x onerror=\"document.title = 'taken'\">"
    "</div></section>{{ 7 * 7 }} [x](javascript:alert(1)) ![p](http://127.0.0.1:1/p.png) \u202e"
)
STUDENTS = ["ada", "ben", "cleo", "<b>dan</b>", "Zo\u00eb"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MarkingServer]:
    cell = own_cell(f"# {EVIL}", {"output_type": "stream", "text": EVIL}, figure(png()))
    people = [
        attempt(name, notebook(f"{name} says: {EVIL}", cell, code=f"def my_expression(s):\n    {EVIL!r}"))
        for name in STUDENTS
    ]
    folder = record(tmp_path, *people, attempt("unreadable", None))
    with serving(folder, write=lambda folder, asked: (folder / "written").touch()) as server:
        yield server


@pytest.fixture
def enter(browser: Any, server: MarkingServer) -> Iterator[Callable[[str], Any]]:
    """Let a marker in, each in a browser of their own. No page may log an error or ask another server."""
    troubles: list[str] = []
    contexts = []

    def watch(request: Any) -> None:
        if not request.url.startswith((server.origin, "data:")):
            troubles.append(request.url)

    def come(marker: str, **options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.on("request", watch)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.goto(server.addresses[marker])
        return page

    yield come
    for context in contexts:
        context.close()
    assert troubles == []


def press(page: Any, *keys: str) -> None:
    """Press keys; the last one leads to another page."""
    page.wait_for_selector("html[data-ready]")
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])
    page.wait_for_selector("html[data-ready]")


def given(tmp_path: Path) -> dict[str, list[tuple[float | None, str, str]]]:
    """The marks that were given and not undone, by student."""
    with Gradebook(tmp_path / "gradebook.db") as book:
        return {
            name: [
                (mark.points, mark.comment, mark.marker)
                for mark in book.mark_history("pixels", name, QUESTION)
                if not mark.undone
            ]
            for name in STUDENTS
        }


def test_a_whole_class_is_marked_by_keyboard(enter: Callable[..., Any], tmp_path: Path):
    page = enter("kim")
    press(page, "Enter")
    order = []
    for number in range(len(STUDENTS)):
        order.append(page.inner_text("h1 bdi"))
        if number == 0:
            press(page, "c", *"Say 2 more.", "Escape", "3")
        elif number == 1:
            press(page, "Shift+Digit1", "2")
        else:
            press(page, "1")
    assert page.url.endswith("?notice=all-marked")
    assert sorted(order) == sorted(STUDENTS)
    marks = given(tmp_path)
    assert marks[order[0]] == [(3.0, "Say 2 more.", "kim")]
    assert marks[order[1]] == [(2.0, "Say 2 more.", "kim")]
    assert [marks[name] for name in order[2:]] == [[(1.0, "", "kim")]] * 3
    assert "5 of 5" in page.inner_text("main")
    press(page, "o")
    assert "all marked" in page.inner_text("main")


def test_next_back_list_and_undo_by_keyboard(enter: Callable[..., Any], tmp_path: Path):
    page = enter("kim")
    press(page, "Enter")
    first = page.url
    press(page, "n")
    assert page.url != first
    press(page, "b")
    assert page.url == first
    press(page, "2")
    assert "Undo" in page.inner_text(".who")
    press(page, "u")
    assert page.url.startswith(first)
    assert "Undone" in page.inner_text("[role=status]")
    assert set(map(len, given(tmp_path).values())) == {0}
    press(page, "l")
    assert page.locator("tbody tr").count() == len(STUDENTS) + 1
    page.keyboard.press("?")
    assert page.locator("#keys").evaluate("(keys) => keys.open")


# Pressed in the page, since on a busy machine a key that the test presses can come when the page has waited long enough
PRESSED_AGAIN = """
addEventListener("pageshow", () => setTimeout(() => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "2", bubbles: true}));
  document.documentElement.dataset.pressed = "";
}, 100));
"""


def test_a_key_that_is_pressed_twice_marks_one_answer(enter: Callable[..., Any], tmp_path: Path):
    page = enter("kim")
    press(page, "Enter")
    page.add_init_script(PRESSED_AGAIN)
    with page.expect_navigation():
        page.keyboard.press("2")
        page.keyboard.press("2")
    page.wait_for_selector("html[data-pressed]", state="attached")
    page.wait_for_selector("html[data-ready]")
    assert sum(map(len, given(tmp_path).values())) == 1


def test_two_markers_lose_no_mark_and_see_each_others(enter: Callable[..., Any], tmp_path: Path):
    kim, lea = enter("kim"), enter("lea")
    press(kim, "Enter")
    place = kim.url
    name = kim.inner_text("h1 bdi")
    lea.goto(place)
    press(kim, "1")
    press(lea, "c", *"More!", "Escape", "3")
    assert lea.url == place, "lea is told at once"
    said = lea.inner_text("[role=alert] >> nth=0")
    assert "kim: 1" in said
    assert "lea: 3" in said
    assert given(tmp_path)[name] == [(1.0, "", "kim"), (3.0, "More!", "lea")]
    kim.goto(place)
    press(kim, "2")
    assert kim.url != place
    assert given(tmp_path)[name][-1] == (2.0, "More!", "kim")
    with Gradebook(tmp_path / "gradebook.db") as book:
        assert [a.marks[0].rivals for a in book.latest("pixels") if a.student == name] == [()]


def test_hostile_texts_stay_texts(enter: Callable[..., Any]):
    page = enter("kim")
    press(page, "Enter")
    for _ in STUDENTS:
        assert page.title() != "taken"
        assert for_page(EVIL).strip() in page.locator(".text").text_content()
        assert for_page(EVIL) in page.locator("pre.printed").text_content()
        assert page.locator("main script, main img[src^=http], main a[href^=javascript]").count() == 0
        assert page.locator("figure img").evaluate("(image) => image.naturalWidth") == 8
        press(page, "n")


def test_an_override_needs_a_reason(enter: Callable[..., Any], tmp_path: Path):
    page = enter("kim")
    page.click("text=draw_disc")
    page.click("tbody a >> nth=0")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("4")
    assert page.locator("#missing").is_visible()
    page.keyboard.type("The test is too strict.")
    press(page, "Escape", "4")
    assert "4 of 4" in " ".join(page.inner_text(".now").split())
    with Gradebook(tmp_path / "gradebook.db") as book:
        (changed,) = [attempt for attempt in book.latest("pixels") if attempt.marks]
    assert changed.verdict.score == 2.0
    assert changed.marks[0].comment == "The test is too strict."


def test_tab_alone_reaches_every_button(enter: Callable[..., Any]):
    page = enter("kim")
    press(page, "Enter")
    wanted = page.locator("a[href], button, select, textarea, summary").count()
    focused = set()
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        focused.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    reached = page.evaluate(
        """(seen) => [...document.querySelectorAll("a[href], button, select, textarea, summary")]
        .filter((e) => !seen.includes([...document.querySelectorAll('*')].indexOf(e))).map((e) => e.outerHTML)""",
        list(focused),
    )
    assert reached == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter: Callable[..., Any], scheme: str):
    page = enter("kim", color_scheme=scheme)
    for path in ("/", f"/question/{QUESTION}", f"/question/{QUESTION}/start", "/question/draw_disc/start"):
        page.goto(page.evaluate("location.origin") + path)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
        assert violations(page) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_telephone(enter: Callable[..., Any], scheme: str):
    page = enter("kim", viewport={"width": 360, "height": 740}, color_scheme=scheme)
    for path in ("/", f"/question/{QUESTION}", f"/question/{QUESTION}/start", "/question/draw_disc/start"):
        page.goto(page.evaluate("location.origin") + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_without_scripts_the_buttons_mark(enter: Callable[..., Any], tmp_path: Path):
    page = enter("kim", java_script_enabled=False)
    page.click("text=Begin")
    page.fill("#comment", "By hand.")
    page.click("button[value='2']")
    assert [marks for marks in given(tmp_path).values() if marks] == [[(2.0, "By hand.", "kim")]]


def test_the_page_writes_the_tables(enter: Callable[..., Any], tmp_path: Path):
    page = enter("kim")
    page.click("text=Write grades.csv")
    page.wait_for_selector("[role=status]")
    assert (tmp_path / "written").exists()


def test_all_who_wrote_nothing_get_0_at_once(enter: Callable[..., Any], tmp_path: Path):
    record(tmp_path, attempt("ada", notebook()), attempt("ben", notebook()))
    page = enter("kim")
    page.click(f"text={QUESTION}")
    page.click("text=Give 0 to the 2 who wrote nothing")
    page.wait_for_selector("[role=status]")
    assert [name for name, marks in given(tmp_path).items() if marks == [(0.0, "", "kim")]] == ["ada", "ben"]
    assert page.locator("text=Give 0").count() == 0
    record(tmp_path, attempt("ada", notebook("Late, but written.")))
    page.reload()
    assert "another answer since it was marked" in page.inner_text("main")
