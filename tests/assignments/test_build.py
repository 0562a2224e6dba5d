"""The generated files of an assignment, on a made-up one."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest
from otter.test_files import ExceptionTestFile

from assignments import course
from assignments.build import compose as builder
from assignments.build.fixed_cells import first_cell, last_cell
from assignments.build.statements import join, needed, statements
from assignments.build.test_files import public_half
from assignments.course import Assignment
from assignments.errors import OurFault

LESSON = '''---
jupyter:
  kernelspec:
    display_name: Python 3
    language: python
    name: python3
---

# Halves

Half of a thing – ½ – is a thing.

```python
import numpy as np
```

```python
def half(x: float) -> float:
    """Return half of x."""
    raise NotImplementedError("half: return half of x.")
```

Now twice.

<!-- #region {"tags": ["otter_answer_cell"]} -->
Your words.
<!-- #endregion -->

```python
def quarter(x: float) -> float:
    """Return a quarter of x."""
    raise NotImplementedError("quarter: call half twice.")
```
'''

REFERENCE = '''"""Halves, solved."""

import math

import numpy as np

# two, as a float
TWO = 2.0


def half(x: float) -> float:
    """Return half of x."""
    return math.fsum([x]) / TWO  # no rounding


def quarter(x: float) -> float:
    """Return a quarter of x."""
    return half(half(x)) / np.float64(1.0) * (TWO - 1)
'''

TOML = """title = "Halves"
order = 9
[[questions]]
name = "half"
stars = 1
minutes = 5
[[questions]]
name = "quarter"
stars = 2
minutes = 5
"""

TEST_HALF = '''"""Half of a number."""

import numpy as np
from otter.test_files import test_case

from checks import as_floats, expect_close, expect_equal

OK_FORMAT = False
name = "half"
points = 2

SECRET = 12.25

# what students see
SEEN = 4  # even


def _shown(x):
    return x / 2


def _hidden_helper(x):
    return _also_hidden(x)


def _also_hidden(x):
    return np.float64(x) * SECRET


# touches the public case
@test_case(name="half of 4 is 2", points=0.5)
def test_four(half):
    SECRET = SEEN  # a local name that hides the other
    expect_equal(half(SECRET), _shown(4.0), "half(4)")  # exactly


# the author's plan: the next case looks at fractions

@test_case(name="half of a fraction", points=1.5, hidden=True, failure_message="Fractions have halves too.")
def test_fraction(half):
    from solutions.halves import half as reference

    for x in (SECRET, _hidden_helper(0.125)):
        expect_close(half(x), as_floats(reference(x), "reference"), "half(x)", rtol=1e-12)
    # why 12.25: it is a square
'''

TEST_QUARTER = TEST_HALF.replace("half", "quarter").replace("Half", "Quarter").replace("points = 2", "points = 4")
TEST_QUARTER = (
    TEST_QUARTER.replace("points=0.5", "points=1").replace("points=1.5", "points=3").replace("x / 2", "x / 4")
)
TEST_QUARTER = TEST_QUARTER.replace("quarter of 4 is 2", "quarter of 4 is 1").replace(
    "solutions.halves", "solutions.halves"
)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with one small assignment."""
    monkeypatch.setattr(course, "REPO_ROOT", tmp_path)
    for path, text in {
        "assignments/halves/lesson.md": LESSON,
        "assignments/halves/assignment.toml": TOML,
        "solutions/__init__.py": "",
        "solutions/halves.py": REFERENCE,
        "autograder/tests/halves/half.py": TEST_HALF,
        "autograder/tests/halves/quarter.py": TEST_QUARTER,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def halves() -> Assignment:
    course.assignment.cache_clear()
    return course.assignment("halves")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_sources_give_the_same_bytes(repository: Path):
    first, second = builder.build(halves()), builder.build(halves())
    assert first == second
    assert {path.relative_to(repository).as_posix() for path in first} >= {
        "assignments/halves/halves.ipynb",
        "assignments/halves/tests/half.py",
        "assignments/halves/tests/quarter.py",
        "assignments/halves/checks/__init__.py",
        "solutions/halves.ipynb",
        "dist/halves-autograder.zip",
    }


def test_the_student_notebook_is_what_jupyter_would_save(repository: Path):
    raw = builder.build(halves())[halves().notebook]
    notebook = nbformat.reads(raw.decode(), as_version=4)
    nbformat.validate(notebook)
    assert raw.decode() == json.dumps(json.loads(raw), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.otter == {"assignment_name": "halves"}
    assert [cell.id for cell in notebook.cells if cell.cell_type == "code"][2:] == [
        "half",
        "half-check",
        "quarter",
        "quarter-check",
        "otter-check-all",
    ]
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    locked = [cell.source for cell in notebook.cells if cell.metadata.get("editable") is False]
    assert locked == [
        first_cell(halves()),
        'grader.check("half")',
        'grader.check("quarter")',
        last_cell(halves()),
    ]
    tagged = [cell.id for cell in notebook.cells if "otter_answer_cell" in cell.metadata.get("tags", [])]
    assert (tagged[0], tagged[2:]) == ("half", ["quarter"])
    assert [cell.source for cell in notebook.cells if cell.id == tagged[1]] == ["Your words."]
    assert all(
        cell.outputs == [] and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code"
    )


def test_the_solved_notebook_runs_in_an_empty_namespace(repository: Path):
    notebook = nbformat.reads(builder.build(halves())[halves().solved].decode(), as_version=4)
    namespace: dict[str, object] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and "grader" not in cell.source:  # neither checks nor the first and last cell
            exec(cell.source, namespace)
    assert namespace["quarter"](10) == 2.5  # type: ignore[operator]
    sources = {cell.id: cell.source for cell in notebook.cells}
    assert sources["half"].startswith("import math\n\n# two, as a float\nTWO = 2.0\n\n\ndef half")
    assert sources["quarter"].startswith("def quarter")


def test_the_public_half_keeps_only_what_public_cases_use(repository: Path):
    half = public_half(halves().test_file("half"), halves().questions[0])
    assert (
        half
        == '''"""Half of a number."""

from otter.test_files import test_case

from checks import expect_equal

OK_FORMAT = False
name = "half"
points = 0.5

# what students see
SEEN = 4  # even


def _shown(x):
    return x / 2


# touches the public case
@test_case(name="half of 4 is 2", points=0.5)
def test_four(half):
    SECRET = SEEN  # a local name that hides the other
    expect_equal(half(SECRET), _shown(4.0), "half(4)")  # exactly
'''
    )
    ran = ExceptionTestFile.from_string(half, path="half.py")
    ran.run({"half": lambda x: x / 2})
    assert (ran.score, ran.possible) == (0.5, 0.5)


def test_placeholders_state_minutes_and_points(repository: Path):
    toml = repository / "assignments/halves/assignment.toml"
    manual = '[[manual]]\nname = "why"\npoints = 3\nminutes = 15\nrubric = []\n'
    toml.write_text(f"other_minutes = 42\n{TOML}{manual}", encoding="utf-8")
    words = "{{question half}}|{{ question quarter }}|{{question why}}|{{points}}|{{time}}|{{exercises}}|"
    edit(repository / LESSON_AT, "Now twice.", words)
    notebook = nbformat.reads(builder.build(halves())[halves().notebook].decode(), as_version=4)
    (line,) = [cell.source for cell in notebook.cells if "|" in cell.source]
    assert line.split("|")[:-1] == [
        "★ · 5 minutes · 2 points, 0.5 of them checked here",
        "★★ · 5 minutes · 4 points, 1 of them checked here",
        "15 minutes · 3 points, marked by a person",
        "6 points, 1.5 of them checked here, and 3 points for answers that a person marks",
        "1 hour 5 minutes",
        "2",
    ]


def test_a_shortened_import_stays_within_the_line_length():
    names = [f"a_rather_long_name_{n}" for n in range(8)]
    parts = statements(f"from somewhere import {', '.join(names)}, spare\n\nkept = {' + '.join(names)}\n")
    text = join(needed(parts, lambda statement: "kept" in statement.defines), parts)
    assert "spare" not in text
    assert max(map(len, text.splitlines()[:-1])) <= 120
    compile(text, "cut", "exec")


def test_the_zip_holds_what_otter_needs(repository: Path):
    with zipfile.ZipFile(io.BytesIO(builder.autograder_zip(halves()))) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {
            "run_autograder",
            "run_otter.py",
            "setup.sh",
            "environment.yml",
            "otter_config.json",
            "tests/half.py",
            "tests/quarter.py",
            "files/checks/__init__.py",
            "files/solutions/__init__.py",
            "files/solutions/halves.py",
        } <= set(names)
        assert b"hidden=True" in archive.read("tests/half.py")
        assert json.loads(archive.read("otter_config.json"))["assignment_name"] == "halves"
        assert archive.getinfo("run_autograder").external_attr >> 16 & 0o111


def test_check_names_each_file_that_differs(repository: Path):
    changed = builder.write(halves())
    assert halves().notebook in changed
    assert builder.write(halves()) == []
    assert builder.check(halves()) == []
    shutil.rmtree(repository / "dist")  # not committed, so not checked
    assert builder.check(halves()) == []
    edit(repository / "assignments/halves/lesson.md", "Now twice.", "Now do it twice.")
    (repository / "solutions/halves.ipynb").unlink()
    (repository / "assignments/halves/tests/third.py").write_text("", encoding="utf-8")
    problems = "\n".join(builder.check(halves()))
    assert "assignments/halves/halves.ipynb differs from what its sources give" in problems
    assert "solutions/halves.ipynb is missing" in problems
    assert "assignments/halves/tests/third.py has no source any more" in problems
    builder.write(halves())
    assert builder.check(halves()) == []


TESTS, LESSON_AT, SOLUTION = "autograder/tests/halves/half.py", "assignments/halves/lesson.md", "solutions/halves.py"


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (LESSON_AT, "def half(", "def halve(", r"lesson.md has no code cell with `def half`"),
        (LESSON_AT, "def quarter(", "def half(", r"lesson.md has 2 code cells with `def half`"),
        (LESSON_AT, "def half(", "y = 1\ndef half(", r"must hold only that function"),
        (LESSON_AT, "half(x: float)", "half(x: int)", r"says `half\(x: int\) -> float`.*change one of them"),
        (LESSON_AT, "Return half of x.", "Return a half of x.", r"docstrings of half .* differ"),
        (LESSON_AT, '"half: return', '"return', r"stub of half must be its docstring and `raise NotImplementedError"),
        (LESSON_AT, "raise NotImplementedError", "return str", r"stub of half must be"),
        (LESSON_AT, "Now twice.", "{{question halve}}", r"lesson.md has the unknown placeholder {{question halve}}"),
        (SOLUTION, "def half(", "def halve(", r"solutions/halves.py has no function half"),
        (TESTS, 'name = "half"', 'name = "Half"', r"says name = 'Half': make it \"half\""),
        (TESTS, "OK_FORMAT = False", "OK = False", r"does not say OK_FORMAT = False"),
        (TESTS, "points = 2", "points = 3", r"gives 3 points, .*assignment.toml.* says 2: change one of them"),
        (TESTS, "points=1.5", "points=1.0", r"add up to 1.5 points of 2"),
        (TESTS, "points=0.5)", "points=0.5, hidden=True, failure_message='x')", r"has no public case"),
        (TESTS, "points=1.5", "points=1.5, points_=2", r"unknown"),
        (TESTS, 'name="half of a fraction"', 'name="half of 4 is 2"', r"has 2 cases with the name 'half of 4 is 2'"),
        (TESTS, "def test_fraction", "def test_four", r"has 2 cases with the function name 'test_four'"),
        (TESTS, 'name="half of a fraction", ', "", r"test_fraction states no name"),
        (TESTS, "points=1.5, ", "", r"test_fraction states no points"),
        (TESTS, ', failure_message="Fractions have halves too."', "", r"has no failure_message"),
        (TESTS, "points=1.5", "points=3 / 2", r"write the value itself"),
        (TESTS, "SECRET = 12.25", "print(12.25)", r"imports, constants, helper functions and cases only"),
        (TESTS, "return x / 2", "from solutions.halves import half; return half(x)", r"imports from solutions"),
        (TESTS, "def test_four(half):", "def test_four(half:", r"line \d+: .*Fix the file"),
    ],
)
def test_a_disagreement_between_sources_is_an_error_with_a_clear_message(
    repository: Path, path: str, old: str, new: str, words: str
):
    edit(repository / path, old, new)
    with pytest.raises(OurFault, match=words):
        builder.build(halves())


