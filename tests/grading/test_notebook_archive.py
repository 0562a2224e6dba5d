"""What the gradebook keeps of a submitted notebook: sources and pictures with limits, whatever the file holds."""

import base64
import io
import struct
import zlib

import pytest
from PIL import Image

from grading.gradebook import notebook_archive
from grading.gradebook.database import Gradebook
from grading.gradebook.notebook_archive import MAX_SIDE, MAX_SOURCE, pack_notebook, unpack_notebook
from tests.support.made_up_attempts import PASSED, attempt, verdict
from tests.support.notebooks import notebook, png


def kept(*cells):
    return unpack_notebook(pack_notebook(notebook(*cells), ()))


def bomb(width: int, height: int) -> str:
    """Return a PNG of a few bytes that says it is very large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + data).decode()


def test_a_picture_is_made_smaller_and_no_byte_of_its_texts_comes_through():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    (cell,) = kept(("code", "plot()", [png(1000, 500, pnginfo=info)]))
    (figure,) = cell.figures
    with Image.open(io.BytesIO(figure)) as picture:
        assert picture.size == (MAX_SIDE // 2, MAX_SIDE)
        assert picture.info == {}
        assert abs(picture.convert("L").getpixel((5, 5)) - 128) <= 4
    assert b"script" not in figure


@pytest.mark.parametrize("picture", ["", "no base64!", "QUJD", bomb(50_000, 50_000), bomb(2000, 2000)])
def test_a_picture_that_cannot_be_read_is_left_out(picture):
    (cell,) = kept(("code", "plot()", [picture, png(4, 4)]))
    assert len(cell.figures) == 1


def test_other_types_of_pictures_and_odd_outputs_are_left_out():
    odd = b'{"cells": [{"cell_type": "code", "source": "x", "outputs": [3, {"data": {"image/png": 5}}, {"data": []}, '
    odd += b'{"data": {"image/svg+xml": "<svg/>", "text/html": "<b>"}}]}, 7, {"source": {"a": 1}}], "metadata": {}}'
    (cell,) = unpack_notebook(pack_notebook(odd, ()))
    assert (cell.number, cell.source, cell.figures) == (1, "x", ())


def test_long_sources_and_many_pictures_are_cut(monkeypatch):
    monkeypatch.setattr(notebook_archive, "MAX_FIGURES", 3)
    monkeypatch.setattr(notebook_archive, "MAX_SOURCES", MAX_SOURCE + 10)
    cells = kept(("code", "a" * (MAX_SOURCE + 7), [png(4, 4)] * 2), ("code", "b" * 30, [png(4, 4)] * 2))
    assert [(len(cell.source), cell.cut, len(cell.figures)) for cell in cells] == [(MAX_SOURCE, 7, 2), (10, 20, 1)]


def test_what_is_no_notebook_is_kept_as_nothing():
    for data in (b"", b"%PDF-1.4", b"[" * 100_000, b"{}"):
        assert unpack_notebook(pack_notebook(data, ())) == ()


def test_the_gradebook_gives_the_notebook_of_the_newest_attempt(tmp_path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        for source in ("old", "new"):
            packed = pack_notebook(notebook(("code", source)), ())
            book.record(attempt("ada", verdict(*PASSED), notebook=packed))
        book.record(attempt("ben", verdict(*PASSED)))
        assert [cell.source for cell in book.notebook("pixels", "ada")] == ["new"]
        assert book.notebook("pixels", "ben") == ()
        book.remove("ada")
        assert book.notebook("pixels", "ada") == ()
        assert book.previous(book.latest("pixels")) == {}
