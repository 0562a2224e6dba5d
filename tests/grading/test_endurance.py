"""Nothing is lost: whatever disturbs a run, the next one makes the class whole.

A class is graded once without a disturbance. Then it is graded in another folder, where processes are killed at random
points, the disk is full, two graders work at once, or a zip is damaged for a while. After one more run, the gradebook
is whole, every submission is graded once, and `grades.csv` has the same bytes.
"""

import csv
import io
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from assignments import course
from assignments.course import REPO_ROOT
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from tests.support.downloads import fill, zipped

ROUNDS = 200
QUESTIONS = 2  # as in tests.support.small_grade
REFERENCE = course.assignment("gradients").reference.read_text(encoding="utf-8")
RIGHT, WRONG, SLOW = (
    compose([f"# {name}", code])
    for name, code in (
        ("right", REFERENCE),
        ("wrong", "def warm_up(): return 0"),
        ("slow", "import time; time.sleep(1)"),
    )
)


@dataclass(frozen=True)
class Class:
    """Submissions, what an undisturbed run makes of them, and how many seconds it takes."""

    folder: Path
    grades: bytes
    exit_code: int
    seconds: float


@dataclass(frozen=True)
class Place:
    """A class to be graded into `out`, which is disturbed; `temporary` is its folder for temporary files."""

    group: Class
    folder: Path
    out: Path
    temporary: Path

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.support.small_grade", "run", "gradients", str(self.folder)]
        return subprocess.Popen(
            [*command, "--out", str(self.out), "--jobs", "2"], cwd=REPO_ROOT, text=True, start_new_session=True,
            env={**os.environ, "TMPDIR": str(self.temporary)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def moment(self, rng: random.Random) -> None:
        time.sleep(rng.random() * self.group.seconds * 1.2)


def ended(run: subprocess.Popen[str]) -> tuple[int, str]:
    said = run.communicate(timeout=300)[0]
    return run.returncode, said


# --- disturbances -----------------------------------------------------------------------------------------------------


def kill_the_main_process(place: Place, rng: random.Random) -> None:
    run = place.start()
    place.moment(rng)
    run.kill()
    with suppress(subprocess.TimeoutExpired):  # its workers hold the pipe until they have ended
        run.communicate(timeout=60)


def kill_all_processes(place: Place, rng: random.Random) -> None:
    run = place.start()
    place.moment(rng)
    for pid in [run.pid, *descendants(run.pid)]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    ended(run)


def stop(place: Place, rng: random.Random) -> None:
    run = place.start()
    place.moment(rng)
    os.kill(run.pid, rng.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP]))
    ended(run)


def kill_workers(place: Place, rng: random.Random) -> None:
    """Kill some processes below the main one: workers, zygotes, guests."""
    run = place.start()
    for _ in range(rng.randint(1, 4)):
        time.sleep(rng.random() * place.group.seconds / 2)
        if below := descendants(run.pid):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(rng.choice(below), signal.SIGKILL)
    ended(run)


def two_graders(place: Place, rng: random.Random) -> None:
    first = place.start()
    time.sleep(rng.random() * place.group.seconds / 2)
    second = place.start()
    for code, said in (ended(first), ended(second)):
        assert code == place.group.exit_code, said
    check(place)


def fill_the_disk(place: Place, rng: random.Random) -> None:
    """Grade onto a disk that is full after some kilobytes; then it grows."""
    place.out.mkdir(exist_ok=True)
    before = place.out.with_name("before")
    shutil.copytree(place.out, before, dirs_exist_ok=True)
    used = sum(path.stat().st_size // 1024 + 8 for path in before.rglob("*"))
    size = f"size={used + rng.choice([20, 100, 150, 200, 300])}k"
    words = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place.out)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        return  # no disk may be mounted here
    try:
        shutil.copytree(before, place.out, dirs_exist_ok=True)
        code, said = ended(place.start())
        assert code in (place.group.exit_code, 3), said
        assert "Traceback" not in said
        kept = place.out.with_name("kept")
        shutil.copytree(place.out, kept)
    finally:
        subprocess.run(["umount", str(place.out)], check=True)
    shutil.copytree(kept, place.out, dirs_exist_ok=True)


def damage_a_zip(place: Place, rng: random.Random) -> None:
    path = rng.choice(sorted(place.folder.glob("*.zip")))
    whole = path.read_bytes()
    damaged = bytearray(whole)
    for _ in range(rng.randint(1, 40)):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    path.write_bytes(damaged[: rng.randint(1, len(damaged))] if rng.random() < 0.5 else damaged)
    code, said = ended(place.start())
    path.write_bytes(whole)
    assert code in (0, 1), said


