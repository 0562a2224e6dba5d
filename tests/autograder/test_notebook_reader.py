"""Reading what students hand in: what can be mended is mended and said, and the rest is named in a sentence."""

import json
from typing import Any

import nbformat
import pytest

from autograder.notebook_reader import MOST_CELLS, Cell, Unreadable, compose, read


def notebook(*sources: Any, **more: Any) -> dict[str, Any]:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}


def read_json(table: Any, encoding: str = "utf-8") -> tuple[list[Cell], list[str]]:
    return read(json.dumps(table, ensure_ascii=False).encode(encoding))


def sources(data: bytes) -> list[str]:
    return [cell.source for cell in read(data)[0]]


def test_what_is_composed_is_read():
    assert sources(compose(["x = 1", "y = '🎨'"])) == ["x = 1", "y = '🎨'"]
    assert read(compose(["x = 1"]))[1] == []


def test_what_jupyter_saves_is_read_without_repairs():
    made = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_markdown_cell("# Title"), nbformat.v4.new_code_cell("x = 1\ny = 2"),
        nbformat.v4.new_raw_cell("raw"), nbformat.v4.new_code_cell("z = 3"),
    ])  # fmt: skip
    assert read(nbformat.writes(made).encode()) == ([Cell(1, "x = 1\ny = 2"), Cell(3, "z = 3")], [])


@pytest.mark.parametrize(("source", "expected"), [
    ("a\nb", "a\nb"), (["a\n", "b"], "a\nb"), (["a", 5, None, "b"], "ab"), ("\ud83c\udfa8", "🎨"),
])  # fmt: skip
def test_a_source_is_a_string_or_a_list_of_them(source: Any, expected: str):
    assert sources(json.dumps(notebook(source)).encode()) == [expected]


@pytest.mark.parametrize("source", ["", "  \n", [], 5, None, {"a": 1}, [["a"]]])
def test_a_cell_without_a_source_is_no_cell(source: Any):
    assert [cell.source for cell in read_json(notebook("x = 1", source))[0]] == ["x = 1"]


@pytest.mark.parametrize("cell", [None, 5, "x", [], {}, {"cell_type": "code"}, {"cell_type": ["code"], "source": "x"}])
def test_a_cell_that_is_none_is_passed_over(cell: Any):
    table = notebook("x = 1")
    table["cells"].insert(0, cell)
    assert read_json(table)[0] == [Cell(1, "x = 1")]


@pytest.mark.parametrize(("encoding", "word"), [
    ("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252"),
])  # fmt: skip
def test_any_usual_encoding_is_read_and_an_unusual_one_said(encoding: str, word: str):
    cells, repairs = read_json(notebook("name = 'Zoë'"), encoding)
    assert cells[0].source == "name = 'Zoë'"
    assert len(repairs) == bool(word)
    assert word in "".join(repairs)


def test_big_endian_utf_16_is_read():
    data = b"\xfe\xff" + json.dumps(notebook("x = 'ë'"), ensure_ascii=False).encode("utf-16-be")
    assert sources(data) == ["x = 'ë'"]


def test_raw_control_characters_are_mended_and_said():
    cells, repairs = read(json.dumps(notebook("x = 1 TAB y")).replace(" TAB ", "\t").encode())
    assert cells[0].source == "x = 1\ty"
    assert "control characters" in repairs[0]


@pytest.mark.parametrize("comma", [("}]", "},]"), ("}]", "} ,\n ]")])
def test_a_comma_too_many_is_mended_and_said(comma: tuple[str, str]):
    data = json.dumps(notebook("x = 1")).replace(*comma)
    with pytest.raises(ValueError, match=r"Expecting|Illegal"):
        json.loads(data)
    cells, repairs = read(data.encode())
    assert cells[0].source == "x = 1"
    assert "comma too many" in repairs[0]


def test_the_old_format_is_read_and_said():
    old = {"nbformat": 3, "metadata": {"name": ""}, "worksheets": [
        {"cells": [{"cell_type": "code", "input": ["x = 1\n", "y"], "language": "python"},
                   {"cell_type": "heading", "source": "t"}]},
        None, {"cells": [{"cell_type": "code", "input": "z = 2"}]},
    ]}  # fmt: skip
    cells, repairs = read_json(old)
    assert cells == [Cell(0, "x = 1\ny"), Cell(2, "z = 2")]
    assert "old format 3" in repairs[0]


@pytest.mark.parametrize(("data", "word"), [
    (b"", "empty"), (b" \n\t", "empty"), (b"%PDF-1.4 x", "not a notebook"), (b"PK\x03\x04", "not a notebook"),
    (b"def f(): pass", "not a notebook"), (b"[" * 100_000, "nested too deeply"),
    (b'{"a":' * 100_000, "nested too deeply"),
    (b"null", "no list of cells"), (b"[]", "no list of cells"), (b"5", "no list of cells"), (b"{}", "no list of cells"),
    (b'{"cells": {}}', "no list of cells"), (b'{"cells": 5, "worksheets": 5}', "no list of cells"),
    (b'{"cells": []}', "no code cell"), (b'{"worksheets": []}', "no code cell"),
    (b'{"cells": [{"cell_type": "markdown", "source": "x"}]}', "no code cell"), (b"\xff\xfe\x00", ""),
    (b"9" * 5000, "not a notebook"), (b'{"cells": [' + b"1, " * 10, "not a notebook"), (b"\x00" * 100, ""),
    (b"NaN", "no list of cells"), (b'{"cells": [' * 50_000 + b"]}" * 50_000, "nested too deeply"),
    (b"[,]" * 1000, "not a notebook"), (b"x" * (20 << 20) + b"x", "20 MiB"),
], ids=str)  # fmt: skip
def test_what_is_no_notebook_is_named(data: bytes, word: str):
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert word in str(caught.value)
    assert len(str(caught.value)) < 250


def test_too_many_cells_are_not_run():
    with pytest.raises(Unreadable, match=r"20,001 cells"):
        read_json({"cells": [{}] * (MOST_CELLS + 1)})
    assert len(read_json(notebook(*["x"] * MOST_CELLS))[0]) == MOST_CELLS


def test_a_huge_number_in_the_metadata_is_named():
    data = json.dumps(notebook("x = 1", extra=0)).replace('"extra": 0', '"extra": ' + "9" * 5000)
    with pytest.raises(Unreadable, match="not a notebook"):
        read(data.encode())


def test_of_two_equal_keys_the_last_counts():
    first, last = (json.dumps(notebook(source)["cells"]) for source in ("x = 1", "x = 2"))
    assert sources(f'{{"cells": {first}, "cells": {last}}}'.encode()) == ["x = 2"]


def test_a_lone_surrogate_is_kept_or_replaced_and_never_raises():
    source = sources(b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}')[0]
    source.encode("utf-8", "replace")


def test_commas_and_brackets_inside_strings_survive_a_repair():
    data = json.dumps(notebook("x = [1, 2, ]"))[:-1] + ",}"
    assert sources(data.encode()) == ["x = [1, 2, ]"] or read(data.encode())[1]


def test_a_long_run_of_commas_and_spaces_is_read_quickly():
    with pytest.raises(Unreadable):
        read(b"{" + b"," + b" " * 200_000 + b"x")
