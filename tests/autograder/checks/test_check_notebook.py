"""`python -m checks`, as a student starts it: in a folder with a notebook, `tests` and `checks`."""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checks.check_notebook import NoNotebook, code_cells, find_notebook, stated_cases
from checks.text_pictures import beside_each_other

from assignments import course
from tests.support.notebooks import solved_without_drawings
from tests.support.sample import sample

ROUNDED_DOWN = """
def draw_circle(image, centre, radius, segments=600, value=1.0):
    image = np.array(image, dtype=float)
    for row, col in circle_points(centre, radius, segments):
        image[int(row), int(col)] = value
    return image
"""
HANGING = "def draw_circle(*a, **k):\n    while True:\n        pass\n"
STUBBORN = (
    "def draw_circle(*a, **k):\n    while True:\n        try:\n            while True: pass\n        except: pass\n"
)
EXITING = "import os\ndef draw_circle(*a, **k):\n    os._exit(0)\n"
NOTICE = "def draw_circle(*a, **k):\n    print('::notice::full marks')\n    raise ValueError('so\\n::error::mine')\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a student has, with a solved notebook that draws nothing: that takes most of the time."""
    pixels = course.assignment("pixels")
    for name in ("tests", "checks"):
        shutil.copytree(pixels.folder / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "pixels.ipynb").write_text(json.dumps(solved_without_drawings(pixels)), encoding="utf-8")
    return tmp_path


