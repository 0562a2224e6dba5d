"""How a process enters the sandbox: the zygote once at its start, and each guest right after its fork."""

import os
import signal
import socket
from dataclasses import dataclass

from autograder.sandbox import landlock, new_root, resource_limits, seccomp, syscalls

GUEST_UID = 60_999  # what root becomes: no account has this id, so no file or process of another user belongs to it


@dataclass(frozen=True)
class SandboxConfig:
    """What one guest may use.

    `folder` is its only writable place, and `readable` is what Landlock lets it read. `memory` is in bytes, on top of
    what the zygote uses; `cpu_s` is in seconds.
    """

    level: str
    folder: str
    readable: tuple[str, ...]
    memory: int
    cpu_s: int


def enter_zygote(view: new_root.View | None) -> None:
    """Become an ordinary user; with a `view`, also see nothing else, and be process 1 of a PID namespace.

    Root makes the new root folder, because an ordinary user may not reach what is in root's folders. The ordinary user
    makes the PID namespace, because only the owner of a PID namespace may return to it after the fork of a guest. The
    parent process waits, ends with its child and passes on its exit code.
    """
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
    was_root = os.getuid() == 0
    if view is not None:
        new = syscalls.CLONE_NEWNS | syscalls.CLONE_NEWIPC | syscalls.CLONE_NEWUTS | syscalls.CLONE_NEWNET
        if was_root:
            syscalls.unshare(new)
        else:
            syscalls.unshare_user(new | syscalls.CLONE_NEWPID)
        socket.sethostname("guest")
        new_root.enter(view)
    drop_root()
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)  # the change of user has cleared it
    if view is None:
        return
    if was_root:
        syscalls.unshare_user(syscalls.CLONE_NEWNS | syscalls.CLONE_NEWPID)
    child = os.fork()
    if child:
        _exit_with(child)
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
    new_root.mount_own_proc()
    seccomp.packed(may_fork=True)  # cached: each guest would need milliseconds to build it


def drop_root() -> None:
    """Become an ordinary user if this process is root."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(GUEST_UID, GUEST_UID, GUEST_UID)
        os.setresuid(GUEST_UID, GUEST_UID, GUEST_UID)
    if 0 in (*os.getresuid(), *os.getresgid()):
        raise OSError("the zygote is still root")


def _exit_with(child: int) -> None:
    """Close what the parent shares with its child, wait for the child, and exit with its code."""
    for descriptor in range(3, 64):
        try:
            os.close(descriptor)
        except OSError:
            continue
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


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


def enter_guest(config: SandboxConfig) -> None:
    """Apply every layer of the level, the outermost first. If one fails, this raises and the guest does not start."""
    os.setsid()
    used = resource_limits.used_address_space()
    full = config.level == "full"
    if full:
        _mount_guest_folders(config.folder)
    os.chdir(config.folder)
    os.umask(0o077)
    resource_limits.set_limits(
        address_space=used + config.memory,
        cpu_s=config.cpu_s,
        processes=resource_limits.PROCESSES if full else None,  # counted in the user namespace of "full"
    )
    if config.level == "none":
        syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
        return
    syscalls.drop_capabilities()
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)  # after the last change of credentials, which clears it
    devices = ("/dev/null", "/dev/zero", "/dev/urandom")
    landlock.restrict((*config.readable, *devices[1:]), (config.folder, devices[0]))
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
    seccomp.install(may_fork=full, own_pid=os.getpid())


def _mount_guest_folders(folder: str) -> None:
    """Give this guest a tmpfs of limited size at `folder`, and an empty /proc."""
    syscalls.unshare_user(syscalls.CLONE_NEWNS | syscalls.CLONE_NEWIPC | syscalls.CLONE_NEWUTS)
    syscalls.mount("", "/", "", syscalls.MS_REC | syscalls.MS_PRIVATE)
    safe = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC
    size = f"size={resource_limits.TMP_BYTES},nr_inodes={resource_limits.TMP_FILES},mode=700"
    syscalls.mount("tmpfs", folder, "tmpfs", safe, size)
    syscalls.mount("tmpfs", "/proc", "tmpfs", safe | syscalls.MS_RDONLY, "size=4096,nr_inodes=2")
