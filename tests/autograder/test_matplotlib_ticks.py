"""Figures look the same, pixel by pixel, and their axes say the same, whether ticks are made late or at once."""

import subprocess
import sys

import pytest

from assignments.course import REPO_ROOT

FIGURES = {
    "a picture": "axis.imshow(np.eye(5), cmap='gray')",
    "a line with a grid": "axis.plot([1, 3, 2]); axis.grid(True, color='red'); axis.set_title('t')",
    "a grid of the style": "plt.rcParams['axes.grid'] = True; plt.figure(); plt.plot([1, 2])",
    "ticks of one's own": "axis.set_xticks([0, 1, 5], labels=['a', 'b', 'c'], rotation=30)",
    "logarithms and minor ticks": "axis.loglog([1, 10, 100]); axis.minorticks_on(); axis.grid(which='both')",
    "other looks of ticks": "axis.tick_params(direction='in', length=9, colors='green', labeltop=True)",
    "looks that are taken back": "axis.tick_params(length=9); axis.tick_params(reset=True, colors='red')",
    "no ticks": "axis.set_axis_off(); plt.xticks([])",
    "shared axes": "plt.subplots(2, 2, sharex=True, sharey='row')[1][0, 0].plot([1, 5])",
    "a second axis": "axis.twinx().plot([4, 2]); axis.secondary_xaxis('top', functions=(np.negative, np.negative))",
    "polar": "plt.figure().add_subplot(projection='polar').plot([0, 1, 2], [1, 2, 3])",
    "three dimensions": "plt.figure().add_subplot(projection='3d').plot([0, 1], [1, 2], [2, 3])",
    "a colour bar": "plt.colorbar(axis.imshow(np.arange(6).reshape(2, 3)))",
    "cleared and drawn again": "axis.plot([1, 2]); axis.cla(); axis.barh([1, 2], [3, 4])",
    "moved ticks": "axis.xaxis.tick_top(); axis.yaxis.set_ticks_position('right'); axis.set_xlim(3, 8)",
}  # fmt: skip
SCRIPT = """
import hashlib, sys
import matplotlib, numpy as np
matplotlib.use("agg")
from matplotlib import pyplot as plt
if sys.argv[1] == "late":
    from autograder.guest import matplotlib_ticks
    matplotlib_ticks.install()
for figure in sys.argv[2:]:
    plt.close("all"); plt.rcdefaults()
    axis = plt.subplots()[1]
    exec(figure)
    for each in plt.gcf().axes:
        for one in (each.xaxis, each.yaxis):
            print(len(one.get_major_ticks()), len(one.get_minor_ticks()), [t.get_text() for t in one.get_ticklabels()])
    plt.gcf().canvas.draw()
    print(hashlib.sha256(bytes(plt.gcf().canvas.buffer_rgba())).hexdigest())
    print("--")
"""


@pytest.fixture(scope="module")
def drawn() -> dict[str, list[str]]:
    """What each figure is, ticks made at once and late."""
    both = []
    for way in ("at once", "late"):
        words = [sys.executable, "-c", SCRIPT, way, *FIGURES.values()]
        done = subprocess.run(words, cwd=REPO_ROOT, capture_output=True, text=True, check=True)
        both.append(done.stdout.split("--\n")[:-1])
    return {name: list(said) for name, said in zip(FIGURES, zip(*both, strict=True), strict=True)}


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_is_the_same(drawn: dict[str, list[str]], figure: str):
    at_once, late = drawn[figure]
    assert len(at_once.splitlines()) >= 3
    assert late == at_once


def test_no_tick_is_made_for_axes_that_nobody_looks_at():
    script = SCRIPT.partition("for figure")[0] + (
        "from matplotlib import axis\n"
        "made = []\n"
        "axis.Tick.__init__ = lambda *_, **__: made.append(1)\n"
        "plt.subplots()[1].imshow(np.eye(3))\n"
        "print(len(made))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "late"], cwd=REPO_ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "0\n"
