"""Find and check the dataset that a student handed in together with a notebook.

In: submissions. Out: a `Dataset` record for each, or None if there is no dataset. A dataset in a zip is unpacked first.
The check is `datasets/scripts/check.py`, which students can also run themselves. It runs in a process of its own, which
opens the pictures: a file that crashes or blocks a decoder stops only the check of this dataset. This process also
writes thumbnails. The student's own functions then run on the thumbnails, in the sandbox.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import msgspec

from assignments.course import REPO_ROOT
from assignments.errors import Unusable
from grading.intake import submission_content
from grading.intake.discover import MAX_DEPTH, MAX_FILES
from grading.intake.found_file import open_regular_file
from grading.intake.untrusted_zip import members, read_member
from grading.pool import local
from grading.pool.grade_submission import LazyZygote
from grading.pool.job import Job
from grading.records import Dataset, Submission
from grading.submitted_datasets.student_pipeline import NotRun, run_student_pipeline

CHECK = REPO_ROOT / "datasets" / "scripts" / "check.py"
FACES = REPO_ROOT / "datasets" / "faces"  # the dataset of the course
MANIFEST = "manifest.csv"
MAX_FILE = 32 << 20  # bytes of one file
MAX_UNPACKED = 64 << 20  # bytes of a dataset in a zip
MAX_FINDINGS, MAX_TEXT = 100, 300  # that are kept, and characters of each
MAX_MEMORY = 4 << 30  # bytes of address space for a check
TIMEOUT = 300.0  # seconds of real time for a check


def check_all(
    job: Job, submissions: Sequence[Submission], jobs: int
) -> Generator[tuple[str, Dataset | None], None, None]:
    """Yield each student with the result of the check, or None without a dataset, as soon as each is finished."""
    return local.each(job, submissions, jobs, _check_one, _failed)


def check(job: Job, submission: Submission, lazy_zygote: LazyZygote) -> Dataset | None:
    """Check the dataset of one submission; return None if it has none."""
    if submission.problem:
        return None
    try:
        with _folder(submission) as folder, tempfile.TemporaryDirectory(prefix="grade-small-") as temporary:
            if folder is None:
                return None
            thumbnails = Path(temporary) / "thumbnails"
            found = _checked(folder, thumbnails)
            return found if found.problem else _with_pipeline(found, job, submission, lazy_zygote, folder, thumbnails)
    except Unusable as problem:
        return Dataset(problem=str(problem))
    except OSError as error:  # a name too long for this disk, or a folder without read permission
        return Dataset(problem=f"The dataset cannot be read: {error.strerror or error}.")


def _check_one(job: Job, submission: Submission, lazy_zygote: LazyZygote) -> tuple[str, Dataset | None]:
    return submission.student, check(job, submission, lazy_zygote)


def _failed(_: Job, submission: Submission, reason: str) -> tuple[str, Dataset | None]:
    last_line = reason.strip().splitlines()[-1]
    return submission.student, Dataset(problem=f"The check of the dataset failed, which is not your fault: {last_line}")


def _with_pipeline(
    found: Dataset, job: Job, submission: Submission, lazy_zygote: LazyZygote, folder: Path, thumbnails: Path
) -> Dataset:
    """Run the student's own functions on a checked dataset, and add what goes wrong to its findings."""
    try:
        wrong = run_student_pipeline(job, submission, lazy_zygote, folder, thumbnails)
    except NotRun as reason:
        return replace(found, untried=str(reason))
    findings = (*wrong, *found.findings)  # first, because a page shows a limited number of findings
    return replace(found, passed=found.passed and not wrong, findings=findings, checked=(*found.checked, "pipeline"))


