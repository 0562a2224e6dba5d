"""`grade show STUDENT`: a student's feedback in the terminal, pictures as characters."""

from pathlib import Path

import click

from autograder.results import OUTCOME_WORDS, CaseResult, QuestionResult
from grading.commands.output.terminal import (
    FOLDER,
    JSON,
    one_student,
    opened_gradebook,
    out,
    print_json,
    shown,
    students_of_class,
)
from grading.commands.output.text_picture import text_view
from grading.export.final_scores import FinalScore, score_of, text_of
from grading.export.plain_tables import student as as_record


@click.command()
@click.argument("student", shell_complete=students_of_class)
@FOLDER
@click.option("--question", help="Show this question only.")
@click.option("--all", "all_cases", is_flag=True, help="Show the cases that passed, also.")
@JSON
def show(student: str, folder: Path, question: str | None, all_cases: bool, as_json: bool) -> int:
    """Show the feedback of one STUDENT: each case that did not pass, with pictures as characters."""
    with opened_gradebook(folder) as (book, assignment):
        name = one_student(book, student)
        score = score_of(book, assignment, name)
    if as_json:
        print_json(as_record(score))
        return 0
    _print_head(score)
    for result in score.attempt.verdict.questions:
        if question in (None, result.name):
            _print_question(result, all_cases, assignment.feedback == "full")
    return 0


def _print_head(score: FinalScore) -> None:
    attempt, verdict = score.attempt, score.attempt.verdict
    out.print(f"[bold]{shown(score.student)}[/bold]  {text_of(score.score) or '–'} / {text_of(score.max_score)}")
    if score.counted.note:
        out.print(f"  raw {text_of(score.raw)}; {shown(score.counted.note)}")
    out.print(f"  [dim]{shown(attempt.submission)}, {verdict.status}, isolation {verdict.isolation}[/dim]")
    for text in filter(None, [verdict.reason, *(f"note: {repair}" for repair in verdict.repairs)]):
        out.print(f"  [yellow]{shown(text)}[/yellow]")
    for cell in verdict.cells:
        out.print(f"  [yellow]cell {cell.index + 1} {shown(cell.why)}[/yellow]")


def _print_question(result: QuestionResult, all_cases: bool, may_show_hidden: bool) -> None:
    full = all(case.passed for case in result.cases)
    colour = "green" if full else "red" if result.score == 0 else "yellow"
    points = f"{text_of(result.score)} / {text_of(result.max_score)}"
    out.print(f"\n[bold]{shown(result.name)}[/bold]  [{colour}]{points}[/{colour}]")
    for case in result.cases:
        if all_cases or not case.passed:
            _print_case(case, may_show_hidden)


def _print_case(case: CaseResult, may_show_hidden: bool) -> None:
    mark = "[green]✓[/green]" if case.passed else "[red]✗[/red]"
    hidden = "hidden, " if case.hidden else ""
    points = f"{text_of(case.points if case.passed else 0)} of {text_of(case.points)}"
    out.print(f"  {mark} {shown(case.name)}  [dim]{hidden}{OUTCOME_WORDS[case.outcome]}, {points}[/dim]")
    for line in case.message.splitlines():
        out.print(f"      {shown(line)}")
    if case.evidence and not case.passed and (may_show_hidden or not case.hidden):
        for line in text_view(case.evidence, max(20, out.width - 6)):
            out.print(f"      {shown(line)}")
