"""A run that is stopped ends in one sentence, leaves nothing in the temporary folder, and goes on the next time."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from grading.cli import STOPPED
from grading.gradebook.database import Gradebook

COMMAND = [sys.executable, "-c", "from grading.cli import main; main()"]
SLOW = "import time\nend = time.process_time() + 20\nwhile time.process_time() < end: pass"


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files, which guests of another user may pass through."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def wait_until_graded(process: subprocess.Popen[str], begin: str) -> None:
    assert process.stdout
    for line in process.stdout:
        if line.startswith(begin):
            return
    pytest.fail(f"no line begins with {begin}")


@pytest.mark.parametrize(
    ("numbers", "when"),
    [
        ([signal.SIGINT], "imports"),
        ([signal.SIGTERM], "imports"),
        ([signal.SIGINT, signal.SIGINT], "walls"),
        ([signal.SIGTERM], "walls"),
        ([signal.SIGINT, signal.SIGINT], "grading"),
        ([signal.SIGTERM], "grading"),
    ],
)
def test_a_stopped_run_says_so_in_one_sentence_and_leaves_nothing(
    zygote: Zygote, tmp_path: Path, temporary: Path, numbers: list[signal.Signals], when: str
):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.ipynb").write_bytes(b"")
    for student in ("ben", "cy"):
        (tmp_path / "class" / f"{student}.ipynb").write_bytes(compose([SLOW] * 20))
    words = ["run", "tensors", "class", "--out", "graded", "--jobs", "2", "--timeout", "300"]
    settings = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        [*COMMAND, *words], cwd=tmp_path, env=settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:  # fmt: skip
        if when == "imports":
            time.sleep(0.3)
        elif when == "walls":
            while not list(temporary.glob("grade-*")):  # Python tries the folder with a file of its own first
                time.sleep(0.01)
        else:
            wait_until_graded(process, "ada ")
        for number in numbers:
            os.killpg(process.pid, number)  # as a terminal does
            time.sleep(0.05)
        start = time.monotonic()
        printed, said = process.communicate(timeout=60)
        assert time.monotonic() - start < 30
    assert process.returncode == 130, said
    assert said.strip() == STOPPED
    assert list(temporary.iterdir()) == []
    assert not list(tmp_path.rglob(".temporary-*"))
    if when == "grading":
        with Gradebook(tmp_path / "graded" / "gradebook.db") as book:
            assert book.students() == ["ada"], printed
