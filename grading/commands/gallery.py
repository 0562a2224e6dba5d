"""`grade gallery`: write a page with the pictures that a class has computed."""

from pathlib import Path

import click

from grading.atomic_write import atomic_write
from grading.commands.output.terminal import CLASS, QUIET, opened_gradebook, out, shown
from grading.pages.gallery import gallery_page


@click.command()
@CLASS
@click.option("--names", is_flag=True, help="Write the name of the student below each picture.")
@click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="How many pictures to show.")
@QUIET
def gallery(folder: Path, names: bool, most: int) -> int:
    """Write DIR/gallery.html: the pictures that a graded class has computed, each with its formula.

    DIR is a folder of results. Students with the same picture share one place. Names are left out, unless --names.
    """
    with opened_gradebook(folder) as (book, assignment):
        slug = assignment.slug
        page, count = gallery_page(
            assignment, book.latest(slug), lambda student: book.notebook(slug, student), names=names, most=most
        )
    atomic_write(folder / "gallery.html", page)
    out.print(f"{count} picture{'s' * (count != 1)}. Open {shown(str(folder / 'gallery.html'))}")
    return 0
