"""The threads that cells have left running, which would use up the time of the calls.

A copy of the process has no threads but the one that was copied. Without copies, the process that has run the cells
also serves the calls: there its other threads end before the first call. One that sleeps, or always catches every
exception, goes on.
"""

import ctypes
from sys import _current_frames
from threading import get_ident
from time import sleep

_TRIES, _MOMENT = 10, 0.005  # seconds after each try, in which they get to run, and end
_raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc


def end_other_threads() -> None:
    """Raise SystemExit in every other thread of this process: it ends as soon as it runs Python code again."""
    for _ in range(_TRIES):  # a `try` around all may catch the first, and seldom each of them
        others = [thread for thread in _current_frames() if thread != get_ident()]
        for thread in others:
            _raise_in_thread(ctypes.c_ulong(thread), ctypes.py_object(SystemExit))
        if not others:
            return
        sleep(_MOMENT)
