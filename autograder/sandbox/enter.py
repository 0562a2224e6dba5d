"""How a process takes its walls: the zygote once at its start, each guest right after it was forked."""

import os
import resource
import signal
import socket
from dataclasses import dataclass

from autograder.sandbox import landlock, new_root, seccomp, syscalls

TMP_BYTES = 64 << 20
PROCESSES = 31
GUEST_UID = 60_999  # whom root becomes: an id of nobody's, so that no file or process of another belongs to it


@dataclass(frozen=True)
class Walls:
    """What one guest may use. `folder` is its only writable place; `readable` is what Landlock lets it read."""

    level: str
    folder: str
    readable: tuple[str, ...]
    memory: int
    cpu_s: int


def drop_root() -> None:
    """Become an ordinary user if this process is root."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(GUEST_UID, GUEST_UID, GUEST_UID)
        os.setresuid(GUEST_UID, GUEST_UID, GUEST_UID)
    if 0 in (*os.getresuid(), *os.getresgid()):
        raise OSError("the zygote still is root")


def enter_zygote(view: new_root.View | None) -> None:
    """Drop root; with a `view`, also see nothing else, have no network, and be process 1 of an own PID namespace.

    Root makes the new root, since an ordinary user may not reach what lies in a folder of root's. The PID namespace
    belongs to the ordinary user, since only who owns it may come back to it after each guest was forked. The waiting
    parent dies with its child and hands on its exit code.
    """
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
    was_root = os.getuid() == 0
    if view is not None:
        own = syscalls.CLONE_NEWNS | syscalls.CLONE_NEWIPC | syscalls.CLONE_NEWUTS | syscalls.CLONE_NEWNET
        if was_root:
            syscalls.unshare(own)
        else:
            syscalls.own_user_namespace(own | syscalls.CLONE_NEWPID)
        socket.sethostname("guest")
        new_root.enter(view)
    drop_root()
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)  # a change of credentials has cleared it
    if view is None:
        return
    if was_root:
        syscalls.own_user_namespace(syscalls.CLONE_NEWNS | syscalls.CLONE_NEWPID)
    child = os.fork()
    if child:
        for descriptor in range(3, 64):
            try:
                os.close(descriptor)
            except OSError:
                continue
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
    new_root.mount_own_proc()
    seccomp.packed(may_fork=True)  # kept for the guests, each of whom would take milliseconds to compose it


def fork_guest(level: str, own_pid_namespace: int) -> int:
    """Fork; at the level "full", the child is process 1 of a new PID namespace. Returns like `os.fork`."""
    if level != "full":
        return os.fork()
    syscalls.unshare(syscalls.CLONE_NEWPID)
    try:
        child = os.fork()
    except OSError:
        syscalls.setns(own_pid_namespace, syscalls.CLONE_NEWPID)
        raise
    if child:
        syscalls.setns(own_pid_namespace, syscalls.CLONE_NEWPID)
    return child


def enter_guest(walls: Walls) -> None:
    """Take every wall of the level, from the outermost in. Whatever fails raises, and the guest never starts."""
    os.setsid()
    used = _address_space()
    if walls.level == "full":
        own = syscalls.CLONE_NEWNS | syscalls.CLONE_NEWIPC | syscalls.CLONE_NEWUTS
        syscalls.own_user_namespace(own)
        syscalls.mount("", "/", "", syscalls.MS_REC | syscalls.MS_PRIVATE)
        safe = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC
        syscalls.mount("tmpfs", walls.folder, "tmpfs", safe, f"size={TMP_BYTES},nr_inodes=4096,mode=700")
        syscalls.mount("tmpfs", "/proc", "tmpfs", safe | syscalls.MS_RDONLY, "size=4096,nr_inodes=2")
    os.chdir(walls.folder)
    os.umask(0o077)
    _limits(walls, used)
    if walls.level == "none":
        syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
        return
    syscalls.drop_capabilities()
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)  # a change of credentials would have cleared it
    devices = ("/dev/null", "/dev/zero", "/dev/urandom")
    landlock.restrict((*walls.readable, *devices[1:]), (walls.folder, devices[0]))
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
    seccomp.install(may_fork=walls.level == "full", own_pid=os.getpid())


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _limits(walls: Walls, used: int) -> None:
    hard = {
        resource.RLIMIT_AS: used + walls.memory,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: walls.cpu_s,
        resource.RLIMIT_FSIZE: TMP_BYTES,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_STACK: 8 << 20,
    }
    if walls.level == "full":  # counted in the guest's own user namespace; elsewhere it would count all of a user's
        hard[resource.RLIMIT_NPROC] = PROCESSES
    for limit, value in hard.items():
        _, allowed = resource.getrlimit(limit)
        most = value if allowed == resource.RLIM_INFINITY else min(value, allowed)
        resource.setrlimit(limit, (most, most))
