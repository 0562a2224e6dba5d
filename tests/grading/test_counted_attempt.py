"""The policy: due time, grace, late penalty, attempts, rounding; and a raw score that it never changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from assignments import course
from assignments.errors import UsageError
from grading.commands.group import commands
from grading.counted_attempt import Counted, Policy, counted, late_days, parse, policy_of, shows_answers
from grading.pool.job import POLICY
from grading.records import Attempt
from tests.support.graded_class import attempt, write_gradebook

DUE = datetime(2026, 12, 4, 18, tzinfo=timezone(timedelta(hours=1)))
LATE = Policy(due=DUE, grace=timedelta(minutes=15), late_penalty=10)


def at(score: float | None, time: str = "", sha256: str = "ab") -> Attempt:
    return attempt("ada", score, sha256=sha256, handed_in=time)


def test_without_a_policy_the_latest_attempt_counts_as_it_is():
    attempts = [at(9.0, sha256="1"), at(7.123456789, "2030-01-01T00:00:00+00:00", "2")]
    assert counted(Policy(), attempts) == (attempts[1], Counted(7.123456789))
    assert policy_of(course.assignment("pixels")) == Policy()


@pytest.mark.parametrize(
    ("time", "days"),
    [
        ("2026-12-04T17:00:00+00:00", 0), ("2026-12-04T17:15:00+00:00", 0), ("2026-12-04T17:15:01+00:00", 1),
        ("2026-12-04T18:15:00+01:00", 0), ("2026-12-05T17:15:00", 1), ("2026-12-05T17:15:01+00:00", 2), ("", 0),
    ],
)  # fmt: skip
def test_each_day_that_has_begun_after_the_grace_counts(time: str, days: int):
    assert late_days(LATE, time) == days


def test_a_late_attempt_loses_a_share_of_all_points_and_never_more_than_it_has():
    _, two = counted(LATE, [at(7.0, "2026-12-06T12:00:00+00:00")])
    assert (two.score, two.late_days, two.penalty) == (5.0, 2, 2.0)
    assert two.note == "2 days late: -2 points of 7"
    _, many = counted(LATE, [at(7.0, "2027-12-06T12:00:00+00:00")])
    assert (many.score, many.penalty) == (0.0, 7.0)


def test_an_attempt_without_a_time_is_not_late_and_says_so():
    _, result = counted(LATE, [at(7.0)])
    assert (result.score, result.late_days) == (7.0, 0)
    assert "not known" in result.note


def test_the_best_attempt_is_the_best_after_the_penalty():
    attempts = [at(6.0, "2026-12-04T10:00:00+00:00", "1"), at(7.0, "2026-12-06T10:00:00+00:00", "2"), at(3.0, "", "3")]
    best, result = counted(replace(LATE, attempts="best"), attempts)
    assert best == attempts[0]
    assert (result.score, result.note) == (6.0, "the best of 3 attempts")


def test_of_a_notebook_that_was_graded_again_only_the_newest_result_counts():
    attempts = [at(9.0, sha256="1"), at(5.0, sha256="1"), at(4.0, sha256="2")]
    best, result = counted(Policy(attempts="best"), attempts)
    assert (best, result.score) == (attempts[1], 5.0)


def test_our_fault_is_never_a_score_and_never_the_best():
    assert counted(LATE, [at(None)])[1] == Counted(None)
    assert counted(Policy(attempts="best"), [at(3.0, sha256="1"), at(None, sha256="")])[1].score == 3.0


@pytest.mark.parametrize(("score", "expected"), [(7.24, 7.0), (7.25, 7.5), (0.1 + 0.2 + 6.95, 7.5), (10.0, 10.0)])
def test_scores_are_rounded_to_the_nearest_multiple_and_half_of_it_up(score: float, expected: float):
    _, result = counted(Policy(rounding=0.5), [at(score)])
    assert result.score == expected
    assert ("rounded from" in result.note) == (score != expected)


def test_rounding_gives_no_more_points_than_there_are():
    assert counted(Policy(rounding=4), [at(10.0)])[1].score == 10.0
    assert counted(Policy(rounding=4), [at(7.0)])[1].score == 8.0


@given(
    st.lists(st.tuples(st.floats(0, 10), st.integers(-5, 5)), min_size=1, max_size=5),
    st.floats(0, 100), st.sampled_from(["latest", "best"]), st.sampled_from([0.0, 0.25, 1.0]),
)  # fmt: skip
def test_a_policy_never_adds_points_but_by_rounding(tries, late: float, which, rounding: float):
    times = [(DUE + timedelta(days=days)).astimezone(UTC).isoformat() for _, days in tries]
    attempts = [at(score, time, str(i)) for i, ((score, _), time) in enumerate(zip(tries, times, strict=True))]
    chosen, result = counted(Policy(DUE, late_penalty=late, attempts=which, rounding=rounding), attempts)
    assert chosen in attempts
    assert result.score is not None
    assert 0 <= result.score <= chosen.verdict.score + rounding / 2 + 1e-6


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"dew": 1}, "dew is not known; known are due"),
        ({"due": datetime(2026, 1, 1)}, "with an offset"),
        ({"due": "tomorrow"}, "with an offset"),
        ({"grace": -1}, "grace is a number"),
        ({"late_penalty": 101}, "at most 100"),
        ({"late_penalty": True}, "late_penalty is a number"),
        ({"attempts": "worst"}, "latest"),
        ({"times": "mine"}, "source"),
        ({"rounding": float("nan")}, "rounding is a number"),
    ],
)  # fmt: skip
def test_a_wrong_table_is_refused_with_the_reason(table: dict[str, object], said: str):
    with pytest.raises(ValueError, match=said):
        parse(table)


@pytest.fixture
def with_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the assignment pixels a policy, in a copy of its folder."""
    folder = tmp_path / "assignments" / "pixels"
    folder.mkdir(parents=True)
    text = course.assignment("pixels").folder.joinpath("assignment.toml").read_text(encoding="utf-8")
    policy = '[policy]\ndue = 2026-12-04T18:00:00+01:00\nlate_penalty = 10\nrounding = 0.5\nattempts = "best"\n\n'
    (folder / "assignment.toml").write_text(text.replace("[limits]", policy + "[limits]"), encoding="utf-8")
    monkeypatch.setattr(course.Assignment, "folder", property(lambda self: folder))
    return folder


