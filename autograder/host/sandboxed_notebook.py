"""One submission's notebook as the tests see it: a mapping from names to proxies, whatever happens behind it.

The notebook runs once, in a guest. At the level "full" that guest then stays as it is, a pristine snapshot, and a
forked clone serves the calls; at the other levels the guest serves them itself. When a call kills what serves it, the
next one gets a fresh clone, or the notebook is run again in a fresh guest.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.host.guest_process import Guest, GuestLost, ZygoteBroken
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import Cell
from autograder.results import CellError, Limits

_SHARE_OF_CELLS = 0.5  # of a submission's time; the rest is for the cases


class SandboxedNotebook(Mapping[str, Any]):
    """A submission that has been run and can be asked. Raises Lost (from a call) when it cannot answer."""

    def __init__(self, zygote: Zygote, cells: Sequence[Cell], files: Mapping[str, bytes], limits: Limits):
        self.zygote, self.cells, self.files, self.limits = zygote, cells, dict(files), limits
        self.errors: dict[int, CellError] = {}
        self.repairs: list[str] = []
        self.skipped_cells: set[int] = set()
        self.seconds = limits.case
        self.count_threads_and_children = 0
        self.spent = 0.0  # CPU seconds of processes that have ended
        self.end = time.monotonic() + 3 * limits.submission
        self.pristine: Guest | None = None
        self.server: Guest | None = None

    def __enter__(self) -> "SandboxedNotebook":
        return self

    def __exit__(self, *_: object) -> None:
        self._end(self.server)
        self._end(self.pristine)

    @property
    def cpu_s(self) -> float:
        """CPU seconds that this submission's processes have used."""
        alive = {id(guest): guest for guest in (self.pristine, self.server) if guest is not None}
        return self.spent + sum(guest.cpu() for guest in alive.values())

    def run(self) -> None:
        """Run all cells; one that ends the process or cannot be stopped is left out when they are run again."""
        while self.pristine is None:
            guest = self.zygote.spawn(self.limits)
            try:
                guest.put(self.files)
            except GuestLost as lost:
                raise ZygoteBroken(f"the assignment's files could not be written: {lost.text}") from None
            try:
                self._run_cells(guest)
            except GuestLost:
                self._end(guest)
                continue
            self.pristine = guest

    def get(self, name: str, default: Any = None) -> Any:
        """A proxy for the student's function of this name (or a plain copy of their value), or `default`."""
        server = self._serve()
        server.peer.release_functions()
        if name in server.peer.known:
            return server.peer.known[name]
        (found,) = server.fetch([name])
        return default if found is None else found

    def __getitem__(self, name: str) -> Any:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Any:
        raise TypeError("a student's names cannot be listed, only asked for")

    def __len__(self) -> int:
        raise TypeError("a student's names cannot be counted, only asked for")

    def prefetch(self, names: Sequence[str], cases: Sequence[Any]) -> None:
        """Let the student's functions answer what these cases will most likely ask. Whatever goes wrong on the way,
        nothing has been asked yet: the cases ask for themselves, and of another process."""
        server = self._serve()
        server.set_deadline(min(self.limits.case / 4, max(self._left(), 0.0)))
        try:
            server.fetch(names)
            server.peer.prefetch(cases)
        except GuestLost:
            return
        self._restart_if_processes_left()

    def begin_question(self, *, reduced_timeout: bool = False) -> None:
        """Give the cases that follow their full time again, and no thread or child of an earlier question's calls."""
        self.seconds = self.limits.case / 4 if reduced_timeout else self.limits.case
        self._restart_if_processes_left()

    def begin_case(self, case: Any = None) -> None:
        """Give the case that follows its time; raise Lost if the submission has none left."""
        left = self._left()
        if left <= 0:
            raise GuestLost("not_run", "the notebook had used up its time before this case")
        server = self._serve()
        server.peer.begin(case)
        server.set_deadline(min(self.seconds, left))

    def precedent(self, case: Any) -> bool:
        """Whether the case that was begun has passed before, when it was told the very same."""
        return self._serve().peer.precedent(case)

    def passed(self, case: Any) -> None:
        """The case that was begun has passed."""
        if self.server is not None:
            self.server.peer.passed(case)

    def lost(self, outcome: str) -> None:
        """After a fault: never speak to this server again. Who has met one endless loop need not wait as long for the
        next one: the question's other cases get a quarter of the time."""
        if outcome == "timeout":
            self.seconds = self.limits.case / 4
        self._end(self.server)
        if self.server is self.pristine:
            self.pristine = None
        self.server = None

    def _serve(self) -> Guest:
        if self.server is not None and self.server.alive:
            return self.server
        if self.server is not None:
            self.lost("crashed")
        if self.zygote.level == "full" and self.pristine is not None:
            try:
                self.server = self.pristine.clone()
            except GuestLost:  # the snapshot itself is gone: out of memory, say
                self._end(self.pristine)
                self.pristine = None
        if self.server is None:
            self.run()
            assert self.pristine is not None
            self.server = self.pristine.clone() if self.zygote.level == "full" else self.pristine
        self.count_threads_and_children = self.server.count_threads_and_children()
        self.server.set_deadline(self.seconds)
        return self.server

    def _restart_if_processes_left(self) -> None:
        """End a server whose calls have left a thread or a child behind. It is looked at after calls only."""
        if self.server is not None and self.server.sent:
            if self.server.count_threads_and_children() > self.count_threads_and_children:
                self._end(self.server)
            self.server.sent = 0

    def _run_cells(self, guest: Guest) -> None:
        used = self.spent
        for cell in self.cells:
            if cell.index in self.skipped_cells:
                continue
            left = _SHARE_OF_CELLS * self.limits.submission - used - guest.cpu()
            if left <= 0 or time.monotonic() > self.end:
                self._give_up(cell)
                return
            try:
                error = guest.run_cell(cell.source, min(self.limits.cell, left))
            except GuestLost as lost:
                self._remember(cell, f"{lost.outcome}: {lost.text}")
                self.skipped_cells.add(cell.index)
                self.repairs.append(f"cell {cell.index} was left out when the notebook was run again: {lost.text}")
                raise
            if error:
                self._remember(cell, error)

    def _give_up(self, first: Cell) -> None:
        rest = [cell for cell in self.cells if cell.index >= first.index and cell.index not in self.skipped_cells]
        self.skipped_cells.update(cell.index for cell in rest)
        self.repairs.append(f"the cells from {first.index} on were not run: those before had used up the time")

    def _remember(self, cell: Cell, error: str) -> None:
        self.errors[cell.index] = CellError(cell.index, error)

    def _left(self) -> float:
        return min(self.limits.submission - self.cpu_s, self.end - time.monotonic())

    def _end(self, guest: Guest | None) -> None:
        if guest is not None and guest.alive:
            guest.kill()
            self.spent += guest.used
            guest.used = 0.0
