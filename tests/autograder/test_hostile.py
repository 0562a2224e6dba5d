"""Every hostile notebook fails, leaves no trace, and the next submission is graded as if nothing had happened.

`test_isolation_levels.py` runs them at the level lite, as an ordinary user and as in a container.
"""

import os
import random
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import indent

import pytest

from assignments.course import REPO_ROOT, assignment
from autograder.host.errors import GuestLost
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.notebook_reader import Cell, compose
from autograder.question_runner import QuestionRun, run_cases
from autograder.results import Limits, Verdict
from tests.benchmarks.notebooks import references
from tests.support import levels
from tests.support.hostile.floods import FLOODS, RESULTS, in_cell, in_functions
from tests.support.hostile.lies import LIES
from tests.support.hostile.theft import SEEN_FROM_LITE, THEFT

LIMITS = Limits(cell=0.3, case=0.2, submission=20.0, memory=512 << 20)
PIXELS = assignment("pixels")
TESTS = load([PIXELS.test_file(name) for name in ("blank_image", "set_pixel", "euclidean_distance")])
EVERY_THIRD_FLOOD = [
    pytest.param(name, marks=pytest.mark.thorough if number % 3 else ()) for number, name in enumerate(FLOODS)
]
FLOODS_IN_CELLS = [  # at the level lite files lie on the disk of this machine, which others keep busy
    pytest.param(name, marks=pytest.mark.flaky(reruns=2) if "files" in name else ()) for name in FLOODS
]
REFERENCE = PIXELS.reference.read_text(encoding="utf-8")
HONEST = compose(["import math\nimport numpy as np", *(references(PIXELS)[test.name] for test in TESTS)])
FULL = sum(test.possible for test in TESTS)


