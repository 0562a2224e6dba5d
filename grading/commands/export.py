"""`grade export KIND`: write what another program, a learning platform or a student reads."""

import click

from grading.commands import export_gradescope, export_platforms, export_tables
from grading.commands.export_answers import answers
from grading.commands.export_classroom50 import classroom50
from grading.commands.export_student import student
from grading.commands.export_template import template

KINDS: tuple[click.Command, ...] = (
    student,
    answers,
    template,
    classroom50,
    export_tables.csv,
    export_tables.json,
    export_tables.spreadsheet,
    export_platforms.moodle,
    export_platforms.moodle_feedback,
    export_platforms.canvas,
    export_platforms.canvas_feedback,
    export_gradescope.gradescope,
    export_gradescope.gradescope_autograder,
)


@click.group()
def export() -> None:
    """Write what another program, a learning platform or a student reads."""


for kind in KINDS:
    export.add_command(kind)
