"""collect.py on the command line: folders, lists, and a local server that answers like the two APIs."""

import errno
import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from assignments.course import REPO_ROOT
from collecting import dataset_writer
from format import images, manifest
from format.licences import licence_of
from tests.support.collecting import WEB, read_log, run
from tests.support.image_website import (
    Website,
    jpeg,
)


def write_photographs(folder: Path) -> Path:
    """A folder with good and bad files and difficult names."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[images.GPS_TAG] = 6, "Camera of Ada", {1: "N", 2: (51.0, 30.0, 0.0)}
    folder.mkdir()
    (folder / "sub").mkdir()
    names = ["a b 🌿.JPG", "Leaf.jpg", "leaf.jpg", "x" * 200 + ".jpg", "sub/ünïcode.jpg", "no suffix"]
    for number, name in enumerate(names):
        (folder / name).write_bytes(jpeg(number, exif=exif))
    (folder / "copy.jpg").write_bytes((folder / "Leaf.jpg").read_bytes())
    (folder / "notes.txt").write_text("not a picture", encoding="utf-8")
    (folder / "saved.jpg").write_bytes(b"<html>404 Not Found</html>")
    (folder / "cut.jpg").write_bytes(jpeg(9, (300, 200))[:-900])
    (folder / "empty.png").write_bytes(b"")
    (folder / ".hidden.jpg").write_bytes(jpeg(50))
    (folder / "link.jpg").symlink_to(folder / "Leaf.jpg")
    os.mkfifo(folder / "pipe.jpg")
    return folder


def test_own_photographs_become_a_dataset(tmp_path: Path):
    out = tmp_path / "my leaves"
    result = run("folder", write_photographs(tmp_path / "photos"), out, "--author", "Ada Byron")
    assert result.exit_code == 0, result.output
    rows = manifest.read_rows(out / "manifest.csv")
    assert len(rows) == 6
    assert {(row.source, row.author, row.licence) for row in rows} == {("own work", "Ada Byron", "own work")}
    assert sorted(row.file for row in rows) == images.picture_names(out / "images")
    assert len({row.file.lower() for row in rows}) == 6
    assert max(len(row.file) for row in rows) < 64
    reasons = {Path(address).name: reason for address, reason in read_log(out).items()}
    assert reasons["copy.jpg"][0] == "duplicate"
    assert reasons["saved.jpg"] == ("unreadable", "is a web page, not a picture")
    assert reasons["empty.png"] == ("unreadable", "is empty")
    assert reasons["cut.jpg"][0] == reasons["notes.txt"][0] == reasons["pipe.jpg"][0] == "unreadable"
    assert "6 pictures saved" in result.output
    assert "1 already in the dataset" in result.output
    assert "TODO" in (out / "CARD.md").read_text(encoding="utf-8")


def test_nothing_but_pixels_is_kept(tmp_path: Path):
    out = tmp_path / "out"
    photos = write_photographs(tmp_path / "photos")
    before = (photos / "Leaf.jpg").read_bytes()
    assert images.inspect(before).has_location
    assert b"Camera" in before
    run("folder", photos, out, "--author", "Ada")
    kept = list((out / "images").iterdir())
    assert len(kept) == 6
    for path in kept:
        data = path.read_bytes()
        found = images.inspect(data)
        assert not found.has_location
        assert (found.width, found.height) == (40, 60)  # turned as its EXIF orientation says
        assert b"Camera" not in data
        assert b"Exif" not in data


def test_hidden_data_in_a_picture_is_removed(tmp_path: Path):
    def saved(**options: object) -> bytes:
        file = io.BytesIO()
        Image.new("RGB", (9, 5), "teal").save(file, **options)
        return file.getvalue()

    info = PngInfo()
    info.add_text("Comment", "SECRET")
    cases = {
        "comment.jpg": saved(format="JPEG", comment=b"SECRET"),
        "xmp.jpg": saved(format="JPEG", xmp=b"<x:xmpmeta>SECRET</x:xmpmeta>"),
        "behind.jpg": saved(format="JPEG") + b"SECRET",
        "text.png": saved(format="PNG", pnginfo=info),
        "xmp.webp": saved(format="WEBP", xmp=b"SECRET", lossless=True),
    }
    for name, data in cases.items():
        assert b"SECRET" in data, name
        clean, suffix = dataset_writer.strip_metadata(data, images.LIMITS, 0)
        assert b"SECRET" not in clean, name
        assert suffix == (".jpg" if name.endswith(".jpg") else ".png")
        with Image.open(io.BytesIO(clean)) as image:
            assert image.size == (9, 5)


def test_a_picture_keeps_its_quality_and_large_ones_are_reduced(tmp_path: Path):
    data = jpeg(3, (400, 300))
    with (
        Image.open(io.BytesIO(data)) as before,
        Image.open(io.BytesIO(dataset_writer.strip_metadata(data, images.LIMITS, 0)[0])) as now,
    ):
        assert before.quantization == now.quantization  # type: ignore[attr-defined]
    with Image.open(io.BytesIO(dataset_writer.strip_metadata(data, images.LIMITS, 100)[0])) as small:
        assert small.size == (100, 75)


def decompression_bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes with a header of a large picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(60_000, 60_000), (1, 900_000), (2**31 - 1, 2**31 - 1), (12_000, 9_000)])
def test_a_decompression_bomb_is_not_opened(size: tuple[int, int]):
    with pytest.raises(images.Unreadable, match="not opened"):
        images.inspect(decompression_bomb(*size))


def test_a_run_continues_where_the_last_one_stopped(tmp_path: Path, site: Website):
    words = ("openverse", tmp_path, "--search", "bicycle", "--interface", f"{site.address}/v1/", *WEB)
    assert run(*words, "--limit", "5").exit_code == 0
    first = (tmp_path / "manifest.csv").read_bytes()
    fetched = site.request_counts.total()
    with (tmp_path / "manifest.csv").open("ab") as file:
        file.write(b'partial-row.jpg,"012')  # the run was killed
    (tmp_path / "images" / ".partial.jpg.part").write_bytes(b"partial")
    with (tmp_path / "log.csv").open("ab") as file:
        file.write(b"http://partial")
    result = run(*words, "--limit", "9")
    assert result.exit_code == 0
    assert "4 pictures saved" in result.output
    assert "besides 5 from earlier runs" in result.output
    assert (tmp_path / "manifest.csv").read_bytes().startswith(first)
    rows = manifest.read_rows(tmp_path / "manifest.csv")
    assert sorted(row.file for row in rows) == sorted(os.listdir(tmp_path / "images"))
    assert [outcome for outcome, _ in read_log(tmp_path).values()].count("kept") == 9
    assert not any("partial" in address for address in read_log(tmp_path))
    assert site.request_counts.total() == fetched + 4 + 1  # four pictures, and the API once more
    assert sorted(site.request_counts[f"/flickr/{n}.jpg"] for n in range(23)) == [0] * 14 + [1] * 9


def test_a_picture_that_was_written_but_not_listed_is_used(tmp_path: Path, site: Website):
    words = ("openverse", tmp_path, "--search", "bicycle", "--interface", f"{site.address}/v1/", *WEB, "--limit", "3")
    run(*words)
    before = {path.name: path.read_bytes() for path in (tmp_path / "images").iterdir()}
    (tmp_path / "manifest.csv").unlink()
    (tmp_path / "log.csv").unlink()
    assert run(*words).exit_code == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "images").iterdir()} == before
    assert len(manifest.read_rows(tmp_path / "manifest.csv")) == 3


def test_no_file_is_overwritten(tmp_path: Path):
    picture, photos = jpeg(1), tmp_path / "photos"
    photos.mkdir()
    (photos / "leaf.jpg").write_bytes(picture)
    clean, _ = dataset_writer.strip_metadata(picture, images.LIMITS, 960)
    existing = tmp_path / "out" / "images" / f"leaf-{images.sha256(clean)[:8]}.jpg"
    existing.parent.mkdir(parents=True)
    existing.write_bytes(b"another file")
    assert run("folder", photos, tmp_path / "out", "--author", "Ada").exit_code == 0
    assert existing.read_bytes() == b"another file"
    assert (existing.parent / manifest.read_rows(tmp_path / "out" / "manifest.csv")[0].file).read_bytes() == clean


def test_each_address_of_a_list_gets_its_outcome_and_is_requested_once(tmp_path: Path, site: Website):
    (tmp_path / "near.jpg").write_bytes(jpeg(5))
    pages = ["fine.jpg", "saved-404.jpg", "nothing-here", "moved", "files", "compressed", "forbidden"]
    rows = [f"{site.address}/{page},Zoë,CC BY 4.0,https://x.org/{page}" for page in pages]
    rows += [
        f"{site.address}/x,Zoë,all rights reserved,",
        f"{site.address}/y,,CC BY 4.0,",
        "near.jpg,Ada,own work,own work",
    ]
    (tmp_path / "list.csv").write_text("address,author,licence,source\n" + "\n".join(rows), encoding="utf-8-sig")
    result = run("list", tmp_path / "list.csv", tmp_path / "out", *WEB)
    assert result.exit_code == 0, result.output
    outcomes = {address.rsplit("/", 1)[-1]: outcome for address, (outcome, _) in read_log(tmp_path / "out").items()}
    assert outcomes == {
        "fine.jpg": "kept", "saved-404.jpg": "unreadable", "nothing-here": "gone", "moved": "duplicate",
        "files": "gone", "compressed": "gone", "forbidden": "gone", "x": "licence", "y": "author", "near.jpg": "kept",
    }  # fmt: skip
    requests = site.request_counts.total()
    again = run("list", tmp_path / "list.csv", tmp_path / "out", *WEB)
    assert site.request_counts.total() == requests
    assert "9 decided in an earlier run" in again.output


def test_the_next_run_fetches_what_failed_for_now(tmp_path: Path, site: Website, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "list.csv").write_text(
        f"address,author,licence\n{site.address}/unstable,Zoë,CC0\n{site.address}/fine.jpg,Zoë,CC0\n", encoding="utf-8"
    )
    site.pages["/unstable"] = lambda request: request.reply(503)
    monkeypatch.setattr("collecting.http_client.RateLimitedClient._wait_before_retry", lambda *_: None)
    first = run("list", tmp_path / "list.csv", tmp_path / "out", *WEB)
    assert first.exit_code == 1
    assert "1 failed for now" in first.output
    site.pages["/unstable"] = lambda request: request.reply(body=jpeg(8))
    second = run("list", tmp_path / "list.csv", tmp_path / "out", *WEB)
    assert second.exit_code == 0
    assert len(manifest.read_rows(tmp_path / "out" / "manifest.csv")) == 2


def test_an_invalid_list_is_wrong_usage(tmp_path: Path):
    path = tmp_path / "list.csv"
    for content, words in ((b"url,who\nx,y\n", "no column address"), (b"\xff\xfe\x00", "not UTF-8")):
        path.write_bytes(content)
        result = run("list", path, tmp_path / "out", *WEB)
        assert result.exit_code == 2
        assert words in result.output


def test_a_full_disk_loses_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(4):
        (photos / f"{number}.jpg").write_bytes(jpeg(number))
    fsync, calls = os.fsync, []

    def full_at_the_fifth(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 5:  # the third picture, since each takes two calls
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full_at_the_fifth)
    result = run("folder", photos, tmp_path / "out", "--author", "Ada")
    assert result.exit_code == 3
    assert "No space left on device" in result.output
    rows = manifest.read_rows(tmp_path / "out" / "manifest.csv")
    assert sorted(row.file for row in rows) == sorted(os.listdir(tmp_path / "out" / "images"))
    assert len(rows) == 2
    monkeypatch.undo()
    assert run("folder", photos, tmp_path / "out", "--author", "Ada").exit_code == 0
    assert len(manifest.read_rows(tmp_path / "out" / "manifest.csv")) == 4


def test_a_folder_without_pictures_gives_an_empty_dataset(tmp_path: Path):
    (tmp_path / "photos").mkdir()
    result = run("folder", tmp_path / "photos", tmp_path / "out", "--author", "Ada")
    assert result.exit_code == 0
    assert "0 pictures saved" in result.output


def test_a_dataset_inside_its_own_photographs_is_wrong_usage(tmp_path: Path):
    assert run("folder", tmp_path, tmp_path / "out", "--author", "Ada").exit_code == 2


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("CC BY-SA 4.0", "CC-BY-SA 4.0"), ("cc-by-sa-2.0", "CC-BY-SA 2.0"), ("CC BY 3.0 de", "CC-BY 3.0"),
        ("CC BY", "CC-BY"), ("by-sa", "CC-BY-SA"), ("CC0", "CC0"), ("CC0 1.0", "CC0"),
        ("Public domain", "public domain"), ("PDM 1.0", "public domain"), ("OGL 3", "OGL 3"), ("Own work", "own work"),
        ("permission in writing", "permission in writing"), ("CC BY-NC 2.0", None), ("CC BY-ND 4.0", None),
        ("CC BY-NC-SA 4.0", None), ("CC BY-SA-NC", None), ("CC BY 4.0 nc", None), ("GFDL", None), ("", None),
        ("all rights reserved", None), ("not public domain", None), ("fair use", None), ("Attribution", None),
    ],
)  # fmt: skip
def test_a_licence_is_recognised_in_all_its_spellings(text: str, licence: str | None):
    assert licence_of(text) == licence


def test_the_script_runs_from_any_folder(tmp_path: Path):
    script = REPO_ROOT / "datasets" / "scripts" / "collect.py"
    shown = subprocess.run([sys.executable, script, "--help"], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert "Example" in shown.stdout
    for command in ("folder", "list", "commons", "openverse"):
        words = [sys.executable, script, command, "--help"]
        assert "Example" in subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, check=True).stdout


def test_control_characters_from_outside_do_not_reach_the_terminal(tmp_path: Path):
    (tmp_path / "list.csv").write_text(
        "address,author,licence\nhttp://127.0.0.1:9/x,Ada,\x1b[31mred\x07\n", encoding="utf-8"
    )
    output = run("list", tmp_path / "list.csv", tmp_path / "out", *WEB).output
    assert "red" in output
    assert "\x1b" not in output
    assert "\x07" not in output
