"""`grade export KIND`: write what another program, a learning platform or a student reads."""

import click


@click.group()
def export() -> None:
    """Write what another program, a learning platform or a student reads."""


for kind in ():
    export.add_command(kind)