DISTURBANCES = [
    kill_the_main_process, kill_all_processes, stop, kill_workers, two_graders, fill_the_disk, damage_a_zip,
]  # fmt: skip


# --- the property -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def group(zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> Class:
    folder = tmp_path_factory.mktemp("class")
    fill(folder, {
        "doeada_101_201_g.ipynb": WRONG, "doeada_101_202_g-1.ipynb": SLOW, "doeada_101_203_g-2.ipynb": RIGHT,
        "roeben_102_204_g.ipynb": RIGHT, "poecy_103_205_g.pdf": b"%PDF", "eve_107_209_g.ipynb": b"no notebook",
    })  # fmt: skip
    for name, content in (("zhaodan_104_206", RIGHT), ("müllerfay_105_207", WRONG), ("kim_106_208", SLOW)):
        zipped(folder / f"{name}_work.zip", {"work/g.ipynb": content, "work/notes.txt": b"x" * 500})
    start = time.monotonic()
    place = Place(Class(folder, b"", 1, 0.0), folder, folder.with_name("undisturbed"), Path(tempfile.gettempdir()))
    code, said = ended(place.start())
    assert code == 1, said
    return Class(folder, (place.out / "grades.csv").read_bytes(), code, time.monotonic() - start)


@pytest.fixture
def place(group: Class, tmp_path: Path) -> Iterator[Place]:
    shutil.copytree(group.folder, tmp_path / "class")
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        yield Place(group, tmp_path / "class", tmp_path / "graded", Path(temporary))


def check(place: Place) -> None:
    """Hold that the gradebook is whole, each submission is graded once, and the table is that of a run undisturbed."""
    assert (place.out / "grades.csv").read_bytes() == place.group.grades
    students = [row["student"] for row in csv.DictReader(io.StringIO(place.group.grades.decode()))]
    assert len((place.out / "results.jsonl").read_text(encoding="utf-8").splitlines()) == len(students) == 7
    assert len(list((place.out / "feedback").glob("*.html"))) == len(students)
    with closing(sqlite3.connect(place.out / "gradebook.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert book.execute("PRAGMA foreign_key_check").fetchall() == []
        attempts = book.execute(
            "SELECT student, submission, status FROM attempt WHERE status <> 'error' ORDER BY student, id"
        ).fetchall()
        assert len({submission for _, submission, status in attempts if status == "graded"}) == 7
        for before, after in pairwise(attempts):  # a zip that was damaged for a while is another submission then
            assert before != after, "graded twice"
        empty = (
            "SELECT id FROM attempt WHERE status = 'graded' AND ? <> (SELECT count(*) FROM question WHERE attempt = id)"
        )
        assert book.execute(empty, (QUESTIONS,)).fetchall() == []
        lost = "SELECT * FROM question q WHERE NOT EXISTS (SELECT 1 FROM case_result c WHERE c.attempt = q.attempt)"
        assert book.execute(lost).fetchall() == []
        ada = [submission for student, submission, _ in attempts if student == "doeada"]
        assert [name[-9:] for name in ada] == ["1_g.ipynb", "g-1.ipynb", "g-2.ipynb"]


def disturb(place: Place, rng: random.Random, disturbances: list[Callable[[Place, random.Random], None]]) -> None:
    for disturbance in disturbances:
        disturbance(place, rng)
    code, said = ended(place.start())
    assert code == place.group.exit_code, said
    check(place)
    end = time.monotonic() + 30
    while list(place.temporary.iterdir()) and time.monotonic() < end:
        time.sleep(0.1)
    assert list(place.temporary.iterdir()) == []


def test_a_class_that_is_disturbed_four_times_is_whole_after_the_next_run(place: Place):
    disturb(place, random.Random(1), [kill_all_processes, damage_a_zip, two_graders, fill_the_disk])


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_class_is_whole_after_any_disturbance(place: Place, seed: int):
    rng = random.Random(seed)
    disturb(place, rng, rng.sample(DISTURBANCES, rng.randint(1, 2)))


def descendants(pid: int) -> list[int]:
    """Return the processes below one, as the kernel lists them."""
    found, waiting = [], [pid]
    while waiting:
        try:
            path = Path(f"/proc/{waiting[0]}/task/{waiting.pop(0)}/children")
            below = [int(word) for word in path.read_text(encoding="ascii").split()]
        except OSError:
            continue
        found += below
        waiting += below
    return found
