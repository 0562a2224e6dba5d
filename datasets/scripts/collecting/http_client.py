"""A visitor that websites like: says who it is, waits between requests, comes back when told, and takes little.

`Visitor.get(address)` returns the bytes that are there. What is not there for good raises `PermanentError`, what may work later
raises `TemporaryError`. Certificates are always checked. Nothing that a server says about its bytes is believed but their number,
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

RETRY_STATUSES = {408, 425, 429, 500, 502, 503, 504}
OVERLOAD_CODES = {"maxlag", "ratelimited", "readonly"}  # MediaWiki says so in an answer with the status 200
MAX_REDIRECTS = 5


class PermanentError(Exception):
    """It is not to be had: asking again will not help. The text says why."""


class TemporaryError(Exception):
    """It is not to be had now: another run may get it. The text says why."""


class RateLimited(TemporaryError):
    """The website asks us to stay away for longer than we wait: stop, and come back another time."""


@dataclass
class Clock:
    """Time, so that tests need not wait for it."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class RateLimitedClient:
    """Keeps to `pause` seconds between two requests to one host, and max_attempts `max_attempts` times."""

    contact: str
    pause: float = 1.0
    max_attempts: int = 4
    max_wait: float = 120.0  # seconds: the longest wait that one answer may ask for
    max_bytes: int = 50_000_000
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
        for attempt in range(self.max_attempts):
            answer, retry_after = self._get(str(httpx.URL(address, params=dict(query))), 10_000_000)
            try:
                found = json.loads(answer)
            except (ValueError, RecursionError) as error:
                raise PermanentError(
                    f"{address} answers with something that is not JSON: is it the right address?"
                ) from error
            wrong = found.get("error") if isinstance(found, dict) else None
            if not isinstance(wrong, dict):
                return found
            if wrong.get("code") not in OVERLOAD_CODES:
                raise PermanentError(f"{address} answers: {str(wrong.get('info') or wrong)[:200]}")
            if attempt + 1 < self.max_attempts:
                self._wait_before_retry(attempt, retry_after)
        raise TemporaryError(f"{address} is overloaded")

    def get(self, address: str) -> bytes:
        """Return the bytes of an address, at most `max_bytes` of them."""
        return self._get(address, self.max_bytes)[0]

    def _get(self, address: str, max_bytes: int) -> tuple[bytes, float | None]:
        why, status = "", 0
        for attempt in range(self.max_attempts):
            try:
                status, body, retry_after = self._request(address, max_bytes)
            except (httpx.TimeoutException, httpx.TransportError) as error:
                if "CERTIFICATE_VERIFY_FAILED" in str(error):
                    raise PermanentError("its certificate cannot be trusted, so nothing was fetched") from error
                if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
                    raise PermanentError(f"is no web address ({error})") from error
                why, status, retry_after = f"the connection failed ({str(error) or type(error).__name__})", 0, None
            else:
                if status == 200:
                    return body, retry_after
                if status not in RETRY_STATUSES:
                    raise PermanentError(f"the server answers {status}")
                why = f"the server answers {status}"
            if attempt + 1 < self.max_attempts:
                self._wait_before_retry(attempt, retry_after)
        if status == 429:  # too many requests: about us, not about the server's health
            raise RateLimited(f"{why} again and again: it wants to be left alone for now")
        raise TemporaryError(f"{why}, {self.max_attempts} times")

    def _request(self, address: str, max_bytes: int) -> tuple[int, bytes, float | None]:
        """One request with its redirects: status, body (if 200) and the seconds that we are retry_after to wait."""
        url = self._parse_url(address)
        for _ in range(MAX_REDIRECTS + 1):
            self._wait_for_turn(url.host)
            with self._client.stream("GET", url) as response:
                if response.is_redirect:
                    target = self._parse_url(str(response.headers.get("location", "")), url)
                    if url.scheme == "https" and target.scheme != "https":
                        raise PermanentError("it leads from a protected address to an open one, so nothing was fetched")
                    url = target
                    continue
                retry_after = retry_after_seconds(response.headers.get("retry-after"))
                body = self._read(response, max_bytes) if response.status_code == 200 else b""
                return response.status_code, body, retry_after
        raise PermanentError(f"it leads on more than {MAX_REDIRECTS} times")

    @staticmethod
    def _parse_url(address: str, base: httpx.URL | None = None) -> httpx.URL:
        try:
            url = base.join(address) if base else httpx.URL(address)
        except (httpx.InvalidURL, ValueError) as error:
            raise PermanentError(f"is no web address ({error})") from error
        if url.scheme not in ("http", "https") or not url.host:
            raise PermanentError("is no web address: it must begin with https:// or http://")
        return url

    def _read(self, response: httpx.Response, max_bytes: int) -> bytes:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise PermanentError("it comes compressed although we asked for it as it is")
        said = response.headers.get("content-length", "")
        if said.isdigit() and int(said) > max_bytes:
            raise PermanentError(f"it has {int(said):,} bytes, more than {max_bytes:,}")
        until = self.clock.now() + self.deadline
        parts, total = [], 0
        for part in response.iter_raw():  # as it comes, so that the clock is looked at
            parts.append(part)
            total += len(part)
            if total > max_bytes:
                raise PermanentError(f"it has more than {max_bytes:,} bytes")
            if self.clock.now() > until:
                raise httpx.ReadTimeout(f"not finished after {self.deadline:.0f} seconds")
        return b"".join(parts)

    def _wait_for_turn(self, host: str) -> None:
        left = self._last.get(host, -1e9) + self.pause - self.clock.now()
        if left > 0:
            self.clock.sleep(left)
        self._last[host] = self.clock.now()

    def _wait_before_retry(self, attempt: int, retry_after: float | None) -> None:
        """Wait as long as asked, or longer each time if nothing was said."""
        wanted = retry_after if retry_after is not None else 2.0 ** (attempt + 1)
        if wanted > self.max_wait:
            raise RateLimited(f"it asks us to come back in {wanted:,.0f} seconds")
        self.clock.sleep(max(wanted, self.pause))


def retry_after_seconds(header: str | None) -> float | None:
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
