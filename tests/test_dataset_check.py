"""A good dataset, and one broken dataset for every code that a check can give; and files that mean harm."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

import check
import desk
import findings
import manifest
import papers
import pipeline
import preprocess
from grading.course import HOUSE

COUNT = 31
CARD = "# My set\n\n" + "\n".join(
    f"## {heading}\n\nHere stand more than a dozen words about it, so that somebody who was not there understands.\n"
    for heading in papers.HEADINGS
)


def scene(number: int) -> np.ndarray:
    """A picture that looks like no other: coarse squares, 48 x 64."""
    squares = np.random.default_rng(number).integers(0, 256, (8, 9, 3), dtype=np.uint8)
    return np.asarray(Image.fromarray(squares).resize((64, 48), Image.Resampling.BICUBIC))


def png(pixels: np.ndarray, **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", **options)
    return file.getvalue()


def write(folder: Path, pictures: dict[str, bytes]) -> Path:
    """A dataset of these pictures that is in order otherwise."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    rows = []
    for name, data in pictures.items():
        (folder / "images" / name).write_bytes(data)
        digest = check.sha256(data)
        rows.append(manifest.Row(name, digest, f"https://x.org/{name}", "Ada Byron", "CC-BY 4.0", "2026-11-23"))
    manifest.write_rows(folder / "manifest.csv", rows)
    manifest.write_split(folder / "split.json", manifest.split(list(pictures), 0.2, 1))
    (folder / "CARD.md").write_text(CARD, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    return {f"p{number:02d}.png": png(scene(number)) for number in range(COUNT)}


@pytest.fixture
def good(tmp_path: Path, pictures: dict[str, bytes]) -> Path:
    return write(tmp_path / "good", pictures)


def rows_of(folder: Path, change: Callable[[int, manifest.Row], manifest.Row]) -> None:
    rows = manifest.read_rows(folder / "manifest.csv")
    manifest.write_rows(folder / "manifest.csv", [change(number, row) for number, row in enumerate(rows)])


def row_3(**change: str) -> Callable[[Path], None]:
    return lambda folder: rows_of(folder, lambda number, row: replace(row, **change) if number == 3 else row)


def put(name: str, data: bytes, *, listed: bool = True) -> Callable[[Path], None]:
    """Put a file into the dataset, with a row and a place in train."""

    def change(folder: Path) -> None:
        (folder / "images" / name).write_bytes(data)
        if listed:
            row = manifest.Row(name, check.sha256(data), "own work", "Ada", "own work", "2026-11-23")
            rows = manifest.read_rows(folder / "manifest.csv")
            manifest.write_rows(folder / "manifest.csv", [*[each for each in rows if each.file != name], row])
            parts = manifest.read_split(folder / "split.json")
            parts["train"] = sorted({*parts["train"], name} - set(parts["test"]))
            manifest.write_split(folder / "split.json", parts)

    return change


def split_with(**sides: Callable[[dict], list[str]]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        parts = manifest.read_split(folder / "split.json")
        manifest.write_split(folder / "split.json", parts | {side: new(parts) for side, new in sides.items()})

    return change


def text(name: str, new: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text(new, encoding="utf-8") and None


def located(**options: object) -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    return png(scene(3), exif=exif)


def few(folder: Path) -> None:
    write(folder, {f"p{number:02d}.png": png(scene(number)) for number in range(29)})
    (folder / "images" / "p29.png").unlink()
    (folder / "images" / "p30.png").unlink()


def noise(folder: Path) -> None:
    big = np.random.default_rng(1).integers(0, 256, (2900, 2900, 3), dtype=np.uint8)
    put("p03.png", png(big, compress_level=0))(folder)


def on_both_sides(data: bytes) -> Callable[[Path], None]:
    """Put p03.png into test and another picture into train."""

    def change(folder: Path) -> None:
        put("another p03.png", data)(folder)
        parts = manifest.read_split(folder / "split.json")
        test = sorted({*parts["test"], "p03.png"})
        train = sorted({*parts["train"], "another p03.png"} - set(test))
        manifest.write_split(folder / "split.json", parts | {"train": train, "test": test})

    return change


BROKEN: dict[str, list[tuple[set[str], Callable[[Path], None]]]] = {
    "few": [({"few"}, few)],
    "large": [({"large"}, noise)],
    "manifest": [
        ({"manifest", "few", "unlisted", "split"}, lambda folder: (folder / "manifest.csv").unlink()),
        ({"manifest", "few", "unlisted", "split"}, text("manifest.csv", "file,sha256\na,b\n")),
        ({"manifest", "few", "unlisted", "split"}, text("manifest.csv", ",".join(manifest.COLUMNS) + "\na,b,c\n")),
        ({"manifest", "absent", "unlisted", "split"}, row_3(file="P04.png")),
        ({"manifest", "absent", "unlisted", "split"}, row_3(file="../../etc/passwd")),
    ],
    "absent": [({"absent"}, lambda folder: (folder / "images" / "p03.png").unlink())],
    "unlisted": [({"unlisted"}, put("more.png", png(scene(77)), listed=False))],
    "changed": [({"changed"}, row_3(sha256="0" * 64))],
    "unreadable": [
        ({"unreadable", "changed"}, put("p03.png", b"<html>404</html>", listed=False)),
        ({"unreadable"}, put("p03.png", b"<html>404</html>")),
        ({"unreadable"}, put("p03.png", png(scene(3))[:-300])),
    ],
    "licence": [({"licence"}, row_3(licence="CC-BY-NC 4.0")), ({"licence"}, row_3(licence=""))],
    "source": [({"source"}, row_3(source="the internet")), ({"source"}, row_3(source=""))],
    "author": [({"author"}, row_3(author="")), ({"author"}, row_3(author="unknown"))],
    "date": [({"date"}, row_3(collected=each)) for each in ("23.11.2026", "2026-13-01", "", "20261123", "2026-W48-1")],
    "duplicate": [({"duplicate"}, put("p03 copy.png", png(scene(3))))],
    "near": [({"near"}, put("p03 again.png", png(scene(3) // 2 * 2)))],
    "provided": [
        ({"provided"}, put("face.png", (HOUSE / "datasets" / "faces" / "images" / "face_001.png").read_bytes()))
    ],
    "leak": [
        ({"leak"}, split_with(train=lambda parts: [*parts["train"], parts["test"][0]])),
        ({"leak", "near"}, on_both_sides(png(scene(3) // 2 * 2))),
        ({"leak", "duplicate"}, on_both_sides(png(scene(3)))),
    ],
    "split": [
        ({"split"}, split_with(train=lambda parts: parts["train"][1:])),
        ({"split"}, split_with(test=lambda parts: [*parts["test"], "nobody.png"])),
        ({"split"}, split_with(test=lambda parts: [*parts["test"], parts["test"][0]])),
        ({"split"}, split_with(train=lambda parts: sorted(parts["train"] + parts["test"]), test=lambda parts: [])),
        ({"split"}, lambda folder: (folder / "split.json").unlink()),
        ({"split"}, text("split.json", "{")),
        ({"split"}, text("split.json", '{"train": [1], "test": []}')),
    ],
    "gps": [({"gps"}, put("p03.png", located()))],
    "card": [
        ({"card"}, text("CARD.md", CARD.replace("## People", "## Folk"))),
        ({"card"}, text("CARD.md", CARD.replace("Here stand", "TODO: here stand", 1))),
        ({"card"}, text("CARD.md", "\n".join(f"## {heading}\n\nNothing.\n" for heading in papers.HEADINGS))),
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
    report = check.examine(good)
    assert report.findings == ()
    assert report.passed
    assert set(report.checked) == set(findings.CODES) - {"pipeline"}
    assert report.pictures == COUNT
    assert report.bytes == sum(path.stat().st_size for path in (good / "images").iterdir())


@pytest.mark.parametrize(("code", "codes", "change"), CASES)
def test_each_way_to_break_a_dataset_is_found_and_nothing_else(
    good: Path, code: str, codes: set[str], change: Callable[[Path], None]
):
    change(good)
    report = check.examine(good)
    found = {finding.code for finding in report.findings}
    assert code in codes == found, report.findings
    assert report.passed == (found <= findings.LOOK)


def test_every_code_is_tried():
    assert {*BROKEN, "pipeline"} == set(findings.CODES)


def test_a_look_alike_that_was_resized_and_packed_again_is_seen(good: Path):
    file = io.BytesIO()
    Image.fromarray(scene(3)).resize((128, 96), Image.Resampling.LANCZOS).save(file, "JPEG", quality=60)
    put("p03 small.jpg", file.getvalue())(good)
    assert [(each.code, each.file) for each in check.examine(good).findings] == [("near", "p03 small.jpg")]


def test_xmp_may_say_where_a_picture_was_taken_as_well(good: Path):
    file = io.BytesIO()
    place = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="51,30N"/></x:xmpmeta>'
    Image.fromarray(scene(3)).save(file, "JPEG", xmp=place)
    put("p03.jpg", file.getvalue())(good)
    assert "gps" in {each.code for each in check.examine(good).findings}


def test_the_course_s_own_faces_are_in_order_but_for_being_ours():
    faces = HOUSE / "datasets" / "faces"
    assert check.examine(faces, provided=()).findings == ()
    assert {finding.code for finding in check.examine(faces).findings} == {"provided"}


def command(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(check.main, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_the_command_says_one_line_for_each_finding_and_leaves_with_a_code(good: Path):
    assert command(good) == (0, "31 pictures, 0.2 MB: all 18 checks passed.\n")
    row_3(licence="GFDL", author="")(good)
    code, output = command(good)
    assert code == 1
    assert output.splitlines()[0].startswith("licence: p03.png: “GFDL” is not one of: own work, CC0")
    assert output.splitlines()[-1] == "31 pictures, 0.2 MB: 2 things to mend."
    said = json.loads(command(good, "--json")[1])
    assert [(each["code"], each["file"]) for each in said["findings"]] == [
        ("licence", "p03.png"),
        ("author", "p03.png"),
    ]
    assert said["passed"] is False
    assert command(good / "nothing")[0] == 2


def test_what_is_only_to_be_looked_at_does_not_fail(good: Path):
    put("p03 again.png", png(scene(3) // 2 * 2))(good)
    code, output = command(good)
    assert code == 0
    assert output.splitlines()[-1] == "32 pictures, 0.2 MB: all 18 checks passed, 1 to look at."


def handed_in(good: Path, tmp_path: Path) -> Path:
    """What is handed in without pictures: papers, contact batch, and the report of the check at home."""
    batch = CliRunner().invoke(preprocess.main, [str(good), str(tmp_path / "batch"), "--workers", "1"])
    assert batch.exit_code == 0, batch.output
    command(good, "--report")
    papers_only = tmp_path / "handed in"
    papers_only.mkdir()
    for name in ("manifest.csv", "split.json", "CARD.md", "check.json"):
        (papers_only / name).write_bytes((good / name).read_bytes())
    (papers_only / "contact.npz").write_bytes((tmp_path / "batch" / "contact.npz").read_bytes())
    return papers_only


def test_without_pictures_the_papers_and_a_contact_batch_are_checked_and_the_rest_is_said(good: Path, tmp_path: Path):
    put("p03 again.png", png(scene(3) // 2 * 2))(good)
    report = check.examine(handed_in(good, tmp_path))
    assert [(each.code, each.file) for each in report.findings] == [("near", "p03 again.png")]
    assert report.on_trust == ("changed", "unreadable", "gps", "large")
    assert not set(report.on_trust) & set(report.checked)
    assert report.pictures == 32
    assert "rest on check.json" in "\n".join(check.lines(report))


def test_what_the_check_at_home_found_is_said_again(good: Path, tmp_path: Path):
    put("p03.png", located())(good)
    assert [each.code for each in check.examine(handed_in(good, tmp_path)).findings] == ["gps"]


@pytest.mark.parametrize("change", ["edited", "of another list", "missing", "no JSON", "a list", "deep"])
def test_a_report_that_is_not_about_this_dataset_is_not_believed(good: Path, tmp_path: Path, change: str):
    folder = handed_in(good, tmp_path)
    note = folder / "check.json"
    if change == "edited":
        note.write_text(note.read_text(encoding="utf-8").replace('"bytes": ', '"bytes": 1'), encoding="utf-8")
    elif change == "of another list":
        row_3(author="Bo")(folder)
    elif change == "missing":
        note.unlink()
    else:
        new = {"no JSON": "{", "a list": "[1]", "deep": "[" * 100_000}[change]
        note.write_text(new, encoding="utf-8")
    assert [(each.code, each.file) for each in check.examine(folder).findings] == [("changed", "check.json")]


def forged(header: bytes, data: bytes = b"") -> bytes:
    length = (len(header) + 1).to_bytes(2, "little")
    return b"\x93NUMPY\x01\x00" + length + header + b"\n" + data


@pytest.mark.parametrize(
    "pictures_npy",
    [
        forged(b"{'descr': '|u1', 'fortran_order': False, 'shape': (1000000, 1000000, 1000000, 3)}"),
        forged(b"{'descr': '|u1', 'fortran_order': False, 'shape': (-1, 32, 32, 3)}"),
        forged(b"{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", b"cos\nsystem\n"),
        forged(b"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 32, 32, 3)}", b"short"),
        forged(b"{'descr': '|u1', 'fortran_order': False, 'shape': (0, 32, 32, 3)}"),
        forged(b"{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1, 1)}", b"x" * 8),
        forged(b"__import__('os').system('true')"),
        b"",
        b"\x93NUMPY\x09\x09",
    ],
)
def test_a_forged_contact_batch_is_a_finding(good: Path, tmp_path: Path, pictures_npy: bytes):
    folder = handed_in(good, tmp_path)
    with zipfile.ZipFile(folder / "contact.npz", "w") as archive:
        archive.writestr("pictures.npy", pictures_npy)
        archive.writestr("names.npy", forged(b"{'descr': '<U1', 'fortran_order': False, 'shape': (0,)}"))
    report = check.examine(folder)
    assert [(each.code, each.file) for each in report.findings] == [("unreadable", "contact.npz")]


def test_a_contact_batch_that_unpacks_without_end_is_not_unpacked(good: Path, tmp_path: Path):
    folder = handed_in(good, tmp_path)
    shape = (5000, 5000, 4, 3)
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}}}".encode()
    with zipfile.ZipFile(folder / "contact.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pictures.npy", forged(header, bytes(1000)))
    with pytest.raises(manifest.Unusable, match="another kind or size"):
        desk.read_contact(folder / "contact.npz")
    (folder / "contact.npz").write_bytes(b"no zip")
    with pytest.raises(manifest.Unusable, match="cannot be read"):
        desk.read_contact(folder / "contact.npz")


def test_links_pipes_and_folders_in_images_are_findings(good: Path, tmp_path: Path):
    (tmp_path / "secret.png").write_bytes(png(scene(99)))
    (good / "images" / "p03.png").unlink()
    (good / "images" / "p03.png").symlink_to(tmp_path / "secret.png")
    (good / "images" / "p04.png").unlink()
    os.mkfifo(good / "images" / "p04.png")
    (good / "images" / "p05.png").unlink()
    (good / "images" / "p05.png").mkdir()
    report = check.examine(good)
    assert [(each.code, each.file) for each in report.findings if each.code != "few"] == [
        ("unreadable", "p03.png"), ("unreadable", "p04.png"), ("unreadable", "p05.png"),
    ]  # fmt: skip


def test_links_in_place_of_the_papers_are_not_followed(good: Path, tmp_path: Path):
    for name in ("manifest.csv", "split.json", "CARD.md"):
        (tmp_path / name).write_bytes((good / name).read_bytes())
        (good / name).unlink()
        (good / name).symlink_to(tmp_path / name)
    assert {each.code for each in check.examine(good).findings} >= {"manifest", "split", "card"}


def test_a_folder_of_copies_of_bombs_ends(good: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(desk, "ALL_PIXELS", 20_000)
    last = [each.file for each in check.examine(good).findings if each.code == "unreadable"]
    assert last == [f"p{number:02d}.png" for number in range(7, COUNT)]  # 48 x 64 = 3072 pixels each


def mine() -> dict[str, Callable]:
    """Functions as a student might have written them."""

    def list_images(folder):
        return sorted(str(path) for path in Path(folder).iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png"))

    def centre_crop(image, height, width):
        top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
        return image[top : top + height, left : left + width]

    def resize_nearest(image, height, width):
        rows = (2 * np.arange(height) + 1) * image.shape[0] // (2 * height)
        columns = (2 * np.arange(width) + 1) * image.shape[1] // (2 * width)
        return image[rows][:, columns]

    def find_duplicates(batch):
        pairs = [(i, j) for j in range(len(batch)) for i in range(j)]
        return [(i, j) for i, j in pairs if np.array_equal(batch[i], batch[j])]

    def split_dataset(names, test_fraction, seed):
        parts = manifest.split(names, test_fraction, seed)
        return parts["train"], parts["test"]

    return {
        "list_images": list_images, "centre_crop": centre_crop, "resize_nearest": resize_nearest,
        "make_batch": np.stack, "mean_image": lambda batch: np.mean(batch, axis=0),
        "find_duplicates": find_duplicates, "split_dataset": split_dataset,
    }  # fmt: skip


def test_the_author_s_own_functions_make_a_batch(good: Path):
    assert pipeline.pipeline(good, mine()) == []
    assert pipeline.pipeline(good, mine(), (5, 7)) == []
    assert pipeline.size_in("30 pictures, cropped to 48 x 64 pixels") == (48, 64)
    assert pipeline.size_in("no numbers") == (64, 64)


def _raise(*_: object) -> None:
    raise NotImplementedError("make_batch: stack the images.")


@pytest.mark.parametrize(
    ("step", "function", "words"),
    [
        ("make_batch", None, "make_batch cannot be called"),
        ("make_batch", _raise, "NotImplementedError: make_batch: stack the images."),
        ("make_batch", lambda images: np.stack(images)[:5], "the batch has the shape (5, 64, 64, 3)"),
        ("mean_image", np.mean, "the mean image has the shape ()"),
        ("list_images", lambda folder: [], "list_images finds 0 files, images/ has 31"),
        ("find_duplicates", lambda batch: [(0, 1)], "find_duplicates finds 1: p00.png and p01.png"),
        ("split_dataset", lambda names, fraction, seed: (names, []), "is not what split_dataset gives"),
        ("centre_crop", lambda image, height, width: None, "stopped with AttributeError"),
    ],
)
def test_what_goes_wrong_in_the_author_s_functions_is_a_finding(
    good: Path, step: str, function: Callable | None, words: str
):
    found = pipeline.pipeline(good, mine() | {step: function})
    assert len(found) == 1
    assert found[0].code == "pipeline"
    assert words in found[0].message


def test_functions_of_a_file_are_tried_from_the_command_line(good: Path, tmp_path: Path):
    (tmp_path / "images.py").write_text("def list_images(folder): return []\n", encoding="utf-8")
    code, output = command(good, "--functions", tmp_path / "images.py")
    assert code == 1
    assert "pipeline: centre_crop, resize_nearest" in output
    (tmp_path / "images.py").write_text("1 / 0\n", encoding="utf-8")
    assert "images.py cannot be run: ZeroDivisionError" in command(good, "--functions", tmp_path / "images.py")[1]


def test_the_script_works_alone(good: Path, tmp_path: Path):
    script = HOUSE / "datasets" / "scripts" / "check.py"
    done = subprocess.run([sys.executable, script, good], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == "31 pictures, 0.2 MB: all 18 checks passed.\n"
    shown = subprocess.run([sys.executable, script, "--help"], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert "Example" in shown.stdout
