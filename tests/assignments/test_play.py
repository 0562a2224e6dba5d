"""The cells with sliders draw a still picture where ipywidgets is not installed, and say so where a stub is left."""

import ast
import sys
from collections.abc import Callable

import nbformat
import pytest

from assignments import course
from assignments.build.compose import lesson_cells, solved_notebook

LESSONS = [
    slug for slug in course.assignments() if "\ndef play(" in course.assignment(slug).lesson.read_text(encoding="utf-8")
]


class Slider:
    """Plays a widget: it knows its first value."""

    def __init__(self, *, value: float, min: float, max: float, step: float, continuous_update: bool):
        assert min <= value <= max
        assert min + step <= max
        self.value = value


def interact(draw: Callable[..., None], **sliders: Slider) -> None:
    draw(**{name: slider.value for name, slider in sliders.items()})


def solved_cells(slug: str) -> list[str]:
    """Return the code of the solved notebook without the grader."""
    assignment = course.assignment(slug)
    notebook = nbformat.reads(solved_notebook(assignment, lesson_cells(assignment)).decode(), as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code" and "grader" not in cell.source]


def needed(cells: list[str], index: int) -> list[str]:
    """Return the cells that only import and define, and the cell at `index`, which plays."""
    definitions = [
        source
        for source in cells[:index]
        if all(
            isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.Assign)
            for node in ast.parse(source).body
        )
        or "rcParams" in source
    ]
    return [*definitions, cells[index]]


@pytest.mark.parametrize("with_widgets", [True, False])
@pytest.mark.parametrize("slug", LESSONS)
def test_each_cell_with_sliders_draws(slug: str, with_widgets: bool, monkeypatch: pytest.MonkeyPatch):
    import matplotlib.pyplot as plt

    widgets = type(sys)("ipywidgets")
    widgets.FloatSlider, widgets.IntSlider, widgets.interact = Slider, Slider, interact  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ipywidgets", widgets if with_widgets else None)  # type: ignore[arg-type]
    shown: list[int] = []
    monkeypatch.setattr(plt, "get_backend", lambda: "inline")  # a display
    monkeypatch.setattr(plt, "show", lambda: shown.append(len(plt.get_fignums())))
    cells = solved_cells(slug)
    playing = [index for index, source in enumerate(cells) if "\nplay(" in source]
    assert playing
    for index in playing:
        namespace: dict[str, object] = {}
        for source in needed(cells, index):
            shown.clear()
            exec(source, namespace)
        plt.close("all")
        assert sum(shown) == 1, cells[index]


def test_two_lessons_have_something_to_move():
    assert {"pixels", "gradients"} <= set(LESSONS)
