"""`grade export KIND`: write what another program, a learning platform or a student reads."""

import click

from grading.commands.export_classroom50 import classroom50
from grading.commands.export_template import template


@click.group()
def export() -> None:
    """Write what another program, a learning platform or a student reads."""


for kind in (classroom50, template):
    export.add_command(kind)
