"""`grade mutants`: list the small mistakes that no case of a question sees."""

import json
import os
from typing import Any

import click
from rich.markup import escape

from assignments import course
from assignments.errors import UsageError
from grading.commands.output.terminal import JSON, QUIET, err, out, print_json, progress_bar
from grading.pool.local import worker_count


@click.command()
@click.argument("slug", metavar="ASSIGNMENT")
@click.argument("names", metavar="[QUESTION]...", nargs=-1)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=worker_count,
    show_default="one a core",
    help="How many processes run at a time.",
)
@click.option("--one-in", type=click.IntRange(min=1), default=1, show_default=True, help="Judge only a sample.")
@click.option("--toml", is_flag=True, help="Print the survivors as entries for the list of equivalent mutants.")
@JSON
@QUIET
def mutants(slug: str, names: tuple[str, ...], jobs: int, one_in: int, toml: bool, as_json: bool) -> int:
    """List the small mistakes that no case sees.

    References and accepted answers are changed at one place at a time. What passes all cases is either a mistake that
    the cases should reject, or equivalent: then its reason stands in solutions/equivalent_mutants/.
    """
    from grading.authoring.mutants import equivalent, is_listed, list_of, mutants_of, survivors, without_open_task

    if not hasattr(os, "fork"):
        raise UsageError("`grade mutants` needs Linux or macOS: it forks one process for each mutant.")
    assignment = course.assignment(slug)
    known = {question.name: question for question in assignment.questions}
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"{slug} has no question {unknown[0]!r}; it has: {', '.join(known)}.")
    listed, where = equivalent(assignment), list_of(assignment).relative_to(course.REPO_ROOT)
    records: list[dict[str, Any]] = []
    with progress_bar() as bar:
        for name in bar.track(names or list(known), description=slug):
            reasons = listed.get(name, {})
            found = without_open_task(mutants_of(assignment, known[name], one_in=one_in), reasons)
            survive = survivors(assignment, known[name], found, jobs)
            alive = [str(mutant) for mutant in survive]
            new = [str(mutant) for mutant in survive if not is_listed(mutant, reasons)]
            stale = [mutant for mutant in reasons if mutant not in {"*", *alive}] if one_in == 1 else []
            records.append(
                {"question": name, "mutants": len(found), "survive": len(alive), "not_listed": new, "stale": stale}
            )
            if as_json:
                continue
            if toml and new:
                entries = "".join(f"  {json.dumps(mutant, ensure_ascii=False)},\n" for mutant in new)
                out.print(escape(f'[[{name}]]\nreason = ""\nmutants = [\n{entries}]\n'), end="")
            elif not toml:
                out.print(f"{name}: {len(found)} mutants, {len(alive)} survive, {len(new)} of them not listed")
                for mutant in new:
                    out.print(f"    {escape(mutant)}")
            for mutant in stale:
                err.print(f"[red]{name}: {where} lists what is no survivor: {escape(mutant)}[/red]")
    problems = sum(len(record["not_listed"]) + len(record["stale"]) for record in records)
    if as_json:
        print_json(records)
    elif not toml:
        total = sum(record["mutants"] for record in records)
        out.print(f"{slug}: {total} mutants, {problems} for the author to look at")
    return 1 if problems else 0
