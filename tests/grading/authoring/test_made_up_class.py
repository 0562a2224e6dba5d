"""The made-up class: the same seed gives the same files, and it holds all kinds of submissions."""

import ast
import json
import zipfile
from pathlib import Path

import nbformat
import pytest

from assignments import course
from assignments.errors import OurFault, UsageError
from grading.authoring.made_up_class import write_class
from grading.authoring.rewrite import as_student_would, without_imports
from grading.intake.submission_content import read
from grading.intake.submissions import find
from grading.marking.submitted_answers import is_answered, submitted_answers
from tests.support.sample import sample

SETTINGS = 'title = "Mini"\norder = 1\n[[questions]]\nname = "double"\nstars = 1\nminutes = 5\n'
STUB = '''def double(x: float) -> float:
    """Return twice `x`.

    Whole numbers too.
    """
    raise NotImplementedError("double: return twice x.")'''
REFERENCE = '"""Solved."""\n\nimport math\n\nimport numpy as np\n\n' + STUB.replace(
    'raise NotImplementedError("double: return twice x.")', "return float(np.sum([x, x])) + math.log(1)"
)
ACCEPTED = '''"""Right."""
import math

_TWO = 2


def by_logarithm(x: float) -> float:
    """In a style of its own."""
    return by_logarithm(-x) * -1 if x < 0 else _TWO * x + math.log(1)
'''
WRONG = '''"""Wrong."""
from solutions import rejected_by

CASE = "two is four"


@rejected_by(CASE)
def squared(x: float) -> float:
    """Squaring is not doubling: the author should read this."""
    return x**2


@rejected_by(CASE, "three is six")
def nothing(x: float) -> None:
    """Print is not return: the author should read this."""
    print(2 * x)
'''


