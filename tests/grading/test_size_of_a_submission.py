"""What one submission may take of the results and of the gradebook, through the real command line."""

import base64
import io
import json
from pathlib import Path

import numpy as np
from click.testing import CliRunner
from PIL import Image

from assignments.course import assignment
from autograder.notebook_reader import compose
from grading.commands.group import commands
from tests.support import levels

MOST_OF_RESULTS, MOST_OF_GRADEBOOK = 1 << 20, 4 << 20

WRONG = """
import numpy as np
noise = np.random.default_rng(len(globals()))
LONG = "\\U0001f600\\x00\\u2028'" * 100_000
def amplify(*args, **kwargs):
    if args and isinstance(args[0], np.ndarray):
        return noise.random(args[0].shape)
    if args and isinstance(args[0], tuple): return noise.random(args[0])
    if len(args) > 1 and all(isinstance(arg, int) for arg in args[:2]): return noise.random(args[:2])
    raise ValueError(LONG)
"""


def hostile_notebook() -> bytes:
    """Every place that may hold a text or a picture holds as much as it can."""
    questions = [question.name for question in assignment("pixels").questions]
    names = " = ".join(questions)
    notebook = json.loads(compose([WRONG, f"{names} = amplify"]))
    pixels = np.random.default_rng(0).integers(0, 256, (600, 600, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="PNG", compress_level=0)
    picture = base64.b64encode(file.getvalue()).decode("ascii")
    output = {"output_type": "display_data", "data": {"image/png": picture}, "metadata": {}}
    long = "\\U0001f600" * 5000
    code = {"cell_type": "code", "metadata": {}, "execution_count": None}
    for number in range(600):
        source = f"raise ValueError('{number} ' + '{long if number < 40 else ''}' + '\\U0001f600' * 5000)"
        notebook["cells"].append({**code, "source": source, "outputs": [output] if number < 2 else []})
    for place, name in enumerate(questions):
        notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": f"## `{name}`\n{long}"})
        notebook["cells"].append(
            {**code, "source": f"if 0:\n  def {name}(): '{long}'", "outputs": [output] if place < 8 else []}
        )
    return json.dumps(notebook).encode()


def test_a_submission_has_its_place_and_no_more(tmp_path: Path) -> None:
    levels.need("lite")
    (tmp_path / "in").mkdir()
    sizes = []
    for content in (compose(["x = 1"]), hostile_notebook()):
        (tmp_path / "in" / "ada.ipynb").write_bytes(content)
        out = tmp_path / f"out{len(sizes)}"
        done = CliRunner().invoke(commands, ["run", "pixels", str(tmp_path / "in"), "--out", str(out), "--jobs", "1"])
        assert done.exit_code == 0, done.output[-2000:]
        line = (out / "results.jsonl").read_bytes()
        assert json.loads(line)["status"] == "graded", json.loads(line)["reason"]
        sizes.append((len(line), (out / "gradebook.db").stat().st_size))
    (_, empty), (results, gradebook) = sizes
    assert results < MOST_OF_RESULTS
    assert gradebook - empty < MOST_OF_GRADEBOOK
    assert gradebook - empty > 100_000  # it did fill its place
    pages = sum(page.stat().st_size for page in (tmp_path / "out1").rglob("*.html"))
    assert pages < 3 * MOST_OF_GRADEBOOK
