"""A small client of GitHub's API: it retries what may succeed later, and waits as long as GitHub asks.

In: a method and a path. Out: what GitHub answers, from JSON. A request that may have been carried out although its
answer was lost is not sent again unless it is safe to send it twice: `AnswerLost` leaves that to the caller.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from assignments.errors import OurFault
from grading.github.credentials import Access

RETRIED = {500, 502, 503, 504}
SAFE = {"GET", "PATCH"}  # sent twice, they leave what they leave when sent once
MAX_PAGES = 50


class Refused(OurFault):
    """GitHub refuses a request, and another attempt does not help. `status` is the status of its answer."""

    def __init__(self, message: str, status: int):
        super().__init__(message)
        self.status = status


class AnswerLost(OurFault):
    """Whether GitHub carried a request out is not known."""


@dataclass
class Clock:
    """The time functions of a client; a test replaces them."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class GitHubClient:
    """A client with one connection pool. Use it as a context manager."""

    def __init__(
        self,
        access: Access,
        *,
        clock: Clock | None = None,
        attempts: int = 5,
        max_wait: float = 900.0,
        pause: float = 1.0,
        timeout: float = 30.0,
    ):
        """All times are in seconds. `max_wait` is the longest wait that GitHub may ask for, `pause` the shortest time
        between two requests that write, as GitHub wishes."""
        self.access, self.clock, self.attempts, self.max_wait = access, clock or Clock(), attempts, max_wait
        self.pause, self.last_write = pause, 0.0
        headers = {
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "User-Agent": "advanced-frameworks-exercises",
        }
        if access.token:
            headers["Authorization"] = f"Bearer {access.token}"
        self.http = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False, trust_env=True)

    def __enter__(self) -> "GitHubClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def get(self, path: str, **query: Any) -> Any:
        """Return what GitHub has at a path of its API."""
        return self._send("GET", self.access.api + path, params=query or None).json()

    def pages(self, path: str, **query: Any) -> Iterator[Any]:
        """Yield the items of a list, page after page."""
        address: str | None = self.access.api + path
        params: Mapping[str, Any] | None = {"per_page": 100} | query
        for _ in range(MAX_PAGES):
            if address is None:
                return
            response = self._send("GET", address, params=params)
            yield from response.json()
            address, params = response.links.get("next", {}).get("url"), None  # the address of a next page has a query
            if address is not None and not self._is_api(address):
                raise OurFault("GitHub's answer names a next page at another address: nothing was sent there.")

    def write(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Send a body with POST or PATCH and return GitHub's answer.

        Raises
        ------
        AnswerLost
            The request may have been carried out, and is not safe to send again.
        """
        self.clock.sleep(max(0.0, self.last_write + self.pause - self.clock.now()))
        try:
            return self._send(method, self.access.api + path, body=body).json()
        finally:
            self.last_write = self.clock.now()

    def _send(
        self,
        method: str,
        address: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> httpx.Response:
        where = f"{method} {address.removeprefix(self.access.api).partition('?')[0]}"
        problem = ""
        for attempt in range(self.attempts):
            if problem:  # not after a redirect
                self.clock.sleep(min(2.0**attempt, 30.0))
            try:
                response = self.http.request(method, address, params=params, json=body)
            except httpx.ConnectError as error:  # nothing was sent
                problem = f"no connection ({error})"
                continue
            except httpx.TransportError as error:
                problem = f"no answer ({type(error).__name__})"
                if method not in SAFE:
                    raise AnswerLost(self._said(f"{where}: {problem}.")) from None
                continue
            if response.status_code in RETRIED:
                problem = f"GitHub answers {response.status_code}"
                if method not in SAFE:
                    raise AnswerLost(self._said(f"{where}: {problem}."))
            elif (wait := self._asked_to_wait(response)) is not None:
                problem = "GitHub asks for fewer requests"
                self._wait(wait)
            elif response.is_redirect and method == "GET":  # the repository has another name now
                address, params = self._redirected(response), None
            elif response.is_success:
                return response
            else:
                raise Refused(self._said(f"{where}: {_reason(response)}"), response.status_code)
        raise OurFault(self._said(f"{where}: {problem}, {self.attempts} times. Try again later."))

    def _asked_to_wait(self, response: httpx.Response) -> float | None:
        """Return the seconds that GitHub asks to wait, or None if it does not ask."""
        if response.status_code not in (403, 429):
            return None
        headers = response.headers
        if (after := headers.get("retry-after", "")).isdigit():
            return float(after)
        if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-reset", "").isdigit():
            return max(0.0, float(headers["x-ratelimit-reset"]) - self.clock.now()) + 1.0
        limited = response.status_code == 429 or "secondary rate limit" in response.text.lower()
        return 60.0 if limited else None

    def _wait(self, seconds: float) -> None:
        if seconds > self.max_wait:
            minutes = f"{seconds / 60:.0f} more minutes"
            raise OurFault(f"GitHub's limit of requests is used up for {minutes}: run the command again then.")
        self.clock.sleep(seconds)

    def _redirected(self, response: httpx.Response) -> str:
        address = str(response.url.join(response.headers.get("location", "")))
        if not self._is_api(address):
            raise OurFault("GitHub's API redirects to another address: nothing was sent there.")
        return address

    def _is_api(self, address: str) -> bool:
        return address.startswith(f"{self.access.api}/")

    def _said(self, text: str) -> str:
        return self.access.hide(text)


def _reason(response: httpx.Response) -> str:
    try:
        message = str(response.json().get("message", ""))[:200]
    except (ValueError, AttributeError):
        message = ""
    advice = {
        401: "The token is not valid (any more): give another one in GITHUB_TOKEN.",
        403: "The token has not the right to do this: see grading/github/README.md for the rights that it needs.",
        404: "There is nothing there, or the token may not see it.",
    }.get(response.status_code, "")
    return " ".join(filter(None, [f"GitHub answers {response.status_code}.", message and f"({message})", advice]))
