"""The zip that Otter and Gradescope grade with: the tests with their hidden cases, all checks, and the references.

The zip is written to dist/ and is not committed. The same sources give the same bytes.
"""

import ast
import io
import json
import tempfile
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from assignments import course
from assignments.build.shipped_checks import all_checks, notebook_feedback
from assignments.course import Assignment

GRADESCOPE_REQUIREMENTS = "numpy>=2.2\nmatplotlib>=3.10\n"  # what Gradescope installs in addition to Otter
EXECUTABLE = frozenset({"run_autograder", "setup.sh"})


def zip_path(assignment: Assignment) -> Path:
    """Return the path where the autograder zip of an assignment is written."""
    return course.REPO_ROOT / "dist" / f"{assignment.slug}-autograder.zip"


def autograder_zip(assignment: Assignment) -> bytes:
    """Return the zip that `otter generate` makes of the tests, with checks and references added to its files."""
    from otter.generate import main as generate  # this import takes a second: only a build needs it

    config = {"assignment_name": assignment.slug, "show_hidden": False, "show_stdout": False}
    with tempfile.TemporaryDirectory() as folder:
        made, settings, packages = (Path(folder) / name for name in ("made.zip", "config.json", "requirements.txt"))
        settings.write_text(json.dumps(config), encoding="utf-8")
        packages.write_text(GRADESCOPE_REQUIREMENTS, encoding="utf-8")
        generate(
            tests_dir=str(assignment.test_file("").parent),
            output_path=str(made),
            config=str(settings),
            requirements=str(packages),
            no_environment=True,
        )
        with zipfile.ZipFile(made) as otters:
            members = {name: otters.read(name) for name in otters.namelist()}
    for name, content in all_checks().items():
        members[f"files/checks/{name}"] = content
    for name, content in notebook_feedback().items():
        members[f"files/notebook_feedback/{name}"] = content
    for path in [course.REPO_ROOT / "solutions" / "__init__.py", *_reference_modules(assignment.reference)]:
        members[f"files/solutions/{path.name}"] = path.read_bytes()
    for name in assignment.files:
        members[f"files/{name}"] = (assignment.folder / name).read_bytes()
    return zipped(members, EXECUTABLE)


def _reference_modules(path: Path) -> list[Path]:
    """Return a reference module and the modules of `solutions` that it imports, directly or not."""
    found = [path]
    for module in found:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("solutions."):
                other = course.REPO_ROOT / f"{node.module.replace('.', '/')}.py"  # type: ignore[union-attr]
                if other not in found:
                    found.append(other)
    return found


def zipped(members: Mapping[str, bytes], executable: Collection[str]) -> bytes:
    """Zip the members in the order of their names, without times, so that the same sources give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, on every machine: only then are the permissions below read
            info.external_attr = (0o100755 if name in executable else 0o100644) << 16
            archive.writestr(info, members[name])
    return file.getvalue()
