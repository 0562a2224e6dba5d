"""Build the generated files of an assignment from the files that its authors write.

In: lesson, tests, references, checks. Out: the student notebook with its public tests and checks, the solved notebook,
and the zip that Otter and Gradescope grade with. The zip is in dist/ and is not committed. The same sources give the
same bytes.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from assignments import course
from assignments.build.fixed_cells import first_cell, last_cell
from assignments.build.otter_zip import autograder_zip, zip_path
from assignments.build.placeholders import facts, filled_in
from assignments.build.shipped_checks import notebook_feedback, shipped_checks
from assignments.build.stubs import filled, stub_cells
from assignments.build.test_files import public_half
from assignments.course import Assignment
from assignments.errors import OurFault

LOCKED = {"deletable": False, "editable": False}
KEPT_METADATA = {"tags", *LOCKED}  # of a lesson's cell metadata: "tags" marks the answers that a person grades
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


def build(assignment: Assignment) -> dict[Path, bytes]:
    """Return every generated file of an assignment.

    Raises
    ------
    OurFault
        Lesson, tests, references and assignment.toml do not agree; the message says which of them to change.
    """
    _refuse_stray_files(assignment)
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
    for name, content in shipped_checks([*public.values(), *code_cells(lesson), last_cell(assignment)]).items():
        files[assignment.folder / "checks" / name] = content
    for name, content in notebook_feedback().items():
        files[assignment.folder / "notebook_feedback" / name] = content
    return files


def check(assignment: Assignment) -> list[str]:
    """Return one message for each committed file that differs from what `build` returns."""
    files = build(assignment)
    del files[zip_path(assignment)]
    problems = []
    for path, wanted in files.items():
        name = path.relative_to(course.REPO_ROOT)
        if not path.is_file():
            problems.append(f"{name} is missing: run `grade build {assignment.slug}` and commit it.")
        elif path.read_bytes() != wanted:
            problems.append(
                f"{name} differs from what its sources give: run `grade build {assignment.slug}` and commit it."
            )
    for path in _stale(assignment, files):
        problems.append(f"{path.relative_to(course.REPO_ROOT)} has no source any more: remove it.")
    return problems


def write(assignment: Assignment) -> list[Path]:
    """Write what `build` returns, remove files that have no source any more, and return the paths that changed."""
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


def lesson_cells(assignment: Assignment) -> list[Any]:
    """Return the cells of a lesson as jupytext reads them, with their placeholders replaced."""
    if not assignment.lesson.is_file():
        raise OurFault(f"assignments/{assignment.slug}/lesson.md is missing: write the lesson of this assignment.")
    cells = cells_as_written(assignment)
    texts = facts(assignment)
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = filled_in(cell.source, texts, assignment)
    return cells


def cells_as_written(assignment: Assignment) -> list[Any]:
    """Return the cells of the lesson with their placeholders."""
    cells: list[Any] = jupytext.reads(assignment.lesson.read_text(encoding="utf-8"), fmt="md").cells
    return cells


def code_cells(lesson: list[Any]) -> list[str]:
    """Return the source of each cell; a cell that holds no code gives ""."""
    return [cell.source if cell.cell_type == "code" else "" for cell in lesson]


def student_notebook(assignment: Assignment, lesson: list[Any]) -> bytes:
    """Return the notebook that a student opens: the lesson with Otter's cells."""
    return _notebook(assignment, lesson, {})


def solved_notebook(assignment: Assignment, lesson: list[Any]) -> bytes:
    """Return the student notebook with each stub replaced by its reference."""
    code = code_cells(lesson)
    stubs = stub_cells(assignment, code)
    others = [source for index, source in enumerate(code) if index not in stubs]
    return _notebook(assignment, lesson, filled(assignment, {stubs[i].name: code[i] for i in sorted(stubs)}, others))


def _notebook(assignment: Assignment, lesson: list[Any], answers: dict[str, str]) -> bytes:
    stubs = stub_cells(assignment, code_cells(lesson))
    cells: list[Any] = []
    ids: dict[str, int] = {}
    first_code = next((index for index, cell in enumerate(lesson) if cell.cell_type == "code"), len(lesson))
    for index, cell in enumerate(lesson):
        if index == first_code:  # below the title and the introduction: they are what a newcomer sees first
            cells.append(_code("otter-init", first_cell(assignment, course.DOWNLOAD), LOCKED))
        question = stubs.get(index)
        if question:
            source = answers.get(question.name, cell.source)
            cells.append(_code(question.name, source, {"tags": ["otter_answer_cell"]}))
            cells.append(_code(f"{question.name}-check", f'grader.check("{question.name}")', LOCKED))
        else:
            kind = "new_code_cell" if cell.cell_type == "code" else "new_markdown_cell"
            metadata = {key: value for key, value in cell.metadata.items() if key in KEPT_METADATA}
            cells.append(getattr(nbformat.v4, kind)(cell.source, id=_cell_id(cell.source, ids), metadata=metadata))
    cells.append(_code("otter-check-all", last_cell(assignment), LOCKED))
    about = {**JUPYTER, "otter": {"assignment_name": assignment.slug}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=about, nbformat_minor=5)
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n".encode()


def _code(name: str, source: str, metadata: Mapping[str, Any]) -> Any:
    return nbformat.v4.new_code_cell(source, id=name, metadata=dict(metadata))


def _cell_id(source: str, ids: dict[str, int]) -> str:
    """Derive a cell's id from its source, so that an edit of another cell does not change it."""
    digest = hashlib.sha256(source.encode()).hexdigest()[:8]
    ids[digest] = ids.get(digest, 0) + 1
    return digest if ids[digest] == 1 else f"{digest}-{ids[digest]}"


def _refuse_stray_files(assignment: Assignment) -> None:
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
    generated += folder.glob("notebook_feedback/*.py")  # its digests are made from the answers, by `grade build`
    return sorted(set(generated) - set(files))


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
