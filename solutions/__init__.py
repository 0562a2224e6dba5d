"""What is right, and the marks on what is wrong."""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer", bound=Callable[..., object])


def rejected_by(*cases: str) -> Callable[[Answer], Answer]:
    """Mark a wrong answer with the names of the cases that must reject it."""

    def mark(answer: Answer) -> Answer:
        answer.rejected_by = cases  # type: ignore[attr-defined]
        return answer

    return mark
