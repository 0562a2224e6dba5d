"""Reading submitted notebooks: damage that can be repaired is repaired and reported; other files are refused."""

import json
import re
import time
import tracemalloc
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import notebook_reader
from autograder.notebook_reader import MAX_CELLS, Cell, compose, read
from autograder.notebook_repairs import Unreadable


def notebook(*sources: Any, **more: Any) -> dict[str, Any]:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}


def read_json(table: Any, encoding: str = "utf-8") -> tuple[list[Cell], list[str]]:
    return read(json.dumps(table, ensure_ascii=False).encode(encoding))


def sources(data: bytes) -> list[str]:
    return [cell.source for cell in read(data)[0]]


def test_a_composed_notebook_is_read():
    assert sources(compose(["x = 1", "y = '🎨'"])) == ["x = 1", "y = '🎨'"]
    assert read(compose(["x = 1"]))[1] == []


def test_a_notebook_of_jupyter_needs_no_repair():
    made = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_markdown_cell("# Title"), nbformat.v4.new_code_cell("x = 1\ny = 2"),
        nbformat.v4.new_raw_cell("raw"), nbformat.v4.new_code_cell("z = 3"),
    ])  # fmt: skip
    assert read(nbformat.writes(made).encode()) == ([Cell(1, "x = 1\ny = 2"), Cell(3, "z = 3")], [])


@pytest.mark.parametrize(("source", "expected"), [
    ("a\nb", "a\nb"), (["a\n", "b"], "a\nb"), (["a", 5, None, "b"], "ab"), ("\ud83c\udfa8", "🎨"),
])  # fmt: skip
def test_a_source_is_a_string_or_a_list_of_strings(source: Any, expected: str):
    assert sources(json.dumps(notebook(source)).encode()) == [expected]


@pytest.mark.parametrize("damage", ["", ",]"])  # an extra comma is repaired
def test_a_number_may_have_any_number_of_digits(damage: str):
    data = compose(["x = 1"]).decode().replace('"nbformat": 4', f'"nbformat": {"4" * 5000}')
    assert sources(data.replace("]", damage or "]").encode()) == ["x = 1"]


@pytest.mark.parametrize("source", ["", "  \n", [], 5, None, {"a": 1}, [["a"]]])
def test_a_cell_without_a_source_is_skipped(source: Any):
    assert [cell.source for cell in read_json(notebook("x = 1", source))[0]] == ["x = 1"]


@pytest.mark.parametrize("cell", [None, 5, "x", [], {}, {"cell_type": "code"}, {"cell_type": ["code"], "source": "x"}])
def test_an_invalid_cell_is_skipped(cell: Any):
    table = notebook("x = 1")
    table["cells"].insert(0, cell)
    assert read_json(table)[0] == [Cell(1, "x = 1")]


@pytest.mark.parametrize(("encoding", "word"), [
    ("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252"),
])  # fmt: skip
def test_common_encodings_are_read_and_unusual_ones_reported(encoding: str, word: str):
    cells, repairs = read_json(notebook("name = 'Zoë'"), encoding)
    assert cells[0].source == "name = 'Zoë'"
    assert len(repairs) == bool(word)
    assert word in "".join(repairs)


def test_big_endian_utf_16_is_read():
    data = b"\xfe\xff" + json.dumps(notebook("x = 'ë'"), ensure_ascii=False).encode("utf-16-be")
    assert sources(data) == ["x = 'ë'"]


def test_raw_control_characters_are_repaired_and_reported():
    cells, repairs = read(json.dumps(notebook("x = 1 TAB y")).replace(" TAB ", "\t").encode())
    assert cells[0].source == "x = 1\ty"
    assert repairs == ["the file's JSON had raw control characters"]


@pytest.mark.parametrize("comma", [("}]", "},]"), ("}]", "} ,\n ]")])
def test_an_extra_comma_is_repaired_and_reported(comma: tuple[str, str]):
    data = json.dumps(notebook("x = 1")).replace(*comma)
    with pytest.raises(ValueError, match=r"Expecting|Illegal"):
        json.loads(data)
    cells, repairs = read(data.encode())
    assert cells[0].source == "x = 1"
    assert repairs == ["the file's JSON had an extra comma"]


