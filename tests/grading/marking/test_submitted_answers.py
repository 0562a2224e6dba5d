"""What a student answered is read out of any notebook: its texts, code and pictures, and nothing of the lesson."""

import base64
import io
import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from assignments.errors import OurFault
from autograder.drawn_pictures import DrawingCall, drawn_pictures
from autograder.results import Drawn
from grading.gradebook.database import Gradebook
from grading.marking.drawing_calls import drawing_calls
from grading.marking.drawn_png import drawn_png
from grading.marking.submitted_answers import MAX_TEXT, is_answered, submitted_answers
from grading.records import Answer
from tests.support.marked_class import PIXELS, PLACE, QUESTION, attempt, figure, notebook, own_cell, png, record


def answer(data: bytes, question: str = QUESTION, drawn: tuple[Drawn, ...] = ()) -> Answer:
    return next(found for found in submitted_answers(PIXELS, data, drawn) if found.question == question)


def own(data: bytes) -> list[tuple[str, str]]:
    return [(part.kind, part.content) for part in answer(data).parts if not part.caption]


def test_an_answer_is_its_text_and_the_cells_behind_it_up_to_the_lesson():
    cell = own_cell("plt.imshow(failed)", {"output_type": "stream", "text": ["two ", "parts"]}, figure(png()))
    (text, code, printed, picture) = own(notebook("Waves, **of course**.", cell))
    assert (text, code) == (("text", "Waves, **of course**."), ("code", "plt.imshow(failed)"))
    assert printed == ("output", "two parts")
    assert picture[0] == "picture"


def test_the_place_of_an_answer_that_nobody_has_written_in_is_no_answer():
    empty = answer(notebook(PLACE, code="def my_expression(shape):\n    return 1"))
    assert not is_answered(empty)
    assert [(part.kind, part.caption) for part in empty.parts] == [("code", "my_expression")]
    assert is_answered(answer(notebook("Waves.")))


def without_tags(data: bytes) -> bytes:
    table = json.loads(data)
    return json.dumps({**table, "cells": [{**cell, "metadata": {}} for cell in table["cells"]]}).encode()


def without_heading(data: bytes) -> bytes:
    table = json.loads(data)
    cells = [cell for cell in table["cells"] if f"### `{QUESTION}`" not in "".join(cell["source"])]
    assert len(cells) == len(table["cells"]) - 1
    return json.dumps({**table, "cells": cells}).encode()


@pytest.mark.parametrize("change", [without_tags, without_heading])
def test_an_answer_is_found_without_its_tag_or_without_its_heading(change):
    assert own(change(notebook("Waves."))) == [("text", "Waves.")]


def test_an_answer_that_is_written_into_the_question_is_found():
    table = json.loads(notebook())
    for cell in table["cells"]:
        if f"### `{QUESTION}`" in "".join(cell["source"]):
            cell["source"] = [*cell["source"], "\n\nMy answer: waves."]
    ((kind, content),) = own(json.dumps(table).encode())
    assert kind == "text"
    assert content.endswith("My answer: waves.")


def test_the_digest_is_of_texts_and_code_and_not_of_what_a_run_prints():
    def printing(words: str) -> bytes:
        return notebook("Waves.", own_cell("show()", {"output_type": "stream", "text": words}))

    assert answer(printing("one")).digest == answer(printing("two")).digest
    assert answer(notebook("Waves.")).digest != answer(notebook("Waves!")).digest


@pytest.mark.parametrize(
    "data",
    [
        b"no notebook",
        b'{"cells": [3, null, {"cell_type": "code", "source": 7, "outputs": 1, "metadata": []}]}',
        b'{"cells": [{"source": ["### `own_picture`", 4]}, {"source": "x", "attachments": {"a": 1}, "metadata": 0}]}',
        json.dumps({"cells": [{"source": "### `own_picture`"}, own_cell("x", {"data": {"image/png": 5}})]}).encode(),
    ],
)
def test_a_notebook_that_holds_anything_costs_nothing_but_its_answers(data: bytes):
    for found in submitted_answers(PIXELS, data):
        assert len(found.parts) <= 3


def test_a_long_text_is_cut_and_a_control_character_is_replaced():
    ((_, content),) = own(notebook("\x00" + "a" * (MAX_TEXT + 7)))
    assert content.startswith("\ufffda")
    assert content.endswith("8 characters more")


def test_what_the_code_draws_stands_beside_the_answer():
    drawn = Drawn("my_expression((120, 160))", np.linspace(0, 1, 12).reshape(3, 4))
    parts = answer(notebook("Waves."), drawn=(drawn,)).parts
    assert [(part.kind, part.caption) for part in parts[1:2]] == [("picture", "my_expression((120, 160))")]


@pytest.mark.parametrize(
    ("array", "size"),
    [
        (np.zeros((100, 50)), (100, 200)),
        (np.zeros((10, 10, 3), np.uint8), (200, 200)),
        (np.full((5, 200, 100), np.nan), (412, 200)),
        (np.full((2, 200, 100, 3), [0, np.inf, -1e308]), (204, 200)),
        (np.full((100, 50), np.longdouble("1e4000")), (100, 200)),
        (np.zeros((960, 480)), (240, 480)),
    ],
)
def test_a_picture_and_a_batch_become_a_png(array: np.ndarray, size: tuple[int, int]):
    with Image.open(io.BytesIO(base64.b64decode(drawn_png(array)))) as image:
        assert image.size == size


def test_numbers_that_are_no_picture_become_none():
    assert [drawn_png(np.zeros(shape)) for shape in ((), (5,), (0, 3), (1, 2, 3, 4, 5))] == [None] * 4


def test_functions_are_called_for_pictures_and_failures_give_none(opened):
    source = (
        "import numpy as np\ndef good(shape):\n    return np.ones(shape)\ndef bad(shape):\n    raise ValueError(shape)"
    )
    answers = opened(
        source, "def text(shape):\n    return 'no picture'\ndef ends(shape):\n    import os\n    os._exit(1)"
    )
    calls = [DrawingCall(name, name, ((2, 3),)) for name in ("bad", "ends", "text", "missing", "good")]
    (drawn,) = drawn_pictures(answers, calls)
    assert drawn.words == "good"
    np.testing.assert_array_equal(drawn.array, np.ones((2, 3)))


def test_the_calls_of_every_assignment_can_be_read():
    calls = drawing_calls(PIXELS)
    assert [(call.function, call.arguments) for call in calls[:1]] == [("my_expression", ((120, 160),))]


def test_a_call_that_cannot_be_read_says_where():
    for wrong in ("my_expression", "f(x=1)", "f(", "f(open('x'))"):
        asked = replace(PIXELS, manual=(replace(PIXELS.manual[0], draws=(wrong,)),))
        with pytest.raises(OurFault, match=r"pixels/assignment\.toml"):
            drawing_calls(asked)


def test_the_gradebook_gives_an_answer_back(tmp_path):
    data = notebook("Waves \U0001f30a.", own_cell("x", figure(png())))
    record(tmp_path, attempt("ada", data), attempt("ben", None))
    with Gradebook(tmp_path / "gradebook.db") as book:
        assert book.answer("pixels", "ada", QUESTION) == answer(data)
        assert book.answer("pixels", "ben", QUESTION) is None
        assert book.answer("pixels", "ada", "draw_disc").parts[0].caption == "draw_disc"
