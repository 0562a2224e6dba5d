"""The client of GitHub's API, against a local server: what it retries, how long it waits, and what it never says."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assignments.errors import OurFault, UsageError
from grading.github.client import AnswerLost, Clock, GitHubClient, Refused
from grading.github.credentials import Access, access_from
from tests.support.github_server import TOKEN, GitHubRequest, GitHubServer, serve_github

NOW = 1_800_000_000.0


@pytest.fixture
def github(tmp_path: Path) -> Iterator[GitHubServer]:
    with serve_github() as server:
        server.add("course/pixels-ada", tmp_path)
        yield server


class Waits:
    """A clock that only notes how long it should wait."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.time = NOW

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        if seconds:
            self.waits.append(seconds)

    def clock(self) -> Clock:
        return Clock(now=lambda: self.time, sleep=self.sleep)


def client(github: GitHubServer, waits: Waits, **options: Any) -> GitHubClient:
    return GitHubClient(access_from(github.environment), clock=waits.clock(), **{"pause": 0.0} | options)


def failing(status: int, **headers: str) -> Any:
    def fault(request: GitHubRequest) -> bool:
        request.answer(status, {"message": f"no ({TOKEN})"}, **headers)
        return False

    return fault


def test_a_request_shows_the_token_and_says_who_asks(github: GitHubServer):
    with client(github, Waits()) as asked:
        assert asked.get("/repos/course/pixels-ada") == {"full_name": "course/pixels-ada", "private": True}
    headers = github.requests[0][2]
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["User-Agent"] == "advanced-frameworks-exercises"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_that_stumbles_is_asked_again(github: GitHubServer, status: int):
    waits = Waits()
    for _ in range(2):
        github.fail_next("GET", "pixels-ada", failing(status))
    with client(github, waits) as asked:
        assert asked.get("/repos/course/pixels-ada")["private"] is True
    assert waits.waits == [2.0, 4.0]


def test_a_server_that_is_down_is_given_up_with_one_sentence(github: GitHubServer):
    for _ in range(3):
        github.fail_next("GET", "pixels-ada", failing(502))
    with client(github, Waits(), attempts=3) as asked, pytest.raises(OurFault) as said:
        asked.get("/repos/course/pixels-ada")
    assert str(said.value) == "GET /repos/course/pixels-ada: GitHub answers 502, 3 times. Try again later."


def test_no_connection_is_tried_again_and_then_said():
    access = Access(TOKEN, "http://127.0.0.1:9", "http://127.0.0.1:9")
    with GitHubClient(access, clock=Waits().clock(), attempts=2) as asked:
        with pytest.raises(OurFault, match=r"no connection .*, 2 times"):
            asked.get("/user")
        with pytest.raises(OurFault, match=r"no connection"):
            asked.write("POST", "/user", {})


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (403, {"x_ratelimit_remaining": "0", "x_ratelimit_reset": f"{NOW + 100:.0f}"}, 101.0),
        (429, {"x_ratelimit_remaining": "0", "x_ratelimit_reset": f"{NOW + 5:.0f}"}, 6.0),
        (403, {"retry_after": "7"}, 7.0),
        (429, {}, 60.0),
    ],
)
def test_a_limit_is_waited_for_as_long_as_github_says(
    github: GitHubServer, status: int, headers: dict[str, str], wait: float
):
    waits = Waits()
    github.fail_next("POST", "statuses", failing(status, **headers))
    body = {"state": "success", "context": "c", "description": "d"}
    with client(github, waits) as asked:
        asked.write("POST", "/repos/course/pixels-ada/statuses/abc", body)
    assert waits.waits[0] == wait
    assert len(github.repositories["course/pixels-ada"].statuses["abc"]) == 1


