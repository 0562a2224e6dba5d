"""The checks that need no picture: manifest, split and card.

In come rows, names and text that are already read, out come findings. Nothing here opens a file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from checking.findings import MIN_PICTURES, Finding
from format.licences import LICENCES, NO_AUTHOR_NEEDED, OWN, licence_of
from format.manifest import Row

HEADINGS = ("What", "Why", "How collected", "Licence", "People", "Limits")
MIN_WORDS = 12
CARD = "CARD.md"
MAX_CARD_BYTES = 1_000_000
Split = Mapping[str, Sequence[str]]  # names in "train" and in "test"


def check_rows(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with the rows of a manifest."""
    if len(rows) < MIN_PICTURES:
        yield Finding("few", f"{len(rows)} pictures are listed; at least {MIN_PICTURES} are required.")
    yield from _check_names(rows)
    for row in rows:
        yield from _check_row(row)


def _check_names(rows: Sequence[Row]) -> Iterator[Finding]:
    spellings: dict[str, list[str]] = {}
    for row in rows:
        spellings.setdefault(row.file.casefold(), []).append(row.file)
        if not row.file or row.file != Path(row.file).name or "\\" in row.file or row.file in (".", ".."):
            yield Finding("manifest", "must be the name of a file in images/, without folders.", row.file)
    for names in spellings.values():
        if len(names) > 1:
            message = f"is listed {len(names)} times (some systems ignore capitals in file names)."
            yield Finding("manifest", message, " and ".join(sorted(set(names))[:3]))


def _check_row(row: Row) -> Iterator[Finding]:
    licence = licence_of(row.licence)
    if licence is None:
        allowed = ", ".join(LICENCES)
        yield Finding("licence", f"“{row.licence}” is not one of: {allowed}. Leave the picture out.", row.file)
    own = licence == OWN or row.source.lower().startswith(OWN)
    if not own and not re.match(r"https?://[^\s/]+\.[^\s]+", row.source):
        message = "names no page (https://…) that describes it. If you made it, write “own work”."
        yield Finding("source", message, row.file)
    if not row.author or (row.author.lower() in ("unknown", "?", "-") and licence not in NO_AUTHOR_NEEDED):
        yield Finding("author", f"names no author, but {licence or 'its licence'} requires one.", row.file)
    if not _is_date(row.collected):
        yield Finding("date", f"“{row.collected}” is not a date like 2026-11-23.", row.file)


def _is_date(text: str) -> bool:
    """Whether a text is a date like 2026-11-23; `date.fromisoformat` alone also accepts 2026-W48-1."""
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", text, flags=re.ASCII) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def check_provided(rows: Sequence[Row], provided: Iterable[str]) -> Iterator[Finding]:
    """Yield the pictures that are the course's own; `provided` holds their SHA-256."""
    known = set(provided)
    for row in rows:
        if row.sha256 in known:
            yield Finding("provided", "belongs to the course: collect your own pictures.", row.file)


def check_split(names: Iterable[str], split: Split) -> Iterator[Finding]:
    """Yield what is wrong with a split of these names."""
    train, test, listed = Counter(split["train"]), Counter(split["test"]), set(names)
    for name in sorted(set(train) & set(test)):
        yield Finding("leak", "is in train and in test: the test would measure memory.", name)
    for side, counts in (("train", train), ("test", test)):
        for name in sorted(name for name, count in counts.items() if count > 1):
            yield Finding("split", f"is in {side} {counts[name]} times.", name)
        if not counts:
            yield Finding("split", f"{side} is empty.")
    for name in sorted(listed - set(train) - set(test)):
        yield Finding("split", "is neither in train nor in test.", name)
    for name in sorted((set(train) | set(test)) - listed):
        yield Finding("split", "is not in manifest.csv.", name)


def check_copies(digests: Mapping[str, str], split: Split | None) -> Iterator[Finding]:
    """Yield files with the same SHA-256, and those of them that are on both sides of the split.

    `digests` maps names to SHA-256; `split` is None if it cannot be read.
    """
    sides = _sides(split)
    first: dict[str, str] = {}
    for name, digest in digests.items():
        earlier = first.setdefault(digest, name)
        if earlier != name:
            yield Finding("duplicate", f"is the same file as {earlier}: keep one.", name)
            if {sides.get(name), sides.get(earlier)} == {"train", "test"}:
                yield Finding("leak", f"is the same file as {earlier}, on the other side of the split.", name)


def check_look_alikes(pairs: Iterable[tuple[str, str]], split: Split | None) -> Iterator[Finding]:
    """Yield pairs of names that look alike, and those of them that are on both sides of the split."""
    sides = _sides(split)
    for one, other in pairs:
        yield Finding("near", f"looks like {other}: look at both.", one)
        if {sides.get(one), sides.get(other)} == {"train", "test"}:
            yield Finding("leak", f"looks like {other}, on the other side of the split.", one)


def _sides(split: Split | None) -> dict[str, str]:
    return {name: side for side in ("train", "test") for name in (split or {}).get(side, ())}


def check_card(text: str) -> Iterator[Finding]:
    """Yield what is missing in a card, given as Markdown."""
    markdown = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    pieces = re.split(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", markdown, flags=re.MULTILINE)
    sections = {heading.strip().casefold(): body for heading, body in zip(pieces[1::2], pieces[2::2], strict=True)}
    for heading in HEADINGS:
        body = sections.get(heading.casefold())
        if body is None:
            yield Finding("card", f"has no heading “{heading}”.", CARD)
        elif (count := len(re.findall(r"\w+", body))) < MIN_WORDS:
            yield Finding("card", f"has {count} words under “{heading}”: write at least {MIN_WORDS}.", CARD)
    if re.search(r"\bTODO\b", markdown, flags=re.IGNORECASE):
        yield Finding("card", "still says TODO.", CARD)