def test_every_command_shows_the_raw_score_beside_the_one_that_counts(with_policy: Path, tmp_path: Path):
    late = attempt("ada", 8.2, handed_in="2026-12-05T12:00:00+00:00")
    graded = write_gradebook(tmp_path / "graded", [late])
    run = CliRunner()
    for words in (["list"], ["show", "ada"]):
        done = run.invoke(commands, [*words, "--out", str(graded)], catch_exceptions=False)
        assert "7 / 10" in done.output
        assert "raw 8.2" in done.output
        assert "1 day late: -1 points of 8.2; rounded from 7.2" in done.output
    run.invoke(commands, ["export", "csv", str(graded)], catch_exceptions=False)
    head, line = (graded / "grades-export.csv").read_text(encoding="utf-8").splitlines()
    values = dict(zip(head.split(","), line.split(","), strict=True))
    assert [values[key] for key in ("score", "raw_score", "late_days", "penalty")] == ["7", "8.2", "1", "1"]


def test_a_wrong_table_stops_the_command(with_policy: Path):
    path = with_policy / "assignment.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("rounding", "rouding"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"\[policy\]: rouding is not known"):
        policy_of(course.assignment("pixels"))


def test_a_policy_changes_no_digest_so_nothing_is_graded_again():
    assignment = course.assignment("pixels")
    plain = (assignment.folder / "assignment.toml").read_bytes()
    policy = b"[policy]\ndue = 2026-12-04T18:00:00+01:00\n[limits]"
    assert POLICY.sub(b"", plain.replace(b"[limits]", policy)) == plain
    assert POLICY.sub(b"", plain + b"[policy]\nlate_penalty = 1\n") == plain
    assert POLICY.sub(b"", plain) == plain


def test_answers_are_never_shown_before_the_due_time_and_its_grace_are_over():
    due = datetime(2026, 12, 4, 18, tzinfo=UTC)
    policy = parse({"due": due, "grace": 15, "answers": True})
    assert not shows_answers(policy, due + timedelta(minutes=15))
    assert shows_answers(policy, due + timedelta(minutes=16))
    assert shows_answers(parse({"answers": True}), due)
    assert not shows_answers(parse({"due": due}), due + timedelta(days=9))
    with pytest.raises(ValueError, match="answers is true or false, not 'yes'"):
        parse({"answers": "yes"})
