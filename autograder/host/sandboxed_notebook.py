"""One submission's notebook as the tests see it: a mapping from names to proxies, whatever happens behind it.

The notebook runs once, in a guest. At the level "full" that guest then stays as it is, a pristine snapshot, and a
forked clone serves the calls; at the other levels the guest serves them itself. When a call kills what serves it, the
next one gets a fresh clone, or the notebook is run again in a fresh guest. A notebook whose process cannot be copied is
run again for each server. Which functions there are is asked of each new process before any call, so that no call can
change it.
"""

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from autograder.host.call_plans import CachedPass, CaseKey, Plan, PlannedCall
from autograder.host.deadlines import TICK
from autograder.host.errors import GuestLost, ZygoteBroken
from autograder.host.guest_process import Guest, Held
from autograder.host.prefetch import Told
from autograder.host.resource_usage import Usage
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import Cell
from autograder.results import CellError, Limits
from autograder.wire.frames import ProtocolError

_SHARE_OF_CELLS = 0.5  # of a submission's time; the rest is for the cases
_SHARE_OF_DEFINITIONS = 0.75  # the same, where only what a cell defines and imports is run
_LEAST = 0.1  # seconds for a cell
_DEFINES = re.compile(r"^(?:async def|def|class|import|from)\b", re.MULTILINE)
_MOST_NUMBERS = 10  # of cells, in a sentence
_SHARE_OF_STOPPED = 0.5  # of a cell's time, after one was stopped
_SHARES = (1.0, 0.25, 0.0625)  # of a case's time, for a function that has come to no end so often, or more often
_SHARE_OF_SLEEP = 0.8  # of a submission's time: with starts and ends of processes, all stays below twice its time
_CLONING = 2.0  # CPU seconds that a copy of the process may take
_MOST_FAILED_COPIES = 2  # after which no copies are made: a memory that is full for once is no reason
_MORE_FILES = 100  # of 256: for the arrays of other calls, files must be left
_SHARE_OF_MEMORY = 0.25  # that the calls of one question may take from those of the next
_NO_TIME = "the notebook had used up its time before this case"


