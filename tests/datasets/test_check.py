"""check.py: a good dataset, and at least one broken dataset for every code."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import check
from assignments.course import REPO_ROOT
from checking import findings, metadata
from format import manifest, split
from tests.support.sample_dataset import (
    CARD,
    COUNT,
    add_picture,
    change_row_3,
    distinct_picture,
    pictures,
    png,
    png_with_location,
    run_check,
    write_dataset,
)

HEADER = ",".join(manifest.COLUMNS)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "good", pictures())


def split_with(**sides: Callable[[dict], list[str]]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        parts = split.read_split(folder / "split.json")
        split.write_split(folder / "split.json", parts | {side: new(parts) for side, new in sides.items()})

    return change


def replace_text(name: str, new: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text(new, encoding="utf-8") and None


def only_29_pictures(folder: Path) -> None:
    write_dataset(folder, {f"p{number:02d}.png": png(distinct_picture(number)) for number in range(29)})
    (folder / "images" / "p29.png").unlink()
    (folder / "images" / "p30.png").unlink()


def large_picture(folder: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (2900, 2900, 3), dtype=np.uint8)
    add_picture("p03.png", png(noise, compress_level=0))(folder)


def face_1(folder: Path) -> None:
    add_picture("face.png", (REPO_ROOT / "datasets" / "faces" / "images" / "face_001.png").read_bytes())(folder)


def on_both_sides(data: bytes) -> Callable[[Path], None]:
    """Put p03.png into test and another picture into train."""

    def change(folder: Path) -> None:
        add_picture("another p03.png", data)(folder)
        parts = split.read_split(folder / "split.json")
        test = sorted({*parts["test"], "p03.png"})
        train = sorted({*parts["train"], "another p03.png"} - set(test))
        split.write_split(folder / "split.json", parts | {"train": train, "test": test})

    return change


BROKEN: dict[str, list[tuple[set[str], Callable[[Path], None]]]] = {
    "few": [({"few"}, only_29_pictures)],
    "large": [({"large"}, large_picture)],
    "manifest": [
        ({"manifest", "few", "unlisted", "split"}, lambda folder: (folder / "manifest.csv").unlink()),
        ({"manifest", "few", "unlisted", "split"}, replace_text("manifest.csv", "file,sha256\na,b\n")),
        ({"manifest", "few", "unlisted", "split"}, replace_text("manifest.csv", f"{HEADER}\na,b,c\n")),
        ({"manifest", "absent", "unlisted", "split"}, change_row_3(file="P04.png")),
        ({"manifest", "absent", "unlisted", "split"}, change_row_3(file="../../etc/passwd")),
    ],
    "absent": [({"absent"}, lambda folder: (folder / "images" / "p03.png").unlink())],
    "unlisted": [({"unlisted"}, add_picture("more.png", png(distinct_picture(77)), listed=False))],
    "changed": [({"changed"}, change_row_3(sha256="0" * 64))],
    "unreadable": [
        ({"unreadable", "changed"}, add_picture("p03.png", b"<html>404</html>", listed=False)),
        ({"unreadable"}, add_picture("p03.png", b"<html>404</html>")),
        ({"unreadable"}, add_picture("p03.png", png(distinct_picture(3))[:-300])),
    ],
    "licence": [({"licence"}, change_row_3(licence="CC-BY-NC 4.0")), ({"licence"}, change_row_3(licence=""))],
    "source": [({"source"}, change_row_3(source="the internet")), ({"source"}, change_row_3(source=""))],
    "author": [({"author"}, change_row_3(author="")), ({"author"}, change_row_3(author="unknown"))],
    "date": [
        ({"date"}, change_row_3(collected=date))
        for date in ("23.11.2026", "2026-13-01", "", "20261123", "2026-W48-1")
    ],
    "duplicate": [({"duplicate"}, add_picture("p03 copy.png", png(distinct_picture(3))))],
    "near": [({"near"}, add_picture("p03 again.png", png(distinct_picture(3) // 2 * 2)))],
    "provided": [({"provided"}, face_1)],
    "leak": [
        ({"leak"}, split_with(train=lambda parts: [*parts["train"], parts["test"][0]])),
        ({"leak", "near"}, on_both_sides(png(distinct_picture(3) // 2 * 2))),
        ({"leak", "duplicate"}, on_both_sides(png(distinct_picture(3)))),
    ],
    "split": [
        ({"split"}, split_with(train=lambda parts: parts["train"][1:])),
        ({"split"}, split_with(test=lambda parts: [*parts["test"], "nobody.png"])),
        ({"split"}, split_with(test=lambda parts: [*parts["test"], parts["test"][0]])),
        ({"split"}, split_with(train=lambda parts: sorted(parts["train"] + parts["test"]), test=lambda parts: [])),
        ({"split"}, lambda folder: (folder / "split.json").unlink()),
        ({"split"}, replace_text("split.json", "{")),
        ({"split"}, replace_text("split.json", '{"train": [1], "test": []}')),
    ],
    "gps": [({"gps"}, add_picture("p03.png", png_with_location()))],
    "card": [
        ({"card"}, replace_text("CARD.md", CARD.replace("## People", "## Folk"))),
        ({"card"}, replace_text("CARD.md", CARD.replace("Here are", "TODO: here are", 1))),
        ({"card"}, replace_text("CARD.md", "\n".join(f"## {heading}\n\nNothing.\n" for heading in metadata.HEADINGS))),
        ({"card"}, lambda folder: (folder / "CARD.md").unlink()),
        ({"card"}, lambda folder: (folder / "CARD.md").write_bytes(b"\xff\xfe") and None),
    ],
}  # fmt: skip
CASES = [
    pytest.param(code, codes, change, id=f"{code} {number}")
    for code, cases in BROKEN.items()
    for number, (codes, change) in enumerate(cases, start=1)
]


def test_a_good_dataset_has_no_findings(good: Path):
    report = check.check_dataset(good)
    assert report.findings == ()
    assert report.passed
    assert set(report.checked) == set(findings.CODES) - {"pipeline"}
    assert report.pictures == COUNT
    assert report.bytes == sum(path.stat().st_size for path in (good / "images").iterdir())


@pytest.mark.parametrize(("code", "codes", "change"), CASES)
def test_each_problem_is_found_and_nothing_else(good: Path, code: str, codes: set[str], change: Callable[[Path], None]):
    change(good)
    report = check.check_dataset(good)
    found = {finding.code for finding in report.findings}
    assert code in codes == found, report.findings
    assert report.passed == (found <= findings.WARNINGS)


def test_every_code_has_a_broken_dataset():
    assert {*BROKEN, "pipeline"} == set(findings.CODES)


def test_a_look_alike_that_was_resized_and_encoded_again_is_found(good: Path):
    file = io.BytesIO()
    Image.fromarray(distinct_picture(3)).resize((128, 96), Image.Resampling.LANCZOS).save(file, "JPEG", quality=60)
    add_picture("p03 small.jpg", file.getvalue())(good)
    assert [(each.code, each.file) for each in check.check_dataset(good).findings] == [("near", "p03 small.jpg")]


def test_a_location_in_xmp_is_found(good: Path):
    file = io.BytesIO()
    xmp = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="51,30N"/></x:xmpmeta>'
    Image.fromarray(distinct_picture(3)).save(file, "JPEG", xmp=xmp)
    add_picture("p03.jpg", file.getvalue())(good)
    assert "gps" in {each.code for each in check.check_dataset(good).findings}


def test_the_only_finding_about_the_course_s_faces_is_that_they_are_provided():
    faces = REPO_ROOT / "datasets" / "faces"
    assert check.check_dataset(faces, provided=()).findings == ()
    assert {finding.code for finding in check.check_dataset(faces).findings} == {"provided"}


def test_the_command_prints_one_line_for_each_finding_and_exits_with_a_code(good: Path):
    assert run_check(good) == (0, "31 pictures, 0.2 MB: all 18 checks passed.\n")
    change_row_3(licence="GFDL", author="")(good)
    code, output = run_check(good)
    assert code == 1
    assert output.splitlines()[0].startswith("licence: p03.png: “GFDL” is not one of: own work, CC0")
    assert output.splitlines()[-1] == "31 pictures, 0.2 MB: 2 things to fix."
    report = json.loads(run_check(good, "--json")[1])
    assert [(each["code"], each["file"]) for each in report["findings"]] == [
        ("licence", "p03.png"),
        ("author", "p03.png"),
    ]
    assert report["passed"] is False
    assert run_check(good / "nothing")[0] == 2


def test_a_warning_does_not_fail(good: Path):
    add_picture("p03 again.png", png(distinct_picture(3) // 2 * 2))(good)
    code, output = run_check(good)
    assert code == 0
    assert output.splitlines()[-1] == "32 pictures, 0.2 MB: all 18 checks passed, 1 to look at."


def test_the_script_runs_from_any_folder(good: Path, tmp_path: Path):
    script = REPO_ROOT / "datasets" / "scripts" / "check.py"
    done = subprocess.run([sys.executable, script, good], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == "31 pictures, 0.2 MB: all 18 checks passed.\n"
    shown = subprocess.run([sys.executable, script, "--help"], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert "Example" in shown.stdout
