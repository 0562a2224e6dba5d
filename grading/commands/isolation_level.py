"""Choose the isolation level of a command, and print it."""

from rich.markup import escape

from assignments.errors import OurFault
from autograder.host.zygote_process import self_test
from autograder.results import Level
from grading.commands.output.terminal import out


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
    full = self_test("full")
    if not full:
        out.print("Walls: full.")
        return "full"
    if least == "full":
        raise OurFault(
            f"The level full does not stand here ({full}), and --isolation full asks for it. Run `grade doctor`."
        )
    lite = self_test("lite")
    if not lite:
        out.print(f"Walls: lite, since full does not stand here ({escape(full)}). Run `grade doctor` for details.")
        return "lite"
    reason = f"full: {full}; lite: {lite}"
    if trust:
        warning = "These notebooks can do all that you can do on this machine: do not grade real students like this."
        out.print(f"[yellow]Walls: none, since none stand here ({escape(reason)}). {warning}[/yellow]")
        return "none"
    raise OurFault(f"No walls stand here ({reason}): run `grade doctor` for details. Nothing was graded.")
