"""Which level of isolation a command works behind, and the sentence that says so."""

from rich.markup import escape

from assignments.errors import OurFault
from autograder.host.zygote_process import self_test
from autograder.results import Level
from grading.commands.terminal import out


def isolation_level(least: Level, trust: bool) -> Level:
    """The best level that stands here, said in one line; `trust` allows none where nothing stands."""
    full = self_test("full")
    if not full:
        out.print("Walls: full.")
        return "full"
    if least == "full":
        raise OurFault(
            f"The level full does not stand here ({full}) and --isolation full asks for it: see `grade doctor`."
        )
    lite = self_test("lite")
    if not lite:
        out.print(f"Walls: lite, since full does not stand here ({escape(full)}); see `grade doctor`.")
        return "lite"
    why = f"full: {full}; lite: {lite}"
    if trust:
        out.print(
            f"[yellow]Walls: none, since none stand here ({escape(why)}). These notebooks may do whatever you may do: "
            "a class of real students needs walls, see `grade doctor`.[/yellow]"
        )
        return "none"
    raise OurFault(f"No walls stand here ({why}): see `grade doctor`. Nothing was graded.")
