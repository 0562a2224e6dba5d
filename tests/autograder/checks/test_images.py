"""A wrong picture is drawn as text, and a mistake is named if and only if it gives exactly the answer."""

import numpy as np
import pytest
from checks import Mismatch, draw_text, expect_copy, expect_picture, picture

CANVAS = np.full((12, 16), 0.25)

DISC = picture(
    """
    ................
    ................
    .......###......
    ......#####.....
    .....#######....
    .....#######....
    .....#######....
    ......#####.....
    .......###......
    ................
    ................
    ................
    """,
    on=0.75,
    off=0.25,
)

RING = picture(
    """
    ................
    ................
    .......###......
    ......#...#.....
    .....#.....#....
    .....#.....#....
    .....#.....#....
    ......#...#.....
    .......###......
    ................
    ................
    ................
    """,
    on=0.75,
    off=0.25,
)


def help_for(actual, expected=DISC, **settings) -> str:
    settings = {"canvas": CANVAS, "centre": (5, 8)} | settings
    with pytest.raises(Mismatch) as caught:
        expect_picture(actual, expected, "draw_disc(image, (5, 8), 4)", **settings)
    assert caught.value.show == "picture"
    return caught.value.help


def moved(picture: np.ndarray, down: int, right: int) -> np.ndarray:
    return np.roll(picture, (down, right), axis=(0, 1))


def test_a_picture_is_made_from_text():
    np.testing.assert_array_equal(picture("#.\n  ..\n.#"), [[1, 0], [0, 0], [0, 1]])


def test_the_same_picture_passes_as_an_array_a_list_and_float32():
    for same in (DISC, DISC.tolist(), DISC.astype(np.float32)):
        expect_picture(same, DISC, "the disc", canvas=CANVAS)


def test_a_tolerance_is_kept():
    expect_picture(DISC + 1e-10, DISC, "the disc", atol=1e-9)
    with pytest.raises(Mismatch):
        expect_picture(DISC + 1e-10, DISC, "the disc")


def test_the_text_marks_missing_and_extra_pixels():
    expected, actual = picture("##..\n#..."), picture("#...\n#..#")
    assert draw_text(actual, expected).splitlines()[:2] == ["#-..", "#..+"]


def test_the_text_marks_pixels_that_differ_from_the_canvas():
    lines = draw_text(DISC, DISC, CANVAS).splitlines()
    assert lines[2] == ".......###......"
    assert lines[0] == "................"


def test_the_exception_has_the_sentence_and_the_text():
    with pytest.raises(Mismatch) as caught:
        expect_picture(CANVAS, DISC, "the disc", canvas=CANVAS)
    assert str(caught.value).startswith(caught.value.help)
    assert ".......---......" in str(caught.value)
    assert "---" not in caught.value.help


def test_a_large_picture_is_cut_to_the_part_that_differs():
    expected = np.zeros((240, 320))
    actual = expected.copy()
    actual[100, 200] = 1
    text = draw_text(actual, expected)
    assert text.startswith("Rows from 98, columns from 198:")
    assert len(text.splitlines()) == 7


def test_a_picture_that_differs_everywhere_is_too_large_to_draw():
    assert draw_text(np.ones((240, 320)), np.zeros((240, 320))) == ""


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (CANVAS, "Nothing was drawn"),
        (np.where(DISC == 0.75, 0.75, 0.0), "What was on the canvas is gone"),
        (np.where(DISC == 0.75, 1.0, 0.25), "The pixels are right, but their value is 1: it should be 0.75"),
        (np.where(DISC == 0.75, 0.25, 0.75), "everywhere except"),
        (moved(DISC, 1, 0), "one pixel too far down."),
        (moved(DISC, -1, -1), "one pixel too far up and left."),
        (moved(DISC, 3, -3), "Row and column of the centre are exchanged"),
        (DISC * 255, "from 0 to 255"),
        (RING, "That is only the outline"),
        (DISC[:, ::-1], "too far left"),  # for this disc the same as a shift, which is named first
    ],
)
def test_a_mistake_in_a_drawing_is_named(actual, words):
    assert words in help_for(actual)


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (lambda image: image.T, "Rows and columns are exchanged"),
        (lambda image: image[::-1], "upside down"),
        (lambda image: image[:, ::-1], "Left and right are exchanged"),
        (lambda image: image[::-1, ::-1], "180 degrees"),
        (lambda image: image / 255, "from 0 to 1;"),
        (np.trunc, "fractions were cut off"),
    ],
)
def test_a_mistake_in_a_whole_picture_is_named(turn, words):
    image = np.random.default_rng(1).random((9, 9)) * 3
    assert words in help_for(turn(image), image, canvas=None, centre=None)


def test_fractions_lost_on_a_canvas_of_whole_numbers_are_named():
    canvas = np.zeros((12, 16), dtype=np.uint8)
    expected = np.where(DISC == 0.75, 0.75, 0.0)
    assert "the canvas holds whole numbers" in help_for(np.trunc(expected), expected, canvas=canvas)


def test_wrapped_bytes_are_named():
    wanted = np.array([[300.0, 20.0], [-1.0, 255.0]])
    assert "wrapped around" in help_for([[44, 20], [255, 255]], wanted, canvas=None, centre=None)


def test_filled_instead_of_outline_is_named():
    assert "only the outline is asked for" in help_for(DISC, RING)


@pytest.mark.parametrize("seed", range(5))
def test_for_any_other_answer_the_first_difference_is_named(seed):
    rng = np.random.default_rng(seed)
    noise = np.where(rng.random(DISC.shape) < 0.3, 0.75, 0.25)
    assert "values differ, the first at row" in help_for(noise)


def test_for_a_smaller_or_larger_disc_no_mistake_is_named():
    rows, cols = np.indices(DISC.shape)
    for radius in (2.2, 6.0):
        disc = np.where(np.hypot(rows - 5, cols - 8) < radius, 0.75, 0.25)
        assert "values differ" in help_for(disc)


def test_a_symmetric_picture_is_not_called_mirrored():
    expected = picture(".#.\n###\n.#.")
    actual = expected.copy()
    actual[0, 0] = 1
    assert "one value differs, at row 0, column 0" in help_for(actual, expected, canvas=None, centre=None)


def test_the_callers_mistakes_come_first():
    assert help_for(CANVAS, mistakes=[("Half as large.", CANVAS)]) == "Half as large."
    assert "Nothing was drawn" in help_for(CANVAS, mistakes=[("Half as large.", RING)])


def test_a_wrong_shape_none_and_nan_are_named():
    with pytest.raises(Mismatch, match=r"should have shape \(12, 16\), and has \(16, 12\)"):
        expect_picture(DISC.T, DISC, "the disc")
    with pytest.raises(Mismatch, match="is None"):
        expect_picture(None, DISC, "the disc")
    broken = DISC.copy()
    broken[3, 4] = np.nan
    assert "nan or inf, first at [3, 4]" in help_for(broken)


def test_a_picture_in_colour_is_also_compared():
    image = np.random.default_rng(2).random((4, 6, 3))
    expect_picture(image, image, "the picture")
    assert "Left and right" in help_for(image[:, ::-1], image, canvas=None, centre=None)


def test_a_copy_shares_no_memory_with_the_argument():
    given = np.zeros((3, 4))
    expect_copy(given.copy(), given, "the canvas")
    expect_copy(given.tolist(), given, "the canvas")
    for same in (given, given[:], given.T):
        with pytest.raises(Mismatch, match="Always return a copy"):
            expect_copy(same, given, "the canvas")
