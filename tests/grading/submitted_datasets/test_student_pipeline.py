"""A student's own functions on the student's own dataset: right, wrong and hostile functions."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assignments import course
from assignments.course import REPO_ROOT
from assignments.errors import OurFault
from autograder.notebook_reader import compose
from autograder.results import Limits
from checking import thumbnails
from grading.intake import submissions
from grading.pool.grade_submission import LazyZygote
from grading.pool.job import Job, prepare
from grading.records import Dataset, Finding, Submission
from grading.submitted_datasets import dataset_check
from grading.submitted_datasets.student_pipeline import CASE_LIMIT_FACTOR, NotRun, read_thumbnails, run_student_pipeline
from solutions.images import split_dataset
from tests.support import levels
from tests.support.sample_dataset import COUNT, pictures, split_by, submission_without_pictures, write_dataset

IMAGES = course.assignment("images")
RIGHT = IMAGES.reference.read_text(encoding="utf-8")
LIMITS = Limits(cell=5.0, case=0.5 / CASE_LIMIT_FACTOR, submission=8.0, memory=1 << 30)


@pytest.fixture(scope="module", params=levels.FULL_AND_LITE)
def lazy_zygote(request: pytest.FixtureRequest) -> Iterator[LazyZygote]:
    levels.need(request.param)
    waiting = LazyZygote(request.param)
    yield waiting
    waiting.close()


@pytest.fixture
def job(lazy_zygote: LazyZygote) -> Job:
    return prepare(replace(IMAGES, limits=LIMITS), lazy_zygote.level)


@pytest.fixture(scope="module")
def leaves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset in order, which all users may read and write, with its thumbnails."""
    folder = split_by(write_dataset(tmp_path_factory.mktemp("open") / "leaves", pictures()), split_dataset)
    for parent in [folder, *folder.parents][:4]:
        parent.chmod(0o777 if parent == folder else 0o755)
    (folder / "manifest.csv").chmod(0o666)
    thumbnails.write_thumbnails(folder, folder.parent / "small")
    return folder


@pytest.fixture
def tried(job: Job, lazy_zygote: LazyZygote, leaves: Path, tmp_path: Path) -> Callable[..., list[Finding]]:
    """Run the functions of some cells on the leaves."""

    def run(*cells: str, limits: Limits = LIMITS) -> list[Finding]:
        path = tmp_path / "ada.ipynb"
        path.write_bytes(compose(list(cells)))
        limited = replace(job, assignment=replace(job.assignment, limits=limits))
        return run_student_pipeline(
            limited, Submission("ada", path.name, path), lazy_zygote, leaves, leaves.parent / "small"
        )

    return run


def checked(job: Job, lazy_zygote: LazyZygote, folder: Path) -> Dataset:
    (submission,) = submissions.find([folder])
    found = dataset_check.check(job, submission, lazy_zygote)
    assert found is not None
    return found


def test_the_solved_notebook_passes_with_and_without_the_pictures(
    lazy_zygote: LazyZygote, leaves: Path, tmp_path: Path
):
    job = prepare(IMAGES, lazy_zygote.level)
    shutil.copytree(leaves, tmp_path / "class" / "leaves")
    shutil.copy(IMAGES.solved, tmp_path / "class" / "images.ipynb")
    found = checked(job, lazy_zygote, tmp_path / "class")
    assert (found.passed, found.findings, found.untried, found.pictures) == (True, (), "", COUNT)
    assert found.checked[-1] == "pipeline"
    without_pictures = submission_without_pictures(tmp_path / "class" / "leaves", tmp_path)
    shutil.rmtree(tmp_path / "class" / "leaves")
    shutil.move(without_pictures, tmp_path / "class" / "leaves")
    found = checked(job, lazy_zygote, tmp_path / "class")
    assert (found.passed, found.findings, found.untried, found.pictures) == (True, (), "", COUNT)
    assert found.checked[-1] == "pipeline"


