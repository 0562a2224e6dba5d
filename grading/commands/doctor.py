"""`grade doctor`: show which isolation levels work on this machine, and why the others do not."""

import click
from rich.markup import escape

from autograder.host.zygote_process import self_test
from autograder.results import Level
from autograder.sandbox import diagnose
from grading.commands.terminal import out


@click.command()
def doctor() -> int:
    """Show which isolation levels work on this machine, and why the others do not."""
    for layer in diagnose.layers():
        mark = "[green]there[/green]  " if layer.available else "[red]missing[/red]"
        out.print(f"{mark} {layer.name}: {escape(layer.details)} [dim](for {layer.needed_for})[/dim]")
    best = None
    levels: tuple[Level, ...] = ("full", "lite")
    for level in levels:
        reason = self_test(level)
        out.print(
            f"level {level}: "
            + ("[green]works[/green]" if not reason else f"[red]does not work[/red]: {escape(reason)}")
        )
        best = best or (None if reason else level)
    out.print(f"`grade run` uses the level {best} here." if best else "`grade run` needs --trust-submissions here.")
    return 0 if best else 1
