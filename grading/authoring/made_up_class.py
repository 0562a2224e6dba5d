"""Made-up submissions of a class for any assignment.

In: an assignment, a number of students and a seed. Out: the files that such a class might hand in, the same bytes for
the same seed. Each stub of the student notebook stays, or is replaced by a right, an accepted or a wrong answer of
`solutions/`. Most students also write something where a person marks. Some rename the file, delete check cells, add
plots, make a syntax error, write an endless loop, use an old notebook format, or hand in an incomplete file.
"""

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from assignments.build.stubs import filled, stub_cells
from assignments.course import Assignment
from assignments.errors import OurFault, UsageError
from grading.atomic_write import atomic_write
from grading.authoring.known_answers import answers
from grading.authoring.made_up_people import EXTRA_CELLS, FILE_NAMES, NOTES, WRITTEN, name_of
from grading.authoring.rewrite import as_student_would, without_imports

Notebook = dict[str, Any]
ZIP_TIME = (2026, 3, 2, 10, 11, 12)  # of every file in a zip


@dataclass(frozen=True)
class Choices:
    """The possible contents of a question's cell."""

    question: str
    stub: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def write_class(folder: Path, assignment: Assignment, students: int, seed: int) -> list[Path]:
    """Write the submissions of a class into `folder`, and return their paths, sorted.

    Raises
    ------
    UsageError
        `folder` holds a file that this class does not write, or `students` is less than 1.
    """
    if students < 1:
        raise UsageError(f"A class needs at least 1 student, not {students}.")
    files = {folder / name: content for name, content in _class(assignment, students, seed).items()}
    try:
        there = {path for path in folder.rglob("*") if not path.is_dir()}
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror}. Choose another folder.") from error
    if (folder.exists() and not folder.is_dir()) or there - files.keys():
        raise UsageError(f"{folder} already holds something else: choose a new or empty folder for the class.")
    for path, content in files.items():
        atomic_write(path, content)
    return sorted(files)


