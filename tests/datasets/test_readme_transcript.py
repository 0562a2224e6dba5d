"""What datasets/README.md says can be typed, exists; and what comes out in its transcript is what comes out."""

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
TYPED = re.findall(r"^\$ python datasets/scripts/(\w+)\.py (.*)$", README, flags=re.MULTILINE)
SCRIPTS = {"check": check.main, "collect": collect.main, "faces": faces.main, "preprocess": preprocess.main}


@pytest.mark.parametrize(("script", "rest"), TYPED)
def test_every_command_of_the_readme_exists_with_its_options(script: str, rest: str):
    command: click.Command = SCRIPTS[script]
    words = shlex.split(rest)
    if isinstance(command, click.Group):
        command = command.commands[words[0]]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_script_is_in_the_readme_and_has_an_example():
    assert {script for script, _ in TYPED} == set(SCRIPTS)
    for command in SCRIPTS.values():
        assert "Example" in CliRunner().invoke(command, ["--help"]).output


def test_the_readme_says_how_many_pictures_a_grader_takes_and_how_large():
    assert f"the first {thumbnails.MAX_COUNT} pictures" in README
    assert f"longer than {thumbnails.MAX_SIDE} pixels" in README
    assert student_pipeline.LONGEST == thumbnails.MAX_SIDE


@pytest.mark.slow
def test_the_transcript_is_what_comes_out(tmp_path: Path):
    (tmp_path / "datasets").symlink_to(REPO_ROOT / "datasets")
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    scene = os.environ | {"PATH": f"{python.parent}:{os.environ['PATH']}"}
    transcript = README.split("## From photographs to a batch")[1].split("```console\n")[1].split("```")[0]
    steps = re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]
    assert len(steps) > 2
    for step in steps:
        typed, _, expected = step.partition("\n")
        done = subprocess.run(["sh", "-c", typed], cwd=tmp_path, env=scene, capture_output=True, text=True, check=False)
        assert packed(done.stdout) == packed(expected), typed + done.stderr


def packed(text: str) -> str:
    """Text without sizes: how small PNG files are depends on zlib."""
    return re.sub(r"\d\.\d MB", "some MB", text).strip()
