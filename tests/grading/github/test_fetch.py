"""`grade fetch`, against a local server with GitHub's shapes and bare repositories on disk."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assignments.errors import OurFault, UsageError
from grading.github.credentials import access_from
from grading.github.fetch import RECORD, due_time, read_record
from grading.github.git import has_commit
from tests.support.command_line import grade
from tests.support.github_server import TOKEN, GitHubServer, serve_github
from tests.support.workflows import git

MONDAY, TUESDAY, WEDNESDAY = (f"2026-11-{day:02}T12:00:00+00:00" for day in (23, 24, 25))
NOTEBOOK = "pixels.ipynb"


@pytest.fixture
def github(tmp_path: Path) -> Iterator[GitHubServer]:
    with serve_github() as server:
        for student in ("ada", "bo"):
            server.add(f"course/pixels-{student}", tmp_path)
            server.push(f"course/pixels-{student}", {NOTEBOOK: b"first"}, MONDAY)
        (tmp_path / "roster.csv").write_text(
            "student,repository\nada,course/pixels-ada\nbo,course/pixels-bo\n", encoding="utf-8"
        )
        yield server


def fetch(github: GitHubServer, tmp_path: Path, *words: str, **environment: str) -> tuple[int, str]:
    code, said = grade("fetch", tmp_path / "roster.csv", tmp_path / "class", *words, **github.environment | environment)
    assert TOKEN not in said
    return code, said


def content(tmp_path: Path, student: str) -> str:
    return (tmp_path / "class" / student / NOTEBOOK).read_text(encoding="utf-8")


def files_with(folder: Path, *words: str) -> list[str]:
    """Return the files in a folder that hold one of the words."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in found if any(word.encode() in path.read_bytes() for word in words)]


def test_private_repositories_are_cloned_with_the_token_which_is_written_nowhere(github: GitHubServer, tmp_path: Path):
    code, said = fetch(github, tmp_path)
    assert code == 0, said
    assert "2 of 2 repositories are in" in said
    assert content(tmp_path, "ada") == content(tmp_path, "bo") == "first"
    record = read_record(tmp_path / "class")
    assert record["ada"].name == "course/pixels-ada"
    assert len(record["ada"].commit) == 40
    header = access_from(github.environment).header.rpartition(" ")[2]
    assert files_with(tmp_path / "class", TOKEN, header) == []
    assert any("Basic" in headers.get("Authorization", "") for _, _, headers in github.requests)


def test_without_the_token_each_private_repository_is_named(github: GitHubServer, tmp_path: Path):
    code, said = fetch(github, tmp_path, GITHUB_TOKEN="", GH_TOKEN="")
    assert code == 1
    assert "0 of 2 repositories" in said
    assert said.count("is not there, or may not be read") == 2


def test_a_second_run_fetches_what_is_new(github: GitHubServer, tmp_path: Path):
    fetch(github, tmp_path)
    github.push("course/pixels-ada", {NOTEBOOK: b"second"}, TUESDAY)
    code, said = fetch(github, tmp_path)
    assert code == 0, said
    assert (content(tmp_path, "ada"), content(tmp_path, "bo")) == ("second", "first")


def test_the_last_push_before_the_due_time_counts_and_a_second_run_asks_nobody(github: GitHubServer, tmp_path: Path):
    github.push("course/pixels-ada", {NOTEBOOK: b"in time"}, TUESDAY)
    github.push("course/pixels-ada", {NOTEBOOK: b"too late"}, WEDNESDAY)
    code, said = fetch(github, tmp_path, "--due", "2026-11-25T12:59:59+01:00")
    assert code == 0, said
    assert content(tmp_path, "ada") == "in time"
    assert read_record(tmp_path / "class")["ada"].by == "push"
    github.requests.clear()
    code, said = fetch(github, tmp_path, "--due", "2026-11-25T12:59:59+01:00")
    assert (code, github.requests) == (0, [])
    assert "2 of 2 repositories are in" in said
    assert "2 of them before" in said


def test_a_commit_with_a_false_date_is_late_all_the_same(github: GitHubServer, tmp_path: Path):
    github.push("course/pixels-ada", {NOTEBOOK: b"late, and says Monday"}, MONDAY, WEDNESDAY)
    code, said = fetch(github, tmp_path, "--due", TUESDAY)
    assert code == 0, said
    assert content(tmp_path, "ada") == "first"


def test_a_commit_that_was_pushed_away_counts_as_long_as_github_has_it(github: GitHubServer, tmp_path: Path):
    github.push("course/pixels-ada", {NOTEBOOK: b"another history"}, WEDNESDAY, force=True)
    code, said = fetch(github, tmp_path, "--due", TUESDAY)
    assert code == 0, said
    assert content(tmp_path, "ada") == "first"
    bare = github.repositories["course/pixels-ada"].path
    git("reflog", "expire", "--expire=now", "--all", at=bare)
    git("gc", "--quiet", "--prune=now", at=bare)
    shutil.rmtree(tmp_path / "class")
    code, said = fetch(github, tmp_path, "--due", TUESDAY)
    assert code == 1
    assert "of the last push in time is gone" in said
    assert not (tmp_path / "class" / "ada" / NOTEBOOK).exists()