def _class(assignment: Assignment, students: int, seed: int) -> dict[str, bytes]:
    """Return the content of each file, by its path below the folder of the class."""
    if not assignment.notebook.is_file():
        raise OurFault(f"{assignment.notebook} is missing: run `grade build {assignment.slug}`.")
    notebook: Notebook = json.loads(assignment.notebook.read_text(encoding="utf-8"))
    choices = _choices(assignment, notebook)
    draw = random.Random(f"{assignment.slug} {seed}")
    names = _names(draw, students)
    special_cases = dict(
        zip(draw.sample(range(students), min(len(SPECIAL_CASES), students // 2)), SPECIAL_CASES, strict=False)
    )
    files: dict[str, bytes] = {}
    for number, name in enumerate(names):
        rng = random.Random(f"{assignment.slug} {seed} {number}")
        path, content = _hand_in(assignment, notebook, choices, name, rng, special_cases.get(number))
        files[path] = content
    return files


def _choices(assignment: Assignment, notebook: Notebook) -> dict[int, Choices]:
    """Return the possible contents of each stub's cell, by the index of the cell."""
    code = [_source(cell) if cell["cell_type"] == "code" else "" for cell in notebook["cells"]]
    stubs = stub_cells(assignment, code)
    others = [source for index, source in enumerate(code) if index not in stubs]
    solved = filled(assignment, {stubs[index].name: code[index] for index in sorted(stubs)}, others)
    found = {}
    for index, question in stubs.items():
        stub = code[index]

        def student_answers(kind: Any, name: str = question.name, stub: str = stub) -> tuple[str, ...]:
            known = answers(kind, assignment.slug, name)
            return tuple(without_imports(as_student_would(a.source, a.name, name, stub), others) for a in known)

        right = (solved[question.name], *student_answers("accepted"))
        found[index] = Choices(question.name, stub, right, student_answers("wrong"))
    return found


def _hand_in(
    assignment: Assignment,
    notebook: Notebook,
    choices: Mapping[int, Choices],
    name: str,
    rng: random.Random,
    special: str | None,
) -> tuple[str, bytes]:
    """Return the path and the bytes that one student hands in."""
    nb = copy.deepcopy(notebook)
    skill = {"all right": 1.0, "untouched": -1.0}.get(special or "", rng.betavariate(2.4, 1.5))
    for index, choice in choices.items():
        _fill(nb["cells"][index], _answer(choice, skill, rng))
    if special in BROKEN_ANSWERS and choices:
        index = rng.choice(sorted(choices))
        _fill(nb["cells"][index], BROKEN_ANSWERS[special](choices[index]))
    if special == "no check cells" or rng.random() < 0.1:
        nb["cells"] = [cell for cell in nb["cells"] if not _source(cell).startswith("grader.check")]
    if special == "endless cell":
        _insert(nb, rng, "code", "n = 0\nwhile True:\n    n += 1")
    if skill >= 0 and special != "not JSON":
        _write_answers(assignment, nb, random.Random(f"{name} {skill}"))
    if skill >= 0:
        for _ in range(rng.choice((0, 0, 1, 2, 3))):
            _insert(nb, rng, "code", rng.choice(EXTRA_CELLS))
        if rng.random() < 0.3:
            _insert(nb, rng, "markdown", rng.choice(NOTES))
        _run(nb, rng)
    usual = f"{assignment.slug}.ipynb"
    renamed = special == "renamed" or rng.random() < 0.25
    inside = rng.choice(FILE_NAMES).format(slug=assignment.slug, name=name) if renamed else usual
    data = _saved(nb, special)
    if special == "export":
        return f"{name}/{assignment.slug}_2026_03_02T10_11_12_131415.zip", _export(inside, data)
    return (f"{name}.ipynb" if rng.random() < 0.2 else f"{name}/{inside}"), data


def _answer(choice: Choices, skill: float, rng: random.Random) -> str:
    level = rng.random()
    if level < skill:
        return rng.choice(choice.right)
    tries = skill >= 0 and level < skill + 0.75 * (1 - skill)
    return rng.choice(choice.wrong) if choice.wrong and tries else choice.stub


def _endless(choice: Choices) -> str:
    head, _, _ = choice.stub.rpartition("raise NotImplementedError")
    return f"{head}while True:\n        pass" if head else f"{choice.stub}\n\nwhile True:\n    pass"


BROKEN_ANSWERS: dict[str, Callable[[Choices], str]] = {
    "syntax error": lambda choice: f"{choice.right[0].rstrip()})",
    "endless function": _endless,
}
SPECIAL_CASES = (
    "syntax error", "endless cell", "not JSON", "nbformat 3", "no check cells", "endless function",
    "nbformat 4.2", "renamed", "export", "all right", "untouched",
)  # fmt: skip


def _saved(nb: Notebook, special: str | None) -> bytes:
    """Return the bytes of the notebook file; special cases are in an old format or incomplete."""
    if special == "nbformat 4.2":
        nb["nbformat_minor"] = 2
        for cell in nb["cells"]:
            cell.pop("id", None)
    text = _json(nb)
    if special == "nbformat 3":
        text = _json(nbformat.reads(text, as_version=3))
    return text.encode()[: len(text) * 2 // 3] if special == "not JSON" else text.encode()


def _json(nb: Notebook) -> str:
    return json.dumps(nb, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _export(name: str, data: bytes) -> bytes:
    """Return a zip like that of Otter's `grader.export()`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in ((name, data), (".OTTER_LOG", b"\x80\x04."), ("__zip_filename__", b"export.zip")):
            archive.writestr(zipfile.ZipInfo(member, ZIP_TIME), content)
    return file.getvalue()


def _fill(cell: dict[str, Any], source: str) -> None:
    cell["source"] = source.strip("\n").splitlines(keepends=True)


def _write_answers(assignment: Assignment, nb: Notebook, rng: random.Random) -> None:
    """Answer most questions that a person marks."""
    manual = {question.name for question in assignment.manual}
    for cell in nb["cells"]:
        if manual & set(cell["metadata"].get("tags", ())) and rng.random() < 0.85:
            _fill(cell, rng.choice(WRITTEN))


def _insert(nb: Notebook, rng: random.Random, kind: str, source: str) -> None:
    """Insert a cell of the student's own after the first third of the notebook."""
    cell: dict[str, Any] = {"cell_type": kind, "id": f"{rng.getrandbits(32):08x}", "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    _fill(cell, source)
    nb["cells"].insert(rng.randint(len(nb["cells"]) // 3, len(nb["cells"])), cell)


def _run(nb: Notebook, rng: random.Random) -> None:
    """Number the code cells as if the student had run them."""
    count = rng.choice((0, 0, 14, 57))
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cell["execution_count"] = count


def _names(draw: random.Random, students: int) -> list[str]:
    names: list[str] = []
    taken: set[str] = set()
    while len(names) < students:
        name = name_of(draw)
        if name in taken and len(taken) > 150:  # in a large class two students may have one name
            name = f"{name} {len(names)}"
        if name not in taken:
            taken.add(name)
            names.append(name)
    return names


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
