"""The papers of a dataset: what its list, its split and its card say, looked at without opening a picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from checking.findings import MIN_PICTURES, Finding
from format.licences import LICENCES, OWN, licence_of
from format.manifest import Row

HEADINGS = ("What", "Why", "How collected", "Licence", "People", "Limits")
MIN_WORDS = 12
CARD = "CARD.md"
MAX_CARD_BYTES = 1_000_000  # bytes
Parts = Mapping[str, Sequence[str]] | None  # a split, if there is one that can be read
NO_AUTHOR_NEEDED = ("CC0", "public domain")  # licences under which nobody need be named


def check_rows(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with the rows of a manifest, each by itself and all together."""
    if len(rows) < MIN_PICTURES:
        yield Finding("few", f"{len(rows)} pictures are listed; at least {MIN_PICTURES} are asked for.")
    yield from _names(rows)
    for row in rows:
        yield from check_row(row)


def _names(rows: Sequence[Row]) -> Iterator[Finding]:
    spelt: dict[str, list[str]] = {}
    for row in rows:
        spelt.setdefault(row.file.casefold(), []).append(row.file)
        if not row.file or row.file != Path(row.file).name or "\\" in row.file or row.file in (".", ".."):
            yield Finding("manifest", "must be the name of a file in images/, without folders.", row.file)
    for names in spelt.values():
        if len(names) > 1:
            why = f"is listed {len(names)} times (capitals do not tell files apart everywhere)."
            yield Finding("manifest", why, " and ".join(sorted(set(names))[:3]))


def check_row(row: Row) -> Iterator[Finding]:
    """Yield what is wrong with where a picture is from."""
    licence = licence_of(row.licence)
    if licence is None:
        allowed = ", ".join(LICENCES)
        yield Finding("licence", f"“{row.licence}” is not one of: {allowed}. Leave the picture out.", row.file)
    own = licence == OWN or row.source.lower().startswith(OWN)
    if not own and not re.match(r"https?://[^\s/]+\.[^\s]+", row.source):
        yield Finding("source", "names no page (https://…) that describes it; if you made it, say own work.", row.file)
    if not row.author or (row.author.lower() in ("unknown", "?", "-") and licence not in NO_AUTHOR_NEEDED):
        yield Finding("author", f"names no author, and {licence or 'its licence'} asks for one.", row.file)
    if not _is_date(row.collected):
        yield Finding("date", f"“{row.collected}” is no date like 2026-11-23.", row.file)


def _is_date(text: str) -> bool:
    """Whether a text is a day of the calendar in digits: Python reads 2026-W48-1 as a date as well."""
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", text, flags=re.ASCII) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def check_provided(rows: Sequence[Row], provided: Iterable[str]) -> Iterator[Finding]:
    """Yield the pictures that are the course's own."""
    known = set(provided)
    for row in rows:
        if row.sha256 in known:
            yield Finding("provided", "is a picture of the course: collect your own.", row.file)


def check_split(names: Iterable[str], parts: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """Yield what is wrong with a split of some names."""
    train, test, listed = Counter(parts["train"]), Counter(parts["test"]), set(names)
    for name in sorted(set(train) & set(test)):
        yield Finding("leak", "is in train and in test: the test would measure memory.", name)
    for side, counts in (("train", train), ("test", test)):
        for name in sorted(name for name, count in counts.items() if count > 1):
            yield Finding("split", f"is {counts[name]} times in {side}.", name)
        if not counts:
            yield Finding("split", f"{side} is empty.")
    for name in sorted(listed - set(train) - set(test)):
        yield Finding("split", "is neither in train nor in test.", name)
    for name in sorted((set(train) | set(test)) - listed):
        yield Finding("split", "is not in manifest.csv.", name)


def check_copies(digests: Mapping[str, str], parts: Parts) -> Iterator[Finding]:
    """Yield files that are equal byte for byte, and those that sit on both sides of the split."""
    sides = _sides(parts)
    first: dict[str, str] = {}
    for name, digest in digests.items():
        earlier = first.setdefault(digest, name)
        if earlier != name:
            yield Finding("duplicate", f"is the same, byte for byte, as {earlier}: keep one.", name)
            if {sides.get(name), sides.get(earlier)} == {"train", "test"}:
                yield Finding("leak", f"is the same as {earlier}, which is on the other side of the split.", name)


def check_look_alikes(pairs: Iterable[tuple[str, str]], parts: Parts) -> Iterator[Finding]:
    """Yield pairs that look alike, and those of them that sit on both sides of the split."""
    sides = _sides(parts)
    for one, other in pairs:
        yield Finding("near", f"looks like {other}: look at both.", one)
        if {sides.get(one), sides.get(other)} == {"train", "test"}:
            yield Finding("leak", f"looks like {other}, which is on the other side of the split.", one)


def _sides(parts: Parts) -> dict[str, str]:
    return {name: side for side in ("train", "test") for name in (parts or {}).get(side, ())}


def check_card(text: str) -> Iterator[Finding]:
    """Yield what is missing in a card."""
    plain = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    pieces = re.split(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", plain, flags=re.MULTILINE)
    under = {heading.strip().casefold(): body for heading, body in zip(pieces[1::2], pieces[2::2], strict=True)}
    for heading in HEADINGS:
        body = under.get(heading.casefold())
        if body is None:
            yield Finding("card", f"has no heading “{heading}”.", CARD)
        elif (count := len(re.findall(r"\w+", body))) < MIN_WORDS:
            yield Finding("card", f"has {count} words under “{heading}”; a dozen are little enough.", CARD)
    if re.search(r"\bTODO\b", plain, flags=re.IGNORECASE):
        yield Finding("card", "still says TODO.", CARD)
