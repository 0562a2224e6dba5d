"""With which exit code a command ends, and what is said then: `group.run_command`, and the signals of `cli`."""

import errno
import os
import signal
from collections.abc import Iterator
from importlib import import_module

import click
import pytest

from assignments.errors import GradeError, OurFault, UsageError
from autograder.results import Level
from autograder.sandbox import diagnose
from grading import cli
from grading.commands import group
from grading.commands import isolation_level as isolation
from grading.commands.group import run_command
from grading.commands.isolation_level import isolation_level

doctor = import_module("grading.commands.doctor")


def ends_with(monkeypatch: pytest.MonkeyPatch, error: BaseException | None) -> int:
    """Let the command line end so, and return its exit code."""

    def command(**_: object) -> None:
        if error:
            raise error

    monkeypatch.setattr(group.commands, "main", command)
    return run_command()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (None, 0, ""),
        (click.UsageError("No such option: --x"), 2, "No such option: --x"),
        (UsageError("There is no [class] here."), 2, "There is no [class] here."),
        (OurFault("The walls\nfall."), 3, "The walls\nfall."),
        (OSError(errno.ENOSPC, "", "a[b].db"), 3, "The disk is full (a[b].db). Make room"),
        (OSError(errno.EDQUOT, ""), 3, "Your disk quota is used up. Make room"),
        (OSError(errno.EROFS, ""), 3, "This disk is read-only. Choose another folder."),
        (PermissionError(errno.EACCES, "", "out"), 3, "Permission denied (out). Choose a folder"),
        (KeyError("ours"), 3, "This is a fault of `grade` itself"),
    ],
    ids=repr,
)
def test_each_error_has_its_sentence_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException | None,
    code: int,
    words: str,
):
    assert ends_with(monkeypatch, error) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert ("Traceback" in said.err) == isinstance(error, KeyError)
    assert bool(said.err) == (error is not None)


def test_a_name_of_a_student_in_an_error_moves_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    ends_with(monkeypatch, GradeError("ada\x1b[2J.ipynb cannot be read"))
    assert "\x1b[2J" not in capsys.readouterr().err


def test_an_aborted_question_is_a_stopped_command(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(KeyboardInterrupt):
        ends_with(monkeypatch, click.Abort())


@pytest.fixture
def signals() -> Iterator[dict[int, object]]:
    """The handlers of the signals, which come back after the test."""
    before = {number: signal.getsignal(number) for number in cli.SIGNALS}
    yield dict(before)
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_stopped_command_says_so_and_ignores_more_signals(
    signals: dict[int, object], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(group, "run_command", lambda: os.kill(os.getpid(), signal.SIGTERM))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == cli.EXIT_CODE
    assert capfd.readouterr().err == f"{cli.STOPPED}\n"
    assert {signal.getsignal(number) for number in cli.SIGNALS} == {signal.SIG_IGN}


def test_a_command_that_ends_by_itself_leaves_the_signals_as_they_were(
    signals: dict[int, object], monkeypatch: pytest.MonkeyPatch
):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    during: list[object] = []
    monkeypatch.setattr(group, "run_command", lambda: during.append(signal.getsignal(signal.SIGHUP)) or 7)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (ended.value.code, during) == (7, [signal.SIG_IGN])
    assert {number: signal.getsignal(number) for number in cli.SIGNALS} == signals | {signal.SIGHUP: signal.SIG_IGN}


def test_a_second_signal_does_not_stop_the_tidying_up_and_one_much_later_does(monkeypatch: pytest.MonkeyPatch):
    times = iter([100.0, 100.0, 100.0 + cli.TIDY_UP, 101.0 + cli.TIDY_UP, 101.0 + cli.TIDY_UP])
    monkeypatch.setattr(cli.time, "monotonic", lambda: next(times))
    interrupt = cli._interrupter()
    with pytest.raises(KeyboardInterrupt):
        interrupt(signal.SIGINT, None)
    interrupt(signal.SIGINT, None)
    with pytest.raises(KeyboardInterrupt):
        interrupt(signal.SIGINT, None)


def test_a_signal_while_modules_are_imported_ends_the_process_at_once(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    codes: list[int] = []
    monkeypatch.setattr(cli.os, "_exit", codes.append)
    cli._end_at_once(signal.SIGINT, None)
    assert codes == [cli.EXIT_CODE]
    assert capfd.readouterr().err == f"{cli.STOPPED}\n"


def standing(monkeypatch: pytest.MonkeyPatch, module: object, *levels: Level) -> None:
    monkeypatch.setattr(module, "self_test", lambda level: "" if level in levels else f"no [{level}]")


@pytest.mark.parametrize(
    ("levels", "least", "trust", "chosen", "words"),
    [
        (["full", "lite"], "lite", False, "full", "Walls: full."),
        (["lite"], "lite", False, "lite", "Walls: lite, since full does not stand here (no [full])."),
        ([], "lite", True, "none", "Walls: none, since none stand here (full: no [full]; lite: no [lite])."),
    ],
)
def test_the_best_walls_that_stand_are_used_and_named(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    levels: list[Level],
    least: Level,
    trust: bool,
    chosen: Level,
    words: str,
):
    standing(monkeypatch, isolation, *levels)
    assert isolation_level(least, trust) == chosen
    assert capsys.readouterr().out.startswith(words)


@pytest.mark.parametrize(
    ("levels", "least", "trust", "words"),
    [
        (["lite"], "full", True, r"The level full does not stand here \(no \[full\]\)"),
        ([], "lite", False, r"No walls stand here \(full: no \[full\]; lite: no \[lite\]\)"),
    ],
)
def test_without_the_walls_that_are_asked_for_nothing_is_graded(
    monkeypatch: pytest.MonkeyPatch, levels: list[Level], least: Level, trust: bool, words: str
):
    standing(monkeypatch, isolation, *levels)
    with pytest.raises(OurFault, match=words):
        isolation_level(least, trust)


@pytest.mark.parametrize("works", [True, False])
def test_doctor_names_each_layer_and_the_level_that_is_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], works: bool
):
    layer = diagnose.Layer("namespaces", works, "[user]", "full")
    monkeypatch.setattr(diagnose, "layers", lambda: [layer])
    standing(monkeypatch, doctor, *(["lite"] if works else []))
    assert doctor.doctor.main([], standalone_mode=False) == (0 if works else 1)
    assert capsys.readouterr().out.splitlines() == [
        f"{'there  ' if works else 'missing'} namespaces: [user] (for full)",
        "level full: does not work: no [full]",
        f"level lite: {'works' if works else 'does not work: no [lite]'}",
        "`grade run` uses the level lite here." if works else "`grade run` needs --trust-submissions here.",
    ]
