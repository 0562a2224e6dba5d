"""The first and the last cell of every notebook.

The first makes the grader. Without the folder `tests` it says what is missing, in place of each check. On Colab it
installs Otter and unpacks the student's zip first. The last cell runs all checks and writes the file to hand in.
"""

from assignments.course import Assignment

FIRST = """\
# Run this cell first. It makes the grader, which checks your answers.
import os
import sys


class NoGrader:
    \"\"\"Stands in for the grader where the tests are missing.\"\"\"

    def check(self, *_):
        print(
            "Nothing was checked: the folders tests and checks are not beside this notebook.\\n"
            "They are in {slug}.zip, which your course gives you. Unpack it, open {slug}.ipynb in\\n"
            "its folder (START_HERE.md says how), and copy your answers into that notebook."
        )

    check_all = check


if "google.colab" in sys.modules and not os.path.isdir("tests"):
    import subprocess
    import urllib.request
    import zipfile

    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "otter-grader"], check=True)
    {fetch}
    zipfile.ZipFile("{slug}.zip").extractall()
    os.chdir("{slug}")
if os.path.isdir("tests"):
    import otter  # if this fails: run %pip install otter-grader in a cell of its own, then this cell again

    grader = otter.Notebook("{notebook}")
else:
    grader = NoGrader()
    grader.check()
"""
DOWNLOAD = 'urllib.request.urlretrieve("{address}", "{slug}.zip")'
UPLOAD = """\
from google.colab import files

    print("Choose {slug}.zip, the file that your course gives you:")
    files.upload_file("{slug}.zip")"""
LAST = """\
# Run this cell last. It runs all checks, says what is still open, and writes the file to hand in.
if os.path.isdir("tests"):
    from checks import hand_in

    hand_in("{notebook}", grader, globals())
else:
    grader.check_all()
"""


def first_cell(assignment: Assignment, download: str = "") -> str:
    """Return the cell that makes the grader. On Colab it fetches the zip from the address `download`, or asks for it.

    An address may hold `{slug}`.
    """
    slug = assignment.slug
    if download:
        fetch = DOWNLOAD.format(address=download.format(slug=slug), slug=slug)
        return _filled(FIRST, assignment).replace("{fetch}", fetch)
    source = _filled(FIRST, assignment).replace("{fetch}", UPLOAD.format(slug=slug))
    return source.replace("    import urllib.request\n", "")


def last_cell(assignment: Assignment) -> str:
    """Return the cell that runs all checks and writes the file to hand in."""
    return _filled(LAST, assignment)


def _filled(source: str, assignment: Assignment) -> str:
    source = source.replace("{slug}", assignment.slug).replace("{notebook}", assignment.notebook.name)
    return source.rstrip("\n")
