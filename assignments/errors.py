"""The exceptions that a user sees. Each message says what happened, where, and what to do.

GradeError            any of these; it has the exit code of the command
├── UsageError        wrong usage: the command cannot start (exit 2)
├── Unusable          one submission cannot be read: the others are graded (exit 1 at the end)
└── OurFault          this software or this machine failed, not a student (exit 3)
"""


class GradeError(Exception):
    """An error with a message for the user and an exit code."""

    exit_code = 3


class UsageError(GradeError):
    """The command cannot work with its arguments."""

    exit_code = 2


class Unusable(GradeError):
    """One submission cannot be read. The message is its reason in the results."""

    exit_code = 1


class OurFault(GradeError):
    """This software or this machine failed. The report and the exit code show it; a student's grade does not."""
