"""The class as CSV, JSON and spreadsheet: every name comes back, and none is a formula."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from grading.commands.group import commands
from grading.export.plain_tables import class_csv
from grading.export.spreadsheet import class_workbook
from tests.support.graded_class import ASSIGNMENT, ODD_NAMES, attempt, final, write_gradebook

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """Read a workbook with nothing but its XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    shared = ElementTree.fromstring(parts["xl/sharedStrings.xml"])
    texts = ["".join(t.text or "" for t in item.iter(f"{{{NS['x']}}}t")) for item in shared]
    names = [
        sheet.attrib["name"] for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iterfind(".//x:sheet", NS)
    ]
    found = {}
    for number, name in enumerate(names, 1):
        xml = ElementTree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        assert xml.find(".//x:f", NS) is None, "a formula"
        rows = []
        for row in xml.iterfind(".//x:row", NS):
            values = {}
            for cell in row:
                value = cell.findtext("x:v", "", NS)
                column = re.sub(r"\d", "", cell.attrib["r"])
                values[column] = texts[int(value)] if cell.attrib.get("t") == "s" else value
            rows.append([values[key] for key in sorted(values, key=lambda key: (len(key), key))])
        found[name] = rows
    return found


def test_the_spreadsheet_has_a_sheet_for_each_view_and_no_formula():
    scores = [final(name, float(i % 11)) for i, name in enumerate(ODD_NAMES)]
    views = sheets(class_workbook(scores, ASSIGNMENT))
    assert list(views) == ["students", "questions", "cases", "runs"]
    head, *rows = views["students"]
    assert head[:6] == ["student", "submission", "status", "score", "raw_score", "max_score"]
    assert [row[0] for row in rows] == list(ODD_NAMES)
    assert [float(row[3]) for row in rows] == [float(i % 11) for i in range(len(ODD_NAMES))]
    assert views["questions"][1][:3] == ["disc", "2", str(len(ODD_NAMES))]
    assert views["cases"][1][:3] == [ODD_NAMES[0], "disc", "is round"]


def test_the_same_class_is_the_same_bytes():
    scores = [final("ada", 7.0)]
    assert class_workbook(scores, ASSIGNMENT) == class_workbook(scores, ASSIGNMENT)


def test_our_fault_leaves_cells_empty():
    rows = list(csv.DictReader(io.StringIO(class_csv([final("ada", None), final("ben", 0.0)], ASSIGNMENT))))
    assert [(row["score"], row["raw_score"], row["disc"]) for row in rows] == [("", "", ""), ("0", "0", "0")]


@pytest.mark.parametrize("kind", ["csv", "json", "spreadsheet"])
def test_two_thousand_odd_names_come_back(kind: str, tmp_path: Path):
    names = [f"{ODD_NAMES[i % len(ODD_NAMES)]} {i}" for i in range(2000)]
    folder = write_gradebook(tmp_path / "graded", [attempt(name, i % 11) for i, name in enumerate(names)])
    done = CliRunner().invoke(
        commands, ["export", kind, str(folder), "--out", str(tmp_path / "file")], catch_exceptions=False
    )
    assert "wrote 2000 students" in done.output
    content = (tmp_path / "file").read_bytes()
    expected = {name: float(i % 11) for i, name in enumerate(names)}
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        assert not [row for row in rows if row["student"].startswith(("=", "+", "-", "@"))]
        found = {row["student"].removeprefix("'"): float(row["score"]) for row in rows}
    elif kind == "json":
        found = {row["student"]: row["score"] for row in json.loads(content)["students"]}
    else:
        found = {row[0]: float(row[3]) for row in sheets(content)["students"][1:]}
    assert found == expected
