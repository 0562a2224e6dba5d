"""`grade export KIND`: write what another program, a learning platform or a student reads."""

import click

from grading.commands.export_answers import answers
from grading.commands.export_student import student


@click.group()
def export() -> None:
    """Write what another program, a learning platform or a student reads."""


for kind in (student, answers):
    export.add_command(kind)
