"""Folders of clones, as `gh classroom` and Classroom 50 make them."""

import os
import subprocess
from pathlib import Path

import pytest

from grading.intake.git_commit import head
from grading.intake.submissions import take_in
from tests.support.downloads import by_student, fill, zipped
from tests.support.small_notebooks import NOTEBOOK

SETTINGS = {
    **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "Åsa <x> Doe", "GIT_COMMITTER_EMAIL": "a@b",
    "GIT_COMMITTER_DATE": "2026-03-02T10:11:12+0130", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
}  # fmt: skip


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, env=SETTINGS, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def repository(folder: Path) -> str:
    """Make a repository with a notebook; return the id of its commit."""
    fill(folder, {"pixels.ipynb": NOTEBOOK, "helper.py": b"x = 1", "README.md": b"# hello"})
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Hand in")
    return git(folder, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("place", "prefix"),
    [("week5-pixels-submissions", "week5-pixels"), ("c50-pixels_submissions_2026-03-02T10-11-12", "c50-pixels")],
)
def test_the_login_the_commit_and_its_time_are_read(tmp_path: Path, place: str, prefix: str):
    folder = tmp_path / "week 5" / place
    commits = {login: repository(folder / f"{prefix}-{login}") for login in ("ada-doe", "ben")}
    (folder / f"{prefix}-cy").mkdir()
    for path in (folder, folder.parent):
        taken = take_in([path])
        found = {s.student: s for s in taken.submissions}
        assert taken.recognised == (f"{path.name}: a folder of Git clones, 3 students",)
        assert sorted(found) == ["ada-doe", "ben", "cy"]
        assert {name: found[name].revision for name in commits} == commits
        assert found["ben"].handed_in == "2026-03-02T10:11:12+01:30"
        assert "no notebook" in found["cy"].problem
        assert [module.name for module in found["ben"].modules] == ["helper.py"]


def test_without_a_telling_folder_the_repository_is_the_student(tmp_path: Path):
    for name in ("pixels-ada", "pixels-ben"):
        repository(tmp_path / "x" / name)
    assert sorted(by_student(tmp_path / "x")) == ["pixels-ada", "pixels-ben"]


def test_a_zip_of_clones(tmp_path: Path):
    files = {f"p-submissions/p-{login}/pixels.ipynb": NOTEBOOK for login in ("ada", "ben")}
    files["p-submissions/p-ada/.git/x.ipynb"] = NOTEBOOK
    found = by_student(zipped(tmp_path / "anything.zip", files))
    assert {student: s.problem for student, s in found.items()} == {"ada": "", "ben": ""}


def test_a_packed_commit_and_a_packed_reference(tmp_path: Path):
    commit = repository(tmp_path)
    for i in range(300):
        (tmp_path / "n").write_text(str(i), encoding="utf-8")
        git(tmp_path, "add", "n") if i < 2 else None
    git(tmp_path, "gc", "-q", "--aggressive", "--prune=now")
    assert not (tmp_path / ".git" / "objects" / commit[:2]).exists()
    found = head(tmp_path / ".git")
    assert found is not None
    assert (found.id, found.time) == (commit, "2026-03-02T10:11:12+01:30")
    git(tmp_path, "checkout", "-q", "--detach")
    assert head(tmp_path / ".git") == found


@pytest.mark.parametrize(
    "content",
    ["", "ref: ../../secret", "ref: refs/heads/../../../x", "ref: refs/heads/none", "x" * 50, "\xff", "0" * 40],
)
def test_a_hostile_or_broken_repository_gives_nothing(tmp_path: Path, content: str):
    fill(tmp_path, {".git/HEAD": content.encode("latin-1"), ".git/objects/00/" + "0" * 38: b"no object"})
    fill(
        tmp_path, {".git/objects/pack/p.idx": b"\xfftOc\0\0\0\2" + b"\xff" * 2000, ".git/objects/pack/p.pack": b"PACK"}
    )
    found = head(tmp_path / ".git")
    assert found is None or found.time == ""


@pytest.mark.parametrize("name", ["HEAD", "objects/pack/p.idx"])
def test_a_pipe_in_a_repository_blocks_nothing(tmp_path: Path, name: str):
    fill(tmp_path, {".git/objects/pack/other": b""})
    if name != "HEAD":
        fill(tmp_path, {".git/HEAD": b"0" * 40})
    os.mkfifo(tmp_path / ".git" / name)
    found = head(tmp_path / ".git")
    assert found is None or found.time == ""


def test_git_itself_is_never_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    repository(tmp_path / "p-submissions" / "p-ada")
    monkeypatch.setattr(subprocess, "Popen", None)
    monkeypatch.setenv("PATH", "/nowhere")
    assert by_student(tmp_path / "p-submissions")["ada"].revision
