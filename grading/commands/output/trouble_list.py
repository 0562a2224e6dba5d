"""The list at the end of a run: what in the class is not as usual, and what to do about it."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console

from grading.commands.output.terminal import shown
from grading.triage import Trouble

MAX_LINES = 20  # of one kind


def print_troubles(troubles: Sequence[Trouble], to: Console) -> None:
    """Print the troubles by their kind, each with student and file; nothing if there are none."""
    if troubles:
        to.print("Worth a look:")
    for kind, group in groupby(troubles, key=lambda trouble: trouble.kind):
        listed = list(group)
        to.print(f"  [bold]{kind}[/bold] ({len(listed)})  [dim]{shown(listed[0].advice)}[/dim]")
        for trouble in listed[:MAX_LINES]:
            file = f" ({trouble.file})" if trouble.file else ""
            advice = f" {trouble.advice}" if trouble.advice != listed[0].advice else ""
            to.print(f"    {shown(f'{trouble.student}{file}: {trouble.what}{advice}')}")
        if len(listed) > MAX_LINES:
            to.print(f"    and {len(listed) - MAX_LINES} more")
