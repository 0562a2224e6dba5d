"""preprocess.py: what is in the batch, what is left out, the same bytes twice, and a run that is killed."""

import errno
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

import preprocess
from assignments.course import REPO_ROOT
from format import images
from preprocessing import resize, resumable_run
from tests.support.image_website import jpeg

SCRIPT = REPO_ROOT / "datasets" / "scripts" / "preprocess.py"


def run(*words: object) -> Result:
    result = CliRunner().invoke(preprocess.main, [str(word) for word in (*words, "--workers", 1)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def batch(out: Path) -> dict[str, np.ndarray]:
    with np.load(out / "batch.npz", allow_pickle=False) as found:
        return dict(found)


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    """A folder with good and bad photographs."""
    folder = tmp_path / "my photos"
    (folder / "deep" / "er").mkdir(parents=True)
    for number in range(9):
        (folder / f"p{number}.jpg").write_bytes(jpeg(number, (120, 90)))
    (folder / "a b 🌿.JPG").write_bytes(jpeg(20, (90, 120)))
    (folder / "Leaf.jpg").write_bytes(jpeg(21))
    (folder / "leaf.jpg").write_bytes(jpeg(22))
    (folder / "deep" / "er" / ("x" * 240 + ".jpg")).write_bytes(jpeg(23))
    shutil.copy(folder / "p3.jpg", folder / "z copy of p3.jpg")
    Image.open(folder / "p4.jpg").resize((60, 45)).save(folder / "p4 again.jpg", quality=60)
    (folder / "bad.jpg").write_bytes(b"<html>404</html>")
    (folder / "cut.jpg").write_bytes(jpeg(30, (300, 300))[:-800])
    (folder / "empty.png").write_bytes(b"")
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    (folder / "link.png").symlink_to(folder / "p1.jpg")
    (folder / "folder.jpg").mkdir()
    os.mkfifo(folder / "pipe.png")
    return folder


def test_good_photographs_are_in_the_batch_and_bad_ones_in_the_report(photographs: Path, tmp_path: Path):
    result = run(photographs, tmp_path / "out", "--size", 16, "--width", 20)
    assert result.exit_code == 0, result.output
    found = batch(tmp_path / "out")
    assert found["pictures"].shape == (14, 16, 20, 3)
    assert found["pictures"].dtype == np.uint8
    assert list(found["names"]) == sorted(found["names"])
    assert {"a b 🌿.JPG", "Leaf.jpg", "leaf.jpg", "deep/er/" + "x" * 240 + ".jpg"} <= set(found["names"])
    assert "z copy of p3.jpg" not in found["names"]
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "`z copy of p3.jpg` is a copy of p3.jpg." in report
    assert "`bad.jpg` is a web page, not a picture." in report
    assert "`empty.png` is empty." in report
    assert "`cut.jpg` cannot be decoded" in report
    assert "`pipe.png` is not a regular file." in report
    assert "`p4 again.jpg` and `p4.jpg`" in report
    assert "link.png" not in report
    assert "14 pictures of 16 x 20" in result.output
    assert "5 left out" in result.output


def test_look_alikes_are_on_one_side_of_the_split_for_every_seed(photographs: Path, tmp_path: Path):
    sides = set()
    for seed in range(8):
        run(photographs, tmp_path / "out", "--size", 8, "--seed", seed, "--test-fraction", 0.5)
        found = batch(tmp_path / "out")
        side = dict(zip(found["names"], found["split"], strict=True))
        assert side["p4.jpg"] == side["p4 again.jpg"]
        sides.add(side["p4.jpg"])
        parts = json.loads((tmp_path / "out" / "split.json").read_text(encoding="utf-8"))
        assert {name for name in side if side[name] == "test"} == set(parts["test"])
        assert sorted(parts["train"] + parts["test"]) == sorted(side)
        assert parts["seed"] == seed
    assert sides == {"train", "test"}


def test_the_same_photographs_give_the_same_bytes_with_any_number_of_workers(photographs: Path, tmp_path: Path):
    run(photographs, tmp_path / "one", "--size", 16)
    words = [sys.executable, SCRIPT, photographs, tmp_path / "two", "--size", "16", "--workers", "2"]
    subprocess.run(list(map(str, words)), check=True, capture_output=True, cwd=tmp_path)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    again = contents(tmp_path / "one")
    for name in ("batch.npz", "contact.npz"):
        with zipfile.ZipFile(tmp_path / "one" / name) as archive:
            assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    run(photographs, tmp_path / "one", "--size", 16)
    assert contents(tmp_path / "one") == again
    assert set(again) == {
        "batch.npz", "contact.npz", "contact.png", "deviation.png", "histogram.png", "mean.png", "report.md",
        "split.json",
    }  # fmt: skip


def test_mean_and_deviation_equal_those_of_numpy(photographs: Path, tmp_path: Path):
    run(photographs, tmp_path / "out", "--size", 256)
    found = batch(tmp_path / "out")["pictures"]
    mean, deviation = np.asarray(Image.open(tmp_path / "out" / "mean.png")), found.std(axis=0)
    assert np.abs(mean - found.mean(axis=0)).max() <= 0.5001
    shown = np.asarray(Image.open(tmp_path / "out" / "deviation.png"))
    assert np.abs(shown - np.clip(2 * deviation, 0, 255)).max() <= 0.5001
    with np.load(tmp_path / "out" / "contact.npz") as contact:
        assert contact["pictures"].shape == (14, 32, 32, 3)
        assert list(contact["names"]) == list(batch(tmp_path / "out")["names"])


def test_pictures_are_cropped_at_the_centre_and_upright(tmp_path: Path):
    pixels = np.zeros((40, 80, 3), dtype=np.uint8)
    pixels[:20, 20:60, 0] = 255  # the centre is red above and blue below; both sides are green
    pixels[20:, 20:60, 2] = 255
    pixels[:, :20, 1] = pixels[:, 60:, 1] = 255
    image = Image.fromarray(pixels)
    (tmp_path / "in").mkdir()
    for orientation, turn in {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90,
                              8: Image.Transpose.ROTATE_270}.items():  # fmt: skip
        exif = Image.Exif()
        exif[images.ORIENTATION_TAG] = orientation
        stored = image.transpose(turn) if turn is not None else image
        stored.save(tmp_path / "in" / f"{orientation}.jpg", exif=exif, quality=95, subsampling=0)
        stored.save(tmp_path / "in" / f"{orientation}.png", exif=exif)
    run(tmp_path / "in", tmp_path / "out", "--size", 10)
    found = batch(tmp_path / "out")
    assert len(found["names"]) == 8
    for name, picture in zip(found["names"], found["pictures"], strict=True):
        assert picture[2, 5, 0] > 230, name
        assert picture[7, 5, 2] > 230, name
        assert picture[:, 2:8, 1].max() < 40, name


def test_pictures_of_other_modes_become_rgb(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    Image.new("L", (30, 20), 100).save(folder / "grey.png")
    Image.fromarray(np.full((20, 30), 25700, dtype=np.uint16)).save(folder / "grey16.png")
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(folder / "clear.png")
    Image.new("CMYK", (30, 20), (0, 255, 255, 0)).save(folder / "cmyk.jpg", quality=95)
    Image.new("P", (30, 20), 0).save(folder / "palette.gif")
    Image.new("1", (30, 20), 1).save(folder / "one-bit.png")
    Image.new("RGB", (1, 1), "teal").save(folder / "tiny.webp", lossless=True)
    assert run(folder, tmp_path / "out", "--size", 4).exit_code == 0
    found = dict(zip(batch(tmp_path / "out")["names"], batch(tmp_path / "out")["pictures"], strict=True))
    assert found["grey.png"].mean() == 100
    assert found["grey16.png"].mean() == 100
    assert found["clear.png"].min() == 255
    assert found["cmyk.jpg"][:, :, 0].min() > 200
    assert found["cmyk.jpg"][:, :, 1].max() < 60
    assert found["one-bit.png"].min() == 255
    assert tuple(found["tiny.webp"][0, 0]) == (0, 128, 128)
    assert "`tiny.webp` is 1 x 1." in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_a_reduced_decoding_gives_nearly_the_same_pixels_and_hash(tmp_path: Path):
    path = tmp_path / "large.jpg"
    face = Image.open(REPO_ROOT / "datasets" / "faces" / "images" / "face_001.png")
    face.resize((1424, 1744), Image.Resampling.BICUBIC).save(path, quality=95)
    photo = resize.resize_photos(str(tmp_path), ["large.jpg"], 48, 40, images.LIMITS)[0]
    with Image.open(path) as image:
        whole = images.upright(image)
    exact = resize.crop_and_resize(whole, 48, 40).astype(int)
    pixels = np.frombuffer(photo.pixels, dtype=np.uint8).reshape(48, 40, 3).astype(int)
    assert np.abs(exact - pixels).mean() < 1.5
    assert (photo.hash ^ images.difference_hash(whole)).bit_count() <= preprocess.HASH_MARGIN
    assert (photo.width, photo.height) == (1424, 1744)


def test_the_reduced_decoding_of_a_turned_photograph_fits_its_upright_shape(tmp_path: Path):
    exif = Image.Exif()
    exif[images.ORIENTATION_TAG] = 6
    (tmp_path / "side.jpg").write_bytes(jpeg(1, (1600, 400), exif=exif))  # 1600 high, 400 wide when upright
    with Image.open(tmp_path / "side.jpg") as image:
        resize._draft(image, 300, 30)
        assert image.size == (800, 200)  # 1/2: 300 rows need at least 600


def test_a_run_that_was_killed_continues(photographs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run(photographs, tmp_path / "whole", "--size", 16)
    read_bytes, seen = resize.read_bytes, []

    def interrupted(path: Path, limits: images.Limits) -> bytes:
        seen.append(path.name)
        if len(seen) == 8:
            raise KeyboardInterrupt
        return read_bytes(path, limits)

    monkeypatch.setattr(resize, "read_bytes", interrupted)
    stopped = run(photographs, tmp_path / "out", "--size", 16)
    assert stopped.exit_code == 130
    with (tmp_path / "out" / ".work" / "records.jsonl").open("ab") as file:
        file.write(b'{"name": "half a rec')
    with (tmp_path / "out" / ".work" / "pixels.bin").open("ab") as file:
        file.write(b"half a picture")
    assert run(photographs, tmp_path / "out", "--size", 16).exit_code == 0
    names = preprocess.photograph_names(photographs)
    assert [Path(name).name for name in names] == seen[:7] + seen[8:]  # only the interrupted one is read twice
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.parametrize("change", ["another size", "a changed file", "a new file", "lost pixels"])
def test_outdated_work_is_not_used(photographs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str):
    with monkeypatch.context() as patch:
        patch.setattr(preprocess, "statistics", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "disk full")))
        assert run(photographs, tmp_path / "out", "--size", 16).exit_code == 3
    size = 16
    if change == "another size":
        size = 12
    elif change == "a changed file":
        (photographs / "p2.jpg").write_bytes(jpeg(99, (100, 100)))
    elif change == "a new file":
        (photographs / "a new one.jpg").write_bytes(jpeg(98))
    else:
        with (tmp_path / "out" / ".work" / "pixels.bin").open("r+b") as file:
            file.truncate(5 * 16 * 16 * 3 + 7)
    assert run(photographs, tmp_path / "out", "--size", size).exit_code == 0
    run(photographs, tmp_path / "fresh", "--size", size)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_full_disk_leaves_the_last_result_unchanged(
    photographs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run(photographs, tmp_path / "out", "--size", 16)
    before = contents(tmp_path / "out")

    def full(self: resumable_run.WorkFolder, *_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(resumable_run.WorkFolder, "add", full)
        result = run(photographs, tmp_path / "out", "--size", 8)
    assert result.exit_code == 3
    assert "No space left on device" in result.output
    shutil.rmtree(tmp_path / "out" / ".work")
    assert contents(tmp_path / "out") == before


def test_a_folder_without_pictures_is_an_error(tmp_path: Path):
    (tmp_path / "in").mkdir()
    result = run(tmp_path / "in", tmp_path / "out")
    assert result.exit_code == 1
    assert "has no picture that can be read" in result.output
    (tmp_path / "in" / "bad.jpg").write_bytes(b"<html>")
    assert "bad.jpg is a web page, not a picture." in run(tmp_path / "in", tmp_path / "out").output


def test_a_batch_inside_its_own_photographs_is_wrong_usage(photographs: Path):
    assert run(photographs, photographs / "out").exit_code == 2


def test_a_photograph_that_kills_its_process_is_one_line_of_the_report(photographs: Path, tmp_path: Path):
    script = f"""
import os, sys
sys.path.insert(0, {str(SCRIPT.parent)!r})
from preprocessing import resize
read_bytes = resize.read_bytes
def crash(path, limits):
    if path.name == "p5.jpg":
        os.abort()
    return read_bytes(path, limits)
resize.read_bytes = crash
if __name__ == "__main__":
    import preprocess
    preprocess.main([{str(photographs)!r}, {str(tmp_path / "out")!r}, "--size", "8", "--workers", "2"])
"""
    (tmp_path / "crash.py").write_text(script, encoding="utf-8")
    subprocess.run([sys.executable, tmp_path / "crash.py"], check=True, capture_output=True)
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "`p5.jpg` cannot be decoded: the decoder crashed." in report
    assert len(batch(tmp_path / "out")["names"]) == 13


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number}.jpg").write_bytes(jpeg(number))
    words = [sys.executable, SCRIPT, folder, tmp_path / "out", "--size", "256", "--workers", "2"]
    records = tmp_path / "out" / ".work" / "records.jsonl"
    with subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL) as parent:
        wait_for(lambda: records.exists() and records.stat().st_size > 0)
        workers = children(parent.pid)
        parent.kill()
    assert len(workers) >= 2
    wait_for(lambda: not any(stat_fields(worker) for worker in workers))
    assert 0 < len(records.read_bytes().splitlines()) < 400


def children(pid: int) -> list[int]:
    """The child processes of a process."""
    pids = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [child for child in pids if stat_fields(child)[1:2] == [str(pid)]]


def stat_fields(pid: int) -> list[str]:
    """State, parent and further fields of a process; empty if it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    fields = stat.rpartition(")")[2].split()
    return [] if fields[0] == "Z" else fields


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_name_that_is_not_utf_8_is_in_the_split(tmp_path: Path):
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / os.fsdecode(b"caf\xe9.jpg")).write_bytes(jpeg(1))
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    (tmp_path / "in" / "plain.jpg").write_bytes(jpeg(2))
    assert run(tmp_path / "in", tmp_path / "out", "--size", 8).exit_code == 0
    parts = json.loads((tmp_path / "out" / "split.json").read_text(encoding="utf-8"))
    assert os.fsdecode(b"caf\xe9.jpg") in parts["train"] + parts["test"]


def test_look_alikes_of_look_alikes_are_one_group():
    hashes = [0b0, 0b111, 0b111111, 1 << 40 | 0xFF << 50, 0b0]
    assert list(images.look_alikes(hashes)) == [(0, 1), (0, 4), (1, 2), (1, 4)]
    assert images.look_alike_groups(hashes) == [{0, 1, 2, 4}]
    assert images.look_alike_groups([]) == []
    assert images.look_alike_groups([7] * 3000) == [set(range(3000))]


@pytest.mark.parametrize("number", [1, 30, 60])
def test_a_picture_that_is_resized_and_encoded_again_keeps_its_hash(number: int, tmp_path: Path):
    with Image.open(REPO_ROOT / "datasets" / "faces" / "images" / f"face_{number:03d}.png") as face:
        before = images.difference_hash(face)
        face.resize((320, 392), Image.Resampling.LANCZOS).save(tmp_path / "again.jpg", quality=70)
    with Image.open(tmp_path / "again.jpg") as again:
        assert (images.difference_hash(again) ^ before).bit_count() <= images.NEAR_BITS