def test_a_wait_that_is_too_long_ends_the_command(github: GitHubServer):
    github.fail_next("GET", "pixels-ada", failing(403, retry_after="3600"))
    with client(github, Waits()) as asked, pytest.raises(OurFault, match="used up for 60 more minutes"):
        asked.get("/repos/course/pixels-ada")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [("/repos/course/nobody", 404, "the token may not see it"), ("/user", 403, "has not the right")],
)
def test_a_refusal_is_not_repeated_and_says_what_to_do(github: GitHubServer, path: str, status: int, words: str):
    github.login = None
    with client(github, Waits()) as asked, pytest.raises(Refused, match=words) as said:
        asked.get(path)
    assert said.value.status == status
    assert len(github.requests) == 1


def test_a_wrong_token_is_refused_and_no_message_holds_it(github: GitHubServer):
    wrong = access_from(github.environment | {"GITHUB_TOKEN": "another-secret"})
    with GitHubClient(wrong) as asked, pytest.raises(Refused, match="not valid") as said:
        asked.get("/user")
    assert "another-secret" not in str(said.value)
    github.fail_next("GET", "pixels-ada", failing(422))
    with client(github, Waits()) as asked, pytest.raises(Refused) as said:
        asked.get("/repos/course/pixels-ada")
    assert TOKEN not in str(said.value)
    assert "***" in str(said.value)
    assert TOKEN not in repr(access_from(github.environment))


def test_a_post_whose_answer_is_lost_is_not_sent_again(github: GitHubServer):
    github.fail_next("POST", "comments", lambda _: True)
    with client(github, Waits()) as asked, pytest.raises(AnswerLost):
        asked.write("POST", "/repos/course/pixels-ada/commits/abc/comments", {"body": "hello"})
    assert len(github.repositories["course/pixels-ada"].comments) == 1


def test_all_pages_of_a_list_are_read(github: GitHubServer):
    github.page_size = 2
    found = [{"ref": "refs/heads/main", "after": str(number)} for number in range(5)]
    github.repositories["course/pixels-ada"].activities = found
    with client(github, Waits()) as asked:
        assert list(asked.pages("/repos/course/pixels-ada/activity")) == found


@pytest.mark.parametrize("header", ["Link", "Location"])
def test_the_token_goes_to_no_other_address(github: GitHubServer, header: str):
    with serve_github() as other:
        address = f"{other.address}/api/user"

        def elsewhere(request: GitHubRequest) -> bool:
            values = {"Link": f'<{address}>; rel="next"', "Location": address}
            request.answer(200 if header == "Link" else 301, [], **{header: values[header]})
            return False

        github.fail_next("GET", "pixels-ada", elsewhere)
        with client(github, Waits()) as asked, pytest.raises(OurFault, match=r"(at|to) another address"):
            list(asked.pages("/repos/course/pixels-ada/activity"))
        assert other.requests == []


def test_a_renamed_repository_is_found(github: GitHubServer):
    def moved(request: GitHubRequest) -> bool:
        request.answer(301, {}, Location=f"{github.address}/api/repos/course/pixels-ada")
        return False

    github.fail_next("GET", "old-name", moved)
    with client(github, Waits()) as asked:
        assert asked.get("/repos/course/old-name")["full_name"] == "course/pixels-ada"


def test_writes_keep_a_distance(github: GitHubServer):
    waits = Waits()
    with client(github, waits, pause=1.0) as asked:
        for _ in range(2):
            asked.write("POST", "/repos/course/pixels-ada/commits/abc/comments", {"body": "hello"})
    assert waits.waits == [1.0]
    assert GitHubClient(Access()).clock.now() == pytest.approx(time.time(), abs=5)


@pytest.mark.parametrize("address", ["http://github.example.org", "github.com", "ftp://github.com"])
def test_an_address_without_encryption_is_refused(address: str):
    with pytest.raises(UsageError, match="begins with https://"):
        access_from({"GITHUB_API_URL": address})


def test_without_variables_it_is_github_and_no_token():
    assert access_from({"GH_TOKEN": "x"}).token == "x"
    assert access_from({}) == Access("", "https://api.github.com", "https://github.com")