@pytest.fixture(scope="module", params=levels.FULL_AND_LITE)
def zygote(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    levels.need(request.param)
    os.environ["GRADE_SECRET"] = "the host's secret"
    with Zygote(request.param) as running:
        yield running


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("victim")
    for parent in [folder, *folder.parents][:3]:
        parent.chmod(0o777 if parent == folder else 0o755)
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(folder)
        server.bind("sock")
        (folder / "sock").chmod(0o777)
        server.listen()
        os.chdir(REPO_ROOT)
        yield folder


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server that must never see anybody, by TCP or by UDP."""
    with socket.socket() as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        udp.bind(tcp.getsockname())
        tcp.settimeout(0)
        udp.settimeout(0)
        yield tcp.getsockname()[1]
        with pytest.raises(BlockingIOError):
            tcp.accept()
        with pytest.raises(BlockingIOError):
            udp.recv(10)


def honest_is_graded(zygote: Zygote) -> None:
    verdict = judge(HONEST, TESTS[:1], zygote, limits=Limits())
    assert (verdict.status, verdict.score) == ("graded", TESTS[0].possible), verdict.questions


def processes_of_guests(zygote: Zygote) -> list[str]:
    """Processes below the zygote's own, as the host's kernel lists them."""
    found, waiting = [], [zygote.process.pid]
    while waiting:
        pid = waiting.pop()
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        except OSError:
            continue
        waiting += [int(child) for child in children]
        found += children
    return found


@pytest.mark.parametrize("name", THEFT)
def test_nothing_is_stolen(name: str, zygote: Zygote, victim: Path, port: int) -> None:
    if zygote.level == "lite" and name in SEEN_FROM_LITE:
        pytest.skip("lite cannot hide that a file exists; SANDBOX and README say so")
    other = victim / "other.ipynb"
    other.write_text("another's work", encoding="utf-8")
    other.chmod(0o666)
    before = other.stat()
    source = (
        THEFT[name].replace("<HOUSE>", str(REPO_ROOT)).replace("<VICTIM>", str(victim)).replace("<PORT>", str(port))
    )
    whole = "for _ in [0]:\n" + indent(source, "    ")  # one statement: what follows a failed import would run
    with SandboxedNotebook(zygote, [Cell(0, whole)], {}, LIMITS) as answers:
        answers.run()
        loot = answers.get("loot")
    assert loot is None
    after = other.stat()
    assert (before.st_mode, before.st_mtime_ns, before.st_nlink) == (after.st_mode, after.st_mtime_ns, after.st_nlink)
    assert other.read_text(encoding="utf-8") == "another's work"
    markers = [
        *victim.glob("marker*"),
        *REPO_ROOT.glob("autograder/**/marker*"),
        *zygote.scratch.glob("ours/**/marker*"),
    ]
    assert not markers
    honest_is_graded(zygote)


@pytest.mark.parametrize("name", LIES)
def test_no_lie_gains_a_point(name: str, zygote: Zygote) -> None:
    verdict = judge(compose([LIES[name]]), TESTS, zygote, limits=LIMITS)
    assert verdict.status == "graded"
    assert verdict.score == 0, [case for q in verdict.questions for case in q.cases if case.passed]
    if name.endswith("on the wire"):  # it has to get there
        assert "crashed" in {case.outcome for q in verdict.questions for case in q.cases}
    honest_is_graded(zygote)


@pytest.mark.parametrize("name", FLOODS_IN_CELLS)
def test_a_flood_stays_within_its_cell(name: str, zygote: Zygote) -> None:
    """The cell is lost, but what stands before and after it is graded."""
    verdict = judge(compose(in_cell(name, REFERENCE)), TESTS, zygote, limits=LIMITS)
    assert (verdict.status, verdict.score) == ("graded", FULL), (verdict.cells, verdict.repairs)
    assert verdict.cpu_s < 4 * LIMITS.cell
    assert verdict.wall_s < 2 * LIMITS.submission
    honest_is_graded(zygote)


def test_a_function_without_an_end_leaves_time_for_the_others(zygote: Zygote) -> None:
    """Without copies of the process, each of its cases costs another run of the cells."""
    heavy = "import time\nend = time.process_time() + 0.24\nwhile time.process_time() < end: pass"
    endless = "def blank_image(*_):\n    while True: pass"
    notebook = compose([REFERENCE, heavy, endless, "blank_image(2, 2, 0)"])
    verdict = judge(notebook, TESTS, zygote, limits=replace(LIMITS, submission=2.4))
    assert [question.score for question in verdict.questions] == [0, TESTS[1].possible, TESTS[2].possible], verdict


@pytest.mark.parametrize("name", EVERY_THIRD_FLOOD)
def test_a_flood_stays_within_its_function(name: str, zygote: Zygote) -> None:
    """The question is lost, and the two others are not."""
    verdict = judge(compose(in_functions(name, REFERENCE, ["set_pixel"])), TESTS, zygote, limits=LIMITS)
    assert [question.score for question in verdict.questions] == [TESTS[0].possible, 0, TESTS[2].possible]
    assert verdict.wall_s < 2 * LIMITS.submission
    honest_is_graded(zygote)


@pytest.mark.flaky(reruns=2)  # a busy machine only adds to what is measured
@pytest.mark.parametrize("name", EVERY_THIRD_FLOOD)
def test_no_flood_exceeds_the_time_of_its_submission(name: str, zygote: Zygote) -> None:
    """Every cell but the first and every function is one. `benchmarks/limits.py` measures each one by the clock."""
    few = replace(LIMITS, submission=1.2)
    cells = [*in_functions(name, REFERENCE, [test.name for test in TESTS]), *[FLOODS[name]] * 9]
    with SandboxedNotebook(zygote, [Cell(index, source) for index, source in enumerate(cells)], {}, few) as answers:
        answers.run()
        run_cases([QuestionRun(test) for test in TESTS], answers, random.Random(0))
        assert answers.cpu_s < few.submission + few.cell
        assert sum(usage.idle for usage in answers.usages) < few.submission + few.cell
    honest_is_graded(zygote)


@pytest.mark.parametrize("name", RESULTS)
def test_a_strange_result_is_a_wrong_one(name: str, zygote: Zygote) -> None:
    source = f"import numpy as np\nblank_image = set_pixel = euclidean_distance = lambda *a, **k: {RESULTS[name]}"
    verdict = judge(compose([source]), TESTS[:1], zygote, limits=LIMITS)
    assert (verdict.status, verdict.score) == ("graded", 0)
    honest_is_graded(zygote)


def test_nothing_outlives_a_submission(zygote: Zygote) -> None:
    before = processes_of_guests(zygote)
    judge(
        compose([FLOODS["a daemon"], FLOODS["a thread that never ends"], FLOODS["a fork bomb"]]),
        TESTS,
        zygote,
        limits=LIMITS,
    )
    time.sleep(0.2)
    assert processes_of_guests(zygote) == before


def test_submissions_share_no_folder(zygote: Zygote) -> None:
    first = "open('left', 'w').write('x'); import tempfile; open(tempfile.gettempdir() + '/left', 'w').write('x')"
    second = "import os, tempfile; loot = [*os.listdir('.'), *os.listdir(tempfile.gettempdir())]"
    for source, expected in ((first, None), (second, [])):
        with SandboxedNotebook(zygote, [Cell(0, source)], {}, LIMITS) as answers:
            answers.run()
            assert answers.get("loot") == expected


def test_siblings_cannot_see_each_other(zygote: Zygote) -> None:
    with SandboxedNotebook(zygote, [Cell(0, "secret = 1")], {}, LIMITS) as one:
        one.run()
        assert one.pristine is not None
        pid = one.pristine.pid
        source = f"import os\nfor pid in range(1, {pid} + 50):\n    if pid != os.getpid():\n"
        source += "        try: os.kill(pid, 9)\n        except OSError: pass\n"
        with SandboxedNotebook(zygote, [Cell(0, source)], {}, LIMITS) as two:
            two.run()
        assert one.get("secret") == 1


def test_a_callback_may_be_called_only_so_often(zygote: Zygote) -> None:
    with SandboxedNotebook(zygote, [Cell(0, "def endless(f):\n    while True: f(1)")], {}, LIMITS) as answers:
        answers.run()
        calls: list[int] = []
        with pytest.raises(GuestLost):
            answers.get("endless")(calls.append)
        assert len(calls) <= 20_000


def test_hidden_inputs_do_not_leave_in_a_message(zygote: Zygote) -> None:
    source = "def blank_image(*args, **kwargs):\n    print(args)\n    raise ValueError(f'I was given {args}')"
    verdict: Verdict = judge(compose([source]), TESTS[:1], zygote, limits=LIMITS)
    hidden = [case for case in verdict.questions[0].cases if case.hidden]
    assert hidden
    assert all("I was given" not in case.message and case.evidence is None for case in hidden)


def test_hidden_inputs_do_not_leave_in_a_note(zygote: Zygote) -> None:
    """A copy of the process finds what the last one has seen in their folder, and names a type after it."""
    source = """
import os
def blank_image(*args, **kwargs):
    with open('seen', 'a') as file: file.write(f'I was given {args}')
    os._exit(0)
def tell():
    history = get_ipython().history
    history.last, history.values = {'blank_image': (blank_image, 1)}, {'blank_image': (1, open('seen').read()[-80:])}
os.register_at_fork(after_in_child=tell)
"""
    verdict = judge(compose([source]), TESTS[:1], zygote, limits=LIMITS)
    assert {case.outcome for case in verdict.questions[0].cases} == {"crashed"}
    assert [note for note in verdict.repairs if "blank_image` a value" in note] == []


def test_the_host_keeps_no_thread_behind(zygote: Zygote) -> None:
    before = set(threading.enumerate())  # other tests of this process may have left some
    judge(compose(in_cell("a thread that never ends", REFERENCE)), TESTS, zygote, limits=LIMITS)
    honest_is_graded(zygote)
    assert set(threading.enumerate()) <= before
