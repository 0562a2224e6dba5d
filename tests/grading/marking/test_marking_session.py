"""From `grade run` to a total: the real command line, the real server, and Ctrl-C at the end."""

import csv
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from autograder.host.zygote_process import Zygote
from grading.gradebook.database import Gradebook
from tests.support.marked_class import QUESTION, notebook

CODE = "import numpy as np\n\ndef my_expression(shape):\n    return np.full(shape, 0.5)"
GRADE = [sys.executable, "-c", "from grading.cli import main; main()"]


def test_a_class_is_graded_marked_and_totalled(zygote: Zygote, tmp_path: Path):
    for name in ("ada", "ben"):
        (tmp_path / f"{name}.ipynb").write_bytes(notebook(f"{name} draws grey.", code=CODE))
    out = tmp_path / "out"
    run = ["run", "pixels", *map(str, tmp_path.glob("*.ipynb")), "--out", str(out), "--jobs", "1"]
    subprocess.run([*GRADE, *run], check=True, stdout=subprocess.DEVNULL)
    with Gradebook(out / "gradebook.db") as book:
        parts = book.answer("pixels", "ada", QUESTION).parts
    assert [(part.kind, part.caption) for part in parts] == [
        ("text", ""),
        ("picture", "my_expression((120, 160))"),
        ("picture", "my_expression((160, 120))"),
        ("code", "my_expression"),
    ]

    command = [*GRADE, "mark", str(out), "--as", "kim"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stdout is not None
        address = re.search(r"http://\S+", server.stdout.readline())
        assert address
        origin = address[0].partition("/enter")[0]
        with httpx.Client(base_url=origin, follow_redirects=True, timeout=60) as client:
            client.get(address[0])
            for points in ("3", "2"):
                page = client.get(f"/question/{QUESTION}/start")
                basis = re.findall(r'name="basis" value="(\w+)"', page.text)[0]
                data = {"points": points, "comment": "", "seen": "0", "basis": basis}
                client.post(page.url, data=data, headers={"origin": origin})
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
        assert "Wrote the tables and pages" in server.stdout.read()

    def totals() -> list[tuple[str, float]]:
        with (out / "grades.csv").open(encoding="utf-8", newline="") as file:
            return [(row[QUESTION], float(row["total"]) - float(row["score"])) for row in csv.DictReader(file)]

    assert totals() == [("3", 3.0), ("2", 2.0)]
    subprocess.run([*GRADE, *run, "--regrade"], check=True, stdout=subprocess.DEVNULL)
    assert totals() == [("3", 3.0), ("2", 2.0)], "the answers are the same, so the marks count on"