def test_where_github_shows_no_pushes_the_dates_of_commits_count_and_it_is_said(github: GitHubServer, tmp_path: Path):
    bare = github.repositories["course/pixels-ada"].path
    github.push("course/pixels-ada", {NOTEBOOK: b"too late"}, WEDNESDAY)
    (tmp_path / "roster.csv").write_text(f"student,repository\nada,{bare}\n", encoding="utf-8")
    code, said = fetch(github, tmp_path, "--due", TUESDAY)
    assert code == 0, said
    assert content(tmp_path, "ada") == "first"
    assert "1 by the dates of their commits, which their authors can choose" in said


def test_nothing_before_the_due_time_leaves_nothing_to_grade(github: GitHubServer, tmp_path: Path):
    fetch(github, tmp_path)
    code, said = fetch(github, tmp_path, "--due", "2026-01-01T00:00:00Z")
    assert code == 1
    assert said.count("Nothing was pushed before") == 2
    assert not (tmp_path / "class" / "ada" / NOTEBOOK).exists()


def test_one_that_cannot_be_fetched_does_not_stop_the_others(github: GitHubServer, tmp_path: Path):
    github.add("course/pixels-empty", tmp_path)
    text = "student,repository\nada,course/pixels-ada\neve,course/nobody\nmax,course/pixels-empty\n"
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    code, said = fetch(github, tmp_path)
    assert code == 1
    assert "1 of 3 repositories" in said
    assert "The repository has no commit." in said
    assert sorted(path.name for path in (tmp_path / "class").iterdir()) == [RECORD, "ada", "max"]
    github.push("course/pixels-empty", {NOTEBOOK: b"at last"}, MONDAY)
    code, said = fetch(github, tmp_path)
    assert "2 of 3 repositories" in said
    assert content(tmp_path, "max") == "at last"


def test_an_interrupted_clone_leaves_no_folder_that_looks_like_one(github: GitHubServer, tmp_path: Path):
    bare = github.repositories["course/pixels-ada"].path
    pack = next(path for path in bare.rglob("objects/??/*"))
    pack.chmod(0o644)
    pack.write_bytes(b"damaged")
    code, _ = fetch(github, tmp_path)
    assert code == 1
    assert sorted(path.name for path in (tmp_path / "class").iterdir()) == [RECORD, "bo"]


def test_links_hooks_and_modules_of_a_repository_do_nothing(github: GitHubServer, tmp_path: Path):
    work = github.repositories["course/pixels-ada"].path.with_suffix(".work")
    (work / "link.ipynb").symlink_to("/etc/passwd")
    evil = f'[submodule "m"]\n\tpath = m\n\turl = {tmp_path}\n'.encode()
    files = {".gitmodules": evil, ".gitattributes": b"* filter=evil\n", ".githooks/post-checkout": b"#!/bin/sh\n"}
    github.push("course/pixels-ada", files, TUESDAY)
    code, said = fetch(github, tmp_path)
    assert code == 0, said
    link = tmp_path / "class" / "ada" / "link.ipynb"
    assert not link.is_symlink()
    assert link.read_text(encoding="utf-8") == "/etc/passwd"


def test_a_folder_of_something_else_is_left_alone(github: GitHubServer, tmp_path: Path):
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "ada" / "mine.txt").write_text("mine", encoding="utf-8")
    code, said = fetch(github, tmp_path)
    assert code == 1
    assert "is there already and is no clone" in said
    assert (tmp_path / "class" / "ada" / "mine.txt").is_file()


def test_a_wrong_token_ends_the_command_with_our_exit_code(github: GitHubServer, tmp_path: Path):
    for repository in github.repositories.values():
        repository.private = False
    code, said = fetch(github, tmp_path, "--due", TUESDAY, GITHUB_TOKEN="wrong-token")
    assert code == 3
    assert "The token is not valid" in said
    assert "wrong-token" not in said


def test_wrong_usage_is_told_before_anything_is_fetched(github: GitHubServer, tmp_path: Path):
    assert fetch(github, tmp_path, "--due", "Friday")[0] == 2
    (tmp_path / "class").write_text("a file", encoding="utf-8")
    code, said = fetch(github, tmp_path)
    assert code == 2
    assert "is a file" in said
    assert github.requests == []


def test_a_due_time_has_an_offset():
    assert due_time("2026-11-30T23:59:00+01:00") == datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    with pytest.raises(UsageError, match="add the offset"):
        due_time("2026-11-30T23:59:00")


def test_a_damaged_record_is_named(tmp_path: Path):
    (tmp_path / RECORD).write_text(json.dumps({"students": [1]}), encoding="utf-8")
    with pytest.raises(OurFault, match="remove it"):
        read_record(tmp_path)


def test_only_a_commit_is_asked_for(github: GitHubServer, tmp_path: Path):
    bare = github.repositories["course/pixels-ada"].path
    assert not has_commit(bare, "--upload-pack=evil", access_from(github.environment))
