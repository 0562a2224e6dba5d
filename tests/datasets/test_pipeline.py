"""A dataset through its author's own functions, well written or not; and its miniatures, for who opens no picture."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from checking import findings, pipeline, thumbnails
from format import manifest
from tests.support.sample_dataset import (
    COUNT,
    add_picture,
    distinct_picture,
    pictures,
    run_check,
    submission_without_pictures,
    write_dataset,
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "good", pictures())


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
        parts = manifest.draw_split(names, test_fraction, seed)
        return parts["train"], parts["test"]

    return {
        "list_images": list_images, "centre_crop": centre_crop, "resize_nearest": resize_nearest,
        "make_batch": np.stack, "mean_image": lambda batch: np.mean(batch, axis=0),
        "find_duplicates": find_duplicates, "split_dataset": split_dataset,
    }  # fmt: skip


def tried(folder: Path, functions: dict[str, Callable], size: tuple[int, int] = (64, 64)) -> list[findings.Finding]:
    return pipeline.run_pipeline(folder, functions, *thumbnails.read_pictures(folder), size)


def test_the_author_s_own_functions_make_a_batch(good: Path):
    assert tried(good, mine()) == []
    assert tried(good, mine(), (5, 7)) == []
    assert pipeline.parse_size("30 pictures, cropped to 48 x 64 pixels") == (48, 64)
    assert pipeline.parse_size("no numbers, or 0 x 0") == (64, 64)


def _raise(*_: object) -> None:
    raise NotImplementedError("make_batch: stack the images.")


@pytest.mark.parametrize(
    ("step", "function", "words"),
    [
        ("make_batch", None, "make_batch cannot be called"),
        ("make_batch", _raise, "make_batch raised NotImplementedError: make_batch: stack the images."),
        (
            "make_batch",
            lambda images: np.stack(images)[:5],
            "returns an array of shape (5, 64, 64, 3), not (31, 64, 64",
        ),
        ("make_batch", lambda images: np.stack(images) / 255, "returns an array of float64, not of uint8"),
        ("mean_image", np.mean, "mean_image must return an array of shape (64, 64, 3)"),
        ("mean_image", lambda batch: batch[0], "returns an array of uint8, not of floats"),
        ("list_images", lambda folder: [], "list_images finds 0 files, images/ has 31"),
        ("list_images", lambda folder: sorted(map(str, Path(folder).iterdir()))[::-1], "sorted by name"),
        ("list_images", lambda folder: list(Path(folder).iterdir()), "a list of paths, each a str"),
        ("find_duplicates", lambda batch: [(0, 1)], "find_duplicates finds 1: p00.png and p01.png"),
        ("find_duplicates", lambda batch: [(10**30, 1)], "the first of them is no pair"),
        ("find_duplicates", lambda batch: ["a pair"], "the first of them is no pair"),
        ("find_duplicates", lambda batch: None, "must return a list of pairs"),
        ("split_dataset", lambda names, fraction, seed: (names, []), "is not what split_dataset gives"),
        ("split_dataset", lambda names, fraction, seed: (names, 5), "two lists of names"),
        ("centre_crop", lambda image, height, width: None, "centre_crop must return an array of shape (48, 48, 3)"),
        ("centre_crop", lambda image, height, width: image, "centre_crop returns an array of shape (48, 64, 3)"),
        ("resize_nearest", lambda image, height, width: image[:, :, 0], "resize_nearest returns an array of shape (48"),
    ],
)
def test_what_goes_wrong_in_the_author_s_functions_is_a_finding(
    good: Path, step: str, function: Callable | None, words: str
):
    found = tried(good, mine() | {step: function})
    assert len(found) == 1
    assert found[0].code == "pipeline"
    assert words in found[0].message
    names_split = step == "split_dataset" and "is not what" in words
    assert found[0].file == ("p00.png" if step in ("centre_crop", "resize_nearest") else "split.json" * names_split)


def test_what_fails_early_does_not_hide_what_fails_late(good: Path):
    wrong = {"list_images": _raise, "centre_crop": _raise, "split_dataset": _raise}
    assert [each.message.split()[0] for each in tried(good, mine() | wrong)] == list(wrong)


def test_an_exception_that_cannot_be_read_out_is_a_finding_as_well(good: Path):
    def deep(names: object, fraction: object, seed: object) -> None:
        raise ValueError(10**5000)

    assert [each.message for each in tried(good, mine() | {"split_dataset": deep})] == [
        "split_dataset raised ValueError."
    ]


def test_functions_are_not_tried_on_what_cannot_be_opened(good: Path, tmp_path: Path):
    (good / "images" / "p03.png").write_bytes(b"<html>404</html>")
    (tmp_path / "images.py").write_text("1 / 0\n", encoding="utf-8")
    assert "pipeline: is tried when every file opens." in run_check(good, "--functions", tmp_path / "images.py")[1]


def test_miniatures_keep_the_shape_and_are_upright(good: Path, tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by a quarter
    file = io.BytesIO()
    Image.fromarray(np.repeat(distinct_picture(40), 20, axis=1)).save(file, "JPEG", exif=exif)
    add_picture("a.jpg", file.getvalue())(good)
    assert run_check(good, "--small", tmp_path / "small")[0] == 0
    head, _, data = (tmp_path / "small").read_bytes().partition(b"\n")
    said = json.loads(head)
    assert said["names"] == ["a.jpg", *pictures()]
    assert said["shapes"] == [[256, 10], *[[48, 64]] * COUNT]
    assert data[256 * 10 * 3 :][: 48 * 64 * 3] == distinct_picture(0).tobytes()
    assert len(data) == sum(3 * height * width for height, width in said["shapes"])


def test_miniatures_are_few_and_of_the_contact_batch_where_there_is_no_other(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(thumbnails, "MAX_COUNT", 5)
    run_check(submission_without_pictures(good, tmp_path), "--small", tmp_path / "small")
    said = json.loads((tmp_path / "small").read_bytes().partition(b"\n")[0])
    assert said == {"names": list(pictures()), "shapes": [[32, 32]] * 5}


def test_no_miniatures_are_made_of_what_cannot_be_opened(good: Path, tmp_path: Path):
    (good / "images" / "p03.png").write_bytes(b"<html>404</html>")
    assert run_check(good, "--small", tmp_path / "small")[0] == 1
    assert not (tmp_path / "small").exists()


def test_functions_of_a_file_are_tried_from_the_command_line(good: Path, tmp_path: Path):
    (tmp_path / "images.py").write_text("def list_images(folder): return []\n", encoding="utf-8")
    code, output = run_check(good, "--functions", tmp_path / "images.py")
    assert code == 1
    assert "pipeline: centre_crop, resize_nearest" in output
    (tmp_path / "images.py").write_text("1 / 0\n", encoding="utf-8")
    assert "images.py cannot be run: ZeroDivisionError" in run_check(good, "--functions", tmp_path / "images.py")[1]
