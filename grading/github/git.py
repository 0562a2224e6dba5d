"""git, for repositories whose content nobody trusts.

In: an address and a folder. Out: a clone, its commits, and a checkout. No hook, filter or submodule of a repository is
run or followed, and a link becomes a small text file. The token goes to git by its environment, only for addresses of
the server, and git writes it nowhere.
"""

import os
import re
import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from assignments.errors import OurFault
from grading.github.credentials import Access

TIMEOUT = 600.0  # seconds for one command
HIDDEN = ("could not read Username", "Authentication failed", "Repository not found", "does not exist")
SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.symlinks": "false",
    "core.autocrlf": "false",
    "submodule.recurse": "false",
    "transfer.fsckObjects": "true",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "60",
}


class GitFailed(Exception):
    """git could not do it. The text says why, in one line."""


def clone(address: str, folder: Path, access: Access) -> None:
    """Clone a repository without checking anything out; the folder appears when the clone is whole."""
    folder = folder.absolute()  # git is started in another folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".cloning-", dir=folder.parent))
    try:
        options = ["--quiet", "--no-checkout", "--no-tags", "--single-branch", "--no-recurse-submodules"]
        _git(["clone", *options, "--", address, str(temporary / "clone")], folder.parent, access)
        os.chmod(temporary / "clone", 0o755)
        os.rename(temporary / "clone", folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def update(address: str, folder: Path, access: Access) -> None:
    """Bring a clone up to date with its repository, also if that has another default branch now."""
    branches = "+refs/heads/*:refs/remotes/origin/*"
    for key, value in (("remote.origin.url", address), ("remote.origin.fetch", branches)):
        _git(["config", "--replace-all", key, value], folder, access)
    _git(["fetch", "--quiet", "--no-tags", "--prune", "--no-recurse-submodules", "origin"], folder, access)
    try:
        _git(["remote", "set-head", "origin", "--auto"], folder, access)
    except GitFailed:  # the repository has no commit
        if newest_commit(folder, access):
            raise


def is_clone(folder: Path) -> bool:
    """Return whether a folder is a clone that `clone` made."""
    return (folder / ".git").is_dir() and not (folder / ".git").is_symlink()


def default_branch(folder: Path, access: Access) -> str:
    """Return the name of the default branch of the repository, or "" if it has no commit."""
    try:
        full = _git(["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"], folder, access)
    except GitFailed:
        return ""
    return full.removeprefix("refs/remotes/origin/")


def newest_commit(folder: Path, access: Access, before: datetime | None = None) -> str:
    """Return the newest commit of the default branch, or the newest whose date is not after `before`; "" if none."""
    limit = [f"--before={before.isoformat()}"] if before else []
    try:
        return _git(["rev-list", "--max-count=1", *limit, "refs/remotes/origin/HEAD", "--"], folder, access)
    except GitFailed:
        return ""


def has_commit(folder: Path, commit: str, access: Access) -> bool:
    """Return whether a clone holds a commit; one that was pushed away is asked for."""
    if not re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", commit):
        return False
    for attempt in range(2):
        try:
            _git(["cat-file", "-e", f"{commit}^{{commit}}"], folder, access)
            return True
        except GitFailed:
            if attempt:
                return False
        try:
            _git(["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "origin", commit], folder, access)
        except GitFailed:
            return False
    return False


def check_out(folder: Path, commit: str, access: Access) -> None:
    """Let a folder hold the files of a commit."""
    _git(["checkout", "--quiet", "--force", "--detach", commit, "--"], folder, access)


def commit_date(folder: Path, commit: str, access: Access) -> str:
    """Return the date of a commit, as its author's computer stated it."""
    return _git(["show", "--no-patch", "--format=%cI", commit, "--"], folder, access)


def _git(words: list[str], folder: Path, access: Access) -> str:
    try:
        done = subprocess.run(
            ["git", *words],
            cwd=folder,
            env=_environment(access),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        raise OurFault("git is not installed: install it, then run the command again.") from None
    except subprocess.TimeoutExpired:
        raise GitFailed(f"git {words[0]} took more than {TIMEOUT:.0f} s") from None
    if done.returncode:
        lines = [line for line in done.stderr.strip().splitlines() if line.strip()]
        telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote:"))] or lines
        if any(hint in done.stderr for hint in HIDDEN):
            raise GitFailed("The repository is not there, or may not be read: check its name and GITHUB_TOKEN.")
        raise GitFailed(access.hide(telling[-1].strip() if telling else f"git {words[0]} failed"))
    return done.stdout.strip()


def _environment(access: Access) -> dict[str, str]:
    """Return the environment of git: without any token of ours but in the header for the server."""
    kept = {name: value for name, value in os.environ.items() if not re.match("GITHUB_|GH_|GIT_|ACTIONS_", name)}
    settings = dict(SETTINGS)
    if access.token:
        settings[f"http.{access.server}/.extraHeader"] = access.header
    pairs = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        pairs |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    fixed = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "https:http:ssh:file",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"),
        "LC_ALL": "C.UTF-8",
    }
    return kept | pairs | fixed
