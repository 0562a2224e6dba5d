"""How much a green check means: the wrong answers that pass every public case of their question.

In: an assignment. Out: those answers, and how many wrong answers there are. Questions without points do not count.
"""

from dataclasses import dataclass

from assignments.build.test_files import cases_of
from assignments.course import Assignment
from grading.authoring.graders import in_process
from grading.authoring.known_answers import answers


@dataclass(frozen=True)
class PublicCases:
    """What the public cases of an assignment find: the number of its wrong answers, and those that pass them all."""

    wrong: int
    passing: tuple[tuple[str, str], ...]  # question, answer

    @property
    def share(self) -> float:
        """The share of the wrong answers that pass every public case of their question."""
        return len(self.passing) / self.wrong if self.wrong else 0.0


def public_cases(assignment: Assignment) -> PublicCases:
    """Grade every wrong answer in this process, and return those that pass every public case of their question."""
    wrong, passing = 0, []
    for question in assignment.questions:
        if question.stars == 0:
            continue
        cases = cases_of(assignment.test_file(question.name), question)
        public = [case.name for case in cases if not case.hidden]
        for answer in answers("wrong", assignment.slug, question.name):
            wrong += 1
            results = in_process(assignment, question, answer.source)
            if all(results[name].outcome == "passed" for name in public):
                passing.append((question.name, answer.name))
    return PublicCases(wrong, tuple(passing))
