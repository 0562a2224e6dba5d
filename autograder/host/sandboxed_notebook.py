"""One submission's notebook as the tests see it: a mapping from names to proxies, whatever happens behind it.

The notebook runs once, in a guest. At the level "full" that guest then stands still, a pristine snapshot, and a
forked clone serves the calls; at the other levels the guest serves them itself. When a call kills what serves it, the
next one gets a fresh clone, or the notebook is run again in a fresh guest. A notebook whose process cannot be copied is
run again for each server. Which functions there are is asked of each new process before any call, so that no call can
change it.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from autograder.host.call_plans import CachedPass, CaseKey, Plan, PlannedCall
from autograder.host.cell_runs import CellRuns
from autograder.host.deadlines import TICK
from autograder.host.errors import GuestLost, ZygoteBroken
from autograder.host.guest_process import Guest, Held
from autograder.host.prefetch import Told
from autograder.host.resource_usage import Usage
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import Cell
from autograder.results import Limits
from autograder.wire.frames import ProtocolError

_SHARES = (1.0, 0.25, 0.0625)  # of a case's time, for a function that has come to no end so often, or more often
_SHARE_OF_ENDLESS = 0.5  # of a submission's time: when it is used up, a function that has come to no end is not called
_SHARE_OF_SLEEP = 0.8  # of a submission's time: with starts and ends of processes, all stays below twice its time
_CLONING = 2.0  # CPU seconds that a copy of the process may take
_MOST_FAILED_COPIES = 2  # after which no copies are made: a memory that is full for once is no reason
_MORE_FILES = 100  # of 256: for the arrays of other calls, files must be left
_SHARE_OF_MEMORY = 0.25  # that the calls of one question may take from those of the next
_DATA_AHEAD = 2  # times what one case may keep, for all calls that are made ahead: pictures as lists take 67 MiB
_FEWER_SECONDS = " (less than usual, since it had come to no end before)"
_NO_TIME = "the notebook had used up its time before this case"
_NO_TIME_FOR_ENDLESS = "the function had come to no end before, and half of the notebook's time was used up"


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
        self.zygote, self.files, self.limits = zygote, dict(files), limits
        self.names = names  # what the cases will ask for
        self.noted = False  # whether notes were taken: once, before any call has shown the inputs of a case
        self.prefetches = True  # until the calls of many cases together have failed
        self.cells = CellRuns(cells, limits, self._left)
        self.errors, self.repairs = self.cells.errors, self.cells.repairs
        self.endless = self.cells.endless  # by function: cases in which it came to no end, and 1 if it did in cells
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
                self.cells.run(guest, again=self.asked)
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
        """A sentence for the student about a name that is not there."""
        return self.cells.why_missing(name)

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
        """Make the calls of all these cases at once, but for those of functions that have come to no end before; each
        case has its own time. Whatever goes wrong on the way, nothing has been asked yet: the process ends, and another
        one makes the calls of each case by themselves."""
        plans = {key: plan for key, plan in plans.items() if not any(map(self.endless.get, plan.functions))}
        if not plans or not self.prefetches:
            return
        self.prefetches = False
        with suppress(GuestLost):  # then the process has ended
            server = self._serve()
            server.set_deadline(self._time_of_case(), data=_DATA_AHEAD)
            server.peer.prefetch(plans, lambda: server.deadline.set(self._time_of_case()))
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
        endless = self.endless[self.question]
        left = self._left(_SHARE_OF_ENDLESS if endless else 1.0)
        if left <= 0:
            raise GuestLost("not_run", _NO_TIME_FOR_ENDLESS if endless else _NO_TIME)
        self.asked = True
        server = self._serve()
        server.set_deadline(min(self.seconds, left), why_so_few=_FEWER_SECONDS if endless else "")
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
        first, self.noted = not self.noted, True
        found = server.fetch(names)
        if first:
            self.repairs += server.peer.notes
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

    def _set_seconds(self) -> None:
        self.seconds = self.limits.case * _SHARES[min(self.endless[self.question], len(_SHARES) - 1)]

    def _time_of_case(self) -> float:
        return min(self.limits.case, max(self._left(), 0.0))

    def _left(self, share: float = 1.0) -> float:
        """CPU seconds that are left of a share of the submission's time; what this process does for it also counts."""
        limit = share * self.limits.submission
        if self.usages:
            self.usages[-1].look_again(TICK)
        cpu = time.process_time() - self.host + sum(usage.cpu() for usage in self.usages)
        idle = sum(usage.idle for usage in self.usages)
        return min(limit - cpu, _SHARE_OF_SLEEP * limit - idle)

    def _end(self, guest: Guest | None) -> None:
        if guest is not None:
            guest.kill()
