"""The one tree of errors. Each is a clear sentence (what happened, where, what to do) and knows its exit code.

GradeError            a sentence for the person at the terminal
├── UsageError        wrong usage: the command could not start (exit 2)
├── Unusable          one submission cannot be read: the batch goes on (exit 1 at its end)
└── OurFault          this software or this machine failed, never a student (exit 3)
"""


class GradeError(Exception):
    """A sentence for the person at the terminal."""

    exit_code = 3


class UsageError(GradeError):
    """The command was given something that it cannot work with."""

    exit_code = 2


class Unusable(GradeError):
    """One submission cannot be read; the sentence is its reason in the results."""

    exit_code = 1


class OurFault(GradeError):
    """We failed. It shows in the report and the exit code, never in a student's grade."""
