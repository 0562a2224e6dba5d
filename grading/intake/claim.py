"""What a source says about a file: whose it is, and which attempt of this student it belongs to.

A source is a program that makes downloads: a learning platform, Gradescope, Git. It names the files at the top of a
download in its own way. In: a `Listing` of these names. Out: a `Claim` for each name that the source made.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Owner:
    """A student as a source names them. `ids` are what else the source calls the student, the most exact first."""

    name: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What the name of a file or folder at the top of a download says.

    `owners` are several for a group; a file without any is left out. `own` is the name that the student gave to a file;
    it is empty for a folder. `attempt` sorts the attempts of a student; files of one `series` replace each other.
    `handed_in` is a time in ISO 8601 with its offset, or empty. `revision` is a commit. `problem` says why it cannot be
    told whose it is.
    """

    owners: tuple[Owner, ...] = ()
    own: tuple[str, ...] = ()
    attempt: tuple[int, ...] = ()
    series: str = ""
    late: bool = False
    handed_in: str = ""
    revision: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Listing:
    """The top of a folder or zip: its name, and for each entry whether it is a folder.

    `read` returns the bytes of an entry, or None if there is none that can be read. `path` is None for a zip. `forced`
    says that the source is given: then names need not convince.
    """

    name: str
    entries: Mapping[str, bool]
    read: Callable[[str], bytes | None]
    path: Path | None = None
    forced: bool = False


Claimer = Callable[[str, bool], Claim | None]


@dataclass(frozen=True)
class Source:
    """One kind of download. `key` is its name for `--source`. `claimer` returns the function that reads names.

    `makes_folders` is false where a folder of such files may also be that of one student.
    """

    key: str
    title: str
    claimer: Callable[[Listing], Claimer]
    makes_folders: bool = True
