"""The end of a notebook, with a grader that knows the outcome of each question."""

import json
import sys
import zipfile
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from checks import hand_in

STUB = 'def half(x):\n    """Return half of x."""\n    raise NotImplementedError("half: write your answer here")'
HALF = "def half(x):\n    return x / 2"
QUARTER = "def quarter(x):\n    return x / 4"


class Grader:
    """Answers as Otter's grader does: with the cases of a question."""

    def __init__(self, **passed: list[bool]):
        self.passed = passed

    def check(self, question: str, namespace: dict[str, object]) -> object:
        print("a table that is not shown")
        cases = [SimpleNamespace(passed=passed) for passed in self.passed[question]]
        return SimpleNamespace(test_case_results=cases)


def saved(folder: Path, *sources: str, words: str = "*Type your answer here, in the place of this text.*") -> str:
    cells = [{"cell_type": "code", "metadata": {}, "source": source.splitlines(True)} for source in sources]
    cells.append({"cell_type": "markdown", "metadata": {"tags": ["otter_answer_cell", "why"]}, "source": [words]})
    path = folder / "halves.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return str(path)


CHECKS = ('grader.check("quarter")', 'grader.check("half")')


def test_open_points_are_named_in_the_order_of_the_notebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    notebook = saved(tmp_path, QUARTER, CHECKS[0], STUB, CHECKS[1])
    hand_in(notebook, Grader(quarter=[True, False], half=[False]), {})
    said = capsys.readouterr().out
    assert said.splitlines()[:4] == [
        "0 of 2 exercises pass all their checks in this notebook.",
        "  still open: quarter (1 of 2 checks fail)",
        "  still open: half (not written yet)",
        "  still open: why (no answer in words yet)",
    ]


def test_the_zip_holds_the_saved_notebook_and_the_datasets(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for name in ("leaves/manifest.csv", "leaves/images/1.png", "leaves/.DS_Store", "datasets/faces/manifest.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    notebook = saved(tmp_path, HALF, CHECKS[1], words="Because.")
    path = hand_in(notebook, Grader(half=[True]), {"In": ["", HALF]})
    assert path == tmp_path / "halves-hand-in.zip"
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["halves.ipynb", "leaves/images/1.png", "leaves/manifest.csv"]
        assert archive.read("halves.ipynb") == Path(notebook).read_bytes()
    said = capsys.readouterr().out
    assert "1 of 1 exercises" in said
    assert "still open" not in said
    assert "Hand in this file: halves-hand-in.zip" in said
    assert not list(tmp_path.glob("*.part"))


def test_a_notebook_that_was_not_saved_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    notebook = saved(tmp_path, STUB, CHECKS[1])
    assert hand_in(notebook, Grader(half=[True]), {"In": ["", STUB, "def own(): pass", HALF]}) is None
    assert "older than what you ran (half): save it" in capsys.readouterr().out
    assert not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize("content", [None, "no json", "[]", '{"cells": 3}'])
def test_a_notebook_with_another_name_is_not_there(
    tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "halves.ipynb"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert hand_in(str(path), Grader(), {}) is None
    assert "so no file was written" in capsys.readouterr().out


@pytest.mark.parametrize("answers", [True, False])
def test_on_colab_the_notebook_is_asked_for(
    tmp_path: Path, answers: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def blocking_request(*_: object, **__: object) -> dict[str, object]:
        if not answers:
            raise TimeoutError
        return {"ipynb": json.loads(edited)}

    edited = Path(saved(tmp_path, HALF, CHECKS[1])).read_text(encoding="utf-8")
    notebook = saved(tmp_path, STUB, CHECKS[1])
    package, message = ModuleType("google.colab"), ModuleType("_message")
    message.blocking_request = blocking_request  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "google.colab._message", message)
    monkeypatch.setitem(sys.modules, "google", ModuleType("google"))
    monkeypatch.setitem(sys.modules, "google.colab", package)
    path = hand_in(notebook, Grader(half=[True]), {"In": [HALF]})
    if answers:
        assert path is not None
        with zipfile.ZipFile(path) as archive:
            assert b"return x / 2" in archive.read("halves.ipynb")
    else:
        assert path is None
        assert "Use File > Download > Download .ipynb" in capsys.readouterr().out
