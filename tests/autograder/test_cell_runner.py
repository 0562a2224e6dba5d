"""Cells run as IPython runs them; whatever one of them does, the notebook comes to its end."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.judge import judge
from autograder.notebook_reader import compose
from autograder.results import Limits

Opened = Callable[..., SandboxedNotebook]
SHORT = Limits(cell=0.5, case=1.0, submission=20.0)


def error_of(notebook: SandboxedNotebook, index: int = 0) -> str:
    return notebook.errors[index].error if index in notebook.errors else ""


@pytest.mark.parametrize("cell", [
    "%matplotlib inline\nx = 1",
    "%matplotlib widget\nx = 1",
    "%time x = 1",
    "%%time\nx = 1",
    "%timeit -n1 -r1 pass\nx = 1",
    "%load_ext autoreload\n%autoreload 2\nx = 1",
    "x = 1\nx?",
    "x = 1\nlen??",
    "import asyncio\nawait asyncio.sleep(0)\nx = 1",
    "async def f(): return 1\nx = await f()",
    "display(1)\nfrom IPython.display import display, HTML, Image\ndisplay(HTML('<b>'))\nx = 1",
    "from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')\nx = 1",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nx = 1",
    "from matplotlib import pyplot\nfig, ax = pyplot.subplots()\nax.plot([1])\nfig.canvas.draw()\nfig.show()\nx = 1",
    "print('word ' * 10**6)\nx = 1",
    "print('a', flush=True)\nimport sys\nsys.stderr.write('b')\nsys.stdout.flush()\nx = 1",
    "x = 1\nx",
    "x = 1;",
    "_ = 5\nx = 1",
    "import warnings\nwarnings.warn('careful')\nx = 1",
    "from __future__ import annotations\nx = 1",
    "import tempfile\nwith tempfile.TemporaryFile() as f: f.write(b'1')\nx = 1",
    "open('notes.txt', 'w').write('1')\nx = len(open('notes.txt').read())",
    "import os\nos.makedirs('a/b')\nx = 1",
    "import logging\nlogging.getLogger().warning('w')\nx = 1",
    "import numpy as np\nnp.seterr(all='ignore')\nx = int(np.ones(1)[0])",
    "assert __name__ == '__main__'\nx = 1",
    "import dataclasses, pickle, copy\n@dataclasses.dataclass\nclass A:\n    a: int\n"
    "x = pickle.loads(pickle.dumps(A(1))).a",
])  # fmt: skip
def test_what_students_write_runs(opened: Opened, cell: str):
    notebook = opened(cell)
    assert error_of(notebook) == ""
    assert notebook["x"] == 1


@pytest.mark.parametrize(("cell", "word"), [
    ("import os\nos.system('ls') and 1/0", "ZeroDivisionError"),
    ("x = (", "SyntaxError"),
    ("def f(:\n  pass", "SyntaxError"),
    ("if True:\nx = 1", "IndentationError"),
    ("1/0", "ZeroDivisionError"),
    ("import not_a_module", "ModuleNotFoundError"),
    ("import sys\nsys.exit(3)", "SystemExit"),
    ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    ("raise SystemExit", "SystemExit"),
    ("%no_such_magic", "UsageError"),
    ("%%no_such_magic\nx", "UsageError"),
    ("%%bash\nls", "PermissionError"),
    ("%run other.py", "not found"),
    ("raise type('Mine', (BaseException,), {})('x')", "Mine"),
    ("raise ValueError('x' * 10**7)", "ValueError"),
    ("class E(Exception):\n    def __str__(self): raise ValueError\nraise E", "E"),
    ("def f(): f()\nf()", "RecursionError"),
    ("(" * 1000 + ")" * 1000, "SyntaxError"),
    ("x = '\\ud800'\nraise ValueError(x)", "ValueError"),
    ("\x00", "null bytes"),
])  # fmt: skip
def test_a_cell_that_fails_says_so_and_the_next_one_runs(opened: Opened, cell: str, word: str):
    notebook = opened(cell, "y = 2")
    assert word in error_of(notebook)
    assert len(error_of(notebook)) <= 500
    assert "\n" not in error_of(notebook)
    assert notebook["y"] == 2
    assert notebook.cells.skipped == set()


@pytest.mark.parametrize("cell", ["exit()", "quit", "%reset -f", "%%html\n<b>bold</b>", "%%javascript\nalert(1)"])
def test_what_only_a_screen_or_a_terminal_can_do_does_nothing(opened: Opened, cell: str):
    notebook = opened(cell, "y = 2")
    assert notebook.errors == {}
    assert notebook["y"] == 2


@pytest.mark.parametrize("cell", ["!pip install numpy\nx = 1", "files = !ls\nx = 1 + len(files)",
                                  "%pip install a\nx = 1", "%sx ls\nx = 1"])  # fmt: skip
def test_shell_commands_are_refused_and_said_and_the_cell_goes_on(opened: Opened, cell: str):
    notebook = opened(cell)
    assert "shell commands do not run" in error_of(notebook)
    assert notebook["x"] == 1


def test_input_is_at_its_end(opened: Opened):
    assert "EOFError" in error_of(opened("name = input('name? ')"))


def test_the_last_definition_wins(opened: Opened):
    notebook = opened(
        "def f(): return 1", "def f(): return 2", "def g(): return h()\ndef h(): return 3", "h = lambda: 4"
    )
    assert notebook["f"]() == 2
    assert notebook["g"]() == 4


def test_a_name_that_was_deleted_is_gone(opened: Opened):
    assert opened("def f(): return 1", "del f").get("f") is None


def test_a_cell_over_its_time_is_interrupted_and_keeps_what_it_had_done(opened: Opened):
    notebook = opened("before = 1\nwhile True: pass", "after = 2", limits=SHORT)
    assert "longer than 0.5 s" in error_of(notebook)
    assert (notebook["before"], notebook["after"]) == (1, 2)
    assert notebook.cells.skipped == set()


def test_a_cell_that_sleeps_is_stopped_by_the_clock(opened: Opened):
    notebook = opened("import time\ntime.sleep(100)", "after = 2", limits=SHORT)
    assert "longer" in error_of(notebook)
    assert notebook["after"] == 2


def test_a_cell_that_swallows_the_interrupt_is_killed_and_left_out_of_a_second_run(opened: Opened):
    stubborn = "bad = 1\nwhile True:\n    try:\n        for n in range(10**9): m = n\n    except BaseException: m = 0"
    notebook = opened("first = 1", stubborn, "last = 3", limits=SHORT)
    assert notebook.cells.skipped == {1}
    assert "longer" in error_of(notebook, 1)
    assert any("cell 2 was left out" in repair for repair in notebook.repairs)
    assert (notebook["first"], notebook.get("bad"), notebook["last"]) == (1, None, 3)


FAULTS = [
    "import os; os._exit(0)",
    "import os; os.kill(os.getpid(), 9)",
    "import ctypes; ctypes.string_at(0)",
    "import os; os.closerange(3, 30)",
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_cell_that_ends_the_process_is_left_out_of_a_second_run(opened: Opened, fault: str):
    notebook = opened("first = 1", fault, "last = 3")
    assert notebook["last"] == 3
    assert notebook["first"] == 1
    if "kill" not in fault:  # the first process of its namespace cannot kill itself so
        assert notebook.cells.skipped == {1}
        assert error_of(notebook, 1).startswith("crashed")


def test_many_cells_that_take_their_time_use_up_the_submissions_time(opened: Opened):
    slow = "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end: pass"
    notebook = opened(*[slow] * 10, "last = 1", limits=Limits(cell=1.0, case=1.0, submission=2.0))
    assert notebook.get("last") is None
    assert any("used up the time" in repair for repair in notebook.repairs)


def test_cells_that_define_or_import_run_below_many_that_use_up_the_time(opened: Opened):
    heavy = "import time\nwhile True: time.process_time()"
    limits = Limits(cell=0.4, case=1.0, submission=3.0)
    notebook = opened(*[heavy] * 12, "import math", "x = 1", "def f(): return math.floor(1.5)", limits=limits)
    assert notebook["f"]() == 1
    assert notebook.get("x") is None
    assert any(repair.startswith("not run, since") and "14" in repair for repair in notebook.repairs)


def test_otter_is_there_and_does_nothing(opened: Opened):
    notebook = opened(
        "import otter\ngrader = otter.Notebook('pixels.ipynb', tests_dir='tests')",
        "grader.check('draw_disc')\ngrader.check_all()\ngrader.export(run_tests=True, pdf=False)",
        "from otter import Notebook\nNotebook().check('x')\ndone = 1",
    )
    assert notebook.errors == {}
    assert notebook["done"] == 1


def test_the_checks_that_students_have_are_there(opened: Opened):
    notebook = opened("from checks import expect_close, expect_picture, Mismatch\nexpect_close(1.0, 1.0, 'x')\nx = 1")
    assert error_of(notebook) == ""
    assert notebook["x"] == 1


def test_files_of_the_assignment_lie_beside_the_notebook(opened: Opened):
    notebook = opened("x = open('data/a.txt').read()", files={"data/a.txt": b"hello"})
    assert notebook["x"] == "hello"


def test_a_module_beside_the_notebook_may_be_imported(opened: Opened):
    assert opened("import helper\nx = helper.y", files={"helper.py": b"y = 5"})["x"] == 5


RANDOM = "import random, numpy as np\nx = [random.random(), np.random.rand(), hash('word'), np.random.randint(10**6)]"


def test_randomness_without_a_seed_is_the_same_each_time(opened: Opened):
    assert opened(RANDOM)["x"] == opened("y = 1", RANDOM)["x"]


def test_a_clone_draws_what_the_notebook_would_have_drawn_next(opened: Opened):
    notebook = opened("import random\nimport numpy as np\nrandom.seed(5)\nnp.random.seed(5)\n"
                      "def f(): return random.random(), float(np.random.rand())")  # fmt: skip
    expected = random.Random(5).random(), np.random.RandomState(5).rand()
    assert notebook["f"]() == expected
    notebook.lost("crashed")
    assert notebook["f"]() == expected


def test_one_notebook_leaves_nothing_for_the_next(opened: Opened):
    opened(
        "import builtins, numpy as np\nbuiltins.print = None\nnp.zeros = None\nopen('left', 'w').write('x')\nleft = 1"
    )
    notebook = opened("import os, numpy as np\nprint('x')\nfiles = os.listdir()\nx = np.zeros(1)[0]")
    assert notebook.errors == {}
    assert notebook["files"] == []
    assert notebook.get("left") is None


def test_what_is_written_about_a_cell_besides_its_source_counts_for_nothing(zygote: Zygote):
    notebook = compose(["x = 1"]).replace(b'"metadata": {}', b'"metadata": {"tags": ["skip-execution"]}')
    notebook = notebook.replace(b'"nbformat"', b'"kernelspec": {"name": "sas", "language": "R"}, "nbformat"')
    assert b"skip-execution" in notebook
    assert b"sas" in notebook
    verdict = judge(notebook, [], zygote, limits=SHORT)
    assert verdict.status == "graded"
    raising = judge(notebook.replace(b"x = 1", b"1/0"), [], zygote, limits=SHORT)
    assert [cell.error for cell in raising.cells] == ["ZeroDivisionError: division by zero"]


def test_thousands_of_cells_are_run(opened: Opened):
    notebook = opened("n = 0", *["n += 1"] * 1000, limits=Limits(submission=60))
    assert notebook["n"] == 1000


def test_chance_and_names_that_libraries_draw_from_the_system_are_the_same_in_each_run(opened: Opened):
    source = "import os, tempfile, numpy as np\ndraw = np.random.default_rng\n"
    source += "f = lambda: (draw().random(), os.path.basename(tempfile.mkdtemp()))"
    first, second = (opened(source)["f"] for _ in range(2))
    drawn = [first(), first()]
    assert drawn == [second(), second()]
    assert drawn[0] != drawn[1]
