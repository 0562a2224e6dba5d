"""Notebooks that were handed in as Python code or as a web page."""

import sys
import time
from pathlib import Path

import jupytext
import nbformat
import pytest

from assignments import course
from assignments.errors import Unusable
from autograder.notebook_reader import read as read_cells
from grading.intake import code_files
from grading.intake.submission_content import read
from grading.intake.submissions import find
from tests.support.downloads import by_student, fill
from tests.support.small_notebooks import NOTEBOOK

PERCENT = '''# ---
# jupyter:
#   jupytext:
#     text_representation:
#       format_name: percent
# ---

# %% [markdown]
# # A title
# def no_code(): pass

# %%
# %matplotlib inline
import numpy as np

# %% tags=["x"]
def f(x):
    """A text.

    # %%% no cell
    """
    return x
'''
BARE = "# %%\nx = 1\n# %% a title\ny = '''\n# no cell\n'''\n#%%\nz = 3\n"
SCRIPT = "#!/usr/bin/env python\n# coding: utf-8\n\n# # Title\n\n# In[1]:\n\n\nx = 1\n\n\n# In[ ]:\n\n\nget_ipython()\n"
LAB = """<!DOCTYPE html><html><body><main><style>.input_area { x }</style>
<div class="jp-Cell jp-MarkdownCell"><div class="jp-RenderedHTMLCommon jp-MarkdownOutput"><div class="highlight"><pre>
no = "code"</pre></div></div></div>
<div class="jp-Cell jp-CodeCell"><div class="jp-InputArea jp-Cell-inputArea"><div class="jp-InputPrompt">In [1]:</div>
<div class="jp-CodeMirrorEditor jp-Editor jp-InputArea-editor" data-type="inline"><div class="cm-editor cm-s-jupyter">
<div class=" highlight hl-ipython3"><pre><span></span><span>x</span> <span class="o">=</span> <span>"&lt;ü&amp;
 &quot;"</span>
    <span class="k">return</span> <span class="mi">1</span>
</pre></div></div></div></div>
<div class="jp-Cell-outputWrapper"><pre>out</pre><img src="data:image/png;base64,AAAA"></div></div></main></html>"""
OLD = """<html><body><div class="cell border-box-sizing code_cell rendered"><div class="input"><div class="inner_cell">
<div class="input_area"><div class=" highlight hl-ipython3"><pre><span></span><span>y</span> = 2
</pre></div></div></div></div><div class="output"><pre>3</pre></div></div></body></html>"""


def cells(name: str, text: str) -> list[str]:
    return [cell.source for cell in read_cells(code_files.notebook(name, text.encode()))[0]]


def test_the_cells_of_every_kind_are_read():
    assert [cell.split("\n")[0] for cell in cells("a.py", PERCENT)] == ["%matplotlib inline", "def f(x):"]
    assert "# %%% no cell" in cells("a.py", PERCENT)[1]
    assert cells("a.py", BARE) == ["x = 1", "y = '''\n# no cell\n'''", "z = 3"]
    assert cells("a.py", BARE.replace("\n", "\r\n")) == cells("a.py", BARE)
    assert [cell for cell in cells("a.py", SCRIPT) if "Title" not in cell] == ["x = 1", "get_ipython()"]
    assert cells("a.html", LAB) == ['x = "<ü&\n ""\n    return 1']
    assert cells("a.HTM", OLD) == ["y = 2"]


@pytest.mark.parametrize("slug", course.assignments())
@pytest.mark.parametrize("form", ["py:percent", "py:light", "py:hydrogen"])
def test_jupytext_and_back_loses_no_code(slug: str, form: str):
    solved = nbformat.read(course.assignment(slug).solved, as_version=4)
    text = jupytext.writes(solved, fmt=form)
    code = [cell.source.strip() for cell in solved.cells if cell.cell_type == "code"]
    assert [cell.strip() for cell in cells("a.py", text)] == code


