"""`grade` in this process: another Python takes a second to import it."""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

from grading.commands.group import run_command


def grade(*words: object, **environment: str) -> tuple[int, str]:
    """Run a command; return its exit code, and what it printed to both streams."""
    said = io.StringIO()
    with (
        mock.patch.dict(os.environ, environment),
        mock.patch.object(sys, "argv", ["grade", *map(str, words)]),
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        code = run_command()
    assert "Traceback" not in said.getvalue()
    return code, said.getvalue()
