"""Compose what an assignment gives away from what its authors write, the same bytes every time.

In: lesson, tests, references, checks. Out: the student notebook with its public tests and checks, the solved notebook,
and the zip that Otter and Gradescope grade with (in dist/, the only one that is not committed).
"""

import ast
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from assignments import course
from assignments.build.shipped_checks import all_checks, shipped_checks
from assignments.build.stubs import filled, stub_cells
from assignments.build.test_files import public_half
from assignments.course import Assignment
from assignments.errors import OurFault

LOCKED = {"deletable": False, "editable": False}
KEPT = {"tags", *LOCKED}  # what a lesson may say of a cell: which answers a person marks, what stays as it is
JUPYTER = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.13.0",
    },
}
GRADED_WITH = "numpy>=2.2\nmatplotlib>=3.10\n"  # what Gradescope installs beside Otter
EXECUTABLE = {"run_autograder", "setup.sh"}


def build(assignment: Assignment) -> dict[Path, bytes]:
    """Return every generated file of an assignment.

    Raises
    ------
    OurFault
        Lesson, tests, references and assignment.toml do not agree; the sentence says which to change.
    """
    _refuse_strays(assignment)
    lesson = lesson_cells(assignment)
    files = {
        assignment.notebook: student_notebook(assignment, lesson),
        assignment.solved: solved_notebook(assignment, lesson),
        zip_path(assignment): autograder_zip(assignment),
    }
    public = {
        question.name: public_half(assignment.test_file(question.name), question) for question in assignment.questions
    }
    for name, source in public.items():
        files[assignment.folder / "tests" / f"{name}.py"] = source.encode()
    for name, content in shipped_checks([*public.values(), *code_cells(lesson)]).items():
        files[assignment.folder / "checks" / name] = content
    return files


def check(assignment: Assignment) -> list[str]:
    """Return one sentence for each committed file that is not what `build` would write."""
    files = build(assignment)
    del files[zip_path(assignment)]
    problems = []
    for path, wanted in files.items():
        name = path.relative_to(course.REPO_ROOT)
        if not path.is_file():
            problems.append(f"{name} is missing: run `grade build {assignment.slug}` and commit it.")
        elif path.read_bytes() != wanted:
            problems.append(f"{name} is not what its sources give: run `grade build {assignment.slug}` and commit it.")
    for path in _stale(assignment, files):
        problems.append(f"{path.relative_to(course.REPO_ROOT)} comes from nothing any more: remove it.")
    return problems


def write(assignment: Assignment) -> list[Path]:
    """Write what `build` returns, remove what comes from nothing any more, and return the paths that changed."""
    files = build(assignment)
    changed = _stale(assignment, files)
    for path in changed:
        path.unlink()
    for path, content in files.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            changed.append(path)
    return changed


def zip_path(assignment: Assignment) -> Path:
    """Where the autograder zip of an assignment is written."""
    return course.REPO_ROOT / "dist" / f"{assignment.slug}-autograder.zip"


def lesson_cells(assignment: Assignment) -> list[Any]:
    """Return the cells of a lesson as jupytext reads them."""
    if not assignment.lesson.is_file():
        raise OurFault(f"assignments/{assignment.slug}/lesson.md is missing: write the lesson of this assignment.")
    cells: list[Any] = jupytext.reads(assignment.lesson.read_text(encoding="utf-8"), fmt="md").cells
    return cells


def code_cells(lesson: list[Any]) -> list[str]:
    """Return the source of each code cell, and "" in the place of every other."""
    return [cell.source if cell.cell_type == "code" else "" for cell in lesson]


def student_notebook(assignment: Assignment, lesson: list[Any]) -> bytes:
    """Return the lesson with Otter's cells: what a student opens."""
    return _notebook(assignment, lesson, {})


def solved_notebook(assignment: Assignment, lesson: list[Any]) -> bytes:
    """Return the student notebook with every stub filled by its reference."""
    code = code_cells(lesson)
    stubs = stub_cells(assignment, code)
    others = [source for index, source in enumerate(code) if index not in stubs]
    return _notebook(assignment, lesson, filled(assignment, {stubs[i].name: code[i] for i in sorted(stubs)}, others))


