"""The command line `grade`: the group of commands, and the exit code of each way to end.

Exit 0: all is well; 1: some submissions could not be graded, or something that was checked does not hold; 2: wrong
usage; 3: our fault; 130: stopped with Ctrl-C.
"""

import errno
import sys

import click
from rich.markup import escape

from assignments.errors import GradeError
from grading.commands import build, demo, doctor, run, verify
from grading.commands.terminal import err


def main() -> None:
    """Run the command line; turn every error into one clear sentence and its exit code."""
    try:
        code = commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        err.print("Stopped. What was graded is in the gradebook; the same command goes on from there.")
        code = 130
    except GradeError as error:
        err.print(f"[red]{escape(str(error))}[/red]")
        code = error.exit_code
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EPERM):
            raise
        err.print(f"[red]{escape(_operating_system(error))}[/red]")
        code = 3
    sys.exit(code or 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="advanced-frameworks-exercises")
def commands() -> None:
    """Grade the exercises of Coding 2: Advanced Frameworks."""


for command in (run.run, build.build, verify.verify, demo.demo, doctor.doctor):
    commands.add_command(command)


def _operating_system(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    advice = {
        errno.ENOSPC: "the disk is full: make room; the same command goes on where it stopped",
        errno.EDQUOT: "your disk quota is used up: make room; the same command goes on where it stopped",
        errno.EROFS: "this disk is read-only: choose another folder",
    }
    return (
        f"{advice.get(error.errno or 0, 'permission denied: choose a folder that you may write')}{where}".capitalize()
    )
