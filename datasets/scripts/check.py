"""Check a dataset as the grader does: the pictures, their list, the split and the card.

    python datasets/scripts/check.py leaves
    python datasets/scripts/check.py leaves --report     # writes leaves/check.json as well, to hand in

One line for each thing that is not as it should be. Exit code 0: nothing is wrong; 1: something is; 2: wrong usage.
`examine(folder)` is the same for programs: it returns a `Report`, whatever the files hold.
"""

from __future__ import annotations

import json
import runpy
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import click

from checking import thumbnails
from checking.findings import CODES, LOOK, Finding, Report, with_checksum
from checking.image_files import CONTACT, NOTE, ONLY_PICTURES_TELL, Seen, has_images, look, look_at_contact
from checking.metadata import CARD, LARGEST_CARD, of_card, of_copies, of_look_alikes, of_provided, of_rows, of_split
from checking.pipeline import pipeline, size_of
from format.images import Limits, Unreadable, look_alikes, read_bytes, sha256
from format.manifest import NAME, SPLIT, Row, Unusable, read_rows, read_split
from format.printable import shown

OURS = Path(__file__).resolve().parent.parent / "faces" / NAME
PAIRS = 1000  # look-alikes that are reported, at most
LINES = 8  # printed for each code


def examine(folder: Path, provided: Iterable[str] | None = None) -> Report:
    """Return what is wrong with a dataset, in the order of the codes.

    `provided` holds the SHA-256 of the course's own pictures; without it they are read from datasets/faces. Where there
    is no `images/`, `contact.npz` and `check.json` stand in, and what only pictures tell is taken on trust.
    """
    findings: list[Finding] = []
    rows: list[Row] = []
    try:
        rows = read_rows(folder / NAME)
    except Unusable as error:
        findings.append(Finding("manifest", str(error), NAME))
    findings += of_rows(rows)
    if provided is None:
        provided = [row.sha256 for row in read_rows(OURS)] if OURS.exists() else ()
    findings += of_provided(rows, provided)
    at_desk = has_images(folder)
    seen = look(folder / "images", rows) if at_desk else look_at_contact(folder, rows)
    findings += seen.findings
    findings += _of_split(folder, rows, seen)
    findings += _of_card(folder)
    order = list(CODES)
    return Report(
        findings=tuple(sorted(dict.fromkeys(findings), key=lambda found: (order.index(found.code), found.file))),
        checked=tuple(code for code in CODES if code != "pipeline" and (at_desk or code not in ONLY_PICTURES_TELL)),
        on_trust=() if at_desk else ONLY_PICTURES_TELL,
        pictures=len(seen.hashes),
        bytes=seen.bytes,
    )


def _of_split(folder: Path, rows: list[Row], seen: Seen) -> list[Finding]:
    findings: list[Finding] = []
    parts = None
    try:
        parts = read_split(folder / SPLIT)
        findings += of_split([row.file for row in rows], parts)
    except Unusable as error:
        findings.append(Finding("split", str(error), SPLIT))
    findings += of_copies(seen.digests, parts)
    different = {seen.digests.get(name, name): name for name in seen.hashes}  # of copies, one is enough
    names = list(different.values())
    pairs = ((names[i], names[j]) for i, j in look_alikes([seen.hashes[name] for name in names]))
    return findings + list(of_look_alikes(islice(pairs, PAIRS), parts))


def _of_card(folder: Path) -> list[Finding]:
    try:
        return list(of_card(read_bytes(folder / CARD, Limits(file_bytes=LARGEST_CARD)).decode("utf-8-sig")))
    except Unreadable as error:
        return [Finding("card", f"{error}.", CARD)]
    except UnicodeDecodeError:
        return [Finding("card", "is not UTF-8: save it as UTF-8.", CARD)]


@click.command(epilog="Example: python datasets/scripts/check.py leaves --functions images.py --report")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON instead of lines.")
@click.option("--report", is_flag=True, help=f"Write FOLDER/{NOTE}, to hand in when the pictures stay at home.")
@click.option("--functions", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A Python file with your list_images, centre_crop, …: try them on the dataset.")  # fmt: skip
@click.option("--small", type=click.Path(path_type=Path), metavar="FILE",
              help="Write small copies of the pictures to FILE as well: for a grader, who opens none.")  # fmt: skip
def main(folder: Path, as_json: bool, report: bool, functions: Path | None, small: Path | None) -> None:
    """Check the dataset in FOLDER: images/, manifest.csv, split.json, CARD.md."""
    found = examine(folder)
    openable = found.pictures > 0 and all(finding.code != "unreadable" for finding in found.findings)
    if small and openable:
        thumbnails.write(folder, small)
    if functions:
        tried = _tried(folder, functions) if openable else [Finding("pipeline", "is tried when every file opens.")]
        found = replace(found, findings=(*found.findings, *tried), checked=(*found.checked, "pipeline"))
    if report:
        listed = sha256((folder / NAME).read_bytes()) if (folder / NAME).exists() else ""
        note = json.dumps(with_checksum(found.as_json() | {"manifest": listed}), indent=1)
        (folder / NOTE).write_text(note + "\n", encoding="utf-8", newline="\n")
    click.echo(json.dumps(found.as_json(), indent=1) if as_json else "\n".join(lines(found)))
    sys.exit(0 if found.passed else 1)


def _tried(folder: Path, functions: Path) -> list[Finding]:
    try:
        return pipeline(folder, runpy.run_path(str(functions)), *thumbnails.pictures(folder), size_of(folder))
    except Exception as error:  # of the author's file itself
        return [Finding("pipeline", f"{functions.name} cannot be run: {type(error).__name__}: {error}")]


def lines(found: Report) -> list[str]:
    """Return a report as lines for people: each finding, then one line about the whole."""
    out, said = [], Counter[str]()
    totals = Counter(finding.code for finding in found.findings)
    for finding in found.findings:
        said[finding.code] += 1
        if said[finding.code] <= LINES:
            out.append(shown(str(finding), longest=300))
        elif said[finding.code] == LINES + 1:
            out.append(f"{finding.code}: … and {totals[finding.code] - LINES} more.")
    wrong = sum(count for code, count in totals.items() if code not in LOOK)
    to_see = totals.total() - wrong
    drop_partial_line = f"{wrong} {'thing' if wrong == 1 else 'things'} to mend" if wrong else ""
    verdict = drop_partial_line or f"all {len(found.checked)} checks passed"
    also = f", {to_see} to look at" if to_see else ""
    out.append(f"{found.pictures} pictures, {found.bytes / 1e6:.1f} MB: {verdict}{also}.")
    if found.on_trust:
        out.append(f"Without the pictures, {', '.join(found.on_trust)} rest on {NOTE}, and all else on {CONTACT}.")
    return out


if __name__ == "__main__":
    main()
