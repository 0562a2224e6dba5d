"""The tools of the lessons: pictures and something to move in Jupyter, a still picture or nothing elsewhere."""

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import ClassVar

import pytest

from assignments import course
from assignments.build.compose import lesson_cells


def tool(slug: str, name: str) -> Callable[..., None]:
    """Return a function of the cell of tools of a lesson."""
    sources = [cell.source for cell in lesson_cells(course.assignment(slug)) if cell.cell_type == "code"]
    namespace: dict[str, object] = {}
    imports = next(source for source in sources if source.startswith("import"))
    for source in (imports, next(source for source in sources if f"\ndef {name}(" in f"\n{source}")):
        exec(source, namespace)
    return namespace[name]  # type: ignore[return-value]


def drawing(height: float) -> object:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(1, 1))
    axes.set_title(f"height {height:g}")
    return figure


def title(figure: object) -> str:
    return figure.axes[0].get_title()  # type: ignore[attr-defined]


class Slider:
    """Plays a widget: `move` is what a student does."""

    made: ClassVar[list["Slider"]] = []

    def __init__(self, *, value: float, min: float, max: float, description: str, continuous_update: bool):
        assert min <= value <= max
        assert not continuous_update
        self.value, self.moved = value, lambda _: None
        Slider.made.append(self)

    def observe(self, moved: Callable[[object], None], name: str) -> None:
        assert name == "value"
        self.moved = moved

    def move(self, value: float) -> None:
        self.value = value
        self.moved({"new": value})


class Shown:
    """Plays a display that can be updated."""

    def __init__(self, shown: list[object]):
        self.update = shown.append


@pytest.fixture
def jupyter(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Play Jupyter with ipywidgets; return what is displayed."""
    widgets = ModuleType("ipywidgets")
    widgets.__spec__ = ModuleSpec("ipywidgets", None)
    widgets.FloatSlider, widgets.IntSlider, widgets.HBox = Slider, Slider, list  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ipywidgets", widgets)
    monkeypatch.setitem(sys.modules, "ipykernel", ModuleType("ipykernel"))
    monkeypatch.setattr(Slider, "made", [])
    shown: list[object] = []

    def display(what: object, display_id: bool = False) -> Shown:
        shown.append(what)
        return Shown(shown)

    monkeypatch.setattr("IPython.display.display", display)
    return shown


@pytest.mark.parametrize("slug", ["neurons", "tensors", "images"])
def test_a_slider_draws_again_where_the_picture_was(slug: str, jupyter: list[object]):
    tool(slug, "slide")(drawing, [(3.0,)], height=(0.0, 5.0, 1.0))
    sliders, figure = jupyter
    assert sliders == Slider.made
    assert title(figure) == "height 1"
    Slider.made[0].move(4.5)
    assert [title(each) for each in jupyter[1:]] == ["height 1", "height 4.5"]


@pytest.mark.parametrize("slug", ["neurons", "tensors", "images"])
def test_without_jupyter_there_is_a_still_picture_for_each_setting(slug: str, monkeypatch: pytest.MonkeyPatch):
    import matplotlib.pyplot as plt

    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    shown: list[str] = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(title(plt.gcf())))
    tool(slug, "slide")(drawing, [(3.0,), (2.0,)], height=(0.0, 5.0, 1.0))
    plt.close("all")
    assert shown == ["height 3", "height 2"]


@pytest.mark.parametrize("slug", ["neurons", "tensors"])
def test_a_film_needs_no_other_program_and_elsewhere_shows_its_last_frame(
    slug: str, jupyter: list[object], monkeypatch: pytest.MonkeyPatch
):
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(1, 1))
    play_film = tool(slug, "play_film")
    monkeypatch.setenv("PATH", "")  # no ffmpeg
    play_film(figure, lambda number: axes.set_title(f"frame {number}"), 3)
    assert jupyter[0].data.count("data:image/png;base64") == 3  # type: ignore[attr-defined]
    monkeypatch.delitem(sys.modules, "ipykernel")
    shown: list[str] = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(title(figure)))
    play_film(figure, lambda number: axes.set_title(f"frame {number}"), 3)
    assert shown == ["frame 2"]


@pytest.mark.parametrize(("slug", "name"), [("pixels", "show"), ("pixels", "boxes"), ("images", "show")])
@pytest.mark.parametrize(("backend", "count"), [("inline", 1), ("agg", 0)])
def test_a_picture_is_drawn_where_there_is_a_display(
    slug: str, name: str, backend: str, count: int, monkeypatch: pytest.MonkeyPatch
):
    import matplotlib.pyplot as plt

    shown: list[object] = []
    monkeypatch.setattr(plt, "get_backend", lambda: backend)
    monkeypatch.setattr(plt, "show", lambda: shown.append(plt.gcf()))
    tool(slug, name)([[0.0, 1.0]])
    assert len(shown) == count


@pytest.mark.parametrize("slug", ["pixels", "images"])
def test_what_is_no_picture_is_said_without_a_display_also(slug: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("matplotlib.pyplot.get_backend", lambda: "agg")
    with pytest.raises(ValueError, match="does your function end with `return`"):
        tool(slug, "show")(None)


def test_all_lessons_have_something_to_move():
    for slug in course.assignments():
        text = course.assignment(slug).lesson.read_text(encoding="utf-8")
        assert "\n    slide(" in text or "\nplay(" in text, slug
