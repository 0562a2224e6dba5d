"""The end of a notebook: run all checks, say what is still open, and write the file to hand in.

In: the notebook's file, its grader and its namespace. Out: printed lines, and a zip beside the notebook, which holds
the notebook as it was saved and each dataset that lies beside it.
"""

import contextlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

CHECK = re.compile(r"""grader\.check\(\s*["'](\w+)["']""")
DEFINITION = re.compile(r"^def (\w+)\(", re.MULTILINE)
STUB = re.compile(r"""^    raise NotImplementedError\(["'](\w+): """, re.MULTILINE)
EMPTY = "*Type your answer here"
SAVE = (
    "{name} on the disk is older than what you ran ({functions}): save it (Ctrl + S, on a Mac Cmd + S) and run this "
    "cell again. No file was written."
)
MISSING = (
    "There is no {name} in this folder, so no file was written. If you gave the notebook another name, save it and "
    "hand in the notebook itself."
)


def hand_in(notebook: str, grader: Any, namespace: Mapping[str, Any]) -> Path | None:
    """Run all checks in the lesson's order, say what is still open, and return the file to hand in, if it was written.

    `namespace` holds the functions of the notebook, as `globals()` gives it.
    """
    _save_on_colab(notebook)
    path = Path(notebook)
    cells = _cells(path)
    if cells is None:
        print(MISSING.format(name=notebook))
        return None
    sources = ["".join(cell.get("source", "")) for cell in cells]
    stale = sorted(_not_saved(sources, namespace))
    if stale:
        print(SAVE.format(name=notebook, functions=", ".join(stale)))
        return None
    questions = list(dict.fromkeys(name for source in sources for name in CHECK.findall(source)))
    stubs = {name for source in sources for name in STUB.findall(source)}
    reports = {name: "not written yet" if name in stubs else _open_point(name, grader, namespace) for name in questions}
    still_open = {name: report for name, report in reports.items() if report}
    print(f"{len(questions) - len(still_open)} of {len(questions)} exercises pass all their checks in this notebook.")
    for name, report in still_open.items():
        print(f"  still open: {name} ({report})")
    for name in _unanswered(cells):
        print(f"  still open: {name} (no answer in words yet)")
    written = _write(path)
    print(
        f"\nHand in this file: {written.name} (it lies beside the notebook). After a change, save and run this cell "
        "again.\nHidden cases try other inputs, so passing the checks here is not yet full marks."
    )
    return written


def _open_point(name: str, grader: Any, namespace: Mapping[str, Any]) -> str:
    """Return what is still open about a question, or an empty text."""
    with contextlib.redirect_stdout(io.StringIO()):
        result = grader.check(name, namespace)
    results = getattr(result, "test_case_results", None) or []
    if not results:
        return "it was not checked"
    failed = [case for case in results if not case.passed]
    return f"{len(failed)} of {len(results)} checks fail" if failed else ""


def _cells(path: Path) -> list[dict[str, Any]] | None:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"), parse_int=float)["cells"]  # int refuses long ones
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return cells if isinstance(cells, list) else None


def _not_saved(sources: list[str], namespace: Mapping[str, Any]) -> set[str]:
    """Return the functions whose cell ran in a version that the saved notebook does not have."""
    ran: dict[str, str] = {}
    for source in namespace.get("In", []):  # IPython keeps the source of each cell that ran
        ran |= dict.fromkeys(DEFINITION.findall(source), source.strip())
    saved = {source.strip() for source in sources}
    known = {name for source in saved for name in DEFINITION.findall(source)}
    return {name for name, source in ran.items() if name in known and source not in saved}


def _unanswered(cells: list[dict[str, Any]]) -> list[str]:
    """Return the questions in words whose cell still holds the text that asks for an answer."""
    names = []
    for cell in cells:
        tags = [tag for tag in cell.get("metadata", {}).get("tags", []) if tag != "otter_answer_cell"]
        if cell.get("cell_type") == "markdown" and tags and "".join(cell.get("source", "")).startswith(EMPTY):
            names += tags[:1]
    return names


def _write(path: Path) -> Path:
    """Write the zip of the notebook and of the datasets beside it, whole or not at all."""
    written = path.with_name(f"{path.stem}-hand-in.zip")
    files = [path]
    for manifest in sorted(path.parent.glob("*/manifest.csv")):
        files += [file for file in sorted(manifest.parent.rglob("*")) if file.is_file() and file.name[0] != "."]
    part = written.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.relative_to(path.parent))
    part.replace(written)
    return written


def _save_on_colab(notebook: str) -> None:
    """Ask Colab for the notebook, which it does not keep on the disk of the machine that runs the cells."""
    if "google.colab" not in sys.modules:
        return
    try:
        messages = import_module("google.colab._message")
        answer = messages.blocking_request("get_ipynb", timeout_sec=30)["ipynb"]
        Path(notebook).write_text(json.dumps(answer), encoding="utf-8")
    except Exception as error:  # the request is no public function of Colab: it may change
        print(
            f"Colab does not give its notebook ({type(error).__name__}). Use File > Download > Download .ipynb and "
            "hand in that file."
        )
        Path(notebook).unlink(missing_ok=True)  # the notebook of the zip holds no answers
