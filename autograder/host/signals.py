"""The signals that stop a command, and how they wait while something is made that must not be left behind."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def signals_wait() -> Iterator[None]:
    """Let signals wait until the end of this block. A process that is started in it also lets them wait.

    To block them here is not enough: the kernel gives them to another thread (NumPy's libraries start some), and Python
    would call its handler in the main thread at once. So the handler, too, only writes down what came.
    """
    came: list[int] = []
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    handlers = {}
    if threading.current_thread() is threading.main_thread():  # handlers are called in no other thread
        handlers = {number: handler for number in SIGNALS if (handler := signal.getsignal(number)) is not None}
        for number in handlers:
            signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)
