"""What holds for every file of the repository, whatever it is about."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from assignments.course import REPO_ROOT

FILES = [
    REPO_ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=REPO_ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if (REPO_ROOT / name).is_file()
]
TEXTS = [path for path in FILES if path.suffix in {".py", ".md", ".toml", ".lock", ".yml", ".ipynb", ".sql", ""}]
MODULES = [path for path in FILES if path.suffix == ".py" and path != Path(__file__)]
NOTEBOOKS = [path for path in FILES if path.suffix == ".ipynb"]
NOT_AS_TEXT = {"os.open", "Image.open", "webbrowser.open", "io.BytesIO", "archive.open"}
OPENERS = {"open", "read_text", "write_text", "fdopen", "NamedTemporaryFile"}
IN_TESTS_OF_WALLS = {"hostile", "test_hostile", "test_sandbox", "test_walls"}  # they name real places to steal from


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_no_package_comes_from_anywhere_but_the_default_index():
    hosts = re.compile(
        r"--(extra-)?index-url|--find-links|--trusted-host|pypi\.[a-z]|pythonhosted|/simple/|\bartifactory\b"
    )
    locks = ["requirements.lock", "requirements-tensorflow.lock", "requirements-nbgrader.lock"]
    settings = [*locks, "pyproject.toml", "Makefile", ".ci/run", ".github/workflows/test.yml"]
    assert [name for name in settings if hosts.search(text(REPO_ROOT / name))] == []


def test_no_file_names_a_place_on_one_machine():
    visible_paths = re.compile(r"(?<![\w.])/(?:home|Users|work|root)/\w[\w.-]*")
    found = {
        f"{path.relative_to(REPO_ROOT)}: {place}"
        for path in TEXTS
        if path != Path(__file__) and not IN_TESTS_OF_WALLS & {path.parent.name, path.stem}
        for place in visible_paths.findall(text(path))
        if not place.startswith(("/home/student", "/home/runner"))
    }
    assert found == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(REPO_ROOT).as_posix())
def test_utf_8_is_said_wherever_text_is_opened(path: Path):
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Call) and _opens_text(node):
            assert "encoding" in {keyword.arg for keyword in node.keywords}, f"line {node.lineno} says no encoding"


def _opens_text(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in OPENERS or ast.unparse(call.func) in {
        "os.open",
        "Image.open",
        "webbrowser.open",
        "io.BytesIO",
        "archive.open",
    }:
        return False
    if name in {"read_text", "write_text"}:
        return True
    modes = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    modes += [k.value.value for k in call.keywords if k.arg == "mode" and isinstance(k.value, ast.Constant)]
    flags = [mode for mode in modes if isinstance(mode, str) and re.fullmatch(r"[rwaxbt+]{1,3}", mode)]
    if name == "NamedTemporaryFile":  # binary unless it says otherwise
        return any("b" not in mode for mode in flags)
    in_another_library = isinstance(call.func, ast.Attribute) and name == "open" and not flags and bool(call.args)
    return not in_another_library and not any("b" in mode for mode in flags)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.relative_to(REPO_ROOT).as_posix())
def test_no_notebook_switches_certificate_checks_off(path: Path):
    assert not re.search(r"_create_unverified_context|verify\s*=\s*False|CERT_NONE|PYTHONHTTPSVERIFY", text(path))


def test_nothing_generated_is_committed_that_nobody_opens():
    assert [path for path in FILES if path.suffix in {".zip", ".pyc", ".db"} or "dist" in path.parts] == []
