"""A CSV of another program: some cells change, every other byte stays."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignments.errors import UsageError
from grading.export.csv_edit import EditableCsv

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=12)


def rows_of(content: bytes, **dialect: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), **dialect))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n", b"a", b"a,b\n", b"a,b", b"a,b\r\n1,2\r\n", b"a,b\r1,2\r", b'\xef\xbb\xbf"a",b\n1,2\n\n',
        b"a;b\n1,5;2\n", b"a\tb\n1\t2\n", b'a,b\n"x ""y"" z",\n,"two\r\nlines"\n', "ä,b\n李,😀\n".encode(),
        "Müller,1\n".encode("cp1252"), b'a,b\n"x"tail,2\n',
    ],
)  # fmt: skip
def test_a_file_without_changes_keeps_every_byte(content: bytes):
    sheet = EditableCsv(content, "file.csv")
    assert sheet.content() == content
    assert sheet.part(list(range(len(sheet.rows))), list(range(9))) == content


def test_only_the_changed_cell_changes():
    content = b'\xef\xbb\xbfname,grade,"note"\r\n"M\xc3\xbcller, ""Z""",1,\r\nBo,2,"x"\r\n'
    sheet = EditableCsv(content, "file.csv")
    assert sheet.text(1, 0) == 'Müller, "Z"'
    assert sheet.change(1, 1, "41,5")
    assert sheet.change(2, 2, 'say "hi"')
    assert sheet.change(2, 1, "3")
    assert not sheet.change(2, 1, "2"), "the old text is no change"
    assert sheet.content() == (
        b'\xef\xbb\xbfname,grade,"note"\r\n"M\xc3\xbcller, ""Z""","41,5",\r\nBo,2,"say ""hi"""\r\n'
    )


def test_a_part_has_the_cells_as_they_are_written():
    sheet = EditableCsv(b'a,"b",c\r\n1,"2",3\r\n4,"5",6', "file.csv")
    sheet.change(2, 2, "7")
    assert sheet.part([0, 2], [1, 2]) == b'"b",c\r\n"5",7'


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5), CELLS, st.sampled_from(["\n", "\r\n"])
)
def test_what_python_writes_is_read_the_same_and_stays_the_same(table: list[list[str]], new: str, end: str):
    width = len(table[0])
    table = [["h1", "h2"] + ["h"] * (width - 2), *([*row, "", "", ""][:width] for row in table)]
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator=end).writerows(table)
    content = file.getvalue().encode()
    sheet = EditableCsv(content, "file.csv")
    assert [[cell.text for cell in row] for row in sheet.rows] == table
    assert sheet.content() == content
    sheet.change(1, 1, new)
    assert rows_of(sheet.content()) == [table[0], [table[1][0], new, *table[1][2:]], *table[2:]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'a,b\n1,"open', "line 2: a quote is not closed"),
        ("a,b\n".encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04\0\0", "UTF-8"),
    ],
)
def test_what_is_no_csv_is_refused_with_the_reason(content: bytes, said: str):
    with pytest.raises(UsageError, match=said):
        EditableCsv(content, "file.csv")


def test_a_file_of_windows_cannot_hold_every_letter():
    sheet = EditableCsv("Müller,1\n".encode("cp1252"), "file.csv")
    assert sheet.text(0, 0) == "Müller"
    sheet.change(0, 1, "李")
    with pytest.raises(UsageError, match="cannot hold '李'"):
        sheet.content()
