"""`grade doctor`: which levels of isolation this machine gives, and why not the others."""

import click
from rich.markup import escape

from autograder.host.zygote_process import self_test
from autograder.results import Level
from autograder.sandbox import diagnose
from grading.commands.terminal import out


@click.command()
def doctor() -> int:
    """Say which walls this machine gives, and why not the others."""
    for layer in diagnose.layers():
        mark = "[green]there[/green]  " if layer.there else "[red]missing[/red]"
        out.print(f"{mark} {layer.name}: {escape(layer.seen)} [dim](for {layer.needed_for})[/dim]")
    reached = None
    levels: tuple[Level, ...] = ("full", "lite")
    for level in levels:
        why = self_test(level)
        out.print(
            f"level {level}: " + ("[green]stands[/green]" if not why else f"[red]does not stand[/red]: {escape(why)}")
        )
        reached = reached or (None if why else level)
    out.print(f"grading happens at the level {reached}." if reached else "grading needs --trust-submissions here.")
    return 0 if reached else 1
