"""check.py: a dataset that was handed in without its pictures, and hostile files."""

import os
import zipfile
from pathlib import Path

import pytest

import check
from checking import image_files
from format import manifest
from tests.support.sample_dataset import (
    COUNT,
    add_picture,
    change_row_3,
    distinct_picture,
    pictures,
    png,
    png_with_location,
    submission_without_pictures,
    write_dataset,
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "good", pictures())


def test_without_pictures_the_other_files_are_checked_and_the_rest_is_on_trust(good: Path, tmp_path: Path):
    add_picture("p03 again.png", png(distinct_picture(3) // 2 * 2))(good)
    report = check.check_dataset(submission_without_pictures(good, tmp_path))
    assert [(each.code, each.file) for each in report.findings] == [("near", "p03 again.png")]
    assert report.on_trust == ("changed", "unreadable", "gps", "large")
    assert not set(report.on_trust) & set(report.checked)
    assert report.pictures == 32
    assert "rest on check.json" in "\n".join(check.report_lines(report))


def test_findings_of_the_author_s_report_that_need_pictures_are_reported(good: Path, tmp_path: Path):
    add_picture("p03.png", png_with_location())(good)
    assert [each.code for each in check.check_dataset(submission_without_pictures(good, tmp_path)).findings] == ["gps"]


@pytest.mark.parametrize("change", ["edited", "of another manifest", "missing", "no JSON", "a list", "deep"])
def test_a_report_that_does_not_belong_to_this_dataset_is_refused(good: Path, tmp_path: Path, change: str):
    folder = submission_without_pictures(good, tmp_path)
    report = folder / "check.json"
    if change == "edited":
        report.write_text(report.read_text(encoding="utf-8").replace('"bytes": ', '"bytes": 1'), encoding="utf-8")
    elif change == "of another manifest":
        change_row_3(author="Bo")(folder)
    elif change == "missing":
        report.unlink()
    else:
        new = {"no JSON": "{", "a list": "[1]", "deep": "[" * 100_000}[change]
        report.write_text(new, encoding="utf-8")
    assert [(each.code, each.file) for each in check.check_dataset(folder).findings] == [("changed", "check.json")]


def forged_npy(header: bytes, data: bytes = b"") -> bytes:
    length = (len(header) + 1).to_bytes(2, "little")
    return b"\x93NUMPY\x01\x00" + length + header + b"\n" + data


@pytest.mark.parametrize(
    "pictures_npy",
    [
        forged_npy(b"{'descr': '|u1', 'fortran_order': False, 'shape': (1000000, 1000000, 1000000, 3)}"),
        forged_npy(b"{'descr': '|u1', 'fortran_order': False, 'shape': (-1, 32, 32, 3)}"),
        forged_npy(b"{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", b"cos\nsystem\n"),
        forged_npy(b"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 32, 32, 3)}", b"short"),
        forged_npy(b"{'descr': '|u1', 'fortran_order': False, 'shape': (0, 32, 32, 3)}"),
        forged_npy(b"{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1, 1)}", b"x" * 8),
        forged_npy(b"__import__('os').system('true')"),
        b"",
        b"\x93NUMPY\x09\x09",
    ],
)
def test_a_forged_contact_batch_is_a_finding(good: Path, tmp_path: Path, pictures_npy: bytes):
    folder = submission_without_pictures(good, tmp_path)
    with zipfile.ZipFile(folder / "contact.npz", "w") as archive:
        archive.writestr("pictures.npy", pictures_npy)
        archive.writestr("names.npy", forged_npy(b"{'descr': '<U1', 'fortran_order': False, 'shape': (0,)}"))
    report = check.check_dataset(folder)
    assert [(each.code, each.file) for each in report.findings] == [("unreadable", "contact.npz")]


def test_a_contact_batch_with_a_huge_header_is_not_unpacked(good: Path, tmp_path: Path):
    folder = submission_without_pictures(good, tmp_path)
    shape = (5000, 5000, 4, 3)
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}}}".encode()
    with zipfile.ZipFile(folder / "contact.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pictures.npy", forged_npy(header, bytes(1000)))
    with pytest.raises(manifest.Unusable, match="another type or size"):
        image_files.read_contact_batch(folder / "contact.npz")
    (folder / "contact.npz").write_bytes(b"no zip")
    with pytest.raises(manifest.Unusable, match="cannot be read"):
        image_files.read_contact_batch(folder / "contact.npz")


def test_links_pipes_and_folders_in_images_are_findings(good: Path, tmp_path: Path):
    (tmp_path / "secret.png").write_bytes(png(distinct_picture(99)))
    (good / "images" / "p03.png").unlink()
    (good / "images" / "p03.png").symlink_to(tmp_path / "secret.png")
    (good / "images" / "p04.png").unlink()
    os.mkfifo(good / "images" / "p04.png")
    (good / "images" / "p05.png").unlink()
    (good / "images" / "p05.png").mkdir()
    report = check.check_dataset(good)
    assert [(each.code, each.file) for each in report.findings if each.code != "few"] == [
        ("unreadable", "p03.png"), ("unreadable", "p04.png"), ("unreadable", "p05.png"),
    ]  # fmt: skip


def test_links_in_place_of_metadata_files_are_not_followed(good: Path, tmp_path: Path):
    for name in ("manifest.csv", "split.json", "CARD.md"):
        (tmp_path / name).write_bytes((good / name).read_bytes())
        (good / name).unlink()
        (good / name).symlink_to(tmp_path / name)
    assert {each.code for each in check.check_dataset(good).findings} >= {"manifest", "split", "card"}


def test_pictures_beyond_the_total_of_pixels_are_not_opened(good: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(image_files, "MAX_TOTAL_PIXELS", 20_000)
    unopened = [each.file for each in check.check_dataset(good).findings if each.code == "unreadable"]
    assert unopened == [f"p{number:02d}.png" for number in range(7, COUNT)]  # 48 x 64 = 3072 pixels each