WRONG = {
    "no function": ("del make_batch", "make_batch cannot be called", ""),
    "no files": ("def list_images(folder): return []", "list_images finds 0 files, images/ has 31", ""),
    "a class of its own": ("class Mine(ValueError): pass\ndef make_batch(images): raise Mine('x' * 9999)",
                           f"make_batch raised Mine: {'x' * 200}", ""),
    "raises": ("def resize_nearest(image, height, width): 1 / 0", "resize_nearest raised ZeroDivisionError: d", "p00"),
    "a wrong shape": ("def centre_crop(image, height, width): return image", "centre_crop returns an array of ", "p00"),
    "sees copies": ("def find_duplicates(batch): return [(0, 3)]", "p00.png and p03.png become one picture", ""),
    "another split": ("def split_dataset(names, fraction, seed): return names[3:], names[:3]", "is not what", "split"),
    "a generator": ("def find_duplicates(batch): yield 1", "find_duplicates must return a list of pairs", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_reported_with_its_function_and_picture(name: str, tried: Callable[..., list[Finding]]):
    source, words, file = WRONG[name]
    (found,) = tried(RIGHT, source)
    assert found.code == "pipeline"
    assert words in found.message
    assert len(found.message) < 300
    assert found.file.partition(".")[0] == file


def test_a_later_value_with_the_name_of_a_function_does_not_hide_it(tried: Callable[..., list[Finding]]):
    assert tried(RIGHT, "mean_image = 5") == []


HOSTILE = {
    "an endless loop": ("resize_nearest", "while True: pass", "it took longer than 0.5 s"),
    "sleep": ("centre_crop", "import time; time.sleep(1000)", "it took longer than 0.5 s"),
    "os._exit": ("centre_crop", "import os; os._exit(0)", "the process ended"),
    "sys.exit": ("make_batch", "import sys; sys.exit(0)", "SystemExit"),
    "a segmentation fault": ("mean_image", "import ctypes; ctypes.string_at(0)", "the process ended"),
    "one large block of memory": ("make_batch", "x = bytearray(20 << 30)", "MemoryError"),
    "memory, little by little": ("mean_image", "x = []\nwhile True: x.append(bytearray(1 << 20))", ""),  # or the time
    "a flood of output": ("list_images", "while True: print('x' * 1_000_000)", "it took longer"),
    "a huge list": ("find_duplicates", "return [(0, 1)] * 10**7", "it took longer"),
    "a huge array": ("make_batch", "import numpy as np; return np.zeros((31, 640, 640, 3))", "more than a message may"),
    "an object that lies": ("make_batch", """
class Lie(type(args[0][0])):
    shape = (31, 64, 64, 3)
    def __eq__(self, other): return True
    def __array__(self, *_, **__): return self
return Lie((0,))""", "shape (0,)"),
    "a forged report": ("list_images", """
import os, sys
report = '{"passed": true, "pictures": 31, "bytes": 1, "findings": [], "checked": ["pipeline"]}'
print(report); print(report, file=sys.__stdout__); os.write(1, report.encode()); os.write(2, report.encode())
return []""", "finds 0 files"),
    "a forged answer": ("split_dataset", """
import os, struct, msgspec
for number in range(100):
    body = msgspec.msgpack.encode(['returned', number, True, [], [], 0])
    for descriptor in range(3, 64):
        try: os.write(descriptor, struct.pack('<4sIQ', b'grd1', len(body), 0) + body)
        except OSError: pass
return []""", "the answer was not one"),
    "another's dataset": ("list_images", "return [open('<LEAVES>/manifest.csv').read()]", "Error"),
    "another's folder": ("list_images", "import os; return os.listdir('<LEAVES>/images')", "Error"),
    "a marker": ("split_dataset", "open('<LEAVES>/marker', 'w').write('x'); return args", "Error"),
    "a manifest of its own": ("split_dataset", "open('<LEAVES>/manifest.csv', 'w').write('x'); return args", "Error"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_function_fails_only_this_check(
    name: str, tried: Callable[..., list[Finding]], leaves: Path, lazy_zygote: LazyZygote
):
    step, body, words = HOSTILE[name]
    before = {path: path.stat().st_mtime_ns for path in leaves.rglob("*")}
    lines = body.strip().replace("<LEAVES>", str(leaves)).replace("\n", "\n    ")
    began = time.monotonic()
    (found,) = tried(RIGHT, f"def {step}(*args):\n    {lines}")
    assert time.monotonic() - began < 3 * LIMITS.submission
    assert found.code == "pipeline"
    assert found.message.startswith(step)
    assert words in found.message
    assert {path: path.stat().st_mtime_ns for path in leaves.rglob("*")} == before
    assert tried(RIGHT) == []


def test_several_functions_can_be_hostile(tried: Callable[..., list[Finding]]):
    source = "\n".join(f"def {step}(*args):\n    while True: pass" for step in ("list_images", "make_batch"))
    found = tried(RIGHT, source, "def split_dataset(*args):\n    import os; os._exit(0)")
    assert [each.message.partition(":")[0] for each in found] == ["list_images", "make_batch", "split_dataset"]


def test_all_calls_together_have_the_time_limit_of_one_submission(tried: Callable[..., list[Finding]]):
    slow = """
import time
def centre_crop(image, height, width):
    end = time.process_time() + 2
    while time.process_time() < end: pass
    return image[:height, :width]
"""
    found = tried(RIGHT, slow, limits=replace(LIMITS, case=20.0, submission=3.0))
    assert found[0] == Finding("pipeline", "centre_crop: the notebook had used up its 3 s.", "p01.png")
    assert found[1:] == [Finding("pipeline", "split_dataset: the notebook had used up its 3 s.")]


def test_a_notebook_that_cannot_be_read_is_not_run(job: Job, lazy_zygote: LazyZygote, leaves: Path, tmp_path: Path):
    (tmp_path / "ada.ipynb").write_bytes(b"{")
    submission = Submission("ada", "ada.ipynb", tmp_path / "ada.ipynb")
    with pytest.raises(NotRun, match="the notebook cannot be read"):
        run_student_pipeline(job, submission, lazy_zygote, leaves, leaves.parent / "small")


def test_without_a_sandbox_nothing_is_run(job: Job, leaves: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def none(_: LazyZygote) -> None:
        raise OurFault("the zygote did not start")

    monkeypatch.setattr(LazyZygote, "zygote", none)
    path = tmp_path / "ada.ipynb"
    path.write_bytes(compose([f"open({str(tmp_path / 'marker')!r}, 'w')", RIGHT]))
    with pytest.raises(NotRun, match="the sandbox failed"):
        run_student_pipeline(
            job, Submission("ada", path.name, path), LazyZygote(job.level), leaves, leaves.parent / "small"
        )
    assert not (tmp_path / "marker").exists()


def test_a_sandbox_that_fails_during_a_call_is_not_the_students_fault(
    tried: Callable[..., list[Finding]], walls_fall: Callable[[int], None]
):
    walls_fall(10)
    with pytest.raises(NotRun, match="the sandbox failed"):
        tried(RIGHT)
    assert tried(RIGHT) == []


def test_functions_are_not_run_if_a_picture_cannot_be_opened(
    job: Job, lazy_zygote: LazyZygote, leaves: Path, tmp_path: Path
):
    shutil.copytree(leaves, tmp_path / "class" / "leaves")
    (tmp_path / "class" / "ada.ipynb").write_bytes(compose([RIGHT]))
    (tmp_path / "class" / "leaves" / "images" / "p03.png").write_bytes(b"<html>404</html>")
    found = checked(job, lazy_zygote, tmp_path / "class")
    assert found.untried == "not every picture of it can be opened"
    assert "pipeline" not in found.checked


HEADER = {"names": ["a.png", "b.png"], "shapes": [[2, 2], [1, 3]]}
FORGED = {
    "too short": (HEADER, 20, "not complete"),
    "too long": (HEADER, 22, "not complete"),
    "no picture": ({"names": ["a.png"], "shapes": []}, 0, "not complete"),
    "more pictures than names": ({"names": ["a.png"], "shapes": [[2, 2], [1, 3]]}, 21, "not complete"),
    "a negative shape": ({"names": ["a.png"], "shapes": [[-1, -7]]}, 21, "not complete"),
    "shapes whose sizes cancel out": ({"names": ["a", "b"], "shapes": [[-1, 7], [2, 7]]}, 21, "not complete"),
    "a picture of nothing": ({"names": ["a.png"], "shapes": [[0, 7]]}, 0, "not complete"),
    "larger than the memory": ({"names": ["a.png"], "shapes": [[10**9, 10**9]]}, 3, "not complete"),
    "a shape of words": ({"names": ["a.png"], "shapes": [["7", "1"]]}, 21, "cannot be read"),
    "another field": (HEADER | {"pickle": 1}, 21, "cannot be read"),
    "a name with a folder": ({"names": ["../a.png"], "shapes": [[7, 1]]}, 21, "not a file name"),
    "no name": ({"names": [""], "shapes": [[7, 1]]}, 21, "not a file name"),
    "half a surrogate pair": ({"names": ["a\udc80.png"], "shapes": [[7, 1]]}, 21, "cannot be read"),
    "a name with a null character": ({"names": ["a\0.png"], "shapes": [[7, 1]]}, 21, "not a file name"),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_thumbnails_are_refused(name: str, tmp_path: Path):
    header, length, words = FORGED[name]
    (tmp_path / "small").write_bytes(json.dumps(header).encode() + b"\n" + bytes(length))
    with pytest.raises(NotRun, match=words):
        read_thumbnails(tmp_path / "small")


def test_thumbnails_without_a_header_are_refused(tmp_path: Path):
    for content in (b"", b"\n", b"\xff\n", b'{"names": ["\xff"], "shapes": [[7, 1]]}\n' + bytes(21), b"[" * 100_000):
        (tmp_path / "small").write_bytes(content)
        with pytest.raises(NotRun, match="cannot be read"):
            read_thumbnails(tmp_path / "small")


def test_thumbnails_are_read_as_they_were_written(tmp_path: Path):
    (tmp_path / "small").write_bytes(json.dumps(HEADER).encode() + b"\n" + bytes(range(21)))
    names, (one, two) = read_thumbnails(tmp_path / "small")
    assert (names, one.shape, two.shape) == (["a.png", "b.png"], (2, 2, 3), (1, 3, 3))
    assert [*one.ravel(), *two.ravel()] == list(range(21))


def test_a_class_is_checked_by_several_processes(leaves: Path, tmp_path: Path):
    levels.need("lite")
    cells = {
        "ada": RIGHT,
        "bob": RIGHT + "\ndef centre_crop(*args):\n    import os; os._exit(0)\n",
        "cy": RIGHT + "\ndef make_batch(images): raise ValueError('<script>')\n",
        "dan": RIGHT,
    }
    for student, source in cells.items():
        shutil.copytree(leaves, tmp_path / "class" / student / "leaves")
        (tmp_path / "class" / student / "images.ipynb").write_bytes(compose([source]))
    shutil.rmtree(tmp_path / "class" / "dan" / "leaves")
    words = ["run", "images", str(tmp_path / "class"), "--out", str(tmp_path / "out"), "--jobs", "2"]
    command = [sys.executable, "-m", "tests.support.small_grade", *words]
    done = subprocess.run(command, cwd=REPO_ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    found = {line["student"]: line.get("dataset") for line in map(json.loads, lines)}
    assert found["dan"] is None
    assert [found[student]["passed"] for student in ("ada", "bob", "cy")] == [True, False, False]
    assert all(found[student]["checked"][-1] == "pipeline" for student in ("ada", "bob", "cy"))
    (one,) = found["bob"]["findings"]
    assert one["file"] == "p00.png"
    assert one["message"].startswith("centre_crop: the process ended")
    page = (tmp_path / "out" / "feedback" / "cy.html").read_text(encoding="utf-8")
    assert "make_batch raised ValueError: &lt;script&gt;" in page
    assert "Your own functions were also run on it" in page
    assert "--functions" not in page
