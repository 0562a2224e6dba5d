"""The course's own faces: they can be drawn again, they suit the exercises, and they form a dataset."""

import ast
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

import faces
from assignments.course import REPO_ROOT
from format import images, manifest, split

FACES = REPO_ROOT / "datasets" / "faces"
DRAWING = REPO_ROOT / "datasets" / "scripts" / "drawing"


@pytest.fixture(scope="module")
def batch() -> np.ndarray:
    paths = [FACES / "images" / name for name in images.picture_names(FACES / "images")]
    return np.stack([np.asarray(Image.open(path)) for path in paths])


@pytest.mark.parametrize("number", [1, 29, 64, 100])
def test_a_face_drawn_again_has_the_same_pixels(batch: np.ndarray, number: int):
    assert np.array_equal(faces.face(faces.SEED + number - 1), batch[number - 1])


def test_the_drawing_uses_only_operations_that_round_the_same_everywhere():
    exact = {
        "abs", "arange", "asarray", "clip", "empty", "flatnonzero", "float64", "floor", "full", "maximum", "meshgrid",
        "minimum", "ndarray", "newaxis", "ones_like", "repeat", "sqrt", "square", "uint8", "where", "zeros",
        "zeros_like",
    }  # fmt: skip
    used, powers = set(), 0
    for path in DRAWING.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("np", "math"):
                used.add(node.attr)
            powers += isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Pow, ast.MatMult))
    assert {"sqrt", "clip"} <= used <= exact
    assert powers == 0


def test_the_set_has_a_hundred_colour_pictures_and_at_most_three_megabytes(batch: np.ndarray):
    assert batch.shape == (100, 218, 178, 3)
    assert batch.dtype == np.uint8
    assert sum(path.stat().st_size for path in FACES.rglob("*")) <= 3_000_000


def test_no_two_faces_look_alike():
    hashes = [images.difference_hash(Image.open(path)) for path in sorted((FACES / "images").iterdir())]
    assert list(images.look_alikes(hashes)) == []


def test_the_mean_is_a_face_and_the_background_varies_most(batch: np.ndarray):
    mean, spread = batch.mean(axis=0), batch.std(axis=0).mean(axis=2)
    grey = mean.mean(axis=2)
    for column in (69, 109):  # the pupil is darker than the eye, the brow darker than the lid
        assert grey[108:114, column - 2 : column + 3].mean() + 25 < grey[108:114, column + 7 : column + 9].mean()
        assert grey[95:101, column - 6 : column + 6].mean() + 15 < grey[102:105, column - 6 : column + 6].mean()
    lips, skin = mean[152:156, 80:98].mean(axis=(0, 1)), mean[166:172, 80:98].mean(axis=(0, 1))
    assert lips[0] / lips[1] > 1.03 * skin[0] / skin[1]  # the lips are redder than the chin
    assert spread[:40, :30].mean() > 1.3 * spread[118:130, 80:98].mean()


def test_people_differ_in_skin_and_light(batch: np.ndarray):
    skin = batch[:, 140:146, 60:70].mean(axis=(1, 2, 3))
    assert skin.min() < 60
    assert skin.max() > 180
    assert skin.std() > 30


def test_manifest_split_and_card_match_the_pictures():
    rows = manifest.read_rows(FACES / manifest.MANIFEST)
    assert [row.file for row in rows] == images.picture_names(FACES / "images")
    assert all(images.sha256((FACES / "images" / row.file).read_bytes()) == row.sha256 for row in rows)
    assert {row.licence for row in rows} == {"CC0"}
    parts = split.read_split(FACES / split.SPLIT)
    assert parts == split.draw_split([row.file for row in rows], faces.TEST_FRACTION, faces.SEED)
    assert len(parts["test"]) == 20
    assert (FACES / "CARD.md").read_bytes() == (DRAWING / "CARD.md").read_bytes()


def test_drawing_again_keeps_right_files_and_replaces_wrong_ones(tmp_path: Path):
    run = CliRunner()
    first = run.invoke(faces.main, [str(tmp_path), "--count", "3", "--workers", "1"], catch_exceptions=False)
    assert "3 of them new or changed" in first.output
    good = (FACES / "images" / "face_002.png").read_bytes()
    repacked = tmp_path / "images" / "face_002.png"
    Image.open(repacked).save(repacked, compress_level=1)
    (tmp_path / "images" / "face_003.png").write_bytes(good)
    stale = run.invoke(faces.main, [str(tmp_path), "--count", "3", "--workers", "1", "--check"])
    assert stale.exit_code == 1
    assert "face_003.png is not" in stale.output
    before = repacked.read_bytes()
    again = run.invoke(faces.main, [str(tmp_path), "--count", "3", "--workers", "1"], catch_exceptions=False)
    assert "1 of them new or changed" in again.output
    assert repacked.read_bytes() == before
    fine = run.invoke(faces.main, [str(tmp_path), "--count", "3", "--workers", "1", "--check"])
    assert (fine.exit_code, fine.output.splitlines()[-1]) == (0, "3 faces drawn again, 0 differences.")
    shutil.rmtree(tmp_path / "images")
    gone = run.invoke(faces.main, [str(tmp_path), "--count", "3", "--check", "--workers", "1"], catch_exceptions=False)
    assert gone.exit_code == 1
    assert "face_001.png is not" in gone.output


def test_different_seeds_give_different_faces():
    assert not np.array_equal(faces.face(1), faces.face(2))


def test_a_split_keeps_look_alikes_together_and_ignores_the_order_of_names():
    names = [f"{i}.png" for i in range(20)]
    alike = [{"0.png", "7.png", "13.png"}, {"4.png", "5.png"}]
    for seed in range(12):
        parts = split.draw_split(names, 0.3, seed, alike)
        assert parts == split.draw_split(reversed(names), 0.3, seed, alike)
        assert sorted(parts["train"] + parts["test"]) == sorted(names)
        assert len(parts["test"]) == 6
        assert [len({name in parts["test"] for name in group}) for group in alike] == [1, 1]
    assert len({tuple(split.draw_split(names, 0.3, seed)["test"]) for seed in range(12)}) == 12
    assert split.draw_split(names, 0, 1)["test"] == []
    assert split.draw_split(names, 1, 1)["train"] == []
