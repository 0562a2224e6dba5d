"""What workers need to know about an assignment, once for all its submissions."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assignments.course import REPO_ROOT, Assignment
from autograder.drawn_pictures import DrawingCall
from autograder.results import Level
from grading.marking.drawing_calls import drawing_calls

POLICY = re.compile(rb"^\[policy\].*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)  # a table of assignment.toml


@dataclass(frozen=True)
class Job:
    """What a worker needs to know about the assignment, once."""

    assignment: Assignment
    files: Mapping[str, bytes]
    tests_sha256: str
    level: Level
    cache: bool = True  # whether cases may pass from the cache
    draws: tuple[DrawingCall, ...] = ()  # what a person who marks looks at
    sources: Mapping[str, str] = field(default_factory=dict)  # the digest of each file that decides marks


def prepare(assignment: Assignment, level: Level, *, cache: bool = True) -> Job:
    """Gather what decides marks: the files beside a notebook, and a digest of all that tests are made of."""
    files = {name: (assignment.folder / name).read_bytes() for name in assignment.files}
    digest, digests = hashlib.sha256(), {}
    sources = [assignment.test_file(question.name) for question in assignment.questions]
    sources += [assignment.folder / "assignment.toml", assignment.reference]
    sources += sorted((REPO_ROOT / "autograder" / "checks").glob("*.py"))
    sources += [assignment.folder / name for name in assignment.files]
    for path in sources:
        content = path.read_bytes()
        if path.name == "assignment.toml":  # a policy changes what is made of marks, and no mark
            content = POLICY.sub(b"", content)
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        digests[path.relative_to(REPO_ROOT).as_posix()] = hashlib.sha256(content).hexdigest()
    return Job(assignment, files, digest.hexdigest(), level, cache, drawing_calls(assignment), digests)
