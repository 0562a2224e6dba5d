"""The settings of an assignment, read from its assignment.toml, and the paths of its files.

In: a slug, for example "pixels". Out: an `Assignment` with its questions.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from assignments.errors import OurFault, UsageError
from autograder.results import Limits

REPO_ROOT = Path(__file__).resolve().parent.parent
POINTS_OF_STARS = {0: 0, 1: 2, 2: 4, 3: 6}
DOWNLOAD = ""  # the address of the zip that students get, with {slug} for its assignment; "": Colab asks for the zip


@dataclass(frozen=True)
class Question:
    """A question that tests grade. Its function, its test file and its column in the CSV have its name.

    It is open if everybody should give another answer.
    """

    name: str
    points: float
    stars: int
    minutes: int
    open: bool = False


@dataclass(frozen=True)
class ManualQuestion:
    """A question that a person grades, with the sentences of its rubric.

    `shows` are functions of the notebook that the answer is about: a person who grades sees their code as well.
    `draws` are calls of them whose result is shown as a picture.
    """

    name: str
    points: float
    rubric: tuple[str, ...]
    minutes: int = 0
    shows: tuple[str, ...] = ()
    draws: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """One assignment: its settings and the paths of its files."""

    slug: str
    title: str
    order: int
    questions: tuple[Question, ...]
    manual: tuple[ManualQuestion, ...]
    feedback: Literal["sentences", "full"]
    files: tuple[str, ...]
    limits: Limits
    dataset: bool = False  # whether students submit a dataset of their own
    packages: tuple[str, ...] = ()  # that notebooks may import besides NumPy and matplotlib; `make setup` installs them
    other_minutes: int = 0  # of what belongs to no question: house rules, collecting pictures

    @property
    def points(self) -> float:
        """The sum of the points of all questions that tests grade."""
        return sum(question.points for question in self.questions)

    @property
    def minutes(self) -> int:
        """The minutes that the whole assignment is meant to take."""
        questions = [question.minutes for question in self.questions]
        return self.other_minutes + sum(questions) + sum(question.minutes for question in self.manual)

    @property
    def folder(self) -> Path:
        """The folder that students get. It also holds the lesson."""
        return REPO_ROOT / "assignments" / self.slug

    @property
    def lesson(self) -> Path:
        """The text that students read, with the stubs."""
        return self.folder / "lesson.md"

    @property
    def reference(self) -> Path:
        """The module of the reference functions."""
        return REPO_ROOT / "solutions" / f"{self.slug}.py"

    @property
    def solved(self) -> Path:
        """The notebook with its stubs replaced by the references."""
        return REPO_ROOT / "solutions" / f"{self.slug}.ipynb"

    @property
    def notebook(self) -> Path:
        """The student notebook."""
        return self.folder / f"{self.slug}.ipynb"

    def test_file(self, question: str) -> Path:
        """Return the path of a question's test file, which holds its public and its hidden cases."""
        return REPO_ROOT / "autograder" / "tests" / self.slug / f"{question}.py"

    def answer_files(self, kind: Literal["wrong", "accepted"], question: str) -> list[Path]:
        """Return the files of wrong or accepted answers to a question: one of its name, or those in such a folder."""
        folder = REPO_ROOT / "solutions" / kind / self.slug
        return sorted([*folder.glob(f"{question}.py"), *folder.glob(f"{question}/*.py")])


def assignments() -> list[str]:
    """Return the slugs of all assignments, in the order of the course."""
    return sorted(_slugs(), key=lambda slug: assignment(slug).order)


def allowed_packages() -> list[str]:
    """Return the packages that any assignment allows."""
    return sorted({package for slug in assignments() for package in assignment(slug).packages})


@cache
def assignment(slug: str) -> Assignment:
    """Return one assignment.

    Raises
    ------
    UsageError
        There is no assignment with this slug.
    OurFault
        Its assignment.toml cannot be read.
    """
    path = REPO_ROOT / "assignments" / slug / "assignment.toml"
    if not path.is_file():
        raise UsageError(f"There is no assignment {slug!r}; there are: {', '.join(_slugs())}.")
    try:
        return _parse(slug, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise OurFault(f"{path} cannot be read: {error!r}. Fix the file.") from error


def _slugs() -> list[str]:
    return sorted(path.parent.name for path in (REPO_ROOT / "assignments").glob("*/assignment.toml"))


def _parse(slug: str, table: dict[str, Any]) -> Assignment:
    questions = tuple(
        Question(
            q["name"],
            float(q.get("points", POINTS_OF_STARS[q["stars"]])),
            int(q["stars"]),
            int(q["minutes"]),
            bool(q.get("open", False)),
        )
        for q in table["questions"]
    )
    manual = tuple(
        ManualQuestion(
            m["name"],
            float(m["points"]),
            tuple(m["rubric"]),
            int(m.get("minutes", 0)),
            shows=tuple(m.get("shows", [])),
            draws=tuple(m.get("draws", [])),
        )
        for m in table.get("manual", [])
    )
    feedback = table.get("feedback", "sentences")
    if feedback not in ("sentences", "full"):
        raise ValueError(f'feedback is "sentences" or "full", not {feedback!r}')
    return Assignment(
        slug,
        table["title"],
        int(table["order"]),
        questions,
        manual,
        feedback,
        tuple(table.get("files", [])),
        Limits(**table.get("limits", {})),
        bool(table.get("dataset", False)),
        tuple(map(str, table.get("packages", []))),
        int(table.get("other_minutes", 0)),
    )