class SandboxedNotebook(Mapping[str, Any]):
    """A submission that has been run and can be called. A call raises GuestLost when it has no answer."""

    def __init__(
        self,
        zygote: Zygote,
        cells: Sequence[Cell],
        files: Mapping[str, bytes],
        limits: Limits,
        names: Sequence[str] = (),
    ):
        self.zygote, self.cells, self.files, self.limits = zygote, cells, dict(files), limits
        self.names = names  # what the cases will ask for
        self.prefetches = True  # until the calls of many cases together have failed
        self.errors: dict[int, CellError] = {}
        self.repairs: list[str] = []
        self.skipped_cells: set[int] = set()
        self.stopped: set[int] = set()  # cells that were interrupted
        self.partly: set[int] = set()  # cells of which only the definitions and imports are run
        self.noted: set[int] = set()  # cells of which `repairs` says what still ran
        self.endless = Counter[str]()  # by function: cases in which it came to no end, and 1 if it did in cells
        self.question = ""
        self.asked = False  # whether a case has begun
        self.seconds = limits.case
        self.held = Held(0, 0, 0)  # by a new server
        self.usages: list[Usage] = []  # of each guest that has run the notebook
        self.host = time.process_time()
        self.pristine: Guest | None = None
        self.server: Guest | None = None
        self.failed_copies = 0

    def __enter__(self) -> "SandboxedNotebook":
        return self

    def __exit__(self, *_: object) -> None:
        self._end(self.server)
        self._end(self.pristine)

    @property
    def cpu_s(self) -> float:
        """CPU seconds that this submission's processes have used, killed ones and children included."""
        return sum(usage.measure() for usage in self.usages)

    def run(self) -> None:
        """Run all cells; one that ends the process or cannot be stopped is left out when they are run again."""
        while self.pristine is None:
            guest = self._spawn()
            try:
                self._run_cells(guest)
            except GuestLost:
                self._end(guest)
                continue
            self.pristine = guest

    def _spawn(self) -> Guest:
        """A guest with the assignment's files, in which no cell has run yet."""
        try:
            guest = self.zygote.spawn(self.limits, self.usages[-1] if self.usages else None)
        except ZygoteBroken as broken:
            raise ZygoteBroken(str(broken), student_code_ran=bool(self.usages)) from None
        self.usages.append(guest.usage)
        try:
            guest.put(self.files)
        except GuestLost as lost:
            self._end(guest)
            text = f"the assignment's files could not be written: {lost.text}"
            raise ZygoteBroken(text, student_code_ran=len(self.usages) > 1) from None
        return guest

    def get(self, name: str, default: Any = None) -> Any:
        """A proxy for the student's function of this name (or a plain copy of their value), or `default`."""
        server = self._serve()
        server.peer.release_functions()
        if name in server.peer.known:
            return server.peer.known[name]
        (found,) = self._fetch(server, [name])
        return default if found is None else found

    def why_missing(self, name: str) -> str:
        """A sentence for the student about a name that is not there: what became of the cell that defines it."""
        definition = re.compile(rf"^[ \t]*(?:async +def|def|class) +{name}\b|^{name} *=", re.MULTILINE)
        cell = next((cell for cell in reversed(self.cells) if definition.search(cell.source)), None)
        if cell is None:
            return f"There is no {name} in your notebook."
        sentence = f"{name} is not there: cell {cell.index + 1}, which defines it,"
        if cell.index in self.errors:
            error = self.errors[cell.index].error
            return f"{sentence} {error if error.startswith('stopped') else f'stopped: {error}'}"
        if cell.index in self.skipped_cells:
            return f"{sentence} was not run: the cells before it had used up the time."
        return f"{name} is not there, or is None, after all cells have run, though cell {cell.index + 1} defines it."

    def __getitem__(self, name: str) -> Any:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Any:
        raise TypeError("a student's names cannot be listed, only asked for")

    def __len__(self) -> int:
        raise TypeError("a student's names cannot be counted, only asked for")

    def prefetch(self, plans: Mapping[CaseKey, Plan]) -> None:
        """Make the calls of all these cases at once, but for those of functions that have come to no end before.
        Whatever goes wrong on the way, nothing has been asked yet: the process ends, and another one makes the calls of
        each case by themselves."""
        plans = {key: plan for key, plan in plans.items() if not any(map(self.endless.get, plan.functions))}
        if not plans or not self.prefetches:
            return
        self.prefetches = False
        with suppress(GuestLost):  # then the process has ended
            server = self._serve()
            server.set_deadline(min(self.limits.case, max(self._left(), 0.0)))
            server.peer.prefetch(plans)
            self._restart_if_something_stays()
            self.prefetches = server.alive

    def begin_question(self, name: str) -> None:
        """Give the cases that follow their full time again, and nothing that calls of an earlier question have left
        running or open."""
        self.question = name
        self._set_seconds()
        self._restart_if_something_stays()

    def begin_case(self, key: CaseKey | None = None, plan: Plan | None = None, *, record: bool = False) -> None:
        """Give the case that follows its time, and make the calls of its plan, if it has one.

        Raises
        ------
        GuestLost
            The submission has no time left, or a planned call did not come back.
        DepartedFromPlan
            The plan cannot be kept.
        """
        left = self._left()
        if left <= 0:
            raise GuestLost("not_run", _NO_TIME)
        self.asked = True
        server = self._serve()
        server.set_deadline(min(self.seconds, left))
        if key is not None and plan is not None and key not in server.peer.answers:
            server.peer.prefetch({key: plan})
        server.peer.begin(key if plan is not None else None, record=record)

    @property
    def digest(self) -> CachedPass:
        """Of all that the case that was begun is told."""
        return self._serve().peer.digest()

    @property
    def recorded(self) -> list[PlannedCall] | None:
        """The calls of the case that was begun; None if they cannot be planned."""
        return self._serve().peer.recorded

    @property
    def heard(self) -> int:
        """How many calls the case that was begun has made."""
        return len(self.server.peer.heard) if self.server is not None else 0

    @property
    def told(self) -> list[Told]:
        """What was answered to the calls of the case: those that it has made, then planned ones that it has not."""
        if self.server is None:
            return []
        try:
            return self.server.peer.told() if self.server.peer.planned else self.server.peer.heard
        except ProtocolError:  # an answer that no case has looked at
            return self.server.peer.heard

    def lost(self, outcome: str) -> None:
        """After a fault: never speak to this server again. Where a case has come to no end, the question's other cases
        get less time."""
        if outcome == "not_run":
            return
        if outcome == "timeout":
            self.endless[self.question] += 1
            self._set_seconds()
        self._end(self.server)
        if self.server is self.pristine:
            self.pristine = None
        self.server = None

    def _serve(self) -> Guest:
        if self.server is not None and self.server.alive:
            return self.server
        if self.server is not None:
            self.lost("crashed")
        self.server = self._new_server()
        self.held = self.server.held()
        self.server.set_deadline(min(self.seconds, max(self._left(), 0.0)))
        if self.names:
            try:
                self._fetch(self.server, self.names)
            except GuestLost:  # an object's own `__repr__` does not end, say: each case asks for its own names
                self.names = ()
                return self._serve()
        return self.server

    def _new_server(self) -> Guest:
        """A copy of the process that has run the cells, or that process itself where there are no copies."""
        while True:
            self.run()
            assert self.pristine is not None
            left = self._left()
            if left <= 0:
                raise GuestLost("not_run", _NO_TIME)
            if self.zygote.level != "full" or self.failed_copies >= _MOST_FAILED_COPIES:
                return self.pristine
            try:
                return self.pristine.clone(min(_CLONING, left / 4))
            except GuestLost:  # out of memory, say, or its code has seen to it
                self.failed_copies += 1
                self._end(self.pristine)
                self.pristine = None

    def _fetch(self, server: Guest, names: Sequence[str]) -> list[Any]:
        found = server.fetch(names)
        self.repairs += [note for note in server.peer.notes if note not in self.repairs]
        return found

    def _restart_if_something_stays(self) -> None:
        """End a server whose calls have left a thread or a child, or little memory. Only after calls."""
        if self.server is not None and self.server.sent:
            held, before = self.server.held(), self.held
            little_is_left = (
                held.files - before.files > _MORE_FILES
                or held.memory - before.memory > _SHARE_OF_MEMORY * self.limits.memory
            )
            if held.tasks > before.tasks or little_is_left:
                self._end(self.server)
            self.server.sent = 0

    def _run_cells(self, guest: Guest) -> None:
        """Run the cells in their order. Of the time for all cells, each may take half of what is left. When it is used
        up, only what the other cells define and import is run."""
        given_up: list[Cell] = []
        partly: list[Cell] = []
        for cell in self.cells:
            if cell.index in self.skipped_cells:
                continue
            seconds = self.limits.cell * (_SHARE_OF_STOPPED if self.stopped else 1)
            seconds = min(seconds, self._left(1.0 if self.asked else _SHARE_OF_CELLS) / 2)
            late = seconds < _LEAST or cell.index in self.partly
            if late:
                seconds = min(_LEAST, self._left(1.0 if self.asked else _SHARE_OF_DEFINITIONS))
                if seconds <= 0 or not _DEFINES.search(cell.source):
                    given_up.append(cell)
                    continue
                partly.append(cell)
            try:
                error, note, stopped = guest.run_cell(cell.source, seconds, cell.index + 1, only_definitions=late)
            except GuestLost as lost:
                self._remember(cell, f"{lost.outcome}: {lost.text}")
                self.skipped_cells.add(cell.index)
                self.repairs.append(f"cell {cell.index + 1} was left out when the notebook was run again: {lost.text}")
                raise
            if note and cell.index not in self.noted:
                self.noted.add(cell.index)
                self.repairs.append(f"cell {cell.index + 1}: {note}")
            if stopped and cell.index not in self.stopped:
                self.stopped.add(cell.index)
                self.endless |= Counter(set(error.partition(", in ")[2].split(", ")))
                self._remember(cell, error)
            elif error and not stopped:
                self._remember(cell, error)
        used_up = "the cells before had used up the time"
        if given_up:
            self.skipped_cells.update(cell.index for cell in given_up)
            self.repairs.append(f"not run, since {used_up}: {_numbers(given_up)}")
        if partly and not self.partly:
            self.partly.update(cell.index for cell in partly)
            self.repairs.append(f"only what they define and import was run, since {used_up}: {_numbers(partly)}")

    def _remember(self, cell: Cell, error: str) -> None:
        self.errors[cell.index] = CellError(cell.index, error)

    def _set_seconds(self) -> None:
        self.seconds = self.limits.case * _SHARES[min(self.endless[self.question], len(_SHARES) - 1)]

    def _left(self, share: float = 1.0) -> float:
        """CPU seconds that are left of a share of the submission's time; what this process does for it counts, too."""
        limit = share * self.limits.submission
        if self.usages:
            self.usages[-1].look_again(TICK)
        cpu = time.process_time() - self.host + sum(usage.cpu() for usage in self.usages)
        idle = sum(usage.idle for usage in self.usages)
        return min(limit - cpu, _SHARE_OF_SLEEP * limit - idle)

    def _end(self, guest: Guest | None) -> None:
        if guest is not None:
            guest.kill()


def _numbers(cells: Sequence[Cell]) -> str:
    numbers = ", ".join(str(cell.index + 1) for cell in cells[:_MOST_NUMBERS])
    more = f" and {len(cells) - _MOST_NUMBERS} more" if len(cells) > _MOST_NUMBERS else ""
    return f"cell{'s' * (len(cells) > 1)} {numbers}{more}"
