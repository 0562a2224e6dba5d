"""The first and the last cell, in a student's folder, alone, and on Colab (which is played by two small modules)."""

import io
import json
import os
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

from assignments import course
from assignments.build.compose import lesson_cells, student_notebook
from assignments.build.fixed_cells import first_cell, last_cell
from grading.export.student import student_files, student_zip
from tests.support.kernel import execute

GRADIENTS = course.assignment("gradients")


def executed(folder: Path, notebook: bytes, **keep: bool) -> dict[str, str]:
    """Run a notebook in a kernel as Jupyter does, and return what each cell printed or showed, by its id."""
    node = nbformat.reads(notebook.decode(), as_version=4)
    execute(node, folder, **keep)
    return {
        cell.id: "".join(str(out.get("text") or out.get("data") or out.get("evalue")) for out in cell.outputs)
        for cell in node.cells
        if cell.cell_type == "code"
    }


def unpacked(folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(student_zip(GRADIENTS))) as archive:
        archive.extractall(folder)
    return folder / "gradients"


def test_the_student_notebook_says_what_is_still_open(tmp_path: Path):
    here = unpacked(tmp_path)
    said = executed(here, (here / "gradients.ipynb").read_bytes(), allow_errors=True)["otter-check-all"]
    assert "0 of 12 exercises" in said
    assert "still open: warm_up (" in said
    assert "still open: forward_circuit (not written yet)" in said
    assert said.index("forward_circuit") < said.index("evaluations_needed")  # the lesson's order


def test_a_notebook_that_stands_alone_says_what_is_missing(tmp_path: Path):
    said = executed(tmp_path, student_notebook(GRADIENTS, lesson_cells(GRADIENTS)))
    for cell in ("otter-init", "warm_up-check", "otter-check-all"):
        assert "Nothing was checked: the folders tests and checks are not beside this notebook." in said[cell]
        assert "gradients.zip" in said[cell]
    assert not list(tmp_path.glob("*.zip"))


def colab(monkeypatch: pytest.MonkeyPatch, notebook: bytes | None) -> None:
    """Play Colab: a zip that is uploaded, and a request that gives the notebook."""
    package, files, message = ModuleType("google.colab"), ModuleType("files"), ModuleType("_message")
    files.upload_file = lambda name: Path(name).write_bytes(student_zip(GRADIENTS))  # type: ignore[attr-defined]

    def blocking_request(*_: object, **__: object) -> dict[str, object]:
        if notebook is None:
            raise TimeoutError
        return {"ipynb": json.loads(notebook)}

    message.blocking_request = blocking_request  # type: ignore[attr-defined]
    package.files, package._message = files, message  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "google.colab", package)
    monkeypatch.setattr("subprocess.run", lambda *_, **__: None)


def run_first_cell(monkeypatch: pytest.MonkeyPatch, source: str) -> dict[str, object]:
    student_zip(GRADIENTS)  # imports the real Otter, before it is replaced
    otter = ModuleType("otter")
    otter.Notebook = lambda name: f"the grader of {name}"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "otter", otter)
    sentences = ModuleType("notebook_feedback.grader")
    sentences.with_sentences = lambda grader: grader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "notebook_feedback.grader", sentences)
    namespace: dict[str, object] = {}
    exec(source, namespace)
    return namespace


def test_on_colab_the_first_cell_asks_for_the_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    colab(monkeypatch, None)
    monkeypatch.chdir(tmp_path)
    namespace = run_first_cell(monkeypatch, first_cell(GRADIENTS))
    assert namespace["grader"] == "the grader of gradients.ipynb"
    assert os.listdir("tests")
    assert Path.cwd() == tmp_path / "gradients"


def test_on_colab_the_first_cell_fetches_the_zip_where_its_address_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    colab(monkeypatch, None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "published-gradients.zip").write_bytes(student_zip(GRADIENTS))
    address = f"{tmp_path.as_uri()}/published-{{slug}}.zip"
    source = first_cell(GRADIENTS, address)
    assert "upload" not in source
    assert run_first_cell(monkeypatch, source)["grader"] == "the grader of gradients.ipynb"


def test_the_last_cell_names_the_same_notebook_as_the_first():
    assert '"gradients.ipynb"' in first_cell(GRADIENTS)
    assert '"gradients.ipynb"' in last_cell(GRADIENTS)
    assert "gradients.ipynb" in student_files(GRADIENTS)
