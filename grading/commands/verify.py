"""`grade verify`: check that the tests grade every known answer as its author says."""

import click
from rich.markup import escape

from grading.commands.isolation_level import isolation_level
from grading.commands.output.terminal import ASSIGNMENTS, JSON, QUIET, chosen, err, out, print_json


@click.command()
@ASSIGNMENTS
@click.option(
    "--otter", is_flag=True, help="Also grade with `otter run` and the autograder zip: ten seconds per assignment."
)
@click.option("--quick", is_flag=True, help="Only in this process, not in the sandbox.")
@click.option("--public", is_flag=True, help="List the wrong answers that pass every public case instead.")
@click.option("--sentences", is_flag=True, help="Hold what wrong answers are told against what they did instead.")
@JSON
@QUIET
def verify(slugs: tuple[str, ...], otter: bool, quick: bool, public: bool, sentences: bool, as_json: bool) -> int:
    """Check that the tests grade every known answer, right or wrong, as its author says."""
    from grading.authoring import verify as verifying

    if public:
        return _list_passing(slugs, as_json)
    if sentences:
        return _list_false_sentences(slugs, as_json)

    level = None if quick else isolation_level("lite", trust=True)
    found, records = 0, []
    for assignment in chosen(slugs):
        problems = verifying.verify_all(assignment, level, otter=otter)
        known = sum(1 for question in assignment.questions for _ in verifying.known_answers(assignment, question))
        records.append({"assignment": assignment.slug, "known_answers": known, "problems": list(map(str, problems))})
        found += len(problems)
        if as_json:
            continue
        for problem in problems:
            err.print(f"[red]{escape(str(problem))}[/red]")
        out.print(f"{assignment.slug}: {known} known answers, {len(problems)} not graded as their authors say")
    if as_json:
        print_json(records)
    return 1 if found else 0


def _list_false_sentences(slugs: tuple[str, ...], as_json: bool) -> int:
    from grading.authoring.sentences import proof

    false, records = 0, []
    for assignment in chosen(slugs):
        found = proof(assignment)
        records.append(
            {"assignment": assignment.slug, "sentences": found.sentences, "false": list(map(str, found.false))}
        )
        false += len(found.false)
        if as_json:
            continue
        for sentence in found.false:
            err.print(f"[red]{escape(str(sentence))}[/red]")
        out.print(f"{assignment.slug}: {found.sentences} sentences, {len(found.false)} name a cause that was not there")
    if as_json:
        print_json(records)
    return 1 if false else 0


def _list_passing(slugs: tuple[str, ...], as_json: bool) -> int:
    from grading.authoring.public_cases import public_cases

    records = []
    for assignment in chosen(slugs):
        found = public_cases(assignment)
        passing = [{"question": question, "answer": answer} for question, answer in found.passing]
        records.append({"assignment": assignment.slug, "wrong": found.wrong, "passing": passing})
        if as_json:
            continue
        for question, answer in found.passing:
            out.print(f"{question}: {answer}")
        out.print(
            f"{assignment.slug}: {len(found.passing)} of {found.wrong} wrong answers ({found.share:.0%}) pass every "
            "public case"
        )
    if as_json:
        print_json(records)
    return 0