def autograder_zip(assignment: Assignment) -> bytes:
    """Return what `otter generate` makes of the tests, with checks and references among its files."""
    from otter.generate import main as generate  # takes a second: only who builds should pay

    config = {"assignment_name": assignment.slug, "show_hidden": False, "show_stdout": False}
    with tempfile.TemporaryDirectory() as folder:
        made, settings, packages = (Path(folder) / name for name in ("made.zip", "config.json", "requirements.txt"))
        settings.write_text(json.dumps(config), encoding="utf-8")
        packages.write_text(GRADED_WITH, encoding="utf-8")
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
    for path in [course.REPO_ROOT / "solutions" / "__init__.py", *_reference_modules(assignment.reference)]:
        members[f"files/solutions/{path.name}"] = path.read_bytes()
    for name in assignment.files:
        members[f"files/{name}"] = (assignment.folder / name).read_bytes()
    return _packed(members)


def _notebook(assignment: Assignment, lesson: list[Any], answers: dict[str, str]) -> bytes:
    stubs = stub_cells(assignment, code_cells(lesson))
    file_name = assignment.notebook.name
    start = f'# Initialize Otter\nimport otter\ngrader = otter.Notebook("{file_name}")'
    cells = [_code("otter-init", start, LOCKED)]
    taken: dict[str, int] = {}
    for index, cell in enumerate(lesson):
        question = stubs.get(index)
        if question:
            source = answers.get(question.name, cell.source)
            cells.append(_code(question.name, source, {"tags": ["otter_answer_cell"]}))
            cells.append(_code(f"{question.name}-check", f'grader.check("{question.name}")', LOCKED))
        else:
            kind = "new_code_cell" if cell.cell_type == "code" else "new_markdown_cell"
            said = {key: value for key, value in cell.metadata.items() if key in KEPT}
            cells.append(getattr(nbformat.v4, kind)(cell.source, id=_cell_id(cell.source, taken), metadata=said))
    cells.append(_code("otter-check-all", "grader.check_all()", LOCKED))
    metadata = {**JUPYTER, "otter": {"assignment_name": assignment.slug}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata, nbformat_minor=5)
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n".encode()


def _code(name: str, source: str, metadata: Mapping[str, Any]) -> Any:
    return nbformat.v4.new_code_cell(source, id=name, metadata=dict(metadata))


def _cell_id(source: str, taken: dict[str, int]) -> str:
    """Name a cell after its words, so that an edit elsewhere leaves the name alone."""
    name = hashlib.sha256(source.encode()).hexdigest()[:8]
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


def _refuse_strays(assignment: Assignment) -> None:
    known = {question.name for question in assignment.questions}
    for path in sorted(assignment.test_file("").parent.glob("*.py")):
        if path.stem not in known:
            name = path.relative_to(course.REPO_ROOT).as_posix()
            toml = f"assignments/{assignment.slug}/assignment.toml"
            raise OurFault(f"{name} tests a question that {toml} does not name: add the question or remove the file.")
    for name in assignment.files:
        if not (assignment.folder / name).is_file():
            raise OurFault(f"assignments/{assignment.slug}/assignment.toml names the file {name}, which is not there.")


def _stale(assignment: Assignment, files: Iterable[Path]) -> list[Path]:
    folder = assignment.folder
    generated = [*_files(folder / "tests"), *_files(folder / "checks"), *folder.glob("*.ipynb")]
    return sorted(set(generated) - set(files))


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc"]


def _reference_modules(path: Path) -> list[Path]:
    """Return a reference module and all those of `solutions` that it imports."""
    found = [path]
    for module in found:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("solutions."):
                other = course.REPO_ROOT / f"{node.module.replace('.', '/')}.py"  # type: ignore[union-attr]
                if other not in found:
                    found.append(other)
    return found


def _packed(members: dict[str, bytes]) -> bytes:
    """Zip the members sorted by name and without a clock, so that the same sources give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix on every machine: the permissions below are read by it
            info.external_attr = (0o100755 if name in EXECUTABLE else 0o100644) << 16
            archive.writestr(info, members[name])
    return packed.getvalue()
