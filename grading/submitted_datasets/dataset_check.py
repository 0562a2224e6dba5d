"""The dataset that lies beside a student's notebook: found, unpacked if it came in a zip, and checked.

It is checked by `datasets/scripts/check.py`, as the student can do at home, and in a process of its own: pictures are
opened there, and a file that crashes or stalls a decoder costs this dataset its check and nothing else. That process
leaves small copies of the pictures, on which the student's own functions are then tried behind walls.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import msgspec

from assignments.course import REPO_ROOT
from assignments.errors import Unusable
from grading.intake import submissions
from grading.intake.discover import MAX_DEPTH, MAX_FILES, open_regular_file
from grading.intake.untrusted_zip import members, read_member
from grading.pool import local
from grading.pool.local import Job, LazyZygote
from grading.records import Dataset, Submission
from grading.submitted_datasets.student_pipeline import Untried, run_student_pipeline

CHECK = REPO_ROOT / "datasets" / "scripts" / "check.py"
OURS = REPO_ROOT / "datasets" / "faces"
LIST = "manifest.csv"
MAX_FILE = 32 << 20  # bytes of one file
MAX_UNPACKED = 64 << 20  # bytes of all that a zip holds of it
MEMORY = 4 << 30  # bytes of address space that a check may use
PATIENCE = 300.0  # seconds by the clock


def check_all(job: Job, submissions: Sequence[Submission], jobs: int) -> Iterator[tuple[str, Dataset | None]]:
    """Yield each student with what the check of the dataset found, or with None, in the order of finishing."""
    return local.each(job, submissions, jobs, _of_student, _failed)


def check(job: Job, submission: Submission, lazy_zygote: LazyZygote) -> Dataset | None:
    """Check the dataset of one submission; None if it has none."""
    if submission.problem:
        return None
    try:
        with _folder(submission) as folder, tempfile.TemporaryDirectory(prefix="grade-small-") as place:
            if folder is None:
                return None
            small = Path(place) / "miniatures"
            found = _checked(folder, small)
            return found if found.problem else _with_pipeline(found, job, submission, lazy_zygote, folder, small)
    except Unusable as problem:
        return Dataset(problem=str(problem))
    except OSError as error:  # a name too long for this disk, a folder that may not be read
        return Dataset(problem=f"The dataset cannot be read: {error.strerror or error}.")


def _of_student(job: Job, submission: Submission, lazy_zygote: LazyZygote) -> tuple[str, Dataset | None]:
    return submission.student, check(job, submission, lazy_zygote)


def _failed(_: Job, submission: Submission, reason: str) -> tuple[str, Dataset | None]:
    last = reason.strip().splitlines()[-1]
    return submission.student, Dataset(problem=f"The check of the dataset failed, which is not your fault: {last}")


def _with_pipeline(
    found: Dataset, job: Job, submission: Submission, lazy_zygote: LazyZygote, folder: Path, small: Path
) -> Dataset:
    """What was found, with what the student's own functions make of it."""
    try:
        wrong = run_student_pipeline(job, submission, lazy_zygote, folder, small)
    except Untried as why:
        return replace(found, untried=str(why))
    findings = (*wrong, *found.findings)  # few, and first: a page does not show what comes after many others
    return replace(found, passed=found.passed and not wrong, findings=findings, checked=(*found.checked, "pipeline"))


def _checked(folder: Path, small: Path) -> Dataset:
    command = [sys.executable, str(CHECK), str(folder), "--json", "--small", str(small)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    with process:
        _limit(process.pid)
        try:
            said, complained = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            return Dataset(problem=f"The check of the dataset took longer than {PATIENCE:g} s and was stopped.")
    try:
        return msgspec.convert(json.loads(said), Dataset)  # a file's name may hold half a letter, and json reads it
    except (ValueError, RecursionError):
        last = (complained.decode("utf-8", "replace").strip().splitlines() or ["it ended without a word"])[-1]
        return Dataset(problem=f"The check of the dataset broke off: {last[:200]}. Try check.py at your desk.")


def _limit(pid: int) -> None:
    if sys.platform == "linux":
        import resource

        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY, MEMORY))


@contextmanager
def _folder(submission: Submission) -> Iterator[Path | None]:
    """The folder of a submission's dataset, or None; out of a zip it is unpacked for as long as it is looked at."""
    if submission.member is None:
        yield _on_disk(submission)
        return
    with tempfile.TemporaryDirectory(prefix="grade-dataset-") as place:
        yield Path(place) if _unpacked(submission, Path(place)) else None


def _on_disk(submission: Submission) -> Path | None:
    """The folder with a list nearest to the top of the student's own; links are not followed."""
    below = submission.name.count("/")  # folders between the student's own and the notebook, with the former
    top = submission.path.absolute().parents[max(below - 1, 0)]
    if not below and len(list(top.glob("*.ipynb"))) > 1:
        return None  # several students' notebooks lie here: whose would it be?
    found, seen = [], 0
    for folder, folders, files in os.walk(top):
        depth = len(Path(folder).relative_to(top).parts)
        seen += len(files) + len(folders)
        if depth >= MAX_DEPTH or seen > MAX_FILES:
            folders.clear()
        path = Path(folder, LIST)
        if LIST in files and not path.is_symlink():
            with open_regular_file(path, LIST) as file:
                if not _is_ours(file.read(MAX_FILE)):
                    found.append((depth, folder))
    return Path(min(found)[1]) if found else None


def _unpacked(submission: Submission, place: Path) -> bool:
    """Write the dataset in a submission's zip to `place`; tell whether there is one."""
    with submissions.archive(submission) as (archive, name):
        whole = [member for member in members(archive, submission.name) if not member.problem]
        parts = next((member.parts for member in whole if member.name == name), ())
        below = submission.name.count("/")
        top = parts[: max(len(parts) - below, 0)] if below else ()
        if not below and sum(member.name.endswith(".ipynb") for member in whole) > 1:
            return False
        own = [member for member in whole if member.parts[: len(top)] == top]
        lists = [member for member in own if member.parts[-1] == LIST]
        lists = [member for member in lists if not _is_ours(read_member(archive, member.name, MAX_FILE))]
        if not lists:
            return False
        base = min(lists, key=lambda member: (len(member.parts), member.parts)).parts[:-1]
        room = MAX_UNPACKED
        for member in own:
            if member.parts[: len(base)] == base:
                room -= _write(place.joinpath(*member.parts[len(base) :]), read_member(archive, member.name, MAX_FILE))
                if room < 0:
                    raise Unusable(f"The dataset is larger than {MAX_UNPACKED >> 20} MiB: it is not checked.")
    return True


def _write(path: Path, content: bytes) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        return file.write(content)


def _is_ours(content: bytes) -> bool:
    """Whether a list is the course's own: students keep a copy of the faces beside their notebook."""
    return sha256(content).digest() == sha256((OURS / LIST).read_bytes()).digest()
