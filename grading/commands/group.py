"""All commands of `grade`, their error messages and their exit codes.

Exit code 0: success. 1: some submissions cannot be graded, some rows of an export need a person, or a check
(`build --check`, `verify`, `doctor`) fails. 2: wrong usage. 3: this software or this machine failed.
"""

import errno
import traceback
from pkgutil import resolve_name

import click
from rich.markup import escape

from assignments.errors import GradeError
from grading.commands.output.terminal import err, out, shown

_NAMES = """
    run show history diff mark export similar gallery remove fetch publish build verify mutants demo doctor completion
"""
COMMANDS = {"list": "list:list_class"} | {name: f"{name}:{name}" for name in _NAMES.split()}  # and where each is
SYSTEM_ERRORS = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EPERM)


def run_command() -> int:
    """Run the command line and return its exit code. Print each expected error as one message.

    Raises
    ------
    KeyboardInterrupt
        The user stopped the command.
    """
    try:
        return commands.main(standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        raise KeyboardInterrupt from None
    except GradeError as error:
        err.print("[red]" + "\n".join(map(shown, str(error).split("\n"))) + "[/red]")  # it may name a file of a student
        return error.exit_code
    except Exception as error:  # Python itself would end with 1, which says that submissions cannot be graded
        if isinstance(error, OSError) and error.errno in SYSTEM_ERRORS:
            err.print(f"[red]{escape(_system_error_message(error))}[/red]")
        else:
            traceback.print_exc()
            err.print("[red]This is a fault of `grade` itself: please report the lines above.[/red]")
        return 3


def load(name: str) -> click.Command | None:
    """Import and return the command of this name, or None if there is no such command."""
    return resolve_name(f"grading.commands.{COMMANDS[name]}") if name in COMMANDS else None


class _Lazy(click.Group):
    """A command is imported when it is asked for: all of them together take a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return load(cmd_name)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="advanced-frameworks-exercises")
def commands() -> None:
    """Grade the exercises of Coding 2: Advanced Frameworks."""
    out.quiet = False  # until an option says otherwise, and for this command only
    click.get_current_context().call_on_close(lambda: setattr(out, "quiet", False))


def _system_error_message(error: OSError) -> str:
    full = "Make room, then run the same command again: it grades the rest."
    message, advice = {
        errno.ENOSPC: ("The disk is full", full),
        errno.EDQUOT: ("Your disk quota is used up", full),
        errno.EROFS: ("This disk is read-only", "Choose another folder."),
    }.get(error.errno or 0, ("Permission denied", "Choose a folder that you may write to."))
    return f"{message} ({error.filename}). {advice}" if error.filename else f"{message}. {advice}"
