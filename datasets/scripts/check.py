"""Check a dataset as the grader does: the pictures, the manifest, the split and the card.

    python datasets/scripts/check.py leaves
    python datasets/scripts/check.py leaves --report     # also writes leaves/check.json, to hand in

A dataset folder goes in; one line for each problem comes out. Exit code 0: no problem; 1: a problem; 2: wrong usage.
Programs call `check_dataset(folder)`, which returns a `Report` for any content of the files.
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
from format.manifest import MANIFEST, Row, Unusable, read_rows
from format.one_line import one_line
from format.split import SPLIT, read_split

COURSE_MANIFEST = Path(__file__).resolve().parent.parent / "faces" / MANIFEST
MAX_PAIRS = 1000  # pairs of look-alikes that are reported
MAX_LINES = 8  # lines that are printed for each code


def check_dataset(folder: Path, provided: Iterable[str] | None = None) -> Report:
    """Return what is wrong with a dataset, in the order of `CODES`.

    Parameters
    ----------
    folder
        The dataset. If it has no `images/`, `contact.npz` and `check.json` replace the pictures. The codes that need
        the pictures are then on trust.
    provided
        SHA-256 of the course's own pictures. By default they are read from datasets/faces.
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
    pictures = check_images(folder / "images", rows) if has_pictures else check_contact_batch(folder, rows)
    findings += pictures.findings
    findings += _check_split_file(folder, rows, pictures)
    findings += _check_card_file(folder)
    order = list(CODES)
    return Report(
        findings=tuple(sorted(dict.fromkeys(findings), key=lambda finding: (order.index(finding.code), finding.file))),
        checked=tuple(code for code in CODES if code != "pipeline" and (has_pictures or code not in NEEDS_PICTURES)),
        on_trust=() if has_pictures else NEEDS_PICTURES,
        pictures=len(pictures.hashes),
        bytes=pictures.bytes,
    )


def _check_split_file(folder: Path, rows: list[Row], pictures: CheckedImages) -> list[Finding]:
    """Check the split by itself, then copies and look-alikes, which must not lie on both sides of it."""
    findings: list[Finding] = []
    parts = None
    try:
        parts = read_split(folder / SPLIT)
        findings += check_split([row.file for row in rows], parts)
    except Unusable as error:
        findings.append(Finding("split", str(error), SPLIT))
    findings += check_copies(pictures.digests, parts)
    distinct = {pictures.digests.get(name, name): name for name in pictures.hashes}  # one of each set of copies
    names = list(distinct.values())
    pairs = ((names[i], names[j]) for i, j in look_alikes([pictures.hashes[name] for name in names]))
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
@click.option("--report", is_flag=True, help=f"Write FOLDER/{REPORT_FILE}, to hand in without the pictures.")
@click.option("--functions", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A Python file with your list_images, centre_crop, …: run them on the dataset.")  # fmt: skip
@click.option("--small", type=click.Path(path_type=Path), metavar="FILE",
              help="Write thumbnails of the pictures to FILE, for a grader that opens no picture.")  # fmt: skip
def main(folder: Path, as_json: bool, report: bool, functions: Path | None, small: Path | None) -> None:
    """Check the dataset in FOLDER: images/, manifest.csv, split.json, CARD.md."""
    result = check_dataset(folder)
    openable = result.pictures > 0 and all(finding.code != "unreadable" for finding in result.findings)
    if small and openable:
        thumbnails.write_thumbnails(folder, small)
    if functions:
        unopened = [Finding("pipeline", "was not run: not every file opens.")]
        findings = _run_functions(folder, functions) if openable else unopened
        result = replace(result, findings=(*result.findings, *findings), checked=(*result.checked, "pipeline"))
    if report:
        digest = sha256((folder / MANIFEST).read_bytes()) if (folder / MANIFEST).exists() else ""
        text = json.dumps(with_checksum(result.as_json() | {"manifest": digest}), indent=1)
        (folder / REPORT_FILE).write_text(text + "\n", encoding="utf-8", newline="\n")
    click.echo(json.dumps(result.as_json(), indent=1) if as_json else "\n".join(report_lines(result)))
    sys.exit(0 if result.passed else 1)


def _run_functions(folder: Path, file: Path) -> list[Finding]:
    try:
        functions = runpy.run_path(str(file))
        return run_pipeline(folder, functions, *thumbnails.read_pictures(folder), target_size(folder))
    except Exception as error:  # the author's file may raise anything
        return [Finding("pipeline", f"{file.name} cannot be run: {type(error).__name__}: {error}")]


def report_lines(report: Report) -> list[str]:
    """Return a report as lines for people: each finding, then a summary."""
    lines, printed = [], Counter[str]()
    totals = Counter(finding.code for finding in report.findings)
    for finding in report.findings:
        printed[finding.code] += 1
        if printed[finding.code] <= MAX_LINES:
            lines.append(one_line(str(finding), max_length=300))
        elif printed[finding.code] == MAX_LINES + 1:
            lines.append(f"{finding.code}: … and {totals[finding.code] - MAX_LINES} more.")
    errors = sum(count for code, count in totals.items() if code not in WARNINGS)
    warnings = totals.total() - errors
    to_fix = f"{errors} {'thing' if errors == 1 else 'things'} to fix"
    verdict = to_fix if errors else f"all {len(report.checked)} checks passed"
    to_look_at = f", {warnings} to look at" if warnings else ""
    lines.append(f"{report.pictures} pictures, {report.bytes / 1e6:.1f} MB: {verdict}{to_look_at}.")
    if report.on_trust:
        codes = ", ".join(report.on_trust)
        lines.append(f"No pictures: {codes} rest on {REPORT_FILE}, all else on {CONTACT_BATCH}.")
    return lines


if __name__ == "__main__":
    main()
