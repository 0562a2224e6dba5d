"""Gradescope's exports: whose a submission is stands in a file of metadata."""

from pathlib import Path

import pytest

from grading.intake import gradescope
from grading.intake.submission_content import read
from grading.intake.submissions import take_in
from tests.support.downloads import as_both, by_student, fill
from tests.support.small_notebooks import NOTEBOOK, OTHER_NOTEBOOK

METADATA = """---
submission_11:
  :submitters:
  - :name: Ada Doe
    :sid: '00042'
    :email: ada@example.org
  :created_at: 2026-03-02 10:11:12.345678901 Z
  :score: 0.0
  :history:
  - !ruby/object:Thing
    :id: 10
submission_12:
  :submitters:
  - :name: "Zo\\u00EB \\"Z\\" O'Neill, MSc"
    :sid: 43
    :email: zoe@example.org
  - :name: محمد
    :sid:
    :email: m@example.org
  :created_at: 2026-03-02 12:11:12 +0100
submission_9:
  :submitters:
  - :name: Ada Doe
    :sid: '00042'
    :email: ada@example.org
submission_13:
  :submitters:
  - :name: Ada Doe
    :sid: '44'
    :email: other@example.org
""".encode()


def files(top: str) -> dict[str, bytes]:
    return {
        f"{top}submission_metadata.yml": METADATA,
        f"{top}submission_9/pixels.ipynb": OTHER_NOTEBOOK,
        f"{top}submission_11/pixels.ipynb": NOTEBOOK,
        f"{top}submission_11/helper.py": b"x = 1",
        f"{top}submission_12/work/pixels.ipynb": NOTEBOOK,
        f"{top}submission_13/pixels.ipynb": NOTEBOOK,
        f"{top}submission_14/pixels.ipynb": NOTEBOOK,
    }


@pytest.mark.parametrize("top", ["", "assignment_5_export/"])
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("forced", [None, "gradescope"])
def test_students_groups_namesakes_and_earlier_attempts(tmp_path: Path, top: str, place: int, forced: str | None):
    taken = take_in([as_both(tmp_path, files(top))[place]], source=forced)
    found = {s.student: s for s in taken.submissions}
    ada, zoe = "Ada Doe (ada@example.org)", 'Zoë "Z" O\'Neill, MSc'
    assert sorted(found) == sorted([ada, "Ada Doe (other@example.org)", zoe, "محمد", "submission_14"])
    assert found[zoe].name == found["محمد"].name == "submission_12/work/pixels.ipynb"
    assert (found[ada].handed_in, found[zoe].handed_in) == ("2026-03-02T10:11:12+00:00", "2026-03-02T12:11:12+01:00")
    assert (read(found[ada]), [read(earlier) for earlier in found[ada].earlier]) == (NOTEBOOK, [OTHER_NOTEBOOK])
    assert [module.name for module in found[ada].modules] == ["helper.py"]
    assert not found[ada].earlier[0].modules
    assert "an export of Gradescope, 5 students" in taken.recognised[0]


@pytest.mark.parametrize("metadata", [b"", b"\xff\xfe", b"- a", b"a: [", b"x: !!python/object/apply:os.system ['id']"])
def test_metadata_that_cannot_be_read_costs_the_names_only(tmp_path: Path, metadata: bytes):
    content = {**files(""), "submission_metadata.yml": metadata}
    for path in as_both(tmp_path, content):
        assert sorted(by_student(path)) == sorted(f"submission_{i}" for i in (9, 11, 12, 13, 14))


@pytest.mark.parametrize(
    "value",
    ["!!timestamp a", "!!bool a", "!!int ''", "{a: " * 90 + "b" + "}" * 90, "[" * 100_000, "- " * 100_000, "&a [*a]"],
)
def test_a_value_that_gradescope_never_writes_stops_nothing(value: str):
    metadata = f"submission_1:\n  :created_at: {value}\n  :submitters:\n  - :name: Ada\n    :sid: {value}\n"
    found = gradescope.owners_of(metadata.encode())
    assert {owner.name for owners, _ in found.values() for owner in owners} <= {"Ada"}


def test_a_student_id_keeps_its_zeros():
    owners, _ = gradescope.owners_of(METADATA)["submission_11"]
    assert owners[0].ids == ("ada@example.org", "00042")


def test_a_name_like_that_of_a_namesake_with_the_id_takes_nobodys_place(tmp_path: Path):
    people = [("Ada Doe", "a@x.org"), ("Ada Doe", "b@x.org"), ("Ada Doe (a@x.org)", "c@x.org")]
    metadata = "".join(
        f"submission_{number}:\n  :submitters:\n  - :name: {name}\n    :email: {email}\n"
        for number, (name, email) in enumerate(people, 1)
    )
    files = {f"submission_{number}/p.ipynb": NOTEBOOK for number in (1, 2, 3)}
    found = take_in([fill(tmp_path, {**files, gradescope.METADATA: metadata.encode()})]).submissions
    assert [(each.student, each.name[:12], each.earlier) for each in found] == [
        ("Ada Doe (a@x.org)", "submission_1", ()),
        ("Ada Doe (a@x.org) (c@x.org)", "submission_3", ()),
        ("Ada Doe (b@x.org)", "submission_2", ()),
    ]


def test_namesakes_in_the_exports_of_two_sections_are_two_students(tmp_path: Path):
    for number, email in ((1, "a@x.org"), (2, "b@x.org")):
        metadata = f"submission_{number}:\n  :submitters:\n  - :name: Ada Doe\n    :email: {email}\n"
        files = {f"submission_{number}/p.ipynb": NOTEBOOK, gradescope.METADATA: metadata.encode()}
        fill(tmp_path / email, files)
    sections = [tmp_path / "a@x.org", tmp_path / "b@x.org"]
    assert [each.student for each in take_in(sections).submissions] == ["Ada Doe (a@x.org)", "Ada Doe (b@x.org)"]
    both_of_one = [each.student for each in take_in([sections[0], sections[0]]).submissions]
    assert both_of_one == ["Ada Doe"]
