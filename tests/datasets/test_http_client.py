"""The HTTP client and a faulty website: waits, retries, refusals and request headers."""

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


class RecordingClock(Clock):
    """A clock that advances only by sleeping, and records each sleep."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        super().__init__(now=lambda: sum(self.waits), sleep=self.waits.append)


def client(**options: object) -> RateLimitedClient:
    return RateLimitedClient("ada@example.org", **{"clock": RecordingClock(), "pause": 0.0, "timeout": 5.0} | options)


def test_the_client_identifies_itself_and_asks_for_no_compression(site: Website):
    with client() as http:
        assert http.get(f"{site.address}/fine.jpg") == PICTURE
    assert "advanced-frameworks-exercises" in site.headers["User-Agent"]
    assert "ada@example.org" in site.headers["User-Agent"]
    assert site.headers["Accept-Encoding"] == "identity"


def test_there_is_a_pause_between_two_requests_to_a_website(site: Website):
    clock = RecordingClock()
    with client(clock=clock, pause=1.5) as http:
        for _ in range(3):
            http.get(f"{site.address}/fine.jpg")
        assert clock.waits == [1.5, 1.5]
        http.get(f"{site.address}/moved")  # a redirect is a request as well
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
def test_a_temporary_failure_is_retried_after_a_wait(site: Website, page: str, waits: list[float]):
    clock = RecordingClock()
    with client(clock=clock, timeout=0.4) as http:
        assert http.get(site.address + page) == PICTURE
    assert clock.waits == waits


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("/missing", "404"),
        ("/forbidden", "403"),
        ("/loop", "redirects more than 5 times"),
        ("/files", "not a web address"),
        ("/says-huge", "1,000,000,000,000 bytes"),
        ("/endless", "1,000,000 bytes, more than 200,000"),
        ("/chunked-flood", "more than 200,000"),
        ("/compressed", "compressed"),
    ],
)
def test_a_permanent_failure_is_not_retried(site: Website, page: str, reason: str):
    clock = RecordingClock()
    with client(clock=clock, max_bytes=200_000) as http, pytest.raises(PermanentError, match=reason):
        http.get(site.address + page)
    assert clock.waits == []
    assert site.request_counts[page] == (6 if page == "/loop" else 1)


@pytest.mark.parametrize("address", ["", "no address", "file:///etc/passwd", "ftp://x.org/a.jpg", "https://"])
def test_only_web_addresses_are_requested(address: str):
    with client() as http, pytest.raises(PermanentError, match="not a web address"):
        http.get(address)


@pytest.mark.parametrize("page", ["/cut", "/always-broken"])
def test_the_client_gives_up_after_four_attempts(site: Website, page: str):
    clock = RecordingClock()
    with client(clock=clock) as http, pytest.raises(TemporaryError, match="4 times"):
        http.get(site.address + page)
    assert site.request_counts[page] == 4
    assert clock.waits == [2, 4, 8]


def test_a_website_that_asks_for_a_long_pause_ends_the_run(site: Website):
    with client() as http:
        with pytest.raises(RateLimited, match="3,600 seconds"):
            http.get(f"{site.address}/in-an-hour")
        assert site.request_counts["/in-an-hour"] == 1
        with pytest.raises(RateLimited, match="fewer requests"):
            http.get(f"{site.address}/always-busy")


def test_a_slow_download_ends_at_the_deadline(site: Website):
    with (
        client(clock=Clock(sleep=lambda _: None), deadline=0.2, max_attempts=2) as http,
        pytest.raises(TemporaryError, match="0 sec"),
    ):
        http.get(f"{site.address}/trickle")


def test_a_content_length_that_is_too_small_affects_only_its_own_body(site: Website):
    with client() as http:
        assert http.get(f"{site.address}/lies-short") == PICTURE[:200]
        assert http.get(f"{site.address}/fine.jpg") == PICTURE


def test_a_refused_connection_is_a_temporary_error(site: Website):
    with client(max_attempts=1) as http, pytest.raises(TemporaryError, match="connection failed"):
        http.get("http://127.0.0.1:9/")


def test_the_client_waits_as_long_as_an_overloaded_api_asks(site: Website):
    add_commons_api(site)
    clock = RecordingClock()
    with client(clock=clock) as http:
        answer = http.json(f"{site.address}/w/api.php", {"gcmtitle": "Category:Overloaded"})
        assert "query" in answer
        assert clock.waits == [5]
        with pytest.raises(PermanentError, match="not valid"):
            http.json(f"{site.address}/w/api.php", {"gcmtitle": "Category:Wrong|"})
        with pytest.raises(PermanentError, match="does not answer with JSON"):
            http.json(f"{site.address}/fine.jpg", {})


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_an_untrusted_certificate_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    certificate = self_signed_certificate(tmp_path)
    with serve_website(certificate) as site:
        add_faulty_pages(site, PICTURE)
        site.pages["/down"] = lambda request: request.reply(302, location="http://127.0.0.1:9/fine.jpg")
        with client() as http, pytest.raises(PermanentError, match="certificate"):
            http.get(f"{site.address}/fine.jpg")
        assert site.request_counts["/fine.jpg"] == 0
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))  # the same certificate is now trusted
        with client() as http:
            assert http.get(f"{site.address}/fine.jpg") == PICTURE
            with pytest.raises(PermanentError, match="from https:// to http://"):
                http.get(f"{site.address}/down")


def test_retry_after_is_a_number_or_a_date_or_nothing():
    assert retry_after_seconds("12") == 12
    assert retry_after_seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after_seconds("Wed, 21 Oct 2099 07:28:00 GMT") > 1e8
    assert [retry_after_seconds(each) for each in (None, "", "soon", "-3", "1e9")] == [None] * 5
