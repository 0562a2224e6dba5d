"""The documents name the commands that exist, and the same commands everywhere."""

import re
import subprocess
import tomllib

import click
import pytest
import yaml
from packaging.version import Version

from assignments.course import REPO_ROOT
from grading.commands.group import COMMANDS, load

README = (REPO_ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (REPO_ROOT / "Makefile").read_text(encoding="utf-8")
CONTRIBUTING = (REPO_ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
TYPED = re.findall(r"(?:`|^\$ (?:\.venv/bin/)?)grade ([a-z]+)([^`\n]*)", README, flags=re.MULTILINE)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme(name: str):
    assert name in {typed for typed, _ in TYPED}


@pytest.mark.parametrize(("name", "rest"), TYPED)
def test_every_command_of_the_readme_exists_with_its_options(name: str, rest: str):
    command = load(name)
    assert command
    if isinstance(command, click.Group):  # its options are those of the command behind it
        command = command.commands.get((rest.split(maxsplit=1) or [""])[0], command)
    known = {option for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]}
    assert set(re.findall(r"--[a-z-]+", rest)) <= known


def test_every_command_and_option_has_a_help_text():
    for name in COMMANDS:
        command = load(name)
        assert command, name
        assert command.help, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help or option.show_default, f"{name} {option.opts}"


def test_every_make_target_exists():
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.MULTILINE))
    assert {"grade", "test", "coverage", "verify", "build", "bench", "doctor", "lock", "clean", "setup"} <= targets
    for document in ("README.md", ".github/CONTRIBUTING.md", ".ci/run"):
        named = re.findall(
            r"(?:`|^\$ |^)make ([a-z-]+)", (REPO_ROOT / document).read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        assert named, document
        assert set(named) <= targets, document


def test_make_test_contributing_and_pre_commit_name_the_same_commands():
    recipe = re.search(r"^test:.*\n((?:\t.*\n)+)", MAKEFILE, flags=re.MULTILINE)
    block = re.search(r"```sh\n(.*?)```", CONTRIBUTING, flags=re.DOTALL)
    assert recipe
    assert block
    commands = [line.strip().removeprefix("$(BIN)/") for line in recipe.group(1).splitlines()]
    assert block.group(1).splitlines() == commands

    config = yaml.safe_load((REPO_ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook["entry"].removeprefix(".venv/bin/") for repo in config["repos"] for hook in repo["hooks"]]
    assert [*hooks, "python -m pytest -n auto --dist worksteal"] == commands


def test_the_changelog_opens_with_the_version_of_the_package_and_only_that_one_may_be_unreleased():
    changelog = (REPO_ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = [line for line in changelog.splitlines() if line.startswith("## ")]
    found = [re.fullmatch(r"## (\d+\.\d+\.\d+) \((unreleased|\d{4}-\d\d-\d\d)\)", line) for line in sections]
    versions = [match.group(1) for match in found if match]
    assert len(versions) == len(sections)
    assert versions == sorted(set(versions), key=Version, reverse=True)
    assert "unreleased" not in "".join(sections[1:])
    package = tomllib.loads((REPO_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert versions[0] == package["version"]


def test_the_map_of_the_readme_has_every_folder():
    section = README.split("## The house")[1].split("## Adding")[0]
    on_the_map = re.findall(r"^\| `([a-z]+)/", section, flags=re.MULTILINE)
    ours = subprocess.run(["git", "ls-files"], cwd=REPO_ROOT, capture_output=True, text=True, check=True).stdout
    folders = {path.split("/")[0] for path in ours.splitlines() if "/" in path and not path.startswith(".")}
    assert sorted(on_the_map) == sorted(folders)
