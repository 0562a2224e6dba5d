"""What a submission uses is charged: by whatever process, and however that ends. What others use is not."""

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest

from autograder.host import resource_usage
from autograder.host.errors import GuestLost
from autograder.host.process_end import kill_tree
from autograder.host.resource_usage import Usage, tree
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import Cell
from autograder.results import Level, Limits
from tests.support import levels

pytestmark = pytest.mark.flaky(reruns=2)  # a busy machine disturbs what is measured

Opened = Callable[..., SandboxedNotebook]
SHORT = Limits(cell=1.0, case=1.0, submission=10.0)
BURN = """
import os, time
def burn(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end: pass
"""
FORKED = (
    BURN
    + """
def children(count, seconds, wait=False):
    for _ in range(count):
        if os.fork() == 0:
            burn(seconds)
            os._exit(0)
    for _ in range(count if wait else 0): os.wait()
"""
)


@pytest.fixture
def zygote(zygote: Zygote) -> Zygote:
    """At the level lite, a guest has no children."""
    levels.need("full")
    return zygote


def ask(notebook: SandboxedNotebook, name: str, *args: object) -> str:
    """Call a function as a case does; how that ended."""
    notebook.begin_question(name)
    notebook.begin_case()
    try:
        notebook[name](*args)
    except GuestLost as lost:
        notebook.lost(lost.outcome)
        return lost.outcome
    return "returned"


def test_three_endless_cases_cost_what_they_used(opened: Opened):
    notebook = opened("def f():\n    while True: pass", limits=SHORT)
    before = notebook.cpu_s
    assert [ask(notebook, "f") for _ in range(3)] == ["timeout"] * 3
    assert 1.28 < notebook.cpu_s - before < 1.8  # a whole limit, a quarter and a sixteenth of it


def test_who_gets_less_time_reads_why(opened: Opened):
    notebook = opened("def f():\n    while True: pass", limits=SHORT)
    said = []
    for _ in range(2):
        notebook.begin_question("f")
        notebook.begin_case()
        with pytest.raises(GuestLost) as lost:
            notebook["f"]()
        notebook.lost(lost.value.outcome)
        said.append(lost.value.text)
    assert said == [
        "stopped: it took longer than 1 s",
        "stopped: it took longer than 0.25 s (less than usual, since it had come to no end before)",
    ]


def test_an_interrupted_cell_and_a_killed_one_are_charged(opened: Opened):
    stubborn = "while True:\n    try:\n        for n in range(10**9): m = n\n    except BaseException: m = 0"
    assert 0.9 < opened("while True: pass", limits=SHORT).cpu_s < 1.5
    assert 1.4 < opened(stubborn, limits=SHORT).cpu_s < 2.2  # it was interrupted, and had a grace


THREADS = {
    "spins": "while True: pass",
    "catches all": "while True:\n        try: x = 1\n        except BaseException: pass",
    "sleeps": "import time\n    while True: time.sleep(60)",
}


@pytest.mark.parametrize(
    ("level", "thread"),
    [*product(["full", "lite"], THREADS)],
)
def test_a_thread_that_a_cell_leaves_takes_no_time_of_the_cases(level: Level, thread: str):
    """Else a case would have the less time, the more others compute on this machine."""
    levels.need(level)
    leaves = f"import threading\ndef run():\n    {THREADS[thread]}\nthreading.Thread(target=run, daemon=True).start()"
    with Zygote(level) as zygote, SandboxedNotebook(zygote, [Cell(0, leaves), Cell(1, BURN)], {}, SHORT) as notebook:
        notebook.run()
        for _ in range(3):
            assert ask(notebook, "burn", 0.05) == "returned"
            before = notebook.cpu_s
            time.sleep(0.3)
            assert notebook.cpu_s - before < 0.1
            notebook.lost("crashed")  # the next call needs another copy, or another run of the cells


