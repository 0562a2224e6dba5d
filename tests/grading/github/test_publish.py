"""`grade publish`, against a local server with GitHub's shapes: what is written, and that it is written once."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assignments.errors import UsageError
from grading.github.client import GitHubClient
from grading.github.credentials import access_from
from grading.github.fetch import Fetched, write_record
from grading.github.publish import Wanted, comment_of, publish_class, read_results, status_of
from grading.intake.code_files import notebook
from grading.intake.submission_content import digest_of
from tests.support.command_line import grade
from tests.support.github_server import TOKEN, GitHubRequest, GitHubServer, Repository, serve_github

NOTEBOOK = b'{"cells": []}'
NAME = "course/pixels-ada"


def result(score: float = 3.5, **more: Any) -> dict[str, Any]:
    questions = [
        {
            "name": "draw_circle",
            "score": score,
            "max_score": 4.0,
            "cases": [{"name": "a hidden sentence", "hidden": True}],
        }
    ]
    return {
        "student": "ada",
        "submission": "ada/pixels.ipynb",
        "sha256": hashlib.sha256(NOTEBOOK).hexdigest(),
        "assignment": "pixels",
        "status": "graded",
        "score": score,
        "max_score": 4.0,
        "questions": questions,
    } | more


@pytest.fixture
def github() -> Iterator[GitHubServer]:
    with serve_github() as server:
        yield server


@pytest.fixture
def repository(github: GitHubServer, tmp_path: Path) -> Repository:
    found = github.add(NAME, tmp_path)
    commit = github.push(NAME, {"pixels.ipynb": NOTEBOOK}, "2026-11-23T12:00:00+00:00")
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "ada" / "pixels.ipynb").write_bytes(NOTEBOOK)
    address = f"{github.address}/{NAME}.git"
    write_record(tmp_path / "class", {"ada": Fetched("ada", address, NAME, commit)})
    graded(tmp_path, result())
    return found


def graded(tmp_path: Path, *results: dict[str, Any]) -> None:
    (tmp_path / "graded").mkdir(exist_ok=True)
    text = "".join(f"{json.dumps(each)}\n" for each in results)
    (tmp_path / "graded" / "results.jsonl").write_text(text, encoding="utf-8")


def publish(github: GitHubServer, tmp_path: Path, *words: str, **environment: str) -> tuple[int, str]:
    code, said = grade("publish", tmp_path / "graded", tmp_path / "class", *words, **github.environment | environment)
    assert TOKEN not in said
    return code, said


def test_a_commit_gets_a_status_and_a_comment_once(github: GitHubServer, repository: Repository, tmp_path: Path):
    code, said = publish(github, tmp_path)
    assert code == 0, said
    assert "ada                      status, comment" in said
    (statuses,) = repository.statuses.values()
    wanted = {"state": "success", "context": "grade/pixels", "description": "3.5 of 4 points"}
    assert {key: statuses[0][key] for key in wanted} == wanted
    (comment,) = repository.comments
    assert comment["body"].startswith("**Pixels: 3.5 of 4 points**\n")
    assert "| `draw_circle` | 3.5 / 4 |" in comment["body"]
    assert "hidden" not in comment["body"]
    assert len(github.written()) == 2

    code, said = publish(github, tmp_path)
    assert code == 0, said
    assert "nothing new" in said
    assert len(github.written()) == 2


def test_another_result_edits_the_comment_and_adds_a_status(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    publish(github, tmp_path)
    graded(tmp_path, result(4.0))
    code, said = publish(github, tmp_path)
    assert code == 0, said
    assert "status, comment edited" in said
    (comment,) = repository.comments
    assert comment["body"].startswith("**Pixels: 4 of 4 points**")
    (statuses,) = repository.statuses.values()
    assert [status["description"] for status in statuses] == ["4 of 4 points", "3.5 of 4 points"]


def test_a_comment_of_somebody_else_with_our_mark_stops_nothing(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    commit = repository.activities[0]["after"]
    forged = {"id": 1, "commit_id": commit, "user": {"login": "ada", "type": "User"}, "body": comment_of(result())}
    repository.comments.append(forged)
    publish(github, tmp_path)
    assert [comment["user"]["login"] for comment in repository.comments] == ["ada", "teacher"]


def test_the_token_of_an_app_has_no_login_and_finds_its_comment_all_the_same(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    github.login = None
    for _ in range(2):
        code, said = publish(github, tmp_path)
        assert code == 0, said
    assert len(repository.comments) == 1


def test_a_comment_whose_answer_was_lost_is_not_written_twice(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    github.fail_next("POST", "comments", lambda _: True)
    code, said = publish(github, tmp_path)
    assert code == 0, said
    assert "comment" in said
    assert len(repository.comments) == 1


def test_a_comment_that_github_did_not_take_is_written_after_a_second_look(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    def stumble(request: GitHubRequest) -> bool:
        request.answer(502, {})
        return False

    github.fail_next("POST", "comments", stumble)
    code, said = publish(github, tmp_path)
    assert code == 0, said
    assert len(repository.comments) == 1


def test_a_public_repository_is_told_only_on_demand(github: GitHubServer, repository: Repository, tmp_path: Path):
    repository.private = False
    code, said = publish(github, tmp_path)
    assert code == 1
    assert "is public: everybody could read the points there" in said
    assert github.written() == []
    assert publish(github, tmp_path, "--in-public")[0] == 0
    assert len(repository.comments) == 1


def test_a_dry_run_writes_nothing_and_says_what_it_would(github: GitHubServer, repository: Repository, tmp_path: Path):
    code, said = publish(github, tmp_path, "--dry-run")
    assert code == 0
    assert "status, comment" in said
    assert "1 of 1 students would hear something new" in said
    assert github.written() == []
    publish(github, tmp_path)
    assert "nothing new" in publish(github, tmp_path, "--dry-run")[1]


def test_each_report_can_be_left_out(github: GitHubServer, repository: Repository, tmp_path: Path):
    publish(github, tmp_path, "--no-comment")
    assert (len(repository.statuses), len(repository.comments)) == (1, 0)
    publish(github, tmp_path, "--no-status")
    assert (len(repository.statuses), len(repository.comments)) == (1, 1)


def test_a_notebook_that_was_fetched_after_it_was_graded_is_not_reported(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    (tmp_path / "class" / "ada" / "pixels.ipynb").write_bytes(b"another")
    code, said = publish(github, tmp_path)
    assert code == 1
    assert "was fetched again after it was graded" in said
    assert github.written() == []


def test_a_notebook_with_a_module_under_a_name_of_the_roster_is_reported(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    module = b"x = 1\n"
    (tmp_path / "class" / "ada" / "helper.py").write_bytes(module)
    graded(tmp_path, result(student="Doe, Ada", sha256=digest_of(NOTEBOOK, {"helper.py": module})))
    code, said = publish(github, tmp_path)
    assert code == 0, said
    assert "status, comment" in said


def test_code_that_was_graded_as_a_notebook_is_reported(github: GitHubServer, repository: Repository, tmp_path: Path):
    code = b"# %%\nx = 1\n"
    (tmp_path / "class" / "ben").mkdir()
    (tmp_path / "class" / "ada" / "pixels.ipynb").rename(tmp_path / "class" / "ben" / "pixels.ipynb")
    (tmp_path / "class" / "ada" / "pixels.py").write_bytes(code)
    digest = digest_of(notebook("pixels.py", code), {})
    graded(tmp_path, result(submission="ada/pixels.py", sha256=digest))
    exit_code, said = publish(github, tmp_path)
    assert exit_code == 0, said
    assert "status, comment" in said


def test_our_fault_and_a_stranger_are_not_reported_and_the_others_are(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    graded(tmp_path, result(student="eve", submission="eve/pixels.ipynb"), result(status="error", score=None), result())
    code, said = publish(github, tmp_path)
    assert code == 1
    assert "No commit of this student was fetched." in said
    assert "by a fault of ours" in said
    assert len(repository.comments) == 1


def test_without_a_token_or_with_a_wrong_one_nothing_is_tried(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    code, said = publish(github, tmp_path, GITHUB_TOKEN="", GH_TOKEN="")
    assert code == 2
    assert "GITHUB_TOKEN" in said
    code, said = publish(github, tmp_path, GITHUB_TOKEN="wrong-token")
    assert code == 3
    assert "not valid" in said
    assert "wrong-token" not in said


def test_folders_of_something_else_are_wrong_usage(github: GitHubServer, repository: Repository, tmp_path: Path):
    (tmp_path / "graded" / "results.jsonl").write_text("{}\n", encoding="utf-8")
    assert "holds no results" in publish(github, tmp_path)[1]
    (tmp_path / "graded" / "results.jsonl").unlink()
    assert "cannot be read" in publish(github, tmp_path)[1]
    (tmp_path / "class" / ".fetched.json").unlink()
    assert publish(github, tmp_path)[0] == 2
    with pytest.raises(UsageError):
        read_results(tmp_path / "none")


def test_a_repository_elsewhere_and_a_right_that_is_missing_are_named(
    github: GitHubServer, repository: Repository, tmp_path: Path
):
    elsewhere = Fetched("ada", "https://git.example.org/a", commit="1" * 40)

    def refuse(request: GitHubRequest) -> bool:
        request.answer(403, {"message": "Resource not accessible by personal access token"})
        return False

    commit = repository.activities[0]["after"]
    here = Fetched("ada", "", NAME, commit)
    with GitHubClient(access_from(github.environment), pause=0.0) as client:
        for found, words in ((elsewhere, "is not on GitHub"), (here, "has not the right")):
            github.fail_next("POST", "statuses", refuse)
            (told,) = publish_class([result()], {"ada": found}, tmp_path / "class", client, Wanted())
            assert words in told.problem


def test_an_unusable_notebook_is_told_why_and_nobody_is_called():
    said = comment_of(result(status="unusable", reason="not a notebook `@course` <b>", score=0.0))
    assert "could not be graded" in said
    assert "@course" not in said
    assert "<b>" not in said
    assert status_of(result(status="unusable"))["state"] == "failure"
