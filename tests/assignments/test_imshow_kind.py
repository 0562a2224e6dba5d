"""The reference of `imshow_kind` gives the same answer as matplotlib."""

import itertools

import numpy as np
import pytest
from matplotlib.figure import Figure

from solutions.pixels import imshow_kind

SHAPES = [shape for axes in range(1, 4) for shape in itertools.product((1, 2, 3, 4, 5), repeat=axes)]
SHAPES += [(2, 5, 6, 3), (1, 5, 6, 3), (5, 6, 3, 1), (5, 6, 1, 1), (2, 3, 4, 5, 3)]


@pytest.mark.parametrize("last", [1, 2, 3, 4, 5, None])
def test_the_reference_agrees_with_matplotlib(last):
    figure = Figure()
    axis = figure.add_subplot()
    for shape in SHAPES:
        if (shape[2] if len(shape) == 3 else None) != last:
            continue
        try:
            shown = axis.imshow(np.zeros(shape)).get_array()
        except TypeError:
            assert imshow_kind(shape) == "error", shape
        else:
            kinds = {2: "gray", 3: {3: "rgb", 4: "rgba"}.get(shown.shape[-1])}
            assert imshow_kind(shape) == kinds[shown.ndim], shape
