"""A visitor that websites like: says who it is, waits between requests, comes back when told, and takes little.

`Visitor.get(address)` returns the bytes that are there. What is not there for good raises `Gone`, what may work later
raises `Busy`. Certificates are always checked. Nothing that a server says about its bytes is believed but their number,
and that only once they are here.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

LATER = {408, 425, 429, 500, 502, 503, 504}
OVERLOADED = {"maxlag", "ratelimited", "readonly"}  # MediaWiki says so in an answer with the status 200
REDIRECTS = 5


class Gone(Exception):
    """It is not to be had: asking again will not help. The text says why."""


class Busy(Exception):
    """It is not to be had now: another run may get it. The text says why."""


class Refused(Busy):
    """The website asks us to stay away for longer than we wait: stop, and come back another time."""


@dataclass
class Clock:
    """Time, so that tests need not wait for it."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class RateLimitedClient:
    """Keeps to `pause` seconds between two requests to one host, and tries `tries` times."""

    contact: str
    pause: float = 1.0
    tries: int = 4
    patience: float = 120.0  # seconds: the longest wait that one answer may ask for
    largest: int = 50_000_000
    deadline: float = 120.0  # seconds that one download may take, however steadily it trickles
    clock: Clock = field(default_factory=Clock)
    timeout: float = 20.0

    def __post_init__(self) -> None:
        name = f"advanced-frameworks-exercises/0.1 (collects a small dataset for a course; {self.contact})"
        self._client = httpx.Client(
            headers={"User-Agent": f"{name} httpx/{httpx.__version__}", "Accept-Encoding": "identity"},
            timeout=self.timeout,
            follow_redirects=False,
        )
        self._last: dict[str, float] = {}

    def __enter__(self) -> RateLimitedClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def json(self, address: str, query: Mapping[str, str]) -> Any:
        """Return what an interface answers, read as JSON."""
        for attempt in range(self.tries):
            answer, asked = self._get(str(httpx.URL(address, params=dict(query))), 10_000_000)
            try:
                found = json.loads(answer)
            except (ValueError, RecursionError) as error:
                raise Gone(f"{address} answers with something that is not JSON: is it the right address?") from error
            wrong = found.get("error") if isinstance(found, dict) else None
            if not isinstance(wrong, dict):
                return found
            if wrong.get("code") not in OVERLOADED:
                raise Gone(f"{address} answers: {str(wrong.get('info') or wrong)[:200]}")
            if attempt + 1 < self.tries:
                self._wait(attempt, asked)
        raise Busy(f"{address} is overloaded")

    def get(self, address: str) -> bytes:
        """Return the bytes of an address, at most `largest` of them."""
        return self._get(address, self.largest)[0]

    def _get(self, address: str, largest: int) -> tuple[bytes, float | None]:
        why, status = "", 0
        for attempt in range(self.tries):
            try:
                status, body, asked = self._visit(address, largest)
            except (httpx.TimeoutException, httpx.TransportError) as error:
                if "CERTIFICATE_VERIFY_FAILED" in str(error):
                    raise Gone("its certificate cannot be trusted, so nothing was fetched") from error
                if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
                    raise Gone(f"is no web address ({error})") from error
                why, status, asked = f"the connection failed ({str(error) or type(error).__name__})", 0, None
            else:
                if status == 200:
                    return body, asked
                if status not in LATER:
                    raise Gone(f"the server answers {status}")
                why = f"the server answers {status}"
            if attempt + 1 < self.tries:
                self._wait(attempt, asked)
        if status == 429:  # too many requests: about us, not about the server's health
            raise Refused(f"{why} again and again: it wants to be left alone for now")
        raise Busy(f"{why}, {self.tries} times")

    def _visit(self, address: str, largest: int) -> tuple[int, bytes, float | None]:
        """One request with its redirects: status, body (if 200) and the seconds that we are asked to wait."""
        url = self._url(address)
        for _ in range(REDIRECTS + 1):
            self._pace(url.host)
            with self._client.stream("GET", url) as response:
                if response.is_redirect:
                    target = self._url(str(response.headers.get("location", "")), url)
                    if url.scheme == "https" and target.scheme != "https":
                        raise Gone("it leads from a protected address to an open one, so nothing was fetched")
                    url = target
                    continue
                asked = seconds(response.headers.get("retry-after"))
                body = self._read(response, largest) if response.status_code == 200 else b""
                return response.status_code, body, asked
        raise Gone(f"it leads on more than {REDIRECTS} times")

    @staticmethod
    def _url(address: str, base: httpx.URL | None = None) -> httpx.URL:
        try:
            url = base.join(address) if base else httpx.URL(address)
        except (httpx.InvalidURL, ValueError) as error:
            raise Gone(f"is no web address ({error})") from error
        if url.scheme not in ("http", "https") or not url.host:
            raise Gone("is no web address: it must begin with https:// or http://")
        return url

    def _read(self, response: httpx.Response, largest: int) -> bytes:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise Gone("it comes compressed although we asked for it as it is")
        said = response.headers.get("content-length", "")
        if said.isdigit() and int(said) > largest:
            raise Gone(f"it has {int(said):,} bytes, more than {largest:,}")
        until = self.clock.now() + self.deadline
        parts, total = [], 0
        for part in response.iter_raw():  # as it comes, so that the clock is looked at
            parts.append(part)
            total += len(part)
            if total > largest:
                raise Gone(f"it has more than {largest:,} bytes")
            if self.clock.now() > until:
                raise httpx.ReadTimeout(f"not finished after {self.deadline:.0f} seconds")
        return b"".join(parts)

    def _pace(self, host: str) -> None:
        left = self._last.get(host, -1e9) + self.pause - self.clock.now()
        if left > 0:
            self.clock.sleep(left)
        self._last[host] = self.clock.now()

    def _wait(self, attempt: int, asked: float | None) -> None:
        """Wait as long as asked, or longer each time if nothing was said."""
        wanted = asked if asked is not None else 2.0 ** (attempt + 1)
        if wanted > self.patience:
            raise Refused(f"it asks us to come back in {wanted:,.0f} seconds")
        self.clock.sleep(max(wanted, self.pause))


def seconds(header: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for: a number, or a date; None if it says nothing."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        date = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())