def test_the_old_format_is_read_and_reported():
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
    (b'{"cells": [{"cell_type": "markdown", "source": "x"}]}', "no code cell"),
    (b"\xff\xfe\x00", "UTF-16 and incomplete"), (b"\x00" * 100, "not a notebook"),
    (b"9" * 5000, "not a notebook"), (b'{"cells": [' + b"1, " * 10, "not a notebook"),
    (b"NaN", "no list of cells"), (b'{"cells": [' * 50_000 + b"]}" * 50_000, "nested too deeply"),
    (b"[,]" * 1000, "not a notebook"), (b"x" * (20 << 20) + b"x", "20 MiB"),
], ids=lambda value: ascii(value[:30]))  # fmt: skip
def test_a_file_that_is_not_a_notebook_is_refused_with_its_reason(data: bytes, word: str):
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert word in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(("data", "kind"), [
    (b"%PDF-1.7 x", "a PDF"), (b"<!DOCTYPE html><html>", "a web page"), (b"\n <HTML>", "a web page"),
    (b"PK\x03\x04....pixels.ipynb", "a zip"), (b"PK\x03\x04....word/document.xml", "a Word document"),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "a Git LFS pointer"), (b"Rar!\x1a", "a RAR"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z"), (b"\x89PNG\r\n", "a picture"), (b"# x\nimport numpy as np\n", "Python code"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office"), (b"\x1f\x8b\x08", "a gzip"),
])  # fmt: skip
def test_a_wrong_kind_of_file_is_called_by_its_name(data: bytes, kind: str):
    with pytest.raises(Unreadable, match=f"The file is {kind}.*Hand in the .ipynb file"):
        read(data)


OUTPUT = {"output_type": "display_data", "data": {"image/png": 'i"V[B{O' * 300, "x": [[1, {"outputs": [{"a": []}]}]]}}


@pytest.mark.parametrize("indent", [None, 1])
def test_outputs_and_pictures_do_not_count_for_the_size(monkeypatch: pytest.MonkeyPatch, indent: int | None):
    tricky = 'x = """ "outputs": [{ """\ny = {"metadata": [1, 2]}'
    table = notebook(tricky, 'z = r"\\"', extra={"outputs": [OUTPUT]})
    for cell in table["cells"]:
        cell |= {"outputs": [OUTPUT, OUTPUT | {"metadata": {"a": [float("nan")]}}], "metadata": {"a": {"b": "]}"}}}
    table["cells"].insert(1, {"cell_type": "markdown", "source": "t", "attachments": {"p": {"image/png": "A" * 9000}}})
    data = json.dumps(table, indent=indent).encode()
    whole = read(data)
    monkeypatch.setattr(notebook_reader, "_MAX_BYTES", 2000)
    assert read(data) == whole == ([Cell(0, tricky), Cell(2, 'z = r"\\"')], [])
    with pytest.raises(Unreadable, match="without its outputs"):
        read(json.dumps(notebook("x = 1", "y" * 3000)).encode())
    with pytest.raises(Unreadable, match="not a notebook"):
        read(data[:-30])
    monkeypatch.setattr(notebook_reader, "_MAX_TOKENS", 50)
    with pytest.raises(Unreadable, match="larger than"):
        read(data)


def test_a_notebook_of_40_mb_full_of_pictures_is_read_in_little_time_and_memory():
    table = notebook("x = 1")
    table["cells"][0]["outputs"] = [{"data": {"image/png": "iVBOR/+" * 300_000}}] * 20
    data = json.dumps(table).encode()
    assert len(data) > 40_000_000
    start = time.process_time()
    tracemalloc.start()
    assert read(data) == ([Cell(0, "x = 1")], [])
    assert tracemalloc.get_traced_memory()[1] < 1 << 20 < len(data)
    tracemalloc.stop()
    assert time.process_time() - start < 2


def test_too_many_cells_are_refused():
    with pytest.raises(Unreadable, match=r"20,001 cells"):
        read_json({"cells": [{}] * (MAX_CELLS + 1)})
    assert len(read_json(notebook(*["x"] * MAX_CELLS))[0]) == MAX_CELLS