def answer(folder: Path, code: str) -> None:
    """Add code below the answer of draw_circle."""
    notebook = json.loads((folder / "pixels.ipynb").read_text(encoding="utf-8"))
    (cell,) = [cell for cell in notebook["cells"] if cell["id"] == "draw_circle"]
    cell["source"] = "".join(cell["source"]) + "\n\n" + code
    (folder / "pixels.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def check(folder: Path, *words: str, **environment: str) -> Any:
    words = (*words, "--total", "300") if "--total" not in words else words  # other tests run at the same time
    strange = ("GITHUB_", "PYTHONPATH", "COVERAGE_")  # a copy is not measured: that would take the time of its checks
    bare = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    return subprocess.run(
        [sys.executable, "-m", "checks", *words],
        cwd=folder,
        env=bare | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def on_github(folder: Path, *words: str) -> tuple[Any, str, dict[str, Any]]:
    """Check as on GitHub; return the process, the job summary and the payloads."""
    summary, output = folder / "summary.md", folder / "output.txt"
    done = check(folder, *words, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary), GITHUB_OUTPUT=str(output))
    lines = [line.partition("=") for line in output.read_text(encoding="utf-8").splitlines()]
    payloads = {name: json.loads(base64.b64decode(encoded, validate=True)) for name, _, encoded in lines}
    return done, summary.read_text(encoding="utf-8"), payloads


@pytest.mark.parametrize("slug", sample("images"))
def test_every_solved_notebook_passes_every_public_check(slug: str, tmp_path: Path):
    assignment = course.assignment(slug)
    for name in ("tests", "checks"):
        shutil.copytree(assignment.folder / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(assignment.solved, tmp_path / f"{slug}.ipynb")
    done = check(tmp_path, f"{slug}.ipynb", "--total", "500")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(assignment.questions)} of {len(assignment.questions)} questions pass" in done.stdout
    assert done.stderr == ""


def test_a_wrong_picture_is_drawn_beside_the_expected_one(folder: Path):
    answer(folder, ROUNDED_DOWN)
    done, summary, payloads = on_github(folder, "pixels.ipynb")
    assert done.returncode == 1
    assert "You rounded down" in done.stdout
    rows = [line for line in done.stdout.splitlines() if line.startswith("  │     ")]
    assert "yours" in rows[0]
    assert "expected" in rows[0]
    assert any(set("".join(row.split()[1:])) == {".", "#"} and len(row.split()) == 3 for row in rows)
    assert "<table><tr><th>yours</th><th>expected</th></tr>" in summary
    assert "| ✗ | `draw_circle` | " in summary
    assert "| ✓ | `set_pixel` | " in summary
    assert payloads["draw_circle"]["status"] == "fail"
    assert payloads["set_pixel"]["status"] == "pass"
    assert list(payloads) == [question.name for question in course.assignment("pixels").questions]


def test_the_notices_are_those_of_the_reporter_and_can_be_left_to_it(folder: Path):
    answer(folder, ROUNDED_DOWN)
    done, _, payloads = on_github(folder)
    *_, complete, report = done.stdout.splitlines()
    assert complete == "::notice title=Autograding complete::Points 12/13"
    assert report == '::notice title=Autograding report::{"totalPoints":12,"maxPoints":13}'
    tests = [test for payload in payloads.values() for test in payload["tests"]]
    assert sum(test["score"] for test in tests) == 12
    assert sum(payload["max_score"] for payload in payloads.values()) == 13
    assert "::notice" not in on_github(folder, "--no-notices")[0].stdout
    assert "::notice" not in check(folder).stdout


def test_a_payload_has_all_that_the_reporter_reads(folder: Path):
    answer(folder, HANGING)
    _, _, payloads = on_github(folder, "--limit", "4", "--total", "500")
    assert payloads["draw_circle"]["status"] == "error"
    for payload in payloads.values():
        assert payload.keys() == {"version", "status", "max_score", "tests"}
        assert payload["version"] == 1
        assert payload["tests"]
        for test in payload["tests"]:
            assert test["line_no"] == 0
            assert isinstance(test["score"], int | float)
            assert test["status"] in ("pass", "fail", "error")


def test_an_untouched_notebook_fails_and_says_that_nothing_is_written(folder: Path):
    shutil.copy(course.assignment("pixels").notebook, folder / "pixels.ipynb")
    done = check(folder)
    assert done.returncode == 1
    assert done.stdout.count("not written yet") == 16
    assert "0 of 17 questions pass their public checks: 0 of 13 points." in done.stdout


@pytest.mark.parametrize(
    ("code", "words"), [(HANGING, "too slow"), (STUBBORN, "too slow"), (EXITING, "crashed")], ids=["loop", "no", "exit"]
)
def test_what_does_not_come_back_costs_its_own_question_only(folder: Path, code: str, words: str):
    answer(folder, code)
    done = check(folder, "--limit", "4", "--total", "500")
    assert done.returncode == 1
    assert words in done.stdout
    assert "16 of 17 questions pass" in done.stdout


@pytest.mark.parametrize(("code", "most"), [(HANGING, 6), ("import time\ntime.sleep(60)", 0)], ids=["call", "cell"])
def test_the_total_time_ends_all_and_nothing_passes_unseen(folder: Path, code: str, most: int):
    """draw_circle is the seventh question; in its cell, nothing has been checked."""
    answer(folder, code)
    begun = time.monotonic()
    done = check(folder, "--limit", "30", "--total", "4")
    assert time.monotonic() - begun < 60  # 4, and the start of Python, on a machine that does more
    assert done.returncode == 1
    assert "The time for all checks was used up" in done.stdout
    (passed,) = re.findall(r"(\d+) of 17 questions pass", done.stdout)
    assert int(passed) == done.stdout.count("✓ ") <= most


def test_drawings_are_left_out_when_half_of_the_time_is_used_up(folder: Path):
    notebook = json.loads((folder / "pixels.ipynb").read_text(encoding="utf-8"))
    sleep = {"cell_type": "code", "id": "s", "metadata": {}, "outputs": [], "execution_count": None}
    begin = [sleep | {"source": "import time; time.sleep(6)"}, sleep | {"source": "open('drawn', 'w')"}]
    begin.append(sleep | {"source": "def f(): pass\nopen('defined', 'w')"})
    notebook["cells"][:0] = begin
    (folder / "pixels.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    check(folder, "--limit", "60", "--total", "12")
    assert not (folder / "drawn").exists()
    assert (folder / "defined").exists()


def test_a_notebook_that_writes_what_is_handed_in_does_not_do_so_here(folder: Path):
    answer(folder, "from checks import hand_in\nhand_in('pixels.ipynb', grader, globals())\nopen('ran', 'w').close()")
    assert check(folder).returncode == 0
    assert (folder / "ran").exists()
    assert not list(folder.glob("*.zip"))


def test_nothing_that_a_notebook_prints_becomes_a_command_of_github(folder: Path):
    answer(folder, NOTICE)
    done, _, _ = on_github(folder)
    commands = [line for line in done.stdout.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == 2
    assert "full marks" not in done.stdout
    assert "  │   ::error::mine" in done.stdout


def test_a_summary_shows_text_of_a_notebook_as_text(folder: Path):
    answer(folder, "def draw_circle(*a, **k):\n    raise ValueError('<img src=x>\\n\\n# head')\n")
    _, summary, _ = on_github(folder)
    assert "<img" not in summary
    assert "&lt;img src=x&gt;\n&nbsp;\n# head" in summary


def test_a_renamed_notebook_is_found_and_several_are_not_guessed(folder: Path):
    (folder / "pixels.ipynb").rename(folder / "ada.ipynb")
    done = check(folder, "pixels.ipynb")
    assert done.returncode == 0
    assert done.stderr == "There is no pixels.ipynb: ada.ipynb is checked, the only notebook here.\n"
    shutil.copy(folder / "ada.ipynb", folder / "other.ipynb")
    done = check(folder, "pixels.ipynb")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("There is no pixels.ipynb. These are here: ada.ipynb, other.ipynb.")


def test_a_file_that_is_no_notebook_is_named_and_the_summary_says_it(folder: Path):
    (folder / "pixels.ipynb").write_text('<<<<<<< HEAD\n{"cells": []}', encoding="utf-8")
    summary = folder / "summary.md"
    done = check(folder, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 2
    assert "pixels.ipynb is not a notebook" in done.stderr
    assert "is not a notebook" in summary.read_text(encoding="utf-8")


def test_a_folder_without_tests_is_no_mistake_of_the_answer(folder: Path):
    shutil.rmtree(folder / "tests")
    done = check(folder)
    assert done.returncode == 3
    assert "holds no test files" in done.stderr


def test_cells_of_another_kind_than_code_are_not_run(tmp_path: Path):
    path = tmp_path / "a.ipynb"
    cells = [{"cell_type": "markdown", "source": "1/0"}, {"cell_type": "code", "source": ["x = 1\n", "y = 2"]}]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert code_cells(path) == ["x = 1\ny = 2"]
    path.write_text(json.dumps({"cells": cells, "nbformat": 0}).replace(": 0", ": " + "9" * 5000), encoding="utf-8")
    assert code_cells(path) == ["x = 1\ny = 2"]
    with pytest.raises(NoNotebook, match="cannot be read"):
        code_cells(tmp_path / "b.ipynb")
    assert find_notebook(None if Path.cwd() == tmp_path else tmp_path / "c.ipynb")[0] == path


def test_stated_cases_are_those_of_the_test_file():
    path = course.assignment("pixels").folder / "tests" / "draw_circle.py"
    assert [points for _, points in stated_cases(path)] == [0.25] * 4


def test_a_large_picture_is_cut_to_the_part_that_differs():
    expected = np.zeros((100, 200))
    actual = expected.copy()
    actual[70, 150] = 1
    wanted, got = beside_each_other(expected, actual, "picture")
    assert wanted[0] == got[0] == "rows 64 to 87, columns 140 to 179"
    assert got[1 + 6][10] == "#"
    assert wanted[1 + 6][10] == "."


def test_greys_have_shades_and_what_is_not_a_number_a_mark():
    wanted, got = beside_each_other([[0.0, 0.5, 1.0]], [[np.nan, 0.5, 2.0]], "picture")
    assert wanted == [" :="]
    assert got == ["?:@"]


def test_other_values_are_printed():
    assert beside_each_other(np.array([1.0, 2.0]), None, "numbers") == (["[1. 2.]"], [])
    assert beside_each_other(b"ab", "ab", "numbers") == (["b'ab'"], ["'ab'"])
    assert beside_each_other(np.zeros((2, 2, 2, 2)), None, "picture")[1] == []
