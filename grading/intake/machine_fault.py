"""Tell a file that this machine cannot read now from one that nobody can read: the first is no student's fault.

A disk that is gone, a file that was moved while it was read, or too many open files: whoever it hits gets no score, and
is graded by the next run. Missing rights are not among these: they may have been handed in.
"""

import errno

from assignments.errors import GradeError

_OF_MACHINE = frozenset(
    number
    for name in (
        "EIO", "EMFILE", "ENFILE", "ENOMEM", "ENOENT", "ENOTDIR", "ENODEV", "ESTALE", "ETIMEDOUT", "ENOTCONN",
        "EHOSTDOWN", "EHOSTUNREACH",
    )
    if (number := getattr(errno, name, None))
)  # fmt: skip


def raise_fault_of_machine(error: Exception, name: str) -> None:
    """Raise GradeError if a file could not be read for a reason that is none of its student."""
    if isinstance(error, OSError) and error.errno in _OF_MACHINE:
        raise GradeError(f"{name} cannot be read now: {error.strerror}. Is its disk there? Run again.") from error
