"""The host's side of one zygote: start it behind the walls of a level, let it fork guests, end it.

The host opens a socket pair for each guest and hands one end to the zygote, which forks. What the untrusted side runs
and reads is copied into a scratch folder first, so that this repository need not be visible to it.
"""

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.host.errors import GuestLost, ZygoteBroken
from autograder.host.guest_process import START, Guest
from autograder.host.resource_usage import Usage
from autograder.host.scratch_folders import ScratchFolder, remove
from autograder.host.signals import signals_wait
from autograder.results import Level, Limits
from autograder.sandbox import enter, new_root, readable_copy, visible_paths
from autograder.wire import messages as m
from autograder.wire.frames import ConnectionClosed, ProtocolError, parse, receive, send

PACKAGES = ("numpy", "matplotlib", "ipython", "msgspec", "pillow")
_BOX = "/box"


class Zygote:
    """A running zygote. Use it as a context manager; not safe to share between threads."""

    def __init__(self, level: Level, packages: Sequence[str] = (), *, trial: bool = False):
        """`packages` are those that notebooks may import besides PACKAGES. The guests of a trial run no code."""
        self.level, self.packages, self.trial = level, tuple(packages), trial
        self.used = ScratchFolder()
        self.scratch = self.used.path
        self.log = open(self.scratch / "log", "w+", encoding="utf-8")  # noqa: SIM115  # closed in close()
        self.guests = 0
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Zygote":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> None:
        ours = self.scratch / "ours"
        _copy_ours(ours)
        if not self.trial:
            _copy_fonts(ours / "cache")
        if missing := visible_paths.not_installed(self.packages):
            raise ZygoteBroken(f"assignment.toml allows {', '.join(missing)}, not installed here: say `make setup`")
        self.visible_paths = visible_paths.visible_paths(PACKAGES + self.packages)
        if self.level != "full" and os.getuid() == 0:
            try:
                self.visible_paths = readable_copy.copy(self.visible_paths, self.scratch / "reachable")
            except OSError as error:
                raise ZygoteBroken(str(error)) from error
        self.ours = str(ours)
        self.control, theirs = socket.socketpair()
        with theirs:
            self._launch(theirs.fileno())
        self.control.setblocking(False)
        try:
            body, _ = receive(self.control, wait=_patience_for(self.control, START))
            parse(m.decode_to_host, body)
        except (ConnectionClosed, GuestLost, ProtocolError) as error:
            raise ZygoteBroken(f"the zygote did not start ({type(error).__name__}): {self._log_tail()}") from None

    def _launch(self, descriptor: int) -> None:
        """Start the interpreter with no more than it needs: our folder, the packages, a bare environment."""
        search = [self.ours, *self.visible_paths.search]
        code = (
            f"import sys; sys.path[:0] = {search!r}; from autograder.guest.zygote import View, main; "
            f"main({self.level!r}, {descriptor}, {self._view()!r}, trial={self.trial})"
        )
        environment = {
            "PATH": "/nowhere",
            "LANG": "C.UTF-8",
            "LD_LIBRARY_PATH": next((os.path.dirname(path) for path in self.visible_paths.shared), "/nowhere"),
            "MPLCONFIGDIR": f"{self.ours}/cache",
            "IPYTHONDIR": f"{self.ours}/cache",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MALLOC_MMAP_THRESHOLD_": str(32 << 20),  # an array takes memory that the last one gave back: a page that
            "MALLOC_TRIM_THRESHOLD_": str(128 << 20),  # the kernel must find again costs more than what is done to it
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
            "HOME": _BOX if self.level == "full" else "/nonexistent",
            "MPLBACKEND": "agg",
        }
        try:
            self.process = subprocess.Popen(
                [self.visible_paths.python, "-I", "-S", "-c", code], pass_fds=[descriptor], stdin=subprocess.DEVNULL,
                stdout=self.log, stderr=self.log, env=environment, cwd="/", start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise ZygoteBroken(f"the zygote did not start: {error}") from error

    def _view(self) -> new_root.View | None:
        """What the zygote sees at the level "full"."""
        if self.level != "full":
            return None
        root = self.scratch / "root"
        root.mkdir(exist_ok=True)
        seen = self.visible_paths
        return new_root.View(
            root=str(root),
            system=(*seen.system, seen.library, *seen.shared, self.ours),
            masked=seen.masked,
            packages=seen.packages,
            cache=f"{self.ours}/cache",
            work=_BOX,
        )

    def spawn(self, limits: Limits, before: Usage | None = None) -> Guest:
        """Fork a guest behind its walls and wait until it says that they stand. `before` is as in Guest.

        Raises ZygoteBroken if there is no guest. Then nothing of it is left.
        """
        self.guests += 1
        folder = Path(_BOX)
        if self.level != "full":
            folder = self.scratch / f"guest-{self.guests}"
            folder.mkdir(mode=0o700)
            if os.getuid() == 0:
                os.chown(folder, enter.GUEST_UID, enter.GUEST_UID)
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        seen = {"full": self.visible_paths.shown, "lite": self.visible_paths.readable, "none": ()}[self.level]
        readable = [*seen, self.ours] if seen else []
        order = m.Spawn(str(folder), readable, limits.memory, int(limits.submission) + 5)
        try:
            send(self.control, m.encode(order), wait=_patience_for(self.control, START), descriptor=theirs.fileno())
        except (ConnectionClosed, OSError, GuestLost):
            ours.close()
            remove(folder)
            raise ZygoteBroken(f"the zygote is gone: {self._log_tail()}") from None
        finally:
            theirs.close()
        try:
            return Guest(ours, limits, None if self.level == "full" else folder, before=before)
        except ProtocolError as error:
            raise ZygoteBroken(str(error)) from None
        except (ConnectionClosed, GuestLost):
            raise ZygoteBroken(f"the zygote did not fork: {self._log_tail()}") from None

    def _log_tail(self) -> str:
        with suppress(ValueError, OSError):
            self.log.seek(0)
            return self.log.read()[-2000:].strip() or "it said nothing"
        return "it said nothing"

    def close(self) -> None:
        """End the zygote with all its guests, and remove its folder."""
        if hasattr(self, "control"):
            self.control.close()
        if hasattr(self, "process"):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()
        self.used.leave()


def self_test(level: Level) -> str:
    """Put up the walls of a level once, with a guest behind them: why they do not stand here, or an empty string."""
    try:
        with signals_wait(), Zygote(level, trial=True) as zygote:  # for a tenth of a second
            zygote.spawn(Limits()).kill()
    except (ZygoteBroken, GuestLost, OSError) as error:
        return str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
    return ""


def _patience_for(sock: socket.socket, seconds: float) -> Any:
    end = time.monotonic() + seconds

    def wait(event: int) -> None:
        poll = select.poll()
        poll.register(sock, event)
        if not poll.poll(max(end - time.monotonic(), 0) * 1000):
            raise GuestLost("timeout", "no answer")

    return wait


def _copy_ours(ours: Path) -> None:
    """Copy what the untrusted side runs, and nothing else, to where it can be bound or read."""
    here = Path(__file__).parents[1]
    (ours / "autograder").mkdir(parents=True)
    (ours / "autograder" / "__init__.py").write_text("", encoding="utf-8")
    skip = shutil.ignore_patterns("__pycache__")
    for package in ("wire", "guest", "sandbox"):
        shutil.copytree(here / package, ours / "autograder" / package, ignore=skip)
    shutil.copytree(here / "checks", ours / "checks", ignore=skip)
    (ours / "cache").mkdir()
    (ours / "cache").chmod(0o777)


def _copy_fonts(target: Path) -> None:
    """Copy matplotlib's list of fonts, which takes seconds to make, from this user's cache, or make one."""
    import matplotlib  # a trial does without it: a quarter of a second

    folder = Path(matplotlib.get_cachedir())
    if not list(folder.glob("fontlist-*.json")):
        subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=False, capture_output=True)
    for fonts in folder.glob("fontlist-*.json"):
        shutil.copy(fonts, target)
        (target / fonts.name).chmod(0o644)
