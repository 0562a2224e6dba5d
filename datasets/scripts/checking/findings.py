"""The result of a check: findings, each with a code, a file and a sentence for the author, and a report of them all.

Programs rely on the codes, so a code never changes its meaning. `CODES` says what each code requires.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

MIN_PICTURES = 30
MAX_BYTES = 25_000_000  # of all pictures together
CODES = {
    "few": f"at least {MIN_PICTURES} pictures",
    "large": f"at most {MAX_BYTES // 1_000_000} MB",
    "manifest": "manifest.csv can be read and names no file twice",
    "absent": "every file in the manifest is in images/",
    "unlisted": "every file in images/ is in the manifest",
    "changed": "every file has the SHA-256 that the manifest gives",
    "unreadable": "every file opens as a picture",
    "licence": "every licence is an allowed one",
    "source": "every picture names a page that describes it, or is own work",
    "author": "every picture has an author",
    "date": "every picture has the date of its collection",
    "duplicate": "no two files are equal",
    "near": "no two pictures look alike",
    "provided": "no picture is one of the course's own",
    "leak": "train and test share no picture and no look-alikes",
    "split": "train and test together are the whole manifest",
    "gps": "no picture stores where it was taken",
    "card": "the card has all six headings, a dozen words under each, and no TODO",
    "pipeline": "the author's own functions make a batch of it",
}
WARNINGS = {"near"}  # a person decides: two plain pictures may look alike and be different


@dataclass(frozen=True)
class Finding:
    """One problem of a dataset; `file` is empty if the problem concerns the whole dataset."""

    code: str
    message: str
    file: str = ""

    def __post_init__(self) -> None:
        assert self.code in CODES

    def __str__(self) -> str:
        return f"{self.code}: {self.file + ': ' if self.file else ''}{self.message}"


@dataclass(frozen=True)
class Report:
    """All findings of a check.

    Parameters
    ----------
    checked
        Codes that were checked here.
    on_trust
        Codes that were taken from the author's own report.
    pictures, bytes
        How many pictures were opened, and the size of all files in images/.
    """

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    on_trust: tuple[str, ...] = ()
    pictures: int = 0
    bytes: int = 0

    @property
    def passed(self) -> bool:
        """Whether all findings are warnings."""
        return all(finding.code in WARNINGS for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "passed": self.passed,
            "pictures": self.pictures,
            "bytes": self.bytes,
            "findings": [asdict(finding) for finding in self.findings],
            "checked": list(self.checked),
            "on_trust": list(self.on_trust),
        }


def with_checksum(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report with its own SHA-256, which shows an accidental edit but not a forgery."""
    return report | {"sha256": _digest(report)}


def checksum_matches(report: dict[str, Any]) -> bool:
    """Whether a report from `with_checksum` is unchanged."""
    return report.get("sha256") == _digest({key: value for key, value in report.items() if key != "sha256"})


def _digest(report: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(report, sort_keys=True).encode("ascii")).hexdigest()
