"""The cells of one notebook, run in one guest after the other, and what became of each."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from autograder.host.errors import GuestLost
from autograder.host.guest_process import Guest
from autograder.notebook_reader import Cell
from autograder.results import CellError, Limits

_SHARE_OF_CELLS = 0.5  # of a submission's time; the rest is for the cases
_SHARE_OF_DEFINITIONS = 0.75  # the same, where only what a cell defines and imports is run
_LEAST = 0.1  # seconds for a cell
_DEFINES = re.compile(r"^(?:async def|def|class|import|from)\b", re.MULTILINE)
_MOST_NUMBERS = 10  # of cells, in a sentence
_SHARE_OF_STOPPED = 0.5  # of a cell's time, after one was stopped


class CellRuns:
    """Runs the cells of a notebook, and remembers what became of them: a guest that is lost is no reason to forget.

    `left` says how many CPU seconds are left of a share of the submission's time.
    """

    def __init__(self, cells: Sequence[Cell], limits: Limits, left: Callable[[float], float]):
        self.cells, self.limits, self.left = cells, limits, left
        self.errors: dict[int, CellError] = {}
        self.repairs: list[str] = []
        self.skipped: set[int] = set()
        self.stopped: set[int] = set()  # cells that were interrupted
        self.partly: set[int] = set()  # cells of which only the definitions and imports are run
        self.noted: set[int] = set()  # cells of which `repairs` says what still ran
        self.endless = Counter[str]()  # functions that came to no end in a cell

    def run(self, guest: Guest, *, again: bool) -> None:
        """Run the cells in their order; `again` after cases have begun, when no time need be left for them.

        Of the time for all cells, each may take half of what is left. When it is used up, only what the other cells
        define and import is run.
        """
        given_up: list[Cell] = []
        partly: list[Cell] = []
        for cell in self.cells:
            if cell.index in self.skipped:
                continue
            seconds = self.limits.cell * (_SHARE_OF_STOPPED if self.stopped else 1)
            seconds = min(seconds, self.left(1.0 if again else _SHARE_OF_CELLS) / 2)
            late = seconds < _LEAST or cell.index in self.partly
            if late:
                seconds = min(_LEAST, self.left(1.0 if again else _SHARE_OF_DEFINITIONS))
                if seconds <= 0 or not _DEFINES.search(cell.source):
                    given_up.append(cell)
                    continue
                partly.append(cell)
            try:
                end = guest.run_cell(cell.source, seconds, cell.index + 1, only_definitions=late)
            except GuestLost as lost:
                self._remember(cell, f"{lost.outcome}: {lost.text}")
                self.skipped.add(cell.index)
                self.repairs.append(f"cell {cell.index + 1} was left out when the notebook was run again: {lost.text}")
                raise
            if end.note and cell.index not in self.noted:
                self.noted.add(cell.index)
                self.repairs.append(f"cell {cell.index + 1}: {end.note}")
            if end.interrupted and cell.index not in self.stopped:
                self.stopped.add(cell.index)
                self.endless |= Counter(set(end.within))
                self._remember(cell, end.error)
            elif end.error and not end.interrupted:
                self._remember(cell, end.error)
        used_up = "the cells before had used up the time"
        if given_up:
            self.skipped.update(cell.index for cell in given_up)
            self.repairs.append(f"not run, since {used_up}: {_numbers(given_up)}")
        if partly and not self.partly:
            self.partly.update(cell.index for cell in partly)
            self.repairs.append(f"only what they define and import was run, since {used_up}: {_numbers(partly)}")

    def why_missing(self, name: str) -> str:
        """A sentence for the student about a name that is not there: what became of the cell that defines it."""
        definition = re.compile(rf"^[ \t]*(?:async +def|def|class) +{name}\b|^{name} *=", re.MULTILINE)
        cell = next((cell for cell in reversed(self.cells) if definition.search(cell.source)), None)
        if cell is None:
            return f"There is no {name} in your notebook."
        sentence = f"{name} is not there: cell {cell.index + 1}, which defines it,"
        if cell.index in self.errors:
            return f"{sentence} {self.errors[cell.index].why}"
        if cell.index in self.skipped:
            return f"{sentence} was not run: the cells before it had used up the time."
        return f"{name} is not there, or is None, after all cells have run, though cell {cell.index + 1} defines it."

    def _remember(self, cell: Cell, error: str) -> None:
        self.errors[cell.index] = CellError(cell.index, error)


def _numbers(cells: Sequence[Cell]) -> str:
    numbers = ", ".join(str(cell.index + 1) for cell in cells[:_MOST_NUMBERS])
    more = f" and {len(cells) - _MOST_NUMBERS} more" if len(cells) > _MOST_NUMBERS else ""
    return f"cell{'s' * (len(cells) > 1)} {numbers}{more}"
