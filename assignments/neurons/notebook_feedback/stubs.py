"""The sentence for a function that is not written yet."""

from collections.abc import Collection

UNTOUCHED = "The stub is still there: write your answer in place of its `raise NotImplementedError`."


def not_written(text: str | None, question: str, questions: Collection[str]) -> str:
    """Return the sentence for a stub that was called; "" if none was.

    `text` is that of its NotImplementedError: a stub's begins with the name of its question. Of other texts, which
    student code may have made, nothing is repeated.
    """
    if text is None:
        return ""
    other = text.partition(":")[0]
    if other != question and other in questions:
        return f"Your {question} calls {other}, which is not written yet: write {other} first."
    return UNTOUCHED
