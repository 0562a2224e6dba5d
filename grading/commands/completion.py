"""`grade completion SHELL`: the script with which a shell completes commands, options and students' names."""

import click
from click.shell_completion import get_completion_class

from assignments.errors import UsageError

VARIABLE = "_GRADE_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the completion script of a SHELL, for example: eval "$(grade completion bash)"."""
    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"There is no completion for {shell}.")
    click.echo(kind(context.find_root().command, {}, "grade", VARIABLE).source())
    return 0
