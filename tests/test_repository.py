"""Facts about all files of the repository: what they may contain, and what the settings and locks say."""

import ast
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from assignments.course import REPO_ROOT

FILES = [
    REPO_ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=REPO_ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if (REPO_ROOT / name).is_file()
]
LOCKS = sorted(REPO_ROOT.glob("requirements*.lock"))
GRADING_LOCK = REPO_ROOT / "requirements.lock"
PACKAGE = "advanced-frameworks-exercises"
TEXTS = [path for path in FILES if path.suffix in {".py", ".md", ".toml", ".lock", ".yml", ".ipynb", ".sql", ""}]
MODULES = [path for path in FILES if path.suffix == ".py" and path != Path(__file__)]
WORKFLOWS = [path for path in FILES if path.parent.name == "workflows"]
NOTEBOOKS = [path for path in FILES if path.suffix == ".ipynb"]
NOT_AS_TEXT = {"os.open", "Image.open", "webbrowser.open", "io.BytesIO", "archive.open", "distribution.read_text"}
OPENERS = {"open", "read_text", "write_text", "fdopen", "NamedTemporaryFile"}
HOSTILE = {"hostile", "test_hostile", "test_sandbox", "test_walls"}  # these name real paths to steal from


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_no_package_comes_from_anywhere_but_the_default_index():
    hosts = re.compile(
        r"--(extra-)?index-url|--find-links|--trusted-host|pypi\.[a-z]|pythonhosted|/simple/|\bartifactory\b"
    )
    settings = [
        *LOCKS,
        *(REPO_ROOT / name for name in ("pyproject.toml", "Makefile", ".ci/run", ".github/workflows/test.yml")),
    ]
    assert [path.name for path in settings if hosts.search(text(path))] == []


def pinned(lock: Path) -> dict[str, set[str]]:
    """Return the versions that a lock names for each package: more than one if they depend on the Python version."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text(lock), flags=re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    assert versions, lock.name
    return versions


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if lock != GRADING_LOCK], ids=lambda lock: lock.name)
def test_a_lock_names_the_same_versions_as_the_lock_of_grading(lock: Path):
    grading, other = pinned(GRADING_LOCK), pinned(lock)
    assert {name for name in grading.keys() & other.keys() if grading[name] != other[name]} == set()


def test_the_lock_of_grading_names_all_requirements_of_its_packages_and_no_test_tool():
    names = pinned(GRADING_LOCK).keys()
    assert not names & {
        "coverage",
        "hypothesis",
        "ipykernel",
        "mypy",
        "playwright",
        "pytest",
        "pytest-xdist",
        "ruff",
        "uv",
    }
    installed = {canonicalize_name(found.metadata["Name"]): found for found in metadata.distributions()}
    wanted = [
        Requirement(line) for name in {PACKAGE, *names} & installed.keys() for line in installed[name].requires or []
    ]
    assert {
        canonicalize_name(each.name) for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})
    } <= names


def test_ci_grades_before_it_installs_anything_and_requires_all_walls():
    script = text(REPO_ROOT / ".ci" / "run")
    steps = ["\nmake grade", "apt-get install", "GRADE_REQUIRE_WALLS=full", "\nmake test"]
    assert sorted(map(script.index, steps)) == list(map(script.index, steps))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_get_no_right_but_to_read(path: Path):
    used = re.findall(r"uses: (.*)", text(path))
    assert [line for line in used if not re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []

    workflow = yaml.safe_load(text(path))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_ci_runs_on_every_python_that_the_package_accepts():
    project = tomllib.loads(text(REPO_ROOT / "pyproject.toml"))["project"]
    accepted = SpecifierSet(project["requires-python"])
    workflow = yaml.safe_load(text(REPO_ROOT / ".github" / "workflows" / "test.yml"))
    pythons = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert pythons == [f"3.{minor}" for minor in range(100) if f"3.{minor}" in accepted]


def test_every_exception_of_a_linter_says_why():
    settings = text(REPO_ROOT / "pyproject.toml").split("[tool.ruff.lint]")[1].split("[tool.mypy]")[0]
    rules = [line for line in settings.splitlines() if re.search(r'"[A-Z]+\d+"', line) and "select" not in line]
    assert len(rules) >= 10
    unexplained = [line for line in rules if not re.search(r"# \w", line)]
    for path in MODULES:
        lines = [line for line in text(path).splitlines() if "# noqa" in line]
        unexplained += [line for line in lines if not re.search(r"# noqa: [A-Z]+\d+  # \S", line)]
    assert unexplained == []


def test_no_file_names_a_path_of_one_machine():
    machine_path = re.compile(r"(?<![\w.])/(?:home|Users|work|root)/\w[\w.-]*")
    found = {
        f"{path.relative_to(REPO_ROOT)}: {named}"
        for path in TEXTS
        if path != Path(__file__) and not HOSTILE & {path.parent.name, path.stem}
        for named in machine_path.findall(text(path))
        if not named.startswith(("/home/student", "/home/runner"))
    }
    assert found == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(REPO_ROOT).as_posix())
def test_text_is_opened_with_an_encoding(path: Path):
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Call) and _opens_text(node):
            assert "encoding" in {keyword.arg for keyword in node.keywords}, f"line {node.lineno} names no encoding"


def _opens_text(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in OPENERS or ast.unparse(call.func) in NOT_AS_TEXT:
        return False
    if name in {"read_text", "write_text"}:
        return True
    modes = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    modes += [k.value.value for k in call.keywords if k.arg == "mode" and isinstance(k.value, ast.Constant)]
    flags = [mode for mode in modes if isinstance(mode, str) and re.fullmatch(r"[rwaxbt+]{1,3}", mode)]
    if name == "NamedTemporaryFile":  # binary by default
        return any("b" not in mode for mode in flags)
    in_another_library = isinstance(call.func, ast.Attribute) and name == "open" and not flags and bool(call.args)
    return not in_another_library and not any("b" in mode for mode in flags)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.relative_to(REPO_ROOT).as_posix())
def test_no_notebook_switches_certificate_checks_off(path: Path):
    assert not re.search(r"_create_unverified_context|verify\s*=\s*False|CERT_NONE|PYTHONHTTPSVERIFY", text(path))


def test_generated_files_that_nobody_opens_are_not_committed():
    assert [path for path in FILES if path.suffix in {".zip", ".pyc", ".db"} or "dist" in path.parts] == []