def settled(notebook: SandboxedNotebook) -> float:
    """CPU seconds when they have stopped to grow."""
    end = time.monotonic() + 30
    used = [notebook.cpu_s]
    while len(used) < 4 or used[-1] - used[-4] > 0.001:
        assert time.monotonic() < end
        time.sleep(0.5)
        used.append(notebook.cpu_s)
    return used[-1]


def test_the_host_looks_for_no_garbage_at_a_submissions_expense(opened: Opened):
    notebook = opened("def ask(enabled): return enabled()", limits=SHORT)
    notebook.begin_case()
    assert notebook["ask"](gc.isenabled) is False
    assert gc.isenabled()


@pytest.mark.parametrize("wait", [True, False])
def test_children_are_charged_to_their_submission(opened: Opened, wait: bool):
    notebook = opened(FORKED, limits=SHORT)
    before = notebook.cpu_s
    assert ask(notebook, "children", 3, 0.2, wait) == "returned"
    assert 0.55 < settled(notebook) - before < 0.9


def test_children_that_burn_together_come_to_the_limit_together(opened: Opened):
    notebook = opened(FORKED, limits=SHORT)
    before = notebook.cpu_s
    assert ask(notebook, "children", 4, 0.9, True) == "timeout"
    assert 0.9 < notebook.cpu_s - before < 1.9


def test_children_that_outlive_their_parent_are_charged(opened: Opened):
    notebook = opened(FORKED + "def orphans():\n    if os.fork() == 0:\n        children(2, 0.3)\n        os._exit(0)")
    before = notebook.cpu_s
    ask(notebook, "orphans")
    assert 0.55 < settled(notebook) - before < 0.9


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")  # from Python 3.12 on
def test_children_of_a_thread_are_charged(opened: Opened):
    inside = "def inside():\n    children(2, 0.3)\n    time.sleep(60)"
    notebook = opened(FORKED, inside, "import threading\ndef start(): threading.Thread(target=inside).start()")
    before = notebook.cpu_s
    ask(notebook, "start")
    assert 0.55 < settled(notebook) - before < 0.9


def test_nobody_can_let_the_kernel_forget_a_child(opened: Opened):
    """Children of a parent that ignores their end would be charged to no one."""
    notebook = opened(FORKED, "import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)", limits=SHORT)
    assert notebook.errors[1].error.startswith("PermissionError")
    before = notebook.cpu_s
    for _ in range(10):
        ask(notebook, "children", 1, 0.05, True)
    assert 0.4 < notebook.cpu_s - before < 0.8


def test_a_process_that_ends_by_itself_is_charged(opened: Opened):
    notebook = opened(BURN + "def f():\n    burn(0.3)\n    os._exit(0)")
    before = notebook.cpu_s
    assert [ask(notebook, "f") for _ in range(3)] == ["crashed"] * 3
    assert 0.85 < notebook.cpu_s - before < 1.3


def test_many_processes_that_end_before_anybody_looks_are_charged(opened: Opened):
    notebook = opened(BURN, *["burn(0.04); os._exit(0)"] * 5, "def f(): burn(0.04); os._exit(0)")
    assert 0.18 < sum(usage.used for usage in notebook.usages) < 1.0
    assert notebook.pristine is not None
    before = notebook.pristine.usage.used
    assert [ask(notebook, "f") for _ in range(5)] == ["crashed"] * 5
    assert 0.18 < notebook.pristine.usage.used - before < 0.6


def test_one_that_nobody_saw_end_is_charged_for_the_time_since_it_was_seen():
    usage = Usage()
    with subprocess.Popen(["sleep", "100"]) as child:
        usage.follow(child.pid)
        usage.measure()
        time.sleep(0.3)
        child.kill()
    usage.end()
    assert 0.3 < usage.used < 1.0