def test_hidden_cases_must_carry_three_quarters_of_the_points(repository: Path):
    edit(repository / TESTS, "points=0.5", "points=1")
    edit(repository / TESTS, "points=1.5", "points=1")
    with pytest.raises(OurFault, match="hidden cases carry 1 of 2 points"):
        builder.build(halves())


def test_a_missing_file_is_named(repository: Path):
    (repository / TESTS).unlink()
    with pytest.raises(OurFault, match=r"half.py is missing: write the test file"):
        builder.build(halves())
    (repository / TESTS).write_text(TEST_HALF, encoding="utf-8")
    (repository / "autograder/tests/halves/third.py").write_text(TEST_HALF, encoding="utf-8")
    with pytest.raises(OurFault, match=r"third.py tests a question that"):
        builder.build(halves())


def test_a_warm_up_is_public_and_its_stub_holds_a_staged_mistake(repository: Path):
    edit(repository / "assignments/halves/assignment.toml", "stars = 1", "stars = 0")
    edit(repository / LESSON_AT, 'raise NotImplementedError("half: return half of x.")', "return x / 3")
    with pytest.raises(OurFault, match=r"gives 2 points, .* says 0"):
        builder.build(halves())
    edit(repository / TESTS, "points = 2", "points = 0")
    edit(repository / TESTS, "points=0.5", "points=0")
    edit(repository / TESTS, "points=1.5", "points=0")
    with pytest.raises(OurFault, match=r"a warm-up .* is public"):
        builder.build(halves())
    edit(repository / TESTS, ", hidden=True", "")
    edit(repository / TESTS, "    from solutions.halves import half as reference\n", "    reference = _shown\n")
    files = builder.build(halves())
    assert b"points = 0\n" in files[halves().folder / "tests" / "half.py"]
