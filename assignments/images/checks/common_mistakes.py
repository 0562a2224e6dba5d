"""Common mistakes and their sentences: given by a test file, or those that happen with any picture."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from checks.compare import Mismatch, Mistake, agree


def expect_no_common_mistake(actual: Any, expected: Any, mistakes: Sequence[Mistake], *, atol: float = 0.0) -> None:
    """Raise the sentence of the first mistake that gives exactly this answer, in whatever shape it is.

    A mistake that gives the `expected` values is never named.
    """
    try:
        got = np.asarray(actual)
    except Exception:  # ragged lists raise ValueError; other objects may raise anything
        return
    if got.dtype.kind not in "biuf":
        return
    wanted = np.asarray(expected)
    for sentence, value in mistakes:
        wrong = np.asarray(value).astype(float)
        if agree(got.astype(float), wrong, atol=atol) and not agree(wrong, wanted.astype(float), atol=atol):
            raise Mismatch(sentence, expected=wanted, actual=got)


def mistakes_of_pictures(wanted: np.ndarray, given: Any, centre: tuple[int, int] | None) -> Iterator[Mistake]:
    """Yield each sentence with the picture that the mistake gives, except pictures that equal `wanted`."""
    for sentence, value in _all_mistakes(wanted, given, centre):
        if value.shape == wanted.shape and not np.array_equal(value, wanted):
            yield sentence, value


def _all_mistakes(wanted: np.ndarray, given: Any, centre: tuple[int, int] | None) -> Iterator[tuple[str, np.ndarray]]:
    if given is not None and wanted.ndim == 2:
        yield from _drawing_mistakes(wanted, np.asarray(given), centre)
    if wanted.ndim >= 2:
        yield (
            "Rows and columns are exchanged: the first index is the row (how far down), the second the column.",
            wanted.swapaxes(0, 1),
        )
        yield "Your picture is upside down: row 0 is at the top.", wanted[::-1]
        yield "Left and right are exchanged: column 0 is at the left.", wanted[:, ::-1]
        yield "Your picture is turned by 180 degrees.", wanted[::-1, ::-1]
    yield "Your values run from 0 to 255; this picture has values from 0 to 1.", wanted * 255
    yield "Your values run from 0 to 255; this picture has values from 0 to 1.", np.trunc(wanted * 255)
    yield "Your values run from 0 to 1; this picture has values from 0 to 255.", wanted / 255
    if np.trunc(wanted).any():  # zeros can have another reason
        yield "The fractions were cut off: compute with floats, not with whole numbers.", np.trunc(wanted)
    if np.any((wanted < 0) | (wanted >= 256)):
        yield (
            "The values wrapped around: uint8 holds 0 to 255 and then starts again at 0. Compute with floats.",
            np.mod(np.trunc(wanted), 256),
        )


def _drawing_mistakes(
    wanted: np.ndarray, given: np.ndarray, centre: tuple[int, int] | None
) -> Iterator[tuple[str, np.ndarray]]:
    canvas = given.astype(np.float64)
    mask = wanted != canvas
    if not mask.any():
        yield "What was on the canvas is gone: start from a copy of `image`.", np.zeros_like(canvas)
        return
    value = wanted[mask][0]
    if given.dtype.kind in "biu":
        yield (
            "The fractions were cut off: the canvas holds whole numbers, so work on a copy of floats, "
            "np.array(image, dtype=float).",
            np.trunc(wanted),
        )
    yield "Nothing was drawn: your picture is still the canvas.", canvas
    yield "What was on the canvas is gone: start from a copy of `image`.", np.where(mask, wanted, 0.0)
    yield "You drew everywhere except in the right place.", np.where(mask, canvas, value)
    moves = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)]
    for down, right in moves:
        words = [{-1: "up", 1: "down", 0: ""}[down], {-1: "left", 1: "right", 0: ""}[right]]
        yield (
            f"The drawing is right, but one pixel too far {' and '.join(word for word in words if word)}. "
            "Did you cut off fractions instead of rounding, or count from 1?",
            np.where(_moved(mask, down, right), value, canvas),
        )
    if centre is not None:
        turn = centre[1] - centre[0]
        yield (
            "Row and column of the centre are exchanged: a position is (row, col).",
            np.where(_moved(mask, turn, -turn), value, canvas),
        )
    yield (
        "Rows and columns are exchanged: the first index is the row (how far down), the second the column.",
        np.where(_fit(mask.T, mask.shape), value, canvas),
    )


def _moved(mask: np.ndarray, down: int, right: int) -> np.ndarray:
    """Return the moved mask; pixels that leave the canvas are lost."""
    rows, cols = np.nonzero(mask)
    rows, cols = rows + down, cols + right
    stays = (rows >= 0) & (rows < mask.shape[0]) & (cols >= 0) & (cols < mask.shape[1])
    moved = np.zeros_like(mask)
    moved[rows[stays], cols[stays]] = True
    return moved


def _fit(mask: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    fitted = np.zeros(shape, dtype=bool)
    height, width = min(mask.shape[0], shape[0]), min(mask.shape[1], shape[1])
    fitted[:height, :width] = mask[:height, :width]
    return fitted