def _checked(folder: Path, thumbnails: Path) -> Dataset:
    command = [sys.executable, str(CHECK), str(folder), "--json", "--small", str(thumbnails)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process:
        _limit_memory(process.pid)
        try:
            stdout, stderr = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            return Dataset(problem=f"The check of the dataset took longer than {TIMEOUT:g} s and was stopped.")
    try:  # json, because msgspec refuses file names that are not valid Unicode
        return _limited(msgspec.convert(json.loads(stdout), Dataset))
    except (ValueError, RecursionError):
        last_line = (stderr.decode("utf-8", "replace").strip().splitlines() or ["it ended without a message"])[-1]
        return Dataset(
            problem=f"The check of the dataset stopped: {last_line[:200]}. Run check.py on your own computer."
        )


def _limited(found: Dataset) -> Dataset:
    """Return the result with as many findings, of such a length, as a person reads."""
    kept = [
        replace(finding, message=finding.message[:MAX_TEXT], file=finding.file[:MAX_TEXT])
        for finding in found.findings[:MAX_FINDINGS]
    ]
    return replace(found, findings=tuple(kept))


def _limit_memory(pid: int) -> None:
    if sys.platform == "linux":
        import resource

        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


@contextmanager
def _folder(submission: Submission) -> Iterator[Path | None]:
    """Yield the folder of a submission's dataset, or None. A dataset in a zip is unpacked to a temporary folder."""
    if submission.member is None:
        yield _on_disk(submission)
        return
    with tempfile.TemporaryDirectory(prefix="grade-dataset-") as temporary:
        yield Path(temporary) if _unpacked(submission, Path(temporary)) else None


def _on_disk(submission: Submission) -> Path | None:
    """Return the folder with a manifest that is nearest to the student's top folder; links are not followed."""
    below = submission.name.count("/")  # folders from the student's top folder to the notebook, with the top folder
    top = submission.path.absolute().parents[max(below - 1, 0)]
    if not below and len(list(top.glob("*.ipynb"))) > 1:
        return None  # notebooks of several students are here: the dataset may be from any of them
    found, seen = [], 0
    for folder, folders, files in os.walk(top):
        depth = len(Path(folder).relative_to(top).parts)
        seen += len(files) + len(folders)
        if depth >= MAX_DEPTH or seen > MAX_FILES:
            folders.clear()
        path = Path(folder, MANIFEST)
        if MANIFEST in files and not path.is_symlink():
            with open_regular_file(path, MANIFEST) as file:
                if not _is_of_the_course(file.read(MAX_FILE)):
                    found.append((depth, folder))
    return Path(min(found)[1]) if found else None


def _unpacked(submission: Submission, target: Path) -> bool:
    """Unpack the dataset in a submission's zip into `target`; return whether there is one."""
    with submission_content.archive(submission) as (archive, name):
        readable = [member for member in members(archive, submission.name) if not member.problem]
        parts = next((member.parts for member in readable if member.name == name), ())
        below = submission.name.count("/")
        top = parts[: max(len(parts) - below, 0)] if below else ()
        if not below and sum(member.name.endswith(".ipynb") for member in readable) > 1:
            return False
        own = [member for member in readable if member.parts[: len(top)] == top]
        manifests = [member for member in own if member.parts[-1] == MANIFEST]
        manifests = [
            member for member in manifests if not _is_of_the_course(read_member(archive, member.name, MAX_FILE))
        ]
        if not manifests:
            return False
        base = min(manifests, key=lambda member: (len(member.parts), member.parts)).parts[:-1]
        bytes_left = MAX_UNPACKED
        for member in own:
            if member.parts[: len(base)] == base:
                bytes_left -= _write(
                    target.joinpath(*member.parts[len(base) :]), read_member(archive, member.name, MAX_FILE)
                )
                if bytes_left < 0:
                    raise Unusable(f"The dataset is larger than {MAX_UNPACKED >> 20} MiB, so it is not checked.")
    return True


def _write(path: Path, content: bytes) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        return file.write(content)


def _is_of_the_course(content: bytes) -> bool:
    """Return whether a manifest is that of the course's faces, of which students may have a copy."""
    return sha256(content).digest() == sha256((FACES / MANIFEST).read_bytes()).digest()
