"""`grade doctor`: show which isolation levels work on this machine, and why the others do not."""

from dataclasses import asdict

import click
from rich.markup import escape

from autograder.host.zygote_process import self_test
from autograder.results import WALLED_LEVELS
from autograder.sandbox import diagnose
from grading.commands.output.terminal import JSON, out, print_json


@click.command()
@JSON
def doctor(as_json: bool) -> int:
    """Show which isolation levels work on this machine, and why the others do not."""
    layers = diagnose.layers()
    reasons = {level: self_test(level) for level in WALLED_LEVELS}
    best = next((level for level, reason in reasons.items() if not reason), None)
    if as_json:
        levels = [{"name": level, "works": not reason, "reason": reason} for level, reason in reasons.items()]
        print_json({"level": best, "levels": levels, "layers": [asdict(layer) for layer in layers]})
        return 0 if best else 1
    for layer in layers:
        mark = "[green]there[/green]  " if layer.available else "[red]missing[/red]"
        out.print(f"{mark} {layer.name}: {escape(layer.details)} [dim](for {layer.needed_for})[/dim]")
    for level, reason in reasons.items():
        out.print(
            f"level {level}: "
            + ("[green]works[/green]" if not reason else f"[red]does not work[/red]: {escape(reason)}")
        )
    out.print(f"`grade run` uses the level {best} here." if best else "`grade run` needs --trust-submissions here.")
    return 0 if best else 1
