"""A student's own functions, run on the student's own dataset: behind the walls, with the limits of judging.

What is asked of them, and what is said of it, is `pipeline` in datasets/scripts: the same as at the student's desk. It
runs here, in the host; each call of a function goes through the wire to a guest that has run the notebook. The pictures
are the miniatures that the check of the files has left: no picture is opened here.
"""

import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
import numpy as np

from assignments.course import REPO_ROOT
from assignments.errors import OurFault, Unusable
from autograder.host.guest_process import GuestLost, ZygoteBroken
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.notebook_reader import Unreadable, read
from autograder.wire.remote_function import RemoteFunction
from grading.intake import submissions
from grading.pool.local import Job, LazyZygote
from grading.records import Finding, Submission

sys.path.append(str(REPO_ROOT / "datasets" / "scripts"))  # they stand alone, and import each other like this
from checking.pipeline import STEPS, Stopped, run_pipeline, target_size

SLOWER = 4  # a call may take as many times the limit of a case: a dataset is larger than a case's pictures
LARGEST = 64 << 20  # bytes of miniatures
LONGEST = 256  # rows or columns of a batch: more would not fit into a message


class Untried(Exception):
    """The functions could not be tried, through no fault of theirs; the text says why."""


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    """The first line of a file of miniatures."""

    names: list[str]
    shapes: list[tuple[int, int]]


def run_student_pipeline(
    job: Job, submission: Submission, lazy_zygote: LazyZygote, folder: Path, thumbnails: Path
) -> list[Finding]:
    """Return what goes wrong when a submission's functions are given the dataset in `folder`; Untried if they are not.

    miniatures: the file that `check.py --small` wrote, if it did.
    """
    names, pictures = read_thumbnails(thumbnails)
    try:
        cells, _ = read(submissions.read(submission))
        limits = replace(job.assignment.limits, case=SLOWER * job.assignment.limits.case)
        with SandboxedNotebook(lazy_zygote.zygote(), cells, job.files, limits) as answers, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the student's functions
            answers.run()
            found = run_pipeline(folder, _functions(answers, names), names, pictures, _reduced(target_size(folder)))
    except (Unreadable, Unusable) as problem:
        raise Untried("the notebook cannot be read") from problem
    except (ZygoteBroken, OurFault) as fault:
        lazy_zygote.close()
        raise Untried("the walls did not stand, which is not your fault") from fault
    return [Finding(one.code, one.message, one.file) for one in found]


def read_thumbnails(path: Path) -> tuple[list[str], list[np.ndarray]]:
    """Return the names of all pictures, and the first pictures (H, W, 3), as they were left by a process that may have
    been led astray: nothing is believed but what the lengths bear out."""
    if not path.exists():
        raise Untried("not every picture of it can be opened")
    with path.open("rb") as file:
        head, _, data = bytearray(file.read(LARGEST)).partition(b"\n")
    try:
        said = msgspec.json.decode(head, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Untried("its file names cannot be read") from error
    if not all(name and name == PurePosixPath(name).name and "\0" not in name for name in said.names):
        raise Untried("a name in it is not the name of a file")
    sizes = [3 * height * width for height, width in said.shapes]
    whole = sum(sizes) == len(data) and 0 < len(sizes) <= len(said.names)
    if not whole or min(map(min, said.shapes)) < 1:
        raise Untried("the small copies of its pictures are not whole")
    pictures, start = [], 0
    for shape, size in zip(said.shapes, sizes, strict=True):
        pictures.append(np.frombuffer(data, np.uint8, size, start).reshape(*shape, 3))
        start += size
    return said.names, pictures


def _functions(answers: SandboxedNotebook, names: list[str]) -> dict[str, Callable[..., Any]]:
    """The functions that the notebook has, as the pipeline calls them."""
    return {step: partial(_call, answers, names, step) for step in STEPS if _is_there(answers, step)}


def _is_there(answers: SandboxedNotebook, step: str) -> bool:
    try:
        answers.begin_case()
        return isinstance(answers.get(step), RemoteFunction)
    except GuestLost as lost:
        answers.lost(lost.outcome)
        return True  # its call will say what happens


def _call(answers: SandboxedNotebook, names: list[str], step: str, *args: Any) -> Any:
    try:
        answers.begin_case()
        function = answers[step]
        if step == "list_images":  # a guest sees no file of ours: empty ones of the same names do as well
            return function.in_folder({f"images/{name}": b"" for name in names}, "images")
        return function(*args)
    except GuestLost as lost:
        words = _ending(answers, lost)
        answers.lost(lost.outcome)
        raise Stopped(words) from None


def _ending(answers: SandboxedNotebook, lost: GuestLost) -> str:
    """How a call came to its end, for its author."""
    cut_short = answers.server is not None and answers.server.seconds < answers.seconds
    if lost.outcome == "not_run" or (lost.outcome == "timeout" and cut_short):
        return f"the notebook had used up its {answers.limits.submission:g} s"
    return lost.text.removeprefix("stopped: ")


def _reduced(size: tuple[int, int]) -> tuple[int, int]:
    height, width = (max(1, side * LONGEST // max(LONGEST, *size)) for side in size)
    return height, width
