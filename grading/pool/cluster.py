"""Many submissions over a Dask cluster that is already there: notebooks go out, one Attempt a submission comes back.

Theory of operation. Only the host reads submissions and writes the gradebook. It checks each worker before it uses it,
and gives each one at most a few notebooks ahead, so its memory does not grow with the class. A task belongs to one
worker. When that worker is gone, the host gives its notebooks to others. Any of them may have ended the worker, so each
is then sent alone, and one that ends a second worker is reported as our fault. Guests have no network, so a student's
code reaches neither the scheduler nor a worker.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from distributed import Client, Future, as_completed

from assignments.errors import GradeError, OurFault, UsageError
from grading.pool.cluster_worker import Order, close_zygote, grade_on_worker, order_of, why_unfit
from grading.pool.grade_submission import Content, error_attempt, read_content, ungraded_attempt
from grading.pool.job import Job
from grading.records import Attempt, Submission

AHEAD = 3  # notebooks that a worker has at most: the one that it grades, and the next ones
_TRIES = 2
_EVERY = 0.5  # seconds between two looks at the list of workers
_PAUSE = 0.02  # seconds between two looks at what has come back; each worker has more to do meanwhile
_CONNECT = 10.0  # seconds for a scheduler to answer

Grade = Callable[[Order, Submission, Content], Attempt | OurFault]


def grade(
    job: Job,
    submissions: Sequence[Submission],
    scheduler: str,
    say: Callable[[str], None],
    do: Grade = grade_on_worker,
) -> Generator[Attempt, None, None]:
    """Grade all submissions on a cluster; yield each attempt when it is finished.

    Parameters
    ----------
    job, submissions
        What is graded.
    scheduler
        The address of a scheduler, such as tcp://host:8786, or the path of a scheduler file.
    say
        Called with a sentence when a worker is not used or lost, and while there is none.
    do
        What each worker does with a notebook.

    Raises
    ------
    UsageError
        No scheduler answers.
    OurFault
        The scheduler is lost.
    """
    with _connected(scheduler) as client:
        run = _Run(client, job, submissions, say, do)
        try:
            yield from run.attempts()
        except (OSError, RuntimeError) as error:
            raise OurFault(f"The scheduler {scheduler} is lost ({error}). {_RESUME}") from error
        finally:
            run.close()


_RESUME = "What is graded is in the gradebook, and the same command grades the rest."


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said in sentences
    place = {"scheduler_file": scheduler} if Path(scheduler).is_file() else {"address": scheduler}
    try:
        client = Client(**place, timeout=_CONNECT, set_as_default=False, name="grade")
    except Exception as error:  # a wrong address, a missing certificate, silence: Dask has many kinds
        raise UsageError(f"No scheduler answers at {scheduler} ({error}): start one with `dask scheduler`.") from error
    try:
        yield client
    finally:
        with suppress(OSError, RuntimeError):
            client.close(timeout=5)


class _Run:
    """The submissions of one run, on their way to workers and back."""

    def __init__(
        self, client: Client, job: Job, submissions: Sequence[Submission], say: Callable[[str], None], do: Grade
    ):
        self.client, self.job, self.say, self.do = client, job, say, do
        self.order = order_of(job)
        self.waiting = deque((submission, 0) for submission in submissions)  # and how many workers ended with it
        self.sent: dict[str, dict[Future[Any], tuple[Submission, int]]] = {}  # by the address of a worker that is used
        self.address_of: dict[Future[Any], str] = {}
        self.known: set[str] = set()
        self.back = as_completed([], loop=client.loop, with_results=True, raise_errors=False)
        self.next_look = 0.0
        self.waits = False  # for a worker, and has said so

    def attempts(self) -> Iterator[Attempt]:
        """Yield each attempt, as soon as it is there."""
        while self.waiting or any(self.sent.values()):
            if time.monotonic() >= self.next_look:
                yield from self._look_at_workers()
            yield from self._send()
            if not self.back.has_ready():
                time.sleep(_PAUSE)
            for future, result in self.back.next_batch(block=False):
                address = self.address_of.pop(future, "")
                if future in self.sent.get(address, {}):
                    yield from self._take(address, future, result)
                elif address:
                    self._use(address, result if isinstance(result, str) else _why(future, result))

    def close(self) -> None:
        """Cancel what is under way, and end the zygotes of the workers."""
        with suppress(OSError, RuntimeError):
            self.client.cancel(list(self.address_of), force=True)
            if self.sent:
                self.client.run(close_zygote, workers=list(self.sent), on_error="ignore")

    def _look_at_workers(self) -> Iterator[Attempt]:
        """Check workers that are new, and take back what those had that are gone."""
        if self.client.status != "running":
            raise RuntimeError("the connection is closed")
        self.next_look = time.monotonic() + _EVERY
        assert self.client.scheduler is not None  # as long as the client runs
        try:  # not Client.scheduler_info: a callback of Dask writes the same place every two seconds, without workers
            present = self.client.sync(self.client.scheduler.identity, n_workers=-1)["workers"]
        except OSError:  # no answer this time: if the connection is lost, the next look says so
            return
        self.known &= present.keys()
        for address in present.keys() - self.known:
            self.known.add(address)
            if (threads := present[address]["nthreads"]) != 1:
                self._use(address, f"it has {threads} threads; start it with --nthreads 1")
                continue
            self._submit(address, why_unfit, self.order)
        for address in {*self.sent, *self.address_of.values()} - present.keys():
            self.say(f"The worker {address} is gone: others grade its notebooks.")
            yield from self._lost(address)
        if self.sent or self.address_of:
            self.waits = False
        elif not self.waits:
            self.waits = True
            self.say("No worker can be used now. The run goes on as soon as there is one; Ctrl-C stops it.")

    def _submit(self, address: str, do: Callable[..., Any], *args: Any) -> Future[Any]:
        future: Future[Any] = self.client.submit(do, *args, workers=[address], pure=False)
        self.address_of[future] = address
        self.back.add(future)
        return future

    def _use(self, address: str, reason: str) -> None:
        if reason:
            self.say(f"The worker {address} is not used: {reason}.")
        else:
            self.sent[address] = {}

    def _send(self) -> Iterator[Attempt]:
        """Give each worker the next notebooks, in turn."""
        for ahead in range(1, AHEAD + 1):
            for address, sent in self.sent.items():
                if not self.waiting:
                    return
                if len(sent) >= ahead or any(ended for _, ended in sent.values()) or (sent and self.waiting[0][1]):
                    continue  # what may have ended a worker is alone
                submission, ended = self.waiting.popleft()
                try:
                    content = read_content(submission)
                except GradeError as problem:
                    yield ungraded_attempt(self.job, submission, problem)
                    continue
                sent[self._submit(address, self.do, self.order, submission, content)] = (submission, ended)

    def _take(self, address: str, future: Future[Any], result: Any) -> Iterator[Attempt]:
        """Yield what a worker gave back for one notebook. A worker that cannot grade is not used any more."""
        if isinstance(result, Attempt):
            del self.sent[address][future]
            yield result
        else:
            self.say(f"The worker {address} is not used any more: {_why(future, result)}")
            yield from self._lost(address)

    def _lost(self, address: str) -> Iterator[Attempt]:
        """Give the notebooks of a worker to others. Those that are not finished may have ended it."""
        for future, (submission, ended) in self.sent.pop(address, {}).items():
            if future.status != "pending":
                self.waiting.appendleft((submission, ended))
            elif ended + 1 < _TRIES:
                self.waiting.append((submission, ended + 1))
            else:
                yield error_attempt(self.job, submission, "a worker ended unexpectedly, twice; please report it")
        futures = [future for future, at in self.address_of.items() if at == address]
        self.client.cancel(futures, force=True)
        for future in futures:
            del self.address_of[future]


def _why(future: Future[Any], result: Any) -> str:
    """Why a task gave no result."""
    if isinstance(result, tuple) and len(result) == 3:  # what Dask gives for an exception: its type, itself, traceback
        result = result[1]
    return (
        f"{type(result).__name__}: {result}" if isinstance(result, BaseException) else f"its task was {future.status}"
    )
