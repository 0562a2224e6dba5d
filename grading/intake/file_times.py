"""The time of a notebook's file, for teachers whose policy trusts the times of files.

In: a submission. Out: an ISO time, or nothing. A zip names no time zone: its times are taken as those of this machine.
"""

from contextlib import suppress
from datetime import UTC, datetime

from assignments.errors import GradeError
from grading.intake.submission_content import archive
from grading.records import Submission


def file_time(submission: Submission) -> str:
    """Return the time at which a notebook was changed last, in UTC; empty if it cannot be found."""
    with suppress(OSError, ValueError, KeyError, GradeError):
        if submission.member is None:
            time = datetime.fromtimestamp(submission.path.stat().st_mtime, UTC)
        else:
            with archive(submission) as (zipped, member):
                time = datetime(*zipped.getinfo(member).date_time).astimezone(UTC)
        return time.isoformat(timespec="seconds")
    return ""
