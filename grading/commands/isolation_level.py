"""Choose the isolation level of a command, and print it."""

from rich.markup import escape

from assignments.errors import OurFault
from autograder.host.zygote_process import self_test
from autograder.results import Level
from grading.commands.output.terminal import out
from grading.signals import signals_wait


def isolation_level(least: Level, trust: bool) -> Level:
    """Return the best level that works here, and print it in one line.

    Parameters
    ----------
    least:
        The lowest level that may be used.
    trust:
        Whether "none" may be used if no level works.

    Raises
    ------
    OurFault
        No level that may be used works here.
    """
    full = _tried("full")
    if not full:
        out.print("Walls: full.")
        return "full"
    if least == "full":
        raise OurFault(
            f"The level full does not stand here ({full}), and --isolation full asks for it. Run `grade doctor`."
        )
    lite = _tried("lite")
    if not lite:
        out.print(f"Walls: lite, since full does not stand here ({escape(full)}). Run `grade doctor` for details.")
        return "lite"
    reason = f"full: {full}; lite: {lite}"
    if trust:
        warning = "These notebooks can do all that you can do on this machine: do not grade real students like this."
        out.print(f"[yellow]Walls: none, since none stand here ({escape(reason)}). {warning}[/yellow]")
        return "none"
    raise OurFault(f"No walls stand here ({reason}): run `grade doctor` for details. Nothing was graded.")


def _tried(level: Level) -> str:
    with signals_wait():  # for a tenth of a second: the trial makes a folder, and starts a process
        return self_test(level)