@pytest.mark.parametrize("template", ["lab", "classic", "script"])
def test_jupyters_own_exports_and_back_lose_no_code(template: str):
    import subprocess

    solved = course.assignment("pixels").solved
    script = (
        "import sys; from nbconvert import HTMLExporter, PythonExporter; kind, path = sys.argv[1:];"
        "exporter = PythonExporter() if kind == 'script' else HTMLExporter(template_name=kind);"
        "sys.stdout.reconfigure(encoding='utf-8'); print(exporter.from_filename(path)[0])"
    )
    words = [sys.executable, "-W", "ignore", "-c", script, template, str(solved)]
    exported = subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout
    code = [cell.source for cell in read_cells(solved.read_bytes())[0]]
    found = cells("a.py" if template == "script" else "a.html", exported)
    if template == "script":  # it has the text between the cells as comments
        found = [cell.partition("\n\n\n# ")[0].strip() for cell in found][1:]
        found = [cell if "get_ipython" not in cell else "%" for cell in found]
        code = [cell if "%" not in cell[:1] else "%" for cell in code]
        assert len(found) == len(code)
        return
    assert [cell.rstrip() for cell in found] == [cell.rstrip() for cell in code]


def test_an_exported_notebook_is_graded_with_a_note(tmp_path: Path):
    script = course.assignment("pixels").reference.read_bytes()
    files = {
        "ada/pixels.py": PERCENT.encode(),
        "ben/pixels.html": LAB.encode(),
        "cy/pixels.py": script,  # no cells, but the functions of this assignment
        "dan/notes.py": b"x = 1",
        "eve/page.html": b"<html><body><pre>x = 1</pre></body></html>",
        "fay/pixels.ipynb": NOTEBOOK,
        "fay/pixels.py": PERCENT.encode(),
    }
    found = {s.student: s for s in find([fill(tmp_path, files)], course.assignment("pixels"))}
    assert [student for student, s in found.items() if not s.problem] == ["ada", "ben", "cy", "fay"]
    assert found["ada"].notes == (
        "ada/pixels.py is Python code, exported from a notebook: its code was graded. Hand in the .ipynb file",
    )
    assert "ben/pixels.html is a web page, exported from a notebook" in found["ben"].notes[0]
    assert "def draw_circle" in "".join(cell.source for cell in read_cells(read(found["cy"]))[0])
    assert "Python code, not a notebook" in found["dan"].problem
    assert "a web page, not a notebook" in found["eve"].problem
    assert (read(found["fay"]), found["fay"].notes) == (NOTEBOOK, ())


def test_documents_are_named_as_what_they_are(tmp_path: Path):
    found = by_student(fill(tmp_path, {"ada/p.docx": b"", "ben/p.pdf": b"", "cy/p.ipynb": NOTEBOOK}))
    assert "ada/p.docx is a Word document, not a notebook" in found["ada"].problem
    assert "ben/p.pdf is a PDF, not a notebook" in found["ben"].problem


@pytest.mark.parametrize(
    "text", ["", "<html>", "<![bad", "<div class=input_area><pre>", "<div class=input_area>" * 5000]
)
def test_a_page_without_code_is_refused(text: str):
    with pytest.raises(Unusable, match="no code"):
        code_files.notebook("a.html", text.encode())


def test_a_large_file_is_refused_and_pictures_do_not_count():
    with pytest.raises(Unusable, match="4 MiB"):
        code_files.notebook("a.py", b"#" * (code_files.MAX_CODE + 1))
    picture = b'<img src="data:image/png;base64,' + b"A" * (8 << 20) + b'">'
    assert code_files.notebook("a.html", LAB.encode() + picture)


@pytest.mark.parametrize("text", ["<!--", "<![CDATA[", "<?", "<a ", "</a ", "<a><b></c>"])
def test_no_page_takes_long(text: str):
    begun = time.process_time()
    whole = f'<div class="input_area"><pre>x = 1</pre><pre>{text * 200_000}'
    assert cells("a.html", whole)[0] == "x = 1"
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("text", ["# %%\n" * 20_000, "# ---\n# jupyter:\n#   a: 1\n# ---\n" + "\n" * 20_000])
def test_no_python_file_takes_long(text: str):
    begun = time.process_time()
    assert cells("a.py", f"{text}# %%\nx = 1\n")[-1].strip().endswith("x = 1")
    assert time.process_time() - begun < 5


def test_a_page_with_a_number_of_thousands_of_digits_is_read():
    number = "&#" + "9" * 5000 + ";"
    assert cells("a.html", f'<div class="input_area"><pre>x = "{number}"</pre></div>') == [f'x = "{number}"']


def test_a_long_python_file_keeps_its_cells():
    lines = "y = 2\n" * code_files.MAX_LINES
    assert cells("a.py", f"# %%\nx = 1\n# %%\n{lines}") == ["x = 1\n", lines]
    with pytest.raises(Unusable, match="30,000 cells"):
        code_files.notebook("a.py", b"# %%\nx\n" * 30_000)