def test_a_process_is_killed_with_all_that_descend_from_it():
    code = "import subprocess as s, time; print(s.Popen(['sleep', '99'], start_new_session=True).pid, flush=True)"
    with subprocess.Popen([sys.executable, "-c", f"{code}; time.sleep(99)"], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = Path(f"/proc/{int(parent.stdout.readline())}/stat")
        assert child.exists()
        kill_tree(parent.pid)
        assert parent.wait() == -signal.SIGKILL
    assert not child.exists() or " Z " in child.read_text(encoding="utf-8")  # nobody has waited for it yet


def test_all_time_counts_as_sleep_but_what_the_host_computes():
    usage = Usage()
    time.sleep(0.3)
    usage.look()
    assert 0.28 < usage.idle < 0.4
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass
    usage.look()
    assert 0.18 < usage.idle < 0.4
    time.sleep(0.2)  # between two guests of a submission
    later = Usage(usage)
    later.look()
    assert 0.18 < later.idle < 0.3


def test_no_sleep_is_earned_by_what_overlaps(monkeypatch: pytest.MonkeyPatch):
    """A thread of the guest that could run while the host computes is counted twice; it gets no time back for it."""
    monkeypatch.setattr(resource_usage, "_CREDIT", 0.1)
    usage = Usage()
    usage.idle = usage.most_idle = 1.0
    end = time.process_time() + 0.5
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as child:
        usage.follow(child.pid)
        usage.look()
        while time.process_time() < end:
            pass
        usage.look()
        child.kill()
    assert 0.89 < usage.idle < 1.5


def test_one_that_always_says_something_is_stopped_too(opened: Opened):
    talkative = "import time\ndef f(g):\n    while True:\n        g(1)\n        time.sleep(0.01)"
    notebook = opened(talkative, limits=SHORT)
    notebook.begin_case()
    began = time.monotonic()
    with pytest.raises(GuestLost):
        notebook["f"](abs)
    assert time.monotonic() - began < 3


@contextmanager
def crowded(zygote: Zygote, count: int) -> Iterator[None]:
    """Others compute on the only processor that this process and the guests of the zygote have."""
    every = os.sched_getaffinity(0)
    ours = [os.getpid(), *tree(zygote.process.pid)]
    for pid in ours:
        os.sched_setaffinity(pid, {min(every)})
    context = multiprocessing.get_context("fork")
    others = [context.Process(target=_spin, daemon=True) for _ in range(count)]
    try:
        for other in others:
            other.start()
        yield
    finally:
        for other in others:
            other.kill()
            other.join()
        for pid in ours:
            os.sched_setaffinity(pid, every)


def _spin() -> None:
    os.setsid()  # or Linux would take them all for one
    while True:
        pass


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("burn", (0.7,)),
        ("children", (2, 0.35, True)),
        pytest.param("threads", (2, 0.35), marks=pytest.mark.thorough),
    ],
)
def test_what_others_compute_costs_no_student_a_case(zygote: Zygote, opened: Opened, name: str, given: tuple[float]):
    """With eight of them, 0.7 CPU seconds take six by the clock."""
    threads = """
import threading
def threads(count, seconds):
    def spin():
        end = time.thread_time() + seconds
        while time.thread_time() < end: pass
    every = [threading.Thread(target=spin) for _ in range(count)]
    for thread in every: thread.start()
    for thread in every: thread.join()
"""
    with crowded(zygote, 8):
        notebook = opened(FORKED, threads, limits=SHORT)
        began = time.monotonic()
        assert ask(notebook, name, *given) == "returned"
        assert time.monotonic() - began > 2 * SHORT.case


def test_a_crowd_changes_nothing_of_what_a_loop_may_use_or_how_long_one_may_sleep(zygote: Zygote, opened: Opened):
    with crowded(zygote, 4):
        notebook = opened("import time\ndef loop():\n    while True: pass\ndef sleep(): time.sleep(60)", limits=SHORT)
        before = notebook.cpu_s
        assert ask(notebook, "loop") == "timeout"
        assert 0.95 < notebook.cpu_s - before < 1.2
        began = time.monotonic()
        assert ask(notebook, "sleep") == "timeout"
        assert time.monotonic() - began < 3
