"""Run a student's own functions on the student's own dataset, in the sandbox and with the limits of grading.

In: a submission, the folder of its dataset, and the thumbnails that the check of the dataset wrote. Out: findings. The
steps and the messages are `checking.pipeline` in datasets/scripts, which students can also run themselves. The pipeline
runs in this process. Each call of a function goes to a sandboxed process that has run the notebook. This process opens
no picture: it reads the pixels of the thumbnails.
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
from autograder.host.errors import GuestLost, ZygoteBroken
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.notebook_reader import read
from autograder.notebook_repairs import Unreadable
from autograder.wire.remote_function import RemoteFunction
from grading.intake import submission_content
from grading.pool.grade_submission import LazyZygote
from grading.pool.job import Job
from grading.records import Finding, Submission

sys.path.append(str(REPO_ROOT / "datasets" / "scripts"))  # its modules import each other from there
from checking.pipeline import STEPS, Stopped, run_pipeline, target_size

CASE_LIMIT_FACTOR = 4  # a call may take as many times the limit of a case: a dataset holds more pictures than a case
MAX_THUMBNAILS = 64 << 20  # bytes of the file of thumbnails
MAX_RESULTS = 256 << 20  # bytes of the results of one step: a batch of floats is larger than its pictures
MAX_SIDE = 256  # rows or columns of a batch: larger batches do not fit into a message


class NotRun(Exception):
    """The functions were not run, and this is not their fault. The text says why."""


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    """The first line of a file of thumbnails."""

    names: list[str]
    shapes: list[tuple[int, int]]


def run_student_pipeline(
    job: Job, submission: Submission, lazy_zygote: LazyZygote, folder: Path, thumbnails: Path
) -> list[Finding]:
    """Return what goes wrong when a submission's functions run on the dataset in `folder`.

    Parameters
    ----------
    thumbnails:
        The file that `check.py --small` wrote. It does not exist if a picture of the dataset cannot be opened.

    Raises
    ------
    NotRun
        The functions were not run, and this is not their fault.
    """
    names, pictures = read_thumbnails(thumbnails)
    try:
        cells, _ = read(submission_content.read(submission))
        case = CASE_LIMIT_FACTOR * job.assignment.limits.case
        limits = replace(job.assignment.limits, case=case, data=MAX_RESULTS)
        with SandboxedNotebook(lazy_zygote.zygote(), cells, job.files, limits) as answers, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # from the student's functions
            answers.run()
            found = run_pipeline(folder, _functions(answers, names), names, pictures, _reduced(target_size(folder)))
    except (Unreadable, Unusable) as problem:
        raise NotRun("the notebook cannot be read") from problem
    except (ZygoteBroken, OurFault) as fault:
        lazy_zygote.close()
        raise NotRun("the sandbox failed, which is not your fault") from fault
    return [Finding(one.code, one.message, one.file) for one in found]


def read_thumbnails(path: Path) -> tuple[list[str], list[np.ndarray]]:
    """Return the names of all pictures, and the first pictures as arrays of shape (H, W, 3).

    The process that wrote this file has opened a student's pictures, so the file is not trusted: names and sizes are
    checked.

    Raises
    ------
    NotRun
        There is no such file, or its content is not valid.
    """
    if not path.exists():
        raise NotRun("not every picture of it can be opened")
    with path.open("rb") as file:
        header, _, data = bytearray(file.read(MAX_THUMBNAILS)).partition(b"\n")
    try:
        decoded = msgspec.json.decode(header, type=_Header)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotRun("its file names cannot be read") from error
    if not all(name and name == PurePosixPath(name).name and "\0" not in name for name in decoded.names):
        raise NotRun("it contains a name that is not a file name")
    sizes = [3 * height * width for height, width in decoded.shapes]
    complete = sum(sizes) == len(data) and 0 < len(sizes) <= len(decoded.names)
    if not complete or min(map(min, decoded.shapes)) < 1:
        raise NotRun("the thumbnails of its pictures are not complete")
    pictures, start = [], 0
    for shape, size in zip(decoded.shapes, sizes, strict=True):
        pictures.append(np.frombuffer(data, np.uint8, size, start).reshape(*shape, 3))
        start += size
    return decoded.names, pictures


def _functions(answers: SandboxedNotebook, names: list[str]) -> dict[str, Callable[..., Any]]:
    """Return the functions that the notebook defines, as the pipeline calls them."""
    return {step: partial(_call, answers, names, step) for step in STEPS if _is_defined(answers, step)}


def _is_defined(answers: SandboxedNotebook, step: str) -> bool:
    try:
        answers.begin_case()
        return isinstance(answers.get(step), RemoteFunction)
    except GuestLost as lost:
        answers.lost(lost.outcome)
        return True  # a call of it gives the reason


def _call(answers: SandboxedNotebook, names: list[str], step: str, *args: Any) -> Any:
    try:
        answers.begin_case()
        function = answers[step]
        if step == "list_images":  # the sandbox hides the folder: empty files with the same names are enough
            return function.in_folder({f"images/{name}": b"" for name in names}, "images")
        return function(*args)
    except GuestLost as lost:
        reason = _reason(answers, lost)
        answers.lost(lost.outcome)
        raise Stopped(reason) from None


def _reason(answers: SandboxedNotebook, lost: GuestLost) -> str:
    """Return why a call ended, for the student."""
    cut_short = answers.server is not None and answers.server.deadline.seconds < answers.seconds
    if lost.outcome == "not_run" or (lost.outcome == "timeout" and cut_short):
        return f"the notebook had used up its {answers.limits.submission:g} s"
    return lost.text.removeprefix("stopped: ")


def _reduced(size: tuple[int, int]) -> tuple[int, int]:
    height, width = (max(1, side * MAX_SIDE // max(MAX_SIDE, *size)) for side in size)
    return height, width
