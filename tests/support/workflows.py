"""A workflow's `run:` steps, executed as GitHub's runner does: with `bash -e`, in a checkout, with its files and names.

`uses:` steps are not executed: what they would do is given as an argument. Of expressions, what our workflows use is
understood: names with dots, texts, `!`, `&&`, `||`, `==`, `!=`, and the status functions.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|!|\(|\)|[\w.*-]+)")


@dataclass
class StepRun:
    """What one step did."""

    name: str
    script: str
    code: int
    log: str


@dataclass
class JobRun:
    """What the steps of a job did."""

    steps: list[StepRun] = field(default_factory=list)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    summary: str = ""
    used: list[Mapping[str, Any]] = field(default_factory=list)  # the `uses:` steps that would have run

    @property
    def failed(self) -> bool:
        """Whether the job has a red cross."""
        return any(step.code for step in self.steps)

    @property
    def log(self) -> str:
        """The log of all steps."""
        return "".join(step.log for step in self.steps)


def run_job(
    workflow: Path,
    job: str,
    checkout: Path,
    scratch: Path,
    path: Sequence[Path] = (),
    runner: Mapping[str, str] | None = None,
    **context: Any,
) -> JobRun:
    """Execute the `run:` steps of a job in a checkout.

    Parameters
    ----------
    scratch:
        An empty folder for the files of the runner.
    path:
        Folders that are searched for programs before all others.
    runner:
        Variables that the runner sets in addition.
    context:
        What expressions may name: `inputs={"due": "…"}`, `secrets`, `vars`, `github`.
    """
    described = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"][job]
    context["env"] = _filled(described.get("env", {}), context)
    run = JobRun()
    for number, step in enumerate(described["steps"]):
        names = context | {"steps": {name: {"outputs": found} for name, found in run.outputs.items()}}
        if not _wanted(str(step.get("if", "success()")), names, failed=run.failed):
            continue
        if "run" not in step:
            run.used.append({key: _filled(value, names) for key, value in step.items() if key != "if"})
            continue
        assert "${{" not in step["run"], "an expression in a script can be code: give it as a variable"
        files = {name: scratch / f"{number}-{name}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV")}
        for file in files.values():
            file.touch()
        script = scratch / f"{number}.sh"
        script.write_text(step["run"], encoding="utf-8")
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"] if step.get("shell") == "bash" else ["bash", "-e"]
        done = subprocess.run(
            [*shell, str(script)],
            cwd=checkout / step.get("working-directory", "."),
            env=_environment(path)
            | dict(runner or {})
            | context["env"]
            | {key: str(file) for key, file in files.items()}
            | _filled(step.get("env", {}), names),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        run.steps.append(StepRun(step.get("name", ""), step["run"], done.returncode, done.stdout))
        run.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        if "id" in step:
            run.outputs[step["id"]] = {line.partition("=")[0]: line.partition("=")[2] for line in lines}
    return run


def push_and_check_out(folder: Path, files: Mapping[str, bytes], scratch: Path) -> Path:
    """Commit files, push them to a bare repository, and return a fresh checkout of it."""
    origin, work, checkout = scratch / "origin.git", folder, scratch / "checkout"
    git("init", "--quiet", "--bare", "--initial-branch=main", str(origin), at=scratch)
    git("clone", "--quiet", str(origin), str(work), at=scratch)
    for name, content in files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_bytes(content)
    git("add", "--all", at=work)
    git("commit", "--quiet", "--message", "Work", at=work)
    git("push", "--quiet", "origin", "HEAD:main", at=work)
    git("clone", "--quiet", str(origin), str(checkout), at=scratch)
    return checkout


def git(*words: str, at: Path, **environment: str) -> str:
    """Run git as a made-up person, without the settings of this machine; return what it prints."""
    people = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in PERSON.items()}
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | people | environment
    done = subprocess.run(
        ["git", *words], cwd=at, env=os.environ | plain, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


PERSON = {"NAME": "Ada", "EMAIL": "ada@example.org"}


def _environment(path: Sequence[Path]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not re.match("GITHUB_|PYTHONPATH|VIRTUAL_ENV", name)}
    programs = os.pathsep.join([*map(str, path), str(Path(sys.executable).parent), os.environ["PATH"]])
    return kept | {"CI": "true", "GITHUB_ACTIONS": "true", "PATH": programs, "PIP_NO_INDEX": "1"}


def _filled(value: Any, names: Mapping[str, Any]) -> Any:
    """Replace the expressions in the values of a mapping or in a text."""
    if isinstance(value, Mapping):
        return {key: _filled(each, names) for key, each in value.items()}
    if not isinstance(value, str):
        return value
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: _text(evaluate(found[1], names)), value, flags=re.DOTALL)


def _wanted(condition: str, names: Mapping[str, Any], *, failed: bool) -> bool:
    inside = condition.strip().removeprefix("${{").removesuffix("}}")
    status = re.search(r"\b(always|cancelled|failure|success)\(\)", inside)
    states = {"always": True, "cancelled": False, "failure": failed, "success": not failed}
    for name, value in states.items():
        inside = inside.replace(f"{name}()", "true" if value else "false")
    return bool(evaluate(inside, names)) and (bool(status) or not failed)


def evaluate(expression: str, names: Mapping[str, Any]) -> Any:
    """Return the value of an expression; a name that is not given is the empty text, as on GitHub."""
    if expression.strip().startswith("hashFiles("):
        return "hash"
    tokens = TOKEN.findall(expression)
    assert "".join(tokens) == re.sub(r"\s+(?=(?:[^']*'[^']*')*[^']*$)", "", expression), expression
    value, rest = _either(tokens, names)
    assert not rest, expression
    return value


def _either(tokens: list[str], names: Mapping[str, Any]) -> tuple[Any, list[str]]:
    value, tokens = _both(tokens, names)
    while tokens[:1] == ["||"]:
        other, tokens = _both(tokens[1:], names)
        value = value or other
    return value, tokens


def _both(tokens: list[str], names: Mapping[str, Any]) -> tuple[Any, list[str]]:
    value, tokens = _compared(tokens, names)
    while tokens[:1] == ["&&"]:
        other, tokens = _compared(tokens[1:], names)
        value = value and other
    return value, tokens


def _compared(tokens: list[str], names: Mapping[str, Any]) -> tuple[Any, list[str]]:
    value, tokens = _single(tokens, names)
    if tokens[:1] in (["=="], ["!="]):
        sign = tokens[0]
        other, tokens = _single(tokens[1:], names)
        value = (_text(value) == _text(other)) == (sign == "==")
    return value, tokens


def _single(tokens: list[str], names: Mapping[str, Any]) -> tuple[Any, list[str]]:
    first, rest = tokens[0], tokens[1:]
    if first == "!":
        value, rest = _single(rest, names)
        return not value, rest
    if first == "(":
        value, rest = _either(rest, names)
        return value, rest[1:]
    if first.startswith("'"):
        return first[1:-1].replace("''", "'"), rest
    if first in ("true", "false"):
        return first == "true", rest
    value = names
    for part in first.split("."):
        value = value.get(part, "") if isinstance(value, Mapping) else ""
    return value, rest


def _text(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
