"""What a check of a dataset may find, as data: a code, a file, a sentence for its author.

Codes never change their meaning: programs rely on them. What a code asks for stands beside it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

MIN_PICTURES = 30
MAX_BYTES = 25_000_000  # bytes
CODES = {
    "few": f"at least {MIN_PICTURES} pictures",
    "large": f"at most {MAX_BYTES // 1_000_000} MB",
    "manifest": "manifest.csv can be read, and names no file twice",
    "absent": "every file of the list is in the folder",
    "unlisted": "every file of the folder is in the list",
    "changed": "every file is the one that was listed",
    "unreadable": "every file opens as a picture",
    "licence": "every licence is on the list of allowed ones",
    "source": "every picture has a page that describes it, or is own work",
    "author": "every picture has an author",
    "date": "every picture has the date on which it was collected",
    "duplicate": "no picture is there twice",
    "near": "no two pictures look alike",
    "provided": "no picture is the course's own",
    "leak": "train and test share nothing, not even look-alikes",
    "split": "train and test together are the whole list",
    "gps": "no picture says where it was taken",
    "card": "the card has all six headings, a dozen words under each, and nothing left to do",
    "pipeline": "your own functions make a batch of it",
}
WARNINGS = {"near"}  # for a person to look at: flat pictures look alike as well


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be; `file` is empty where it is about the whole dataset."""

    code: str
    message: str
    file: str = ""

    def __post_init__(self) -> None:
        assert self.code in CODES

    def __str__(self) -> str:
        return f"{self.code}: {self.file + ': ' if self.file else ''}{self.message}"


@dataclass(frozen=True)
class Report:
    """All findings, the codes that were checked, and those that rest on what the author's own check said."""

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    on_trust: tuple[str, ...] = ()
    pictures: int = 0
    bytes: int = 0

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong; what is only to be looked at does not count."""
        return all(finding.code in WARNINGS for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "passed": self.passed,
            "pictures": self.pictures,
            "bytes": self.bytes,
            "findings": [asdict(finding) for finding in self.findings],
            "checked": list(self.checked),
            "on_trust": list(self.on_trust),
        }


def with_checksum(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report with its own SHA-256, so that a slip of an editor is noticed. It proves nothing else."""
    return report | {"sha256": _digest(report)}


def checksum_matches(report: dict[str, Any]) -> bool:
    """Whether a sealed report is as it was written."""
    return report.get("sha256") == _digest({key: value for key, value in report.items() if key != "sha256"})


def _digest(report: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(report, sort_keys=True).encode("ascii")).hexdigest()
