"""The bytes of one submission: its notebook and the modules beside it, from a folder, a zip or a zip in a zip.

Nothing is unpacked to disk, and nothing is unpickled.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from zipfile import ZipFile

from assignments.errors import Unusable
from grading.intake import code_files
from grading.intake.class_zip import INSIDE, MAX_STUDENT_ZIP
from grading.intake.found_file import open_regular_file
from grading.intake.modules import MAX_MODULE, MAX_MODULES
from grading.intake.student_names import clean_text
from grading.intake.untrusted_zip import in_memory, open_zip, read_member
from grading.records import Submission

MAX_NOTEBOOK = 64 << 20  # bytes; nearly all of a large notebook are pictures in its outputs


def read(submission: Submission) -> bytes:
    """Return the bytes of a submission's notebook.

    Raises
    ------
    Unusable
        The submission has a problem, or the notebook cannot be read or is larger than 64 MiB.
    """
    if submission.problem:
        raise Unusable(submission.problem)
    data = read_file(submission)
    return code_files.notebook(submission.name, data) if code_files.is_code_file(submission.name) else data


def read_modules(submission: Submission) -> tuple[dict[str, bytes], list[str]]:
    """Return the modules beside a notebook, and a sentence about each that is left out."""
    files: dict[str, bytes] = {}
    notes = []
    for module in submission.modules[:MAX_MODULES]:
        where = replace(submission, name=module.name, path=module.path, member=module.member)
        try:
            files[module.name] = read_file(where, MAX_MODULE)
        except Unusable:
            notes.append(f"{clean_text(module.name)} was not there for the notebook: it cannot be read or is too large")
    if more := len(submission.modules) - MAX_MODULES:
        notes += [f"{more} .py files were not there for the notebook: at most {MAX_MODULES} are"] * (more > 0)
    return files, notes


def digest(submission: Submission) -> str:
    """Return the SHA-256 of a notebook's bytes, or of those and its modules, if there are any; raise Unusable."""
    return digest_of(read(submission), read_modules(submission)[0])


def digest_of(notebook: bytes, modules: dict[str, bytes]) -> str:
    """Return the SHA-256 of a notebook's bytes, or of those and its modules, if there are any."""
    whole = hashlib.sha256(notebook)
    for name in sorted(modules):
        whole.update(b"\0" + name.encode("utf-8", "replace") + b"\0" + hashlib.sha256(modules[name]).digest())
    return whole.hexdigest()


def read_file(submission: Submission, limit: int = MAX_NOTEBOOK) -> bytes:
    """Return the bytes of a file as they are; raise Unusable if it cannot be read or is larger than `limit`."""
    if submission.member is None:
        with open_regular_file(submission.path, submission.name) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise Unusable(
                f"{submission.name} is larger than {limit >> 20} MiB. Clear its outputs and hand it in again."
            )
        return data
    with archive(submission) as (zipped, member):
        return read_member(zipped, member, limit)


@contextmanager
def archive(submission: Submission) -> Iterator[tuple[ZipFile, str]]:
    """Open the zip that holds a submission's notebook; yield it with the notebook's name in it.

    This zip can itself be a member of another zip.
    """
    outer, _, inner = (submission.member or "").partition(INSIDE)
    with open_regular_file(submission.path, submission.name) as file, open_zip(file, submission.name) as zipped:
        if not inner:
            yield zipped, outer
            return
        data = read_member(zipped, outer, MAX_STUDENT_ZIP)
    with open_zip(in_memory(data), submission.name) as zipped:
        yield zipped, inner
