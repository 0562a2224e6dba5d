"""A visit to websites on a bad day: what is waited for, what is refused, and how we introduce ourselves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from collecting.http_client import (
    Clock,
    PermanentError,
    RateLimited,
    RateLimitedClient,
    TemporaryError,
    retry_after_seconds,
)
from tests.support.image_website import (
    Website,
    add_commons_api,
    add_faulty_pages,
    jpeg,
    self_signed_certificate,
    serve_website,
)

PICTURE = jpeg()


@pytest.fixture
def site() -> Iterator[Website]:
    with serve_website() as found:
        add_faulty_pages(found, PICTURE)
        yield found


class Waits(Clock):
    """A clock that stands still but for the waits, which it writes down."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        super().__init__(now=lambda: sum(self.waits), sleep=self.waits.append)


def client(**options: object) -> RateLimitedClient:
    return RateLimitedClient("ada@example.org", **{"clock": Waits(), "pause": 0.0, "timeout": 5.0} | options)


def test_we_say_who_we_are_and_want_things_as_they_are(site: Website):
    with client() as visit:
        assert visit.get(f"{site.address}/fine.jpg") == PICTURE
    assert "advanced-frameworks-exercises" in site.headers["User-Agent"]
    assert "ada@example.org" in site.headers["User-Agent"]
    assert site.headers["Accept-Encoding"] == "identity"


def test_two_requests_to_a_website_are_a_pause_apart(site: Website):
    clock = Waits()
    with client(clock=clock, pause=1.5) as visit:
        for _ in range(3):
            visit.get(f"{site.address}/fine.jpg")
        assert clock.waits == [1.5, 1.5]
        visit.get(f"{site.address}/moved")  # a redirect is a request as well
        assert clock.waits == [1.5] * 5


@pytest.mark.parametrize(
    ("page", "waits"),
    [
        ("/moved", []),
        ("/cut-once", [2]),
        ("/hangs-once", [2]),
        ("/busy", [7, 4, 8]),
        ("/by-date", [0]),
    ],
)
def test_what_fails_for_now_is_tried_again_after_a_wait(site: Website, page: str, waits: list[float]):
    clock = Waits()
    with client(clock=clock, timeout=0.4) as visit:
        assert visit.get(site.address + page) == PICTURE
    assert clock.waits == waits


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("/nothing-here", "404"),
        ("/forbidden", "403"),
        ("/loop", "leads on more than 5 times"),
        ("/files", "no web address"),
        ("/says-huge", "1,000,000,000,000 bytes"),
        ("/endless", "1,000,000 bytes, more than 200,000"),
        ("/chunked-flood", "more than 200,000"),
        ("/compressed", "compressed"),
    ],
)
def test_what_will_never_work_is_asked_for_once(site: Website, page: str, why: str):
    clock = Waits()
    with client(clock=clock, max_bytes=200_000) as visit, pytest.raises(PermanentError, match=why):
        visit.get(site.address + page)
    assert clock.waits == []
    assert site.request_counts[page] == (6 if page == "/loop" else 1)


@pytest.mark.parametrize("address", ["", "no address", "file:///etc/passwd", "ftp://x.org/a.jpg", "https://"])
def test_only_web_addresses_are_visited(address: str):
    with client() as visit, pytest.raises(PermanentError, match="no web address"):
        visit.get(address)


@pytest.mark.parametrize("page", ["/cut", "/always-broken"])
def test_four_failures_are_enough(site: Website, page: str):
    clock = Waits()
    with client(clock=clock) as visit, pytest.raises(TemporaryError, match="4 times"):
        visit.get(site.address + page)
    assert site.request_counts[page] == 4
    assert clock.waits == [2, 4, 8]


def test_a_website_that_wants_to_be_left_alone_is_left_alone(site: Website):
    with client() as visit:
        with pytest.raises(RateLimited, match="3,600 seconds"):
            visit.get(f"{site.address}/in-an-hour")
        assert site.request_counts["/in-an-hour"] == 1
        with pytest.raises(RateLimited, match="left alone"):
            visit.get(f"{site.address}/always-busy")


def test_a_trickle_ends_at_the_deadline(site: Website):
    with (
        client(clock=Clock(sleep=lambda _: None), deadline=0.2, max_attempts=2) as visit,
        pytest.raises(TemporaryError, match="0 sec"),
    ):
        visit.get(f"{site.address}/trickle")


def test_a_header_that_says_too_little_cuts_the_picture_short_and_nothing_else(site: Website):
    with client() as visit:
        assert visit.get(f"{site.address}/lies-short") == PICTURE[:200]
        assert visit.get(f"{site.address}/fine.jpg") == PICTURE


def test_nobody_there(site: Website):
    with client(max_attempts=1) as visit, pytest.raises(TemporaryError, match="connection failed"):
        visit.get("http://127.0.0.1:9/")


def test_an_overloaded_wiki_is_given_the_time_it_asks_for(site: Website):
    add_commons_api(site)
    clock = Waits()
    with client(clock=clock) as visit:
        found = visit.json(f"{site.address}/w/api.php", {"gcmtitle": "Category:Overloaded"})
        assert "query" in found
        assert clock.waits == [5]
        with pytest.raises(PermanentError, match="not valid"):
            visit.json(f"{site.address}/w/api.php", {"gcmtitle": "Category:Wrong|"})
        with pytest.raises(PermanentError, match="not JSON"):
            visit.json(f"{site.address}/fine.jpg", {})


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    signed = self_signed_certificate(tmp_path)
    with serve_website(signed) as site:
        add_faulty_pages(site, PICTURE)
        site.pages["/down"] = lambda answer: answer.reply(302, location="http://127.0.0.1:9/fine.jpg")
        with client() as visit, pytest.raises(PermanentError, match="certificate"):
            visit.get(f"{site.address}/fine.jpg")
        assert site.request_counts["/fine.jpg"] == 0
        monkeypatch.setenv("SSL_CERT_FILE", str(signed))  # vouched for, the same server is as good as any
        with client() as visit:
            assert visit.get(f"{site.address}/fine.jpg") == PICTURE
            with pytest.raises(PermanentError, match="from a protected address to an open one"):
                visit.get(f"{site.address}/down")


def test_how_long_to_wait_is_a_number_or_a_date_or_nothing():
    assert retry_after_seconds("12") == 12
    assert retry_after_seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after_seconds("Wed, 21 Oct 2099 07:28:00 GMT") > 1e8
    assert [retry_after_seconds(each) for each in (None, "", "soon", "-3", "1e9")] == [None] * 5