@pytest.fixture
def assignment(tmp_path, monkeypatch):
    repository = tmp_path / "repository"
    files = {
        "assignments/mini/assignment.toml": SETTINGS,
        "solutions/mini.py": REFERENCE,
        "solutions/accepted/mini/double.py": ACCEPTED,
        "solutions/wrong/mini/double.py": WRONG,
    }
    cells = [
        nbformat.v4.new_code_cell(source, id=f"cell-{i}")
        for i, source in enumerate(
            ["import otter", "import numpy as np", STUB, 'grader.check("double")', "grader.check_all()"]
        )
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Mini", id="title"), *cells])
    files["assignments/mini/mini.ipynb"] = nbformat.writes(notebook)
    for name, content in files.items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(course, "REPO_ROOT", repository)
    course.assignment.cache_clear()
    yield course.assignment("mini")
    course.assignment.cache_clear()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def notebooks(folder: Path) -> dict[str, dict]:
    """Return each notebook of a class that is valid JSON, by its student."""
    found = {}
    for submission in find([folder]):
        try:
            found[submission.student] = json.loads(read(submission))
        except ValueError:
            continue
    return found


def code(notebook: dict) -> list[str]:
    cells = notebook.get("cells") or notebook["worksheets"][0]["cells"]
    sources = [cell.get("source", cell.get("input")) for cell in cells if cell["cell_type"] == "code"]
    return ["".join(source) for source in sources]


def test_the_same_seed_gives_the_same_bytes(tmp_path, assignment):
    paths = write_class(tmp_path / "one", assignment, 40, 1)
    write_class(tmp_path / "two", assignment, 40, 1)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert paths == sorted(path for path in (tmp_path / "one").rglob("*") if path.is_file())
    write_class(tmp_path / "three", assignment, 40, 2)
    assert contents(tmp_path / "three") != contents(tmp_path / "one")


def test_intake_finds_every_student_once(tmp_path, assignment):
    write_class(tmp_path / "class", assignment, 40, 1)
    found = find([tmp_path / "class"])
    assert len(found) == 40
    assert [submission.problem for submission in found] == [""] * 40


def test_a_class_holds_all_kinds_of_submissions(tmp_path, assignment):
    paths = write_class(tmp_path / "class", assignment, 40, 1)
    found = notebooks(tmp_path / "class")
    assert len(found) == 39, "one is not JSON"
    assert {nb["nbformat"] for nb in found.values()} == {3, 4}
    assert {nb["nbformat_minor"] for nb in found.values() if nb["nbformat"] == 4} == {2, 5}
    sources = ["\n".join(code(nb)) for nb in found.values()]
    assert any("raise NotImplementedError" in source for source in sources), "a stub is untouched"
    assert any("return x**2" in source for source in sources), "a wrong answer"
    assert any("_TWO * x" in source for source in sources), "an accepted answer"
    assert any("np.sum" in source for source in sources), "the reference"
    assert any("while True:\n        pass" in source for source in sources), "a function without an end"
    assert any("n += 1" in source for source in sources), "a cell without an end"
    assert any("grader.check" not in source for source in sources), "no check cells"
    assert any("plt.show()" in source for source in sources), "a plot"
    assert sum(path.suffix == ".zip" for path in paths) == 1
    assert any(path.stem not in ("mini", *found) for path in paths), "a renamed file"
    broken = [source for source in sources if source.count(")") > source.count("(")]
    assert len(broken) == 1, "a syntax error"


def test_notebooks_in_new_and_old_formats_are_valid(tmp_path, assignment):
    write_class(tmp_path / "class", assignment, 40, 1)
    for notebook in notebooks(tmp_path / "class").values():
        nbformat.validate(notebook)


def test_no_submission_shows_where_its_answers_come_from(tmp_path, assignment):
    write_class(tmp_path / "class", assignment, 40, 1)
    everything = b"".join(read(submission) for submission in find([tmp_path / "class"]))
    assert b"return x**2" in everything
    assert b"_TWO * x" in everything
    words = ["rejected_by", "solutions", "should read", "style of its own", "squared", "by_logarithm", "CASE"]
    assert [word for word in words if word.encode() in everything] == []


@pytest.mark.parametrize("slug", sample("images"))
def test_a_class_can_be_made_up_for_every_assignment(tmp_path, slug):
    write_class(tmp_path, course.assignment(slug), 40, 1)
    parsed = [_parses(source) for notebook in notebooks(tmp_path).values() for source in code(notebook)]
    assert parsed.count(False) == 1, "the one syntax error"


def _parses(source: str) -> bool:
    try:
        ast.parse("".join(line for line in source.splitlines(keepends=True) if not line.startswith(("%", "!"))))
    except SyntaxError:
        return False
    return True


def test_small_classes_and_large_ones(tmp_path, assignment):
    assert len(write_class(tmp_path / "one", assignment, 1, 1)) == 1
    assert len(find([tmp_path / "one"])) == 1
    write_class(tmp_path / "many", assignment, 300, 1)
    assert len(find([tmp_path / "many"])) == 300
    with pytest.raises(UsageError):
        write_class(tmp_path / "none", assignment, 0, 1)


def test_a_folder_with_other_files_is_refused(tmp_path, assignment):
    write_class(tmp_path / "class", assignment, 5, 1)
    write_class(tmp_path / "class", assignment, 5, 1)
    with pytest.raises(UsageError, match="something else"):
        write_class(tmp_path / "class", assignment, 5, 2)
    assert len(find([tmp_path / "class"])) == 5
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        write_class(tmp_path / "file", assignment, 5, 1)


def test_without_the_student_notebook_the_error_says_what_to_do(tmp_path, assignment):
    assignment.notebook.unlink()
    with pytest.raises(OurFault, match="grade build mini"):
        write_class(tmp_path / "class", assignment, 5, 1)


def test_an_answer_gets_the_questions_name_and_the_lessons_docstring():
    source = "def é_two(x):\n    'Ü.'\n    return é_two(x - 1) + 2 if x else 0\n\n\ndouble = é_two\n"
    tree = ast.parse(as_student_would(source, "é_two", "double", STUB))
    assert [node.name for node in tree.body] == ["double"]
    assert ast.get_docstring(tree.body[0]) == "Return twice `x`.\n\nWhole numbers too."
    namespace: dict = {}
    exec(compile(tree, "answer", "exec"), namespace)
    assert namespace["double"](4) == 8


def test_imports_that_another_cell_has_are_removed():
    source = "import math\nimport numpy as np\n\nx = np.pi + math.pi\n"
    assert (
        without_imports(source, ["%matplotlib inline", "import numpy as np"]) == "import math\n\nx = np.pi + math.pi\n"
    )


def test_the_export_is_a_zip_with_the_notebook(tmp_path, assignment):
    (path,) = [path for path in write_class(tmp_path / "class", assignment, 40, 1) if path.suffix == ".zip"]
    with zipfile.ZipFile(path) as archive:
        assert {".OTTER_LOG", "__zip_filename__"} < set(archive.namelist())


def test_most_students_answer_what_a_person_marks(tmp_path):
    pixels = course.assignment("pixels")
    write_class(tmp_path, pixels, 12, 1)
    found = [
        answer
        for submission in find([tmp_path], pixels, tmp_path / "out")
        for answer in submitted_answers(pixels, read(submission))
        if answer.question == "own_picture"
    ]
    assert 6 <= sum(map(is_answered, found)) < len(found)