def test_of_two_equal_keys_the_last_is_used():
    first, last = (json.dumps(notebook(source)["cells"]) for source in ("x = 1", "x = 2"))
    assert sources(f'{{"cells": {first}, "cells": {last}}}'.encode()) == ["x = 2"]


def test_a_lone_surrogate_is_kept():
    assert sources(b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}') == ["x = '\ud800'"]
    data = json.dumps(notebook("x = '\ud800'"), ensure_ascii=False).encode("utf-16", "surrogatepass")
    assert sources(data) == ["x = '\ud800'"]


def test_a_byte_that_is_not_utf_8_does_not_change_the_others():
    cells, repairs = read(json.dumps(notebook("name = 'Zoë 🎨 ?'"), ensure_ascii=False).encode().replace(b"?", b"\x80"))
    assert cells[0].source == "name = 'Zoë 🎨 €'"
    assert repairs == ["bytes of the file that are not UTF-8 were read as Windows-1252"]


def test_all_bytes_of_windows_1252_stay_different():
    every = bytes(range(0x80, 0x100))
    read_as = sources(json.dumps(notebook("?")).encode().replace(b"?", every))[0]
    assert len(set(read_as)) == len(every)
    assert [char for char in read_as if not char.isprintable()] == [*"\x81\x8d\x8f\x90\x9d\xa0\xad"]


SOURCES = st.text(st.sampled_from(",]}[{:\"\\/ \n\t\x00'uaë🎨\ud83c\udfa8")) | st.text(st.characters())
DOCUMENTS = st.lists(SOURCES | st.lists(SOURCES), min_size=1).map(lambda given: notebook("x = 1", *given))
EXTRAS = st.recursive(
    st.none() | st.booleans() | st.integers() | SOURCES,
    lambda inner: st.lists(inner) | st.dictionaries(SOURCES, inner),
)


def write_json(value: Any, data: st.DataObject) -> str:
    """Write JSON with random damage: some strings are raw, some lists and objects end with an extra comma."""
    if isinstance(value, str) and not re.search("[\ud800-\udfff]", value) and data.draw(st.booleans()):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if not isinstance(value, list | dict):
        return json.dumps(value)
    if isinstance(value, list):
        inner, brackets = [write_json(item, data) for item in value], "[]"
    else:
        inner, brackets = [f"{write_json(key, data)}: {write_json(item, data)}" for key, item in value.items()], "{}"
    more = data.draw(st.sampled_from(["", "", ",", " ,\n\t\r "])) if inner else ""
    return brackets[0] + ", ".join(inner) + more + brackets[1]


@given(DOCUMENTS, EXTRAS, st.data())
def test_repairs_change_no_source(document: dict[str, Any], extra: Any, data: st.DataObject):
    document["metadata"] = extra
    written = write_json(document, data).encode()
    whole = json.loads(json.dumps(document))
    cells, _ = read(written)
    assert cells == read(json.dumps(whole).encode())[0]
    with pytest.raises(Unreadable):
        read(written[: data.draw(st.integers(0, len(written) - 1))])


@pytest.mark.parametrize("source", ["x[0, ]", "y = 'a, ]'", 'f(\',}\', "\\",]")', "'\\\\'; x[1,\n]", ",]"])
def test_commas_and_brackets_inside_strings_survive_a_repair(source: str):
    data = json.dumps(notebook(source))[:-1] + ",}"
    assert read(data.encode()) == ([Cell(0, source)], ["the file's JSON had an extra comma"])


def test_two_repairs_of_one_file_are_both_reported():
    data = json.dumps(notebook("x = 'a, ]'TAB"))[:-1].replace("TAB", "\t") + ",}"
    cells, repairs = read(data.encode())
    assert cells == [Cell(0, "x = 'a, ]'\t")]
    assert [repair.split()[-1] for repair in repairs] == ["characters", "comma"]


@pytest.mark.parametrize("part", ['"', '",', '\\"', ",", ",]", ", ", "a\\n,", '"]', "\\"], ids=ascii)
@pytest.mark.parametrize("begin", ["[1,]", '["'])
def test_hostile_text_is_refused_quickly(begin: str, part: str):
    data = (begin + part * (60_000 // len(part)) + "x").encode()
    start = time.process_time()
    with pytest.raises(Unreadable):
        read(data)
    assert time.process_time() - start < 1
