"""The author's own functions, right and wrong, on the author's dataset; and the thumbnails for a grader."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from checking import findings, pipeline, thumbnails
from format import split
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


def right_functions() -> dict[str, Callable]:
    """Functions as a student may write them."""

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
        parts = split.draw_split(names, test_fraction, seed)
        return parts["train"], parts["test"]

    return {
        "list_images": list_images, "centre_crop": centre_crop, "resize_nearest": resize_nearest,
        "make_batch": np.stack, "mean_image": lambda batch: np.mean(batch, axis=0),
        "find_duplicates": find_duplicates, "split_dataset": split_dataset,
    }  # fmt: skip


def run_functions(
    folder: Path, functions: dict[str, Callable], size: tuple[int, int] = (64, 64)
) -> list[findings.Finding]:
    return pipeline.run_pipeline(folder, functions, *thumbnails.read_pictures(folder), size)


def test_the_author_s_own_functions_make_a_batch(good: Path):
    assert run_functions(good, right_functions()) == []
    assert run_functions(good, right_functions(), (5, 7)) == []
    assert pipeline.parse_size("30 pictures, cropped to 48 x 64 pixels") == (48, 64)
    assert pipeline.parse_size("no numbers, or 0 x 0") == (64, 64)


def not_implemented(*_: object) -> None:
    raise NotImplementedError("make_batch: stack the images.")


@pytest.mark.parametrize(
    ("step", "function", "words"),
    [
        ("make_batch", None, "make_batch cannot be called"),
        ("make_batch", not_implemented, "make_batch raised NotImplementedError: make_batch: stack the images."),
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
        ("find_duplicates", lambda batch: [(10**30, 1)], "the first of them is not a pair"),
        ("find_duplicates", lambda batch: ["a pair"], "the first of them is not a pair"),
        ("find_duplicates", lambda batch: None, "must return a list of pairs"),
        ("split_dataset", lambda names, fraction, seed: (names, []), "is not what split_dataset returns"),
        ("split_dataset", lambda names, fraction, seed: (names, 5), "two lists of names"),
        ("centre_crop", lambda image, height, width: None, "centre_crop must return an array of shape (48, 48, 3)"),
        ("centre_crop", lambda image, height, width: image, "centre_crop returns an array of shape (48, 64, 3)"),
        ("resize_nearest", lambda image, height, width: image[:, :, 0], "resize_nearest returns an array of shape (48"),
    ],
)
def test_a_wrong_function_is_one_finding(good: Path, step: str, function: Callable | None, words: str):
    (finding,) = run_functions(good, right_functions() | {step: function})
    assert finding.code == "pipeline"
    assert words in finding.message
    names_split = step == "split_dataset" and "is not what" in words
    assert finding.file == ("p00.png" if step in ("centre_crop", "resize_nearest") else "split.json" * names_split)


def test_an_early_failure_does_not_hide_a_later_one(good: Path):
    wrong = dict.fromkeys(("list_images", "centre_crop", "split_dataset"), not_implemented)
    assert [each.message.split()[0] for each in run_functions(good, right_functions() | wrong)] == list(wrong)


def test_an_exception_without_readable_text_is_a_finding(good: Path):
    def too_many_digits(names: object, fraction: object, seed: object) -> None:
        raise ValueError(10**5000)

    (finding,) = run_functions(good, right_functions() | {"split_dataset": too_many_digits})
    assert finding.message == "split_dataset raised ValueError."


def test_functions_are_not_run_if_a_file_cannot_be_opened(good: Path, tmp_path: Path):
    (good / "images" / "p03.png").write_bytes(b"<html>404</html>")
    (tmp_path / "images.py").write_text("1 / 0\n", encoding="utf-8")
    output = run_check(good, "--functions", tmp_path / "images.py")[1]
    assert "pipeline: was not run: not every file opens." in output


def test_thumbnails_keep_the_shape_and_are_upright(good: Path, tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    file = io.BytesIO()
    Image.fromarray(np.repeat(distinct_picture(40), 20, axis=1)).save(file, "JPEG", exif=exif)
    add_picture("a.jpg", file.getvalue())(good)
    assert run_check(good, "--small", tmp_path / "small")[0] == 0
    line, _, data = (tmp_path / "small").read_bytes().partition(b"\n")
    header = json.loads(line)
    assert header["names"] == ["a.jpg", *pictures()]
    assert header["shapes"] == [[256, 10], *[[48, 64]] * COUNT]
    assert data[256 * 10 * 3 :][: 48 * 64 * 3] == distinct_picture(0).tobytes()
    assert len(data) == sum(3 * height * width for height, width in header["shapes"])


def test_thumbnails_are_limited_in_number_and_come_from_the_contact_batch_without_pictures(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(thumbnails, "MAX_COUNT", 5)
    run_check(submission_without_pictures(good, tmp_path), "--small", tmp_path / "small")
    header = json.loads((tmp_path / "small").read_bytes().partition(b"\n")[0])
    assert header == {"names": list(pictures()), "shapes": [[32, 32]] * 5}


def test_there_are_no_thumbnails_if_a_file_cannot_be_opened(good: Path, tmp_path: Path):
    (good / "images" / "p03.png").write_bytes(b"<html>404</html>")
    assert run_check(good, "--small", tmp_path / "small")[0] == 1
    assert not (tmp_path / "small").exists()


def test_the_command_line_runs_the_functions_of_a_file(good: Path, tmp_path: Path):
    (tmp_path / "images.py").write_text("def list_images(folder): return []\n", encoding="utf-8")
    code, output = run_check(good, "--functions", tmp_path / "images.py")
    assert code == 1
    assert "pipeline: centre_crop, resize_nearest" in output
    (tmp_path / "images.py").write_text("1 / 0\n", encoding="utf-8")
    assert "images.py cannot be run: ZeroDivisionError" in run_check(good, "--functions", tmp_path / "images.py")[1]
