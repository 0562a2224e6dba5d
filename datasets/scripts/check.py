"""Check a dataset as the grader does: the pictures, their list, the split and the card.

    python datasets/scripts/check.py leaves
    python datasets/scripts/check.py leaves --report     # writes leaves/check.json as well, to hand in

One line for each thing that is not as it should be. Exit code 0: nothing is wrong; 1: something is; 2: wrong usage.
`check_dataset(folder)` is the same for programs: it returns a `Report`, whatever the files hold.
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
from checking.findings import CODES, WARNINGS, Finding, Report, with_checksum
from checking.image_files import (
    CONTACT_BATCH,
    NEEDS_PICTURES,
    REPORT_FILE,
    CheckedImages,
    check_contact_batch,
    check_images,
    has_images,
)
from checking.metadata import (
    CARD,
    MAX_CARD_BYTES,
    check_card,
    check_copies,
    check_look_alikes,
    check_provided,
    check_rows,
    check_split,
)
from checking.pipeline import run_pipeline, target_size
from format.images import Limits, Unreadable, look_alikes, read_bytes, sha256
from format.manifest import MANIFEST, SPLIT, Row, Unusable, read_rows, read_split
from format.printable import printable

COURSE_MANIFEST = Path(__file__).resolve().parent.parent / "faces" / MANIFEST
MAX_PAIRS = 1000  # look-alikes that are reported, at most
MAX_LINES = 8  # printed for each code


def check_dataset(folder: Path, provided: Iterable[str] | None = None) -> Report:
    """Return what is wrong with a dataset, in the order of the codes.

    `provided` holds the SHA-256 of the course's own pictures; without it they are read from datasets/faces. Where there
    is no `images/`, `contact.npz` and `check.json` stand in, and what only pictures tell is taken on trust.
    """
    findings: list[Finding] = []
    rows: list[Row] = []
    try:
        rows = read_rows(folder / MANIFEST)
    except Unusable as error:
        findings.append(Finding("manifest", str(error), MANIFEST))
    findings += check_rows(rows)
    if provided is None:
        provided = [row.sha256 for row in read_rows(COURSE_MANIFEST)] if COURSE_MANIFEST.exists() else ()
    findings += check_provided(rows, provided)
    has_pictures = has_images(folder)
    seen = check_images(folder / "images", rows) if has_pictures else check_contact_batch(folder, rows)
    findings += seen.findings
    findings += _check_split_file(folder, rows, seen)
    findings += _check_card_file(folder)
    order = list(CODES)
    return Report(
        findings=tuple(sorted(dict.fromkeys(findings), key=lambda found: (order.index(found.code), found.file))),
        checked=tuple(code for code in CODES if code != "pipeline" and (has_pictures or code not in NEEDS_PICTURES)),
        on_trust=() if has_pictures else NEEDS_PICTURES,
        pictures=len(seen.hashes),
        bytes=seen.bytes,
    )


def _check_split_file(folder: Path, rows: list[Row], seen: CheckedImages) -> list[Finding]:
    findings: list[Finding] = []
    parts = None
    try:
        parts = read_split(folder / SPLIT)
        findings += check_split([row.file for row in rows], parts)
    except Unusable as error:
        findings.append(Finding("split", str(error), SPLIT))
    findings += check_copies(seen.digests, parts)
    different = {seen.digests.get(name, name): name for name in seen.hashes}  # of copies, one is enough
    names = list(different.values())
    pairs = ((names[i], names[j]) for i, j in look_alikes([seen.hashes[name] for name in names]))
    return findings + list(check_look_alikes(islice(pairs, MAX_PAIRS), parts))


def _check_card_file(folder: Path) -> list[Finding]:
    try:
        return list(check_card(read_bytes(folder / CARD, Limits(file_bytes=MAX_CARD_BYTES)).decode("utf-8-sig")))
    except Unreadable as error:
        return [Finding("card", f"{error}.", CARD)]
    except UnicodeDecodeError:
        return [Finding("card", "is not UTF-8: save it as UTF-8.", CARD)]


@click.command(epilog="Example: python datasets/scripts/check.py leaves --functions images.py --report")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON instead of lines.")
@click.option("--report", is_flag=True, help=f"Write FOLDER/{REPORT_FILE}, to hand in when the pictures stay at home.")
@click.option("--functions", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A Python file with your list_images, centre_crop, …: try them on the dataset.")  # fmt: skip
@click.option("--small", type=click.Path(path_type=Path), metavar="FILE",
              help="Write small copies of the pictures to FILE as well: for a grader, who opens none.")  # fmt: skip
def main(folder: Path, as_json: bool, report: bool, functions: Path | None, small: Path | None) -> None:
    """Check the dataset in FOLDER: images/, manifest.csv, split.json, CARD.md."""
    found = check_dataset(folder)
    openable = found.pictures > 0 and all(finding.code != "unreadable" for finding in found.findings)
    if small and openable:
        thumbnails.write_thumbnails(folder, small)
    if functions:
        tried = (
            _try_functions(folder, functions) if openable else [Finding("pipeline", "is tried when every file opens.")]
        )
        found = replace(found, findings=(*found.findings, *tried), checked=(*found.checked, "pipeline"))
    if report:
        listed = sha256((folder / MANIFEST).read_bytes()) if (folder / MANIFEST).exists() else ""
        note = json.dumps(with_checksum(found.as_json() | {"manifest": listed}), indent=1)
        (folder / REPORT_FILE).write_text(note + "\n", encoding="utf-8", newline="\n")
    click.echo(json.dumps(found.as_json(), indent=1) if as_json else "\n".join(report_lines(found)))
    sys.exit(0 if found.passed else 1)


def _try_functions(folder: Path, functions: Path) -> list[Finding]:
    try:
        return run_pipeline(
            folder, runpy.run_path(str(functions)), *thumbnails.read_pictures(folder), target_size(folder)
        )
    except Exception as error:  # of the author's file itself
        return [Finding("pipeline", f"{functions.name} cannot be run: {type(error).__name__}: {error}")]


def report_lines(found: Report) -> list[str]:
    """Return a report as lines for people: each finding, then one line about the whole."""
    out, said = [], Counter[str]()
    totals = Counter(finding.code for finding in found.findings)
    for finding in found.findings:
        said[finding.code] += 1
        if said[finding.code] <= MAX_LINES:
            out.append(printable(str(finding), longest=300))
        elif said[finding.code] == MAX_LINES + 1:
            out.append(f"{finding.code}: … and {totals[finding.code] - MAX_LINES} more.")
    wrong = sum(count for code, count in totals.items() if code not in WARNINGS)
    to_see = totals.total() - wrong
    drop_partial_line = f"{wrong} {'thing' if wrong == 1 else 'things'} to mend" if wrong else ""
    verdict = drop_partial_line or f"all {len(found.checked)} checks passed"
    also = f", {to_see} to look at" if to_see else ""
    out.append(f"{found.pictures} pictures, {found.bytes / 1e6:.1f} MB: {verdict}{also}.")
    if found.on_trust:
        out.append(
            f"Without the pictures, {', '.join(found.on_trust)} rest on {REPORT_FILE}, and all else on {CONTACT_BATCH}."
        )
    return out


if __name__ == "__main__":
    main()
