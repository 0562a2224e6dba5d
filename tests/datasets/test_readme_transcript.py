"""datasets/README.md: its commands exist, and its transcript shows their real output."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import check
import collect
import faces
import preprocess
from assignments.course import REPO_ROOT
from checking import thumbnails
from grading.submitted_datasets import student_pipeline

README = (REPO_ROOT / "datasets" / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ python datasets/scripts/(\w+)\.py (.*)$", README, flags=re.MULTILINE)
SCRIPTS = {"check": check.main, "collect": collect.main, "faces": faces.main, "preprocess": preprocess.main}


@pytest.mark.parametrize(("script", "arguments"), COMMANDS)
def test_every_command_of_the_readme_exists_with_its_options(script: str, arguments: str):
    command: click.Command = SCRIPTS[script]
    words = shlex.split(arguments)
    if isinstance(command, click.Group):
        command = command.commands[words[0]]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_script_is_in_the_readme_and_has_an_example():
    assert {script for script, _ in COMMANDS} == set(SCRIPTS)
    for command in SCRIPTS.values():
        assert "Example" in CliRunner().invoke(command, ["--help"]).output


def test_the_readme_gives_the_number_and_the_size_of_a_grader_s_thumbnails():
    assert f"the first {thumbnails.MAX_COUNT} pictures" in README
    assert f"longer than {thumbnails.MAX_SIDE} pixels" in README
    assert student_pipeline.MAX_SIDE == thumbnails.MAX_SIDE


def test_the_transcript_shows_the_real_output(tmp_path: Path):
    (tmp_path / "datasets").symlink_to(REPO_ROOT / "datasets")
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    env = os.environ | {"PATH": f"{python.parent}:{os.environ['PATH']}"}
    transcript = README.split("## From photographs to a batch")[1].split("```console\n")[1].split("```")[0]
    steps = re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]
    assert len(steps) > 2
    for step in steps:
        command, _, expected = step.partition("\n")
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert without_sizes(done.stdout) == without_sizes(expected), command + done.stderr


def without_sizes(text: str) -> str:
    """Replace file sizes, since the size of a PNG depends on the version of zlib."""
    return re.sub(r"\d\.\d MB", "some MB", text).strip()
