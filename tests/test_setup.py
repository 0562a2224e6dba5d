"""What `make setup` does where something is missing, with programs that only write down how they were called."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from assignments.course import REPO_ROOT

PYTHON = """#!/bin/sh
case "$*" in
    *ensurepip*) test -e "$MACHINE/complete" ;;
    *-venv*) echo python3.11-venv ;;
    -m*) echo "python $*" >>"$MACHINE/called"; test "$2" = pip || { mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; } ;;
esac
"""
APT_GET = """#!/bin/sh
echo "apt-get $*" >>"$MACHINE/called"
case "$*" in
    update*) touch "$MACHINE/listed" ;;
    *) test -e "$MACHINE/listed" && touch "$MACHINE/complete" ;;
esac
"""
UV = """#!/bin/sh
echo "uv $*" >>"$MACHINE/called"
"""
VENV = "python -m venv .venv"
LACKING = "cannot make virtual environments: say apt-get install python3.11-venv as root.\n"


class Machine:
    """A folder with the Makefile and the locks, and a PATH on which all programs but the shell's are made up."""

    def __init__(self, folder: Path, user: int):
        self.folder, self.clone, self.programs = folder, folder / "clone", folder / "programs"
        self.clone.mkdir()
        self.programs.mkdir()
        for path in (REPO_ROOT / "Makefile", REPO_ROOT / "pyproject.toml", *REPO_ROOT.glob("requirements*.lock")):
            shutil.copy(path, self.clone)
        for name in ("sh", "make", "mkdir", "cp", "touch"):
            (self.programs / name).symlink_to(shutil.which(name) or name)
        self.has("python3", PYTHON)
        self.has("id", f"#!/bin/sh\necho {user}\n")

    def has(self, name: str, text: str) -> None:
        (self.programs / name).write_text(text, encoding="utf-8")
        (self.programs / name).chmod(0o755)

    def knows(self, what: str) -> None:
        (self.folder / what).touch()

    def setup(self) -> tuple[int, str, list[str]]:
        """The exit code of `make setup`, what it printed, and what it called."""
        bare = {"PATH": str(self.programs), "HOME": str(self.folder), "MACHINE": str(self.folder)}
        make = ["make", "setup", "PYTHON=python3"]
        (self.folder / "called").write_text("", encoding="utf-8")
        done = subprocess.run(make, cwd=self.clone, env=bare, capture_output=True, text=True, check=False)
        called = (self.folder / "called").read_text(encoding="utf-8").splitlines()
        return done.returncode, done.stdout + done.stderr, called


@pytest.fixture
def root(tmp_path: Path) -> Machine:
    return Machine(tmp_path, 0)


@pytest.fixture
def user(tmp_path: Path) -> Machine:
    return Machine(tmp_path, 1000)


def test_debian_without_venv_gets_it_as_root(root: Machine):
    root.has("apt-get", APT_GET)
    code, said, called = root.setup()
    assert code == 0, said
    install = "apt-get install -qq -y --no-install-recommends python3.11-venv"
    assert called[:4] == [install, "apt-get update -qq", install, VENV]


def test_the_list_of_packages_is_not_fetched_where_it_is_there(root: Machine):
    root.has("apt-get", APT_GET)
    root.knows("listed")
    code, said, called = root.setup()
    assert code == 0, said
    assert called[1] == VENV


def test_a_user_without_venv_reads_one_sentence_with_the_command(user: Machine):
    user.has("apt-get", APT_GET)
    code, said, called = user.setup()
    assert (code, called) == (2, [])
    assert LACKING in said


def test_root_reads_the_same_where_apt_does_not_help(root: Machine):
    root.has("apt-get", "#!/bin/sh\nexit 100\n")
    code, said, called = root.setup()
    assert (code, called) == (2, [])
    assert LACKING in said


def test_the_uv_on_the_path_installs_what_the_lock_names(user: Machine):
    user.knows("complete")
    user.has("uv", UV)
    code, said, called = user.setup()
    assert code == 0, said
    uv = "uv pip install --quiet --python .venv/bin/python --no-deps"
    assert called == [VENV, f"{uv} --require-hashes -r requirements.lock", f"{uv} --no-build-isolation -e ."]


def test_pip_installs_uv_by_its_hash_and_all_else_where_uv_does_not_run(user: Machine):
    user.knows("complete")
    code, said, called = user.setup()
    assert code == 0, said
    pip = "python -m pip install --quiet --disable-pip-version-check --no-deps"
    locks = [f"{pip} --require-hashes -r {lock}" for lock in ("requirements-uv.lock", "requirements.lock")]
    assert called == [VENV, *locks, f"{pip} --no-build-isolation -e ."]
    assert "Without uv, pip installs: this takes some minutes." in said


def test_set_up_is_done_once_and_again_when_the_lock_changes(user: Machine):
    user.knows("complete")
    user.has("uv", UV)
    _, _, first = user.setup()
    _, _, second = user.setup()
    later = (user.clone / ".venv" / "bin" / "installed").stat().st_mtime + 1
    os.utime(user.clone / "requirements.lock", (later, later))
    _, _, third = user.setup()
    assert (second, third) == ([], first)
