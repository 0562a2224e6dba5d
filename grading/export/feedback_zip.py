"""Zips of feedback pages that Moodle and Canvas hand out to the students.

In: final scores and the feedback page of each. Out: the bytes of a zip, the same for the same pages, and sentences
about the students who cannot be named as the platform needs it.

Moodle reads a folder's name from the left: name, number, plugin. So a name may have no underscore in it. A group's
number would be taken for a participant's: a group gets one folder for each member, which only a worksheet can name.
Canvas finds the student and the hand-in by two numbers of the file that it named itself.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assignments.build.otter_zip import zipped
from grading.export.final_scores import FinalScore, counts_sentence
from grading.export.match_students import canvas_parts, match, moodle_parts
from grading.export.moodle_worksheet import Worksheet

_COUNTS = re.compile(r'<div class="box" id="counts"><p>[^<]*</p></div>')  # on a feedback page
_UNSAFE = re.compile(r'[\x00-\x1f\x7f_/\\:*?"<>|]+')


@dataclass(frozen=True)
class FeedbackZip:
    """The zip, the number of its pages, and sentences about the students who are not in it."""

    content: bytes
    pages: int
    problems: tuple[str, ...]


def moodle_zip(
    scores: Sequence[FinalScore], pages: Mapping[str, str], worksheet: tuple[bytes, str] | None = None
) -> FeedbackZip:
    """Return `<name>_<number>_assignfeedback_file/feedback.html` for each student.

    With a worksheet, its rows give the names and numbers, groups included. Without it, the numbers in the names of the
    submissions do: those of a group are left out, if they can be told.
    """
    members: dict[str, str] = {}
    problems: list[str] = []
    if worksheet is not None:
        sheet = Worksheet(*worksheet)
        matches = match(sheet.identities, scores, sheet.rows_of)
        problems += matches.problems
        for row, score in matches.by_row.items():
            members[_moodle_name(*sheet.participant(row))] = pages[score.student]
    else:
        for score in scores:
            parts = moodle_parts(score)
            if parts is None:
                problems.append(
                    f"{score.student}: no number of Moodle in {score.attempt.submission}. Give --worksheet."
                )
            else:
                members[_moodle_name(*parts)] = pages[score.student]
    return FeedbackZip(
        zipped({name: page.encode("utf-8", "replace") for name, page in members.items()}, ()),
        len(members),
        tuple(problems),
    )


def canvas_zip(scores: Sequence[FinalScore], pages: Mapping[str, str]) -> FeedbackZip:
    """Return `<name>_<user>_<attachment>_feedback.html` for each student."""
    members, problems = {}, []
    for score in scores:
        parts = canvas_parts(score)
        if parts is None:
            problems.append(f"{score.student}: {score.attempt.submission} has not the name of a download from Canvas.")
        else:
            members[f"{parts[3]}_feedback.html"] = pages[score.student]
    return FeedbackZip(
        zipped({name: page.encode("utf-8", "replace") for name, page in members.items()}, ()),
        len(members),
        tuple(problems),
    )


def with_note(page: str, score: FinalScore) -> str:
    """Return a feedback page with what the policy of today makes of the raw score, if it says anything."""
    note = f'<div class="box" id="counts"><p>{html.escape(counts_sentence(score))}</p></div>'
    if found := _COUNTS.search(page):
        return page[: found.start()] + note + page[found.end() :]
    return page.replace("</header>", f"{note}\n</header>", 1) if score.counted.note else page


def _moodle_name(name: str, number: int) -> str:
    safe = re.sub(r"\s+", " ", _UNSAFE.sub(" ", name)).strip(" .~") or "Participant"
    return f"{safe}_{number}_assignfeedback_file/feedback.html"
