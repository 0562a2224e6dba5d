"""`grade list`: the class in the terminal, one line a student, or the runs of its gradebook."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from grading.commands.output.terminal import FOLDER, JSON, opened_gradebook, out, print_json, shown
from grading.export.final_scores import FinalScore, final_scores, text_of
from grading.export.plain_tables import student
from grading.gradebook.runs import Run, all_runs


@click.command("list")
@FOLDER
@click.option("--runs", "only_runs", is_flag=True, help="List the runs instead of the students.")
@JSON
def list_class(folder: Path, only_runs: bool, as_json: bool) -> int:
    """List the students of a graded class with their scores, or the runs."""
    with opened_gradebook(folder) as (book, assignment):
        scores = [] if only_runs else final_scores(book, assignment, with_cases=as_json)
        runs = all_runs(book, assignment.slug) if only_runs else []
    if as_json:
        content = [asdict(run) for run in runs] if only_runs else [student(score) for score in scores]
        print_json(content)
    elif only_runs:
        _print_runs(runs)
    else:
        _print_class(scores)
        out.print(f"{len(scores)} student{'s' * (len(scores) != 1)} of {assignment.slug}")
    return 0


def _print_class(scores: Sequence[FinalScore]) -> None:
    for score in scores:
        verdict = score.attempt.verdict
        raw = "" if score.raw == score.score else f"  (raw {text_of(score.raw)})"
        note = "; ".join(filter(None, [score.counted.note, verdict.reason.partition("\n")[0]]))
        colour = {"graded": "default", "unusable": "yellow", "error": "red"}[verdict.status]
        points = f"{text_of(score.score) or '–':>6} / {text_of(score.max_score)}"
        out.print(f"{shown(score.student, 28)} {points}{raw}  [{colour}]{verdict.status}[/{colour}]  {shown(note)}")


def _print_runs(runs: Sequence[Run]) -> None:
    for run in runs:
        versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
        ended = "" if run.finished else "  [yellow]stopped[/yellow]"
        tests = shown(run.tests_sha256[:12])
        out.print(f"{run.number:>4}  {run.started[:19]}  {run.attempts:>5} attempts  tests {tests}  "
                  f"{shown(run.who, 10)} [dim]{shown(versions)}[/dim]{ended}")  # fmt: skip
