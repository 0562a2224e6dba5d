"""A polite HTTP client: it identifies itself, waits between requests, obeys Retry-After and limits what it reads.

`RateLimitedClient.get(address)` returns bytes. `PermanentError` means that another attempt does not help,
`TemporaryError` that a later run may succeed. Certificates are always verified. The client trusts no header about the
body: it counts the bytes that arrive.
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
OVERLOAD_CODES = {"maxlag", "ratelimited", "readonly"}  # MediaWiki sends them in an answer with status 200
MAX_REDIRECTS = 5
MAX_JSON_BYTES = 10_000_000


class PermanentError(Exception):
    """The address cannot be fetched, and another attempt does not help. The text says why."""


class TemporaryError(Exception):
    """The address cannot be fetched now, but a later run may succeed. The text says why."""


class RateLimited(TemporaryError):
    """The website asks for a longer pause than `max_wait`. The run must stop."""


@dataclass
class Clock:
    """The time functions of a client; a test replaces them."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class RateLimitedClient:
    """An HTTP client that waits between two requests to the same host. All times are in seconds.

    Parameters
    ----------
    contact
        The e-mail address or page that websites see in the User-Agent header.
    pause
        The shortest time between two requests to one host.
    max_attempts
        How often one address is requested before TemporaryError.
    max_wait
        The longest wait that an answer may ask for.
    max_bytes
        The longest body that is read.
    deadline
        The longest time for one download, also if bytes keep coming.
    timeout
        The longest wait for a connection or for the next bytes.
    """

    contact: str
    pause: float = 1.0
    max_attempts: int = 4
    max_wait: float = 120.0
    max_bytes: int = 50_000_000
    deadline: float = 120.0
    clock: Clock = field(default_factory=Clock)
    timeout: float = 20.0

    def __post_init__(self) -> None:
        name = f"advanced-frameworks-exercises (collects a small dataset for a course; {self.contact})"
        self._client = httpx.Client(
            headers={"User-Agent": f"{name} httpx/{httpx.__version__}", "Accept-Encoding": "identity"},
            timeout=self.timeout,
            follow_redirects=False,
        )
        self._last_request: dict[str, float] = {}

    def __enter__(self) -> RateLimitedClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str) -> bytes:
        """Return the body at an address, at most `max_bytes` bytes.

        Raises
        ------
        PermanentError, TemporaryError, RateLimited
        """
        return self._get(address, self.max_bytes)[0]

    def json(self, address: str, query: Mapping[str, str]) -> Any:
        """Return the JSON answer of an API; raise the same errors as `get`."""
        for attempt in range(self.max_attempts):
            body, retry_after = self._get(str(httpx.URL(address, params=dict(query))), MAX_JSON_BYTES)
            try:
                answer = json.loads(body)
            except (ValueError, RecursionError) as error:
                raise PermanentError(f"{address} does not answer with JSON: is it the right address?") from error
            problem = answer.get("error") if isinstance(answer, dict) else None
            if not isinstance(problem, dict):
                return answer
            if problem.get("code") not in OVERLOAD_CODES:
                raise PermanentError(f"{address} answers: {str(problem.get('info') or problem)[:200]}")
            if attempt + 1 < self.max_attempts:
                self._wait_before_retry(attempt, retry_after)
        raise TemporaryError(f"{address} is overloaded")

    def _get(self, address: str, max_bytes: int) -> tuple[bytes, float | None]:
        reason, status = "", 0
        for attempt in range(self.max_attempts):
            try:
                status, body, retry_after = self._request(address, max_bytes)
            except httpx.TransportError as error:
                if "CERTIFICATE_VERIFY_FAILED" in str(error):
                    raise PermanentError("its certificate cannot be verified, so nothing was fetched") from error
                if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
                    raise PermanentError(f"is not a web address ({error})") from error
                reason, status, retry_after = f"the connection failed ({str(error) or type(error).__name__})", 0, None
            else:
                if status == 200:
                    return body, retry_after
                if status not in RETRY_STATUSES:
                    raise PermanentError(f"the server answers {status}")
                reason = f"the server answers {status}"
            if attempt + 1 < self.max_attempts:
                self._wait_before_retry(attempt, retry_after)
        if status == 429:  # "too many requests": this client must stop, the server is well
            raise RateLimited(f"{reason} each time: the website asks for fewer requests")
        raise TemporaryError(f"{reason}, {self.max_attempts} times")

    def _request(self, address: str, max_bytes: int) -> tuple[int, bytes, float | None]:
        """Send one request and follow redirects; return the status, the body (if 200) and Retry-After in seconds."""
        url = self._parse_url(address)
        for _ in range(MAX_REDIRECTS + 1):
            self._wait_for_turn(url.host)
            with self._client.stream("GET", url) as response:
                if response.is_redirect:
                    target = self._parse_url(str(response.headers.get("location", "")), url)
                    if url.scheme == "https" and target.scheme != "https":
                        raise PermanentError("it redirects from https:// to http://, so nothing was fetched")
                    url = target
                    continue
                retry_after = retry_after_seconds(response.headers.get("retry-after"))
                body = self._read(response, max_bytes) if response.status_code == 200 else b""
                return response.status_code, body, retry_after
        raise PermanentError(f"it redirects more than {MAX_REDIRECTS} times")

    @staticmethod
    def _parse_url(address: str, base: httpx.URL | None = None) -> httpx.URL:
        try:
            url = base.join(address) if base else httpx.URL(address)
        except (httpx.InvalidURL, ValueError) as error:
            raise PermanentError(f"is not a web address ({error})") from error
        if url.scheme not in ("http", "https") or not url.host:
            raise PermanentError("is not a web address: it must begin with https:// or http://")
        return url

    def _read(self, response: httpx.Response, max_bytes: int) -> bytes:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise PermanentError("it is compressed, although the request asked for no compression")
        length = response.headers.get("content-length", "")
        if length.isdigit() and int(length) > max_bytes:
            raise PermanentError(f"it has {int(length):,} bytes, more than {max_bytes:,}")
        end = self.clock.now() + self.deadline
        parts, total = [], 0
        for part in response.iter_raw():  # small parts, so that the deadline is checked often
            parts.append(part)
            total += len(part)
            if total > max_bytes:
                raise PermanentError(f"it has more than {max_bytes:,} bytes")
            if self.clock.now() > end:
                raise httpx.ReadTimeout(f"not finished after {self.deadline:.0f} seconds")
        return b"".join(parts)

    def _wait_for_turn(self, host: str) -> None:
        remaining = self._last_request.get(host, -1e9) + self.pause - self.clock.now()
        if remaining > 0:
            self.clock.sleep(remaining)
        self._last_request[host] = self.clock.now()

    def _wait_before_retry(self, attempt: int, retry_after: float | None) -> None:
        """Wait as long as the website asks, or twice as long after each attempt."""
        wait = retry_after if retry_after is not None else 2.0 ** (attempt + 1)
        if wait > self.max_wait:
            raise RateLimited(f"the website asks to come back in {wait:,.0f} seconds")
        self.clock.sleep(max(wait, self.pause))


def retry_after_seconds(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header, which holds a number or a date; None if it holds neither."""
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
