"""What `import otter` and `import notebook_feedback` give in a guest: checks that do nothing. The host runs the tests,
where no student code runs."""

from typing import Any


class Notebook:
    """Replaces `otter.Notebook`: accepts every call and returns None."""

    def __init__(self, *_: Any, **__: Any):
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_, **__: None


def with_sentences(grader: Any) -> Any:
    """Replaces what `notebook_feedback.grader` gives: there is nothing to put into other words."""
    return grader
