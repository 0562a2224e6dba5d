"""The times of files, which a policy may trust."""

import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from grading.intake.file_times import file_time
from grading.intake.submissions import find
from grading.records import Submission


def test_the_time_of_a_file_and_of_a_member_of_a_zip(tmp_path: Path):
    (tmp_path / "ada.ipynb").write_text("{}", encoding="utf-8")
    os.utime(tmp_path / "ada.ipynb", (1_780_000_000, 1_780_000_000))
    with zipfile.ZipFile(tmp_path / "ben.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("pixels.ipynb", (2026, 12, 4, 17, 30, 2)), "{}")
    ada, ben = find([tmp_path])
    assert file_time(ada) == datetime.fromtimestamp(1_780_000_000, UTC).isoformat()
    assert datetime.fromisoformat(file_time(ben)) == datetime(2026, 12, 4, 17, 30, 2).astimezone(UTC)


def test_a_file_that_is_gone_has_no_time(tmp_path: Path):
    assert file_time(Submission("ada", "ada.ipynb", tmp_path / "gone.ipynb")) == ""
    assert file_time(Submission("ada", "ada.ipynb", tmp_path / "gone.zip", "ada.ipynb")) == ""
