"""A statement that fails takes no import with it, and takes nothing with it if only something is missing here."""

from collections.abc import Callable

import pytest

from autograder.host.errors import ZygoteBroken
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import Cell
from autograder.results import Level, Limits
from tests.support import levels

Opened = Callable[..., SandboxedNotebook]


@pytest.mark.parametrize(("cell", "repair"), [
    ("import pandas as pd\nx = 1", "`import pandas as pd` failed (pandas is not installed here)"),
    ("from google.colab import drive\ndrive.mount('/content')\nx = 1", "(google is not installed here)"),
    ("import pandas as pd; x = 1", "`import pandas as pd` failed"),
    ("import pandas as pd, math\nx = math.floor(1.5)", "`import pandas as pd` failed"),
    ("from math import floor, no_such_name\nx = floor(1.5)", "`from math import no_such_name` failed"),
    ("import helper\nhelper.set_up()\nx = 1", "`helper.set_up()` failed (NameError"),
    ("import pandas\nimport asyncio\nawait asyncio.sleep(0)\nx = 1", "`import pandas` failed"),
    ("input()\nx = 1", "`input()` failed (EOFError"),
    ("data = open('data.csv').read()\nprint(data)\nx = 1", "`print(data)` failed (NameError"),
    ("import numpy as np\nnumber = np.float(1)\nx = 1", "`number = np.float(1)` failed (AttributeError"),
    ("%tensorflow_version 2.x\nx = 1", "`%tensorflow_version 2.x` failed"),
    ("if True:\n    import pandas\n    import math\nx = math.floor(1.5)", "`import pandas` failed"),
    ("if False:\n    y = 1\nelse:\n    with open('a', 'w'):\n        import pandas, math\n        x = math.floor(1.5)",
     "`import pandas` failed"),
    ("try:\n    import pandas\n    import math\nexcept ImportError:\n    raise\nx = math.floor(1.5)",
     "`import pandas` failed"),
    ("try:\n    import pandas\nexcept ImportError:\n    import geopandas\n    import math\nx = math.floor(1.5)",
     "`import geopandas` failed"),
    ("%%time\nimport pandas\nx = 1", "`import pandas` failed"),
    ("%%capture output --no-stderr\nimport pandas\noutput.show()\nx = 1", "`import pandas` failed"),
    ("\n%%time\n%%capture\n!pip install pandas\nimport pandas\nx = 1", "`import pandas` failed"),
])  # fmt: skip
def test_the_rest_of_the_cell_runs_where_only_something_is_missing_here(opened: Opened, cell: str, repair: str):
    notebook = opened(cell)
    assert notebook["x"] == 1
    assert 0 in notebook.errors
    assert len(notebook.repairs) == 1
    assert notebook.repairs[0].startswith("cell 1: ")
    assert repair in notebook.repairs[0]
    assert notebook.repairs[0].endswith("; the rest of the cell was run")


def test_what_depends_on_a_missing_package_does_not_stop_a_later_cell(opened: Opened):
    notebook = opened("import pandas as pd", "pd.set_option('a', 1)\nx = 1")
    assert notebook["x"] == 1


@pytest.mark.parametrize("cell", ["1 / 0\nimport math\nx = 1", "undefined\nimport math\nx = 1"])
def test_after_any_other_error_only_imports_run(opened: Opened, cell: str):
    notebook = opened(cell, "y = math.floor(1.5)")
    assert notebook.get("x") is None
    assert notebook["y"] == 1
    assert notebook.repairs[0].endswith("only the imports below it were run")


def test_the_imports_of_a_cell_that_is_not_python_run(opened: Opened):
    notebook = opened("print 'ready'\nimport math\nx = 1", "y = math.floor(1.5)")
    assert notebook.get("x") is None
    assert notebook["y"] == 1
    assert "only its imports were run" in notebook.repairs[0]


def test_definitions_below_a_loop_without_end_run(opened: Opened):
    limits = Limits(cell=0.3, case=1.0, submission=20.0)
    notebook = opened("while True: pass\nimport math\ndef f(): return math.floor(1.5)\nx = 1", "y = f()", limits=limits)
    assert notebook.get("x") is None
    assert notebook["y"] == 1
    assert "(stopped: it took too long)" in notebook.repairs[0]


@pytest.mark.parametrize("cell", [
    "help(len)\nx = 1",
    "breakpoint()\nx = 1",
    "import matplotlib\nmatplotlib.use('TkAgg')\nx = 1",
    "import matplotlib.pyplot as plt\nplt.switch_backend('Qt5Agg')\nplt.plot([1])\nx = 1",
    "import os\nos.mkdir('a')\n%cd a\nopen('b', 'w').close()\n%cd -\nx = len(os.listdir('a'))",
    "%cd\nx = 1",
])  # fmt: skip
def test_what_is_harmless_in_jupyter_is_harmless(opened: Opened, cell: str):
    notebook = opened(cell)
    assert notebook["x"] == 1
    assert not notebook.errors
    assert not notebook.repairs


@pytest.mark.parametrize("folder", ["..", "/content/drive/MyDrive", "C:\\Users\\me", '"with space"'])
def test_a_change_to_a_folder_elsewhere_does_nothing_and_is_noted(opened: Opened, folder: str):
    notebook = opened(f"import os\nbefore = os.getcwd()\n%cd {folder}\nx = os.getcwd() == before")
    assert notebook["x"] is True
    assert not notebook.errors
    assert "did nothing" in notebook.repairs[0]


def test_a_statement_that_was_last_leaves_no_note(opened: Opened):
    notebook = opened("x = 1\nimport pandas")
    assert notebook["x"] == 1
    assert not notebook.repairs


def test_a_package_that_the_assignment_allows_can_be_imported():
    cells = [Cell(0, "import yaml\nx = yaml.safe_load('1')")]
    for packages, found in (((), None), (("PyYAML",), 1)):
        with Zygote(levels.best(), packages) as zygote, SandboxedNotebook(zygote, cells, {}, Limits()) as notebook:
            notebook.run()
            assert notebook.get("x") == found


@pytest.mark.parametrize("level", ["full", "lite"])
def test_a_notebook_goes_on_without_a_package_at_each_level(level: Level):
    """The package is here, since Otter needs it, and the assignment does not allow it."""
    levels.need(level)
    cells = [Cell(0, "try:\n    import pandas\nexcept ModuleNotFoundError as error:\n    x = str(error)")]
    with Zygote(level) as zygote, SandboxedNotebook(zygote, cells, {}, Limits()) as notebook:
        notebook.run()
        assert notebook.get("x") == "No module named 'pandas'"


def test_a_package_that_is_allowed_and_not_installed_is_named():
    level = levels.best()
    with pytest.raises(ZygoteBroken, match=r"allows no-such-package, not installed here: say `make setup`"):
        Zygote(level, ["no-such-package"])
