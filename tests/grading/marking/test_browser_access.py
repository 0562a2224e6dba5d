"""Who may mark: one browser for each address, no other name of the server, no form from elsewhere."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from assignments.errors import UsageError
from grading.gradebook.database import Gradebook
from grading.marking.server import MarkingServer
from tests.support.marked_class import PIXELS, QUESTION, attempt, notebook, record, serving

Browsers = Callable[[], httpx.Client]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return record(tmp_path, *(attempt(name, notebook(f"The answer of {name}.")) for name in ("ada", "ben", "cleo")))


@pytest.fixture
def server(folder: Path) -> Iterator[MarkingServer]:
    with serving(folder) as server:
        yield server


@pytest.fixture
def new_browser(server: MarkingServer) -> Iterator[Browsers]:
    """Make a browser that has not come in."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(httpx.Client(base_url=server.origin, timeout=60))


@pytest.fixture
def client(new_browser: Browsers, server: MarkingServer) -> httpx.Client:
    """The browser of kim."""
    browser = new_browser()
    assert browser.get(server.addresses["kim"]).headers["location"] == "/"
    return browser


def first_page(client: httpx.Client) -> str:
    return client.get(f"/question/{QUESTION}/start").headers["location"]


def origin(client: httpx.Client) -> dict[str, str]:
    return {"origin": str(client.base_url).rstrip("/")}


def give(client: httpx.Client, page: str, **headers: str) -> httpx.Response:
    data = {"points": "2", "comment": "", "seen": "0", "basis": ""}
    return client.post(page, data=data, headers={**origin(client), **headers})


def marks(folder: Path) -> int:
    with Gradebook(folder / "gradebook.db") as book:
        return sum(len(attempt.marks) for attempt in book.latest("pixels"))


def test_nothing_is_shown_without_the_cookie(new_browser: Browsers):
    for path in ("/", f"/question/{QUESTION}", "/static/marking.js", "/enter", "/enter?token=guessed", "/nowhere"):
        answer = new_browser().get(path)
        assert answer.status_code == 403
        assert "ada" not in answer.text


def test_an_address_lets_one_browser_in(client: httpx.Client, new_browser: Browsers, server: MarkingServer):
    assert "marking as <strong><bdi>kim" in client.get("/").text
    other = new_browser()
    answer = other.get(server.addresses["kim"])
    assert answer.status_code == 403
    assert "used already" in answer.text
    assert other.get("/").status_code == 403
    assert client.get(server.addresses["kim"]).headers["location"] == "/", "the browser that is in stays in"
    assert other.get(server.addresses["lea"]).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(new_browser: Browsers, server: MarkingServer):
    header = new_browser().get(server.addresses["kim"]).headers["set-cookie"]
    assert "HttpOnly" in header
    assert "SameSite=strict" in header


@pytest.mark.parametrize("host", ["evil.example:{0}", "127.0.0.1:1", "127.0.0.1", "127.0.0.1:{0}.evil.example"])
def test_another_name_of_the_server_is_refused(client: httpx.Client, host: str):
    assert client.get("/", headers={"host": host.format(client.base_url.port)}).status_code == 421


@pytest.mark.parametrize("sent", ["http://evil.example", "null", "https://127.0.0.1:{0}", "http://127.0.0.1:1", ""])
def test_a_form_from_elsewhere_gives_no_mark(client: httpx.Client, folder: Path, sent: str):
    page = first_page(client)
    assert give(client, page, origin=sent.format(client.base_url.port)).status_code == 403
    assert client.post("/undo", data={"number": "1"}).status_code == 403
    assert marks(folder) == 0
    assert give(client, page).status_code == 303
    assert marks(folder) == 1


def test_reading_changes_nothing_and_other_methods_are_refused(client: httpx.Client, folder: Path):
    page = first_page(client)
    assert client.get(f"{page}?points=2&seen=0").status_code == 200
    assert client.get("/undo").status_code == 405
    assert client.put(page, headers=origin(client)).status_code == 405
    assert marks(folder) == 0


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"points": "2"},
        {"points": "9", "seen": "0"},
        {"points": "2", "seen": "y"},
        {"points": "2", "seen": "9" * 30},
    ],
)
def test_a_form_without_what_it_needs_gives_no_mark(client: httpx.Client, folder: Path, data: dict[str, str]):
    answer = client.post(first_page(client), data=data, headers=origin(client))
    assert answer.status_code == 400
    assert "No mark was given" in answer.text
    assert marks(folder) == 0


def test_a_form_has_a_size(client: httpx.Client, folder: Path):
    data = {"points": "2", "seen": "0", "comment": "x" * 70_000}
    assert client.post(first_page(client), data=data, headers=origin(client)).status_code == 413
    assert marks(folder) == 0


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/question/x",
        "/question/x/start",
        f"/question/{QUESTION}/0",
        "/static/nothing",
        "/static/..%2fapp.py",
    ],
)
def test_a_page_that_is_not_there_says_so(client: httpx.Client, path: str):
    assert client.get(path).status_code == 404


def test_a_mark_of_a_student_who_is_gone_is_refused(client: httpx.Client):
    assert give(client, f"/question/{QUESTION}/0").status_code == 404


def test_every_answer_forbids_inline_scripts_and_other_servers(client: httpx.Client):
    for path in ("/", first_page(client), "/static/marking.js", "/nowhere"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["cache-control"] == "no-store"
        assert not re.search(r"<[^>]*\s(?:style|on\w+)=|<script(?![^>]*src=)|<style", answer.text)


def test_undo_undoes_the_mark_that_the_page_showed_and_no_other(client: httpx.Client, folder: Path):
    give(client, first_page(client))
    number = re.findall(r'name="number" value="(\d+)"', client.get("/").text)[0]
    give(client, first_page(client))
    for wrong in (number, "", "x", "9" * 30):
        answer = client.post("/undo", data={"number": wrong}, headers=origin(client))
        assert answer.headers["location"] == "/?notice=nothing-undone"
    assert marks(folder) == 2
    assert "your last mark is another one" in client.get("/?notice=nothing-undone").text


def test_a_fault_is_said_in_a_page(client: httpx.Client, folder: Path):
    page = first_page(client)
    (folder / "gradebook.db").write_bytes(b"no database, but a text that is long enough to be taken for one" * 20)
    for ending in ("-wal", "-shm"):
        (folder / f"gradebook.db{ending}").unlink(missing_ok=True)
    answer = client.get(page)
    assert answer.status_code == 500
    assert "is no gradebook" in answer.text


def test_markers_begin_at_different_places(client: httpx.Client, new_browser: Browsers, server: MarkingServer):
    other = new_browser()
    other.get(server.addresses["lea"])
    assert first_page(other) != first_page(client)


def test_without_names_nothing_tells_who_a_student_is(folder: Path):
    with serving(folder, anonymous=True) as server, httpx.Client(base_url=server.origin, timeout=60) as client:
        client.get(server.addresses["kim"])
        page = first_page(client)
        give(client, page)
        for path in ("/", f"/question/{QUESTION}", page):
            text = re.sub(r"The answer of \w+\.", "", client.get(path).text)
            assert "Submission" in text
            assert not re.search(r"\b(ada|ben|cleo)\b", text)


def test_the_server_is_on_this_machine_only_and_says_when_a_port_is_taken(folder: Path, server: MarkingServer):
    address, port = server.address
    assert address == "127.0.0.1"
    with pytest.raises(UsageError, match="--port"):
        MarkingServer(folder, PIXELS, ["kim"], anonymous=False, port=port, write=lambda folder, asked: None)
