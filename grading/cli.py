"""The command line `grade`: its commands, its error messages and its exit codes.

Exit code 0: success. 1: some submissions cannot be graded, or a check (`build --check`, `verify`, `doctor`) fails.
2: wrong usage. 3: this software or this machine failed. 130: stopped with Ctrl-C.
"""

import errno
import sys

import click
from rich.markup import escape

from assignments.errors import GradeError
from grading.commands import build, demo, doctor, remove, run, verify
from grading.commands.terminal import err


def main() -> None:
    """Run the command line. Print each expected error as one message and exit with its code."""
    try:
        code = commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        err.print("Stopped. All results so far are in the gradebook. Run the same command again to grade the rest.")
        code = 130
    except GradeError as error:
        err.print(f"[red]{escape(str(error))}[/red]")
        code = error.exit_code
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EPERM):
            raise
        err.print(f"[red]{escape(_system_error_message(error))}[/red]")
        code = 3
    sys.exit(code or 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="advanced-frameworks-exercises")
def commands() -> None:
    """Grade the exercises of Coding 2: Advanced Frameworks."""


for command in (run.run, remove.remove, build.build, verify.verify, demo.demo, doctor.doctor):
    commands.add_command(command)


def _system_error_message(error: OSError) -> str:
    full = "Make room, then run the same command again: it grades the rest."
    message, advice = {
        errno.ENOSPC: ("The disk is full", full),
        errno.EDQUOT: ("Your disk quota is used up", full),
        errno.EROFS: ("This disk is read-only", "Choose another folder."),
    }.get(error.errno or 0, ("Permission denied", "Choose a folder that you may write to."))
    return f"{message} ({error.filename}). {advice}" if error.filename else f"{message}. {advice}"
