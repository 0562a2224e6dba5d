"""The ungraded section on TensorFlow and PyTorch of the lesson tensors, without these two and with them."""

import importlib.util
import re
from pathlib import Path

import nbformat
import pytest

from assignments import course
from assignments.build import compose as builder
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from tests.support.kernel import execute

SECTION, NEXT = "# The same in TensorFlow and PyTorch", "## Two challenges"
INSTALLED = importlib.util.find_spec("tensorflow") is not None
TORCH = importlib.util.find_spec("torch") is not None
TENSORS = course.assignment("tensors")


def run_in_kernel(notebook: Path, folder: Path) -> list:
    """Execute a generated notebook as Jupyter does, in a folder with its tests; return its cells."""
    files = builder.build(TENSORS)
    for path, content in files.items():
        if path.is_relative_to(TENSORS.folder):
            here = folder / path.relative_to(TENSORS.folder)
            here.parent.mkdir(parents=True, exist_ok=True)
            here.write_bytes(content)
    cells = nbformat.reads(files[notebook].decode(), as_version=4)
    execute(cells, folder, timeout=300)
    return cells.cells


def section(cells: list) -> list:
    """Return the cells of the section."""
    first = next(number for number, cell in enumerate(cells) if cell.source.startswith(SECTION))
    after = next(number for number, cell in enumerate(cells) if NEXT in cell.source)
    return cells[first:after]


def printed(cells: list) -> list[str]:
    """Return what each code cell of the section printed."""
    code = [cell for cell in section(cells) if cell.cell_type == "code"]
    return [
        "".join(output.get("text", "") for output in cell.outputs if output.get("name") == "stdout") for cell in code
    ]


def stored() -> list[str]:
    """Return what stands below the code cells of the section as their output."""
    texts = [cell.source for cell in section(builder.lesson_cells(TENSORS)) if cell.cell_type == "markdown"]
    return re.findall(r"```text\n(.*?)\n```", "\n".join(texts), flags=re.DOTALL)


def number_after(words: str, text: str) -> float:
    return float(re.search(re.escape(words) + r"\s*([-+.e\d]+)", text)[1])


def says_what_is_not_installed(cells: list) -> None:
    """Hold a run without TensorFlow and PyTorch to two lines; with one of them, other tests look at what it prints."""
    if INSTALLED or TORCH:
        return
    first, *others, last = printed(cells)
    for line, name in ((first, "TensorFlow"), (last, "PyTorch")):
        assert line.startswith(f"{name} is not installed here")
        assert line.strip().count("\n") == 0
    assert others == [""] * 4


def test_the_output_of_each_cell_stands_below_it():
    tensors, comparing, graph, gradient, pytorch = stored()
    assert "linspace, TensorFlow's:   float32" in tensors
    assert comparing.count("\n") == 2
    assert "first call:  -12.0" in graph
    assert gradient.startswith("float64: tape")
    assert "slopes: -4.0 -4.0 3.0" in pytorch


def test_each_plot_of_an_unwritten_function_prints_one_line(tmp_path: Path):
    cells = run_in_kernel(TENSORS.notebook, tmp_path)
    says_what_is_not_installed(cells)
    texts = [output.text for cell in cells for output in cell.get("outputs", []) if "Nothing to see yet" in str(output)]
    named = {re.match(r"Nothing to see yet. (\w+):", text)[1] for text in texts}
    asked = {question.name for question in TENSORS.questions if question.stars}
    assert named <= asked, "a plot names the first function that it misses, which may be an earlier one"
    assert len(texts) >= len(asked), "one plot for each exercise"
    assert all(line.strip().count("\n") == 0 for line in texts)


@pytest.mark.skipif(not TORCH, reason="PyTorch is not installed here")
def test_with_pytorch_the_cell_prints_what_stands_below_it(capsys: pytest.CaptureFixture[str]):
    sources = [cell.source for cell in builder.lesson_cells(TENSORS) if cell.cell_type == "code"]
    namespace: dict = {}
    exec("import math\nimport numpy as np\nimport matplotlib.pyplot as plt", namespace)
    for start in ("import sys", "try:\n    import torch"):
        exec(next(source for source in sources if source.startswith(start)), namespace)
    assert capsys.readouterr().out.strip() == stored()[-1].strip()


def test_the_grader_runs_the_section_without_an_error_and_gives_full_points(zygote: Zygote):
    tests = load([TENSORS.test_file(question.name) for question in TENSORS.questions])
    verdict = judge(TENSORS.solved.read_bytes(), tests, zygote, limits=TENSORS.limits)
    assert (verdict.cells, verdict.repairs) == ((), ())
    assert verdict.score == TENSORS.points == 36


@pytest.mark.tensorflow
def test_with_tensorflow_the_section_prints_what_its_text_says(tmp_path: Path):
    assert INSTALLED, "`make test-tensorflow` installs TensorFlow and runs this test"
    version, tensors, comparing, graph, gradient, _ = printed(run_in_kernel(TENSORS.solved, tmp_path))
    assert re.match(r"TensorFlow 2\.\d+", version)

    assert "shape (4, 24, 36, 3) dtype uint8 rank 4" in tensors
    assert "your tensor_rank says 4" in tensors
    assert "your make_video is the same: True" in tensors
    assert re.search(r"yours: +float64", tensors)
    assert re.search(r"TensorFlow's: +float32", tensors)
    assert 1e-9 < number_after("largest difference:", tensors) < 1e-6

    assert len(comparing.strip().splitlines()) == 3
    for line in comparing.strip().splitlines():
        ours, theirs = (float(number) for number in line.split()[-2:])
        assert ours == pytest.approx(theirs, rel=1e-12), line

    assert graph.count("tracing:") == 1
    assert graph.index("tracing:") < graph.index("first call:")
    assert [number_after(words, graph) for words in ("first call:", "second call:", "your run_graph:")] == [-12.0] * 3
    for node in (r"x +Placeholder", r"q +AddV2 +<- x, y", r"s +Mul +<- q, q", r"f +Mul +<- q, z"):
        assert re.search(node, graph), node

    exact, rough = gradient.strip().splitlines()
    assert exact.startswith("float64:")
    assert number_after("relative error", exact) < 1e-9
    assert rough.startswith("float32:")
    assert number_after("relative error", rough) > 1e-5
